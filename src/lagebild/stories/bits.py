"""What claims ask of each other before they are compared, as bits.

Takes a Telling; gives what others may ask of it, and what it asks of them: its marks, for those that it may meet at all, and its sides, for those that
do not tell of somebody else. Most claims that share a key do, and are neither fetched nor compared. Bits are shared, which costs a comparison and no more.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from lagebild.stories.meeting import kin_of, marks_of
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules

BITS = 60  # that SQLite keeps in one number, too
SLOTS = 29  # bits for states and other slots of ids, of doers and of those to whom it is done
TOGETHER = 1 << SLOTS  # among the doers: it is told as done with each other
ANYBODY = (1 << SLOTS + 1) - 1
TARGETS = SLOTS + 1  # where the bits of those to whom it is done begin
STATE = 3  # letters of a state's id


class Bits(NamedTuple):
    """What others may ask of a claim."""

    marks: int
    sides: int


class Asked(NamedTuple):
    """What a claim asks of others: one bit of each."""

    marks: int
    doers: int
    targets: int


def bits_of(telling: Telling, rules: Rules) -> Bits:
    """What others may ask of a claim."""
    return Bits(_mask(telling, rules, asks=False), sides_of(telling, rules))


def asked_of(telling: Telling, rules: Rules) -> Asked:
    """What a claim asks of others. Whoever does not have it can be of no story with it because of their match: the two may not meet, or `who.people`
    parts them.
    """
    targets = _slots(telling.recipients) if _has_a_target(telling, rules) else ANYBODY
    doers = _doers(telling, rules) | _slots(_allies(telling.actors, rules))
    return Asked(_mask(telling, rules, asks=True), doers, targets << TARGETS)


# ------------------------------------------------------------------ what it tells


def _mask(telling: Telling, rules: Rules, *, asks: bool) -> int:
    """Type, deeds and ladder of a claim, one of which every claim has that it may meet; and the kin of its deeds: events ask for that of statements and
    answers, and these for any.
    """
    marks = set(marks_of(telling, rules) | ({telling.type} if telling.type else frozenset()))
    free = not telling.type or bool(telling.answered)
    kin = kin_of(telling, rules)
    marks |= {f"kin {i}" for i in kin if free or not asks}
    marks |= {f"free {i}" for i in kin if free or asks}
    return _bits_for(marks, BITS)


# ------------------------------------------------------------------ of whom


def sides_of(telling: Telling, rules: Rules) -> int:
    """Who does it and who says so, and to whom it is done, by their states."""
    targets = _slots(telling.recipients) if _has_a_target(telling, rules) else ANYBODY
    return _doers(telling, rules) | targets << TARGETS


def _doers(telling: Telling, rules: Rules) -> int:
    """Who does it; and who says so, for each of two sides may say that it was the other."""
    if not telling.actors:
        return ANYBODY
    saying = telling.chain[-1].state if telling.chain else None
    doers = _slots(telling.actors) | _slots((saying,) if saying else ())
    return doers | TOGETHER if _is_done_together(telling, rules) else doers


def _is_done_together(telling: Telling, rules: Rules) -> bool:
    """Whether it is such that several do it with each other: all of them are the doers, then."""
    return telling.type in rules.mutual or not telling.acts.isdisjoint(rules.jointly)


def _has_a_target(telling: Telling, rules: Rules) -> bool:
    """Whether it is done to some state, so that what is done to another is something else, whoever does it and says so."""
    saying = telling.chain[-1].state if telling.chain else None
    own = saying is None or not telling.actors or saying in telling.actors
    plain = not (telling.withdrawn or telling.victims or _is_done_together(telling, rules))
    state = any(len(id) == STATE for id in telling.recipients)
    done_to_oneself = set(telling.recipients) <= set(telling.actors)
    return state and own and plain and not done_to_oneself and telling.acts.isdisjoint(rules.freeing)


@lru_cache(maxsize=1 << 14)
def _allies(ids: tuple[str, ...], rules: Rules) -> tuple[str, ...]:
    """Of whom somebody is a member, and who is one of theirs: what an alliance does is done by some of its members."""
    pairs = ((x, y) for pair in rules.members for x, y in (pair, pair[::-1]))
    return tuple(sorted({other for one, other in pairs if one in ids}))


@lru_cache(maxsize=1 << 14)
def _slots(ids: tuple[str, ...]) -> int:
    """The first parts of ids, which all have in common that belong to each other."""
    return _bits_for({id.partition(".")[0] for id in ids}, SLOTS)


def _bits_for(words: Iterable[str], count: int) -> int:
    mask = 0
    for word in words:
        mask |= 1 << crc32(word.encode()) % count
    return mask
