"""What `add` does with an address, and with a list of feeds.

Takes an address; gives the documents there (one or none). A feed is followed from now on, and so is each feed of a list. What cannot
be had is told, with the reason.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote

from lagebild.documents import Particulars
from lagebild.documents.net.kinds import kind_of
from lagebild.documents.net.manners import Net
from lagebild.documents.net.opml import MOST_BYTES
from lagebild.documents.net.visiting import document_at, feed_at, feeds_listed, kind_at
from lagebild.errors import DocumentError
from lagebild.ledger import Following
from lagebild.model import Document
from lagebild.views.beside import Beside
from lagebild.views.plain import one_line

SetAside = Callable[[str, str], None]


def visited(
    url: str, net: Net, known: Particulars, following: Following, beside: Beside, aside: SetAside
) -> Iterator[Document]:
    """The document at an address; a feed is followed instead."""
    try:
        answer = net.ask(url)
        kind = kind_at(answer)
        if kind == "feed":
            content = feed_at(answer)
            follow(answer.url, content.title, following)
            beside.say(f"{answer.url}: {len(content.items)} pages; `lagebild watch` fetches them")
        elif kind == "opml":
            follow_all(answer.body, following)
        else:
            document, feeds = document_at(answer, known)
            for feed in feeds[:1]:
                beside.say(f"{url}: its publisher has a feed; `lagebild add {quote(feed)}` follows it")
            yield document
    except DocumentError as error:
        aside(url, str(error))


def is_list(name: str) -> bool:
    """Whether a file is a list of feeds."""
    path = Path(name)
    try:
        with path.open("rb") as file:
            return path.suffix.lower() == ".opml" or kind_of(file.read(4_000)) == "opml"
    except OSError:
        return False


def follow_listed(name: str, following: Following, aside: SetAside) -> None:
    """Follow the feeds of a list in a file."""
    try:
        with Path(name).open("rb") as file:
            follow_all(file.read(MOST_BYTES + 1), following)
    except (DocumentError, OSError) as error:
        aside(name, str(error))


def follow_all(data: bytes, following: Following) -> None:
    """Follow the feeds of a list."""
    for outline in feeds_listed(data):
        follow(outline.url, outline.title, following)


def follow(url: str, title: str | None, following: Following) -> None:
    """Follow a feed, and say so."""
    what = "following" if following.follow(url, title) else "followed already"
    print("  ".join(filter(None, (what, one_line(url), one_line(title or "")))), flush=True)
