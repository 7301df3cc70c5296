"""What an address may be asked: a filter that is spelt wrong must not give everything.

Takes an endpoint and the names that it knows; gives the endpoint, which answers anything else with 422, each unknown name with what would be right.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.views.web.seat import CONFIRM, Seat

Endpoint = Callable[[Request], Response]
NUMBERED = ("page",)
KEYED = ("after", "before", "page")  # a page's number is told what would be right by the list itself


def asks(endpoint: Endpoint, *names: str) -> Endpoint:
    """The page, for these questions and no others."""

    def asked(request: Request) -> Response:
        table = Seat(request).labels.table["web"]
        problems = [
            table["unknown_filter"].format(name=name, right=right)
            for name, right in unknown_in(request.query_params, (*names, CONFIRM))
        ]
        if problems:
            raise HTTPException(422, " ".join(problems))
        return endpoint(request)

    return asked


def unknown_in(asked: Iterable[str], names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name that is not known, with the nearest that is, or all of them."""
    known = [name for name in names if name != CONFIRM]
    unknown = [name for name in dict.fromkeys(asked) if name not in (*known, CONFIRM)]
    return [(name, _right(name, known)) for name in unknown]


def _right(name: str, known: list[str]) -> str:
    return ", ".join(get_close_matches(name.lower(), known, 1, 0.7) or known) or "–"
