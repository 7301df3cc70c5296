"""Who says so.

Takes a trigger and its sentence; gives every source that the text joins to it, innermost first, and nobody when the
author asserts it himself. Links are joined only where the text joins them. When unsure, the chain stays shorter: words in the wrong
mouth are the worst error.
"""

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from lagebild.claims.answers import once_a_scene
from lagebild.claims.carrying import is_bare_subjunctive
from lagebild.claims.certainty import is_unproven, is_unsaid
from lagebild.claims.citing import beside, carried, spans_conjuncts
from lagebild.claims.conditions import condition_marks, is_asked
from lagebild.claims.cues import (
    Said,
    can_speak,
    claim_cue,
    cues_at,
    is_as_clause,
    labelled,
    links_of,
    may_speak,
    mood_cue,
    source_of,
)
from lagebild.claims.marks import is_perfect
from lagebild.claims.scene import CAPITAL, Scene
from lagebild.claims.triggers import Hit
from lagebild.claims.unsaid import is_alleged_content, is_made_to, is_not_charged, is_withheld
from lagebild.languages import Cue


class Speech(msgspec.Struct, frozen=True):
    """What climbing from a trigger found: links, innermost first.

    `authors_own`: a relative clause that the author adds; `unsaid`: what its source did not say ("would not say whether").
    """

    links: tuple[Said, ...]
    authors_own: bool = False
    unsaid: bool = False

    @property
    def innermost(self) -> Said | None:
        """The link nearest to the trigger."""
        return self.links[0] if self.links else None


def speech_over(scene: Scene, i: int, accusing: Mapping[int, Hit] | None = None) -> Speech:
    """Climb from a trigger to the root and note every source that the text joins to it.

    `accusing` holds the triggers whose content clause is an allegation (their actor is its source), by token.
    """
    return _climbed(scene, i, accusing) if accusing else _without_accusers(scene, i)


@once_a_scene
def _without_accusers(scene: Scene, i: int) -> Speech:
    return _climbed(scene, i, {})


def _climbed(scene: Scene, i: int, accusing: Mapping[int, Hit]) -> Speech:
    tree = scene.tree
    links: list[Said] = [*beside(scene, i, i), *_claimed_by_its_subject(scene, i)]
    below = i
    for here in tree.ancestors(i):
        if _is_authors_own(scene, below):
            return Speech(tuple(_unique(links)), authors_own=True)
        if tree.is_clause_head(below) and tree.is_apart(here, below):
            return Speech(tuple(_unique(links)))
        if (
            is_asked(scene, below)
            or is_withheld(scene, here, below)
            or is_not_charged(scene, here, below, accusing)
        ):
            return Speech((), unsaid=True)
        if (
            _speaks_for_itself(scene, here, below)
            or _is_set_against(scene, below)
            or _is_told_beside(scene, here, below)
        ):
            return Speech(tuple(_unique(links)))
        links += (
            _accused(scene, here, below, accusing)
            or _claimed(scene, here, below)
            or _over(scene, here, below, links)
            or _in_reported_mood(scene, here, below, links)
        )
        spoken = bool(links) or _names_its_source(scene, below)
        if not (_is_coordinated(scene, below) and (spoken or not spans_conjuncts(scene, here, below))):
            links += beside(scene, here, below)
        below = here
    if _is_authors_own(scene, below):
        return Speech(tuple(_unique(links)), authors_own=True)
    links += _outer(scene, below)
    return Speech(tuple(_unique([*links, *_label_over(scene, i, links)])))


def _label_over(scene: Scene, i: int, links: list[Said]) -> list[Said]:
    """Who stands before the colon; a capital before what somebody else is cited for is where that was ("Caracas: ..., said the president")."""
    label = labelled(scene, i)
    name = scene.name_at(label[0].source) if label and label[0].source is not None else None
    return [] if links and name is not None and name.kind == CAPITAL else label


def _outer(scene: Scene, root: int) -> list[Said]:
    """`Moscow's version is that Ukraine shot it down`: a noun that cites, with all else as what it says."""
    if not scene.tree.has_child(root, "nsubj", "nsubj:pass"):
        return []
    outer = (c for c in scene.tree.children[root] if scene.tree.tokens[c].deprel.endswith(":outer"))
    return [link for c in outer for cue in cues_at(scene, c, "noun")[:1] for link in links_of(scene, c, cue)]


def _speaks_for_itself(scene: Scene, here: int, below: int) -> bool:
    """`Manila said A had ... and Beijing said B had ...`: of two that speak the second speaks beside the first, not within."""
    tree = scene.tree
    first = tree.relation(below) == "ccomp" and any(
        tree.relation(c) == "ccomp" and c < below for c in tree.children[here]
    )
    if not (first or tree.relation(below) == "conj") or tree.has_child(below, "mark") or below < here:
        return False
    opening = next((k for k in tree.subtree(below) if tree.tokens[k].upos != "PUNCT"), below)
    if first and tree.word(opening) in tree.grammar.get("sentence_relatives", ()):
        return True  # "..., sagte Khartum, was die Rebellen bestreiten"
    verb = tree.finite(below)
    indicative = verb is not None and tree.feature(verb, "Mood") != "Sub"
    apart = (
        tree.relation(here) == "ccomp" and here < tree.tokens[here].head < below
    )  # "X, Manila said, but Beijing accused ..."
    speaks = _names_its_source(scene, below) or (apart and scene.in_class(below, "accusing"))
    return indicative and tree.has_child(below, "nsubj") and speaks


def _is_set_against(scene: Scene, below: int) -> bool:
    """`X says rebels did it, whereas Y blames soldiers`: what somebody else says is set against it, and no part of it."""
    tree, words = scene.tree, scene.tree.grammar.get("contrast_marks", ())
    if tree.relation(below) != "advcl" or not tree.has_child(below, "nsubj"):
        return False
    marked = any(
        tree.relation(k) in ("mark", "advmod") and tree.word(k) in words for k in tree.children[below]
    )
    return marked and (_names_its_source(scene, below) or scene.in_class(below, "accusing"))


def _is_told_beside(scene: Scene, here: int, below: int) -> bool:
    """`beteuert, keinen Krieg führen zu wollen, | doch beide Länder haben Truppen zusammengezogen`: the indicative with a subject of its own, beside what is told in the mood of reports or as an infinitive, is the author's."""
    tree = scene.tree
    if not tree.grammar.get("reported_mood") or tree.relation(below) != "conj" or below < here:
        return False
    verb, first = tree.finite(below), tree.finite(here)
    own = (
        verb is not None
        and tree.feature(verb, "Mood") == "Ind"
        and tree.has_child(below, "nsubj", "nsubj:pass")
    )
    reported = first is None or tree.feature(first, "Mood") == "Sub"
    content = tree.relation(here) in ("xcomp", "ccomp") and not tree.has_child(below, "mark")
    return own and reported and content and not any(t.form in scene.know.quote_marks for t in tree.tokens)


def _claimed_by_its_subject(scene: Scene, i: int) -> list[Said]:
    """`Die Miliz will eine Drohne abgeschossen haben`: whose deed it is says so, and nobody else."""
    tree = scene.tree
    clause, modals = tree.clause(i), tree.grammar.get("claiming_modals", ())
    for auxiliary in tree.auxiliaries(clause) if modals else ():
        subject = tree.surface_subject(clause)
        if tree.lemma(auxiliary) in modals and is_perfect(scene, clause, auxiliary) and subject is not None:
            return [Said(scene, auxiliary, claim_cue(scene), subject)]
    return []


def _claimed(scene: Scene, here: int, below: int) -> list[Said]:
    """`Ein Zeuge will gesehen haben, | wie Soldaten schossen`: whose word it is that he saw it, that is it, too."""
    content = scene.tree.relation(below) in ("ccomp", "advcl", "xcomp") and below > here
    return _claimed_by_its_subject(scene, here) if content and scene.in_class(here, "perceiving") else []


def _is_coordinated(scene: Scene, below: int) -> bool:
    """A clause beside another, with a subject of its own: what is said in the one need not hold for the other."""
    relation = scene.tree.relation(below)
    return relation == "conj" or (
        relation == "parataxis" and scene.tree.has_child(below, "nsubj", "nsubj:pass")
    )


def _unique(links: list[Said]) -> Iterator[Said]:
    """Each link once; whom a source cites (citing X, unter Berufung auf X) stands further in than the source."""
    links = sorted(links, key=lambda link: link.cue.construction != "citing")
    named: set[int | None] = set()
    seen: set[tuple[int, int | None]] = set()
    for link in links:
        said = (
            link.cue.construction == "adposition" or link.source is None or may_speak(link.scene, link.source)
        )
        if not said:
            continue
        if (
            link.source is not None
            and len(links) > 1
            and link.scene.tree.feature(link.source, "Person") == "1"
        ):
            continue  # whoever says "we answer" has been named already
        if (
            link.source is not None
            and len(links) > 1
            and link.scene.tree.feature(link.source, "Poss") == "Yes"
        ):
            continue  # "in its judgment the court found": the owner is who speaks
        key = (link.cue_token, link.source)
        if key not in seen and (link.source is None or link.source not in named):
            seen.add(key)
            named.add(link.source)
            yield link


def _is_authors_own(scene: Scene, i: int) -> bool:
    """An indicative relative clause inside reported speech is the author's own (ANNOTATION §7).

    Where the language has no mood that tells, it is so only when it describes a participant of the citing word itself.
    """
    tree = scene.tree
    if _is_sentence_relative(scene, i) and _is_rebuttal(scene, i):
        return True
    if tree.tokens[i].deprel != "acl:relcl" or tree.is_cleft(tree.tokens[i].head, i):
        return False
    if tree.relation(tree.tokens[i].head) in ("appos", "parataxis") and _sums_up(scene, tree.tokens[i].head):
        return True  # "..., a claim that the rebels reject"
    if tree.is_announced(tree.tokens[i].head, i):
        return False  # "Parlamentspräsident: X wird abtreten" is no relative clause
    if _is_rebuttal(scene, i):
        return True
    if not tree.grammar.get("reported_mood"):
        noun = tree.tokens[i].head
        governor = tree.tokens[noun].head
        aside = (governor >= 0 and bool(cues_at(scene, governor, "verb"))) or (
            not tree.is_clause_head(noun) and governor < 0
        )
        return aside or tree.tokens[min(tree.subtree(i)) - 1].form in tree.grammar.get("inserted_after", ())
    verb = tree.finite(i)
    return verb is not None and tree.feature(verb, "Mood") != "Sub"


def _is_sentence_relative(scene: Scene, i: int) -> bool:
    """`..., was Moskau bestreitet`: a relative clause about all that stands before it, whatever the parser hung it on."""
    tree = scene.tree
    if tree.relation(i) not in ("advcl", "acl", "parataxis", "conj", "ccomp"):
        return False
    return any(
        tree.relation(k) == "obj" and k < i and "Rel" in tree.feature(k, "PronType") for k in tree.children[i]
    )


def _is_rebuttal(scene: Scene, i: int) -> bool:
    """`says that Russia shot them, which Moscow denies`: who says the one does not say that the other denies it."""
    denies = any(cue.stance == "denies" for cue in cues_at(scene, i, "verb"))
    return denies and scene.tree.has_child(i, "nsubj")


def _sums_up(scene: Scene, noun: int) -> bool:
    """`..., a verdict the union called absurd`: a noun with the indefinite article that takes up the clause before it."""
    tree = scene.tree
    indefinite = any(
        tree.relation(c) == "det" and tree.feature(c, "Definite") == "Ind" for c in tree.children[noun]
    )
    return bool(cues_at(scene, noun, "noun")) or (indefinite and scene.in_class(noun, "summing_up"))


def _over(scene: Scene, here: int, below: int, links: list[Said]) -> list[Said]:
    """The links of a cue word whose content the clause below is, innermost first.

    Who denies a charge that has its owner ("denied Kyiv's claim that ..."), or does not confirm one, says nothing of the kind.
    """
    relation = scene.tree.relation(below)
    if _is_spoken_about(scene, below):
        return []
    owned = any(link.source is not None and link.cue_token == below for link in links)
    for cue in cues_at(scene, here, "verb", "noun"):
        if _is_content(scene, cue, here, below, relation):
            if is_unproven(scene, here, below):
                return []
            if is_made_to(scene, here):
                return [Said(scene, here, replace(cue, distance="distancing", stance="claims"), None)]
            if owned and cue.stance == "denies" and relation in ("obj", "nsubj"):
                return []
            if relation in ("obj", "nsubj") and is_unsaid(scene, here, below):
                return []
            return _charge(scene, here, below, cue) or links_of(scene, here, cue)
    return _said_before(scene, here, below, relation)


def _is_spoken_about(scene: Scene, below: int) -> bool:
    """`said of the claim that he had sold weapons`: who speaks of what somebody claims does not claim it."""
    words = scene.tree.grammar.get("about_prepositions", ())
    phrase = scene.tree.relation(below) in ("obj", "obl", "nmod") and scene.tree.preposition(below) in words
    return phrase and bool(cues_at(scene, below, "noun"))


def _said_before(scene: Scene, here: int, below: int, relation: str) -> list[Said]:
    """`Die Garde hat geschossen, heißt es in einem Papier`: what stands before a citing verb that goes on or names its document."""
    before = (
        below < here and relation in ("advcl", "ccomp", "parataxis") and not _has_subordinator(scene, below)
    )
    if not before or scene.tree.has_child(below, "mark"):
        return []
    return [carried(scene, here, cue) for cue in cues_at(scene, here, "carry")][:1]


def _charge(scene: Scene, here: int, below: int, cue: Cue) -> list[Said]:
    """Whose charge is denied: "wies Vorwürfe *der Linken* zurück, die Polizei habe ..." """
    if cue.stance != "denies":
        return []
    for c in scene.tree.children[here]:
        if scene.tree.relation(c) != "obj" or c == below:
            continue
        for noun in cues_at(scene, c, "noun"):
            owner = source_of(scene, c, noun)
            if owner is not None:
                return [Said(scene, c, replace(noun, distance="distancing"), owner, charge=True)]
    return []


def _in_reported_mood(scene: Scene, here: int, below: int, links: list[Said]) -> list[Said]:
    """`zeigte sich bereit, ein Zurück werde es nicht geben`: Konjunktiv I beside a verb that does not cite is its subject's word."""
    tree = scene.tree
    if (
        links
        or not (
            tree.relation(below) in ("ccomp", "parataxis", "conj")
            or (tree.relation(below) == "advcl" and tree.is_announced(here, below))
        )
        or not is_bare_subjunctive(scene, below)
    ):
        return []
    verb = tree.finite(here)
    indicative = verb is not None and tree.feature(verb, "Mood") == "Ind"
    subject = tree.surface_subject(here) if tree.is_verbal(here) and indicative else None
    if subject is None or not can_speak(scene, subject) or subject > below:
        return []
    return [Said(scene, here, mood_cue(scene), subject)]


def _accused(scene: Scene, here: int, below: int, accusing: Mapping[int, Hit]) -> list[Said]:
    """The content of an accusation is the accuser's: alleged, with the accuser as innermost source."""
    hit = accusing.get(here)
    if hit is None or not is_alleged_content(hit, below):
        return []
    cue = Cue(
        hit.frame.lemma,
        hit.frame.upos,
        "verb",
        hit.frame.family.actor,
        (),
        "claims",
        "distancing",
        "",
        (),
        hit.frame.key,
    )
    return [Said(scene, here, cue, source_of(scene, here, cue))]


def _is_fronted(scene: Scene, here: int, below: int) -> bool:
    """`And the moon is cheese, the envoy scoffed`: a full clause before a citing verb that has nothing else to cite."""
    tree = scene.tree
    said, verb = tree.child(below, "nsubj", "nsubj:pass"), tree.finite(below)
    full = said is not None and verb is not None and said < verb
    bare = not tree.has_child(below, "mark") and not tree.has_child(
        here, "ccomp", "obj", "xcomp", "parataxis"
    )
    subject = tree.child(here, "nsubj")
    return full and bare and below < here and subject is not None and subject > below


def _has_subordinator(scene: Scene, below: int) -> bool:
    """`While X says ...`, `After the army said ...`: a clause that tells when, why or against what is nothing that is said."""
    tree, grammar = scene.tree, scene.tree.grammar
    words = (*grammar.get("time_marks", ()), *grammar.get("contrast_marks", ()))
    return any(tree.relation(k) in ("mark", "advmod") and tree.word(k) in words for k in tree.children[below])


def _is_words_of(scene: Scene, cue: Cue, below: int) -> bool:
    """`quoted an officer | as saying ...`: a participle, of a cue that takes one."""
    participle = scene.tree.feature(below, "VerbForm") in ("Part", "Ger")
    return "advcl" in cue.content and participle and not scene.tree.has_child(below, "nsubj")


def _names_its_source(scene: Scene, i: int) -> bool:
    """Whether a word cites and has its source beside it."""
    return any(source_of(scene, i, cue) is not None for cue in cues_at(scene, i, "verb"))


def _is_content(scene: Scene, cue: Cue, here: int, below: int, relation: str) -> bool:
    tree, deprel = scene.tree, scene.tree.tokens[below].deprel
    announced = tree.is_announced(here, below)
    if relation == "ccomp" and announced:
        relation = deprel = "parataxis"
    if relation == "parataxis":
        cites_itself = not announced and _names_its_source(scene, below)
        others = (c for c in tree.children[here] if c != below and tree.relation(c) == "ccomp")
        if tree.is_apart(here, below) or next(others, None) is not None or cites_itself:
            return False
    if relation == "advcl" and "ccomp" in cue.content and "advcl" not in cue.content:
        if _has_subordinator(scene, below) and _names_its_source(scene, below):
            return False
        if _is_fronted(scene, here, below):
            return True
        before = any(tree.tokens[c].deprel == "ccomp" and c > below for c in tree.children[here])
        if before:  # "If ..., X said, it would": a condition is said; what had happened before is not
            return below < here and bool(condition_marks(scene, below))
        return below < here and tree.relation(here) == "parataxis"
    if deprel == "acl:relcl":
        return False
    if relation in cue.content or deprel in cue.content:
        return not is_as_clause(scene, below) or _is_words_of(scene, cue, below)
    if relation == "xcomp" and tree.tokens[here].deprel == "acl:relcl" and tree.has_child(here, "nsubj"):
        return "ccomp" in cue.content  # "Iran, which Israel says | armed the militia"
    prep = scene.tree.preposition(below)
    return bool(prep) and any(f"{name}:{prep}" in cue.content for name in ("obl", "nmod", "any"))
