"""Claims -> the spots of a map.

Takes claims with their documents; gives a spot a place, at the precision that the text has and never finer. Each line of a spot has its
source and its certainty.
"""

from collections.abc import Iterable
from typing import NamedTuple

from lagebild.gazetteer import load_gazetteer
from lagebild.model import Claim, Document, Place
from lagebild.views.labels import Labels
from lagebild.views.pictures.outlines import state_spot
from lagebild.views.pictures.worldmap import Spot
from lagebild.views.plain import one_line
from lagebild.views.wording import grade_notes, kind_of, source_line, who_to_whom

FINENESS = ("country", "region", "city", "site")


class Point(NamedTuple):
    """Where a place is: longitude, latitude, precision; of a country, its middle."""

    id: str
    lon: float
    lat: float
    precision: str


def point_of(place: Place) -> Point | None:
    """Where a place of a claim is; None when nobody knows."""
    known = load_gazetteer().place(place.place) if place.place else None
    if known:
        own = known.kind if known.kind in FINENESS else "region"  # a sea is no finer
        said = place.precision if place.precision in FINENESS else own
        coarser = min(own, said, key=FINENESS.index)
        if coarser != "country":
            return Point(known.id, known.lon, known.lat, coarser)
    country = place.country or (place.place or "").partition("/")[0]
    spot = state_spot(country)
    return Point(country, *spot, "country") if spot else None


def spots_of(claims: Iterable[tuple[Claim, Document]], labels: Labels) -> list[Spot]:
    """A spot for each place and precision, with a line for each claim."""
    said: dict[Point, list[str]] = {}
    for claim, document in claims:
        point = point_of(claim.content.place) if claim.content.place else None
        if point:
            said.setdefault(point, []).append(claim_said(claim, document, labels))
    return [spot_of(point, lines, labels) for point, lines in sorted(said.items())]


def spot_of(point: Point, lines: Iterable[str], labels: Labels) -> Spot:
    """A spot at a point, with a line for each that tells of it."""
    state = point.id if point.precision == "country" else ""
    return Spot(
        _name(point, labels), point.lon, point.lat, point.precision, tuple(dict.fromkeys(lines)), state
    )


def _name(point: Point, labels: Labels) -> str:
    gazetteer = load_gazetteer()
    name = gazetteer.label(point.id, labels.lang)
    known = gazetteer.place(point.id)
    return known.name if known and name == point.id else name


def claim_said(claim: Claim, document: Document, labels: Labels) -> str:
    """A claim in one line: what, who to whom, who says so, how surely, where and when printed."""
    what = ", ".join(kind_of(claim, labels))
    sides = who_to_whom(claim, labels)
    source = source_line(claim, labels, named=True)
    grade = ", ".join([labels.word("certainty", claim.certainty), *grade_notes(claim, labels)])
    printed = ", ".join(filter(None, (one_line(document.publisher or ""), labels.day(document.published))))
    per = f"{labels.word('words', 'per')} {source}" if claim.chain or claim.unnamed else source
    return (
        f"{what}: {sides or one_line(claim.trigger.text)}; {per}; {grade} ({printed or document.document_id})"
    )
