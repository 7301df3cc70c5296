"""How long pages wait for stories: for what others keep hardly, for what is kept here until it is there."""

import threading
from time import monotonic

import pytest
from starlette.testclient import TestClient

from benchmarks.invented import readings
from lagebild.ledger import open_ledger
from lagebild.stories import tellings_of
from lagebild.views import standin
from lagebild.views.web import desk as desks
from lagebild.views.web import serving
from lagebild.views.web.app import application
from lagebild.views.web.desk import Desk
from lagebild.views.web.picture import KEPT


@pytest.fixture
def slow(tmp_path, monkeypatch):
    """A desk whose linking waits until it is let go; and how to let it go."""
    path = tmp_path / "l.sqlite"
    made = list(readings(20))
    told = {reading.document.version_id: tellings_of(reading) for reading in made}
    let_go = threading.Event()

    def linked(ledger, data):
        let_go.wait(20)
        ledger.stories.link(told.__getitem__)

    monkeypatch.setattr(desks, "linked", linked)
    with open_ledger(path) as ledger:
        ledger.record_all(made[:2])
        ledger.stories.link(told.__getitem__)
    let_go.set()
    desk = Desk(path, "anna")
    assert desk.picture().documents == 2
    let_go.clear()
    yield desk, made, let_go
    let_go.set()
    if desk._linking:
        desk._linking.join(20)


def test_a_page_does_not_wait_for_what_others_keep_and_says_so_when_it_takes_long(slow, monkeypatch):
    desk, made, let_go = slow
    monkeypatch.setattr(desks, "FRESH", 0.0)
    monkeypatch.setattr(desks, "PATIENCE", 0.0)
    with open_ledger(desk.where) as ledger:
        ledger.record_all(made[2:])
    before = monotonic()
    assert desk.picture().documents == 2
    assert monotonic() - before < 2 and desk.behind
    page = TestClient(application(desk), base_url="http://127.0.0.1").get("/").text
    assert f"2 of {len(made)} are already" in page
    let_go.set()
    desk._linking.join(20)
    assert desk.picture().documents == len(made) and not desk.behind


def test_while_only_texts_come_a_picture_is_shown_for_a_while(slow):
    desk, made, _ = slow
    with open_ledger(desk.where) as ledger:
        ledger.record_all(made[2:])
    assert desk.picture() is desk.picture()
    assert not desk.behind and desk.picture().documents == 2


def test_who_expects_what_is_there_when_the_ledger_is_opened_again_and_found_anew_behind_the_page(
    slow, monkeypatch
):
    desk, made, let_go = slow
    desk._linking.join(20)
    board = desk.picture().expectations
    let_go.set()
    found = []

    def find(picture):
        found.append(picture)
        return ()

    monkeypatch.setattr(desks.Picture, "find_expectations", find)
    again = Desk(desk.where, "anna")
    assert again.picture().expectations == board
    again._linking.join(20)
    assert found == []
    with open_ledger(desk.where) as ledger:
        ledger.record_all(made[2:])
    later = Desk(desk.where, "anna")
    assert later.picture().expectations == board and not later.behind
    later._linking.join(20)
    assert found == [later.picture()] and later.picture().documents == len(made)


def test_what_another_release_kept_of_who_expects_what_hinders_nobody(slow):
    desk, _, let_go = slow
    let_go.set()
    with open_ledger(desk.where) as ledger:
        ledger.derive(desks.BOARD, [(desks.VERSION, b'{"other": "form"}')])
    again = Desk(desk.where, "anna")
    assert again.picture().documents == 2
    again._linking.join(20)
    assert again.picture().expectations == desk.picture().expectations


def test_what_is_written_while_stories_are_linked_is_waited_for(slow, monkeypatch):
    desk, made, let_go = slow
    monkeypatch.setattr(desks, "FRESH", 0.0)
    monkeypatch.setattr(desks, "BRIEFLY", 0.0)
    with open_ledger(desk.where) as ledger:
        ledger.record_all(made[2:3])
    assert desk.picture().documents == 2  # begun, and held up
    threading.Timer(0.2, let_go.set).start()
    desk.keep(made[3])
    assert desk.picture().documents == 4


def test_what_was_found_once_is_kept_as_long_as_the_picture(slow):
    desk, *_ = slow
    picture = desk.picture()
    assert picture.kept("key", lambda: 1) == picture.kept("key", lambda: 2) == 1
    for n in range(2 * KEPT):
        picture.kept(n, lambda: 0)
    assert len(picture._kept) == KEPT


def test_a_ledger_that_may_only_be_read_is_shown_as_a_copy_and_every_page_says_so(
    tmp_path, monkeypatch, readings, told
):
    path = tmp_path / "l.sqlite"
    with open_ledger(path) as ledger:
        ledger.record_all(readings[:2])
        ledger.derive("tellings", told[:2])
    before = path.read_bytes()
    assert serving._made(path) == path
    monkeypatch.setattr(serving, "may_write", lambda _: False)
    standin.stand_in.cache_clear()
    copy = serving._made(path)
    assert copy != path
    client = TestClient(application(Desk(copy, "anna", copied=True)), base_url="http://127.0.0.1")
    for page in ("/", "/stories", "/read", "/search"):
        assert "may only be read" in client.get(page).text
    assert path.read_bytes() == before
