"""Feeds that are followed: what was asked when, what came of it, and which pages wait to be fetched.

Takes what a feed or a page answered; keeps it in one transaction each, so that a run that was ended anywhere is taken up without
loss. Pages are known by a hash of their address; the address itself is kept only while the page waits.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from lagebild.documents.identity import canonical_url, key_of
from lagebild.ledger.database import Database, DatabaseRow
from lagebild.ledger.moments import now
from lagebild.model import Noun

Health = Literal["new", "well", "failing", "ended"]
_FEED = "feed, url, title, added_at, next_at, asked_at, well_at, failures, why, ended, etag, modified"
_COUNT = "(SELECT count(*) FROM entry WHERE entry.feed = feed.feed AND state = '{}')"


class Feed(Noun, frozen=True):
    """A feed and how it fares. `kept`, `aside`, `waiting`: how many of its pages were read, set aside, are still to be fetched.

    `next_at`: not to be asked before; `well_at`: when it last answered as a feed should; `failures`: how often in a row it did
    not, and `why`; `ended`: why it is not asked any more. `etag`, `modified`: what makes the next question a conditional one.
    """

    feed: int
    url: str
    title: str | None
    added_at: str
    next_at: str
    asked_at: str | None
    well_at: str | None
    failures: int
    why: str | None
    ended: str | None
    etag: str | None
    modified: str | None
    kept: int = 0
    aside: int = 0
    waiting: int = 0

    @property
    def health(self) -> Health:
        """How it fares, in a word."""
        if self.ended:
            return "ended"
        if self.failures:
            return "failing"
        return "well" if self.well_at else "new"


class Entry(Noun, frozen=True):
    """A page that a feed named. `told` is a hash of what the feed says of it: another one means that it was changed."""

    entry: str
    feed: int
    told: str
    url: str
    title: str | None = None
    tries: int = 0
    etag: str | None = None
    modified: str | None = None


class Named(Noun, frozen=True):
    """What a feed says of one page."""

    url: str
    title: str | None
    told: str


def entry_key(url: str) -> str:
    """What a page is known by: a hash, which does not tell the address."""
    return key_of("entry", canonical_url(url))


class Following:
    """The feeds of one ledger file."""

    def __init__(self, db: Database) -> None:
        self.db = db

    # ------------------------------------------------ feeds

    def follow(self, url: str, title: str | None = None, *, at: str | None = None) -> bool:
        """Begin to follow a feed, or again one that had ended; False when it is followed already."""
        at = at or now()
        with self.db.transaction():
            found = self.db.one("SELECT feed, ended FROM feed WHERE url = ?", (url,))
            if found and found[1] is None:
                return False
            if found:
                self.db.run(
                    "UPDATE feed SET ended = NULL, failures = 0, why = NULL, next_at = ? WHERE feed = ?",
                    (at, found[0]),
                )
            else:
                self.db.run(
                    "INSERT INTO feed (url, title, added_at, next_at, failures) VALUES (?, ?, ?, ?, 0)",
                    (url, title, at, at),
                )
        return True

    def leave(self, url: str, *, at: str | None = None) -> bool:
        """Stop following a feed; what was read of it stays. False when it is not followed."""
        with self.db.transaction():
            number = self.db.value("SELECT feed FROM feed WHERE url = ? AND ended IS NULL", (url,))
            if number is not None:
                self._end(number, f"left on {(at or now())[:10]}")
        return number is not None

    def feeds(self) -> list[Feed]:
        """All feeds that are or were followed, by address."""
        counts = ", ".join(_COUNT.format(state) for state in ("kept", "aside", "waiting"))
        rows = self.db.all(f"SELECT {_FEED}, {counts} FROM feed ORDER BY url")
        return [_feed(row) for row in rows]

    def due(self, at: str) -> list[Feed]:
        """The feeds that may be asked now, those that wait longest first."""
        rows = self.db.all(
            f"SELECT {_FEED} FROM feed WHERE ended IS NULL AND next_at <= ? ORDER BY next_at, feed", (at,)
        )
        return [_feed(row) for row in rows]

    def next_due(self) -> str | None:
        """When the next feed or page may be asked; None when nothing is followed and nothing waits."""
        found: str | None = self.db.value(
            "SELECT min(next_at) FROM (SELECT next_at FROM feed WHERE ended IS NULL"
            " UNION ALL SELECT next_at FROM entry WHERE state = 'waiting')"
        )
        return found

    def answered(
        self, feed: Feed, named: Iterable[Named], *, next_at: str, at: str, title: str | None = None,
        etag: str | None = None, modified: str | None = None, again_before: str = "",
    ) -> int:  # fmt: skip
        """Keep what a feed answered, whole or not at all; gives how many pages are to be fetched that were not before.

        A page that is known waits again when the feed says something else of it, or when it was to be looked at again
        before `again_before`.
        """
        with self.db.transaction():
            fresh = sum(self._name(feed, one, at, again_before) for one in named)
            self.db.run(
                "UPDATE feed SET title = coalesce(?, title), asked_at = ?, well_at = ?, failures = 0, why = NULL,"
                " next_at = ?, etag = ?, modified = ? WHERE feed = ?",
                (title, at, at, next_at, etag, modified, feed.feed),
            )
        return fresh

    def failed(self, feed: Feed, why: str, *, next_at: str, at: str) -> None:
        """Keep that a feed did not answer as it should."""
        with self.db.transaction():
            self.db.run(
                "UPDATE feed SET asked_at = ?, failures = failures + 1, why = ?, next_at = ? WHERE feed = ?",
                (at, why, next_at, feed.feed),
            )

    def ended(self, feed: Feed, why: str, *, at: str) -> None:
        """Keep that a feed is no more."""
        with self.db.transaction():
            self.db.run("UPDATE feed SET asked_at = ? WHERE feed = ?", (at, feed.feed))
            self._end(feed.feed, why)

    def moved(self, feed: Feed, url: str) -> Feed:
        """Keep that a feed has moved for good; where its new address is followed already, the old one ends."""
        with self.db.transaction():
            other = self.db.value("SELECT feed FROM feed WHERE url = ? AND feed <> ?", (url, feed.feed))
            if other is None:
                self.db.run("UPDATE feed SET url = ? WHERE feed = ?", (url, feed.feed))
            else:
                self.db.run("UPDATE entry SET feed = ? WHERE feed = ?", (other, feed.feed))
                self._end(feed.feed, f"moved to {url}, which is followed")
        return msgspec.structs.replace(feed, url=url) if other is None else feed

    def _end(self, feed: int, why: str) -> None:
        self.db.run("UPDATE feed SET ended = ?, etag = NULL, modified = NULL WHERE feed = ?", (why, feed))
        self.db.run("DELETE FROM entry WHERE feed = ? AND state = 'waiting'", (feed,))

    # ------------------------------------------------ pages

    def _name(self, feed: Feed, one: Named, at: str, again_before: str) -> bool:
        """Whether a page that a feed names has to be fetched. Inside a transaction."""
        key = entry_key(one.url)
        row = self.db.one("SELECT told, state, next_at FROM entry WHERE entry = ?", (key,))
        if row is None:
            self.db.run(
                "INSERT INTO entry (entry, feed, told, state, next_at, tries, url, title) VALUES (?, ?, ?, 'waiting', ?, 0, ?, ?)",
                (key, feed.feed, one.told, at, one.url, one.title),
            )
            return True
        told, state, next_at = row
        if state == "waiting" or (told == one.told and not "" < next_at < again_before):
            return False
        self.db.run(
            "UPDATE entry SET told = ?, state = 'waiting', next_at = ?, tries = 0, url = ?, title = ? WHERE entry = ?",
            (one.told, at, one.url, one.title, key),
        )
        return True

    def waiting(self, at: str, limit: int = 100) -> list[Entry]:
        """Pages that may be fetched now, those that wait longest first."""
        rows = self.db.all(
            "SELECT entry, feed, told, url, title, tries, etag, modified FROM entry"
            " WHERE state = 'waiting' AND next_at <= ? ORDER BY next_at, entry LIMIT ?",
            (at, limit),
        )
        names = Entry.__struct_fields__
        return [Entry(**dict(zip(names, row, strict=True))) for row in rows]

    def settled(
        self, entry: Entry, state: Literal["kept", "aside"], *, again_at: str = "", etag: str | None = None,
        modified: str | None = None,
    ) -> None:  # fmt: skip
        """A page was read or set aside: its address and title go. `again_at`: when it is to be looked at again, "" for never."""
        with self.db.transaction():
            self.db.run(
                "UPDATE entry SET state = ?, next_at = ?, url = NULL, title = NULL, etag = ?, modified = ? WHERE entry = ?",
                (state, again_at, etag, modified, entry.entry),
            )

    def put_off(self, entry: Entry, *, next_at: str) -> None:
        """A page could not be had just now."""
        with self.db.transaction():
            self.db.run(
                "UPDATE entry SET tries = tries + 1, next_at = ? WHERE entry = ?", (next_at, entry.entry)
            )


def _feed(row: DatabaseRow) -> Feed:
    names = Feed.__struct_fields__
    return Feed(**dict(zip(names, row, strict=False)))
