"""The way in.

Takes a path or the bytes of standard input; gives Documents in their order there, and a SetAside for each
that cannot be read. What it is, the name's ending says, else its first bytes. Archives are opened, one within another is not.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

import msgspec

from lagebild.documents.archives import PACKED, ZIP, members, unpacked
from lagebild.documents.confining import taken_apart
from lagebild.documents.encoding import MARKS, MOST_BYTES, refuse_size, text_of
from lagebild.documents.fields import day_of
from lagebild.documents.hosts import printed_at
from lagebild.documents.identity import Particulars, SetAside, document_of
from lagebild.documents.jsonlines import record_of
from lagebild.documents.letters import is_mailbox, messages_of
from lagebild.documents.office import is_office, refuse_other
from lagebild.documents.paper import PDF
from lagebild.documents.spreadsheets import rows_of
from lagebild.documents.webarchives import WARC, Record, records_in
from lagebild.documents.webpages import Page, is_webpage
from lagebild.errors import DocumentError
from lagebild.model import Document

STDIN = "standard input"
# Besides its text a line may hold what is not ours, as the page that the text was taken from.
LONGEST_LINE = 100_000_000
MOST_EMPTY, MOST_BROKEN = 100_000, 1_000  # lines in a row
MOST_BROKEN_LETTERS = 20  # in a row: each costs a process
_RIGHT_LINES = 'right would be one object a line, {"text": "…"}'
_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_TABLES = (".csv", ".tsv")
_ARCHIVE, _WEB_ARCHIVE = ".zip", ".warc"
_BOM = BOM_UTF8


def documents_in(
    source: Path | str | bytes, *, known: Particulars | None = None
) -> Iterator[Document | SetAside]:
    """Give the documents of one file, or of bytes that came over standard input.

    `known` is what the user says of them; the file's own particulars go before it. JSON Lines are read line
    by line, so that a file of any size passes through.
    """
    known = known or Particulars()
    name = STDIN if isinstance(source, bytes) else str(source)
    try:
        if isinstance(source, bytes):
            yield from _from_bytes(source, name, known)
        else:
            yield from _from_file(Path(source), name, known)
    except DocumentError as error:
        yield SetAside(file=name, why=str(error))


def _from_file(path: Path, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    kind = path.suffix.lower()
    try:
        if kind == _ARCHIVE:
            yield from _from_archive(path, name, known)
            return
        with path.open("rb") as file:
            if kind in PACKED:
                with unpacked(file, kind) as inside:
                    yield from _from_stream(inside, Path(path.stem).suffix.lower(), name, known)
            else:
                yield from _from_stream(file, kind, name, known)
    except FileNotFoundError as error:
        raise DocumentError("no such file; right would be the path of a file") from error
    except IsADirectoryError as error:
        raise DocumentError("a folder; right would be the files in it") from error
    except OSError as error:
        raise DocumentError(
            f"cannot be opened ({error.strerror}); right would be a file that you may read"
        ) from error


def _from_archive(archive: Path | BinaryIO, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """Every file of an archive under its own name; one that cannot be read leaves the others alone."""
    for member, file in members(archive):
        inside, kind = f"{name}/{member}", Path(member).suffix.lower()
        try:
            if isinstance(file, DocumentError):
                raise file
            with file:
                if kind in (_ARCHIVE, *PACKED):
                    raise DocumentError("an archive in an archive; right would be to unpack it")
                yield from _from_stream(file, kind, inside, known)
        except (DocumentError, OSError, BadZipFile) as error:
            yield SetAside(file=inside, why=str(error))


def _from_web_archive(file: BinaryIO, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    empty = True
    for found in documents_of_records(file, name, known):
        empty = False
        yield found
    if empty:
        raise DocumentError("no page in this web archive; right would be one with answers of web servers")


def documents_of_records(file: BinaryIO, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """Every page of a web archive, under its address; the world had it when it was fetched."""
    for url, record in records_in(file):
        try:
            if isinstance(record, DocumentError):
                raise record
            fetched = Particulars(modified=day_of(record.day) if record.day else None)
            yield _of_record(record, known.over(fetched))
        except DocumentError as error:
            yield SetAside(file=f"{name}/{url}", why=str(error))


def _of_record(record: Record, known: Particulars) -> Document:
    if record.body.startswith(PDF):
        text, found = taken_apart("paper", record.body, tuple[str, Particulars])
        return document_of(text, printed_at(record.url, found).over(known))
    page = taken_apart("page", record.body, Page, record.called)
    return document_of(page.text, printed_at(record.url, page.particulars).over(known), titled=True)


def _from_stream(file: BinaryIO, kind: str, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """What an open file holds; of one that is too large enough is read to say so."""
    if kind in _LINES:
        yield from _from_lines(lines_of(file), name, known)
        return
    if kind == _WEB_ARCHIVE:
        yield from _from_web_archive(file, name, known)
        return
    start = file.read(MOST_BYTES + 1)
    if len(start) > MOST_BYTES and _is_json_lines(start) and file.seekable():
        file.seek(0)
        yield from _from_lines(lines_of(file), name, known)
    else:
        yield from _from_bytes(start, name, known, kind)


def _from_bytes(data: bytes, name: str, known: Particulars, kind: str = "") -> Iterator[Document | SetAside]:
    if taker := _taker(data, kind):
        refuse_size(len(data))
        yield _taken(taker, data, known)
    elif data.startswith(WARC):
        yield from _from_web_archive(BytesIO(data), name, known)
    elif is_mailbox(data):
        refuse_size(len(data))
        yield from _from_mailbox(data, name, known)
    elif kind in _TABLES:
        yield from _from_table(data, name, known)
    elif data.startswith(ZIP):
        refuse_other(data)
        yield from _from_archive(BytesIO(data), name, known)
    elif _is_json_lines(data):
        lines = [data] if _is_one_object(data) else lines_of(BytesIO(data))
        yield from _from_lines(lines, name, known)
    elif _is_json_list(data):
        raise DocumentError("a JSON list; right would be its objects, one a line (jq -c '.[]' FILE)")
    else:
        yield document_of(text_of(data), known)


def _from_table(data: bytes, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """Every row of a table under its line; one that is wrong leaves the others alone."""
    empty = True
    for line, row in rows_of(data):
        empty = False
        if isinstance(row, DocumentError):
            yield SetAside(file=name, line=line, why=str(row))
        else:
            yield document_of(row[0], row[1].over(known))
    if empty:
        raise DocumentError("a table without a row; right would be one a document")


def _from_mailbox(data: bytes, name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """Every message of a mailbox by its number; one without a text leaves the others alone, many in a row do not."""
    broken = 0
    for number, message in enumerate(messages_of(data), 1):
        try:
            yield _taken("letter", message, known)
            broken = 0
        except DocumentError as error:
            yield SetAside(file=f"{name}/{number}", why=str(error))
            broken += 1
        if broken >= MOST_BROKEN_LETTERS:
            raise DocumentError(
                f"{broken} messages in a row without text; right would be a mailbox of messages with running text"
            )


def _taken(taker: str, data: bytes, known: Particulars) -> Document:
    """The document that is in a page, a PDF, a letter: taken apart where it can do no harm."""
    if taker == "page":
        page = taken_apart(taker, data, Page)
        return document_of(page.text, page.particulars.over(known), titled=True)
    text, found = taken_apart(taker, data, tuple[str, Particulars])
    refuse_size(len(text))
    return document_of(text, found.over(known))


def _taker(data: bytes, kind: str) -> str | None:
    """What takes the text out of such bytes; None of those that are text."""
    if kind in _PAGES or is_webpage(data):
        return "page"
    if data.startswith(PDF):
        return "paper"
    if kind == ".eml":
        return "letter"
    return "office" if kind == ".docx" or (data.startswith(ZIP) and is_office(data)) else None


def _is_json_lines(data: bytes) -> bool:
    first = data.removeprefix(_BOM).lstrip()[:200]
    return first.startswith(b"{") and b'"' in first and b":" in first


def _is_json_list(data: bytes) -> bool:
    first = data.removeprefix(_BOM).lstrip()[:200]
    return first.startswith(b"[") and _is_json_lines(first[1:])


def _is_one_object(data: bytes) -> bool:
    """Whether this is one JSON object, on however many lines."""
    try:
        msgspec.json.decode(data.removeprefix(_BOM), type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Lines, each with its end; of one that is longer than any document enough to say so."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _from_lines(lines: Iterable[bytes], name: str, known: Particulars) -> Iterator[Document | SetAside]:
    """Each line's document. After a thousand wrong ones or a hundred thousand empty ones in a row nothing better is to come."""
    empty, broken, any_line = 0, 0, False
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = without_mark(line)
        line = line.strip()
        if not line:
            empty += 1
            if empty > MOST_EMPTY:
                raise DocumentError(f"{MOST_EMPTY:,} empty lines; {_RIGHT_LINES}")
            continue
        found = document_of_line(line, number, name, known)
        yield found
        broken = broken + 1 if isinstance(found, SetAside) else 0
        if broken >= MOST_BROKEN:
            raise DocumentError(f"{MOST_BROKEN:,} lines in a row that are wrong; {_RIGHT_LINES}")
        empty, any_line = 0, True
    if not any_line:
        raise DocumentError(f"empty; {_RIGHT_LINES}")


def without_mark(line: bytes) -> bytes:
    """The first line of JSON Lines without its byte order mark.

    Raises:
        DocumentError: when the file is in UTF-16 or UTF-32.
    """
    line = line.removeprefix(_BOM)
    if other := next((name.upper()[:6] for mark, name in MARKS[1:] if line.startswith(mark)), None):
        raise DocumentError(f"{other}; right would be JSON Lines in UTF-8 (iconv -f {other} -t UTF-8 FILE)")
    return line


def document_of_line(line: bytes, number: int, name: str, known: Particulars) -> Document | SetAside:
    """The document of one line of JSON Lines, or why it is none."""
    try:
        if len(line) > LONGEST_LINE:
            raise DocumentError(f"more than {LONGEST_LINE // 10**6} MB; right would be one object a line")
        text, found = record_of(line)
        refuse_size(len(text))
        return document_of(text, found.over(known))
    except DocumentError as error:
        return SetAside(file=name, line=number, why=str(error))
