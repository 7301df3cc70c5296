"""The outlook: who expects what in the texts, and what may come next between two actors.

Takes a request; gives the page. A forecast is made on demand, from the ledger's stories; where the history is too thin, the page says so and
shows none.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from lagebild.gazetteer import load_gazetteer
from lagebild.outlook.deeds import Deed
from lagebild.outlook.forecasts import Refusal
from lagebild.outlook.imports import deeds_in
from lagebild.outlook.reactions.forecasting import Asked, Outlook, outlook
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join
from lagebild.views.outlook_page import parts_of
from lagebild.views.outlooks import quads
from lagebild.views.web.paging import page_of
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat

HORIZONS = (7, 28)


def outlook_page(request: Request) -> Response:
    """Expectations of the texts; a forecast where a pair is asked for."""
    seat = Seat(request)
    pair = seat.asked("actor"), seat.asked("recipient")
    days = next((n for n in HORIZONS if str(n) == seat.asked("days")), HORIZONS[-1])
    problem, forecast = "", None
    if all(pair):
        unknown = [id for id in pair if load_gazetteer().actor(id) is None]
        problem, forecast = (", ".join(unknown), None) if unknown else ("", _forecast(seat, pair, days))
    shown = page_of(seat.desk.picture().expectations[::-1], seat, 25)
    return page(
        request, "outlook.html", shown=shown, pair=pair, days=days, horizons=HORIZONS, problem=problem, forecast=forecast,
    )  # fmt: skip


def _forecast(seat: Seat, pair: tuple[str, str], days: int) -> Markup:
    stories = seat.desk.picture().events
    deeds = deeds_in((gist.story_id, gist.story) for gist in stories).deeds
    return _told(asked_of(deeds, pair, days), seat.labels)


def asked_of(deeds: Sequence[Deed], pair: tuple[str, str], days: int) -> Outlook | Refusal | None:
    """What may come next after the last deed; None when there is no deed."""
    if not deeds:
        return None
    on = date.fromisoformat(max(deed.day for deed in deeds)) + timedelta(days=1)
    return outlook(deeds, quads(), Asked(pair[0], pair[1], on, days))


def _told(result: Outlook | Refusal | None, labels: Labels) -> Markup:
    if result is None:
        return element("p", labels.table["web"]["outlook_no_deed"])
    return join(parts_of(result, labels))
