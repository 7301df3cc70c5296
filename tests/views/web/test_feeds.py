"""The first page shows the feeds that are followed, and how they fare."""

import pytest

from lagebild.ledger import Named, open_ledger
from lagebild.views.web.desk import Desk
from tests.views.web.conftest import Browser

AT = "2026-11-26T12:00:00.000000Z"
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def browser(tmp_path, readings):
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        for reading in readings:
            ledger.record(reading)
        following = ledger.following
        for name in ("well", "failing", "ended"):
            following.follow(f"https://{name}.example/feed", f"{MARKUP} {name}", at=AT)
        ended, failing, well = following.feeds()
        following.answered(
            well, [Named(url="https://well.example/1", title=None, told="1")], next_at=AT, at=AT
        )
        following.settled(following.waiting(AT)[0], "kept")
        following.failed(failing, "it answers 503", next_at=AT, at=AT)
        following.ended(ended, "gone (410)", at=AT)
    return Browser(Desk(path, "anna"))


def test_the_situation_shows_feeds_and_their_health(browser):
    page = browser.get("/").text
    section = page[page.index('id="feeds"') :]
    order = [section.index(said) for said in ("it answers 503", " well", "gone (410)")]
    assert order == sorted(order)
    assert MARKUP not in page


def test_where_no_feed_is_followed_none_is_shown(looker):
    assert 'id="feeds"' not in looker.get("/").text
