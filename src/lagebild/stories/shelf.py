"""What linking keeps: claims, the keys that they share, copies, matches.

`Shelf` is what the `Linker` asks of it; `MemoryShelf` keeps it as long as the program runs, the ledger in its file.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import Protocol

from lagebild.stories.bits import Asked, Bits
from lagebild.stories.cut import Cut
from lagebild.stories.days import ordinal
from lagebild.stories.match import Match
from lagebild.stories.records import Telling

Key = int
ANY = -1  # all bits
_COPIES = 45  # days within which the same sentence in another document is a copy of it


@dataclass(slots=True, eq=False)
class Marked:
    """A claim under keys, with what others may ask of it (`bits`); its sides as long as they are not known: any."""

    claim: str
    marks: int
    sides: int = ANY


class Shelf(Protocol):
    """What linking keeps. Claims are named by their ids."""

    def expect(
        self,
        *,
        claims: Iterable[str] = (),
        wordings: Iterable[str] = (),
        keys: Iterable[Key] = (),
        matches: Iterable[str] = (),
        cuts: Iterable[str] = (),
    ) -> None:
        """What will be asked for next: claims, those of wordings, those under keys, matches and groups of claims; so that all can be fetched at once."""

    def telling(self, claim_id: str) -> Telling | None:
        """A claim, when it is known."""

    def tellings(self, claim_ids: Collection[str]) -> list[Telling]:
        """Those of the claims that are known, in their order."""

    def put(self, telling: Telling) -> None:
        """Keep a claim."""

    def drop(self, claim_id: str) -> None:
        """Let a claim go; nothing else may still name it."""

    def copies(self, wording: str) -> Sequence[str]:
        """The claims of one wording, in canonical order."""

    def put_copies(self, wording: str, claim_ids: Sequence[str]) -> None:
        """Keep the claims of one wording; none: forget it."""

    def under(self, key: Key, most: int) -> Sequence[str]:
        """The claims under a key, at most so many of them."""

    def count(self, key: Key) -> int:
        """How many claims are under a key, as far as they are counted."""

    def near(self, keys: Iterable[Key], most: int, asked: Asked) -> list[str]:
        """The claims under keys, and under the keys beside these, that have what is asked of them, as far as that is known. A key under which nobody or more
        than so many are gives none, nor do those beside it.
        """

    def put_under(self, claim_id: str, keys: Sequence[Key], bits: Bits) -> list[int]:
        """Keep a claim under its keys, with what others may ask of it; gives how many are now under each, as far as they are counted."""

    def drop_under(self, claim_id: str, keys: Iterable[Key]) -> None:
        """Take a claim from under its keys."""

    def nodes(self) -> Iterable[str]:
        """The claims that are compared: the first of each wording."""

    def is_node(self, claim_id: str) -> bool:
        """Whether a claim is compared."""

    def put_node(self, claim_id: str) -> None:
        """From now on a claim is compared."""

    def drop_node(self, claim_id: str) -> None:
        """A claim is no longer compared; its matches go."""

    def matches(self, claim_id: str) -> Mapping[str, Match]:
        """The matches of a claim, by the other claim."""

    def put_match(self, one: str, other: str, found: Match) -> None:
        """Keep a match, for both."""

    def drop_matches(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Let matches go, for both."""

    def cut_of(self, claim_id: str) -> Cut | None:
        """The group in which a compared claim was put last; None when it never was in one, or that is no more."""

    def put_cuts(self, gone: Collection[Cut], made: Collection[Cut]) -> None:
        """Keep groups in the place of others."""


@dataclass
class MemoryShelf:
    """A `Shelf` in memory."""

    _tellings: dict[str, Telling] = field(default_factory=dict)
    _copies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _under: dict[Key, dict[Marked, None]] = field(default_factory=dict)
    _marked: dict[str, Marked] = field(default_factory=dict)
    _matches: dict[str, dict[str, Match]] = field(default_factory=dict)
    _cuts: dict[str, Cut] = field(default_factory=dict)

    def expect(
        self,
        *,
        claims: Iterable[str] = (),
        wordings: Iterable[str] = (),
        keys: Iterable[Key] = (),
        matches: Iterable[str] = (),
        cuts: Iterable[str] = (),
    ) -> None:
        """All of it is at hand."""

    def telling(self, claim_id: str) -> Telling | None:
        """A claim."""
        return self._tellings.get(claim_id)

    def tellings(self, claim_ids: Collection[str]) -> list[Telling]:
        """Those of the claims that are known."""
        return [self._tellings[claim] for claim in claim_ids if claim in self._tellings]

    def put(self, telling: Telling) -> None:
        """Keep a claim."""
        self._tellings[telling.claim_id] = telling

    def drop(self, claim_id: str) -> None:
        """Let a claim go."""
        del self._tellings[claim_id]

    def copies(self, wording: str) -> Sequence[str]:
        """The claims of one wording."""
        return self._copies.get(wording, ())

    def put_copies(self, wording: str, claim_ids: Sequence[str]) -> None:
        """Keep the claims of one wording."""
        if claim_ids:
            self._copies[wording] = tuple(claim_ids)
        else:
            self._copies.pop(wording, None)

    def under(self, key: Key, most: int) -> Sequence[str]:
        """The claims under a key."""
        return [each.claim for each in islice(self._under.get(key, ()), most)]

    def count(self, key: Key) -> int:
        """How many claims are under a key."""
        return len(self._under.get(key, ()))

    def near(self, keys: Iterable[Key], most: int, asked: Asked) -> list[str]:
        """The claims under keys and beside them that have what is asked."""
        return near(keys, self._under.get, most, asked)

    def put_under(self, claim_id: str, keys: Sequence[Key], bits: Bits) -> list[int]:
        """Keep a claim under its keys."""
        marked = self._marked[claim_id] = Marked(claim_id, bits.marks, bits.sides)
        for key in keys:
            self._under.setdefault(key, {})[marked] = None
        return [len(self._under[key]) for key in keys]

    def drop_under(self, claim_id: str, keys: Iterable[Key]) -> None:
        """Take a claim from under its keys."""
        marked = self._marked.pop(claim_id)
        for key in keys:
            del self._under[key][marked]
            if not self._under[key]:
                del self._under[key]

    def nodes(self) -> Iterable[str]:
        """The claims that are compared."""
        return list(self._matches)

    def is_node(self, claim_id: str) -> bool:
        """Whether a claim is compared."""
        return claim_id in self._matches

    def put_node(self, claim_id: str) -> None:
        """From now on a claim is compared."""
        self._matches[claim_id] = {}

    def drop_node(self, claim_id: str) -> None:
        """A claim is no longer compared."""
        for other in self._matches.pop(claim_id):
            del self._matches[other][claim_id]

    def matches(self, claim_id: str) -> Mapping[str, Match]:
        """The matches of a claim."""
        return self._matches[claim_id]

    def put_match(self, one: str, other: str, found: Match) -> None:
        """Keep a match."""
        self._matches[one][other] = found
        self._matches[other][one] = found

    def drop_matches(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Let matches go."""
        for one, other in pairs:
            del self._matches[one][other], self._matches[other][one]

    def cut_of(self, claim_id: str) -> Cut | None:
        """The group of a claim."""
        return self._cuts.get(claim_id)

    def put_cuts(self, gone: Collection[Cut], made: Collection[Cut]) -> None:
        """Keep groups in the place of others."""
        for cut in gone:
            for claim_id in cut.claims:
                del self._cuts[claim_id]
        for cut in made:
            self._cuts |= dict.fromkeys(cut.claims, cut)


def near(
    keys: Iterable[Key], under: Callable[[Key], Collection[Marked] | None], most: int, asked: Asked
) -> list[str]:
    """The claims under keys, and under those beside them, that have what is asked."""
    found: set[Marked] = set()
    for key in keys:
        here = under(key)
        if here and len(here) <= most:
            found.update(here)
            for window in (under(key - 1), under(key + 1)):
                if window and len(window) <= most:
                    found.update(window)
    marks, doers, targets = asked
    return [
        each.claim for each in found if each.marks & marks and each.sides & doers and each.sides & targets
    ]


def wording_of(telling: Telling) -> str:
    """What copies have in common: the sentence, where in it the trigger stands, and some weeks."""
    bucket = (ordinal(telling.day) or 0) // _COPIES
    place = telling.start - telling.sentence_start
    words = f"{telling.quote}\x1f{telling.sentence}\x1f{place}\x1f{bucket}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
