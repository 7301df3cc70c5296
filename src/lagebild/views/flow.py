"""A long document, written while it is read.

Takes what reads and where lines go; gives a reader for `readings_of` that writes the claims of a long document as they are settled
and keeps none of them. A document of usual length is read as ever, and written by whoever asked.
"""

import shutil
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

import msgspec

from lagebild.model import Claim, Document, Reading
from lagebild.pipeline import is_long
from lagebild.views.lines import one_line_of

Stream = Iterator[Claim | Reading]
Write = Callable[[Stream, BinaryIO], Reading]


class Streaming(Protocol):
    """What reads a document whole, or claim by claim: `Lagebild`."""

    def read(self, document: Document, /) -> Reading:
        """The reading of a document."""

    def stream(self, document: Document, /) -> Stream:
        """Its claims, then the reading without them."""


class Flowing:
    """A reader that writes long documents itself, to `out`."""

    def __init__(self, reader: Streaming, write: Write, out: BinaryIO) -> None:
        self._reader = reader
        self._write = write
        self._out = out

    def read(self, document: Document, /) -> Reading:
        """The reading of a document; of a long one without its claims, which are written."""
        if not is_long(document):
            return self._reader.read(document)
        return self._write(self._reader.stream(document), self._out)


def write_lines(stream: Stream, out: BinaryIO) -> Reading:
    """A line for each claim; gives the reading at the end of the stream."""
    for each in stream:
        if isinstance(each, Reading):
            out.flush()
            return each
        out.write(f"{one_line_of(each)}\n".encode("utf-8", "replace"))
    raise ValueError("a stream without a reading at its end")


def write_json(stream: Stream, out: BinaryIO) -> Reading:
    """The line of `jsonlines.py`. It is put together beside `out`, so that a reading that breaks off leaves no half of one."""
    with TemporaryFile() as aside:
        for number, each in enumerate(stream):
            if isinstance(each, Reading):
                aside.seek(0)
                _put_together(each, aside, out)
                return each
            aside.write((b"," if number else b"") + msgspec.json.encode(each))
    raise ValueError("a stream without a reading at its end")


def _put_together(reading: Reading, claims: BinaryIO, out: BinaryIO) -> None:
    """The reading's own fields, with the claims between them."""
    for name in reading.__struct_fields__:
        out.write(b"{" if name == "document" else b",")
        out.write(msgspec.json.encode(name) + b":")
        if name == "claims":
            out.write(b"[")
            shutil.copyfileobj(claims, out)
            out.write(b"]")
        else:
            out.write(msgspec.json.encode(getattr(reading, name)))
    out.write(b"}\n")
    out.flush()
