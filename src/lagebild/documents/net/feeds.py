"""Feeds: RSS and Atom.

Takes the bytes of a feed; gives its title, the pages that it names, newest as it has them, and how often it wants to be asked. Only
bytes are given to feedparser: a string might be the name of a file.
"""

import html
import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from lagebild.documents.identity import key_of
from lagebild.documents.net.addresses import Target, is_address, target_of
from lagebild.errors import DocumentError, Forbidden
from lagebild.model import Noun

MOST_ITEMS = 500
LONGEST = 300  # characters of a title
SOONEST, LATEST = 300.0, 86_400.0
_PERIODS = {
    "hourly": 3_600.0,
    "daily": 86_400.0,
    "weekly": 604_800.0,
    "monthly": 2_592_000.0,
    "yearly": 31_536_000.0,
}
_SAYS = ("title", "updated", "published", "summary")
_TAG = re.compile(r"<[^<>]{0,500}>")


class Item(Noun, frozen=True):
    """A page that a feed names. `told` is a hash of all that the feed says of it."""

    url: str
    title: str | None
    told: str


class FeedContent(Noun, frozen=True):
    """What a feed says. `every`: seconds after which it wants to be asked again, where it says so."""

    title: str | None
    items: tuple[Item, ...]
    every: float | None = None


def feed_of(data: bytes, called: str = "") -> FeedContent:
    """A feed; `called` is the address that it came from, from which its own addresses go on.

    Raises:
        DocumentError: when it is none.
    """
    import feedparser

    try:
        found = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a feed that breaks the parser must not end the run over the others
        raise DocumentError(
            f"the feed cannot be taken apart ({type(error).__name__}); right would be RSS or Atom"
        ) from error
    if not found.get("version") and not found.entries:
        raise DocumentError("no feed; right would be RSS or Atom")
    base = target_of(called) if called else None
    items = (_item(entry, base) for entry in found.entries[:MOST_ITEMS])
    return FeedContent(
        title=plain(found.feed.get("title")) or None,
        items=_each_once(item for item in items if item),
        every=_every(found.feed),
    )


def _each_once(items: Iterable[Item]) -> tuple[Item, ...]:
    """Each page once, as it is named first."""
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(item.url, item)
    return tuple(found.values())


def _item(entry: Any, base: Target | None) -> Item | None:
    """What an entry says; None when it names no page."""
    named = entry.get("links")  # a feed may have an element of that name
    others = [link for link in (named if isinstance(named, list) else ()) if isinstance(link, dict)]
    links = [entry.get("link"), *(link.get("href") for link in others if link.get("rel") == "alternate")]
    guid = entry.get("id")
    links += [guid] if guid and is_address(str(guid)) else []
    for link in filter(None, links):
        try:
            url = str(target_of(str(link), base))
        except Forbidden:
            continue
        # Its own `get` puts one day in the place of another, and warns that it does.
        says = [str(dict.get(entry, name) or "") for name in _SAYS]
        return Item(url=url, title=plain(entry.get("title")) or None, told=key_of(*says))
    return None


def _every(feed: Any) -> float | None:
    """How often a feed wants to be asked: by its ttl (minutes), or its update period."""
    try:
        if feed.get("ttl"):
            return _bounded(60 * float(feed["ttl"]))
        period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
        return _bounded(period / max(float(feed.get("sy_updatefrequency") or 1), 1)) if period else None
    except (TypeError, ValueError):
        return None


def _bounded(seconds: float) -> float | None:
    return min(max(seconds, SOONEST), LATEST) if seconds == seconds else None


def plain(markup: Any) -> str:
    """A title without tags and entities."""
    return " ".join(html.unescape(_TAG.sub("", str(markup or ""))).split())[:LONGEST]
