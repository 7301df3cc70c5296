"""From a web page to its article.

Takes the bytes of an HTML page; gives the article's text and what the page says of it. Menus, comments and
tables of links are left out by trafilatura.
"""

import re
from datetime import date
from typing import Any

from lagebild.documents.identity import Particulars
from lagebild.errors import DocumentError

# Parsing 15 MB of HTML takes a minute; an article with all its scripts stays under two.
MOST_BYTES = 2_000_000
_HTML = re.compile(
    rb"\s*+(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*+-->\s*+)*+<(!doctype\s+html|html|head|body|article|meta)\b",
    re.I | re.S,
)


def is_webpage(data: bytes) -> bool:
    """Whether these bytes begin as an HTML page does."""
    return _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4000]) is not None


def article_of(data: bytes) -> tuple[str, Particulars]:
    """The article of a page, and its title, publisher, day and address."""
    if len(data) > MOST_BYTES:
        raise DocumentError(
            f"{len(data) / 1e6:.1f} MB of HTML; "
            f"right would be at most {MOST_BYTES // 10**6} MB, or the article as plain text"
        )
    page = _extracted(data)
    text = str(getattr(page, "text", None) or "").strip()
    if not text:
        raise DocumentError("no article found in this page; right would be a page with running text")
    return text, _particulars(page)


def _extracted(data: bytes) -> Any:
    # Importing trafilatura takes half a second, so not before a page is read.
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            data,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # htmldate's extensive search takes any year on the page (a copyright line) for the day: no day is
            # better.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a page that breaks the extractor must not end the run over the others
        raise DocumentError(
            f"the page cannot be taken apart ({type(error).__name__}); "
            "right would be HTML, or the article as plain text"
        ) from error


def _particulars(page: Any) -> Particulars:
    return Particulars(
        published=_day(page.date),
        publisher=page.sitename or None,
        title=page.title or None,
        url=page.url or None,
    )


def _day(found: str | None) -> str | None:
    try:
        return date.fromisoformat((found or "")[:10]).isoformat()
    except ValueError:
        return None
