"""The part of the world that a map shows, and where on the sheet a place of it stands.

Takes places and a size; gives a `Frame`. Degrees of longitude are drawn as long as they are in the middle of the frame.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from lagebild.views.pictures.outlines import Ring, clipped

LEAST = 7.0  # degrees of latitude: a map of one city shows the country around it
MARGIN = 0.14  # of the span, on each side
FLATTEST, TALLEST = 0.5, 0.72  # height of the sheet by its width
# Pixels on a sheet for a page of text: points of an outline that stand nearer are one, rings that are smaller are left out. A broad sheet is drawn no finer:
# it would be half as long again to send.
APART, USUAL = 2.2, 720.0


@dataclass(frozen=True)
class Frame:
    """West, south, east, north in degrees; width and height of the sheet."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels for a degree of latitude."""
        return self.height / (self.north - self.south)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place stands."""
        x = (lon - self.west) / (self.east - self.west) * self.width
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def path(self, rings: Sequence[Ring]) -> str:
        """The outline as far as it is in the frame."""
        return "".join(map(self._path, rings))

    def seen(self, ring: Ring) -> Ring:
        """What of a ring is in the frame, and a little around it; found once for outline, names and notes."""
        return _seen(self, ring)

    def _seen(self, ring: Ring) -> Ring:
        wide, high = (self.east - self.west) * 0.02, (self.north - self.south) * 0.02
        limits = (self.west - wide, self.south - high, self.east + wide, self.north + high)
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        if min(xs) > limits[2] or max(xs) < limits[0] or min(ys) > limits[3] or max(ys) < limits[1]:
            return ()
        if min(xs) >= limits[0] and max(xs) <= limits[2] and min(ys) >= limits[1] and max(ys) <= limits[3]:
            return ring
        return clipped(ring, *limits)

    def _path(self, ring: Ring) -> str:
        """Steps of half a pixel, which is finer than print shows and half as long to write."""
        across, down, west, north = self.width / (self.east - self.west), self.scale, self.west, self.north
        points: list[tuple[int, int]] = []
        last_x = last_y = -1e9
        apart = 2 * APART * max(1.0, self.width / USUAL)
        for lon, lat in self.seen(ring):
            x, y = round((lon - west) * across * 2), round((north - lat) * down * 2)
            if abs(x - last_x) + abs(y - last_y) >= apart:
                points.append((x, y))
                last_x, last_y = x, y
        if len(points) < 3 or max(x for x, _ in points) - min(x for x, _ in points) < apart:
            return ""
        steps = "".join(_step(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(points))
        return f"M{points[0][0] / 2:g} {points[0][1] / 2:g}l{steps.strip()}Z"


@lru_cache(maxsize=4096)
def _seen(frame: Frame, ring: Ring) -> Ring:
    return frame._seen(ring)


def _step(x: int, y: int) -> str:
    """Two numbers; a minus parts them as well as a space does."""
    return "".join(f"{each / 2:g}" if each < 0 else f" {each / 2:g}" for each in (x, y))


def frame_around(spots: Sequence[tuple[float, float, float]], width: float) -> Frame:
    """The frame that shows all spots (longitude, latitude, radius in degrees), as high as they ask for; the world, when there are none."""
    if not spots:
        return _fitted(-170.0, -56.0, 180.0, 78.0, width)
    south = min(lat - r for _, lat, r in spots)
    north = max(lat + r for _, lat, r in spots)
    stretch = 1 / _narrowing((south + north) / 2)
    west = min(lon - r * stretch for lon, _, r in spots)
    east = max(lon + r * stretch for lon, _, r in spots)
    return _fitted(west, south, east, north, width)


def _fitted(west: float, south: float, east: float, north: float, width: float) -> Frame:
    """The box with its margins, widened one way to the form of the sheet, and moved back onto the world."""
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    narrow = _narrowing(middle_y)
    high, wide = ((each * (1 + 2 * MARGIN)) for each in (north - south, (east - west) * narrow))
    form = min(max(high / max(wide, 0.01), FLATTEST), TALLEST)
    high = max(high, wide * form, LEAST)
    half = min(high / form / narrow / 2, 180.0)
    form = (
        min(form, 1.0) if half < 180 else high / (360 * narrow)
    )  # the whole round is shown: as high as it then is
    middle_x = min(max(middle_x, -180 + half), 180 - half)
    middle_y = min(max(middle_y, -89 + high / 2), 89 - high / 2) if high < 178 else 0.0
    return Frame(
        middle_x - half, middle_y - high / 2, middle_x + half, middle_y + high / 2, width, round(width * form)
    )  # fmt: skip


def _narrowing(lat: float) -> float:
    """How much shorter a degree of longitude is there than one of latitude."""
    return max(cos(radians(lat)), 0.2)
