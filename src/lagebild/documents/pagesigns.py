"""What a page says of itself, and whether it is an article at all.

Takes the tree of a page and the text that was found in it; gives what its head says (days, address, reservation, feeds), and why it
is to be set aside: the stub of a paywall, a question about cookies, a gallery, a list, a message of the server. The phrases are in
pages.toml.
"""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from lagebild.model import Noun

# A page of news with fewer letters than these may be a stub; measured on the pages of tests/documents/test_pagesigns.py.
STUB, MESSAGE = 2_000, 1_200
FEWEST_PICTURES, WORDS_A_PICTURE = 6, 25
FEWEST_LINKS, WORDS_OF_A_HEADLINE = 15, 4
LONGEST_SCRIPT = 300_000
_CLOSED_TIERS = ("locked", "metered", "premium", "paid")
_GALLERIES, _FILMS = ("ImageGallery", "MediaGallery"), ("VideoObject", "AudioObject", "PodcastEpisode")
_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "Report",
)
_LISTS = ("CollectionPage", "ItemList", "SearchResultsPage")


class Signs(Noun, frozen=True):
    """What a page says of itself. `kinds`: its schema.org types; `free`: False when it says that it costs."""

    meta: dict[str, str]
    kinds: frozenset[str] = frozenset()
    free: bool = True
    modified: str | None = None
    canonical: str | None = None
    feeds: tuple[str, ...] = ()
    pictures: int = 0
    headlines: int = 0
    title: str = ""

    @property
    def reserved(self) -> bool:
        """Whether it reserves text and data mining."""
        return self.meta.get("tdm-reservation", "").strip() == "1"


def signs_of(tree: Any) -> Signs:
    """The signs of a page."""
    meta = _meta(tree)
    records = list(_records(tree))
    links = [link for link in tree.iter("link") if link.get("href")]
    found = (link.get("href") for link in links if "canonical" in (link.get("rel") or "").lower().split())
    return Signs(
        meta=meta,
        kinds=frozenset(kind for record in records for kind in _kinds(record)),
        free=not any(_costs(record.get("isAccessibleForFree")) for record in records)
        and meta.get("article:content_tier", "").lower() not in _CLOSED_TIERS,
        modified=_modified(meta, records),
        canonical=next(found, None) or meta.get("og:url"),
        feeds=tuple(link.get("href") for link in links if _is_feed(link))[:10],
        pictures=sum(1 for _ in tree.iter("figure", "picture")),
        headlines=_headlines(tree),
        title=" ".join((tree.findtext(".//title") or "").split()),
    )


def _meta(tree: Any) -> dict[str, str]:
    """The meta elements by name; of several the first counts."""
    found: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        if name and each.get("content"):
            found.setdefault(name.lower(), each.get("content"))
    return found


def _is_feed(link: Any) -> bool:
    kind = (link.get("type") or "").lower()
    return "alternate" in (link.get("rel") or "").lower() and kind in (
        "application/rss+xml",
        "application/atom+xml",
    )


def _headlines(tree: Any) -> int:
    """Links that are as long as headlines."""
    texts = ("".join(link.itertext()) for link in tree.iter("a"))
    return sum(len(text.split()) >= WORDS_OF_A_HEADLINE for text in texts)


# ------------------------------------------------------------------ schema.org


def _records(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of JSON-LD in a page, those in lists and graphs, too."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            found = msgspec.json.decode(script.text[:LONGEST_SCRIPT].strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        yield from _objects(found)


def _objects(found: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(found, list) and depth < 3:
        for each in found:
            yield from _objects(each, depth + 1)
    elif isinstance(found, dict):
        yield found
        yield from _objects(found.get("@graph"), depth + 1)


def _kinds(record: dict[str, Any]) -> tuple[str, ...]:
    kind = record.get("@type")
    return tuple(str(each) for each in (kind if isinstance(kind, list) else [kind]) if each)


def _costs(value: Any) -> bool:
    return value is False or str(value).lower() == "false"


def _modified(meta: dict[str, str], records: list[dict[str, Any]]) -> str | None:
    said = [str(record.get("dateModified") or "") for record in records]
    said += [meta.get(name, "") for name in ("article:modified_time", "og:updated_time", "datemodified")]
    return next((day for each in said if (day := day_in(each))), None)


def day_in(said: str | None) -> str | None:
    """An ISO day at the beginning of what is said, unless it lies ahead: then somebody's clock is wrong."""
    try:
        day = date.fromisoformat((said or "").strip()[:10])
    except ValueError:
        return None
    return day.isoformat() if day <= datetime.now(UTC).date() + timedelta(days=1) else None


# ------------------------------------------------------------------ is it an article?


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.files(__package__).joinpath("pages.toml").read_text("utf-8"))


def why_no_article(signs: Signs, text: str) -> str | None:
    """Why a page is to be set aside, or None."""
    kind = _verdict(signs, text, len(text.split()))
    return (
        f"{_phrases()[kind]['why']}; right would be the page of one article, with its text" if kind else None
    )


def _verdict(signs: Signs, text: str, words: int) -> str | None:
    """Which of the kinds in pages.toml a page is."""
    plain = " ".join(text.casefold().split())
    if len(text) < MESSAGE and _says("error", f"{signs.title.casefold()} {plain}"):
        return "error"
    if len(text) < STUB and (not signs.free or _says("paywall", plain)):
        return "paywall"
    if len(text) < MESSAGE and _says("cookies", plain):
        return "cookies"
    if signs.kinds.intersection(_GALLERIES) or _is_gallery(signs, words):
        return "gallery"
    if text and _is_list(signs, words):
        return "list"
    only_film = signs.kinds.intersection(_FILMS) and not signs.kinds.intersection(_ARTICLES)
    return "video" if only_film and len(text) < MESSAGE else None


def _says(kind: str, plain: str) -> bool:
    return any(phrase in plain for phrase in _phrases()[kind]["phrases"])


def _is_gallery(signs: Signs, words: int) -> bool:
    return signs.pictures >= FEWEST_PICTURES and words < WORDS_A_PICTURE * signs.pictures and not signs.kinds.intersection(_ARTICLES)  # fmt: skip


def _is_list(signs: Signs, words: int) -> bool:
    """Many headlines that lead elsewhere, and hardly more text than they have."""
    says_so = signs.kinds.intersection(_LISTS) or signs.meta.get("og:type", "").lower() == "website"
    articles = signs.kinds.intersection(_ARTICLES)
    return bool(says_so and not articles and signs.headlines >= FEWEST_LINKS and words < 20 * signs.headlines)
