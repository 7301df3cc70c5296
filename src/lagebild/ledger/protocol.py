"""What every ledger can do.

`SqliteLedger` keeps in a file, `MemoryLedger` as long as it lives; tests/ledger/ holds both to the same sentences. What can be
said in these words (differences, journal, checks) stands in functions beside, once for all ledgers.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from lagebild.ledger.packing import Packed
from lagebild.ledger.pages import FIRST, Page, Seek
from lagebild.ledger.records import (
    EVERYTHING,
    Adoption,
    Counts,
    Facets,
    Forgotten,
    Found,
    KnownRelease,
    Placed,
    Quarantined,
    Query,
    Recorded,
    Remark,
    Version,
)
from lagebild.ledger.stories import StoryBook
from lagebild.model import Document, Reading, Release


class Candidates(Protocol):
    """What stories ask for: claims that may tell of one happening."""

    def claims(self, query: Query = EVERYTHING, /) -> Iterator[Found]:
        """The claims that meet the query, newest first."""


class Ledger(Candidates, Protocol):
    """Keeps readings, and what people decided about them; and the stories that they tell."""

    @property
    def stories(self) -> StoryBook:
        """The stories, as they were when they were last brought up to date."""

    # -------------------------------------------- writing

    def record(self, reading: Reading | Packed, *, at: str | None = None) -> Recorded:
        """Keep one reading, whole or not at all. One that is there already, of a document that was forgotten, changes nothing."""

    def record_all(self, readings: Iterable[Reading | Packed], *, at: str | None = None) -> int:
        """Keep many readings, all or none of them; gives how many were new."""

    def adopt(
        self, release_id: str, author: str, *, at: str | None = None, release: Release | None = None
    ) -> Adoption:
        """From now on the readings of this release count, in its language. One that has read nothing yet is given whole."""

    def remark(self, remark: Remark) -> None:
        """Keep what an analyst wrote; one that is there already changes nothing."""

    def set_aside(
        self, place: str, why: str, document: Document | None = None, *, at: str | None = None
    ) -> None:
        """Note what could not be read, with its document where there is one."""

    def keep_aside(self, one: Quarantined) -> None:
        """Keep what was set aside elsewhere, as it was noted there; what is set aside here already stays."""

    def release_from_quarantine(self, place: str) -> None:
        """It could be read at last."""

    def forget(self, document_id: str, author: str, why: str = "", *, at: str | None = None) -> Forgotten:
        """Remove a document with all that was made of it, and leave a hash against reading it again."""

    def keep_hash(self, forgotten: Forgotten) -> None:
        """Keep the hash of a document that was forgotten elsewhere."""

    def derive(self, name: str, rows: Iterable[tuple[str, bytes]], *, more: bool = False) -> None:
        """Replace all rows of a derived table; with `more`, those of these keys."""

    def rebuild(self) -> None:
        """Make again what is made of readings: the claims that count, and the search."""

    # -------------------------------------------- asking

    def page(self, query: Query, seek: Seek, size: int) -> Page[Found]:
        """Some of the claims that meet the query (its limit does not matter), after or before one of them, named by its id.

        Raises:
            LedgerError: when there is no claim of this id (any more).
        """

    def claim(self, claim_id: str) -> Found | None:
        """One claim, of a wording that stands or was replaced."""

    def facets(self, query: Query = EVERYTHING) -> Facets:
        """How many of the claims that meet the query have which type, certainty, publisher, language."""

    def versions(self, document_id: str | None = None) -> Iterator[Version]:
        """The wordings of one document, or of all, in the order in which the world had them."""

    def reading(self, version_id: str, release_id: str | None = None) -> Reading | None:
        """What a release read in a version, without trees; the reading that counts where no release is named."""

    def packed(self, version_id: str, release_id: str | None) -> Packed | None:
        """The reading of a version by a release (None: that nothing could read it), with its search terms and its moment."""

    def has_read(self, version_id: str, release_id: str | None) -> bool:
        """Whether a release has read a version."""

    def is_forgotten(self, document: Document) -> bool:
        """Whether a document must not be read again."""

    def releases(self) -> tuple[KnownRelease, ...]:
        """The releases that have read something."""

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every decision on which release counts, in the order of their making."""

    def remarks(self) -> tuple[Placed, ...]:
        """What analysts wrote, with the claims of today's readings that it belongs to."""

    def quarantined(self) -> tuple[Quarantined, ...]:
        """What could not be read."""

    def forgotten(self) -> tuple[Forgotten, ...]:
        """What had to go."""

    def derived(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The rows of a derived table, by key."""

    def derived_row(self, name: str, key: str) -> bytes | None:
        """One row of a derived table."""

    def is_stale(self, name: str) -> bool:
        """Whether claims have changed since a derived table was made."""

    def arrived(self, count: int, seek: Seek = FIRST) -> Iterator[Version]:
        """Some of the wordings that stand, those that came last first; after the wording with an id, or `back` from it, the other way round.

        Raises:
            LedgerError: when there is no wording of this id (any more).
        """

    def stamp(self) -> tuple[int, int]:
        """How often the claims that count have changed, and how many remarks there are: what was made of both holds as long."""

    def integrity(self) -> tuple[str, ...]:
        """What is wrong with the file, and with what is made of readings; nothing when all is well."""

    def documents(self) -> int:
        """How many documents there are: what is quickly counted of `counts`."""

    def counts(self) -> Counts:
        """How much is there."""

    def close(self) -> None:
        """Let go of the file."""
