"""What analysts have decided about stories, and what they watch, as it stands in a ledger's remarks."""

from collections.abc import Iterable
from itertools import combinations

from lagebild.ledger import Placed
from lagebild.stories import Constraints


def constraints_of(remarks: Iterable[Placed]) -> Constraints:
    """What analysts have decided: claims that a `merge` names are of one story, those that a `split` names are not."""
    placed = list(remarks)
    taken_back = {p.remark.about for p in placed if p.remark.kind == "withdrawal"}
    pairs: dict[str, set[tuple[str, str]]] = {"merge": set(), "split": set()}
    for one in placed:
        if one.remark.kind in pairs and one.remark.remark_id not in taken_back:
            pairs[one.remark.kind] |= set(combinations(sorted(c for c in one.claims if c is not None), 2))
    return Constraints(together=frozenset(pairs["merge"]), apart=frozenset(pairs["split"]))


def watched_in(remarks: Iterable[Placed]) -> frozenset[str]:
    """The claims of the conditions that analysts watch."""
    placed = list(remarks)
    taken_back = {p.remark.about for p in placed if p.remark.kind == "withdrawal"}
    watches = (p for p in placed if p.remark.kind == "watch" and p.remark.remark_id not in taken_back)
    return frozenset(claim for one in watches for claim in one.claims if claim is not None)
