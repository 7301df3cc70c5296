"""Strangers' bytes are taken apart in another process, under limits."""

import os
import signal
import time

import pytest

from benchmarks.hostile import FILES
from benchmarks.intake import MOST_MEMORY, MOST_SECONDS, take_in
from lagebild.documents import confined
from lagebild.documents.confining import Workshop, taken_apart, workshop
from lagebild.documents.webpages import Page
from lagebild.errors import DocumentError

PAGE = b"<html><head><title>T</title></head><body><article><p>Nordkorea entsandte Soldaten nach Russland.</p></article></body></html>"
# A few that take no long time; all of them: pytest -m slow, or python -m benchmarks.intake hostile.
QUICK = [
    "deep-tables.html", "comments.html", "odd-entities.html", "laughs.html", "outside.xhtml", "charset-hex.html", "charset-utf7.html", "scripts.html",
    "javascript.html", "cut.pdf", "bomb.pdf", "filters.pdf", "a-loop-of-pages.pdf", "deep-objects.pdf", "bomb.zip", "in-itself.zip", "out-of-it.zip",
    "password.zip", "wrong-length.zip", "noise.gz", "laughs.docx", "empty.docx", "charset.eml", "words-in-header.eml", "outside.feed", "name.feed",
    "spaces.feed", "laughs.opml", "laughs-utf16.opml", "outside.opml", "deep.opml", "attribute.opml", "says-it-is-long.warc", "says-it-is-short.warc",
    "bomb.warc", "header.warc", "chunks.warc", "noise.warc", "deep.jsonl", "halves.jsonl", "noise.txt",
]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def warm():
    taken_apart("page", PAGE, Page)


def test_there_are_many_hostile_files():
    assert len(FILES) >= 100


@pytest.mark.parametrize("name", QUICK)
def test_a_hostile_file_costs_little_and_is_told_or_read(tmp_path, name):
    harmless(tmp_path, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(FILES) - set(QUICK)))
def test_no_hostile_file_costs_much(tmp_path, name):
    harmless(tmp_path, name)


def harmless(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    began = time.monotonic()
    came = take_in(path)
    assert time.monotonic() - began < MOST_SECONDS
    assert workshop().most_memory / 1024 < MOST_MEMORY
    assert came and "root:" not in came and "alert(" not in came


@pytest.fixture
def own():
    made = Workshop()
    yield made
    made.close()


def test_a_task_does_not_see_what_another_did(own):
    first, second = (own.do("page", PAGE) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_process_that_was_ended_is_replaced(own, by):
    own.do("page", PAGE)
    before = own.pid
    os.kill(before, by)
    time.sleep(0.2)
    assert b"Nordkorea" in own.do("page", PAGE)
    assert own.pid != before


def _pretend(monkeypatch, what):
    """What a task does, done here in a child as there: limits and all."""
    monkeypatch.setitem(confined.TAKERS, "pretended", what)
    return confined._in_a_process(confined.Task(what="pretended", called="", size=0), b"")


@pytest.mark.parametrize(
    ("what", "why"),
    [
        (lambda data, called: bytearray(600_000_000), "too much memory"),
        (lambda data, called: 1 / 0, "cannot be taken apart (ZeroDivisionError"),
        (lambda data, called: too_deep(), "too much memory (RecursionError)"),
    ],
)
def test_what_needs_too_much_or_breaks_says_so(monkeypatch, what, why):
    done, found = _pretend(monkeypatch, what)
    assert why in done.why and found == b""


def too_deep():
    raise RecursionError


@pytest.mark.parametrize(
    ("what", "signals"),
    [
        (lambda data, called: time.sleep(60), {signal.SIGALRM}),
        (lambda data, called: sum(0 for _ in iter(int, 1)), {signal.SIGALRM, signal.SIGXCPU}),
        (lambda data, called: os.abort(), {signal.SIGABRT}),
    ],
)
def test_what_takes_too_long_or_crashes_is_ended_by_the_system(monkeypatch, what, signals):
    monkeypatch.setattr(confined, "SECONDS", 1)
    began = time.monotonic()
    done, _ = _pretend(monkeypatch, what)
    assert done.ended in signals
    assert time.monotonic() - began < 5


def test_a_document_that_cannot_be_taken_apart_is_an_error_addressed_to_its_owner():
    with pytest.raises(DocumentError, match="no article found in this page; right would be"):
        taken_apart("page", b"<html></html>", Page)
