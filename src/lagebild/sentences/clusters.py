"""Words of like use (Brown clusters), for the many words that no treebank has.

Takes a tagged word; gives its cluster: by its form, else by its lemma, else by the last stem of a compound.
"""

from collections.abc import Mapping
from functools import lru_cache

from lagebild.sentences.features import Tagged

NONE = 0


class Clusters:
    """Holds the cluster of each known word."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self.table = table
        self.of = lru_cache(maxsize=50_000)(self._of)

    def _of(self, word: Tagged) -> int:
        """The word's cluster, `NONE` if it has none."""
        return next((self.table[name] for name in _names(word) if name in self.table), NONE)


def _names(word: Tagged) -> tuple[str, ...]:
    """What the word may be known by, best first; a noun's stem comes without its capital."""
    stem = word.stem.capitalize() if word.form[:1].isupper() else word.stem
    return (word.form, word.form.lower(), word.form.lower().capitalize(), word.lemma, stem)
