"""The map: where the claims say that it happened, at the precision of the text and never finer.

Takes a request; gives the page. Whose borders are drawn is a setting; disputed ones are hatched from every viewpoint.
"""

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from lagebild.ledger import Ledger
from lagebild.ontology import load_ontology
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup
from lagebild.views.pictures.drawing import WIDE, Picture, shown
from lagebild.views.pictures.outlines import VIEWPOINTS, Viewpoint
from lagebild.views.pictures.places import spots_of
from lagebild.views.pictures.worldmap import Spot, map_picture
from lagebild.views.web.lists import BY_NAME, Asked, checked, query_of
from lagebild.views.web.rendering import page, svg
from lagebild.views.web.seat import Seat

NEWEST = 2000  # claims that are looked through for places
SMALL = 300  # the same for the first page
LINES = 6  # claims told of each place on the page; the table behind the picture has as many
FILTERS = ("actor", "type", "certainty", "first", "last")


def map_page(request: Request) -> Response:
    """The map, with what it may be narrowed to."""
    seat = Seat(request)
    asked = _asked(seat)
    spots = _spots(seat, asked)
    return page(
        request, "map.html", spots=spots, asked=asked, types=sorted(load_ontology().types), viewpoints=VIEWPOINTS,
        viewpoint=_viewpoint(seat), newest=NEWEST, lines=LINES, drawn=_drawn(spots, seat.labels, _viewpoint(seat)),
    )  # fmt: skip


def map_svg(request: Request) -> Response:
    """The map by itself."""
    seat = Seat(request)
    return svg(_map(_spots(seat, _asked(seat)), seat.labels, _viewpoint(seat), WIDE).file)


def small_map(ledger: Ledger, labels: Labels) -> Markup:
    """A map of the newest claims, for the first page."""
    found = islice(ledger.claims(), SMALL)
    return _drawn(_cut(spots_of(((f.claim, f.document) for f in found), labels)), labels, VIEWPOINTS[0])


def _asked(seat: Seat) -> Asked:
    asked = {name: seat.asked(name) for name in FILTERS}
    return checked(BY_NAME["claims"], asked)


def _spots(seat: Seat, asked: Asked) -> list[Spot]:
    with seat.desk.looking() as ledger:
        found = islice(ledger.claims(query_of(asked)), NEWEST)
        return _cut(spots_of(((f.claim, f.document) for f in found), seat.labels))


def _cut(spots: list[Spot]) -> list[Spot]:
    """Of each place the first claims: the picture's table shall fit on a page."""
    return [Spot(s.name, s.lon, s.lat, s.precision, s.said[:LINES], s.state) for s in spots]


def _viewpoint(seat: Seat) -> Viewpoint:
    asked = seat.asked("viewpoint")
    return next((each for each in VIEWPOINTS if each == asked), VIEWPOINTS[0])


def _map(spots: list[Spot], labels: Labels, viewpoint: Viewpoint, width: float) -> Picture:
    return map_picture(spots, labels.table["web"]["nav_map"], labels, width, viewpoint=viewpoint)


def _drawn(spots: list[Spot], labels: Labels, viewpoint: Viewpoint) -> Markup:
    return shown(lambda width: _map(spots, labels, viewpoint, width), labels)
