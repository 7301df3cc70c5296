"""No script of an article, and none of an analyst, runs in a real browser: every page, brief and report with every payload."""

import json
import urllib.request

import pytest

from lagebild.views.labels import labels_of
from tests.browser.conftest import serving
from tests.views.web.attacked import attacked_desk, every_address, files_of
from tests.views.web.payloads import PAYLOADS

pytestmark = pytest.mark.browser
REPORTED = [  # what a page says of an address that it does not have is no script
    "Failed to load resource",
]


def test_no_payload_runs_on_any_page(tab):
    uvicorn = pytest.importorskip("uvicorn", reason="the page needs the extra [web]")
    from lagebild.views.web.app import application

    assert len(PAYLOADS) >= 100
    with serving(uvicorn, attacked_desk(), application) as address:

        def rows_of(name):
            return json.load(urllib.request.urlopen(f"{address}/api/{name}?size=500"))["rows"]

        page, pages = tab(), 0
        for path in every_address(rows_of):
            page.goto(address + path, wait_until="domcontentloaded")
            for element in page.locator("[data-item] a").all()[:2] if pages % 20 == 0 else ():
                element.hover()
            pages += 1
        assert pages > 2 * len(PAYLOADS)
        assert [said for said in page.complaints if not said.startswith(tuple(REPORTED))] == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_payload_runs_in_a_brief_or_a_report(tab, tmp_path, lang):
    page = tab()
    for name, made in files_of(attacked_desk(), labels_of(lang)).items():
        file = tmp_path / f"{name}.html"
        file.write_text(made, encoding="utf-8")
        page.goto(file.as_uri())
        assert page.locator("body").inner_text()
    assert page.complaints == []
