"""The API's description of itself, as OpenAPI 3.1.

Takes the table of lists and the addresses of single things; gives the document. It is made of what the lists are made of, so it cannot say
otherwise.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from lagebild.version import VERSION
from lagebild.views.web.lists import Listing, Parameter

ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def description(lists: Iterable[Listing], ones: Iterable[str]) -> dict[str, Any]:
    """The whole document."""
    lists = tuple(lists)
    _, schemas = msgspec.json.schema_components(
        [one.row for one in lists], ref_template="#/components/schemas/{name}"
    )
    paths = {f"/api/{one.name}": {"get": _list(one)} for one in lists}
    paths |= {f"/api/{path}": {"get": _one(path)} for path in ones}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lagebild",
            "version": VERSION,
            "description": "Attributed, graded claims and stories, read-only. No event without who says so and how surely.",
        },
        "paths": paths,
        "components": {"schemas": {**schemas, "Error": ERROR}},
    }


def _list(listing: Listing) -> dict[str, Any]:
    rows = {"type": "array", "items": {"$ref": f"#/components/schemas/{listing.row.__name__}"}}
    body = {
        "type": "object",
        "properties": {
            "rows": rows,
            "total": {"type": ["integer", "null"]},
            "more": {"type": "boolean"},
            "next": {
                "type": ["string", "null"],
                "description": "The way from this address to the next page.",
            },
            "previous": {"type": ["string", "null"], "description": "The same to the page before."},
        },
        "required": ["rows", "total", "more", "next", "previous"],
    }
    return {
        "summary": listing.means,
        "operationId": re.sub(r"\W", "_", listing.name),
        "parameters": [_parameter(one) for one in (*listing.asks, *listing.paged)],
        "responses": {"200": _answer("The rows.", body), **_refusals(422)},
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"pattern": one.pattern} if one.pattern else {})
    schema |= {"enum": list(one.words())} if one.words else {}
    return {
        "name": one.name,
        "in": "query",
        "required": one.needed,
        "description": one.means,
        "schema": schema,
    }


def _one(path: str) -> dict[str, Any]:
    names = re.findall(r"\{(\w+)\}", path)
    return {
        "summary": f"One of {path.partition('/')[0]}, whole.",
        "operationId": f"one_{path.partition('/')[0]}",
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
            for name in names
        ],
        "responses": {"200": _answer("All that is known of it.", {"type": "object"}), **_refusals(404)},
    }


def _answer(means: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": means, "content": {"application/json": {"schema": schema}}}


def _refusals(*codes: int) -> dict[str, Any]:
    return {str(code): _answer("Why not.", {"$ref": "#/components/schemas/Error"}) for code in codes}
