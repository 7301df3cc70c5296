"""A large ledger, with its stories as they were invented.

Takes a path and a number; gives the file, filled: readings, claims, search, stories, and what linking keeps of all claims, so that a document
that comes later is compared with them. Joining a million claims by comparing them takes the better part of an hour (benchmarks/linking.py measures
that); here claims that were invented as one happening are one story, so that pages can be asked of a ledger of any size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

import msgspec

from benchmarks.invented import readings
from lagebild.ledger import SqliteLedger, open_ledger, pack
from lagebild.ledger.database import Database
from lagebild.ledger.stories import forms, keeping
from lagebild.ledger.stories.packing import deflated, packed_cut, packed_match, telling_in
from lagebild.stories import Constraints, Group, Story, Telling, keys_of, load_rules, story_of, tellings_of
from lagebild.stories.cut import Cut
from lagebild.stories.link import mask_of
from lagebild.stories.match import Match
from lagebild.stories.shelf import Key, wording_of

BATCH = 20_000  # documents that are recorded in one transaction
DOCUMENTS, STORIES = 4_000, 4_000  # that are put in with one statement a table
ALONE = 25  # claims of a hundred that stand by themselves, as those do that linking finds nothing beside
OF_ONE = Match(6.0, (("same_actors", 2.0), ("same_type", 2.0), ("same_words", 2.0)))
Place = tuple[str, str, int, str]  # of a claim in the canonical order; its id comes last
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Telling)


def record(path: Path, claims: int) -> None:
    """The readings, in few transactions."""
    with open_ledger(path) as ledger:
        waiting = map(pack, readings(claims))
        while batch := list(islice(waiting, BATCH)):
            ledger.record_all(batch)


def join(path: Path, claims: int) -> int:
    """The stories of readings that are recorded; how many there are."""
    with open_ledger(path) as ledger, ledger.db.transaction():
        keeping.make_tables(ledger.db)
        joined = _Joined()
        told = _told(ledger, claims)
        while batch := list(islice(told, DOCUMENTS)):
            joined.take(ledger.db, batch)
        return joined.put(ledger.db)


def settle(path: Path) -> None:
    """Say that the stories of a file are those of today's rules; else the first page would have them all made again. Those of the form before
    today's are brought into it; and copies that an earlier make of such a file compared apart, as linking never does, are compared once.
    """
    with open_ledger(path) as ledger, ledger.db.transaction():
        _mend(ledger.db)
        if str(ledger.db.value("SELECT rules FROM linked_by")).endswith(f" {forms.BEFORE}"):
            forms.bring_forward(ledger.db, keeping.make_tables)
        keeping.note(ledger.db, Constraints(), int(ledger.db.value("SELECT max(version) FROM version")))


def _mend(db: Database) -> None:
    """Of copies of one wording only the first is compared."""
    twice = "SELECT wording FROM linked WHERE node = 1 GROUP BY wording HAVING count(*) > 1"
    for (wording,) in db.all(twice):
        rows = db.all("SELECT claim, body FROM linked WHERE wording = ?", (wording,))
        _, *later = sorted(rows, key=lambda row: telling_in(row[1]).order)
        for claim, _ in later:
            db.run("UPDATE linked SET node = 0 WHERE claim = ?", (claim,))
            db.run("DELETE FROM linked_match WHERE one = ? OR other = ?", (claim, claim))
            db.run("DELETE FROM linked_key WHERE claim = ?", (claim,))


def _told(ledger: SqliteLedger, claims: int) -> Iterator[tuple[int, int, str, tuple[Telling, ...]]]:
    """Number of version and document, and the claims as linking sees them; invented texts have no trees, and are not read again."""
    rows = ledger.db.all("SELECT version, document, version_id FROM version ORDER BY version")
    for row, reading in zip(rows, readings(claims), strict=True):
        if row[2] != reading.document.version_id:
            raise ValueError(f"{row[2]} was not invented with {claims} claims")
        yield (*row, tellings_of(reading))


@dataclass
class _Joined:
    """The claims of each story, packed, and those that are compared, in the order of their coming."""

    held: dict[str, list[bytes]] = field(default_factory=dict)
    compared: dict[str, list[Place]] = field(default_factory=dict)
    matched: list[tuple[str, str, bytes]] = field(default_factory=list)
    first: dict[str, str] = field(
        default_factory=dict
    )  # of each wording the story of its first claim, which alone is compared

    def take(self, db: Database, batch: Iterable[tuple[int, int, str, tuple[Telling, ...]]]) -> None:
        """Keep the claims of documents, and what linking keeps of them."""
        rules, claims, versions = load_rules(), [], []
        keys: list[tuple[Key, str, int]] = []
        for version, document, version_id, told in batch:
            versions.append((version, document, version_id))
            for telling in told:
                body = _ENCODER.encode(telling)
                wording = wording_of(telling)
                is_node = wording not in self.first
                claims.append((telling.claim_id, version, wording, int(is_node), deflated(body)))
                if not is_node:
                    self.held[self.first[wording]].append(body)
                    continue
                mask = mask_of(telling, rules)
                keys += [(_signed(key), telling.claim_id, mask) for key in keys_of(telling, rules)]
                self.first[wording] = self._join(telling, body)
        db.many("INSERT INTO linked_version VALUES (?, ?, ?)", versions)
        db.many("INSERT OR IGNORE INTO linked VALUES (?, ?, ?, ?, ?)", sorted(claims))
        db.many("INSERT OR IGNORE INTO linked_key VALUES (?, ?, ?)", sorted(keys))

    def _join(self, telling: Telling, body: bytes) -> str:
        """Put a claim into its story; gives the story's key."""
        alone = telling.claim_id if int(telling.claim_id, 16) % 100 < ALONE else ""
        key = f"{alone} {telling.type} {telling.recipients} {telling.sentence.split()[:4]}"
        compared = self.compared.setdefault(key, [])
        compared.append(telling.order)
        self.held.setdefault(key, []).append(body)
        if len(compared) > 1:
            found, before = packed_match(OF_ONE), compared[-2][-1]
            self.matched += [(before, telling.claim_id, found), (telling.claim_id, before, found)]
        return key

    def put(self, db: Database) -> int:
        """Keep the stories."""
        db.many("INSERT OR IGNORE INTO linked_match VALUES (?, ?, ?)", sorted(self.matched))
        cuts = (_cut(places) for places in self.compared.values() if len(places) > 1)
        db.many(
            "INSERT OR IGNORE INTO linked_cut VALUES (?, ?)",
            sorted((cut.first, packed_cut(cut)) for cut in cuts),
        )
        stories = map(_story, self.held.values())
        while batch := list(islice(stories, STORIES)):
            keeping.put_stories(db, batch)
        keeping.note(db, Constraints(), int(db.value("SELECT max(version) FROM version")))
        return len(self.held)


def _story(bodies: Iterable[bytes]) -> Story:
    told = {t.claim_id: t for t in map(_DECODER.decode, bodies)}
    ordered = tuple(sorted(told.values(), key=lambda t: t.order))
    matches = tuple(((one.claim_id, other.claim_id), OF_ONE) for one, other in pairwise(ordered))
    return story_of(Group(ordered, matches), load_rules())


def _cut(places: Sequence[Place]) -> Cut:
    """The claims of a story that are compared, each joined to the one before it."""
    tied = (sorted(pair) for pair in pairwise(places))
    tree = ((one[-1], other[-1], OF_ONE.score) for one, other in tied)
    return Cut(tuple(place[-1] for place in sorted(places)), tuple(sorted(tree)))


def _signed(key: Key) -> int:
    """A key as SQLite's integers hold it."""
    low = key & 0xFFFFFFFFFFFFFFFF
    return low - (1 << 64) if low >= 1 << 63 else low
