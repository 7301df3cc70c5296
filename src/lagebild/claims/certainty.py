"""How surely it is said: three axes stored, one word derived.

Takes a trigger's token and what is known of its sources; gives time, commitment, evidence mode, polarity and
every cue. The word is a pure function of the axes, by the precedence of ANNOTATION §5.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lagebild.claims.scene import Scene
from lagebild.languages import Grade
from lagebild.model import Certainty, Commitment, EvidenceMode, Polarity, Time


@dataclass(frozen=True)
class Axes:
    """What is stored: time, commitment, evidence mode."""

    time: Time = "past"
    commitment: Commitment = "certain"
    evidence: EvidenceMode = "own"


@dataclass(frozen=True)
class Mark:
    """A token that bears on certainty, what it means, and the key of its entry."""

    token: int
    means: str
    entry: str


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
    return axes.commitment if axes.commitment in ("denied", "negated") else "affirmed"  # type: ignore[return-value]


def marks_on(scene: Scene, i: int, limit: int | None) -> list[Mark]:
    """Every mark from the trigger up to (not including) the token `limit`, the cue that reports it."""
    marks: list[Mark] = list(_marks_at(scene, i, None))
    below = i
    for here in scene.tree.ancestors(i):
        if here == limit or _ends_scope(scene, below):
            break
        if _passes_up(scene, below, here):
            marks += _marks_at(scene, here, below)
        below = here
    return marks


def axes_from(marks: list[Mark], base: Axes) -> Axes:
    """The axes that the marks set on a base; the strongest of each kind counts."""
    means = {mark.means for mark in marks}
    axes = base
    for time in ("ongoing", "future", "conditional"):
        if f"time={time}" in means:
            axes = replace(axes, time=time)  # type: ignore[arg-type]
    for commitment in ("possible", "negated", "denied"):
        if f"commitment={commitment}" in means:
            axes = replace(axes, commitment=commitment)  # type: ignore[arg-type]
    if "evidence=distanced" in means:
        axes = replace(axes, evidence="distanced")
    return axes


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
    if relation in ("obj", "nsubj", "obl", "nmod"):
        return tree.is_verbal(here) and scene.know.in_class(tree.lemma(here), "carrier")
    return False


def _has_finite_of_its_own(scene: Scene, i: int) -> bool:
    tree = scene.tree
    own = [c for c in tree.children[i] if tree.relation(c) in ("aux", "cop")]
    return any(tree.feature(t, "VerbForm") == "Fin" for t in (i, *own))


# ------------------------------------------------ the marks of one token


def _marks_at(scene: Scene, here: int, below: int | None) -> Iterator[Mark]:
    """Marks of a predicate or noun: its auxiliaries, adverbs, adjectives, subordinator, negation; as a governor, its own entry."""
    tree = scene.tree
    for auxiliary in tree.auxiliaries(here):
        if tree.tokens[auxiliary].deprel != "aux:pass":
            yield from _modal(scene, here, auxiliary)
    for c in tree.children[here]:
        if c != below:
            yield from _modifier(scene, here, c)
    yield from _conditional_clause(scene, here)
    if below is not None:
        yield from _governor(scene, here, below)


def _modal(scene: Scene, here: int, auxiliary: int) -> Iterator[Mark]:
    for grade in _grades(scene, auxiliary, "modal"):
        if _mood_fits(scene, auxiliary, grade.mood) and _complement_fits(scene, here, auxiliary, grade.complement):
            yield from _mark(auxiliary, grade)
            return


def _mood_fits(scene: Scene, i: int, mood: str) -> bool:
    subjunctive = scene.tree.feature(i, "Mood") == "Sub"
    past = scene.tree.feature(i, "Tense") == "Past"
    return {
        "": True,
        "ind": not subjunctive,
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
    if tree.tokens[here].deprel.startswith("aux"):
        return False
    perfect = tree.grammar.get("perfect_auxiliaries", ())
    others = [a for a in tree.auxiliaries(here) if a != auxiliary]
    return any(
        tree.lemma(a) in perfect and tree.feature(a, "VerbForm") != "Fin" and tree.relation(a) != "cop" for a in others
    )


def _modifier(scene: Scene, here: int, c: int) -> Iterator[Mark]:
    relation = scene.tree.relation(c)
    if relation in ("advmod", "discourse", "amod", "mark", "det", "obl", "advcl", "parataxis", "nsubj", "obj"):
        constructions = {
            "amod": ("adjective",), "mark": ("subordinator",), "obl": ("adposition",), "det": ("particle",),
            "nsubj": (), "obj": (), "advcl": (), "parataxis": (),
        }.get(relation, ("adverb", "particle", "adjective"))  # fmt: skip
        for grade in _grades(scene, c, *constructions):
            yield from _mark(c, grade)
        yield from _negation(scene, here, c, relation)


def _negation(scene: Scene, here: int, c: int, relation: str) -> Iterator[Mark]:
    """nicht, kein, niemand: on the predicate, or on its subject or object as a whole."""
    tree = scene.tree
    spots = [c] if relation in ("advmod", "det", "mark", "nsubj", "obj", "advcl") else []
    if relation in ("nsubj", "obj"):
        spots = [c, *(k for k in tree.children[c] if tree.relation(k) in ("det", "advmod"))]
    for spot in spots:
        for negator in scene.know.pack.negators.get(tree.tokens[spot].form.lower(), ()) or scene.know.pack.negators.get(
            tree.lemma(spot), ()
        ):
            if "clause" in negator.scope and not scene.know.negation_is_idle(scene, spot):
                yield Mark(spot, "commitment=negated", negator.key)
                return


def _conditional_clause(scene: Scene, here: int) -> Iterator[Mark]:
    """The condition (wenn, falls, verb first) and its consequence."""
    for c in scene.tree.children[here]:
        if scene.tree.tokens[c].deprel == "advcl":
            yield from (Mark(m.token, "time=conditional", m.entry) for m in condition_marks(scene, c))
    if scene.tree.tokens[here].deprel == "advcl":
        yield from condition_marks(scene, here)


def condition_marks(scene: Scene, clause: int) -> list[Mark]:
    """The marks that make an adverbial clause a condition: its subordinator, or a finite verb in front."""
    tree = scene.tree
    marks = [
        mark
        for c in tree.children[clause]
        if tree.relation(c) in ("mark", "advmod")
        for grade in _grades(scene, c, "subordinator")
        for mark in _mark(c, grade)
        if mark.means == "time=conditional"
    ]
    if not marks and tree.grammar.get("verb_first_conditions") and not tree.has_child(clause, "mark"):
        verb, first = tree.finite(clause), min(tree.subtree(clause))
        if verb is not None and verb == first and clause < tree.tokens[clause].head:
            marks = [Mark(verb, "time=conditional", f"{scene.know.pack.code}.rule:verb-first condition")]
    return marks


def _governor(scene: Scene, here: int, below: int) -> Iterator[Mark]:
    """A verb, noun or adjective over the trigger: plant ..., Verdacht ..., es ist möglich, dass ..."""
    relation = scene.tree.relation(below)
    construction = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(scene.tree.tokens[here].upos, "verb")
    for grade in _grades(scene, here, construction):
        yield from _mark(here, grade)
    for negator in scene.know.pack.negators.get(scene.tree.lemma(here), ()):
        if relation in negator.scope:
            yield Mark(here, "commitment=negated", negator.key)


def _grades(scene: Scene, i: int, *constructions: str) -> list[Grade]:
    tree = scene.tree
    form, lemma = tree.tokens[i].form.lower(), tree.lemma(i)
    found = scene.know.pack.grades.get(lemma, ()) or scene.know.pack.grades.get(form, ())
    return [g for g in found if g.construction in constructions and all(scene.holds(i, c) for c in g.when)]


def _mark(token: int, grade: Grade) -> Iterator[Mark]:
    for axis, value in (("time", grade.time), ("commitment", grade.commitment), ("evidence", grade.evidence)):
        if value:
            yield Mark(token, f"{axis}={value}", grade.key)
