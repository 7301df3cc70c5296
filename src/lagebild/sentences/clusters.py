"""Words of like use (Brown clusters), for the many words that no treebank has.

Takes a tagged word; gives its cluster: by its form, else by its lemma, else by the last stem of a compound.
"""

from collections.abc import Callable
from functools import cache

from lagebild.sentences.features import Tagged
from lagebild.sentences.weights import MODELS, read_clusters

NONE = 0


class Clusters:
    """Holds what the clusters of words are asked of."""

    def __init__(self, lookup: Callable[[str], int | None]) -> None:
        self._lookup = lookup

    def of(self, word: Tagged) -> int:
        """The word's cluster, `NONE` if it has none."""
        return next((found for name in _names(word) if (found := self._lookup(name))), NONE)


def _names(word: Tagged) -> tuple[str, ...]:
    """What the word may be known by, best first; a noun's stem comes without its capital."""
    stem = word.stem.capitalize() if word.form[:1].isupper() else word.stem
    return (word.form, word.form.lower(), word.form.lower().capitalize(), word.lemma, stem)


@cache
def clusters_of(lang: str) -> Callable[[str], int]:
    """Word -> its cluster in the parser that ships, a path in a tree whose first turns are the lowest bits; `NONE` for a word that has none."""
    path = MODELS / f"{lang}.npz"
    if not path.is_file():
        return lambda _: NONE
    table = read_clusters(path)
    return lambda word: table.get(word) or table.get(word.lower()) or NONE
