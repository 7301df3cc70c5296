"""Nothing of an article, and nothing that an analyst writes, reaches a page or an export as markup."""

import csv
import io
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest

from lagebild.views.labels import labels_of
from lagebild.views.web.lists import LISTS
from tests.views.web.attacked import attacked_desk, every_address, files_of
from tests.views.web.conftest import Browser
from tests.views.web.payloads import PAYLOADS

ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "srcdoc",
    "srcset",
    "background",
)
OURS = {"/static/page.js"}
NEVER = {
    "iframe",
    "object",
    "embed",
    "base",
    "img",
    "video",
    "audio",
    "applet",
    "frame",
    "math",
    "marquee",
    "noscript",
    "animate",
}


class Watcher(HTMLParser):
    """Elements and attributes that a page of ours never has."""

    def __init__(self, alone=False):
        super().__init__()
        self.wrong, self.alone = [], alone

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if (
            tag in NEVER
            or (tag == "script" and known.get("src") not in OURS)
            or (tag == "style" and "nonce" not in known and not self.alone)
        ):
            self.wrong.append((tag, attrs))
        if tag == "meta" and "http-equiv" in known and not self.alone:
            self.wrong.append((tag, attrs))
        for name, value in attrs:
            if (
                name.startswith("on")
                or name == "style"
                or (name in ADDRESSES and not _is_safe(tag, value or ""))
            ):
                self.wrong.append((tag, name, value))


def _is_safe(tag, value):
    """An address of this server; or, of a link, one of the web."""
    parts = urlsplit(value)
    if tag == "a" and parts.scheme in ("http", "https"):
        return True
    return not parts.scheme and not value.startswith("//")


def wrong_in(page, alone=False):
    """What is wrong in a page; a file that stands `alone` has its style in it."""
    watcher = Watcher(alone)
    watcher.feed(page)
    watcher.close()
    return watcher.wrong


@pytest.fixture(scope="module")
def attacked():
    return Browser(attacked_desk())


def test_there_are_a_hundred_payloads():
    assert len(PAYLOADS) >= 100


def test_no_page_shows_a_payload_as_markup(attacked):
    seen = {}
    for address in every_address(lambda name: attacked.get(f"/api/{name}?size=500").json()["rows"]):
        got = attacked.get(address)
        assert got.status_code == 200, (address, got.text[:500])
        assert len(got.content) < 300_000, address
        if wrong := wrong_in(got.text):
            seen[address] = wrong[:3]
    assert seen == {}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_asked_is_shown_as_text(attacked, payload):
    asked = quote(payload, safe="")
    for path in (
        f"/search?q={asked}&actor={asked}&first={asked}",
        f"/stories?actor={asked}&since={asked}",
        f"/{asked}",
        f"/documents/{asked}",
    ):
        got = attacked.get(path)
        assert got.status_code in (200, 404, 422), path
        assert wrong_in(got.text) == []


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.name)
def test_no_export_is_markup_or_a_formula(attacked, listing):
    query = "?size=500" + ("&since=2024-10-01" if listing.name == "changes" else "")
    data = attacked.get(f"/{listing.name}.json{query}")
    assert data.headers["content-type"] == "application/json"
    assert data.headers["x-content-type-options"] == "nosniff"
    table = attacked.get(f"/{listing.name}.csv{query}")
    assert table.headers["content-disposition"].startswith("attachment")
    for row in csv.reader(io.StringIO(table.text)):
        assert not [
            cell
            for cell in row
            if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not _is_number(cell))
        ]


def _is_number(cell):
    try:
        return bool(float(cell)) or True
    except ValueError:
        return False


def test_a_draft_shows_a_payload_as_text(attacked):
    token = attacked.token()
    for payload in PAYLOADS[::7]:
        got = attacked.post(
            "/read",
            {"text": f"{payload} North Korea sent soldiers.", "title": payload, "publisher": payload},
            token=token,
        )
        page = attacked.page(got.headers["location"]) if got.status_code == 303 else got.text
        assert wrong_in(page) == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_brief_and_no_report_shows_a_payload_as_markup(attacked, lang):
    for name, page in files_of(attacked.desk, labels_of(lang)).items():
        assert wrong_in(page, alone=True) == [], name
