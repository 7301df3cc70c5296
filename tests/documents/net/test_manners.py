"""What hosts say of themselves, and what comes of it."""

import pytest

from lagebild.documents.net.feeds import feed_of
from lagebild.documents.net.kinds import kind_of
from lagebild.documents.net.opml import outlines_of
from lagebild.documents.net.reservations import reservations_in, reserved
from lagebild.documents.net.robots import rules_in
from lagebild.errors import DocumentError, Forbidden, Unreachable
from tests.documents.net.server import Says, net, served

ROBOTS = b"""\xef\xbb\xbf# for everybody
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a*b*c
Disallow: /x%2Fy
Disallow:
Crawl-delay: 5

User-Agent: OtherBot
User-agent: thirdbot/2.0
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/private", False), ("/private/x", False), ("/private/open/x", True), ("/a.pdf", False), ("/a.pdf?x", True),
        ("/a1b2c3", False), ("/a1c2b3", True), ("/x%2Fy", False), ("/x/y", True), ("/%70rivate", False), ("/ä", True),
    ],
)  # fmt: skip
def test_the_longest_pattern_that_fits_decides(path, allowed):
    assert rules_in(ROBOTS).allow(path) is allowed


@pytest.mark.parametrize(
    ("name", "allowed", "gap"),
    [("lagebild", True, 5.0), ("otherbot", False, None), ("thirdbot", False, None)],
)
def test_rules_for_us_go_before_those_for_everybody(name, allowed, gap):
    rules = rules_in(ROBOTS, name)
    assert (rules.allow("/"), rules.gap) == (allowed, gap)


@pytest.mark.parametrize(
    "data",
    [b"", b"nonsense", b"Disallow: /", b"<html>", b"\xff\xfe\x00", b"User-agent: *\nCrawl-delay: nan\nCrawl-delay: x", b"User-agent: *\nAllow: /\nDisallow: /"],
)  # fmt: skip
def test_what_is_no_rule_forbids_nothing(data):
    assert rules_in(data).allow("/a")


def test_a_pattern_that_was_made_to_take_long_takes_no_time():
    rules = rules_in(b"User-agent: *\nDisallow: /" + b"*a" * 20_000 + b"$\n")
    assert rules.allow("/" + "a" * 10_000 + "b")


@pytest.mark.parametrize(
    ("data", "path", "policy"),
    [
        (
            b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://b.example/p"}]',
            "/a",
            "https://b.example/p",
        ),
        (
            b'[{"location": "/open", "tdm-reservation": 0}, {"location": "/*.html", "tdm-reservation": "1"}]',
            "/a.html",
            None,
        ),
    ],
)
def test_a_reservation_holds_for_its_paths(data, path, policy):
    found = reserved(path, reservations_in(data))
    assert found and found.policy == policy


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[1]", b'[{"tdm-reservation": 1}]', b'[{"location": "/b", "tdm-reservation": 1}]', b'[{"location": "/", "tdm-reservation": 0}]', b"[" * 100_000])  # fmt: skip
def test_what_is_no_reservation_reserves_nothing(data):
    assert reserved("/a", reservations_in(data)) is None


def test_a_hosts_rules_are_asked_for_once_in_a_day():
    clock = [0.0]
    with served() as site:
        site["/a"] = site["/b"] = "x"
        asking = net(clock=lambda: clock[0])
        for path in ("/a", "/b"):
            asking.ask(site.url(path))
        assert [path for path, _ in site.asked].count("/robots.txt") == 1
        clock[0] = 90_000.0
        asking.ask(site.url("/a"))
        assert [path for path, _ in site.asked].count("/robots.txt") == 2


def test_of_long_rules_the_beginning_holds():
    with served() as site:
        site["/robots.txt"] = b"User-agent: *\nDisallow: /secret\n" + b"# long\n" * 700_000
        site["/"], site["/secret"] = "open", "closed"
        asking = net()
        assert asking.ask(site.url("/")).body == b"open"
        with pytest.raises(Forbidden, match=r"robots\.txt"):
            asking.ask(site.url("/secret"))


@pytest.mark.parametrize(
    ("robots", "error"),
    [
        (Says("<!DOCTYPE html><html><body>Not here</body></html>"), None),
        (Says("x", 403), None),
        (Says("x", 500), Unreachable),
        (Says("x", 429), Unreachable),
        (Says(status=301, headers={"Location": "/robots.txt"}), Unreachable),
        (Says(status=301, headers={"Location": "file:///etc/passwd"}), Forbidden),
        (Says(status=301, headers={"Location": "http://10.0.0.1/robots.txt"}), Forbidden),
    ],
)
def test_what_a_host_has_instead_of_rules(robots, error):
    with served() as site:
        site["/robots.txt"], site["/"] = robots, "open"
        if error is None:
            assert net().ask(site.url("/")).body == b"open"
            return
        with pytest.raises(error):
            net().ask(site.url("/"))
        assert site.paths() == []


@pytest.mark.parametrize(
    ("said", "held"),
    [("1", True), (" 1 ", True), ("1, 1", True), ("0, 1", True), ("0", False), ("11", False), ("", False)],
)
def test_a_header_that_reserves_once_reserves(said, held):
    with served() as site:
        site["/"] = Says("open", headers={"tdm-reservation": said})
        if held:
            with pytest.raises(Forbidden, match="reserves text and data mining"):
                net().ask(site.url("/"))
        else:
            assert net().ask(site.url("/")).body == b"open"


def test_hosts_that_were_asked_long_ago_are_forgotten(monkeypatch):
    monkeypatch.setattr("lagebild.documents.net.manners.MOST_HOSTS", 3)
    with served() as site:
        site["/"] = "open"
        asking = net()
        for n in range(10):
            asking.ask(site.url("/", host=f"h{n}.example"))
        assert len(asking._free) <= 4 and len(asking._houses) <= 4


def test_rules_hold_for_the_host_that_a_redirection_leads_to():
    with served() as site, served() as other:
        site["/a"] = Says(status=302, headers={"Location": other.url("/b", host="kurier.example")})
        other["/robots.txt"] = "User-agent: Lagebild\nDisallow: /b"
        other["/b"] = "x"
        with pytest.raises(
            Forbidden, match=r"kurier.example keeps this address from programs \(robots.txt\)"
        ):
            net().ask(site.url("/a"))
        assert other.paths() == []


def test_what_a_host_said_of_itself_is_told_to_no_other():
    with served() as site, served() as other:
        site["/a"] = Says(status=302, headers={"Location": "/b"})
        site["/b"] = Says(status=302, headers={"Location": other.url("/c", host="kurier.example")})
        other["/c"] = "x"
        net().ask(
            site.url("/a"), {"If-None-Match": '"1"', "If-Modified-Since": "Fri, 18 Oct 2024 08:00:00 GMT"}
        )
        told = {path: "if-none-match" in headers for path, headers in (*site.asked, *other.asked)}
    assert (told["/a"], told["/b"], told["/c"]) == (True, True, False)


# ------------------------------------------------------------------ feeds and lists of them


ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Der &lt;b&gt;Bote&lt;/b&gt;</title>
<entry><title>A &amp;amp; B</title><link rel="self" href="/self"/><link rel="alternate" href="/a"/><id>urn:1</id></entry>
<entry><title>B</title><id>https://bote.example/b</id></entry><entry><title>C</title><id>urn:2</id></entry>
<entry><title>D</title><link href="javascript:alert(1)"/></entry><entry><title>E</title><link href="file:///etc/passwd"/></entry></feed>"""
RSS = b"""<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Bote</title><ttl>120</ttl>
<item><title>A</title><link>https://bote.example/a</link></item><item><title>A again</title><link>https://bote.example/a</link></item></channel></rss>"""


def test_a_feed_names_pages_with_titles_in_plain_letters():
    found = feed_of(ATOM, "https://bote.example/feed/atom.xml")
    assert found.title == "Der Bote"
    assert [(item.url, item.title) for item in found.items] == [
        ("https://bote.example/a", "A & B"), ("https://bote.example/b", "B")
    ]  # fmt: skip


def test_a_page_is_named_once_and_the_feed_says_how_often_it_wants_to_be_asked():
    found = feed_of(RSS)
    assert [item.url for item in found.items] == ["https://bote.example/a"]
    assert found.every == 7_200.0


def test_what_the_feed_says_of_a_page_tells_when_it_has_changed():
    (before,) = feed_of(RSS).items
    (retitled,) = feed_of(RSS.replace(b"<title>A<", b"<title>X<")).items
    (same,) = feed_of(RSS.replace(b"<title>A again", b"<title>else")).items
    assert retitled.told != before.told == same.told


@pytest.mark.parametrize("data", [b"", b"/etc/passwd", b"http://127.0.0.1/", b"<html></html>", b"\x89PNG"])
def test_what_is_no_feed_is_told(data):
    with pytest.raises(DocumentError, match="no feed; right would be RSS or Atom"):
        feed_of(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<opml><outline text='a'/></opml>", "no feed in this list"),
        (b"<rss/>", "begins with <rss>"),
        (b"<opml>", "no whole XML"),
        (b"", "no whole XML"),
        (b"<!DOCTYPE opml><opml/>", "document type or entities"),
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE opml [<!ENTITY a 'b'>]><opml/>".encode("utf-16"), "document type or entities"),
        (b"<?xml version='1.0' encoding='hex'?><opml/>", "no whole XML"),
        (b"<opml>" + b"<outline>" * 60, "too deep"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_feeds_is_told(data, why):
    with pytest.raises(DocumentError, match=why):
        outlines_of(data)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<!DOCTYPE html><html>", "page"), (b"  <html>", "page"), (b"<?xml version='1.0'?>\n<!-- a -->\n<rss>", "feed"), (b"<feed xmlns='x'>", "feed"), (b"<rdf:RDF>", "feed"),
        (b"<atom:feed>", "feed"), ("<rss>".encode("utf-16"), "feed"), (b"<?xml?><opml>", "opml"), (b"%PDF-1.7", "pdf"), (b"{}", "other"), (b"", "other"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss>", "feed"),
    ],
)  # fmt: skip
def test_what_it_is_the_bytes_say(data, kind):
    assert kind_of(data) == kind
