"""One question to a real server, and what may go wrong with the answer."""

import gzip
import time
import zlib
from datetime import UTC, datetime

import pytest

from lagebild.documents.net.addresses import Guard
from lagebild.documents.net.fetching import fetch, refuse_status, wait_asked
from lagebild.errors import DocumentError, Forbidden, Unreachable
from tests.documents.net.server import LOOPBACK, Says, names_lead_here, served

GUARD = Guard.with_networks(LOOPBACK, resolve=names_lead_here)
PAGE = b"<!DOCTYPE html><html><body>" + b"<p>Text.</p>" * 50 + b"</body></html>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def site():
    with served() as site:
        yield site


def ask(site, path="/", **how):
    return fetch(site.url(path), GUARD, **{"seconds": 2.0, **how})


def test_a_page_comes_as_it_was_sent_under_our_name_and_without_cookies(site):
    site["/"] = Says(PAGE, headers={"Set-Cookie": "a=b"})
    for _ in range(2):
        answer = ask(site)
    assert (answer.status, answer.body, answer.url) == (200, PAGE, site.url())
    headers = site.asked[-1][1]
    assert headers["user-agent"].startswith("Lagebild/")
    assert not {"cookie", "authorization", "referer"} & set(headers)
    assert headers["host"] == f"bote.example:{site.port}"


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("identity", PAGE),
        ("GZIP ", gzip.compress(PAGE)),
        ("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),  # one after the other is one
        ("gzip", gzip.compress(PAGE) + b"what comes behind"),
    ],
)
def test_what_is_packed_is_unpacked(site, coding, packed):
    site["/"] = Says(packed, headers={"Content-Encoding": coding})
    assert ask(site).body == PAGE


@pytest.mark.parametrize(
    ("says", "error", "why"),
    [
        (Says(gzip.compress(b"<html>" + b"0" * 60_000_000), headers={"Content-Encoding": "gzip"}), DocumentError, "more than 2 MB"),
        (Says(gzip.compress(gzip.compress(PAGE)), headers={"Content-Encoding": "gzip, gzip"}), DocumentError, "which nobody asked for"),
        (Says(PAGE, headers={"Content-Encoding": "br"}), DocumentError, "which nobody asked for"),
        (Says(gzip.compress(PAGE)[:-20], headers={"Content-Encoding": "gzip"}), Unreachable, "breaks off"),
        (Says(b"no gzip at all", headers={"Content-Encoding": "gzip"}), Unreachable, "no whole answer"),
        (Says(b"<html>" + b"a" * 2_100_000), DocumentError, "more than 2 MB"),
        (Says(b"<rss>" + b"a" * 15_100_000), DocumentError, "more than 15 MB"),
        (Says(raw=[b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"]), Unreachable, "no whole answer"),
        (Says(raw=[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"]), Unreachable, "no whole answer"),
        (Says(raw=[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"]), Unreachable, "no whole answer"),
        (Says(raw=[b"nonsense\r\n\r\n"]), Unreachable, "no whole answer"),
        (Says(raw=[b""]), Unreachable, "no whole answer"),
        (Says(raw=[b"HTTP/1.1 200 OK\r\n" + b"".join(b"A%d: b\r\n" % n for n in range(500)) + b"\r\n"]), Unreachable, "no whole answer"),
        (Says(raw=[b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n\r\n"]), Unreachable, "no whole answer"),
        (Says(raw=[HEAD + b"Content-Length: -1\r\n\r\n" + b"x" * 3_000_000]), DocumentError, "more than 2 MB"),
        (Says(raw=[HEAD + b"Content-Length: 99999999999\r\n\r\n" + b"x" * 3_000_000]), DocumentError, "more than 2 MB"),
    ],
)  # fmt: skip
def test_an_answer_that_is_broken_or_too_large_is_told(site, says, error, why):
    site["/"] = says
    with pytest.raises(error, match=why) as told:
        ask(site)
    assert "right would be" in str(told.value)


@pytest.mark.parametrize(
    "raw",
    [
        [b"HTTP/1.1 200 OK\r\n", *[b"A: b\r\n"] * 100],
        [b"H", *[b"T"] * 100],
        [HEAD + b"\r\n", *[b"x"] * 100],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"1\r\nx\r\n"] * 100],
        [HEAD + b"Content-Length: 200\r\n\r\n", *[b"x"] * 100],
        [HEAD + b"\r\n<rss>", *[b"x"] * 100],
    ],
)
def test_who_drips_is_left_in_time(site, raw):
    site["/"] = Says(raw=raw, pause=0.3)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="takes too long"):
        ask(site, seconds=1.0)
    assert time.monotonic() - began < 3.0


def test_what_comes_behind_a_packed_page_is_not_taken(site):
    packed = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)
    site["/"] = Says(raw=[packed, *[b"x" * 70_000] * 100], pause=0.1)
    assert ask(site, seconds=2.0).body == PAGE


def test_packed_pages_one_after_the_other_may_be_cut_anywhere(site):
    packed = gzip.compress(PAGE[:20]), gzip.compress(PAGE[20:])
    head = HEAD + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    pieces = (packed[0], packed[1][:1], packed[1][1:])
    site["/"] = Says(raw=[head, *(b"%x\r\n%b\r\n" % (len(one), one) for one in pieces), b"0\r\n\r\n"])
    assert ask(site).body == PAGE


def test_a_pdf_that_comes_steadily_may_take_longer(site, monkeypatch):
    monkeypatch.setattr("lagebild.documents.net.fetching.STEADY", 1_000)
    site["/"] = Says(raw=[HEAD + b"\r\n%PDF-1.7", *[b"x" * 70_000] * 8], pause=0.25)
    assert len(ask(site, seconds=1.0).body) > 500_000


# ------------------------------------------------------------------ redirections


def test_a_redirection_is_followed_and_for_good_means_all_the_way(site):
    site["/end"] = PAGE
    site["/b"] = Says(status=302, headers={"Location": "/end"})
    site["/a"] = Says(status=301, headers={"Location": site.url("/b", host="new.example")})
    site["/c"] = Says(status=308, headers={"Location": "/end"})
    assert (ask(site, "/a").url, ask(site, "/a").moved) == (
        site.url("/end", host="new.example"),
        site.url("/b", host="new.example"),
    )
    assert (ask(site, "/b").moved, ask(site, "/c").moved) == (None, site.url("/end"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_circle_of_redirections_ends(site, status):
    site["/a"] = Says(status=status, headers={"Location": "/b"})
    site["/b"] = Says(status=status, headers={"Location": "/a"})
    with pytest.raises(Unreachable, match="go in a circle"):
        ask(site, "/a")
    assert len(site.asked) == 2


def test_a_chain_of_redirections_without_end_ends(site):
    for n in range(20):
        site[f"/{n}"] = Says(status=302, headers={"Location": f"/{n + 1}"})
    with pytest.raises(Unreachable, match="more than 5 redirections"):
        ask(site, "/0")
    assert len(site.asked) == 6


# ------------------------------------------------------------------ status


@pytest.mark.parametrize(
    ("status", "error"),
    [(401, Forbidden), (402, Forbidden), (403, Forbidden), (404, Forbidden), (410, Forbidden), (451, Forbidden), (429, Unreachable), (500, Unreachable), (503, Unreachable), (206, Unreachable)],
)  # fmt: skip
def test_what_is_no_answer_is_told_with_whether_it_may_come_later(site, status, error):
    site["/"] = Says("x", status=status, headers={"Retry-After": "120"})
    answer = ask(site)
    with pytest.raises(error) as told:
        refuse_status(answer)
    assert getattr(told.value, "after", None) == (120.0 if error is Unreachable else None)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120.0), ("Thu, 26 Nov 2026 12:01:00 GMT", 60.0), ("Thu, 26 Nov 2020 12:00:00 GMT", 0.0), ("99999999999999999999", 604_800.0),
     ("Thu, 26 Nov 2026 12:01:00 +99999999999999999999", None), ("soon", None), ("", None), ("-5", None), ("1e9", None)],
)  # fmt: skip
def test_how_long_to_wait_is_what_the_other_side_asks_within_a_week(said, seconds):
    assert wait_asked({"retry-after": said}, datetime(2026, 11, 26, 12, tzinfo=UTC)) == seconds
