"""Everything as JSON and CSV, and the API's description of itself.

Takes the table of lists; gives for each `.json`, `.csv` and `/api/…`, one story, document, claim each, and the OpenAPI document that says so. All
of it only reads.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lagebild.ledger import Found as Claimed
from lagebild.ledger import Ledger
from lagebild.model import Noun
from lagebild.stories import gist_of
from lagebild.views.export.cells import csv_lines, json_lines
from lagebild.views.export.events import plover_rows
from lagebild.views.export.geojson import geojson_lines
from lagebild.views.storylines import shape_of
from lagebild.views.web import rows
from lagebild.views.web.lists import BY_NAME, LISTS, Found, Listing, checked, found_in, query_of
from lagebild.views.web.openapi import description
from lagebild.views.web.picture import MOVERS_OF_MONTH
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat

MOST = 5000  # claims in a form of others; `lagebild export` has all


def routes() -> list[Route]:
    """All addresses that give data."""
    found = [Route(f"/{one.name}.csv", _as_csv(one)) for one in LISTS]
    for one in LISTS:
        found += [Route(path, _as_json(one)) for path in (f"/{one.name}.json", f"/api/{one.name}")]
    for path, give in ONE.items():
        found += [Route(f"/{path}.json", _one(give)), Route(f"/api/{path}", _one(give))]
    found += [Route(f"/claims.{form}", _as(form)) for form in FORMS]
    return [*found, Route("/api/openapi.json", _described), Route("/api", api_page)]


# ------------------------------------------------------------------ lists


def _as_json(listing: Listing) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        seat = Seat(request)
        found = found_in(listing, seat.desk, dict(request.query_params))
        following, previous = beside(found, seat)
        body = {"rows": found.rows, "total": found.total, "more": following is not None}
        return _json({**body, "next": following, "previous": previous})

    return _telling(endpoint)


def _as_csv(listing: Listing) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        seat = Seat(request)
        found = found_in(listing, seat.desk, {"size": "500"} | dict(request.query_params))
        name = listing.name.replace("/", "-")
        headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
        links = zip(beside(found, seat), ("next", "prev"), strict=True)
        headers["link"] = ", ".join(f'<{where}>; rel="{what}"' for where, what in links if where)
        return Response(csv_of(listing, found), media_type="text/csv; charset=utf-8", headers=headers)

    return _telling(endpoint)


def beside(found: Found, seat: Seat) -> tuple[str | None, str | None]:
    """The addresses of the next page and of the one before, as seen from this one; None where there is none."""
    following = seat.changed(**found.after) if found.after else None
    return following, seat.changed(**found.before) if found.before else None


def csv_of(listing: Listing, found: Found) -> bytes:
    """The rows as CSV; what begins as a formula does is kept from being one."""
    names = listing.row.__struct_fields__
    return b"".join(csv_lines(names, ({name: getattr(row, name) for name in names} for row in found.rows)))


# ------------------------------------------------------------------ forms of others


def _as(form: str) -> Callable[[Request], Response]:
    """The newest claims that are asked for, in a form of others; without a column for source and certainty only what is asserted."""
    kind, lines = FORMS[form]

    def endpoint(request: Request) -> Response:
        asked = checked(BY_NAME["claims"], dict(request.query_params))
        with Seat(request).desk.looking() as ledger:
            body = b"".join(lines(islice(ledger.claims(query_of(asked)), MOST)))
        headers = {"content-disposition": f'attachment; filename="claims.{form}"'}
        return Response(body, media_type=kind, headers=headers)

    return _telling(endpoint)


FORMS: dict[str, tuple[str, Callable[[Iterable[Claimed]], Iterable[bytes]]]] = {
    "geojson": ("application/geo+json", geojson_lines),
    "plover.jsonl": (
        "application/x-ndjson",
        lambda claims: json_lines(plover_rows(claims, attributed=False)),
    ),
}


# ------------------------------------------------------------------ one thing


def _story(seat: Seat, names: dict[str, str]) -> Any:
    story = seat.desk.picture().story(names["id"])
    return story and rows_and_shape(rows.story_row(gist_of(story)), shape_of(story))


def rows_and_shape(row: Noun, shape: dict[str, Any]) -> dict[str, Any]:
    """A row with all that is behind it."""
    return {**msgspec.to_builtins(row), **shape}


def _document(seat: Seat, names: dict[str, str]) -> Any:
    with seat.desk.looking() as ledger:
        version = next((v for v in ledger.versions(names["id"]) if v.until is None), None)
        return version and _reading(ledger, version.version_id, rows.document_row(version))


def _reading(ledger: Ledger, version_id: str, row: rows.DocumentRow) -> dict[str, Any]:
    reading = ledger.reading(version_id)
    return {
        **msgspec.to_builtins(row),
        "text": reading.document.text if reading else "",
        "read": reading.claims if reading else (),
    }


def _claim(seat: Seat, names: dict[str, str]) -> Any:
    with seat.desk.looking() as ledger:
        found = ledger.claim(names["id"])
    return found and {**msgspec.to_builtins(rows.claim_row(found)), "whole": found.claim}


def _dyad(seat: Seat, names: dict[str, str]) -> Any:
    picture, (one, other) = seat.desk.picture(), (names[name].partition(".")[0] for name in ("one", "other"))
    told = [
        rows.month_row(point, picture.movers(one, other, (point.month,), MOVERS_OF_MONTH))
        for point in picture.months(one, other)
    ]
    return {"months": told}


ONE: dict[str, Callable[[Seat, dict[str, str]], Any]] = {
    "stories/{id}": _story,
    "documents/{id:path}": _document,
    "claims/{id}": _claim,
    "dyads/{one}/{other}": _dyad,
}


def _one(give: Callable[[Seat, dict[str, str]], Any]) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        found = give(Seat(request), request.path_params)
        if not found:
            raise HTTPException(404, "there is nothing of this id")
        return _json(found)

    return _telling(endpoint)


# ------------------------------------------------------------------ answers


def _json(body: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/json")


def _telling(endpoint: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """What is wrong with a question is told as JSON, too."""

    def telling(request: Request) -> Response:
        try:
            return endpoint(request)
        except HTTPException as error:
            return _json({"error": error.detail}, error.status_code)

    return telling


def _described(request: Request) -> Response:
    return _json(description(LISTS, map(shown, ONE)))


def shown(path: str) -> str:
    """An address as readers know it: `documents/{id}`."""
    return path.replace(":path", "")


def api_page(request: Request) -> Response:
    """The API, as a page."""
    return page(request, "api.html", lists=LISTS, ones=ones_of(ONE))


def ones_of(paths: Iterable[str]) -> list[str]:
    """The addresses of single things."""
    return [f"/api/{shown(path)}" for path in paths]
