"""Claims with a place as GeoJSON (RFC 7946), at the precision of the text.

Takes claims; gives a FeatureCollection, a feature a line. A site or city is a point; a region a point with the radius within which it may be; a
country is the outline of the country, since nothing finer was said. What cannot be placed is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache

import msgspec

from lagebild.ledger import Found
from lagebild.model import Event
from lagebild.views.export.lists import ids_in, names_in, sides_of
from lagebild.views.export.vouching import day_of, vouched
from lagebild.views.pictures.outlines import Ring, load_outlines, size_of
from lagebild.views.pictures.places import Point, point_of
from lagebild.views.plain import one_line

RADIUS = {"site": 3, "city": 15, "region": 100}  # kilometres, about
CORNERS = 60  # of an outline that stands for "somewhere in this country"
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
    properties: dict[str, object] = {
        "place": one_line(str(content.place)), "place_id": point.id, "precision": point.precision, "radius_km": RADIUS.get(point.precision),
        "date": day_of(found)[0], "what": "event" if claim.event else "statement",
        "type": content.type if isinstance(content, Event) else content.kind, "mode": claim.event.mode if claim.event else None,
        "actors": names_in(actors), "actor_ids": ids_in(actors), "recipients": names_in(recipients), "recipient_ids": ids_in(recipients),
        "quantities": tuple(one_line(str(quantity)) for quantity in content.quantities), "sentence": one_line(found.sentence),
        **asdict(vouched(found)),
    }  # fmt: skip
    return {"type": "Feature", "id": claim.claim_id, "geometry": _geometry(point), "properties": properties}


def _geometry(point: Point) -> dict[str, object]:
    if point.precision != "country":
        return {"type": "Point", "coordinates": [point.lon, point.lat]}
    return {"type": "MultiPolygon", "coordinates": _outline(point.id)}


@cache
def _outline(state: str) -> list[list[list[list[float]]]]:
    """The large parts of a state with few corners and without holes, counter-clockwise as the standard wants them."""
    rings = [ring for ring in load_outlines().states[state] if _turns_left(ring)]
    largest = max(map(size_of, rings))
    return [[_thinned(ring)] for ring in rings if size_of(ring) >= SMALL * largest]


def _thinned(ring: Ring) -> list[list[float]]:
    step = max(1, len(ring) // CORNERS)
    points = [[round(lon, 2), round(lat, 2)] for lon, lat in ring[::step]]
    return [*points, points[0]]


def _turns_left(ring: Ring) -> bool:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) > 0
