"""Every page in a real browser: narrow and wide, light and dark, German and English; nothing complained of, nothing that axe finds serious."""

import json
import urllib.request

import pytest

from tests.browser.conftest import SCREENSHOTS

pytestmark = pytest.mark.browser

PAGES = {
    "situation": "/", "stories": "/stories", "documents": "/documents", "document": "/documents/de-wire", "dyads": "/dyads",
    "dyad": "/dyads/PRK/RUS", "sources": "/sources", "source": "/sources/KOR.SPY.nis", "map": "/map", "trackers": "/trackers/deployments",
    "search": "/search?q=Soldaten&country=RUS", "inbox": "/inbox", "read": "/read", "help": "/help", "api": "/api", "outlook": "/outlook",
    "missing": "/nothing", "unread": "/documents/fr-prisonniers",
}  # fmt: skip
LOOKS = [
    (1440, False, "en-US"),
    (1440, True, "de-DE"),
    (390, False, "de-DE"),
    (390, True, "en-US"),
    (320, False, "de-DE"),
]
SERIOUS = ("serious", "critical")


def axe_source():
    from pathlib import Path

    package = pytest.importorskip("axe_playwright_python", reason="make test-browser installs axe-core")
    return next(Path(package.__file__).parent.glob("**/axe.min.js")).read_text(encoding="utf-8")


def largest(served):
    rows = json.load(urllib.request.urlopen(f"{served}/api/stories?size=500"))["rows"]
    return max(rows, key=lambda row: row["claims"])["story"]


@pytest.mark.parametrize(("width", "dark", "lang"), LOOKS)
def test_every_page_opens_without_complaint_and_fits_its_screen(served, tab, width, dark, lang):
    SCREENSHOTS.mkdir(exist_ok=True)
    page = tab(width, dark, lang)
    wide = {}
    for name, path in {**PAGES, "story": f"/stories/{largest(served)}"}.items():
        page.goto(served + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide[name] = page.evaluate(WIDER, width)
        look = f"{width}-{'dark' if dark else 'light'}-{lang[:2]}"
        page.screenshot(path=SCREENSHOTS / f"{name}-{look}.png", full_page=name != "story")
    assert wide == {}
    assert [said for said in page.complaints if "404" not in said] == []


WIDER = """width => [...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > width + 1
    && !e.closest("[tabindex]:not(main), pre, .table, nav")).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize(("width", "dark", "lang"), [LOOKS[0], LOOKS[1], LOOKS[2]])
def test_axe_finds_nothing_serious(served, tab, width, dark, lang):
    page = tab(width, dark, lang)
    source, found = axe_source(), {}
    for name, path in {**PAGES, "story": f"/stories/{largest(served)}"}.items():
        page.goto(served + path)
        page.evaluate(source)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [v for v in result["violations"] if v["impact"] in SERIOUS]
        if serious:
            found[name] = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in serious]
    assert found == {}


def test_every_page_can_be_read_without_script(served, tab):
    page = tab(script=False)
    for path in PAGES.values():
        page.goto(served + path)
        assert page.locator("main h1").count() == 1, path
        assert page.locator("header nav a").count() > 5, path


def test_the_first_page_is_painted_without_anything_that_it_waits_for(served, tab):
    page = tab()
    page.goto(served, wait_until="commit")
    observed = "new PerformanceObserver(seen => done(seen.getEntries().length)).observe({type: 'paint', buffered: true})"
    assert page.evaluate(f"() => new Promise(done => {observed})") > 0
    asked = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert all(each.startswith(served) for each in asked)
