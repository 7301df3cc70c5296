"""Nothing of an article, and nothing that an analyst writes, reaches a page or an export as markup."""

import csv
import io
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest
from msgspec.structs import replace

from lagebild.documents import Particulars, document_of
from lagebild.errors import DocumentError
from lagebild.ledger import Anchor, MemoryLedger, Remark
from lagebild.model import Attribution, Mention, Participant, Span
from lagebild.views.readings import lagebild_with
from lagebild.views.storydata import told_in
from lagebild.views.web.desk import Desk
from lagebild.views.web.lists import LISTS
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

    def __init__(self):
        super().__init__()
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if (
            tag in NEVER
            or (tag == "script" and known.get("src") not in OURS)
            or (tag == "style" and "nonce" not in known)
        ):
            self.wrong.append((tag, attrs))
        if tag == "meta" and "http-equiv" in known:
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


def wrong_in(page):
    watcher = Watcher()
    watcher.feed(page)
    watcher.close()
    return watcher.wrong


def _document(number, payload):
    text = f"{payload}\nNorth Korea sent 12,000 soldiers to Russia, {payload} said."
    known = {
        "title": payload,
        "publisher": payload,
        "url": payload,
        "id": f"{number}{payload.replace('%', '')}",
    }  # the test client unquotes twice
    for left_out in ((), ("url",), ("url", "id"), ("url", "id", "title", "publisher")):
        particulars = {name: value for name, value in known.items() if name not in left_out}
        try:
            return document_of(text, Particulars(lang="en", published="2024-10-18", **particulars))
        except DocumentError:
            continue
    raise AssertionError(payload)


def _cited(reading, payload):
    """The reading with the payload as the source of every claim, cited by itself."""
    start = reading.document.text.index(payload)
    span = Span(start=start, end=start + len(payload), text=payload)
    source = Participant(mention=Mention(span=span, sentence=0, head=0))
    link = Attribution(source=source, kind="organisation", cue=span, mode="indirect")
    return replace(reading, claims=tuple(replace(claim, chain=(link,)) for claim in reading.claims))


@pytest.fixture(scope="module")
def attacked():
    """A desk on which every text, title, publisher, address, source, note and grade is a payload."""
    reader, ledger, rows = lagebild_with(()), MemoryLedger(), []
    for number, payload in enumerate(PAYLOADS):
        reading = _cited(reader.read(_document(number, payload)), payload)
        ledger.record(reading)
        rows.append(told_in(reading))
        ledger.set_aside(payload, payload)
    ledger.derive("tellings", rows)
    for number, (payload, found) in enumerate(zip(PAYLOADS, ledger.claims(), strict=False)):
        for remark in _remarks(str(number), payload, found):
            ledger.remark(remark)
    return Browser(Desk(ledger, "<script>alert(1)</script>"))


def _remarks(number, payload, found):
    """What an analyst might have written."""
    at = "2024-10-19T00:00:00.000000Z"
    trigger, document = found.claim.trigger, found.document
    anchor = Anchor(
        document_id=document.document_id, version_id=document.version_id, start=trigger.start, end=trigger.end,
        quote=trigger.text, claim_id=found.claim.claim_id,
    )  # fmt: skip
    lost = replace(anchor, quote=payload, claim_id=None, version_id="gone")
    yield Remark(remark_id=f"n{number}", kind="note", author=payload, at=at, text=payload, anchors=(anchor,))
    yield Remark(
        remark_id=f"c{number}",
        kind="correction",
        author="a",
        at=at,
        value=f"type={payload}",
        anchors=(anchor,),
    )
    yield Remark(remark_id=f"l{number}", kind="note", author="a", at=at, text=payload, anchors=(lost,))
    yield Remark(
        remark_id=f"g{number}", kind="grade", author="a", at=at, text=payload, value=payload, about=payload
    )
    yield Remark(remark_id=f"w{number}", kind="watch", author="a", at=at, text=payload, value="actor=PRK")
    yield Remark(remark_id=f"p{number}", kind="pin", author="a", at=at, text=payload, anchors=(anchor,))


def test_there_are_a_hundred_payloads():
    assert len(PAYLOADS) >= 100


def every_address(browser):
    yield from (
        "/",
        "/stories",
        "/documents",
        "/map",
        "/dyads",
        "/dyads/PRK/RUS",
        "/sources",
        "/search?q=soldiers",
        "/inbox",
        "/drafts",
        "/api",
    )
    yield from (f"/inbox?page={n}" for n in range(2, 12))
    for name in ("documents", "stories", "sources"):
        for row in browser.get(f"/api/{name}?size=500").json()["rows"]:
            yield f"/{name}/{quote(row.get('story') or row.get('document') or row.get('source'))}"


def test_no_page_shows_a_payload_as_markup(attacked):
    seen = {}
    for address in every_address(attacked):
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
