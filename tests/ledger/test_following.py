"""Feeds that are followed: nothing is lost, nothing comes twice, and nothing is kept that need not be."""

import pytest

from lagebild.ledger import Named, open_ledger

URL = "https://bote.example/feed"
NOON, ONE, TWO = (f"2026-11-26T{hour}:00:00.000000Z" for hour in (12, 13, 14))
PAGES = [Named(url=f"https://bote.example/{n}", title=f"Nr. {n}", told=str(n)) for n in range(3)]


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture
def following(ledger):
    ledger.following.follow(URL, "Bote", at=NOON)
    return ledger.following


def named(following, pages=PAGES, **more):
    (feed,) = following.feeds()
    return following.answered(feed, pages, next_at=ONE, at=NOON, **more)


def test_a_feed_is_followed_once(following):
    assert not following.follow(URL)
    assert [(feed.url, feed.title, feed.health) for feed in following.feeds()] == [(URL, "Bote", "new")]


def test_a_page_waits_until_it_is_settled_and_its_address_goes_then(following, tmp_path):
    assert named(following, etag='"1"') == 3
    (feed,) = following.feeds()
    assert (feed.health, feed.etag, feed.waiting, feed.next_at) == ("well", '"1"', 3, ONE)
    first, *others = following.waiting(NOON)
    following.settled(first, "kept")
    assert following.waiting(NOON) == others
    address = first.url
    assert (
        following.db.value("SELECT count(*) FROM entry WHERE url = ? OR title = ?", (address, first.title))
        == 0
    )


def test_what_a_feed_names_again_is_not_fetched_again(following):
    named(following)
    for entry in following.waiting(NOON):
        following.settled(entry, "kept")
    assert named(following) == 0
    assert following.waiting(NOON) == []


def test_a_page_of_which_the_feed_says_something_else_is_fetched_again(following):
    named(following)
    for entry in following.waiting(NOON):
        following.settled(entry, "kept", etag='"a"')
    retitled = Named(url=PAGES[0].url + "?utm_source=rss", title="Neu", told="other")
    assert named(following, [retitled, *PAGES[1:]]) == 1
    (entry,) = following.waiting(NOON)
    assert (entry.title, entry.etag) == ("Neu", '"a"')


def test_a_page_that_was_to_be_looked_at_again_is_when_the_feed_still_names_it(following):
    named(following)
    for entry in following.waiting(NOON):
        following.settled(entry, "kept", again_at=ONE)
    assert named(following, again_before=NOON) == 0
    assert named(following, again_before=TWO) == 3


def test_a_feed_that_fails_is_put_off_and_says_why(following):
    (feed,) = following.feeds()
    following.failed(feed, "it answers 503", next_at=TWO, at=NOON)
    (feed,) = following.feeds()
    assert (feed.health, feed.failures, feed.why) == ("failing", 1, "it answers 503")
    assert following.due(ONE) == []
    assert following.due(TWO) == [feed]


def test_a_feed_that_ended_is_asked_no_more_and_can_be_followed_again(following):
    named(following)
    (feed,) = following.feeds()
    following.ended(feed, "gone (410)", at=NOON)
    assert following.due(TWO) == following.waiting(TWO) == []
    assert following.next_due() is None
    assert following.follow(URL, at=TWO)
    assert [feed.health for feed in following.due(TWO)] == ["well"]


@pytest.mark.parametrize(("known", "health"), [(False, ["new"]), (True, ["ended", "new"])])
def test_a_feed_that_moved_has_its_new_address(following, known, health):
    (feed,) = following.feeds()
    if known:
        following.follow("https://new.example/feed", at=NOON)
    following.moved(feed, "https://new.example/feed")
    assert [feed.health for feed in following.feeds()] == health
    assert following.due(NOON)[0].url == "https://new.example/feed"


def test_a_page_that_could_not_be_had_is_tried_later(following):
    named(following, PAGES[:1])
    (entry,) = following.waiting(NOON)
    following.put_off(entry, next_at=TWO)
    assert following.waiting(ONE) == []
    assert [again.tries for again in following.waiting(TWO)] == [1]


def test_who_is_left_stays_in_the_list(following):
    assert following.leave(URL, at=NOON)
    assert not following.leave(URL)
    assert [(feed.health, feed.ended) for feed in following.feeds()] == [("ended", "left on 2026-11-26")]


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        ("Nordkorea entsandte Soldaten nach Russland. Der Kreml bestritt das laut Nato.", ["copy"]),
        ("NORDKOREA entsandte\n\nSoldaten nach Russland – der Kreml bestritt das, laut Nato", ["copy"]),
        ("Nordkorea entsandte Soldaten nach Russland. Der Kreml bestätigte das laut Nato.", []),
    ],
)
def test_copies_are_known_by_their_text(ledger, envoy, made, other, copies):
    ledger.record(envoy)
    ledger.record_all([made.reading(other, document_id="copy", publisher="Kurier")])
    assert ledger.copies_of("envoy") == copies
    ledger.forget("copy", "anna")
    assert ledger.copies_of("envoy") == []


def test_a_few_words_are_nobodys_copy(ledger, made):
    ledger.record_all([made.reading("Im Osten nichts Neues.", document_id=one) for one in "ab"])
    assert ledger.copies_of("a") == []
