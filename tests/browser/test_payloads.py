"""No script of an article runs in a real browser."""

import pytest

from lagebild.documents import Particulars, document_of
from lagebild.errors import DocumentError
from lagebild.ledger import MemoryLedger
from tests.browser.conftest import serving
from tests.views.web.payloads import PAYLOADS

pytestmark = pytest.mark.browser


def documents():
    for number, payload in enumerate(PAYLOADS):
        text = f"{payload}\nNorth Korea sent {number + 2},000 soldiers to Russia, {payload} said."
        try:
            yield document_of(
                text,
                Particulars(
                    lang="en", published="2024-10-18", title=payload, publisher=payload, id=f"d{number}"
                ),
            )
        except DocumentError:
            yield document_of(text, Particulars(lang="en", published="2024-10-18", id=f"d{number}"))


def test_no_payload_runs_on_any_page(tab):
    uvicorn = pytest.importorskip("uvicorn", reason="the page needs the extra [web]")
    from lagebild.views.readings import lagebild_with
    from lagebild.views.web.app import application
    from lagebild.views.web.desk import Desk

    reader, ledger = lagebild_with(()), MemoryLedger()
    for document in documents():
        ledger.record(reader.read(document))
    desk = Desk(ledger, "<script>alert(1)</script>")
    with serving(uvicorn, desk, application) as address:
        page = tab()
        paths = [
            "/",
            "/stories",
            "/documents",
            "/documents?page=2",
            "/sources",
            "/search?q=soldiers",
            "/map",
            "/dyads/PRK/RUS",
        ]
        paths += [f"/documents/d{n}" for n in range(0, len(PAYLOADS), 3)]
        paths += [f"/stories/{story.story_id}" for story in desk.picture().events[:20]]
        for path in paths:
            page.goto(address + path)
            for element in page.locator("[data-item] a").all()[:2]:
                element.hover()
        assert page.complaints == []
