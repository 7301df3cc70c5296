"""What the entries of each type ask for: how many want this word, or a class that has it, at this relation.

Takes a language's frames; gives counts by relation, word and type. A word that entries of other verbs ask for in the same place (*Spielplatz* as
what is attacked) speaks for a verb's entry of that type that does not list it, as `claims/traits.py` sees it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK
from lagebild.claims.knowledge import Knowledge
from lagebild.languages import Frame, load_pack, pack_files
from lagebild.loading import MARSHALLED, kept

CLASS = "@"
Asked = Mapping[str, Mapping[str, Mapping[str, int]]]
"""By relation and word (or `@class`): how many entries of each type ask for it."""


class Wanted(NamedTuple):
    """By type: how many entries ask for a word itself, and how many for a class that has it."""

    itself: Counter[str]
    by_class: Counter[str]


@lru_cache(QUICK)
def wanted(know: Knowledge, relation: str, lemma: str) -> Wanted:
    """Which types want a word at a relation."""
    there = asked_of(know).get(relation, {})
    by_class = Counter[str]()
    for name in know.classes_of(lemma):
        by_class.update(there.get(CLASS + name, {}))
    return Wanted(Counter(there.get(lemma, {})), by_class)


@lru_cache(8)
def asked_of(know: Knowledge) -> Asked:
    """What the entries of a language ask for; of our own packs kept for the next start."""
    pack = know.pack
    if pack is not load_pack(pack.code):
        return _counted(pack.frames.values())
    return kept(
        f"asked-{pack.code}", pack_files(pack.code), lambda: _counted(pack.frames.values()), MARSHALLED
    )


def _counted(entries: Iterable[tuple[Frame, ...]]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for frame in (frame for frames in entries for frame in frames):
        for condition in frame.when:
            if len(condition.path) > 1:
                continue
            words = found.setdefault(relation_of(condition.path[0]), {})
            for name in (*condition.words, *(CLASS + name for name in condition.classes)):
                types = words.setdefault(name, {})
                types[frame.type] = types.get(frame.type, 0) + 1
    return found


def relation_of(name: str) -> str:
    """A relation without its preposition or case."""
    return name.partition(":")[0]
