"""What analysts wrote, where pages show it.

Takes a ledger; gives the remarks that stand: beside claims, about sources, saved searches and watches, and those that have lost their place.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from lagebild.ledger import Ledger, Placed


def standing(ledger: Ledger) -> list[Placed]:
    """The remarks that were not withdrawn, the latest first."""
    every = ledger.remarks()
    withdrawn = {placed.remark.about for placed in every if placed.remark.kind == "withdrawal"}
    kept = [p for p in every if p.remark.remark_id not in withdrawn and p.remark.kind != "withdrawal"]
    return kept[::-1]


def notes_on(ledger: Ledger, claims: Collection[str]) -> Mapping[str, Sequence[Placed]]:
    """The remarks beside some claims, by claim."""
    found: dict[str, list[Placed]] = defaultdict(list)
    for placed in standing(ledger):
        for claim in dict.fromkeys(c for c in placed.claims if c in claims):
            found[claim or ""].append(placed)
    return found


def of_kind(ledger: Ledger, *kinds: str) -> list[Placed]:
    """The remarks of some kinds."""
    return [placed for placed in standing(ledger) if placed.remark.kind in kinds]


def about(ledger: Ledger, source: str) -> list[Placed]:
    """What was written about a source."""
    return [placed for placed in standing(ledger) if placed.remark.about == source]
