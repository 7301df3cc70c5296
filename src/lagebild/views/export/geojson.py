"""Claims with a place as GeoJSON (RFC 7946), at the precision of the text.

Takes claims; gives a FeatureCollection, a feature a line. A site or city is a point; a region a point with the radius within which it may be; a
country is the outline of the country, since nothing finer was said. What cannot be placed is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from itertools import combinations

import msgspec

from lagebild.ledger import Found
from lagebild.model import Event
from lagebild.views.export.lists import ids_in, names_in, sides_of
from lagebild.views.export.vouching import day_of, vouched
from lagebild.views.pictures.outlines import Ring, load_outlines, size_of
from lagebild.views.pictures.places import Point, point_of
from lagebild.views.plain import one_line

RADIUS = {"site": 3, "city": 15, "region": 100}  # kilometres, about
CORNERS = (
    60,
    75,
    90,
    105,
    120,
    150,
    180,
    210,
    240,
    300,
)  # of a part of an outline: the first that leaves lines which do not cross
Corner = tuple[float, float]
Side = tuple[Corner, Corner]

SMALL = 0.05  # of the largest: islands below are left out


def geojson_lines(claims: Iterable[Found]) -> Iterator[bytes]:
    """The collection, a feature a line."""
    yield b'{"type":"FeatureCollection","features":[\n'
    first = True
    for found in claims:
        place = found.claim.content.place
        if place and (point := point_of(place)):
            yield (b"" if first else b",\n") + msgspec.json.encode(_feature(found, point))
            first = False
    yield b"\n]}\n"


def _feature(found: Found, point: Point) -> dict[str, object]:
    claim, content = found.claim, found.claim.content
    actors, recipients = sides_of(found)
    day, day_from = day_of(found)
    properties: dict[str, object] = {
        "place": one_line(str(content.place)), "place_id": point.id, "precision": point.precision, "radius_km": RADIUS.get(point.precision),
        "date": day, "date_from": day_from, "what": "event" if claim.event else "statement",
        "type": content.type if isinstance(content, Event) else content.kind, "mode": claim.event.mode if claim.event else None,
        "actors": names_in(actors), "actor_ids": ids_in(actors), "recipients": names_in(recipients), "recipient_ids": ids_in(recipients),
        "quantities": tuple(one_line(str(quantity)) for quantity in content.quantities), "sentence": one_line(found.sentence),
        **asdict(vouched(found)),
    }  # fmt: skip
    return {"type": "Feature", "id": claim.claim_id, "geometry": _geometry(point), "properties": properties}


def _geometry(point: Point) -> dict[str, object]:
    outline = _outline(point.id) if point.precision == "country" else None
    if outline:
        return {"type": "MultiPolygon", "coordinates": outline}
    return {"type": "Point", "coordinates": [point.lon, point.lat]}


@cache
def _outline(state: str) -> list[list[list[list[float]]]]:
    """The large parts of a state without holes, counter-clockwise as the standard wants them, with as few corners as leave lines that do
    not cross; none of a state of a few streets."""
    rings = [ring for ring in load_outlines().states[state] if _turns_left(ring)]
    largest = max(map(size_of, rings), default=0.0)
    large = [ring for ring in rings if size_of(ring) >= SMALL * largest]
    parts = large
    for corners in CORNERS:
        parts = [ring[:: max(1, len(ring) // corners)] for ring in large]
        if _is_simple(parts):
            break
    return [[[[round(lon, 2), round(lat, 2)] for lon, lat in (*part, part[0])]] for part in parts]


def _is_simple(parts: Sequence[Ring]) -> bool:
    """Whether no two sides cross, be they of one part or of two."""
    sides = [side for part in parts for side in zip(part, (*part[1:], part[0]), strict=True)]
    return not any(_cross(one, other) for one, other in combinations(sides, 2))


def _cross(one: Side, other: Side) -> bool:
    (a, b), (c, d) = one, other
    if {a, b} & {c, d}:
        return False
    return _left(a, b, c) != _left(a, b, d) and _left(c, d, a) != _left(c, d, b)


def _left(a: Corner, b: Corner, c: Corner) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0


def _turns_left(ring: Ring) -> bool:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) > 0
