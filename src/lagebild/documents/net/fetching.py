"""One question and its answer.

Takes an address; gives the Answer: status, where it came from in the end, bytes. Every hop of a redirection is looked at as the first
address was. Size is capped while the bytes come and again while they are unpacked, time over the whole exchange.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from lagebild.documents.archives import GZIP
from lagebild.documents.net.addresses import Guard, Target, target_of
from lagebild.documents.net.connecting import Deadline, connection_to
from lagebild.documents.net.kinds import MOST, START, kind_of
from lagebild.errors import DocumentError, Forbidden, Unreachable
from lagebild.version import VERSION

AGENT = f"Lagebild/{VERSION}"
SECONDS = 10.0
# A PDF may take longer as long as it comes at this many bytes a second: 50 MB in no more than a minute.
LONGEST, STEADY = 60.0, 200_000
HOPS = 5
PIECE = 65_536
LONGEST_WAIT = 7 * 86_400.0
REDIRECTIONS, FOR_GOOD = (301, 302, 303, 307, 308), (301, 308)
_ASKED = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/rss+xml, application/atom+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True)
class Answer:
    """What came back. `moved`: the address that is right from now on, when the old one says so."""

    status: int
    target: Target
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str | None = None

    @property
    def url(self) -> str:
        """The address that answered in the end."""
        return str(self.target)


def nobody_minds(target: Target) -> float:
    """Every address may be asked, at once."""
    return 0.0


def fetch(
    url: str,
    guard: Guard,
    *,
    headers: Mapping[str, str] | None = None,
    before: Callable[[Target], float] = nobody_minds,
    enough: int | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Ask for an address. `before` is asked about every hop, and says how long it has waited for its turn. What the bytes
    are caps them; with `enough` the beginning of a body is taken, however long it is. `headers` (what the host said of itself
    before) go to no other host.

    1. each hop: is it allowed, does its owner mind, what does it answer
    2. a redirection is followed, but not in circles
    3. of a 200 the body is taken

    Raises:
        Forbidden: when an address on the way must not be asked.
        Unreachable: when there is no whole answer.
        DocumentError: when the answer is too large.
    """
    target, seen, moved, for_good = target_of(url), set[Target](), None, True
    own, host = headers or {}, target.origin
    deadline = Deadline(seconds)
    try:
        while True:
            deadline.later(before(target))
            answer = _asked(
                target, guard, {**_ASKED, **(own if target.origin == host else {})}, deadline, enough
            )
            place = answer.headers.get("location")
            if answer.status not in REDIRECTIONS or not place:
                return Answer(answer.status, target, answer.headers, answer.body, moved)
            seen.add(target)
            target = target_of(place, target)
            for_good = for_good and answer.status in FOR_GOOD
            moved = str(target) if for_good else moved
            if target in seen:
                raise Unreachable(
                    f"redirections go in a circle ({target}); right would be an address that answers"
                )
            if len(seen) > HOPS:
                raise Unreachable(f"more than {HOPS} redirections; right would be the address where they end")
    finally:
        deadline.release()


def _asked(
    target: Target, guard: Guard, headers: Mapping[str, str], deadline: Deadline, enough: int | None
) -> Answer:
    connection = connection_to(target, guard, deadline)
    response: BaseHTTPResponse | None = None
    try:
        response = _response(connection, target, headers)
        said = {name.lower(): value for name, value in response.headers.items()}
        body = _body(response, said, deadline, enough) if response.status == 200 else b""
        if deadline.passed:
            raise TimeoutError
        return Answer(response.status, target, said, body)
    except DocumentError:
        raise
    except (HTTPError, HTTPException, OSError, ValueError, zlib.error) as error:
        why = "takes too long" if deadline.passed or isinstance(error, TimeoutError) else _plainly(error)
        raise Unreachable(f"{target.host}: {why}; right would be to try later") from error
    finally:
        if response is not None:
            response.close()
        connection.close()


def _response(connection: HTTPConnection, target: Target, headers: Mapping[str, str]) -> BaseHTTPResponse:
    connection.request("GET", target.path, headers=headers, preload_content=False, decode_content=False)
    return connection.getresponse()


def _plainly(error: Exception) -> str:
    said = str(error.args[-1] if error.args else "") or type(error).__name__
    return f"no whole answer ({said[:200]})"


# ------------------------------------------------------------------ the body


def _body(
    response: BaseHTTPResponse, said: Mapping[str, str], deadline: Deadline, enough: int | None
) -> bytes:
    coding = said.get("content-encoding", "").strip().lower()
    body, cap = b"", MOST["other"]
    pieces: list[bytes] = []
    size = 0
    for piece in _unpacked(_pieces(response, deadline), coding):
        pieces.append(piece)
        size += len(piece)
        if enough is not None:
            if size >= enough:
                return b"".join(pieces)[:enough]
            continue
        if len(body) < START:
            body = b"".join(pieces)
            cap = MOST[kind_of(body)]
        if size > cap:
            raise DocumentError(
                f"more than {cap / 1e6:g} MB; right would be a page, a feed or a PDF of a usual size"
            )
        if cap == MOST["pdf"]:
            _be_patient(size, deadline)
    return b"".join(pieces)


def _be_patient(received: int, deadline: Deadline) -> None:
    """A large PDF that comes steadily may take longer."""
    took = deadline.took()
    if received >= STEADY * max(took, 1.0):
        deadline.at_least(min(took + SECONDS, LONGEST))


def _pieces(response: BaseHTTPResponse, deadline: Deadline) -> Iterator[bytes]:
    """The bytes as they come; short of what was announced is an error."""
    while piece := response.read(PIECE, decode_content=False):
        if deadline.passed:
            raise TimeoutError
        yield piece


def _unpacked(pieces: Iterator[bytes], coding: str) -> Iterator[bytes]:
    """The bytes as they were before they were packed, never many at a time."""
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise DocumentError(
            f"packed by {coding[:40]!r}, which nobody asked for; right would be gzip or nothing"
        )
    # 32: the header says whether it is gzip or zlib.
    inflating = zlib.decompressobj(32 + zlib.MAX_WBITS)
    for piece in pieces:
        while piece:
            yield inflating.decompress(piece, 16 * PIECE)
            piece = inflating.unconsumed_tail
            if inflating.eof:
                if not inflating.unused_data.startswith(GZIP[: len(inflating.unused_data)]):
                    return  # what comes behind it is nothing; kept, it would fill the memory
                if len(inflating.unused_data) >= len(GZIP):  # one packed after the other
                    piece, inflating = inflating.unused_data, zlib.decompressobj(32 + zlib.MAX_WBITS)
    if not inflating.eof:
        raise Unreachable("a packed answer that breaks off; right would be to try later")


# ------------------------------------------------------------------ what the other side asks for


def wait_asked(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that the other side asks to wait (Retry-After), a week at most; None when it does not ask."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal():
        return min(float(said[:12]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0), LONGEST_WAIT)


def refuse_status(answer: Answer) -> None:
    """Anything but an answer with a body is an error.

    Raises:
        Forbidden: when it is not to be had at all.
        Unreachable: when it may be had later.
    """
    status, host = answer.status, answer.target.host
    if status == 200:
        return
    if status in (401, 402, 403, 451):
        raise Forbidden(
            f"{host} does not give it to everybody ({status}); right would be a page that is open to all"
        )
    if status in (404, 410):
        raise Forbidden(f"there is nothing at this address ({status}); right would be one that exists")
    raise Unreachable(f"{host} answers {status}; right would be to try later", wait_asked(answer.headers))
