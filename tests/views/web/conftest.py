"""A desk with the demo's first reports, read once for all tests of the page."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the page needs the extra [web]")
pytest.importorskip("httpx2", reason="the test client needs httpx2")

from starlette.testclient import TestClient

from lagebild.documents import Particulars, document_of
from lagebild.ledger import MemoryLedger
from lagebild.views.readings import lagebild_with
from lagebild.views.storydata import told_in
from lagebild.views.web.app import application
from lagebild.views.web.desk import Desk

DEMO = Path(__file__).parents[3] / "src" / "lagebild" / "demo" / "reports.jsonl"
HOST = "http://127.0.0.1"


@pytest.fixture(scope="session")
def readings():
    """The readings of fourteen reports, one of them edited by its publisher, one in a language that is not read."""
    records = [json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines()]
    foreign = [record for record in records if record["lang"] not in ("de", "en")]
    records = records[:13] + foreign[:1]
    edited = records[0] | {"text": records[0]["text"].replace("12.000", "13.000"), "modified": "2024-10-20"}
    reader = lagebild_with(())
    made = []
    for record in [*records, edited]:
        known = Particulars(**{k: v for k, v in record.items() if k in Particulars.__struct_fields__})
        made.append(reader.read(document_of(record["text"], known)))
    return made


def ledger_of(readings):
    ledger = MemoryLedger()
    for reading in readings:
        ledger.record(reading)
    ledger.set_aside("scan.pdf", "no text in it")
    return ledger


@pytest.fixture(scope="session")
def told(readings):
    """The tellings, made once: a desk that is new finds them in its ledger."""
    return [told_in(reading) for reading in readings]


@pytest.fixture
def desk(readings, told):
    ledger = ledger_of(readings)
    ledger.derive("tellings", told)
    return Desk(ledger, "anna", demo=True)


@pytest.fixture
def client(desk):
    """A browser before a desk of its own, for tests that write."""
    return Browser(desk)


@pytest.fixture(scope="session")
def one_desk(readings, told):
    """A desk that nobody writes on: its stories are made once."""
    ledger = ledger_of(readings)
    ledger.derive("tellings", told)
    return Desk(ledger, "anna", demo=True)


@pytest.fixture
def looker(one_desk):
    """A browser before the desk that nobody writes on."""
    return Browser(one_desk)


@pytest.fixture
def browser_at():
    """Puts a browser before any desk."""
    return Browser


class Browser:
    """A test client that keeps cookies and sends forms as a browser does: with its origin, and the token of the page."""

    def __init__(self, desk, **more):
        self.desk = desk
        self.http = TestClient(
            application(desk, interface="en", **more), base_url=HOST, raise_server_exceptions=True
        )

    def get(self, path, **more):
        return self.http.get(path, **more)

    def page(self, path, status=200):
        got = self.get(path)
        assert got.status_code == status, got.text[:2000]
        return got.text

    def token(self, path="/"):
        return re.search(r'name="token" value="([0-9a-f]+)"', self.page(path)).group(1)

    def post(self, path, data=None, origin=HOST, token=None, **more):
        form = {"token": self.token() if token is None else token, "back": "/", **(data or {})}
        headers = {"origin": origin} if origin else {}
        return self.http.post(path, data=form, headers=headers, follow_redirects=False, **more)

    @property
    def remarks(self):
        return self.get("/api/remarks").json()["rows"]

    @property
    def largest(self):
        """The story with most claims."""
        return max(self.get("/api/stories?size=500").json()["rows"], key=lambda row: row["claims"])
