"""How far apart two places are.

Takes ids of places; gives kilometres, and whether two can be one place, told more or less finely.
"""

from functools import lru_cache
from math import cos, hypot, radians

from lagebild.gazetteer import load_gazetteer

SEA, TOWN = "sea", "city"  # kinds of places
WATERS, OTHER_WATERS = (
    1000,
    4500,
)  # kilometres from the middle of a sea to its shores; that no shore is away from it
NEAR, APART = 25, 250  # kilometres: a dam and its town; a city and a region that cannot be its own


@lru_cache(maxsize=1 << 16)
def kilometres(one: str, other: str) -> float | None:
    """How far two places are from each other; None when one of them is no point."""
    a, b = (load_gazetteer().place(id) for id in (one, other))
    if a is None or b is None:
        return None
    x = radians(b.lon - a.lon) * cos(radians((a.lat + b.lat) / 2))
    return 6371 * hypot(x, radians(b.lat - a.lat))


def are_other_waters(one: str, other: str) -> bool:
    """Whether one is a sea, and the other too far from it to lie at it."""
    far = kilometres(one, other) if SEA in (kind(one), kind(other)) else None
    return far is not None and far > OTHER_WATERS


def reach(one: str, other: str) -> int:
    """How far from each other two places are that cannot be one: a reef may be anywhere in its sea."""
    return WATERS if SEA in (kind(one), kind(other)) else APART


def kind(place: str) -> str:
    """What a place is: a city, a region, a site, a sea."""
    known = load_gazetteer().place(place)
    return known.kind if known else ""
