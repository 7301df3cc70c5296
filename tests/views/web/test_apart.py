"""Long texts on the page: read on the side, while everything else goes on."""

import pytest

from lagebild.ledger import MemoryLedger
from lagebild.views.web import app
from lagebild.views.web import desk as desks
from lagebild.views.web.desk import Desk

TEXT = "Soldaten für Moskau\n\nNordkorea hat nach Angaben der Nato Soldaten nach Russland entsandt. Moskau dementierte das."
LONG = 60.0  # seconds that a busy machine may take to start a process


@pytest.fixture
def browser(monkeypatch, browser_at):
    """Every text is long here, and nobody waits for it."""
    monkeypatch.setattr(desks, "AT_ONCE", 10)
    monkeypatch.setattr(desks, "A_MOMENT", 0.0)
    return browser_at(Desk(MemoryLedger(), "anna"))


def test_a_long_text_is_read_on_the_side_and_stands_among_the_texts_once_it_is_read(browser):
    got = browser.post("/read", {"text": TEXT, "published": "2024-10-18", "publisher": "Bote"})
    there = got.headers["location"]
    assert there.startswith("/drafts/")
    waiting = browser.page(there)
    assert "Being read" in waiting and "data-reloads" in waiting and ">Soldaten für Moskau</a>" in waiting
    assert "Being read" in browser.page("/drafts")
    for other in ("/", "/stories", "/search?q=Soldaten", "/read"):
        browser.page(other)
    browser.desk.apart.wait(LONG)
    read = browser.page(there)
    assert "data-reloads" not in read
    assert "2 claims" in read
    kept = browser.post("/keep", {"draft": there.rpartition("/")[2]})
    assert "Soldaten" in browser.page(kept.headers["location"])
    assert "North Korea" in browser.page("/stories")


def test_what_was_kept_is_not_read_again_for_its_stories(browser, monkeypatch):
    got = browser.post("/read", {"text": TEXT, "published": "2024-10-18"})
    browser.desk.apart.wait(LONG)
    browser.page(got.headers["location"])
    browser.post("/keep", {"draft": got.headers["location"].rpartition("/")[2]})
    monkeypatch.setattr("lagebild.views.storydata._reader", lambda _: pytest.fail("read again"))
    assert "North Korea" in browser.page("/stories")


def test_a_text_that_is_being_read_can_be_given_up(browser):
    key = browser.post("/read", {"text": TEXT}).headers["location"].rpartition("/")[2]
    assert browser.post("/stop", {"draft": key}).headers["location"] == "/drafts"
    assert "Being read" not in browser.page("/drafts")
    browser.desk.apart.wait(LONG)
    assert browser.desk.drafts() == []
    assert browser.page(f"/drafts/{key}", 404)


def test_a_text_that_cannot_be_read_on_the_side_is_told_with_the_reason(monkeypatch, tmp_path, browser_at):
    monkeypatch.setattr(desks, "AT_ONCE", 10)
    (tmp_path / "languages" / "de" / "frames").mkdir(parents=True)
    (tmp_path / "languages" / "de" / "frames" / "assault.csv").write_text(
        "no,such,columns\n", encoding="utf-8"
    )
    browser = browser_at(Desk(MemoryLedger(), "anna", data=(tmp_path,)))
    browser.post("/read", {"text": TEXT})
    browser.desk.apart.wait(LONG)
    page = browser.page("/drafts")
    assert "Soldaten für Moskau" in page and "assault.csv" in page


def test_several_texts_are_read_one_after_another(browser):
    for n in (3, 4):
        browser.post("/read", {"text": f"{TEXT} Es waren {n} Tage.", "publisher": "Bote"})
    assert len(browser.desk.apart.under_way()) == 2
    assert browser.page("/drafts").count("data-reloads") == 2
    browser.desk.apart.wait(2 * LONG)
    assert len(browser.desk.drafts()) == 2


@pytest.mark.parametrize("size", [300, 3_000], ids=["a field", "a body"])
def test_more_than_can_be_pasted_is_refused_with_what_would_be_right(browser, monkeypatch, size):
    monkeypatch.setattr(app, "MOST_FIELD", 200)
    monkeypatch.setattr(app, "MOST_BODY", 2_000)
    got = browser.post("/read", files={"file": ("no.txt", b"")}, data={"text": "x" * size})
    assert got.status_code == 413
    assert "right would be `lagebild add`" in got.text
