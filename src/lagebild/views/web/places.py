"""The map: where the claims say that it happened, at the precision of the text and never finer.

Takes a request; gives the page. Whose borders are drawn is a setting; disputed ones are hatched from every viewpoint.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from lagebild.ledger import Found
from lagebild.model import Mention, Place, Span
from lagebild.ontology import load_ontology
from lagebild.stories import Gist, Telling
from lagebild.views.labels import Labels, labels_of
from lagebild.views.markup import Markup
from lagebild.views.pictures.drawing import IN_TEXT, ON_PAGE, WIDE, Picture, shown
from lagebild.views.pictures.outlines import VIEWPOINTS, Viewpoint
from lagebild.views.pictures.places import Point, point_of, spot_of, spots_of
from lagebild.views.pictures.worldmap import Spot, map_picture
from lagebild.views.storywords import attributed
from lagebild.views.web.desk import Desk
from lagebild.views.web.lists import BY_NAME, Asked, checked, query_of
from lagebild.views.web.picture import Picture as Stories
from lagebild.views.web.rendering import page, svg
from lagebild.views.web.seat import Seat

NEWEST = 500  # claims that are looked through for places
DRAWN = 16  # maps that are kept
LINES = 6  # claims told of each place on the page; the table behind the picture has as many
FILTERS = ("actor", "type", "certainty", "first", "last")


def map_page(request: Request) -> Response:
    """The map, with what it may be narrowed to."""
    seat = Seat(request)
    asked = _asked(seat)
    spots = _spots(seat, asked)
    return page(
        request, "map.html", spots=spots, asked=asked, types=sorted(load_ontology().types), viewpoints=VIEWPOINTS,
        viewpoint=_viewpoint(seat), newest=NEWEST, lines=LINES, drawn=_drawn(tuple(spots), seat.labels.lang, _viewpoint(seat), ON_PAGE),
    )  # fmt: skip


def map_svg(request: Request) -> Response:
    """The map by itself."""
    seat = Seat(request)
    return svg(_map(_spots(seat, _asked(seat)), seat.labels, _viewpoint(seat), WIDE).file)


def small_map(picture: Stories, labels: Labels) -> Markup:
    """Where the weightiest stories are said to happen, for the first page."""
    return picture.kept(("map", labels.lang), lambda: _small_map(picture.weightiest, labels))


def _small_map(stories: Sequence[Gist], labels: Labels) -> Markup:
    said: dict[Point, list[str]] = {}
    for gist in stories:
        line = attributed(gist.story, gist.certainties, labels)
        for point in dict.fromkeys(p for t in gist.story.tellings if (p := _point(t))):
            said.setdefault(point, []).append(line)
    spots = [spot_of(point, lines, labels) for point, lines in sorted(said.items())]
    return _drawn(tuple(_cut(spots)), labels.lang, VIEWPOINTS[0], IN_TEXT)


def draw(desk: Desk, labels: Labels) -> None:
    """Draw the map of all claims, so that the page has it."""
    with desk.looking() as ledger:
        spots = spots_in(ledger.claims(query_of({})), labels)
    _drawn(tuple(spots), labels.lang, VIEWPOINTS[0], ON_PAGE)


def _point(telling: Telling) -> Point | None:
    """Where a claim says that it happened, as fine as the place that it names is."""
    span = Span(start=telling.start, end=telling.end, text=telling.quote)
    place = Place(
        mention=Mention(span=span, sentence=0, head=0), place=telling.place, country=telling.country
    )
    return point_of(place) if telling.place or telling.country else None


def _asked(seat: Seat) -> Asked:
    asked = {name: seat.asked(name) for name in FILTERS}
    return checked(BY_NAME["claims"], asked)


def _spots(seat: Seat, asked: Asked) -> list[Spot]:
    with seat.desk.looking() as ledger:
        return spots_in(ledger.claims(query_of(asked)), seat.labels)


def spots_in(claims: Iterator[Found], labels: Labels) -> list[Spot]:
    """The places of the newest claims."""
    return _cut(spots_of(((f.claim, f.document) for f in islice(claims, NEWEST)), labels))


def _cut(spots: list[Spot]) -> list[Spot]:
    """Of each place the first claims: the picture's table shall fit on a page."""
    return [Spot(s.name, s.lon, s.lat, s.precision, s.said[:LINES], s.state) for s in spots]


def _viewpoint(seat: Seat) -> Viewpoint:
    asked = seat.asked("viewpoint")
    return next((each for each in VIEWPOINTS if each == asked), VIEWPOINTS[0])


def _map(spots: Sequence[Spot], labels: Labels, viewpoint: Viewpoint, width: float) -> Picture:
    return map_picture(spots, labels.table["web"]["nav_map"], labels, width, viewpoint=viewpoint)


@lru_cache(DRAWN)
def _drawn(spots: tuple[Spot, ...], lang: str, viewpoint: Viewpoint, widths: tuple[float, ...]) -> Markup:
    """The map for each width of the page; a map of the world takes most of a second, so the last ones are kept."""
    if not spots:
        return Markup()
    labels = labels_of(lang)
    return shown(lambda width: _map(spots, labels, viewpoint, width), labels, widths)
