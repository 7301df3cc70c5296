"""A desk on which every text, title, publisher, address, source, note and grade is a payload; and every address that shows them."""

from urllib.parse import quote

from msgspec.structs import replace

from lagebild.documents import Particulars, document_of
from lagebild.errors import DocumentError
from lagebild.ledger import Anchor, MemoryLedger, Remark
from lagebild.model import Attribution, Mention, Participant, Span
from lagebild.stories.changes import changes_between
from lagebild.views import report
from lagebild.views.brief import Wanted, brief_of
from lagebild.views.briefpages import page_of, text_of
from lagebild.views.readings import lagebild_with
from lagebild.views.storydata import told_in
from lagebild.views.web.desk import Desk
from tests.views.web.payloads import PAYLOADS


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


def attacked_desk():
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
    return Desk(ledger, "<script>alert(1)</script>")


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


def every_address(rows_of):
    """Every page; `rows_of` gives the rows of a list."""
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
        for row in rows_of(name):
            yield f"/{name}/{quote(row.get('story') or row.get('document') or row.get('source'))}"


def files_of(desk, labels):
    """What goes out as a file of HTML: a brief, and the report of all readings."""
    with desk.looking() as ledger:
        stories = ledger.stories.listed().stories
        readings = [ledger.reading(version.version_id) for version in ledger.versions()]
    changes = changes_between((), stories)
    brief = brief_of(stories, changes, Wanted(), labels)
    assert text_of(brief, labels)
    return {"brief": page_of(brief, labels), "report": report.page([r for r in readings if r], labels)}
