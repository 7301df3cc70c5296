"""What linking keeps, in the ledger's file.

A `Shelf` over tables: what was asked for once is held until there is too much of it, what is new waits for `flush`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.stories.packing import cut_in, match_in, packed, packed_cut, packed_match, telling_in
from lagebild.stories import CROWD, Telling, load_rules
from lagebild.stories.bits import Asked, Bits, sides_of
from lagebild.stories.cut import Cut
from lagebild.stories.match import Match
from lagebild.stories.shelf import ANY, Key, Marked, near, wording_of

# Claims, matches and groups each; keys, of which each claim has dozens; what may be asked of claims: some hundred MB.
HELD, KEYS_HELD, MARKED_HELD = 60_000, 300_000, 600_000
ENOUGH = CROWD + 2  # claims under a key; of more only that they are too many counts
NOBODY: list[Marked] = []  # who is under most keys: one list for all of them
_LISTED = "(SELECT value FROM json_each(?))"
# Along the primary key: where there are more, only up to the last that is enough.
_FIRST_UNDER = (
    "SELECT held.key, claim, mask FROM json_each(?) AS asked CROSS JOIN linked_key AS held ON held.key = asked.value AND claim <= coalesce("
    f"(SELECT claim FROM linked_key WHERE key = asked.value ORDER BY claim LIMIT 1 OFFSET {ENOUGH - 1}), char(1114111))"
)


class _Under(dict[Key, list[Marked]]):
    """The claims under keys; of a key that is asked for without having been expected they are fetched."""

    def __init__(self, db: Database) -> None:
        super().__init__()
        self.db = db
        self.marked: dict[str, Marked] = {}

    def __missing__(self, key: Key) -> list[Marked]:
        self.fetch([key])
        return self[key]

    def fetch(self, keys: Sequence[Key]) -> None:
        """The first claims of each key; a key that has more than are enough is left at those."""
        self.update(dict.fromkeys(keys, NOBODY))
        for key, claim, mask in _rows(self.db, _FIRST_UNDER, sorted(keys)):
            marked = self.marked.get(claim)
            if marked is None:
                marked = self.marked[claim] = Marked(claim, mask)
            self.hold(key, marked)

    def hold(self, key: Key, marked: Marked) -> int:
        """Hold a claim under a key, of whose claims it is known who they are; gives how many these are."""
        held = self[key]
        if held is NOBODY:
            self[key] = [marked]
        elif len(held) < ENOUGH:
            held.append(marked)
        return len(self[key])

    def let_go(self) -> None:
        """Let go of what is held when it is too much."""
        if len(self) > KEYS_HELD:
            self.clear()
        if len(self.marked) > MARKED_HELD:
            self.marked.clear()


class TableShelf:
    """A `Shelf` in a database; `version_of` says to which version a new claim belongs."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.rules = load_rules()
        self.version_of: dict[str, int] = {}
        self._tellings: dict[str, Telling | None] = {}  # None: asked for, and not there
        self._nodes: dict[str, bool] = {}
        self._copies: dict[str, tuple[str, ...]] = {}
        self._under = _Under(db)
        self._matches: dict[str, dict[str, Match]] = {}
        self._cuts: dict[str, Cut | None] = {}
        self._new: dict[str, None] = {}
        self._new_keys: list[tuple[Key, str, int]] = []
        self._new_matches: dict[tuple[str, str], bytes | None] = {}  # None: one that goes
        self._turned: dict[str, None] = {}
        self._new_cuts: dict[str, Cut | None] = {}

    def expect(
        self,
        *,
        claims: Iterable[str] = (),
        wordings: Iterable[str] = (),
        keys: Iterable[Key] = (),
        matches: Iterable[str] = (),
        cuts: Iterable[str] = (),
    ) -> None:
        """Fetch what is not held yet with one statement each."""
        if new_claims := [claim for claim in claims if claim not in self._tellings]:
            self._fetch_claims(new_claims)
        if new_wordings := [wording for wording in wordings if wording not in self._copies]:
            self._fetch_copies(new_wordings)
        if new_keys := [key for key in keys if key not in self._under]:
            self._under.fetch(new_keys)
        if with_matches := [claim for claim in matches if claim not in self._matches]:
            self._fetch_matches(with_matches)
        if with_cuts := [claim for claim in cuts if claim not in self._cuts]:
            self._fetch_cuts(with_cuts)

    # ------------------------------------------------ claims

    def _fetch_claims(self, claims: Sequence[str]) -> None:
        self._tellings |= dict.fromkeys(claims)
        sql = f"SELECT claim, body, node FROM linked WHERE claim IN {_LISTED}"
        for claim, body, node in _rows(self.db, sql, claims):
            self._hold(claim, body, node)

    def _fetch_copies(self, wordings: Sequence[str]) -> None:
        found: dict[str, list[Telling]] = {wording: [] for wording in wordings}
        sql = f"SELECT wording, claim, body, node FROM linked WHERE wording IN {_LISTED}"
        for wording, claim, body, node in _rows(self.db, sql, wordings):
            found[wording].append(self._hold(claim, body, node))
        for wording, told in found.items():
            self._copies[wording] = tuple(t.claim_id for t in sorted(told, key=lambda t: t.order))

    def _hold(self, claim: str, body: bytes, node: int) -> Telling:
        telling = self._tellings.get(claim)
        if telling is None:
            telling = self._tellings[claim] = telling_in(body)
            self._nodes.setdefault(claim, bool(node))
            marked = self._under.marked.get(claim)
            if marked is not None and marked.sides == ANY:
                marked.sides = sides_of(telling, self.rules)
        return telling

    def telling(self, claim_id: str) -> Telling | None:
        """A claim."""
        found = self._tellings.get(claim_id)
        if found is None and claim_id not in self._tellings:
            self._fetch_claims([claim_id])
            found = self._tellings[claim_id]
        return found

    def tellings(self, claim_ids: Collection[str]) -> list[Telling]:
        """Those of the claims that are known."""
        self.expect(claims=claim_ids)
        held = self._tellings
        return [telling for claim in claim_ids if (telling := held[claim]) is not None]

    def put(self, telling: Telling) -> None:
        """Keep a claim."""
        self._tellings[telling.claim_id] = telling
        self._nodes[telling.claim_id] = False
        self._new[telling.claim_id] = None

    def drop(self, claim_id: str) -> None:
        """Let a claim go."""
        self.flush()
        self.db.run("DELETE FROM linked WHERE claim = ?", (claim_id,))
        self._tellings.pop(claim_id, None)
        self._nodes.pop(claim_id, None)

    def copies(self, wording: str) -> Sequence[str]:
        """The claims of one wording."""
        if wording not in self._copies:
            self._fetch_copies([wording])
        return self._copies[wording]

    def put_copies(self, wording: str, claim_ids: Sequence[str]) -> None:
        """Keep the claims of one wording."""
        self._copies[wording] = tuple(claim_ids)

    # ------------------------------------------------ keys

    def under(self, key: Key, most: int) -> Sequence[str]:
        """The claims under a key, never more than say that they are too many."""
        return [each.claim for each in self._under[key][:most]]

    def count(self, key: Key) -> int:
        """How many claims are under a key, up to those that say that they are too many."""
        return len(self._under[key])

    def near(self, keys: Iterable[Key], most: int, asked: Asked) -> list[str]:
        """The claims under keys and beside them that have what is asked."""
        return near(keys, self._under.__getitem__, most, asked)

    def put_under(self, claim_id: str, keys: Sequence[Key], bits: Bits) -> list[int]:
        """Keep a claim under its keys."""
        marked = self._under.marked[claim_id] = Marked(claim_id, bits.marks, bits.sides)
        self._new_keys += [(key, claim_id, bits.marks) for key in keys]
        return [self._under.hold(key, marked) for key in keys]

    def drop_under(self, claim_id: str, keys: Iterable[Key]) -> None:
        """Take a claim from under its keys."""
        self.flush()
        for key in keys:
            self.db.run("DELETE FROM linked_key WHERE key = ? AND claim = ?", (key, claim_id))
            self._under.pop(key, None)
        self._under.marked.pop(claim_id, None)

    # ------------------------------------------------ matches

    def nodes(self) -> Iterable[str]:
        """The claims that are compared."""
        self.flush()
        return [claim for (claim,) in self.db.all("SELECT claim FROM linked WHERE node")]

    def is_node(self, claim_id: str) -> bool:
        """Whether a claim is compared."""
        if claim_id not in self._nodes and self.telling(claim_id) is None:
            return False
        return self._nodes[claim_id]

    def put_node(self, claim_id: str) -> None:
        """From now on a claim is compared."""
        self._nodes[claim_id] = True
        self._turned[claim_id] = None
        self._matches[claim_id] = {}

    def drop_node(self, claim_id: str) -> None:
        """A claim is no longer compared."""
        self.drop_matches([(claim_id, other) for other in self.matches(claim_id)])
        del self._matches[claim_id]
        self._nodes[claim_id] = False
        self._turned[claim_id] = None

    def matches(self, claim_id: str) -> Mapping[str, Match]:
        """The matches of a claim."""
        if claim_id not in self._matches:
            self._fetch_matches([claim_id])
        return self._matches[claim_id]

    def _fetch_matches(self, claims: Sequence[str]) -> None:
        self._matches |= {claim: {} for claim in claims}
        sql = f"SELECT one, other, found FROM linked_match WHERE one IN {_LISTED}"
        for one, other, found in _rows(self.db, sql, claims):
            if (one, other) not in self._new_matches:  # else it goes
                known = self._matches.get(other, {}).get(one)
                self._matches[one][other] = known or match_in(found)

    def put_match(self, one: str, other: str, found: Match) -> None:
        """Keep a match."""
        self.matches(one), self.matches(other)
        self._matches[one][other] = found
        self._matches[other][one] = found
        self._new_matches[one, other] = self._new_matches[other, one] = packed_match(found)

    def drop_matches(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Let matches go."""
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                self._new_matches[one, other] = None
                self._matches.get(one, {}).pop(other, None)

    # ------------------------------------------------ groups

    def cut_of(self, claim_id: str) -> Cut | None:
        """The group of a claim."""
        if claim_id not in self._cuts:
            self._fetch_cuts([claim_id])
        return self._cuts[claim_id]

    def _fetch_cuts(self, claims: Sequence[str]) -> None:
        """The groups of claims, by their stories; of a story of one there is no more to know than who it is."""
        sql = f"SELECT story, body FROM (SELECT DISTINCT story FROM story_claim WHERE claim IN {_LISTED}) LEFT JOIN linked_cut USING (story)"
        for story, body in _rows(self.db, sql, claims):
            cut = Cut((story,)) if body is None else cut_in(body)
            for claim in cut.claims:
                self._cuts.setdefault(claim, cut)
        for claim in claims:
            self._cuts.setdefault(claim, None)

    def put_cuts(self, gone: Collection[Cut], made: Collection[Cut]) -> None:
        """Keep groups in the place of others."""
        for cut in gone:
            self._cuts |= dict.fromkeys(cut.claims)
            self._new_cuts[cut.first] = None
        for cut in made:
            self._cuts |= dict.fromkeys(cut.claims, cut)
            self._new_cuts[cut.first] = cut

    # ------------------------------------------------ writing

    def flush(self) -> None:
        """Write what is new, and let go of what is held when it is too much."""
        rows = [self._row(claim_id) for claim_id in self._new]
        self.db.many("INSERT INTO linked (claim, version, wording, node, body) VALUES (?, ?, ?, ?, ?)", rows)
        turned = [(int(self._nodes[c]), c) for c in self._turned if c not in self._new and c in self._nodes]
        self.db.many("UPDATE linked SET node = ? WHERE claim = ?", turned)
        self.db.many(
            "INSERT OR IGNORE INTO linked_key (key, claim, mask) VALUES (?, ?, ?)", sorted(self._new_keys)
        )
        matches = sorted(self._new_matches.items())
        self.db.many(
            "DELETE FROM linked_match WHERE one = ? AND other = ?",
            (pair for pair, body in matches if body is None),
        )
        self.db.many(
            "INSERT OR REPLACE INTO linked_match (one, other, found) VALUES (?, ?, ?)",
            ((*pair, body) for pair, body in matches if body is not None),
        )
        self.db.many("DELETE FROM linked_cut WHERE story = ?", ((story,) for story in sorted(self._new_cuts)))
        cuts = (
            (cut.first, packed_cut(cut)) for cut in self._new_cuts.values() if cut and len(cut.claims) > 1
        )
        self.db.many("INSERT INTO linked_cut VALUES (?, ?)", sorted(cuts))
        self._new, self._turned, self._new_keys, self._new_matches, self._new_cuts = {}, {}, [], {}, {}

    def let_go(self) -> None:
        """Write what is new; let go of what came first when there is too much."""
        self.flush()
        self.version_of.clear()
        for claim in _too_many(self._tellings):
            del self._tellings[claim]
            self._nodes.pop(claim, None)
        for held in (self._copies, self._matches, self._cuts):
            for name in _too_many(held):
                del held[name]
        self._under.let_go()

    def _row(self, claim_id: str) -> tuple[str, int, str, int, bytes]:
        telling, version = self._tellings[claim_id], self.version_of[claim_id]
        assert telling is not None  # it is new
        return claim_id, version, wording_of(telling), int(self._nodes[claim_id]), packed(telling)


def _rows(db: Database, sql: str, asked: Sequence[str] | Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows of a statement that asks for many at once."""
    return db.all(sql, (msgspec.json.encode(asked).decode(),))


def _too_many(held: dict[str, Any]) -> list[str]:
    """Where more is held than may be, the third of it that came first."""
    return list(islice(held, len(held) - HELD * 2 // 3)) if len(held) > HELD else []
