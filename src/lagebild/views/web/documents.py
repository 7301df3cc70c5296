"""The pages on documents: the list, one with its claims in place, and texts that were just pasted.

Takes requests; gives pages. A pasted text is read and shown; only who asks for it keeps it in the ledger.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.documents import Particulars, SetAside, document_of, documents_in
from lagebild.documents.markup import words_alone
from lagebild.documents.webpages import is_webpage
from lagebild.errors import DocumentError, LedgerError
from lagebild.languages import installed_languages
from lagebild.ledger import Edit, Ledger, Packed, Version, edits_of
from lagebild.ledger.packing import unpacked_text
from lagebild.model import Document, Reading
from lagebild.views import wording
from lagebild.views.article import Shown, article
from lagebild.views.beside import Beside
from lagebild.views.cards import card
from lagebild.views.lines import lines_of_changes
from lagebild.views.markup import Markup
from lagebild.views.plain import one_line
from lagebild.views.readings import lines_of as lines_in
from lagebild.views.reportcard import legend, report_card
from lagebild.views.tally import tally_of
from lagebild.views.web.desk import DRAFTS, Dropped
from lagebild.views.web.lines import lines_of
from lagebild.views.web.lists import BY_NAME, Wish, checked, documents_found
from lagebild.views.web.notes import notes_on
from lagebild.views.web.paging import SIZE, asked_page, keyed, numbered
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat
from lagebild.views.web.stretches import CARDS, WHOLE, Stretch, page_with, stretches_of

TOLD = 12  # stories of a document that are named: the weightiest
OPENED = 200  # claims of a text without a title that a list may unpack to say how it begins
FILTERS = ("publisher", "lang")
KNOWN = ("published", "publisher", "title", "url", "lang")


def list_page(request: Request) -> Response:
    """All documents, those that came last first."""
    seat = Seat(request)
    asked = checked(BY_NAME["documents"], seat.asked_all(FILTERS))
    try:
        here = documents_found(seat.desk, asked, Wish(SIZE, 1, seat.seek))
    except LedgerError as error:
        raise HTTPException(422, str(error)) from error
    shown = keyed(here.rows, seat, here.before, here.after)
    titles = {version.version_id: _title(version, seat) for version in here.rows}
    return page(request, "documents.html", shown=shown, asked=asked, titles=titles)


def _title(version: Version, seat: Seat) -> str:
    """The title, else how the text begins; that of a long one is not unpacked for it."""
    reading = None
    if not version.title and all(each.claims <= OPENED for each in version.readings):
        with seat.desk.looking() as ledger:
            reading = ledger.reading(version.version_id)
    return wording.title_of(reading.document, seat.labels) if reading else one_line(version.title or "")


def document_page(request: Request) -> Response:
    """One document: text, report card, claims, versions."""
    seat = Seat(request)
    document_id = request.path_params["id"]
    with seat.desk.looking() as ledger:
        versions = list(ledger.versions(document_id))
        reading = _reading(ledger, versions, seat.asked("version"))
        if reading is None:
            raise HTTPException(404)
        edits = [(edit, _changes(edit)) for edit in edits_of(ledger, document_id)]
    notes = notes_on(seat.desk.remarks(), {claim.claim_id for claim in reading.claims})
    picture = seat.desk.picture()
    stories = lines_of((b for b in picture.stories_in(document_id, TOLD) if b.story.type), seat.labels)
    return _shown(seat, reading, versions=versions, edits=edits, notes=notes, stories=stories, draft="")


def _reading(ledger: Ledger, versions: list[Version], asked: str) -> Reading | None:
    """The reading of the wording that is asked for; else of the one that stands."""
    chosen = [v for v in versions if v.version_id == asked] or [v for v in versions if v.until is None]
    for version in reversed(chosen):
        reading = ledger.reading(version.version_id)
        if reading is not None:
            return reading
        if packed := ledger.packed(version.version_id, None):
            return unread_in(packed)
    return None


def unread_in(packed: Packed) -> Reading:
    """A document that is kept and was not read."""
    document = replace(packed.document, text=unpacked_text(packed.text))
    return Reading(document=document, sentences=(), claims=(), status=packed.status)  # type: ignore[arg-type]


def _changes(edit: Edit) -> list[str]:
    return list(lines_of_changes(edit.changes))


def _shown(seat: Seat, reading: Reading, **more: Any) -> Response:
    """The page of a reading, kept or not; of a long text one stretch with its claims."""
    labels, document = seat.labels, reading.document
    stretches = stretches_of(reading)
    number = min(asked_page(seat), len(stretches))
    here = stretches[number - 1]
    shown = numbered(here.claims, number, CARDS, seat, more=number < len(stretches))
    return page(
        seat.request, "document.html", reading=reading, document=document, title=wording.title_of(document, labels),
        origin=wording.origin_of(document, labels), unread=wording.unread_reason(reading, labels), stretches=stretches,
        here=here, shown=shown, number=number, report=report_card(tally_of(reading), "d", labels), article=_article(seat, reading, stretches, number),
        card=card, legend=legend(labels), is_web=is_web, cited=cited, **more,
    )  # fmt: skip


def _article(seat: Seat, reading: Reading, stretches: Sequence[Stretch], number: int) -> Markup:
    """The text, whole or the stretch of this page; its marks lead to the cards, wherever they are."""
    here, whole = stretches[number - 1], len(reading.document.text) <= WHOLE

    def at(claim: int) -> str:
        other = page_with(stretches, claim)
        return "" if other == number else seat.with_query(page=other)

    bounds = (0, len(reading.document.text)) if whole else (here.start, here.end)
    return article(reading, Shown("d", *bounds, page=at), seat.labels)


def is_web(url: str | None) -> bool:
    """Whether an address may be a link."""
    return bool(url) and str(url).lower().startswith(("http://", "https://"))


# ------------------------------------------------------------------ pasted and dropped


def read_page(request: Request, problems: tuple[str, ...] = (), status: int = 200) -> Response:
    """The box for a text or a file."""
    return page(request, "read.html", status, problems=problems, languages=installed_languages(), known=KNOWN)


def read_text(seat: Seat, form: FormData) -> Response:
    """Read what was pasted or dropped, and show it; what of it was not read is told beside what was."""
    found = list(_documents(form))
    problems = _problems(found)
    documents = [d for d in found if isinstance(d, Document)]
    if not documents:
        return read_page(seat.request, problems or ("",), 422)
    keys = [document.version_id for document in documents[:DRAFTS]]
    seat.desk.take_up(documents[:DRAFTS])
    unread = [wording.title_of(document, seat.labels) for document in documents[DRAFTS:]]
    seat.desk.dropped = Dropped(_names_of(form), problems, tuple(unread))
    alone = len(keys) == 1 and not problems
    return RedirectResponse(f"/drafts/{keys[0]}" if alone else "/drafts", 303)


def _problems(found: Iterable[Document | SetAside]) -> tuple[str, ...]:
    """What could not be read and why, in the words of the command line: of many bad lines the first, then how many of each reason."""
    told: list[str] = []
    with Beside(told_to=told.append) as beside:
        for one in found:
            if isinstance(one, SetAside) and one.file:
                beside.set_aside(one.place, one.why, lines_in(one))
            elif isinstance(one, SetAside):  # of a pasted text
                told.append(one.why)
    return tuple(told)


def _names_of(form: FormData) -> str:
    """The names of the files, as a command takes them."""
    return shlex.join(one_line(file.filename or "") for file in _files_of(form))


def _files_of(form: FormData) -> list[UploadFile]:
    return [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]


def _documents(form: FormData) -> Iterator[Document | SetAside]:
    """The documents of the form: of its files when there are any, else its text."""
    said = {name: str(form.get(name) or "").strip() or None for name in KNOWN}
    known = Particulars(**said)
    files = _files_of(form)
    try:
        for file in files:
            yield from _of_file(file, known)
        if files:
            return
        if text := str(form.get("text") or "").replace("\r\n", "\n").strip():
            page = text.encode("utf-8", "replace")
            yield from (
                documents_in(page, known=known)
                if is_webpage(page)
                else [document_of(words_alone(text), known)]
            )
    except DocumentError as error:
        yield SetAside(file="", why=str(error))


def _of_file(file: UploadFile, known: Particulars) -> Iterator[Document | SetAside]:
    """A dropped file lies in a folder of its own under a name of ours; only the ending is the sender's."""
    ending = Path(file.filename or "").suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending if ending[1:].isalnum() else ''}"
        path.write_bytes(file.file.read())
        for found in documents_in(path, known=known):
            if isinstance(found, SetAside):  # of an archive its member, too
                place = one_line(file.filename or "") + found.file.removeprefix(str(path))
                found = SetAside(file=place, why=found.why, line=found.line)
            yield found


def drafts_page(request: Request) -> Response:
    """The readings that wait to be kept."""
    seat = Seat(request)
    desk = seat.desk
    return page(
        request, "drafts.html", drafts=desk.drafts(), dropped=desk.dropped, most=DRAFTS,
        under_way=desk.apart.under_way(), broken=desk.apart.problems[-DRAFTS:], titled=_titled(seat),
    )  # fmt: skip


def draft_page(request: Request) -> Response:
    """A text that was read and is not kept."""
    seat = Seat(request)
    key = request.path_params["key"]
    reading = seat.desk.held(key)
    if reading is None and (one := seat.desk.apart.called(key)):
        return page(request, "underway.html", one=one, titled=_titled(seat))
    if reading is None and (reading := seat.desk.held(key)) is None:  # it may have come between the two
        raise HTTPException(404)
    return _shown(seat, reading, versions=[], edits=[], notes={}, stories=[], draft=key)


def _titled(seat: Seat) -> Callable[[Document], str]:
    """What a document is called on the page."""
    return lambda document: wording.title_of(document, seat.labels)


def stop_reading(seat: Seat, form: FormData) -> Response:
    """Read a text no further."""
    seat.desk.apart.give_up(str(form.get("draft", "")))
    return RedirectResponse("/drafts", 303)


def keep_draft(seat: Seat, form: FormData) -> Response:
    """Keep a text in the ledger."""
    reading = seat.desk.held(str(form.get("draft", "")))
    if reading is None:
        raise HTTPException(404)
    seat.desk.keep(reading)
    return RedirectResponse(f"/documents/{quote(reading.document.document_id)}", 303)


def cited(document: Document) -> str:
    """Where a document is from, for its citation."""
    return one_line(document.publisher or document.document_id)
