"""A stretch of a large file of JSON Lines.

Takes the file and where a stretch may end; gives ends of stretches, found by looking at one line each, and the documents of one
stretch, so that many readers share a file without reading what is not theirs.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import BinaryIO

from lagebild.documents.identity import Particulars, SetAside
from lagebild.documents.reading import document_of_line, lines_of, without_mark
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
