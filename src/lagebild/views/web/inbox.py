"""The Inbox: what waits for somebody to look at it.

Takes a request; gives remarks that have lost their place, what could not be read, documents in languages that are not read, and all that
analysts wrote.
"""

from starlette.requests import Request
from starlette.responses import Response

from lagebild.views.web.lists import BY_NAME, found_in
from lagebild.views.web.paging import page_of
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat

SHOWN = "50"


def inbox_page(request: Request) -> Response:
    """What waits."""
    seat = Seat(request)
    written = seat.desk.remarks()
    aside, unread = (found_in(BY_NAME[name], seat.desk, {"size": SHOWN}) for name in ("set-aside", "unread"))
    lost = [placed for placed in written if placed.lost]
    return page(request, "inbox.html", lost=lost, aside=aside, unread=unread, shown=page_of(written, seat))
