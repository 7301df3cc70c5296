"""Denials and what they deny.

Takes the drafts of a document in text order; gives them with stances, those of confirmations (`confirming.py`) among them: a denial without content of its own ("wies die Vorwürfe
zurück", "bestreitet das") sets its side beside the claim that it answers, the last one that somebody else is said to have
made; a denial of a deed in so many words beside the claims of that deed (ANNOTATION §5.1, §6). Neither side overwrites the other.
"""

from collections.abc import Iterable, Iterator

import msgspec

from lagebild.claims.confirming import Confirmed, confirmed
from lagebild.claims.cues import cues_at
from lagebild.claims.drafts import Draft
from lagebild.claims.knowledge import UNTRUE
from lagebild.claims.nothing_true import is_measure_of_truth, is_true
from lagebild.claims.part_taken import denied_parts
from lagebild.claims.phrases import span_of
from lagebild.claims.tree import Tree
from lagebild.model import Participant, Stance

STATE = 3  # letters of a state in an actor's id
OFFICIAL = ("GOV", "MIL")  # sectors of those who speak for a state, as a state alone does
SCORN = "scorn"  # and those that are said of what was done as well
ACCOUNT = "account"  # the class of words for all that somebody tells
CHARGED = "charged"  # the class of words for what somebody is accused of
JUDGED = ("ccomp", "xcomp", "obj", "obl")  # where a verb has the word for what it calls somebody's words
TOLD = ("obj", "iobj", "obl:arg")  # where a verb of denying has the word for what somebody told
BESIDE = frozenset({"parataxis", "conj"})
POINTING = (
    "pointers",
    "cleft_subjects",
    "nothing_words",
    "correlates",
)  # what stands for all that was said, or for nothing of it
WORDED = ("acl", "nmod", "obl", "ccomp", "appos")  # with which an account says what it tells
AHEAD = "future"
REACH = 2  # sentences back that a bare "wies das zurück" answers
FAR = 3  # and who dismisses the whole account


class Turn(msgspec.Struct, frozen=True):
    """What a sentence tells, and what it confirms of the sentences before."""

    drafts: list[Draft] = []
    confirmed: tuple[Confirmed, ...] = ()


def answered(turns: Iterable[Turn]) -> Iterator[Draft]:
    """The drafts with the stances that denials and confirmations take; a turn is what one sentence tells, in text order."""
    near: list[Draft] = []
    for turn in turns:
        group = sorted(turn.drafts, key=lambda d: d.position)
        if group:
            first = group[0].scene.sentence.i - FAR
            yield from (draft for draft in near if draft.scene.sentence.i < first)
            near = [*(draft for draft in near if draft.scene.sentence.i >= first), *group]
        for denial in _denials_in(group):
            near = _answered(denial, near)
        for one in turn.confirmed:
            near = confirmed(near, one)
    yield from near


def _denials_in(group: list[Draft]) -> Iterator[Draft]:
    """The denials of a sentence; who has denied it and then calls it untrue says of nothing else that it is."""
    said = False
    for draft in group:
        if _is_denial(draft) and not (said and _calls_untrue(draft)):
            yield draft
            said = True


def _answered(denial: Draft, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the denial's side beside those that it answers."""
    denier = _denier(denial)
    if denier is None:
        return drafts
    parts = denied_parts(denial.scene, denial.token)
    drafts = [_without_doer(d, denier) if d.token in parts and d.scene is denial.scene else d for d in drafts]
    answered = [d for d in drafts if d.scene is denial.scene and d.token in parts and _is_told(d)]
    types = {
        d.event.type for d in answered if d.event
    }  # "bestritt eine Beteiligung an der Entführung": of nothing else
    others = _answered_by(denial, denier, drafts)
    answered += [d for d in others if not types or (d.event and d.event.type in types)]
    return [_with_side(d, denial, denier) if d in answered else d for d in drafts]


def _denier(denial: Draft) -> Participant | None:
    """Who denies: the doer of a denial, the source of `That is not true`."""
    if denial.event is None:
        return denial.chain[-1].source if denial.chain else None
    return denial.event.actors[0] if denial.event.actors else None


def _without_doer(draft: Draft, denier: Participant) -> Draft:
    """`denied it was behind the attack`: whoever denies his part is not told to have done it."""
    if draft.event is None:
        return draft
    others = tuple(
        who for who in draft.event.actors if who.name != denier.name and (who.actor or "") != denier.actor
    )
    return msgspec.structs.replace(draft, content=msgspec.structs.replace(draft.event, actors=others))


def _is_denial(draft: Draft) -> bool:
    """An event whose trigger is a denying cue or calls untrue what was said, not itself negated ("hat nie bestritten")."""
    if draft.event is None:
        return _says_nothing_true(draft)
    if draft.axes.commitment == "negated":
        return False
    refuses = draft.event.type == draft.scene.know.ontology.refusal
    spoken = draft.speech_act and not draft.scene.tree.has_child(draft.token, "obj")  # "speaks of propaganda"
    return (
        _denies(draft)
        or ((refuses or spoken) and _calls_untrue(draft))
        or (refuses and _is_said_of_it_all(draft))
    )


def _denies(draft: Draft) -> bool:
    """Whether its word is one of denying."""
    return any(cue.stance == "denies" for cue in cues_at(draft.scene, draft.token, "verb", "noun"))


def _is_said_of_it_all(denial: Draft) -> bool:
    """`..., | which | Phnom Penh rejected`: behind a comma, and nothing else is refused."""
    tree, i = denial.scene.tree, denial.token
    relative = tree.first_word(i)
    first = tree.word(relative) in tree.grammar.get("comment_relatives", ())
    return first and relative > 0 and tree.word(relative - 1) == "," and _is_comment(denial)


def _only_scorns(denial: Draft) -> bool:
    """`banned the party, something the opposition called | ridiculous |`: who scorns a measure does not deny that it was taken."""
    scene, i = denial.scene, denial.token
    called = [
        k for k in scene.tree.children[i] if scene.tree.relation(k) in JUDGED and scene.in_class(k, UNTRUE)
    ]
    return bool(called) and all(scene.in_class(k, SCORN) for k in called)


def _says_nothing_true(draft: Draft) -> bool:
    """`"Das ist nicht | wahr |", sagte ein Sprecher`, `None of it is | true |`: of what was said before, and of nothing that it words itself."""
    tree, i = draft.scene.tree, draft.token
    if draft.axes.commitment != "negated" or not draft.chain:
        return False
    clause = [k for k in tree.subtree(i, skip=BESIDE) if tree.relation(k) not in ("cop", "det")]
    words = {word for key in POINTING for word in tree.grammar.get(key, ())}
    back = any(tree.word(k) in words for k in clause)
    bare = not any(tree.is_clause_head(k) or tree.relation(k) == "nmod:poss" for k in clause if k != i)
    told = any(is_true(tree, k) and not _qualifies(tree, k) for k in clause)
    return back and bare and told


def _qualifies(tree: Tree, k: int) -> bool:
    """`no | true | peace`, but not `kein | wahres | Wort`: what is said of something else than of what was told."""
    return tree.relation(k) == "amod" and not is_measure_of_truth(tree, tree.tokens[k].head)


def _calls_untrue(draft: Draft) -> bool:
    """`"Das ist eine | Lüge |", sagte ein Sprecher`, `called the report | false |`: what it says of it is a word for what is not so."""
    scene, i = draft.scene, draft.token
    said = (k for k in scene.tree.children[i] if scene.tree.relation(k) in JUDGED)
    called = (i, *said)
    words = (
        *called,
        *(m for k in called for m in scene.tree.children[k] if scene.tree.relation(m) == "amod"),
    )
    return any(scene.in_class(k, UNTRUE) for k in words)


def _answered_by(denial: Draft, denier: Participant, drafts: list[Draft]) -> list[Draft]:
    """The claims that a denial answers: of its own deed where it words one, else those of the last sentence that has any."""
    worded = [
        d
        for d in drafts
        if d.axes.commitment == "denied" and d.scene is denial.scene and _is_below(denial, d)
    ]
    open_to_answer = [d for d in drafts if _can_be_answered(d, denial, denier)]
    below = (d for d in open_to_answer if d.scene is denial.scene and _is_below(denial, d))
    if claimed := [d for d in below if d.axes.evidence == "distanced"]:
        return claimed  # "Dass die Armee geschossen habe, wie Rebellen behaupten, wies sie zurück"
    earlier = max((d.scene.sentence.i for d in drafts if _is_denied_before(d, denial)), default=-1)
    open_to_answer = [d for d in open_to_answer if d.scene.sentence.i >= earlier]
    if worded:
        types = {d.event.type for d in worded if d.event}
        # "bestritt, angreifen zu wollen": nothing that was done; "bestreitet Misshandlungen": nothing that is planned
        ahead = all(d.axes.time == AHEAD for d in worded)
        open_to_answer = [d for d in open_to_answer if ahead == (d.axes.time == AHEAD)]
        open_to_answer = [d for d in open_to_answer if any(_is_alike(d, one) for one in worded)]
        return [d for d in open_to_answer if d.event and d.event.type in types and _may_be_deed_of(d, denier)]
    if _has_content(denial):
        open_to_answer = [d for d in open_to_answer if _is_deed_of(d, denier)]
    elif _is_comment(denial):
        around = _told_around(denial)
        here = [d for d in drafts if d.scene is denial.scene and _is_told(d)]
        here = [d for d in here if d.token < denial.token or d.token in around]
        if _only_scorns(denial):
            here = [d for d in here if d.axes.evidence != "own"]
        if not (_denies(denial) or _calls_untrue(denial)):
            # "..., which Kyiv rejected": a charge, and no offer
            here = [d for d in here if _is_charge(d, denier)]
        return [d for d in here if _may_be_deed_of(d, denier)]
    if _is_of_charges(denial):
        charged = [d for d in open_to_answer if d.axes.evidence == "distanced"]
        open_to_answer = charged or [d for d in open_to_answer if not _is_told_of_himself(d)]
    last = max((d.scene.sentence.i for d in open_to_answer), default=-1)
    latest = [d for d in open_to_answer if d.scene.sentence.i == last]
    if not latest and _is_bare(denial):
        return [d for d in drafts if _is_told_before(d, denial) and _may_be_deed_of(d, denier)]
    latest = [d for d in latest if d.axes.evidence == "distanced"] or latest
    if not (_is_of_the_whole(denial) or _is_of_charges(denial)):
        return latest
    return [d for d in open_to_answer if d in latest or _is_deed_of(d, denier) or _is_told_with(d, latest)]


def _is_alike(draft: Draft, worded: Draft) -> bool:
    """`denied that anyone was | detained |` says nothing of a raid: without violence a deed is told apart by its mode; a shelling may be called a bombing."""
    if draft.event is None or worded.event is None or draft.event.type != worded.event.type:
        return False
    kind = draft.scene.know.ontology.types.get(draft.event.type or "")
    modes = {draft.event.mode, worded.event.mode} - {None}
    return len(modes) < 2 or (kind is not None and kind.violent)


def _is_charge(draft: Draft, denier: Participant) -> bool:
    """What somebody accuses another of, or says of a deed of whoever denies it."""
    return draft.axes.evidence == "distanced" or (draft.axes.evidence != "own" and _is_deed_of(draft, denier))


def _is_of_the_whole(denial: Draft) -> bool:
    """`dismissed the | account |`: all that somebody has told, and not his last sentence alone; no `report that ...`."""
    return _is_of(denial, ACCOUNT)


def _is_of_charges(denial: Draft) -> bool:
    """`called the | accusations | groundless`: what he was accused of, and not what the accuser has told of himself since."""
    return _is_of(denial, CHARGED)


def _is_told_of_himself(draft: Draft) -> bool:
    """`The president announced the expulsion of two diplomats`."""
    actors = draft.event.actors if draft.event else ()
    return bool(draft.chain) and any(_is_the_same(draft.chain[-1].source, who) for who in actors)


def _is_of(denial: Draft, name: str) -> bool:
    """Whether what is denied is a known word of a class that does not say what it tells."""
    tree = denial.scene.tree
    told = tree.child(denial.token, "obj", "nsubj:pass")
    if told is None or not denial.scene.in_class(told, name):
        return False
    worded = any(tree.relation(c).startswith(WORDED) for c in tree.children[told])
    return not worded and any(tree.feature(c, "Definite") == "Def" for c in tree.children[told])


def _is_told_with(draft: Draft, latest: list[Draft]) -> bool:
    """Whether the source of one of the latest has told it too."""
    said = (d.chain[0].source for d in latest if d.chain)
    return bool(draft.chain) and any(_is_the_same(draft.chain[0].source, who) for who in said)


def _is_the_same(one: Participant, other: Participant) -> bool:
    """Whether two names are of one source: `a senior army | officer |`, `the officer`."""
    if one.actor and other.actor:
        return one.actor == other.actor
    fewer, more = sorted((one.name.split(), other.name.split()), key=len)
    return set(fewer) <= set(more)


def _told_around(denial: Draft) -> tuple[int, ...]:
    """`hat, | was Kabul bestreitet |, drei Frauen entführt`, `Minsk, | which denies it |, launched the drones`: what stands around a comment."""
    tokens = denial.scene.tree.tokens
    above = tokens[denial.token].head
    return (above, tokens[above].head) if above >= 0 else ()


def _is_denied_before(draft: Draft, denial: Draft) -> bool:
    """`B widersprach Gerüchten, ... | Auch C dementierte das`: what was denied last is denied again, not what was said before it."""
    return draft.axes.commitment == "denied" and draft.scene.sentence.i < denial.scene.sentence.i


def _is_bare(denial: Draft) -> bool:
    """`bestritt das`, `denied it`, `That is not true`: a pronoun is all that says what."""
    if denial.event is None:
        return True
    tree = denial.scene.tree
    words = tree.grammar.get("pointers", ())
    return any(tree.word(c) in words and tree.relation(c) == "obj" for c in tree.children[denial.token])


def _is_told_before(draft: Draft, denial: Draft) -> bool:
    """What the author tells in the sentence before, on nobody's word."""
    before = denial.scene.sentence.i - draft.scene.sentence.i == 1
    return before and _is_told(draft) and not draft.definite


def _has_content(denial: Draft) -> bool:
    """`bestritt, Israel gedroht zu haben`: what is denied is worded, though no claim was made of it."""
    scene, tree = denial.scene, denial.scene.tree
    if any(cues_at(scene, c, "noun") for c in tree.children[denial.token] if tree.tokens[c].deprel in TOLD):
        return False  # "rejected the rebels' claim that ...": theirs
    worded = (c for c in tree.children[denial.token] if tree.relation(c) in ("xcomp", "ccomp"))
    return any(not scene.in_class(c, UNTRUE) for c in worded)  # "sagte, das sei eine Lüge" words nothing


def _is_comment(denial: Draft) -> bool:
    """`..., an allegation Moscow denies`, `..., which Russia denies`: it is about its own sentence, whoever tells that."""
    tree, i = denial.scene.tree, denial.token
    if tree.tokens[i].deprel == "acl:relcl":
        return True
    told = tree.child(i, "obj")
    first = told is not None and told < i and tree.relation(i) in ("parataxis", "advcl")
    if first and tree.word(told or 0) in tree.grammar.get("comment_relatives", ()):
        return True
    return first and any(tree.feature(c, "Definite") == "Ind" for c in tree.children[told or 0])


def _is_told(draft: Draft) -> bool:
    """A deed that is said to be done, no act of speech and no denial."""
    affirmed = draft.axes.commitment not in ("denied", "negated")
    return draft.event is not None and affirmed and not draft.speech_act


def _may_be_deed_of(draft: Draft, denier: Participant) -> bool:
    """The same, or nobody knows whose deed it is."""
    known = draft.event is not None and bool(draft.event.actors) and all(w.actor for w in draft.event.actors)
    return not (known and denier.actor) or _is_deed_of(draft, denier)


def _is_deed_of(draft: Draft, denier: Participant) -> bool:
    """Whether a claim is about a deed of the denier's, or of his state's."""
    actors = draft.event.actors if draft.event else ()
    state = denier.actor[:STATE] if denier.actor else None
    return any(
        who.name == denier.name or (state is not None and (who.actor or "")[:STATE] == state)
        for who in actors
    )


def _is_below(denial: Draft, draft: Draft) -> bool:
    return denial.token in denial.scene.tree.ancestors(draft.token)


def _can_be_answered(draft: Draft, denial: Draft, denier: Participant) -> bool:
    """What somebody else is said to have said, shortly before or within the denial's own sentence."""
    distance = denial.scene.sentence.i - draft.scene.sentence.i
    attributed = draft.axes.evidence != "own" and draft.axes.commitment not in ("denied", "negated")
    own = bool(draft.chain) and _is_of_one_side(draft.chain[-1].source, denier)
    whole = _is_of_the_whole(denial) or (draft.axes.evidence == "distanced" and _is_of_charges(denial))
    near = 0 <= distance <= (FAR if whole else REACH)
    return draft is not denial and attributed and not own and not draft.speech_act and near


def _is_of_one_side(one: Participant, other: Participant) -> bool:
    """Whether two names are of one source, or of a state and of its government or army: `Bangkok`, `Thailand's army`."""
    if one.name == other.name or not (one.actor and other.actor):
        return one.name == other.name
    less, more = sorted((one.actor, other.actor), key=len)
    state, _, sector = more.partition(".")
    return less == more or (less == state and len(state) == STATE and sector in OFFICIAL)


def _with_side(draft: Draft, denial: Draft, denier: Participant) -> Draft:
    span = span_of(denial.scene, denial.token, denial.token)
    return draft.with_stance(Stance(source=denier, stance="denies", span=span))
