"""From a web page to its article.

Takes the bytes of an HTML page; gives the article's text and what the page says of it. Menus, comments and
tables of links are left out by trafilatura. The page itself is not kept: text alone leaves this module.
"""

import re
from typing import Any

from lagebild.documents.charsets import page_text
from lagebild.documents.identity import Particulars
from lagebild.documents.pagesigns import Signs, day_in, signs_of, why_no_article
from lagebild.errors import DocumentError
from lagebild.model import Noun

# Parsing 15 MB of HTML takes a minute; an article with all its scripts stays under two.
MOST_BYTES = 2_000_000
LONGEST_BYLINE = 200
_HTML = re.compile(
    rb"\s*+(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*+-->\s*+)*+<(!doctype\s+html|html|head|body|article|meta)\b",
    re.I | re.S,
)
_NO_ARTICLE = "no article found in this page; right would be a page with running text"


class Page(Noun, frozen=True):
    """The article of a page and its particulars. `reserved`: it reserves text and data mining, under the conditions at `policy`;
    `feeds`: addresses of feeds that it names.
    """

    text: str
    particulars: Particulars
    reserved: bool = False
    policy: str | None = None
    feeds: tuple[str, ...] = ()


def is_webpage(data: bytes) -> bool:
    """Whether these bytes begin as an HTML page does."""
    return _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4000]) is not None


def article_of(data: bytes) -> tuple[str, Particulars]:
    """The article of a page, and its title, publisher, author, days and address."""
    page = page_of(data)
    return page.text, page.particulars


def page_of(data: bytes, called: str = "") -> Page:
    """The article of a page and what it says of itself; `called` is the Content-Type that it came with.

    Raises:
        DocumentError: when there is no article, with what there is instead.
    """
    if len(data) > MOST_BYTES:
        raise DocumentError(
            f"{len(data) / 1e6:.1f} MB of HTML; "
            f"right would be at most {MOST_BYTES // 10**6} MB, or the article as plain text"
        )
    signs, found = _extracted(page_text(data, called))
    text = str(getattr(found, "text", None) or "").strip()
    if why := why_no_article(signs, text):
        raise DocumentError(why)
    if not text or text == found.title:
        raise DocumentError(_NO_ARTICLE)
    return Page(
        text=text,
        particulars=_particulars(found, signs),
        reserved=signs.reserved,
        policy=signs.meta.get("tdm-policy"),
        feeds=signs.feeds,
    )


def _extracted(html: str) -> tuple[Signs, Any]:
    # Importing trafilatura takes half a second, so not before a page is read.
    from trafilatura import bare_extraction, load_html

    try:
        tree = load_html(html)
        if tree is None:
            raise DocumentError(_NO_ARTICLE)
        signs = signs_of(tree)
        return signs, bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # htmldate's extensive search takes any year on the page (a copyright line) for the day: no day is
            # better.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except DocumentError:
        raise
    except Exception as error:  # a page that breaks the extractor must not end the run over the others
        raise DocumentError(
            f"the page cannot be taken apart ({type(error).__name__}); "
            "right would be HTML, or the article as plain text"
        ) from error


def _particulars(found: Any, signs: Signs) -> Particulars:
    published = day_in(found.date)
    modified = signs.modified
    return Particulars(
        published=published,
        modified=modified if modified and modified > (published or "") else None,
        publisher=found.sitename or None,
        title=found.title or None,
        url=signs.canonical or found.url or None,
        author=_byline(signs.meta.get("author")) or found.author or None,
    )


def _byline(said: str | None) -> str | None:
    """Who wrote it as the page writes it: trafilatura gives agencies the capitals of people."""
    names = " ".join((said or "").split())
    return names if 0 < len(names) <= LONGEST_BYLINE and "://" not in names else None
