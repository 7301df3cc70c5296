"""The entries of certainty.csv that fire at a token.

Takes a token of a scene and the constructions that it may be in; gives the entries whose conditions hold, and their marks.
"""

from collections.abc import Iterator

from lagebild.claims.axes import Mark
from lagebild.claims.scene import Scene
from lagebild.languages import Grade


def grades_at(scene: Scene, i: int, *constructions: str, at: int | None = None) -> list[Grade]:
    """The entries of a token in one of these constructions whose conditions hold (at another token, for auxiliaries)."""
    entries, spot = _entries_of(scene, i), i if at is None else at
    if not entries:
        return entries
    return [
        g for g in entries if g.construction in constructions and all(scene.holds(spot, c) for c in g.when)
    ]


def _entries_of(scene: Scene, i: int) -> list[Grade]:
    """The entries of the form ("would"), or of the lemma where the form has none of its part of speech ("fabricated", an adjective, too)."""
    entries, tree = scene.know.pack.grades, scene.tree
    for word in (tree.word(i), tree.lemma(i)):
        found = entries.get(word)  # most words have none
        if found and (fitting := [g for g in found if _upos_fits(scene, i, g)]):
            return fitting
    return []


def _upos_fits(scene: Scene, i: int, grade: Grade) -> bool:
    upos = scene.tree.tokens[i].upos
    if not grade.upos or grade.upos == upos or (grade.upos == "VERB" and scene.tree.is_verbal(i)):
        return True
    if grade.construction == "adjective" and upos == "VERB" and scene.tree.relation(i) == "amod":
        return True  # "the planned execution", though the parser has a verb there
    return (
        {grade.upos, upos} <= {"ADJ", "ADV"}
        or {grade.upos, upos} <= {"AUX", "VERB"}
        or {grade.upos, upos} <= {"SCONJ", "ADP", "ADV"}
    )


def marks_of(token: int, grade: Grade, spent: tuple[int, ...] = ()) -> Iterator[Mark]:
    """The marks that an entry makes at a token, one an axis that it sets."""
    for axis, value in (("time", grade.time), ("commitment", grade.commitment), ("evidence", grade.evidence)):
        if value:
            yield Mark(token, f"{axis}={value}", grade.key, spent)
