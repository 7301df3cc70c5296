"""What analysts wrote, where pages show it.

Takes remarks that stand; gives those beside claims, about sources, of some kinds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from lagebild.ledger import Placed


def standing(every: Sequence[Placed]) -> tuple[Placed, ...]:
    """The remarks that were not withdrawn, the latest first."""
    withdrawn = {placed.remark.about for placed in every if placed.remark.kind == "withdrawal"}
    kept = [p for p in every if p.remark.remark_id not in withdrawn and p.remark.kind != "withdrawal"]
    return tuple(kept[::-1])


def notes_on(remarks: Iterable[Placed], claims: Collection[str]) -> Mapping[str, Sequence[Placed]]:
    """The remarks beside some claims, by claim."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for placed in remarks:
        for claim in dict.fromkeys(c for c in placed.claims if c in claims):
            found[claim or ""].append(placed)
    return found


def of_kind(remarks: Iterable[Placed], *kinds: str) -> list[Placed]:
    """The remarks of some kinds."""
    return [placed for placed in remarks if placed.remark.kind in kinds]


def about(remarks: Iterable[Placed], source: str) -> list[Placed]:
    """What was written about a source."""
    return [placed for placed in remarks if placed.remark.about == source]
