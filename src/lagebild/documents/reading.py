"""The way in.

Takes a path or the bytes of standard input; gives Documents in their order there, and a SetAside for each
that cannot be read. What it is, the name's ending says, else its first bytes.
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import msgspec

from lagebild.documents.datelines import DatelineForms
from lagebild.documents.encoding import MOST_BYTES, refuse_size, text_of
from lagebild.documents.identity import Particulars, SetAside, document_of
from lagebild.documents.jsonlines import record_of
from lagebild.documents.webpages import article_of, is_webpage
from lagebild.errors import DocumentError
from lagebild.model import Document

STDIN = "standard input"
# Besides its text a line may hold what is not ours, as the page that the text was taken from.
LONGEST_LINE = 100_000_000
_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_BOM = BOM_UTF8


def documents_in(
    source: Path | str | bytes, *, known: Particulars | None = None, forms: DatelineForms | None = None
) -> Iterator[Document | SetAside]:
    """Give the documents of one file, or of bytes that came over standard input.

    `known` is what the user says of them; the file's own particulars go before it. JSON Lines are read line
    by line, so that a file of any size passes through.
    """
    known = known or Particulars()
    name = STDIN if isinstance(source, bytes) else str(source)
    try:
        if isinstance(source, bytes):
            yield from _from_bytes(source, name, known, forms)
        else:
            yield from _from_file(Path(source), name, known, forms)
    except DocumentError as error:
        yield SetAside(file=name, why=str(error))


def _from_file(
    path: Path, name: str, known: Particulars, forms: DatelineForms | None
) -> Iterator[Document | SetAside]:
    try:
        kind = path.suffix.lower()
        start = b"" if kind in _LINES else _start_of(path)
        if kind not in _LINES and not (len(start) > MOST_BYTES and _is_json_lines(start)):
            yield from _from_bytes(start, name, known, forms, page=kind in _PAGES)
            return
        with path.open("rb") as file:
            yield from _from_lines(_lines_of(file), name, known, forms)
    except FileNotFoundError as error:
        raise DocumentError("no such file; right would be the path of a file") from error
    except IsADirectoryError as error:
        raise DocumentError("a folder; right would be the files in it") from error
    except OSError as error:
        raise DocumentError(
            f"cannot be opened ({error.strerror}); right would be a file that you may read"
        ) from error


def _from_bytes(
    data: bytes, name: str, known: Particulars, forms: DatelineForms | None, *, page: bool = False
) -> Iterator[Document | SetAside]:
    if page or is_webpage(data):
        text, found = article_of(data)
        yield document_of(text, found.over(known), forms)
    elif _is_json_lines(data):
        lines = [data] if _is_one_object(data) else _lines_of(BytesIO(data))
        yield from _from_lines(lines, name, known, forms)
    elif _is_json_list(data):
        raise DocumentError("a JSON list; right would be its objects, one a line (jq -c '.[]' FILE)")
    else:
        yield document_of(text_of(data), known, forms)


def _start_of(path: Path) -> bytes:
    """All of a file that can be read; of a larger one enough to say that it is too large."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


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


def _lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Lines, each with its end; of one that is longer than any document enough to say so."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


def _from_lines(
    lines: Iterable[bytes], name: str, known: Particulars, forms: DatelineForms | None
) -> Iterator[Document | SetAside]:
    empty = True
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = _without_mark(line)
        line = line.strip()
        if not line:
            continue
        empty = False
        yield _from_line(line, number, name, known, forms)
    if empty:
        raise DocumentError('empty; right would be one object a line, {"text": "…"}')


def _without_mark(line: bytes) -> bytes:
    if line.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise DocumentError("UTF-16; right would be JSON Lines in UTF-8 (iconv -f UTF-16 -t UTF-8 FILE)")
    return line.removeprefix(_BOM)


def _from_line(
    line: bytes, number: int, name: str, known: Particulars, forms: DatelineForms | None
) -> Document | SetAside:
    try:
        if len(line) > LONGEST_LINE:
            raise DocumentError(f"more than {LONGEST_LINE // 10**6} MB; right would be one object a line")
        text, found = record_of(line)
        refuse_size(len(text))
        return document_of(text, found.over(known), forms)
    except DocumentError as error:
        return SetAside(file=name, line=number, why=str(error))
