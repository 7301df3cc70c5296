"""Files -> Readings.

Takes the names on the command line; gives one Reading after another. What cannot be read is told and set aside, and the
rest is read.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.errors import DataError, LagebildError, mistake_of_ours
from lagebild.model import Document, Reading
from lagebild.views.beside import Beside

if TYPE_CHECKING:
    from lagebild.api import Lagebild
    from lagebild.ledger import Packed

STDIN = "-"


class Reader(Protocol):
    """What reads a document: `Lagebild`, or what stands for it in a test."""

    def read(self, document: Document, /) -> Reading:
        """The reading of a document."""


def lagebild_with(data: tuple[Path, ...]) -> "Lagebild":
    """The object that reads. Parser and tables are imported here, once a command has found nothing wrong with its usage.

    Raises:
        DataError: with every mistake in all files of one's own.
    """
    from lagebild.api import Lagebild

    if data:
        from lagebild.views.checking import mistakes_in

        if mistakes := mistakes_in(data):
            raise DataError("the data", mistakes)
    return Lagebild(data=data)


def readings_of(
    files: Iterable[str], reader: Reader, known: Particulars, beside: Beside
) -> Iterator[Reading]:
    """The readings of all files, in their order. One that was not read (its language) is given too: it is kept and counted."""
    for file in files:
        for document in documents_in(source_of(file, beside), known=known):
            if isinstance(document, SetAside):
                beside.set_aside(document.place, document.why, lines_of(document))
            elif reading := _read(document, file, reader, beside):
                yield reading
            beside.one_more()


def source_of(file: str, beside: Beside) -> Path | bytes:
    """What a name on the command line stands for: a path, or the bytes of standard input."""
    if file != STDIN:
        return Path(file)
    if sys.stdin.isatty():
        beside.say("Reading from the keyboard; end with Ctrl-D.")
    return sys.stdin.buffer.read()


def lines_of(what: SetAside) -> str:
    """The file of which something that was set aside is one line of many."""
    return "" if what.line is None else what.file


def _read(document: Document, file: str, reader: Reader, beside: Beside) -> Reading | None:
    try:
        reading = reader.read(document)
    except DataError:
        raise  # the data is wrong for every document: nothing can be read
    except LagebildError as error:
        beside.set_aside(_name(document, file), error)
        return None
    except (
        Exception
    ) as error:  # one document must not end a run over thousands; the place goes into the report
        beside.set_aside(_name(document, file), mistake_of_ours(error))
        return None
    if reading.status != "read":
        beside.set_aside(_name(document, file), f"not read: {why_unread(reading)}")
    return reading


def why_unread(reading: "Reading | Packed") -> str:
    """Why a document was kept and not read."""
    reasons = {
        "undecided": "its language could not be decided; --lang says it",
        "not read yet": f"language {reading.document.lang!r} has no pack yet",
        "empty": "it has no text",
    }
    return reasons.get(reading.status, reading.status)


def _name(document: Document, file: str) -> str:
    return f"{'standard input' if file == STDIN else file} ({document.title or document.document_id})"
