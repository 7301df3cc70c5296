"""Which claims are compared at all.

Takes a Telling; gives the keys under which it is kept: two claims are compared when they share one. The keys are of the pair's
names, places, numbers and senses within a window of days, never of the order in which they came.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Protocol

from lagebild.stories.match import ordinal
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules

# A key that more claims than these share says nothing: it is passed over, and its stories are marked as capped.
CAP = 2000
LONG = 400  # days
_MOST = 5  # names of a sentence that make keys
Key = tuple[str, ...]


class Candidates(Protocol):
    """Where the claims are kept that a new one is compared with; the ledger implements it."""

    def tellings_under(self, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
        """The ids of the claims that are kept under each key."""

    def telling(self, claim_id: str) -> Telling | None:
        """A claim as it was kept."""


def keys_of(telling: Telling, rules: Rules) -> frozenset[Key]:
    """The keys of a claim, each with the two windows of days that it may share with another."""
    published = ordinal(telling.day) or 0
    keys: set[Key] = {("text", telling.quote, telling.sentence)}
    lengths = lengths_of(telling, rules)
    for words in _words_of(telling):
        for length in lengths:
            bucket = published // length
            keys.add((*words, f"{length}:{bucket}"))
            keys.add((*words, f"{length}:{bucket + 1}"))
    for words in _recalled_by(telling, rules):
        for back in (0, 1):
            keys.add((*words, f"{LONG}:{published // LONG + back}"))
    return frozenset(keys)


def _recalled_by(telling: Telling, rules: Rules) -> Iterator[Key]:
    """By what a happening is recalled long after: its place or people and what was done."""
    deeds = sorted(telling.senses & rules.deeds)
    there = sorted({*telling.recipients, *([telling.place] if telling.place else [])})
    yield from (("recalled", one, deed) for one in there for deed in deeds)
    yield from (("recalled", name, deed) for name in telling.names for deed in deeds)


def lengths_of(telling: Telling, rules: Rules) -> frozenset[int]:
    """The windows of a claim: its type's, and those of the types that one story may hold beside it."""
    near = {one for pair in rules.near if telling.type in pair for one in pair} | {telling.type}
    return frozenset(rules.window(one) for one in near)


def _words_of(telling: Telling) -> Iterator[Key]:
    ids = sorted(
        {*telling.actors, *telling.recipients, *telling.ids, *([telling.place] if telling.place else [])}
    )[:_MOST]
    senses = sorted({*telling.senses, *telling.names})
    yield from combinations(ids, 2)
    yield from ((one, sense) for one in ids for sense in senses)
    yield from combinations(senses, 2)
    yield from ((f"{a.high:g}", a.kind) for a in telling.amounts)
