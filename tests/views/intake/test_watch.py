"""Feeds that are followed, with a real server behind them: as somebody who reads feeds expects it."""

import pytest
from typer.testing import CliRunner

from lagebild.documents.net.visiting import document_at
from lagebild.ledger import open_ledger
from lagebild.views.adding import Reading, add_files, running
from lagebild.views.cli import app
from lagebild.views.intake import rounds
from lagebild.views.intake.rounds import Round, watch
from tests.documents.net.server import Says, net, served

TEXTS = [
    "Nordkorea hat nach Angaben des südkoreanischen Geheimdienstes Soldaten nach Russland entsandt. Der Kreml bestritt das am Freitag in Moskau.",
    "Die Nato drohte Russland am Montag mit Sanktionen. Das Bündnis will in Brüssel über weitere Schritte beraten, sagte ein Sprecher.",
    "Israelische Soldaten griffen am Dienstag Stellungen der Hisbollah im Libanon an. Das teilte die Armee in Jerusalem mit.",
]
ONCE = Round(every=60.0, once=True)


def article(text, title="Lage", head=""):
    paragraphs = "".join(f"<p>{each}</p>" for each in text.split("\n"))
    return (
        f"<!DOCTYPE html><html lang='de'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta property='og:title' content='{title}'><meta property='article:published_time' content='2024-10-18T08:00:00+02:00'>{head}</head>"
        f"<body><nav><a href='/'>Start</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )


def feed(site, *items, more=""):
    rows = "".join(
        f"<item><title>{title}</title><link>{site.url(path)}</link></item>" for path, title in items
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Bote</title>{more}{rows}</channel></rss>"


@pytest.fixture
def site():
    with served() as site:
        yield site


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def bote(site, ledger, capsys):
    """A feed of three articles, followed."""
    for n, text in enumerate(TEXTS):
        site[f"/{n}"] = article(text, f"Nr. {n}")
    site["/feed"] = Says(
        feed(site, ("/0", "Nr. 0"), ("/1", "Nr. 1"), ("/2", "Nr. 2")),
        headers={"ETag": '"1"', "Content-Type": "text/html"},
    )
    assert add_files([site.url("/feed")], Reading(ledger), net=net()) == 0
    assert capsys.readouterr().out == f"following  {site.url('/feed')}  Bote\n"
    site.asked.clear()
    return site


def once(ledger, **how):
    with running(Reading(ledger), net(**how)) as run:
        watch(run, run.net, ONCE)
        return run


def now_due(ledger):
    """As if the time of all feeds and pages had come."""
    with open_ledger(ledger) as opened:
        opened.db.run("UPDATE feed SET next_at = '2000'")
        opened.db.run("UPDATE entry SET next_at = '2000' WHERE next_at <> ''")


def feeds(ledger):
    with open_ledger(ledger, readonly=True) as opened:
        return opened.following.feeds()


def told(capsys):
    """The lines on standard output by what they say first."""
    return [line.split("  ")[0] for line in capsys.readouterr().out.splitlines()]


def titles(ledger):
    with open_ledger(ledger, readonly=True) as opened:
        return sorted((version.title, version.until is None) for version in opened.versions())


def test_each_page_of_a_feed_is_fetched_read_and_kept_once(bote, ledger, capsys):
    once(ledger)
    assert told(capsys) == ["new", "new", "new"]
    assert sorted(bote.paths()) == ["/0", "/1", "/2", "/feed"]
    once(ledger)
    assert told(capsys) == []
    assert len(bote.paths()) == 4
    (followed,) = feeds(ledger)
    assert (followed.health, followed.kept, followed.aside, followed.waiting) == ("well", 3, 0, 0)


def test_what_is_kept_has_publisher_day_title_and_address(bote, ledger):
    once(ledger)
    with open_ledger(ledger, readonly=True) as opened:
        found = {version.title: version for version in opened.versions()}
    version = found["Nr. 0"]
    assert (version.publisher, version.published, version.lang) == ("bote.example", "2024-10-18", "de")
    assert version.url == bote.url("/0")


def test_agencies_in_the_byline_are_credits(bote, ledger):
    bote["/0"] = article(TEXTS[0], "Nr. 0", "<meta name='author' content='Anna Beispiel, dpa'>")
    once(ledger)
    with open_ledger(ledger, readonly=True) as opened:
        documents = [found.document for found in opened.claims() if found.document.title == "Nr. 0"]
    assert documents and all("Anna Beispiel" in one.author and one.credits == ("dpa",) for one in documents)


def test_a_feed_is_asked_only_for_what_has_changed(bote, ledger, capsys):
    bote.pages["/feed"], whole = (
        lambda headers: Says(status=304) if headers.get("if-none-match") == '"1"' else whole,
        bote.pages["/feed"],
    )
    once(ledger)
    now_due(ledger)
    bote.asked.clear()
    once(ledger)
    assert bote.paths() == ["/feed"]
    assert [followed.health for followed in feeds(ledger)] == ["well"]


@pytest.mark.parametrize(
    ("path", "page", "line", "known"),
    [
        ("/0", article(TEXTS[0] + "\nDie Ukraine bestätigte das.", "Nr. 0"), "edited", [("Nr. 0", False), ("Nr. 0", True)]),
        ("/0", article(TEXTS[0], "Nr. 0, berichtigt"), "edited", [("Nr. 0", False), ("Nr. 0, berichtigt", True)]),
        ("/0", article(TEXTS[0], "Nr. 0"), None, [("Nr. 0", True)]),
    ],
)  # fmt: skip
def test_an_edited_or_retitled_article_is_a_new_version_of_the_same_document(
    bote, ledger, capsys, path, page, line, known
):
    once(ledger)
    capsys.readouterr()
    bote[path] = page
    now_due(ledger)
    once(ledger)
    assert told(capsys) == ([line] if line else [])
    assert titles(ledger)[: len(known)] == sorted(known)
    with open_ledger(ledger, readonly=True) as opened:
        assert opened.counts().documents == 3


def test_a_page_that_stands_still_is_not_looked_at_a_third_time(bote, ledger):
    for _ in range(4):
        once(ledger)
        now_due(ledger)
    assert bote.paths().count("/0") == 2


def test_a_page_that_the_feed_retitles_is_fetched_again(bote, ledger):
    once(ledger)
    bote["/feed"] = feed(bote, ("/0", "Nr. 0, neu"), ("/1", "Nr. 1"))
    with open_ledger(ledger) as opened:
        opened.db.run("UPDATE feed SET next_at = '2000'")
    bote.asked.clear()
    once(ledger)
    assert bote.paths() == ["/feed", "/0"]


# ------------------------------------------------------------------ feeds that break


def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(bote, ledger):
    bote.pages["/new"] = bote.pages["/feed"]
    bote["/feed"] = Says(status=301, headers={"Location": "/new"})
    once(ledger)
    assert [(f.url, f.health) for f in feeds(ledger)] == [(bote.url("/new"), "well")]
    now_due(ledger)
    bote.asked.clear()
    once(ledger)
    assert bote.paths()[0] == "/new"


def test_a_feed_that_moved_to_nothing_stays_where_it_was(bote, ledger):
    bote["/feed"] = Says(status=301, headers={"Location": "/nothing"})
    once(ledger)
    assert [(f.url, f.health) for f in feeds(ledger)] == [(bote.url("/feed"), "failing")]


def test_a_feed_that_is_gone_is_asked_no_more(bote, ledger):
    bote["/feed"] = Says(status=410)
    once(ledger)
    now_due(ledger)
    once(ledger)
    assert bote.paths() == ["/feed"]
    (followed,) = feeds(ledger)
    assert followed.health == "ended" and followed.ended.startswith("gone (410)")


@pytest.mark.parametrize(
    ("says", "why", "least", "most"),
    [
        (Says(status=429, headers={"Retry-After": "7200"}), "answers 429", 7_000, 7_200),
        (Says(status=503), "answers 503", 50, 60),
        (Says(status=503, headers={"Retry-After": "Thu, 26 Nov 2026 12:00:00 +99999999999999999999"}), "answers 503", 50, 60),
        (Says(status=308, headers={"Location": "/bad"}), "go in a circle", 50, 60),
        (Says(status=404), "nothing at this address", 86_000, 86_400),
        (Says(raw=[b"HTTP/1.1 200 OK\r\n\r\n", *[b"<rss>"] * 20], pause=0.3), "takes too long", 50, 60),
        (Says(raw=[b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<rss>"]), "no whole answer", 50, 60),
        (Says(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, headers={"Content-Type": "application/rss+xml"}), "no feed", 50, 60),
        (Says(status=302, headers={"Location": "http://127.0.0.1:22/"}), "port 22", 86_000, 86_400),
        (Says(status=302, headers={"Location": "http://[::1]/feed"}), "::1", 86_000, 86_400),
        (Says(b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><rss version='2.0'><channel><title>&a;</title></channel></rss>"), None, 0, 61),
    ],
)  # fmt: skip
def test_a_feed_that_breaks_is_put_off_and_the_others_go_on(bote, ledger, says, why, least, most):
    bote["/bad"] = says
    with open_ledger(ledger) as opened:
        opened.following.follow(bote.url("/bad"), at="2000")  # it has its turn first
        before = opened.db.value("SELECT strftime('%s', 'now')")
    once(ledger, seconds=1.0)
    broken, well = feeds(ledger)
    assert (well.health, well.kept) == ("well", 3)
    if why:
        assert broken.health == "failing" and why in broken.why
    with open_ledger(ledger) as opened:
        wait = opened.db.value("SELECT strftime('%s', ?) - ?", (broken.next_at, before))
    assert least <= wait <= most + 10


def test_a_feed_that_fails_again_is_asked_seldomer_and_answers_again(bote, ledger):
    whole, bote["/feed"] = bote.pages["/feed"], Says(status=500)
    for _ in range(3):
        now_due(ledger)
        once(ledger)
    (followed,) = feeds(ledger)
    assert followed.failures == 3
    assert bote.paths() == ["/feed"] * 3
    bote.pages["/feed"] = whole
    now_due(ledger)
    once(ledger)
    assert [(f.health, f.failures, f.kept) for f in feeds(ledger)] == [("well", 0, 3)]


@pytest.mark.parametrize(
    ("says", "why"),
    [
        (Says(status=404), "nothing at this address (404)"),
        (Says(status=403), "does not give it to everybody (403)"),
        (Says(article("Kurz.") + "x" * 2_100_000), "more than 2 MB"),
        (Says(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "text/html"}), "no article"),
        (Says(b"\x89PNG\r\n\x1a\n", headers={"Content-Type": "image/png"}), "neither a page nor a PDF"),
        (Says(article(TEXTS[0]), headers={"tdm-reservation": "1", "tdm-policy": "https://bote.example/tdm"}), "reserves text and data mining (its conditions: https://bote.example/tdm)"),
        (Says(article(TEXTS[0], head="<meta name='tdm-reservation' content='1'>")), "reserves text and data mining"),
        (Says(article("Der Anfang. Jetzt abonnieren und weiterlesen.")), "behind a paywall"),
        (Says(status=302, headers={"Location": "http://169.254.169.254/latest/"}), "169.254.169.254"),
    ],
)  # fmt: skip
def test_a_page_that_is_no_article_is_set_aside_with_the_reason(bote, ledger, says, why, monkeypatch):
    bote.pages["/0"] = says
    once(ledger)
    with open_ledger(ledger) as opened:
        (aside,) = opened.quarantined()
    assert aside.place == bote.url("/0") and why in aside.why and "right would be" in aside.why
    assert [(f.kept, f.aside) for f in feeds(ledger)] == [(2, 1)]


def test_a_page_that_cannot_be_had_now_is_tried_again_later_and_set_aside_at_last(bote, ledger):
    bote.pages["/0"] = Says(status=503)
    for _ in range(6):
        once(ledger)
        with open_ledger(ledger) as opened:
            opened.db.run("UPDATE entry SET next_at = '2000' WHERE state = 'waiting'")
    assert bote.paths().count("/0") == 4
    assert [(f.kept, f.aside) for f in feeds(ledger)] == [(2, 1)]
    bote["/0"] = article(TEXTS[0])
    add_files([], Reading(ledger), retry=True, net=net())
    with open_ledger(ledger) as opened:
        assert opened.quarantined() == ()
        assert opened.counts().documents == 3


def test_robots_and_reservations_of_a_host_are_heeded(bote, ledger):
    bote["/robots.txt"] = "User-agent: *\nDisallow: /1\nCrawl-delay: 1\n"
    bote["/.well-known/tdmrep.json"] = '[{"location": "/2", "tdm-reservation": 1}]'
    once(ledger)
    assert sorted(bote.paths()) == ["/0", "/feed"]
    with open_ledger(ledger) as opened:
        whys = sorted(aside.why for aside in opened.quarantined())
    assert "robots.txt" in whys[0] and "reserves" in whys[1]


@pytest.mark.parametrize("says", [Says(status=500), Says(status=429), Says(raw=[b"x" * 10])])
def test_a_host_that_cannot_say_its_rules_is_not_asked(bote, ledger, says):
    bote["/robots.txt"] = says
    once(ledger)
    assert bote.paths() == []
    assert [f.health for f in feeds(ledger)] == ["failing"]


@pytest.mark.parametrize("says", [Says(status=500), Says(raw=[b"x" * 10])])
def test_a_host_that_cannot_say_whether_it_reserves_its_texts_is_not_asked(bote, ledger, says):
    bote["/.well-known/tdmrep.json"] = says
    once(ledger)
    assert bote.paths() == []
    assert [f.health for f in feeds(ledger)] == ["failing"]


@pytest.mark.parametrize(
    "error", [OverflowError("date value out of range"), ValueError("Invalid IPv6 URL"), KeyError("x")]
)
def test_a_page_that_breaks_its_reading_is_set_aside_and_the_others_are_kept(
    bote, ledger, monkeypatch, error
):
    def broken(answer, known):
        if answer.url.endswith("/1"):
            raise error
        return document_at(answer, known)

    monkeypatch.setattr(rounds, "document_at", broken)
    once(ledger)
    assert [title for title, _ in titles(ledger)] == ["Nr. 0", "Nr. 2"]
    with open_ledger(ledger, readonly=True) as opened:
        (aside,) = opened.quarantined()
    assert type(error).__name__ in aside.why and "report" in aside.why


def test_a_feed_that_breaks_its_reading_is_put_off(bote, ledger, monkeypatch):
    def broken(answer):
        raise LookupError("nobody foresaw this")

    monkeypatch.setattr(rounds, "feed_at", broken)
    once(ledger)
    assert [f.health for f in feeds(ledger)] == ["failing"]


def test_between_two_questions_to_a_host_lies_the_gap_that_it_asks_for(bote, ledger):
    bote["/robots.txt"] = "User-agent: *\nCrawl-delay: 7\n"
    slept = []
    once(ledger, gap=2.0, clock=lambda: sum(slept), sleep=slept.append)
    assert slept == [7.0] * 3


# ------------------------------------------------------------------ wrong letters


@pytest.mark.parametrize(
    ("encoding", "called", "meta"),
    [
        ("utf-8", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html; charset=utf-8", ""),
        ("cp1252", "text/html", "<meta charset='iso-8859-1'>"),
        ("utf-16", "text/html", ""),
        ("cp1252", "text/html", ""),
        ("utf-8", "application/octet-stream", ""),
    ],
)
def test_letters_are_right_whatever_they_are_called(bote, ledger, encoding, called, meta):
    page = article(TEXTS[1], "Für Kyjiw").replace("<meta charset='utf-8'>", meta)
    bote["/0"] = Says(page.encode(encoding), headers={"Content-Type": called})
    once(ledger)
    with open_ledger(ledger, readonly=True) as opened:
        titles = {version.title for version in opened.versions()}
    assert "Für Kyjiw" in titles


# ------------------------------------------------------------------ copies, and who speaks for whom


def test_a_copy_elsewhere_is_a_document_of_its_own_and_known_as_a_copy(bote, ledger, capsys):
    once(ledger)
    capsys.readouterr()
    add_files([bote.url("/0", host="kurier.example")], Reading(ledger), net=net())
    assert "(the same text as " in capsys.readouterr().out
    with open_ledger(ledger) as opened:
        assert opened.counts().documents == 4


def test_a_page_is_not_believed_that_it_is_somebody_elses(bote, ledger):
    head = "<meta property='og:site_name' content='Reuters'><link rel='canonical' href='https://www.reuters.com/a'>"
    bote["/0"] = article(TEXTS[0], "Nr. 0", head)
    once(ledger)
    with open_ledger(ledger, readonly=True) as opened:
        found = {version.title: version for version in opened.versions()}
    assert (found["Nr. 0"].publisher, found["Nr. 0"].url) == ("bote.example", bote.url("/0"))


@pytest.mark.parametrize("own", ["http://[bote.example/a", "/", "https://bote\u2100.example/"])
def test_a_page_whose_own_address_is_none_is_kept_under_the_one_that_it_came_from(bote, ledger, own):
    for path in ("/0", "/1"):
        bote[path] = article(TEXTS[int(path[1])], f"Nr. {path[1]}", f"<link rel='canonical' href='{own}'>")
    once(ledger)
    with open_ledger(ledger, readonly=True) as opened:
        assert sorted(version.url for version in opened.versions()) == [bote.url(f"/{n}") for n in range(3)]


def test_a_feed_that_a_page_names_is_told_as_an_address_that_can_be_added(site, ledger, capsys):
    links = ("http://[x/", "/feed;reboot\x9b2J")
    head = "".join(f"<link rel='alternate' type='application/rss+xml' href='{each}'>" for each in links)
    site["/"] = article(TEXTS[0], "Nr. 0", head)
    add_files([site.url("/")], Reading(ledger), net=net())
    assert f"`lagebild add '{site.url('/feed;reboot%C2%9B2J')}'` follows it" in capsys.readouterr().err


# ------------------------------------------------------------------ the commands


def run(*args, code=0):
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result


def test_sources_tells_how_feeds_fare_and_one_can_be_left(bote, ledger):
    once(ledger)
    (line,) = run("sources", "--ledger", ledger).stdout.splitlines()
    assert line.startswith(f"well  {bote.url('/feed')}  Bote  3 read  answered 20")
    run("sources", "--ledger", ledger, "--leave", bote.url("/feed"))
    assert run("sources", "--ledger", ledger).stdout.startswith("ended  ")
    assert '"health":"ended"' in run("sources", "--ledger", ledger, "--json").stdout
    assert (
        "is not followed" in run("sources", "--ledger", ledger, "--leave", "http://x.example/", code=2).output
    )


def test_a_list_of_feeds_is_followed(ledger, tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(
        "<opml version='2.0'><body><outline text='A'><outline type='rss' text='Bote' xmlUrl='https://bote.example/feed'/>"
        "<outline xmlUrl='https://kurier.example/rss'/><outline xmlUrl='file:///etc/passwd'/></outline></body></opml>"
    )
    assert run("add", path, "--ledger", ledger).stdout.splitlines() == [
        "following  https://bote.example/feed  Bote",
        "following  https://kurier.example/rss",
    ]
    assert [feed.health for feed in feeds(ledger)] == ["new", "new"]


def test_where_no_feed_is_followed_watch_tells_the_conditions(ledger):
    run("claims", "--ledger", ledger, code=2)
    with open_ledger(ledger):
        pass
    assert "No feed is followed" in run("watch", "--ledger", ledger).output


def test_ctrl_c_ends_it_with_what_came_so_far(bote, ledger, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), running(Reading(ledger), net()) as going:
        watch(going, going.net, Round(every=60.0, sleep=interrupt))
    assert "3 new" in capsys.readouterr().err
    with open_ledger(ledger) as opened:
        assert opened.counts().documents == 3
