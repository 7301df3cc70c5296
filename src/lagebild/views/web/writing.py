"""What an analyst does on a page: note, misread, grade, merge, split, pin, search, watch, undo.

Takes forms; keeps remarks, each with author and time, and leads back to the page with the remark that was made, so that it can be undone at
once. Nothing is changed or deleted: undoing is a remark, too.
"""

from dataclasses import replace
from urllib.parse import urlencode, urlsplit, urlunsplit

import typer
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from lagebild.ledger.records import RemarkKind
from lagebild.views.remarking import GRADES, Said, remark_of
from lagebild.views.watching import query_asked
from lagebild.views.web.seat import CONFIRM, Seat
from lagebild.views.web.settings import way_back

LONGEST = 4000  # letters of what somebody writes
# What of a claim may be misread; without a field the claim as a whole.
MISREADABLE = (
    "",
    "certainty",
    "type",
    "actors",
    "recipients",
    "chain",
    "polarity",
    "place",
    "period",
    "quantities",
)


def note(seat: Seat, form: FormData) -> Response:
    """Write something beside a claim."""
    return _kept(seat, form, Said("note", (_needed(form, "claim"),), _needed(form, "text")))


def misread(seat: Seat, form: FormData) -> Response:
    """Say that a claim is misread, what of it, and what would be right."""
    field = _one(form, "field")
    if field not in MISREADABLE:
        raise HTTPException(422)
    value = f"{field}={_one(form, 'value')}" if field else ""
    text = "" if field else _one(form, "value")
    return _kept(seat, form, Said("correction", (_needed(form, "claim"),), text, value))


def grade(seat: Seat, form: FormData) -> Response:
    """Grade a source, A to F."""
    letter = _needed(form, "grade")
    if letter not in GRADES["letter"]:
        raise HTTPException(422)
    return _kept(seat, form, Said("grade", (), _one(form, "text"), letter, _needed(form, "source")))


def pin(seat: Seat, form: FormData) -> Response:
    """Keep a story on the first page."""
    return _kept(seat, form, Said("pin", (_needed(form, "claim"),)))


def merge(seat: Seat, form: FormData) -> Response:
    """Say that two claims are of one story."""
    return _paired(seat, form, "merge")


def split(seat: Seat, form: FormData) -> Response:
    """Say that two claims are not of one story."""
    return _paired(seat, form, "split")


def save(seat: Seat, form: FormData) -> Response:
    """Save a search, or watch for what meets it."""
    kind: RemarkKind = "watch" if _one(form, "kind") == "watch" else "search"
    query = _needed(form, "query")
    try:
        query_asked(query)
    except (typer.BadParameter, ValueError) as error:
        raise HTTPException(422) from error
    return _kept(seat, form, Said(kind, (), _one(form, "text"), query))


def withdraw(seat: Seat, form: FormData) -> Response:
    """Take a remark back."""
    remark_id = _needed(form, "remark")
    if all(placed.remark.remark_id != remark_id for placed in seat.desk.remarks()):
        raise HTTPException(404)
    _keep(seat, Said("withdrawal", about=remark_id))
    return RedirectResponse(way_back(form), 303)


# ------------------------------------------------------------------ keeping


def _paired(seat: Seat, form: FormData, kind: RemarkKind) -> Response:
    one, other = _needed(form, "claim"), _needed(form, "other")
    if one == other:
        raise HTTPException(422)
    story = seat.desk.picture().story(one)
    remark_id = _keep(seat, Said(kind, (one, other)))
    if story:
        seat.desk.note_vouching(remark_id, (origin.key for origin in story.part("overall").origins))
    return _led_back(form, remark_id)


def _kept(seat: Seat, form: FormData, said: Said) -> Response:
    """Keep a remark, and lead back to where it was made."""
    return _led_back(form, _keep(seat, said))


def _led_back(form: FormData, remark_id: str) -> Response:
    parts = urlsplit(way_back(form))
    query = "&".join(filter(None, (parts.query, urlencode({CONFIRM: remark_id}))))
    return RedirectResponse(urlunsplit(("", "", parts.path, query, "")), 303)


def _keep(seat: Seat, said: Said) -> str:
    with seat.desk.writing() as ledger:
        claims = [ledger.claim(key) for key in said.keys]
        if not all(claims):
            raise HTTPException(404)
        made = remark_of(replace(said, author=seat.desk.author), [claim for claim in claims if claim])
        ledger.remark(made)
    return made.remark_id


def _one(form: FormData, name: str) -> str:
    """A field of a form, on one line and of bearable length."""
    return " ".join(str(form.get(name) or "").split())[:LONGEST]


def _needed(form: FormData, name: str) -> str:
    value = _one(form, name)
    if not value:
        raise HTTPException(422)
    return value
