"""The application: which address leads to which page.

Takes a Desk; gives the application, behind its door. Routes that write take a form with the page's token, and lead back by a redirect.
"""

from collections.abc import Callable
from functools import cache

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lagebild.errors import LagebildError
from lagebild.views.export.codebook import page_of
from lagebild.views.labels import labels_of
from lagebild.views.web import (
    api,
    documents,
    dyads,
    inbox,
    outlooks,
    places,
    searching,
    situation,
    sources,
    stories,
    trackers,
    writing,
)
from lagebild.views.web.desk import Desk
from lagebild.views.web.questions import KEYED, NUMBERED, asks
from lagebild.views.web.rendering import page, static
from lagebild.views.web.safety import Door, may_write
from lagebild.views.web.seat import Seat
from lagebild.views.web.settings import choose

MOST_FIELD = 20_000_000  # bytes of one field: a pasted book
MOST_BODY = 80_000_000
TOO_LARGE = "exceeded maximum size"  # as starlette says it of a field
MOST_FILES = 100  # dropped at once
Writer = Callable[[Seat, FormData], Response]


def application(desk: Desk, *, port: int | None = None, interface: str | None = None) -> Door:
    """The pages of a desk. `port`: where they are served; without one the host has no port."""
    app = Starlette(
        routes=[*api.routes(), *_pages(), *_writers(), Route("/static/{name}", static)],
        exception_handlers={HTTPException: _said, LagebildError: _failed},
    )
    app.state.desk, app.state.interface = desk, interface
    return Door(app, port)


def _pages() -> list[Route]:
    return [
        Route("/", situation.situation_page),
        Route("/stories", asks(stories.list_page, *stories.FILTERS, *KEYED)),
        Route("/stories/{id}", asks(stories.story_page, "source", *NUMBERED)),
        Route("/stories/{id}/{name}.svg", stories.picture_svg),
        Route("/documents", asks(documents.list_page, *documents.FILTERS, *KEYED)),
        Route("/documents/{id:path}", asks(documents.document_page, "version", *NUMBERED)),
        Route("/dyads", asks(dyads.list_page, "actor", *NUMBERED)),
        Route("/dyads/{one}/{other}", asks(dyads.dyad_page, *KEYED)),
        Route("/dyads/{one}/{other}/series.svg", dyads.dyad_svg),
        Route("/sources", asks(sources.list_page, *NUMBERED)),
        Route("/sources/{id:path}", asks(sources.source_page, *NUMBERED)),
        Route("/trackers", trackers.first_page),
        Route("/trackers/{name}", asks(trackers.tracker_page, "actor", *NUMBERED)),
        Route("/map", asks(places.map_page, *places.FILTERS, "viewpoint")),
        Route("/map.svg", asks(places.map_svg, *places.FILTERS, "viewpoint")),
        Route("/outlook", asks(outlooks.outlook_page, "actor", "recipient", "days", *NUMBERED)),
        Route("/search", asks(searching.search_page, *searching.FILTERS, *KEYED)),
        Route("/inbox", asks(inbox.inbox_page, *NUMBERED)),
        Route("/help", help_page),
        Route("/codebook", codebook_page),
        Route("/read", documents.read_page),
        Route("/drafts", documents.drafts_page),
        Route("/drafts/{key}", asks(documents.draft_page, *NUMBERED)),
    ]


def _writers() -> list[Route]:
    return [
        _writer("/read", documents.read_text),
        _writer("/keep", documents.keep_draft),
        _writer("/stop", documents.stop_reading),
        _writer("/settings", choose),
        _writer("/remarks/note", writing.note),
        _writer("/remarks/misread", writing.misread),
        _writer("/remarks/grade", writing.grade),
        _writer("/remarks/pin", writing.pin),
        _writer("/remarks/merge", writing.merge),
        _writer("/remarks/split", writing.split),
        _writer("/remarks/save", writing.save),
        _writer("/remarks/withdraw", writing.withdraw),
    ]


def _writer(path: str, write: Writer) -> Route:
    """A route that writes: the form is taken in, its token looked at, then it is done."""

    async def endpoint(request: Request) -> Response:
        length = request.headers.get("content-length", "")
        if not length.isdigit() or int(length) > MOST_BODY:
            async for _ in request.stream():
                pass  # a browser shows an answer only once it has sent everything
            raise _too_much(MOST_BODY)
        try:
            async with request.form(max_files=MOST_FILES, max_fields=100, max_part_size=MOST_FIELD) as form:
                if not may_write(request, str(form.get("token", ""))):
                    raise HTTPException(403)
                return await run_in_threadpool(write, Seat(request), form)
        except HTTPException as error:
            raise _too_much(MOST_FIELD) if TOO_LARGE in error.detail else error from None

    return Route(path, endpoint, methods=["POST"])


def _too_much(most: int) -> HTTPException:
    return HTTPException(413, f"more than {most // 10**6} MB; right would be `lagebild add` with its name")


def help_page(request: Request) -> Response:
    """The list of keys."""
    return page(request, "help.html")


def codebook_page(request: Request) -> Response:
    """What the types and words mean: a page with its own looks, which runs nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin"
    return HTMLResponse(_codebook(Seat(request).labels.lang), headers={"content-security-policy": policy})


@cache
def _codebook(lang: str) -> str:
    return str(page_of(labels_of(lang)))


def _said(request: Request, error: Exception) -> Response:
    """What went wrong, as a page; of a question that cannot be asked, what would be right."""
    if not isinstance(error, HTTPException):
        return page(request, "error.html", 500, code=500, why="")
    status = error.status_code
    why = error.detail if error.detail != HTTPException(status).detail else ""
    return page(request, "error.html", status, code=status, why=why)


def _failed(request: Request, error: Exception) -> Response:
    """What Lagebild itself found wrong, in its words."""
    return page(request, "error.html", 409, code=409, why=str(error))
