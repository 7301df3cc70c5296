"""Lists of feeds (OPML).

Takes the bytes; gives the feeds that are named there. Document types and entities are refused before anything in them is looked
at: no list of feeds needs them, and they are how a short file becomes a long one.
"""

from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from lagebild.documents.net.addresses import LONGEST, is_address
from lagebild.errors import DocumentError
from lagebild.model import Noun

MOST_BYTES = 15_000_000
MOST_FEEDS = 5_000
DEEPEST = 50
LONGEST_TITLE = 300


class Outline(Noun, frozen=True):
    """One feed of a list."""

    url: str
    title: str | None = None


def outlines_of(data: bytes) -> tuple[Outline, ...]:
    """The feeds of a list, each once, in its order.

    Raises:
        DocumentError: when it is no list of feeds.
    """
    if len(data) > MOST_BYTES:
        raise DocumentError(f"more than {MOST_BYTES // 10**6} MB; right would be a list of feeds")
    found: dict[str, Outline] = {}
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not names and name.lower() != "opml":
            raise DocumentError(f"XML that begins with <{name[:40]}>; right would be a list of feeds (OPML)")
        if len(names) >= DEEPEST:
            raise DocumentError("outlines within outlines, too deep; right would be a list of feeds")
        names.append(name)
        outline = _outline({key.lower(): value for key, value in attributes.items()})
        if outline and len(found) < MOST_FEEDS:
            found.setdefault(outline.url, outline)

    parser = ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: names.pop()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise DocumentError(f"no whole XML ({error}); right would be a list of feeds (OPML)") from error
    if not found:
        raise DocumentError("no feed in this list; right would be outlines with xmlUrl")
    return tuple(found.values())


def _outline(attributes: dict[str, str]) -> Outline | None:
    url = attributes.get("xmlurl", "").strip()
    title = " ".join((attributes.get("title") or attributes.get("text") or "").split())[:LONGEST_TITLE]
    return Outline(url=url, title=title or None) if is_address(url) and len(url) <= LONGEST else None


def _refuse(*_: object) -> NoReturn:
    raise DocumentError("XML with a document type or entities; right would be a list of feeds without them")
