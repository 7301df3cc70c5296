"""Web archives (WARC): what somebody has fetched before.

Takes an open archive; gives for each page and PDF in it where and when it was fetched, and its bytes, or why they cannot be had.
Nothing is read further than a document may be long.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lagebild.documents.net.kinds import MOST, kind_of
from lagebild.errors import DocumentError
from lagebild.model import Noun

WARC = b"WARC/"
PIECE = 65_536
MOST_LINES = 500  # of a head
_ROBOTS = "/robots.txt"


class Record(Noun, frozen=True):
    """One answer in an archive: its address, the day on which it was given, what its sender calls it."""

    url: str
    day: str
    called: str
    body: bytes


def records_in(file: BinaryIO) -> Iterator[tuple[str, Record | DocumentError]]:
    """The pages and PDFs of an archive, each with its address.

    Raises:
        DocumentError: when it is no archive, or breaks off.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise DocumentError(
            "a web archive; right would be `pip install 'lagebild[warc]'`, or its pages"
        ) from None
    try:
        for record in _bounded(ArchiveIterator(file)):
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            if _is_wanted(record, url):
                yield url, _taken(record, url)
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, OSError) as error:
        raise DocumentError(f"no whole web archive ({type(error).__name__}: {str(error)[:100]}); right would be one that `warcio check` accepts") from error  # fmt: skip


class _FewLines:
    """The stream that a head is read from, as long as heads are: a head without end would fill the memory."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._lines = 0

    def readline(self) -> bytes:
        """The next line, or as much of it as a line of a head may be long."""
        self._lines += 1
        if self._lines > MOST_LINES:
            raise DocumentError(
                f"a head of more than {MOST_LINES} lines; right would be an archive that `warcio check` accepts"
            )
        return bytes(self._stream.readline(PIECE))


class _Bounded:
    """One of warcio's parsers of heads, which has no bounds of its own."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser

    def parse(self, stream: Any, *first: Any) -> Any:
        """The head that a stream begins with."""
        return self._parser.parse(_FewLines(stream), *first)


def _bounded(records: Any) -> Any:
    """The same records; heads are read within bounds."""
    for name in ("warc_parser", "http_parser", "http_req_parser"):
        setattr(records.loader, name, _Bounded(getattr(records.loader, name)))
    return records


def _is_wanted(record: Any, url: str) -> bool:
    """An answer with a page, a PDF or plain text; pictures and scripts are not looked at."""
    if record.rec_type not in ("response", "resource") or url.endswith(_ROBOTS):
        return False
    if record.http_headers and record.http_headers.get_statuscode() != "200":
        return False
    return any(kind in _called(record).lower() for kind in ("html", "pdf", "text/plain"))


def _called(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")


def _taken(record: Any, url: str) -> Record | DocumentError:
    body, stream = bytearray(), record.content_stream()
    while piece := stream.read(PIECE):
        body += piece
        if len(body) > MOST["pdf"]:
            break
    cap = MOST[kind_of(bytes(body[:PIECE]))]
    if len(body) > cap:
        return DocumentError(f"more than {cap / 1e6:g} MB; right would be a page or a PDF of a usual size")
    day = str(record.rec_headers.get_header("WARC-Date") or "")[:10]
    return Record(url=url, day=day, called=_called(record), body=bytes(body))
