"""What bytes are, and how many of them may be taken.

Takes the first bytes of an answer; gives its kind. What the other side calls it does not matter: feeds come as text/html, pages
as application/octet-stream.
"""

import re
from typing import Literal

from lagebild.documents.paper import MOST_BYTES as MOST_OF_A_PAPER
from lagebild.documents.paper import PDF
from lagebild.documents.webpages import MOST_BYTES as MOST_OF_A_PAGE
from lagebild.documents.webpages import is_webpage

Kind = Literal["page", "feed", "opml", "pdf", "other"]
START = 4_000  # bytes that tell what it is
MOST: dict[Kind, int] = {
    "page": MOST_OF_A_PAGE,
    "feed": 15_000_000,
    "opml": 15_000_000,
    "pdf": MOST_OF_A_PAPER,
    "other": MOST_OF_A_PAGE,
}
# Behind an XML declaration, comments, style sheets and a document type.
_BEFORE = rb"(?:\s|<\?(?:(?!\?>).)*+\?>|<!--(?:(?!-->).)*+-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
_FEED = re.compile(_BEFORE + rb"<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.S | re.I)
_OPML = re.compile(_BEFORE + rb"<opml\b", re.S | re.I)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def kind_of(data: bytes) -> Kind:
    """What these bytes begin as."""
    start = _plain(data[:START])
    if start.startswith(PDF):
        return "pdf"
    if _FEED.match(start):
        return "feed"
    if _OPML.match(start):
        return "opml"
    return "page" if is_webpage(start) else "other"


def _plain(start: bytes) -> bytes:
    """The same in ASCII, of whatever encoding marks itself."""
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "ignore").encode("ascii", "replace")
    return start.lstrip()
