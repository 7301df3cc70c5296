"""How surely it is said: three axes stored, one word derived.

Takes a trigger's token and what is known of its sources; gives time and every mark from the trigger up to the cue that
reports it. `marks.py` finds the marks of one token, `axes.py` makes axes and the word of them.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from lagebild.claims.answers import once_a_scene
from lagebild.claims.axes import Mark
from lagebild.claims.conditions import is_cause, is_circumstance, is_in_question, is_spared
from lagebild.claims.courses import brings, carries
from lagebild.claims.cues import cues_at, source_of
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.labels import asking_verb, colon_after_label
from lagebild.claims.marks import (
    governor,
    grades_over,
    has_finite_of_its_own,
    left_open,
    marked_names,
    marks_at,
    negators_at,
)
from lagebild.claims.scene import Scene
from lagebild.claims.supposing import only_able, only_thought_of, supposed
from lagebild.claims.unfounded import evidence_before, evidence_of, made_up_clause, planned_of, said_falsely
from lagebild.claims.verdicts import made_up, verdict_on
from lagebild.model import Time

OPEN = frozenset({"time=future", "time=conditional", "commitment=possible"})
"""What holds for the aim of a deed as for the deed."""


def time_of(scene: Scene, i: int) -> Time:
    """Past or ongoing, by the finite verb of the trigger's clause; a participle beside a present auxiliary is past."""
    tree = scene.tree
    clause = tree.clause(i)
    verb = tree.finite(clause)
    present = verb is not None and tree.feature(verb, "Tense") == "Pres"
    passive = tree.child(clause, "aux:pass")  # "ist beschossen | worden", "has | been | shelled": past, too
    done = passive is None or tree.feature(passive, "VerbForm") == "Part"
    perfect = tree.feature(clause, "VerbForm") == "Part" and done
    return "ongoing" if present and not perfect else "past"


def marks_on(scene: Scene, i: int, limit: int | None, known: bool = False) -> list[Mark]:
    """Every mark from the trigger up to (not including) the token `limit`, the cue that reports it.

    `known`: an event named in passing as known is graded by its own modifiers only.
    """
    marks: list[Mark] = list(marks_at(scene, i, None))
    below = i
    for here in () if known else scene.tree.ancestors(i):
        marks += _told_at(scene, here, below, limit)
        if here == limit:
            marks += _cited_at(scene, here, below)
            break
        if _is_aim(scene, below):  # "may strike Iran | to destroy its sites": no surer than the strike
            marks += [mark for mark in marks_at(scene, here, below) if mark.means in OPEN]
        elif (_ends_scope(scene, below) and not _is_held_back(scene, below)) or scene.tree.is_apart(
            here, below
        ):
            break
        if is_cause(scene, below, i):
            break  # "proposed sanctions | over the jailing of opposition leaders": they are in jail
        if _passes_up(scene, below, here):
            marks += _passed_up(scene, here, below)
        below = here
    marks += _marks_around(scene, i)
    spent = {token for mark in marks for token in mark.spent}
    return [mark for mark in marks if not (mark.token in spent and mark.means == "commitment=negated")]


def _told_at(scene: Scene, here: int, below: int, limit: int | None) -> Iterator[Mark]:
    """What a cleft, or a noun that tells it, says of what hangs on it."""
    relation = scene.tree.relation(below)
    if scene.tree.is_cleft(here, below):
        yield from marks_at(scene, here, below)
    if _is_told_by(scene, here, below):
        yield from made_up(scene, here) if relation != "nmod" else ()
        yield from verdict_on(scene, here) if here != limit else ()
    if relation in ("nmod", "obl"):
        yield from evidence_of(scene, here, below)
    if relation == "nmod":
        yield from planned_of(scene, here, below)
    else:
        yield from made_up_clause(scene, here, below)
        yield from evidence_before(scene, below)


def _cited_at(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """What the cue that reports it says of its content."""
    own = [*grades_over(scene, here, below)]
    yield from own
    yield from said_falsely(scene, here)
    yield from _seems_to_show(scene, here)
    yield from verdict_on(scene, here)
    told_by = scene.tree.tokens[here].head if scene.tree.relation(here) == "acl" else -1
    if told_by >= 0 and cues_at(
        scene, told_by, "noun"
    ):  # "withdrew a statement | saying that jets had bombed it"
        yield from verdict_on(scene, told_by)
    yield from _grounds_for(scene, here)
    if scene.tree.relation(below) == "ccomp" and not scene.tree.is_announced(here, below):
        around = _negations_over(scene, here, below)
        yield from around
        yield from _negated_twice(own, around)


def _seems_to_show(scene: Scene, here: int) -> Iterator[Mark]:
    """`zeigt angeblich, wie ...`, `purports to show`: what something only seems to show is no surer than that."""
    over = scene.tree.tokens[here].head
    if not scene.in_class(here, "showing"):
        return
    own = marks_at(scene, here, None)
    above = grades_over(scene, over, here) if scene.tree.relation(here) == "xcomp" and over >= 0 else ()
    for mark in (*own, *above):
        if mark.means == "time=future":  # "soll zeigen": a picture shows nothing that is still to come
            yield replace(mark, means="evidence=distanced")
        elif mark.means in ("commitment=possible", "evidence=distanced"):
            yield mark


def _negated_twice(own: list[Mark], around: list[Mark]) -> list[Mark]:
    """`refused | to rule out | that the army had shelled it`: who does not exclude it says neither that it is so nor that it is not."""
    excludes = {mark.token for mark in own if mark.means == "commitment=negated"}
    others = {mark.token for mark in around} - excludes
    spent = tuple(excludes | others)
    return [
        replace(mark, means="commitment=possible", spent=spent)
        for mark in own
        if mark.token in excludes and others
    ]


def _passed_up(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """What the token above says of what hangs on it; what governs the first of two verbs ("warf X vor und | forderte Y auf") is not over the second."""
    over = marks_at(scene, here, None if scene.tree.relation(below) == "conj" else below)
    over = left_open(over) if is_in_question(scene, below) else over
    return (mark for mark in over if not (mark.means == "commitment=negated" and is_spared(scene, below)))


def _marks_around(scene: Scene, i: int) -> Iterator[Mark]:
    """What the whole sentence says of the trigger."""
    yield from _outer_noun(scene, i)
    yield from _question_over(scene, i)
    yield from only_thought_of(scene, i)
    yield from only_able(scene, i)
    yield from supposed(scene)
    yield from _in_quotes(scene, i)
    yield from _told_beside(scene, i)
    yield from _made_up_around(scene, i)
    yield from _purpose(scene, i)


def _is_told_by(scene: Scene, here: int, below: int) -> bool:
    """`the report | that troops entered the town`, `the report | of an attack`: what a noun tells, on nobody's word."""
    relation = scene.tree.relation(below)
    if scene.tree.tokens[here].upos != "NOUN" or relation not in ("acl", "ccomp", "nmod"):
        return False
    cues = cues_at(scene, here, "noun") if relation == "nmod" else []
    return relation != "nmod" or (bool(cues) and all(source_of(scene, here, cue) is None for cue in cues))


def _outer_noun(scene: Scene, i: int) -> list[Mark]:
    """`Word in Kabul is that ...`: what the noun over the whole sentence says of it."""
    outer = (c for c in scene.tree.children[i] if scene.tree.tokens[c].deprel.endswith(":outer"))
    return [mark for c in outer for grade in grades_at(scene, c, "noun") for mark in marks_of(c, grade)]


def _question_over(scene: Scene, i: int) -> list[Mark]:
    """`Did the army shell the school?`: a question that can be answered with yes or no leaves open what it asks."""
    tree = scene.tree
    root, colon = next((t.i for t in tree.tokens if t.head < 0), 0), 0
    if scene.asks() and verb_free(scene):  # "Junta leader wounded in attack?"
        return [Mark(root, "commitment=possible", f"{scene.know.pack.code}.rule:question")]
    if scene.asks() and root <= (colon := colon_after_label(tree)):  # "Q&A: Did Iran agree?"
        root = next((k for k in tree.children[root] if k > colon and tree.is_verbal(k)), root)
    verb = tree.finite(root)
    if not scene.asks() or verb is None:
        return []
    subject = tree.child(root, "nsubj", "nsubj:pass", "expl")
    start = verb if asking_verb(tree) == verb else colon  # "Minister, did your men shell it?"
    before = [t for t in tree.tokens[start:verb] if t.upos not in ("PUNCT", "CCONJ")]
    if before or subject is None or subject < verb or not _is_asked_with(scene, i, root):
        return []
    return [Mark(verb, "commitment=possible", f"{scene.know.pack.code}.rule:question")]


def verb_free(scene: Scene) -> bool:
    """Whether a sentence, as headlines may, has no finite verb and nobody whom it asks for."""
    tree, words = scene.tree, scene.tree.grammar.get("asked", ())
    return not any(tree.is_finite(t.i) or tree.word(t.i) in words for t in tree.tokens)


def _is_asked_with(scene: Scene, i: int, root: int) -> bool:
    """`Have you proof | that prisoners were shot?`: what hangs on a question as its content is asked, too."""
    tree, clause = scene.tree, i if i == root else scene.tree.clause(i)
    while clause != root and tree.tokens[clause].deprel in ("ccomp", "xcomp", "csubj", "acl"):
        clause = tree.clause(tree.tokens[clause].head)
    return clause == root


def _in_quotes(scene: Scene, i: int) -> list[Mark]:
    """`The army "liberated" the village`: a word in quotation marks is not the author's own."""
    tokens, marks = scene.tree.tokens, scene.know.quote_marks
    if not 0 < i < len(tokens) - 1 or tokens[i - 1].form not in marks or tokens[i + 1].form not in marks:
        return []
    return [Mark(i - 1, "evidence=distanced", f"{scene.know.pack.code}.rule:word in quotation marks")]


def _told_beside(scene: Scene, i: int) -> list[Mark]:
    """`..., it is rumoured, ...`: a hearsay set in between commas grades the clause around it."""
    tree, clause = scene.tree, scene.tree.clause(i)
    words = (*tree.grammar.get("cleft_subjects", ()), *tree.grammar.get("setting_in", ()))
    return [
        mark
        for c in _parentheses(scene)
        if clause in tree.ancestors(c) and any(tree.word(k) in words for k in tree.children[c])
        for grade in grades_at(scene, c, "verb")
        for mark in marks_of(c, grade)
    ]


@once_a_scene
def _parentheses(scene: Scene) -> list[int]:
    """The passives set in beside other words, without anything that they say."""
    tree = scene.tree
    return [
        t.i
        for t in tree.tokens
        if t.deprel == "parataxis"
        and tree.is_verbal(t.i)
        and tree.is_passive(t.i)
        and not tree.has_child(t.i, "ccomp")
    ]


def _purpose(scene: Scene, i: int) -> list[Mark]:
    """`sent troops | to attack Sumy`, `massed forces | to invade`: what somebody is sent, armed or gathered for is to come."""
    tree, here = scene.tree, i
    while tree.relation(here) == "conj":
        here = tree.tokens[here].head
    if tree.relation(here) not in ("advcl", "xcomp", "acl") or tree.has_child(here, "nsubj"):
        return []
    head = tree.tokens[here].head
    over = head if tree.is_verbal(head) else tree.tokens[head].head
    verbs = ("sending_verbs", "modal_marks"), ("tasking_verbs", "charging_marks")
    words = [
        w
        for verb, mark in verbs
        if 0 <= over < here and _is_one(scene, over, verb)
        for w in scene.tree.grammar[mark]
    ]
    mark = next(
        (k for k in tree.children[here] if tree.relation(k) == "mark" and tree.word(k) in words), None
    )
    return [] if mark is None else [Mark(mark, "time=future", f"{scene.know.pack.code}.rule:purpose")]


def _is_one(scene: Scene, i: int, name: str) -> bool:
    return scene.tree.lemma(i) in scene.tree.grammar.get(name, ())


def _made_up_around(scene: Scene, i: int) -> list[Mark]:
    """`In the novel, marines land and | arrest the president`: what the sentence opens with holds for all that it lists."""
    tree, here, marks = scene.tree, i, list[Mark]()
    while tree.relation(here) == "conj":
        here = tree.tokens[here].head
        openings = (c for c in tree.children[here] if c < here and tree.relation(c) in ("obl", "nmod"))
        grades = ((c, grade) for c in openings for grade in grades_at(scene, c, "adposition"))
        marks += [m for c, grade in grades if grade.time == "conditional" for m in marks_of(c, grade)]
    return marks


def _grounds_for(scene: Scene, cue: int) -> list[Mark]:
    """`found grounds | to believe`, `sees no reason | to believe`: what somebody has reason to believe is no surer than the reason."""
    tree, head = scene.tree, scene.tree.tokens[cue].head
    nouns = [head] if tree.relation(cue) == "acl" else []
    if tree.relation(cue) == "xcomp" and head >= 0:
        nouns = [k for k in tree.children[head] if tree.relation(k) == "obj" and k < cue]
    grounds = [k for k in nouns if tree.lemma(k) in tree.grammar.get("ground_nouns", ())]
    return [mark for k in grounds for grade in grades_at(scene, k, "noun") for mark in marks_of(k, grade)]


def own_marks(scene: Scene, i: int) -> list[Mark]:
    """What the trigger's own word says of the time, when it is a word of planning (a promise is an act, and done)."""
    if not scene.in_class(i, "planning"):
        return []
    marks = (mark for grade in grades_at(scene, i, "verb") for mark in marks_of(i, grade))
    return [mark for mark in marks if mark.means == "time=future"]


def is_unproven(scene: Scene, i: int, below: int) -> bool:
    """`cannot verify that`, `hat nicht bestätigt, dass`: who cannot prove it does not say it either."""
    if not scene.in_class(i, "proving") or scene.tree.relation(below) not in ("ccomp", "obj"):
        return False
    left_open = [m for m in marks_at(scene, i, below) if m.means == "commitment=possible"]
    return any(mark.entry.startswith(f"{scene.know.pack.code}.negation:") for mark in left_open)


def is_unsaid(scene: Scene, i: int, below: int) -> bool:
    """Whether the verb that cites a clause is negated: `would not say whether`, `declined to say`, `niemand erklärte, dass`."""
    return bool(_negations_over(scene, i, below))


def _negations_over(scene: Scene, i: int, below: int) -> list[Mark]:
    """The negations of a citing verb, but for those that its own entry uses up ("schließt nicht aus, dass")."""
    marks = [*marks_at(scene, i, below), *grades_over(scene, i, below)]
    if scene.tree.relation(i) == "xcomp":
        over = scene.tree.tokens[i].head
        marks += [
            *governor(scene, over, i),
            *(mark for mark in marks_at(scene, over, i) if mark.means == "commitment=negated"),
        ]
    spent = {token for mark in marks for token in mark.spent}
    return [mark for mark in marks if mark.means == "commitment=negated" and mark.token not in spent]


# ------------------------------------------------ scope


def _is_aim(scene: Scene, i: int) -> bool:
    """`to destroy its sites`: a bare infinitive beside a verb, which tells what it does that for."""
    tree, marks = scene.tree, scene.tree.grammar.get("modal_marks", ())
    if tree.tokens[i].deprel != "advcl" or tree.has_child(i, "nsubj"):
        return False
    return tree.has_mark(i, marks)


def _ends_scope(scene: Scene, i: int) -> bool:
    """A relative clause or a subordinate clause of its own is not graded by what stands over it."""
    return scene.tree.tokens[i].deprel in ("acl:relcl", "advcl", "parataxis", "root")


def _passes_up(scene: Scene, below: int, here: int) -> bool:
    """Through complements the grade of the higher verb holds ("plant, ... zu entsenden"); a noun's only when carried."""
    tree = scene.tree
    relation = tree.relation(below)
    if relation == "csubj" and tree.is_verbal(here) and tree.has_child(here, "obj"):
        return False  # "Dass er sich weigert, dürfte den Frieden verzögern": he does
    if relation in ("xcomp", "ccomp", "csubj"):
        return True
    if relation == "acl":
        return not tree.is_verbal(below) or tree.has_child(below, "mark")
    if relation == "conj":
        return tree.is_verbal(below) and tree.is_verbal(here) and not has_finite_of_its_own(scene, below)
    if relation == "advcl":
        return _is_held_back(scene, below)
    carrier = carries(scene, here)
    if relation == "obl" and scene.in_class(here, "showing"):
        return True  # "allegedly show bodies | after an attack"
    if relation == "obl" and is_circumstance(scene, below):  # "forderte | nach dem Angriff | Sanktionen"
        return carrier and not grades_at(scene, here, "verb")
    if relation in ("obj", "nsubj", "obl", "nmod") and (carrier or tree.is_verbal(here)):
        carried = carrier or brings(scene, here) or tree.lemma(here) in tree.grammar.get("light_verbs", ())
        granted = scene.know.looks_ahead(tree.lemma(below)) and scene.know.in_class(
            tree.lemma(here), "granting"
        )
        graded = relation in ("obj", "nsubj") and _grades_its_noun(scene, here)
        return carried or granted or graded or (relation == "obl" and _is_meant(scene, here, below))
    return relation == "nsubj" and bool(grades_at(scene, here, "adjective"))


def _is_held_back(scene: Scene, below: int) -> bool:
    """`was prevented | from bombing`, `stopped short | of bombing`: what is below a word that keeps somebody from it."""
    tree, head = scene.tree, scene.tree.tokens[below].head
    if tree.tokens[below].deprel != "advcl" or head < 0 or tree.finite(below) is not None:
        return False
    names = {"advcl", *marked_names(tree, below)}
    return any(names & {*negator.scope} for negator in negators_at(scene, head))


def _is_meant(scene: Scene, here: int, below: int) -> bool:
    """`denkt nicht | an Rücktritt`: a verb's entry asks for just this phrase."""
    path = (f"obl:{scene.tree.preposition(below)}",)
    return any(condition.path == path for grade in grades_at(scene, here, "verb") for condition in grade.when)


def _grades_its_noun(scene: Scene, here: int) -> bool:
    """`plant einen Angriff`, `hält einen Putsch für möglich`."""
    adjectives = (c for c in scene.tree.children[here] if scene.tree.tokens[c].upos in ("ADJ", "ADV"))
    return bool(grades_at(scene, here, "verb")) or any(grades_at(scene, c, "adjective") for c in adjectives)
