"""A ledger that lasts as long as the program: for back-tests, for tests, and to say plainly what the file does.

The same protocol as the file's, over lists. Nothing here is quick; everything is in one place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger.anchoring import claim_for
from lagebild.ledger.clocks import FIRST_READER, Seen
from lagebild.ledger.facets import facets_of
from lagebild.ledger.found import Part, found_in, packed_in, reading_in
from lagebild.ledger.kept import Decision, Kept, counting_in, seen_by, versions_in
from lagebild.ledger.matching import fits, order_of
from lagebild.ledger.moments import now, world_day
from lagebild.ledger.packing import (
    Packed,
    hashes_of,
    language_of_release,
    pack,
    rows_of,
    unpacked_claims,
    unpacked_sentences,
    unpacked_text,
)
from lagebild.ledger.pages import FIRST, Page, Seek, page_in, places_from
from lagebild.ledger.records import (
    EVERYTHING,
    Adoption,
    Anchor,
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
    What,
)
from lagebild.ledger.stories import ListBook
from lagebild.ledger.words import wanted
from lagebild.model import Document, Reading, Release


@dataclass
class MemoryLedger:
    """A `Ledger` without a file."""

    _kept: list[Kept] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _releases: dict[str, Release] = field(default_factory=dict)
    _adoptions: list[Adoption] = field(default_factory=list)
    _remarks: dict[str, Remark] = field(default_factory=dict)
    _quarantine: dict[str, Quarantined] = field(default_factory=dict)
    _forgotten: dict[str, Forgotten] = field(default_factory=dict)
    _derived: dict[str, tuple[int, dict[str, bytes]]] = field(default_factory=dict)
    _stamp: int = 0
    stories: ListBook = field(init=False)

    def __post_init__(self) -> None:
        self.stories = ListBook(self._standing)

    def _standing(self) -> tuple[list[str], int]:
        return [v.version_id for v in self.versions() if v.until is None], self._stamp

    # ------------------------------------------------ writing

    def record(self, reading: Reading | Packed, *, at: str | None = None) -> Recorded:
        """Keep one reading."""
        packed = reading if isinstance(reading, Packed) else pack(reading)
        at = at or packed.read_at or now()
        document = packed.document
        text = unpacked_text(packed.text)
        answer = Recorded(
            document_id=document.document_id,
            version_id=document.version_id,
            what="known",
            claims=len(packed.rows),
        )
        if any(each in self._forgotten for each in hashes_of(document, text)):
            return msgspec.structs.replace(answer, what="forgotten", claims=0, counts=False)
        if self.has_read(document.version_id, packed.release_id):
            return answer
        what, seen = self._clock(packed, at)
        if packed.release and packed.release_id:
            self._know(packed.release, packed.release_id, at)
        part = Part(
            claims=unpacked_claims(packed.claims),
            sentences=unpacked_sentences(packed.sentences),
            document=msgspec.structs.replace(document, text=text),
            read_at=at,
            release_id=packed.release_id,
            status=packed.status,
        )
        self._kept.append(Kept(seen, part))
        self._stamp += 1
        return msgspec.structs.replace(
            answer, what=what, counts=seen.reading in counting_in(self._kept, self._decisions())
        )

    def record_all(self, readings: Iterable[Reading | Packed], *, at: str | None = None) -> int:
        """Keep many readings."""
        done = [self.record(reading, at=at).what for reading in list(readings)]
        return sum(what not in ("known", "forgotten") for what in done)

    def _clock(self, packed: Packed, at: str) -> tuple[What, Seen]:
        document = packed.document
        first = document.document_id not in self._numbers
        seen = Seen(
            document=self._numbers.setdefault(document.document_id, len(self._numbers)),
            version=0,
            world=world_day(document, first=first, fetched_at=at),
            fetched_at=at,
            reading=len(self._kept),
            read_at=at,
            release_id=packed.release_id,
            lang=language_of_release(packed.release) if packed.release else None,
        )
        earlier = next(
            (k.seen for k in self._kept if k.part.document.version_id == document.version_id), None
        )
        if earlier:
            kept = {"version": earlier.version, "world": earlier.world, "fetched_at": earlier.fetched_at}
            return "read anew", msgspec.structs.replace(seen, **kept)
        return "new" if first else "edited", msgspec.structs.replace(seen, version=seen.reading)

    def _know(self, release: Release, release_id: str, at: str) -> None:
        self._releases.setdefault(release_id, release)
        lang = language_of_release(release)
        if all(each.lang != lang for each in self._adoptions):
            self._adoptions.append(Adoption(release_id=release_id, lang=lang, author=FIRST_READER, at=at))

    def adopt(
        self, release_id: str, author: str, *, at: str | None = None, release: Release | None = None
    ) -> Adoption:
        """From now on the readings of this release count."""
        at = at or now()
        if release:
            self._releases.setdefault(release_id, release)
        if release_id not in self._releases:
            raise LedgerError(
                f"no release {release_id!r} here; there are {', '.join(self._releases) or 'none'}"
            )
        lang = language_of_release(self._releases[release_id])
        adoption = Adoption(release_id=release_id, lang=lang, author=author, at=at)
        if not any((each.release_id, each.at) == (release_id, at) for each in self._adoptions):
            self._adoptions.append(adoption)
            self._adoptions.sort(key=lambda each: each.at)
            self._stamp += 1
        return adoption

    def remark(self, remark: Remark) -> None:
        """Keep what an analyst wrote."""
        self._remarks.setdefault(remark.remark_id, remark)

    def set_aside(
        self, place: str, why: str, document: Document | None = None, *, at: str | None = None
    ) -> None:
        """Note what could not be read."""
        at = at or now()
        before = self._quarantine.get(place)
        self._quarantine[place] = Quarantined(
            place=place,
            why=why,
            tries=before.tries + 1 if before else 1,
            first_at=before.first_at if before else at,
            last_at=at,
            document=document,
        )

    def keep_aside(self, one: Quarantined) -> None:
        """Keep what was set aside elsewhere."""
        self._quarantine.setdefault(one.place, one)

    def release_from_quarantine(self, place: str) -> None:
        """It could be read at last."""
        self._quarantine.pop(place, None)

    def forget(self, document_id: str, author: str, why: str = "", *, at: str | None = None) -> Forgotten:
        """Remove a document, and leave hashes."""
        gone = [kept for kept in self._kept if kept.part.document.document_id == document_id]
        if not gone:
            raise LedgerError(f"no document {document_id!r} here; `lagebild show` tells a document's id")
        at = at or now()
        hashes = {each for k in gone for each in hashes_of(k.part.document, k.part.document.text)}
        tombs = [Forgotten(hash=each, author=author, at=at, why=why) for each in sorted(hashes)]
        for tomb in tombs:
            self.keep_hash(tomb)
        self._kept = [kept for kept in self._kept if kept.part.document.document_id != document_id]
        self._remarks = {
            key: remark
            for key, remark in self._remarks.items()
            if all(anchor.document_id != document_id for anchor in remark.anchors)
        }
        self._quarantine = {
            place: each
            for place, each in self._quarantine.items()
            if each.document is None or each.document.document_id != document_id
        }
        self._derived.clear()
        self.stories = ListBook(self._standing)
        self._stamp += 1
        return tombs[0]

    def keep_hash(self, forgotten: Forgotten) -> None:
        """Keep the hash of what was forgotten elsewhere."""
        self._forgotten.setdefault(forgotten.hash, forgotten)

    def derive(self, name: str, rows: Iterable[tuple[str, bytes]], *, more: bool = False) -> None:
        """Replace all rows of a derived table, or some."""
        before = self._derived.get(name, (0, {}))[1] if more else {}
        self._derived[name] = self._stamp, before | dict(rows)

    def rebuild(self) -> None:
        """Nothing is made ahead here."""

    # ------------------------------------------------ asking

    def claims(self, query: Query = EVERYTHING) -> Iterator[Found]:
        """The claims that meet the query."""
        alternatives = wanted(query.words)
        found = [
            (
                order_of(row, query, seen.world, seen.reading, nth),
                found_in(part, part.claims[nth], seen.world, seen.until),
            )
            for seen, part in seen_by(self._kept, self._decisions(), query.as_of, query.read_by)
            for nth, row in enumerate(rows_of(part.claims, part.sentences, part.document))
            if fits(row, query, part.document, seen.world, alternatives)
        ]
        found.sort(key=lambda each: each[0], reverse=True)
        yield from islice((each for _, each in found), query.limit)

    def page(self, query: Query, seek: Seek, size: int) -> Page[Found]:
        """Some of the claims that meet the query."""
        found = [
            (each.claim.claim_id, each) for each in self.claims(msgspec.structs.replace(query, limit=None))
        ]
        wanted = places_from([key for key, _ in found], seek)
        return page_in([found[i] for i in islice(wanted, size + 1)], seek, size)

    def _decisions(self) -> list[Decision]:
        return [(each.lang, each.release_id, each.at) for each in self._adoptions]

    def claim(self, claim_id: str) -> Found | None:
        """One claim."""
        counting = counting_in(self._kept, self._decisions())
        until = {version.version_id: version.until for version in self.versions()}
        for kept in reversed(self._kept):
            for claim in kept.part.claims if kept.seen.reading in counting else ():
                if claim.claim_id == claim_id:
                    replaced = until[kept.part.document.version_id]
                    return found_in(kept.part, claim, kept.seen.world, replaced)
        return None

    def facets(self, query: Query = EVERYTHING) -> Facets:
        """How many of the claims found have which value."""
        return facets_of(self.claims(query))

    def versions(self, document_id: str | None = None) -> Iterator[Version]:
        """The wordings of one document, or of all."""
        return versions_in(self._kept, self._decisions(), document_id)

    def reading(self, version_id: str, release_id: str | None = None) -> Reading | None:
        """What a release read in a version."""
        own = [k for k in self._kept if k.part.document.version_id == version_id]
        if release_id:
            own = [k for k in own if k.part.release_id == release_id]
        else:
            counting = counting_in(self._kept, self._decisions())
            own = [k for k in own if k.seen.reading in counting]
        if not own:
            return None
        part = own[-1].part
        return reading_in(part, self._releases.get(part.release_id or ""))

    def packed(self, version_id: str, release_id: str | None) -> Packed | None:
        """The reading of a version by a release, with its search terms."""
        for kept in self._kept:
            part = kept.part
            if (part.document.version_id, part.release_id) == (version_id, release_id):
                return packed_in(part, self._releases.get(release_id or ""))
        return None

    def has_read(self, version_id: str, release_id: str | None) -> bool:
        """Whether a release has read a version."""
        return any(
            (k.part.document.version_id, k.part.release_id) == (version_id, release_id) for k in self._kept
        )

    def is_forgotten(self, document: Document) -> bool:
        """Whether a document must not be read again."""
        return any(each in self._forgotten for each in hashes_of(document, document.text))

    def releases(self) -> tuple[KnownRelease, ...]:
        """The releases that have read something."""
        since = {each.lang: each for each in self._adoptions}
        return tuple(
            KnownRelease(
                release_id=release_id,
                lang=language_of_release(release),
                release=release,
                readings=sum(k.part.release_id == release_id for k in self._kept),
                adopted_at=holding.at
                if (holding := since.get(language_of_release(release))) and holding.release_id == release_id
                else None,
            )
            for release_id, release in self._releases.items()
        )

    def adoptions(self) -> tuple[Adoption, ...]:
        """Every decision on which release counts."""
        return tuple(self._adoptions)

    def remarks(self) -> tuple[Placed, ...]:
        """What analysts wrote, with the claims that it belongs to."""
        return tuple(
            Placed(remark=each, claims=tuple(self._claim_for(anchor) for anchor in each.anchors))
            for each in self._remarks.values()
        )

    def _claim_for(self, anchor: Anchor) -> str | None:
        standing = [v for v in self.versions(anchor.document_id) if v.until is None]
        reading = self.reading(standing[-1].version_id) if standing else None
        if reading is None:
            return None
        document = reading.document
        return claim_for(anchor, document.version_id, document.text, reading.claims)

    def quarantined(self) -> tuple[Quarantined, ...]:
        """What could not be read."""
        return tuple(self._quarantine[place] for place in sorted(self._quarantine))

    def forgotten(self) -> tuple[Forgotten, ...]:
        """What had to go."""
        return tuple(self._forgotten[each] for each in sorted(self._forgotten))

    def derived(self, name: str) -> Iterator[tuple[str, bytes]]:
        """The rows of a derived table."""
        yield from sorted(self._derived.get(name, (0, {}))[1].items())

    def derived_row(self, name: str, key: str) -> bytes | None:
        """One row of a derived table."""
        return self._derived.get(name, (0, {}))[1].get(key)

    def is_stale(self, name: str) -> bool:
        """Whether claims have changed since a derived table was made."""
        return self._derived.get(name, (-1, {}))[0] != self._stamp

    def arrived(self, count: int, seek: Seek = FIRST) -> Iterator[Version]:
        """Some of the wordings that stand, those that came last first."""
        order = {kept.part.document.version_id: kept.seen.version for kept in self._kept}
        standing = [version for version in self.versions() if version.until is None]
        standing.sort(key=lambda version: order[version.version_id], reverse=True)
        keys = [version.version_id for version in standing]
        yield from islice((standing[i] for i in places_from(keys, seek)), count)

    def stamp(self) -> tuple[int, int]:
        """The state of claims and of remarks."""
        return self._stamp, len(self._remarks)

    def integrity(self) -> tuple[str, ...]:
        """There is no file, and nothing is made ahead."""
        return ()

    def documents(self) -> int:
        """How many documents there are."""
        return len({k.seen.document for k in self._kept})

    def counts(self) -> Counts:
        """How much is there."""
        return Counts(
            documents=self.documents(),
            versions=len({k.seen.version for k in self._kept}),
            readings=len(self._kept),
            claims=sum(1 for _ in self.claims()),
            remarks=len(self._remarks),
            quarantined=len(self._quarantine),
            forgotten=len(self._forgotten),
        )

    def close(self) -> None:
        """There is no file."""
