"""The outlines of states and of disputed areas, as degrees.

Takes `outlines.json` (made by training/outlines.py from Natural Earth) and `disputed.csv`; gives rings of (longitude, latitude) and what
is disputed by whom. docs/decisions/0012-borders.md says by what rule.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Literal, get_args

Viewpoint = Literal["law", "neutral", "held"]
VIEWPOINTS: tuple[Viewpoint, ...] = get_args(Viewpoint)
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Disputed:
    """An area that states disagree about: in whose outline it is by law, who holds it, who claims it; empty where nobody does. `as_of`: of
    what year its line is, where that has moved since.
    """

    id: str
    law: str
    held: str
    claimed: tuple[str, ...]
    rings: tuple[Ring, ...]
    as_of: str = ""


@dataclass(frozen=True)
class Outlines:
    """The states by their code, each with all that is in its outline, and the disputed areas."""

    states: dict[str, tuple[Ring, ...]]
    disputed: tuple[Disputed, ...]


@cache
def load_outlines() -> Outlines:
    """The outlines that ship."""
    here = files(__package__)
    body = json.loads(here.joinpath("outlines.json").read_text(encoding="utf-8"))
    grid = body["grid"]
    states = {code: tuple(_ring(line, grid) for line in rings) for code, rings in body["states"].items()}
    areas = {area: tuple(_ring(line, grid) for line in rings) for area, rings in body["disputed"].items()}
    lines = here.joinpath("disputed.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    disputed = tuple(
        Disputed(
            id=row["id"],
            law=row["law"],
            held=row["held"],
            claimed=tuple(filter(None, row["claimed"].split(";"))),
            rings=areas.get(row["id"]) or states[row["law"]],
            as_of=row["as_of"],
        )
        for row in rows
    )
    return Outlines(states, disputed)


def _ring(letters: str, grid: int) -> Ring:
    x = y = 0
    points = []
    numbers = _numbers(letters)
    for step_x, step_y in zip(numbers, numbers, strict=True):
        x, y = x + step_x, y + step_y
        points.append((x / grid, y / grid))
    return tuple(points)


def _numbers(letters: str) -> Iterator[int]:
    """The encoded polyline form: five bits a letter, lowest first, the sign in the lowest."""
    number = shift = 0
    for letter in letters:
        bits = ord(letter) - 63
        number |= (bits & 0x1F) << shift
        shift += 5
        if bits < 0x20:
            yield ~(number >> 1) if number & 1 else number >> 1
            number = shift = 0


# ------------------------------------------------------------------ what follows from a ring


def centre_of(ring: Ring) -> tuple[float, float]:
    """The middle of a ring by its area."""
    twice = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        twice += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (x / (3 * twice), y / (3 * twice)) if twice else ring[0]


def size_of(ring: Ring) -> float:
    """The area of a ring in square degrees at the equator."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    middle = sum(lat for _, lat in ring) / len(ring)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2 * cos(radians(middle))


@cache
def state_spot(code: str) -> tuple[float, float] | None:
    """Longitude and latitude of a state's middle; None when it has no outline."""
    rings = load_outlines().states.get(code)
    if not rings:
        return None
    lon, lat = centre_of(max(rings, key=size_of))
    return round(lon, 2), round(lat, 2)


def clipped(ring: Ring, west: float, south: float, east: float, north: float) -> Ring:
    """The part of a ring within a frame (Sutherland and Hodgman)."""
    points = list(ring)
    for axis, limit, keep_below in ((0, west, False), (0, east, True), (1, south, False), (1, north, True)):
        points = _cut_off(points, axis, limit, keep_below)
    return tuple(points)


def _cut_off(
    points: list[tuple[float, float]], axis: int, limit: float, keep_below: bool
) -> list[tuple[float, float]]:
    sign = 1 if keep_below else -1
    beyond = [sign * (point[axis] - limit) > 0 for point in points]
    if not any(beyond):
        return points
    found = []
    nexts = zip((*points[1:], *points[:1]), (*beyond[1:], *beyond[:1]), strict=True)
    for one, is_beyond, (other, other_is) in zip(points, beyond, nexts, strict=True):
        if not is_beyond:
            found.append(one)
        if is_beyond != other_is:
            share = (limit - one[axis]) / (other[axis] - one[axis])
            found.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
    return found


def within(lon: float, lat: float, rings: tuple[Ring, ...]) -> bool:
    """Whether a place is inside the rings, holes taken out."""
    return sum(_crossings(lon, lat, ring) for ring in rings) % 2 == 1


def _crossings(lon: float, lat: float, ring: Ring) -> int:
    """How often a line eastward from the place crosses the ring."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    level = (((x1, y1), (x2, y2)) for (x1, y1), (x2, y2) in pairs if (y1 > lat) != (y2 > lat))
    return sum(lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in level)
