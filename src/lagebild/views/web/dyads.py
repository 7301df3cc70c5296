"""The pages on dyads: all pairs of states, and one with its months and stories.

Takes requests; gives pages. Cooperation and conflict are shown apart, each happening once however often it was printed.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.gazetteer import load_gazetteer
from lagebild.stories.relations import dyad_series, is_between
from lagebild.views.markup import Markup
from lagebild.views.pictures.series import series_picture
from lagebild.views.storywords import names
from lagebild.views.web.lines import lines_of
from lagebild.views.web.paging import page_of
from lagebild.views.web.rendering import page, svg
from lagebild.views.web.seat import Seat


def list_page(request: Request) -> Response:
    """All pairs, those that moved most first."""
    seat = Seat(request)
    actor = seat.asked("actor")
    found = [one for one in seat.desk.picture().dyads if not actor or actor in (one.one, one.other)]
    return page(request, "dyads.html", shown=page_of(found, seat), actor=actor)


def dyad_page(request: Request) -> Response:
    """One pair."""
    seat = Seat(request)
    picture = seat.desk.picture()
    one, other = pair_in(request)
    points = dyad_series(picture.events, one, other)
    shown = page_of([s for s in picture.events if is_between(s, one, other)], seat, 20)
    return page(
        request, "dyad.html", one=one, other=other, points=points, shown=shown, lines=lines_of(shown.rows, picture, seat.labels),
        series=_series(seat, one, other),
    )  # fmt: skip


def dyad_svg(request: Request) -> Response:
    """The months of a pair, as a picture by itself."""
    return svg(_series(Seat(request), *pair_in(request)))


def _series(seat: Seat, one: str, other: str) -> Markup:
    points = dyad_series(seat.desk.picture().events, one, other)
    title = f"{names([one], seat.labels)} – {names([other], seat.labels)}"
    return series_picture(points, title, seat.labels).file


def pair_in(request: Request) -> tuple[str, str]:
    """The two actors of an address; a page that says there is nothing when one is none."""
    one, other = request.path_params["one"], request.path_params["other"]
    if any(load_gazetteer().actor(id) is None for id in (one, other)):
        raise HTTPException(404)
    return one, other
