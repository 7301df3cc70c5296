"""Do the words of a text speak of politics?

Takes the words of a text; gives a score, above 0 where they do. Each word and each stretch of four of its letters has a weight, so that a word
nobody has seen speaks by its parts (*Karnevalsverein*, *peacekeeping*). It says what a text is about and never what happened: one trait among
those by which events are weighed (`claims/footing.py`). Logistic regression over hashed traits, trained by `training/wording.py`.
"""

import math
import zlib
from array import array
from collections.abc import Iterable
from functools import cache, lru_cache

from lagebild.caches import QUICK
from lagebild.claims.weights import FLOAT, weights_in

SLOTS = 1 << 15
SLOT = "H"  # two bytes: a number of its own takes thirty
STRETCH = 4  # letters; with 3 or 5 as good, words alone are worse (.95 for .98 of the area under the curve)


class Wording:
    """The weights of one language; the first is the bias."""

    def __init__(self, weights: Iterable[float]) -> None:
        self.bias, *rest = weights
        self.weights = array(FLOAT, rest)

    def speaks(self, words: Iterable[str], share: float = 1.0) -> float:
        """How much the words of a text speak for politics; the longer a text, the less each of its words. `share`: how much of the text is as
        long as those that the weights were learnt from; a longer one would else speak the louder the longer it is.
        """
        slots = sorted(slots_of(words))
        if not slots:
            return self.bias
        return self.bias + sum(map(self.weights.__getitem__, slots)) * math.sqrt(share / len(slots))


def slots_of(words: Iterable[str]) -> set[int]:
    """Where the weights of words and of their parts stand."""
    return set[int]().union(*(_slots_of(word) for word in words if word.isalpha()))


@lru_cache(QUICK)
def _slots_of(word: str) -> "array[int]":
    bounded = f"<{word}>"
    parts = {bounded[k : k + STRETCH] for k in range(len(bounded) - STRETCH + 1)}
    return array(SLOT, [zlib.crc32(part.encode()) % SLOTS for part in {bounded, *parts}])


@cache
def wording_of(lang: str) -> Wording | None:
    """The weights of a language, or None where there are none."""
    stored = weights_in(lang, "wording.bin")
    return Wording(stored) if stored else None
