"""A stretch of a large file: of JSON Lines, of a web archive.

Takes the file and where a stretch may end; gives ends of stretches (of lines found by looking at one line each), and the documents of one
stretch, so that many readers share a file without reading what is not theirs.
"""

import io
import re
import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO, cast

from lagebild.documents.archives import GZIP
from lagebild.documents.identity import Particulars, SetAside
from lagebild.documents.reading import document_of_line, documents_of_records, lines_of, without_mark
from lagebild.documents.webarchives import WARC
from lagebild.errors import DocumentError
from lagebild.model import Document

LINES = (".jsonl", ".ndjson")


def end_of_line(file: BinaryIO, at: int) -> int:
    """The first place at or after this one where a line begins, or the file ends."""
    if at <= 0:
        return 0
    file.seek(at - 1)
    for line in lines_of(file):
        if line.endswith(b"\n"):
            break
    return file.tell()


def documents_in_stretch(
    path: Path, start: int, end: int, name: str, known: Particulars
) -> Iterator[tuple[int, Document | SetAside]]:
    """The documents of a stretch, each with the number of lines up to its own; lines are counted from the stretch's beginning.

    Raises:
        DocumentError: when the file cannot be opened or is in UTF-16.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            yield from _documents(file, start, end, name, known)
    except OSError as error:
        raise DocumentError(
            f"cannot be opened ({error.strerror}); right would be a file that you may read"
        ) from error


def _documents(
    file: BinaryIO, start: int, end: int, name: str, known: Particulars
) -> Iterator[tuple[int, Document | SetAside]]:
    for number, line in zip(count(1), lines_of(file), strict=False):
        if start == 0 and number == 1:
            line = without_mark(line)
        if stripped := line.strip():
            yield number, document_of_line(stripped, number, name, known)
        if file.tell() >= end:
            return


def lines_in(path: Path, start: int, end: int) -> int:
    """How many lines a stretch has."""
    lines, left = 0, end - start
    with path.open("rb") as file:
        file.seek(start)
        while left > 0 and (block := file.read(min(left, 1 << 20))):
            lines += block.count(b"\n")
            left -= len(block)
    return lines


# ------------------------------------------------------------------ web archives

WEB_ARCHIVES = (".warc", ".warc.gz")
_BLOCK = 1 << 20
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEAD = 65_536


def ends_of_records(path: Path) -> Iterator[int]:
    """Where the records of a web archive end, as far as it is whole.

    They are walked through, never searched for: a page may have in it what looks like the beginning of a record.
    """
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
        file.seek(0)
        yield from _ends_of_members(file) if packed else _ends_of_plain(file)


def _ends_of_members(file: BinaryIO) -> Iterator[int]:
    """Where the gzip members end, one of which is a record."""
    member, at = zlib.decompressobj(wbits=31), 0
    while block := file.read(_BLOCK):
        while block:
            try:
                # What comes out is not looked at, so that a record of any size passes through.
                member.decompress(block, _BLOCK)
                while member.unconsumed_tail:
                    block = member.unconsumed_tail
                    member.decompress(block, _BLOCK)
            except zlib.error:
                return
            if not member.eof:
                break
            block = member.unused_data
            at = file.tell() - len(block)
            member = zlib.decompressobj(wbits=31)
            yield at


def _ends_of_plain(file: BinaryIO) -> Iterator[int]:
    """Where records end that say how long they are."""
    size = file.seek(0, 2)
    at = 0
    while at < size:
        file.seek(at)
        head, mark, _ = file.read(_LONGEST_HEAD).partition(b"\r\n\r\n")
        length = _LENGTH.search(head.replace(b"\r", b""))
        if not mark or not length or not head.startswith(WARC):
            return
        at += len(head) + 4 + int(length[1]) + 4  # two empty lines end a record
        yield min(at, size)


def documents_in_records(
    path: Path, start: int, end: int, name: str, known: Particulars
) -> Iterator[Document | SetAside]:
    """The documents of a stretch of a web archive that begins and ends with a record.

    Raises:
        DocumentError: when it cannot be opened, or breaks off.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            window = io.BufferedReader(_Window(file, end - start))
            yield from documents_of_records(cast(BinaryIO, window), name, known)
    except OSError as error:
        raise DocumentError(
            f"cannot be opened ({error.strerror}); right would be a file that you may read"
        ) from error


class _Window(io.RawIOBase):
    """So many bytes of an open file, as if there were no more."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        data = self._file.read(min(self._left, len(target)))
        target[: len(data)] = data
        self._left -= len(data)
        return len(data)
