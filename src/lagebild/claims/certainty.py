"""How surely it is said: three axes stored, one word derived.

Takes a trigger's token and what is known of its sources; gives time, commitment, evidence mode, polarity and
every cue. The word is a pure function of the axes, by the precedence of ANNOTATION §5.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from lagebild.claims.answers import once_a_scene
from lagebild.claims.scene import Scene
from lagebild.languages import Grade
from lagebild.model import Certainty, Commitment, EvidenceMode, Polarity, Time

# The constructions of certainty.csv that a word with a relation may be in; any other: adverb, particle, adjective.
GRADED_AS: dict[str, tuple[str, ...]] = {
    "amod": ("adjective",), "mark": ("subordinator",), "obl": ("adposition", "adjective"), "det": ("particle",),
    "nsubj": (), "obj": (), "advcl": (), "parataxis": (), "cc": (),
}  # fmt: skip
PUNCTUATION = frozenset({"punct"})


class Axes(msgspec.Struct, frozen=True):
    """What is stored: time, commitment, evidence mode."""

    time: Time = "past"
    commitment: Commitment = "certain"
    evidence: EvidenceMode = "own"


class Mark(msgspec.Struct, frozen=True):
    """A token that bears on certainty, what it means, and the key of its entry.

    `spent`: tokens that the entry's own conditions used up ("nicht ausgeschlossen" is possible, not negated).
    """

    token: int
    means: str
    entry: str
    spent: tuple[int, ...] = ()


def word_of(axes: Axes) -> Certainty:
    """The one word: denied > conditional > planned > possible > alleged > reported > asserted."""
    rules: tuple[tuple[bool, Certainty], ...] = (
        (axes.commitment == "denied", "denied"),
        (axes.time == "conditional", "conditional"),
        (axes.time == "future", "planned"),
        (axes.commitment == "possible", "possible"),
        (axes.evidence == "distanced", "alleged"),
        (axes.evidence == "reported", "reported"),
    )
    return next((word for holds, word in rules if holds), "asserted")


def polarity_of(axes: Axes) -> Polarity:
    """Denied and negated commitments as ANNOTATION's polarity; all else is affirmed."""
    return axes.commitment if axes.commitment in ("denied", "negated") else "affirmed"


def time_of(scene: Scene, i: int) -> Time:
    """Past or ongoing, by the finite verb of the trigger's clause; a participle beside a present auxiliary is past."""
    tree = scene.tree
    clause = tree.clause(i)
    verb = tree.finite(clause)
    present = verb is not None and tree.feature(verb, "Tense") == "Pres"
    perfect = tree.feature(clause, "VerbForm") == "Part" and not tree.has_child(clause, "aux:pass")
    return "ongoing" if present and not perfect else "past"


def marks_on(scene: Scene, i: int, limit: int | None, known: bool = False) -> list[Mark]:
    """Every mark from the trigger up to (not including) the token `limit`, the cue that reports it.

    `known`: an event named in passing as known is graded by its own modifiers only.
    """
    marks: list[Mark] = list(_marks_at(scene, i, None))
    below = i
    for here in () if known else scene.tree.ancestors(i):
        if scene.tree.is_cleft(here, below):
            marks += _marks_at(scene, here, below)
        if here == limit:
            marks += _grades_over(scene, here, below)
            marks += _verdict_on(scene, here)
            marks += _negations_over(scene, here, below) if scene.tree.relation(below) == "ccomp" else []
            break
        if _ends_scope(scene, below) or scene.tree.is_apart(here, below):
            break
        if _passes_up(scene, below, here):
            marks += _marks_at(scene, here, below)
        below = here
    spent = {token for mark in marks for token in mark.spent}
    return [mark for mark in marks if not (mark.token in spent and mark.means == "commitment=negated")]


def _verdict_on(scene: Scene, here: int) -> list[Mark]:
    """`Reports of a mutiny are baseless`: what is said of the report itself."""
    head = scene.tree.tokens[here].head
    if scene.tree.relation(here) != "nsubj" or head < 0:
        return []
    return [mark for grade in _grades(scene, head, "adjective", "noun") for mark in _mark(head, grade)]


def own_marks(scene: Scene, i: int) -> list[Mark]:
    """What the trigger's own word says of the time, when it is a word of planning (a promise is an act, and done)."""
    if not scene.in_class(i, "planning"):
        return []
    marks = (mark for grade in _grades(scene, i, "verb") for mark in _mark(i, grade))
    return [mark for mark in marks if mark.means == "time=future"]


def axes_from(marks: list[Mark], base: Axes) -> Axes:
    """The axes that the marks set on a base; the strongest of each kind counts."""
    means = {mark.means for mark in marks}
    axes = base
    for time in ("ongoing", "future", "conditional"):
        if f"time={time}" in means:
            axes = replace(axes, time=time)
    for commitment in ("possible", "negated", "denied"):
        if f"commitment={commitment}" in means:
            axes = replace(axes, commitment=commitment)
    if "evidence=distanced" in means:
        axes = replace(axes, evidence="distanced")
    return axes


def is_unsaid(scene: Scene, i: int, below: int) -> bool:
    """Whether the verb that cites a clause is negated: `would not say whether`, `declined to say`, `niemand erklärte, dass`."""
    return bool(_negations_over(scene, i, below))


def _negations_over(scene: Scene, i: int, below: int) -> list[Mark]:
    """The negations of a citing verb, but for those that its own entry uses up ("schließt nicht aus, dass")."""
    marks = [*_marks_at(scene, i, below), *_grades_over(scene, i, below)]
    if scene.tree.relation(i) == "xcomp":
        marks += _governor(scene, scene.tree.tokens[i].head, i)
    spent = {token for mark in marks for token in mark.spent}
    return [mark for mark in marks if mark.means == "commitment=negated" and mark.token not in spent]


# ------------------------------------------------ scope


def _ends_scope(scene: Scene, i: int) -> bool:
    """A relative clause or a subordinate clause of its own is not graded by what stands over it."""
    return scene.tree.tokens[i].deprel in ("acl:relcl", "advcl", "parataxis", "root")


def _passes_up(scene: Scene, below: int, here: int) -> bool:
    """Through complements the grade of the higher verb holds ("plant, ... zu entsenden"); a noun's only when carried."""
    tree = scene.tree
    relation = tree.relation(below)
    if relation in ("xcomp", "ccomp", "csubj"):
        return True
    if relation == "acl":
        return not tree.is_verbal(below) or tree.has_child(below, "mark")
    if relation == "conj":
        return tree.is_verbal(below) and tree.is_verbal(here) and not _has_finite_of_its_own(scene, below)
    carrier = scene.know.in_class(tree.lemma(here), "carrier")
    if relation in ("obj", "nsubj", "obl", "nmod") and (carrier or tree.is_verbal(here)):
        carried = carrier or tree.lemma(here) in tree.grammar.get("light_verbs", ())
        return carried or (relation in ("obj", "nsubj") and _grades_its_noun(scene, here))
    return relation == "nsubj" and bool(_grades(scene, here, "adjective"))


def _grades_its_noun(scene: Scene, here: int) -> bool:
    """`plant einen Angriff`, `hält einen Putsch für möglich`."""
    adjectives = (c for c in scene.tree.children[here] if scene.tree.tokens[c].upos in ("ADJ", "ADV"))
    return bool(_grades(scene, here, "verb")) or any(_grades(scene, c, "adjective") for c in adjectives)


def _has_finite_of_its_own(scene: Scene, i: int) -> bool:
    tree = scene.tree
    own = [c for c in tree.children[i] if tree.relation(c) in ("aux", "cop")]
    return any(tree.feature(t, "VerbForm") == "Fin" for t in (i, *own))


# ------------------------------------------------ the marks of one token


def _marks_at(scene: Scene, here: int, below: int | None) -> Iterator[Mark]:
    """Marks of a predicate or noun: its auxiliaries, adverbs, adjectives, subordinator, negation; as a governor, its own entry."""
    tree = scene.tree
    for auxiliary in tree.auxiliaries(here):
        carries_only = tree.tokens[auxiliary].deprel in ("aux:pass", "cop")
        if not carries_only or tree.feature(here, "VerbForm") == "Inf" or _has_modal_mark(scene, here):
            yield from _modal(scene, here, auxiliary)
    for c in tree.children[here]:
        if c != below:
            yield from _modifier(scene, here, c)
            yield from _nested_adverbs(scene, here, c)
    yield from _conditional_clause(scene, here)
    if below is not None:
        yield from _governor(scene, here, below)


def _nested_adverbs(scene: Scene, here: int, c: int) -> Iterator[Mark]:
    """`angeblich bereits begonnen`, `hat angeblich Israel angegriffen`: an adverb may hang on the next one, or on what is bare."""
    tree = scene.tree
    bare = tree.tokens[c].upos == "PROPN" or not tree.has_child(
        c, "det", "amod", "nummod", "det:poss", "case"
    )
    if bare and tree.relation(c) in ("obj", "iobj", "obl"):
        adverbs = (k for k in tree.children[c] if tree.relation(k) == "advmod" and k < c)
        for k in adverbs:
            if tree.word(k) not in scene.know.pack.negators:
                yield from _modifier(scene, here, k)
    if scene.tree.relation(c) == "advmod":
        for k in scene.tree.children[c]:
            if scene.tree.relation(k) == "advmod":
                yield from _modifier(scene, here, k)


def _has_modal_mark(scene: Scene, here: int) -> bool:
    """`is to be questioned`: an auxiliary before an infinitive mark."""
    marks = scene.tree.grammar.get("modal_marks", ())
    return any(scene.tree.tokens[c].form.lower() in marks for c in scene.tree.children[here])


def _modal(scene: Scene, here: int, auxiliary: int) -> Iterator[Mark]:
    for grade in _grades(scene, auxiliary, "modal", at=here):
        if _mood_fits(scene, auxiliary, grade.mood) and _complement_fits(
            scene, here, auxiliary, grade.complement
        ):
            yield from _mark(auxiliary, grade)
            return


def _mood_fits(scene: Scene, i: int, mood: str) -> bool:
    subjunctive = scene.tree.feature(i, "Mood") == "Sub"
    past = scene.tree.feature(i, "Tense") == "Past"
    return {
        "": True,
        "ind": not subjunctive,
        "pres": not past,
        "sub": subjunctive,
        "sub1": subjunctive and not past,
        "sub2": subjunctive and past,
    }[mood]


def _complement_fits(scene: Scene, here: int, auxiliary: int, complement: str) -> bool:
    if not complement:
        return True
    kind = "plain"
    if _is_perfect(scene, here, auxiliary):
        kind = "perfect"
    elif scene.know.in_class(scene.tree.lemma(here), "stative") or scene.tree.has_child(here, "cop"):
        kind = "stative"
    return kind == complement


def _is_perfect(scene: Scene, here: int, auxiliary: int) -> bool:
    """An infinitive perfect under the modal: "soll getötet haben", "is said to have killed"."""
    tree = scene.tree
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    return any(
        tree.lemma(a) in perfect and tree.relation(a) != "cop"
        for a in _group(scene, here)
        if a not in (auxiliary, here)
    )


def _group(scene: Scene, here: int) -> list[int]:
    """The auxiliaries of a predicate and of those coordinated with it ("soll A verteilt und B getroffen haben")."""
    tree = scene.tree
    heads = [here, *(c for c in tree.children[here] if tree.relation(c) == "conj" and tree.is_verbal(c))]
    if tree.relation(here) == "conj":
        first = tree.tokens[here].head
        heads += [
            first,
            *(c for c in tree.children[first] if tree.relation(c) == "conj" and tree.is_verbal(c)),
        ]
    groups = [tree.auxiliaries(h) for h in heads]
    return groups[0] + [
        a
        for h, group in zip(heads[1:], groups[1:], strict=True)
        for a in group
        if not _has_finite_of_its_own(scene, h) or _ends_the_modal(scene, here, a)
    ]


def _ends_the_modal(scene: Scene, here: int, auxiliary: int) -> bool:
    """`soll A beschossen und B getötet haben`: the infinitive that looks like a plural, of one that is no plural, is the modal's."""
    tree = scene.tree
    modal = tree.finite(here)
    return (
        modal is not None
        and modal < auxiliary
        and tree.tokens[auxiliary].form == tree.lemma(auxiliary)
        and not tree.has_child(tree.tokens[auxiliary].head, "nsubj", "nsubj:pass")
        and tree.feature(modal, "Number") != "Plur"
    )


def _modifier(scene: Scene, here: int, c: int) -> Iterator[Mark]:
    relation = scene.tree.relation(c)
    if relation in (
        "advmod",
        "discourse",
        "amod",
        "mark",
        "det",
        "obl",
        "advcl",
        "parataxis",
        "nsubj",
        "obj",
        "cc",
    ):
        for grade in _grades(scene, c, *GRADED_AS.get(relation, ("adverb", "particle", "adjective"))):
            yield from _mark(c, grade)
        yield from _negation(scene, here, c, relation)


def _negation(scene: Scene, here: int, c: int, relation: str) -> Iterator[Mark]:
    """nicht, kein, niemand: on the predicate, or on its subject or object as a whole."""
    tree = scene.tree
    spots = [c] if relation in ("advmod", "det", "mark", "nsubj", "obj", "advcl", "cc") else []
    if relation in ("nsubj", "obj"):
        spots = [c, *(k for k in tree.children[c] if tree.relation(k) in ("det", "advmod", "cc"))]
    for spot in spots:
        for negator in scene.know.pack.negators.get(tree.word(spot), ()) or scene.know.pack.negators.get(
            tree.lemma(spot), ()
        ):
            if "clause" in negator.scope and not scene.know.negation_is_idle(scene, spot):
                yield Mark(spot, "commitment=negated", negator.key)
                return


def _conditional_clause(scene: Scene, here: int) -> Iterator[Mark]:
    """The condition (wenn, falls, verb first) and its consequence."""
    yield from condition_marks(scene, here)
    for c in _clauses_beside(scene, here):
        if not any(scene.in_class(k, "until") for k in scene.tree.children[c]):
            yield from condition_marks(scene, c)


def _clauses_beside(scene: Scene, here: int) -> Iterator[int]:
    """The clauses that may hold the condition of a clause: below it; before it under the same cue; its own verb-first head."""
    tree = scene.tree
    yield from (c for c in tree.children[here] if tree.tokens[c].deprel in ("advcl", "ccomp", "parataxis"))
    head = tree.tokens[here].head
    if head < 0:
        return
    if tree.relation(here) in ("ccomp", "parataxis"):
        yield from (c for c in tree.children[head] if c < here and _may_condition(scene, c))
    if (
        tree.relation(here) in ("advcl", "conj", "parataxis", "ccomp")
        and here > head
        and _starts_with_verb(scene, here)
    ):
        yield from (head for _ in range(1) if _starts_with_verb(scene, head))


def _may_condition(scene: Scene, c: int) -> bool:
    """An adverbial clause, or one that starts with its verb and was taken for more of what is said."""
    deprel = scene.tree.tokens[c].deprel
    return deprel == "advcl" or (deprel == "ccomp" and _starts_with_verb(scene, c))


@once_a_scene
def condition_marks(scene: Scene, clause: int) -> list[Mark]:
    """The marks that make a clause a condition: its subordinator, or a finite verb in front of a main clause."""
    tree = scene.tree
    if tree.tokens[clause].deprel == "advcl":
        marks = [
            mark
            for c in tree.children[clause]
            if tree.relation(c) in ("mark", "advmod")
            for grade in _grades(scene, c, "subordinator")
            for mark in _mark(c, grade)
            if mark.means == "time=conditional"
        ]
        if marks:
            return marks
    verb = tree.finite(clause)
    if verb is None or not _is_verb_first_condition(scene, clause):
        return []
    return [Mark(verb, "time=conditional", f"{scene.know.pack.code}.rule:verb-first condition")]


def _is_verb_first_condition(scene: Scene, clause: int) -> bool:
    """`Sollten die USA ..., werde China ...`: verb first, then another clause that starts with its verb, and no question."""
    tree = scene.tree
    if not tree.grammar.get("verb_first_conditions") or tree.tokens[-1].form == tree.grammar.get(
        "question_mark", "?"
    ):
        return False
    if tree.has_child(clause, "mark") or not _starts_with_verb(scene, clause):
        return False
    head = tree.tokens[clause].head
    first = tree.finite(clause)
    if (
        head >= 0
        and first is not None
        and tree.tokens[first].form.lower() in tree.grammar.get("conditional_verbs", ())
    ):
        return True
    if first is None or any(token.upos not in ("PUNCT", "CCONJ") for token in tree.tokens[:first]):
        return False
    after = [head, *tree.children[clause]] if head >= 0 else tree.children[clause]
    return any(k > clause and tree.is_clause_head(k) and _starts_with_verb(scene, k) for k in after)


@once_a_scene
def _starts_with_verb(scene: Scene, clause: int) -> bool:
    """Whether the first word of a clause, its subclauses left out, is its finite verb."""
    tree = scene.tree
    if tree.finite(clause) is None:
        return False
    own = [
        clause,
        *(
            c
            for c in tree.children[clause]
            if not tree.is_clause_head(c) and tree.tokens[c].upos not in ("PUNCT", "CCONJ")
        ),
    ]
    first = min(min(tree.subtree(c, skip=PUNCTUATION)) if c != clause else c for c in own)
    return tree.finite(clause) == first


def _governor(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """A verb, noun or adjective over the trigger: plant ..., Verdacht ..., es ist möglich, dass ..."""
    relation = scene.tree.relation(below)
    yield from _grades_over(scene, here, below)
    if relation in ("xcomp", "ccomp", "advcl", "acl"):
        for c in scene.tree.children[here]:
            if scene.tree.relation(c) in ("obj", "nsubj") and c != below:
                yield from (mark for grade in _grades(scene, c, "noun") for mark in _mark(c, grade))
    names = {name for link in scene.tree.links(here) if link.token == below for name in link.names} or {
        relation
    }
    for negator in scene.know.pack.negators.get(scene.tree.lemma(here), ()):
        if names & set(negator.scope):
            yield Mark(here, "commitment=negated", negator.key)


def _grades_over(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """What the word over a clause or deed says of it: fürchten, planen, Verdacht, möglich."""
    upos = scene.tree.tokens[here].upos
    construction = {"NOUN": "noun", "ADJ": "adjective"}.get(upos, "verb")
    for grade in _grades(scene, here, construction):
        yield from _mark(here, grade, _spent(scene, here, grade))


def _spent(scene: Scene, i: int, grade: Grade) -> tuple[int, ...]:
    return tuple(k for condition in grade.when for k in scene.reached(i, condition.path))


def _grades(scene: Scene, i: int, *constructions: str, at: int | None = None) -> list[Grade]:
    """The entries of a token in one of these constructions whose conditions hold (at another token, for auxiliaries)."""
    tree = scene.tree
    found = scene.know.pack.grades.get(tree.word(i)) or scene.know.pack.grades.get(tree.lemma(i))
    if not found:
        return []
    spot = i if at is None else at
    return [
        g
        for g in found
        if g.construction in constructions
        and _upos_fits(scene, i, g)
        and all(scene.holds(spot, c) for c in g.when)
    ]


def _upos_fits(scene: Scene, i: int, grade: Grade) -> bool:
    upos = scene.tree.tokens[i].upos
    if not grade.upos or grade.upos == upos or (grade.upos == "VERB" and scene.tree.is_verbal(i)):
        return True
    return (
        {grade.upos, upos} <= {"ADJ", "ADV"}
        or {grade.upos, upos} <= {"AUX", "VERB"}
        or {grade.upos, upos} <= {"SCONJ", "ADP", "ADV"}
    )


def _mark(token: int, grade: Grade, spent: tuple[int, ...] = ()) -> Iterator[Mark]:
    for axis, value in (("time", grade.time), ("commitment", grade.commitment), ("evidence", grade.evidence)):
        if value:
            yield Mark(token, f"{axis}={value}", grade.key, spent)
