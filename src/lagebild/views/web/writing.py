"""What an analyst does on a page: note, misread, grade, merge, split, pin, search, watch, undo.

Takes forms; keeps remarks, each with author and time, and leads back to the page with the remark that was made, so that it can be undone at
once. Nothing is changed or deleted: undoing is a remark, too.
"""

import secrets
from urllib.parse import urlencode, urlsplit, urlunsplit

import typer
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from lagebild.ledger import Anchor, Ledger, Remark
from lagebild.ledger.moments import now
from lagebild.ledger.records import RemarkKind
from lagebild.views.tending import GRADES
from lagebild.views.watching import query_in
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
    return _kept(seat, form, "note", text=_needed(form, "text"), claims=[_needed(form, "claim")])


def misread(seat: Seat, form: FormData) -> Response:
    """Say that a claim is misread, what of it, and what would be right."""
    field = _one(form, "field")
    if field not in MISREADABLE:
        raise HTTPException(422)
    value = f"{field}={_one(form, 'value')}" if field else ""
    text = "" if field else _one(form, "value")
    return _kept(seat, form, "correction", text=text, value=value, claims=[_needed(form, "claim")])


def grade(seat: Seat, form: FormData) -> Response:
    """Grade a source, A to F."""
    letter = _needed(form, "grade")
    if letter not in GRADES["letter"]:
        raise HTTPException(422)
    return _kept(seat, form, "grade", text=_one(form, "text"), value=letter, about=_needed(form, "source"))


def pin(seat: Seat, form: FormData) -> Response:
    """Keep a story on the first page."""
    return _kept(seat, form, "pin", claims=[_needed(form, "claim")])


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
        query_in(query)
    except (typer.BadParameter, ValueError) as error:
        raise HTTPException(422) from error
    return _kept(seat, form, kind, text=_one(form, "text"), value=query)


def withdraw(seat: Seat, form: FormData) -> Response:
    """Take a remark back."""
    remark_id = _needed(form, "remark")
    if all(placed.remark.remark_id != remark_id for placed in seat.desk.remarks()):
        raise HTTPException(404)
    _keep(seat, "withdrawal", about=remark_id)
    return RedirectResponse(way_back(form), 303)


# ------------------------------------------------------------------ keeping


def _paired(seat: Seat, form: FormData, kind: RemarkKind) -> Response:
    claims = [_needed(form, "claim"), _needed(form, "other")]
    if claims[0] == claims[1]:
        raise HTTPException(422)
    return _kept(seat, form, kind, claims=claims)


def _kept(
    seat: Seat,
    form: FormData,
    kind: RemarkKind,
    *,
    text: str = "",
    value: str = "",
    about: str = "",
    claims: list[str] | None = None,
) -> Response:
    """Keep a remark, and lead back to where it was made."""
    remark_id = _keep(seat, kind, text=text, value=value, about=about, claims=claims)
    parts = urlsplit(way_back(form))
    query = "&".join(filter(None, (parts.query, urlencode({CONFIRM: remark_id}))))
    return RedirectResponse(urlunsplit(("", "", parts.path, query, "")), 303)


def _keep(
    seat: Seat,
    kind: RemarkKind,
    *,
    text: str = "",
    value: str = "",
    about: str = "",
    claims: list[str] | None = None,
) -> str:
    with seat.desk.writing() as ledger:
        made = Remark(
            remark_id=secrets.token_hex(4), kind=kind, author=seat.desk.author, at=now(), text=text, value=value, about=about,
            anchors=tuple(_anchor(ledger, claim) for claim in claims or ()),
        )  # fmt: skip
        ledger.remark(made)
    return made.remark_id


def _anchor(ledger: Ledger, claim_id: str) -> Anchor:
    found = ledger.claim(claim_id)
    if found is None:
        raise HTTPException(404)
    trigger = found.claim.trigger
    return Anchor(
        document_id=found.document.document_id, version_id=found.document.version_id, start=trigger.start, end=trigger.end,
        quote=trigger.text, claim_id=claim_id,
    )  # fmt: skip


def _one(form: FormData, name: str) -> str:
    """A field of a form, on one line and of bearable length."""
    return " ".join(str(form.get(name) or "").split())[:LONGEST]


def _needed(form: FormData, name: str) -> str:
    value = _one(form, name)
    if not value:
        raise HTTPException(422)
    return value
