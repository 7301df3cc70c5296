"""The pages on sources: all of them, and one with what it said and how that fared.

Takes requests; gives pages. How a source fared is told in counts, never as a score: an opponent's denial is no failure.
"""

from collections import Counter
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.ledger import Query
from lagebild.stories import Gist
from lagebild.stories.accounts import Account
from lagebild.views.remarking import GRADES
from lagebild.views.web.lines import lines_of
from lagebild.views.web.notes import about, of_kind
from lagebild.views.web.paging import page_of
from lagebild.views.web.picture import WINDOW, Picture, limit_of
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat

SAID = 20  # of the claims of a source, the newest


def list_page(request: Request) -> Response:
    """All sources, those behind most stories first."""
    seat = Seat(request)
    grades = {
        placed.remark.about: placed.remark.value for placed in of_kind(seat.desk.remarks(), "grade")[::-1]
    }
    picture = seat.desk.picture()
    return page(
        request,
        "sources.html",
        shown=page_of(picture.accounts, seat),
        grades=grades,
        window=limit_of(picture.events, WINDOW),
    )


def source_page(request: Request) -> Response:
    """One source."""
    seat = Seat(request)
    picture = seat.desk.picture()
    account = _account(picture, request.path_params["id"])
    own = set(account.story_ids)
    stories = [gist for gist in picture.events if gist.story_id in own]
    shown = page_of(stories, seat, 20)
    with seat.desk.looking() as ledger:
        said = list(islice(ledger.claims(Query(source=account.source)), SAID))
    return page(
        request, "source.html", account=account, shown=shown, lines=lines_of(shown.rows, seat.labels), written=about(seat.desk.remarks(), account.source),
        said=said, sides=_sides(account, stories), grades=GRADES["letter"],
    )  # fmt: skip


def _account(picture: Picture, key: str) -> Account:
    for account in picture.accounts:
        if account.source == key:
            return account
    raise HTTPException(404)


def _sides(account: Account, stories: list[Gist]) -> Counter[str]:
    """On which side the source stood, in how many stories."""
    return Counter(
        origin.side
        for gist in stories
        for origin in gist.story.part("overall").origins
        if origin.key == account.source
    )
