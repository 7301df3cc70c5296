"""Who prints at an address, and which address is the article's own.

Takes the address that a page came from and the one that it calls its own; gives the publisher and the address to keep. A page is
not believed when it speaks for others: anybody can call himself an agency, or an address elsewhere his own.
"""

from urllib.parse import urljoin, urlsplit

from lagebild.documents.identity import Particulars
from lagebild.gazetteer import load_gazetteer
from lagebild.languages import installed_languages

# Where the same pages stand in other dress.
_DRESSES = ("www.", "m.", "mobile.", "amp.")


def printed_at(url: str, found: Particulars) -> Particulars:
    """What is known of a page that came from an address: its particulars, with the publisher and the address that hold."""
    own = _own(url, found.url or "")
    kept = own if _same_house(url, own) and not _is_front_page(own) else url
    return Particulars(publisher=publisher_at(url), url=kept).over(found)


def _own(url: str, said: str) -> str:
    """The address that a page calls its own; what is none leaves the one that it came from."""
    try:
        return urljoin(url, said)
    except ValueError:
        return url


def _is_front_page(url: str) -> bool:
    """Whether an address names a house, no article in it: pages that all call it their own would be one document."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def publisher_at(url: str) -> str:
    """The medium whose pages stand on that host, as it is called; else the host's name."""
    host = _host(url)
    gazetteer = load_gazetteer()
    medium = gazetteer.publisher_at(host)
    if medium is None:
        return host
    names = (gazetteer.label(medium, lang) for lang in sorted(installed_languages()))
    return next((name for name in names if name != medium), medium)


def _same_house(one: str, other: str) -> bool:
    """Whether two addresses are the same publisher's."""
    first, second = _host(one), _host(other)
    if not second or not other.lower().startswith(("http://", "https://")):
        return False
    gazetteer = load_gazetteer()
    known = gazetteer.publisher_at(first)
    return first == second or (known is not None and known == gazetteer.publisher_at(second))


def _host(url: str) -> str:
    """The host without what says only in which dress its pages come."""
    try:
        host = (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""
    for dress in _DRESSES:
        if host.startswith(dress) and host.count(".") > 1:
            return host.removeprefix(dress)
    return host
