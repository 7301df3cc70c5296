"""The pages on dyads: all pairs of states, and one with its months and stories.

Takes requests; gives pages. Cooperation and conflict are shown apart, each happening once however often it was printed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.gazetteer import load_gazetteer
from lagebild.stories import Gist
from lagebild.stories.doers import often
from lagebild.stories.relations import Point
from lagebild.views.labels import Labels
from lagebild.views.pictures import drawn
from lagebild.views.pictures.drawing import ON_PAGE, WIDE, Picture, shown
from lagebild.views.pictures.series import series_picture
from lagebild.views.sourcenames import sources_in
from lagebild.views.storywords import names
from lagebild.views.web.lines import lines_of
from lagebild.views.web.lists import BY_NAME, checked
from lagebild.views.web.paging import keyed, page_of
from lagebild.views.web.picture import PAIRS, Moved, limit_of
from lagebild.views.web.picture import Picture as Stories
from lagebild.views.web.rendering import page, svg
from lagebild.views.web.seat import Seat

BETWEEN = 20  # stories of a pair on one page


def list_page(request: Request) -> Response:
    """All pairs, those that moved most first."""
    seat = Seat(request)
    actor = checked(BY_NAME["dyads"], seat.asked_all(("actor",))).get("actor", "")
    picture = seat.desk.picture()
    shown = page_of([one for one in picture.dyads if not actor or actor in (one.one, one.other)], seat)
    return page(
        request,
        "dyads.html",
        shown=shown,
        told=told_of(shown.rows, picture, seat.labels),
        actor=actor,
        window=limit_of(picture.dyads, PAIRS),
    )


@dataclass(frozen=True)
class Told:
    """A pair of states that moved: on whose word, and how surely its stories are told."""

    moved: Moved
    sources: tuple[str, ...]
    certainties: dict[str, int]


def told_of(moved: Iterable[Moved], picture: Stories, labels: Labels) -> list[Told]:
    """Pairs with those on whose word they moved: of the weightiest stories of the two months."""
    return [_told(one, picture.movers(one.one, one.other, one.months), labels) for one in moved]


def _told(moved: Moved, gists: Sequence[Gist], labels: Labels) -> Told:
    said = (sources_in(gist, labels) for gist in gists)
    sure = Counter(word for gist in gists for word in gist.certainties)
    return Told(moved, tuple(often(name for names in said for name in names)), dict(sure.most_common()))


def dyad_page(request: Request) -> Response:
    """One pair."""
    seat = Seat(request)
    picture = seat.desk.picture()
    one, other = pair_in(request)
    labels = seat.labels
    points = picture.months(one, other)
    found = picture.between(one, other, seat.seek, BETWEEN)
    listed = keyed(found.gists, seat, found.before, found.after, found.total)
    stories = [gist.story for gist in found.gists]
    return page(
        request, "dyad.html", one=one, other=other, points=points, shown=listed, lines=lines_of(listed.rows, labels),
        series=shown(lambda width: _series(points, one, other, labels, width), labels, ON_PAGE),
        matrix=shown(lambda width: drawn.matrix(stories, labels, width), labels, ON_PAGE),
    )  # fmt: skip


def dyad_svg(request: Request) -> Response:
    """The months of a pair, as a picture by itself."""
    seat = Seat(request)
    one, other = pair_in(request)
    points = seat.desk.picture().months(one, other)
    return svg(_series(points, one, other, seat.labels, WIDE).file)


def _series(points: Sequence[Point], one: str, other: str, labels: Labels, width: float) -> Picture:
    return series_picture(points, f"{names([one], labels)} – {names([other], labels)}", labels, width)


def pair_in(request: Request) -> tuple[str, str]:
    """The two actors of an address; a page that says there is nothing when one is none."""
    one, other = request.path_params["one"], request.path_params["other"]
    if any(load_gazetteer().actor(id) is None for id in (one, other)):
        raise HTTPException(404)
    return one, other
