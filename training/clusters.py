"""Brown clusters of frequent words, from the package spacy-lookups-data (MIT licence).

Takes a language; gives the clusters of its most frequent words. A word is left out where the runtime would find the
same cluster by its small letters.
"""

import gzip
import json
from importlib.resources import files
from typing import Any

WORDS = 120_000
LONGEST = 30


def clusters_of(lang: str) -> dict[str, int]:
    """Word -> cluster."""
    clusters, frequency = _table(f"{lang}_lexeme_cluster"), _table(f"{lang}_lexeme_prob")
    known = {word: int(cluster) for word, cluster in clusters.items() if cluster and _is_word(word)}
    lean = {word: cluster for word, cluster in known.items() if not _follows(word, cluster, known)}
    order = sorted(lean, key=lambda word: (-frequency.get(word, -99.0), word))
    return {word: lean[word] for word in order[:WORDS]}


def _table(name: str) -> dict[str, Any]:
    packed = (files("spacy_lookups_data") / "data" / f"{name}.json.gz").read_bytes()
    table: dict[str, Any] = json.loads(gzip.decompress(packed))
    return table


def _is_word(word: str) -> bool:
    return len(word) <= LONGEST and word.replace("-", "").isalpha()


def _follows(word: str, cluster: int, known: dict[str, int]) -> bool:
    return word != word.lower() and known.get(word.lower()) == cluster
