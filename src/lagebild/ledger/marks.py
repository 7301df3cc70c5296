"""Marks: terms of the search that are no words.

Takes what a claim and its document are; gives terms like `type:aid` and `actor:prk`, by which a search for words is narrowed inside
the index, however common the words are.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

CACHED = 50_000


@lru_cache(CACHED)
def mark(name: str, value: str) -> str:
    """A term that no word can be: its colon stands in no word."""
    kept = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in value.casefold())
    return f"{name}:{kept}"


@lru_cache(CACHED)
def lineage(name: str, actor: str) -> str:
    """The marks of an actor and of all that it is a part of: KOR.SPY.nis, KOR.SPY, KOR."""
    parts = actor.split(".")
    return " ".join(mark(name, ".".join(parts[:n])) for n in range(len(parts), 0, -1))


def marks_of_pairs(pairs: Iterable[tuple[str | None, str | None]]) -> Iterator[str]:
    """The marks of all actors and recipients."""
    for name, side in (("actor", 0), ("recipient", 1)):
        for who in dict.fromkeys(pair[side] for pair in pairs):
            if who:
                yield lineage(name, who)
