"""An address -> what is there: a document, a feed, a list of feeds.

Takes an Answer of the net; gives the document that is in it, with the publisher whose host it is. The bytes are taken apart in a
process of their own; no markup comes out of it.
"""

from collections.abc import Iterable
from contextlib import suppress

from lagebild.documents.confining import taken_apart
from lagebild.documents.encoding import text_of
from lagebild.documents.hosts import printed_at
from lagebild.documents.identity import Particulars, document_of
from lagebild.documents.net.addresses import Target, target_of
from lagebild.documents.net.feeds import FeedContent
from lagebild.documents.net.fetching import Answer, refuse_status
from lagebild.documents.net.kinds import Kind, kind_of
from lagebild.documents.net.opml import Outline
from lagebild.documents.net.reservations import why_reserved
from lagebild.documents.webpages import Page
from lagebild.errors import DocumentError, Forbidden
from lagebild.model import Document

_NOTHING = Particulars()


def kind_at(answer: Answer) -> Kind:
    """What an address turned out to be.

    Raises:
        Forbidden: when there is nothing to be had.
        Unreachable: when it may be had later.
    """
    refuse_status(answer)
    return kind_of(answer.body)


def document_at(answer: Answer, known: Particulars = _NOTHING) -> tuple[Document, tuple[str, ...]]:
    """The document at an address, and the feeds that its page names; `known` completes what it says of itself.

    Raises:
        Forbidden: when its owner reserves it.
        DocumentError: when there is no article.
    """
    kind = kind_at(answer)
    called = answer.headers.get("content-type", "")
    if kind == "page" or (kind == "other" and "html" in called.lower()):
        page = taken_apart("page", answer.body, Page, called)
        if page.reserved:
            raise Forbidden(why_reserved(page.policy))
        found = printed_at(answer.url, page.particulars).over(known)
        return document_of(page.text, found, titled=True), _addresses(page.feeds, answer.target)
    text, found = _plain_text(answer, kind, called)
    return document_of(text, printed_at(answer.url, found).over(known)), ()


def _addresses(named: Iterable[str], base: Target) -> tuple[str, ...]:
    """What a page names, as addresses that may be asked; others are left out."""
    found = []
    for each in named:
        with suppress(Forbidden):
            found.append(str(target_of(each, base)))
    return tuple(found)


def _plain_text(answer: Answer, kind: Kind, called: str) -> tuple[str, Particulars]:
    """The text of what is no page."""
    if kind == "pdf":
        return taken_apart("paper", answer.body, tuple[str, Particulars])
    if kind == "other" and called.lower().startswith("text/plain"):
        return text_of(answer.body), _NOTHING
    what = {"feed": "a feed", "opml": "a list of feeds"}.get(kind, "neither a page nor a PDF")
    raise DocumentError(f"{what}; right would be the page of one article")


def feed_at(answer: Answer) -> FeedContent:
    """The feed at an address.

    Raises:
        DocumentError: when there is none.
    """
    refuse_status(answer)
    return taken_apart("feed", answer.body, FeedContent, answer.url)


def feeds_listed(data: bytes) -> tuple[Outline, ...]:
    """The feeds of a list (OPML).

    Raises:
        DocumentError: when it is none.
    """
    return taken_apart("outlines", data, tuple[Outline, ...])
