"""The pages on sources: all of them, and one with what it said and how that fared.

Takes requests; gives pages. How a source fared is told in counts, never as a score: an opponent's denial is no failure.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.ledger import Found, Ledger, Query
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
        window=limit_of(picture.standings, WINDOW),
    )


def source_page(request: Request) -> Response:
    """One source."""
    seat = Seat(request)
    picture = seat.desk.picture()
    account = _account(picture, request.path_params["id"])
    shown = page_of(account.story_ids, seat, 20)
    gists = picture.named(shown.rows)
    with seat.desk.looking() as ledger:
        said = list(islice(ledger.claims(Query(source=account.source)), SAID)) or _vouched(
            ledger, account.source, gists
        )
    return page(
        request, "source.html", account=account, shown=shown, lines=lines_of(gists, seat.labels), written=about(seat.desk.remarks(), account.source),
        said=said, sides=_sides(account, picture), grades=GRADES["letter"],
    )  # fmt: skip


def _vouched(ledger: Ledger, source: str, gists: Iterable[Gist]) -> list[Found]:
    """Of a body of a state, which many names stand for, or of a publisher: claims for which it stands in these stories, the newest first."""
    origins = (o for gist in gists for o in gist.story.part("overall").origins if o.key == source)
    ids = islice(dict.fromkeys(claim for origin in origins for claim in origin.claims), SAID)
    found = [one for id in ids if (one := ledger.claim(id))]
    return sorted(found, key=lambda one: one.document.published or "", reverse=True)


def _account(picture: Picture, key: str) -> Account:
    for account in picture.accounts:
        if account.source == key:
            return account
    raise HTTPException(404)


def _sides(account: Account, picture: Picture) -> Counter[str]:
    """On which side the source stood, in how many stories."""
    origins = (origin for standing in picture.standings for origin in standing.origins)
    return Counter(side for key, _, side in origins if key == account.source)
