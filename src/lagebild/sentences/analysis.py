"""What the networks say of sentences.

Takes tagged words, sentence by sentence; gives an `Analysis` for each: heads, log-probabilities of relations, parts of
speech, features. Sentences are batched by length, inside one call only, so that a document's parse never depends on
what was parsed with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lagebild.sentences.clusters import Clusters
from lagebild.sentences.features import Tagged, features_of
from lagebild.sentences.network import Ids, Networks
from lagebild.sentences.trees import best_tree
from lagebild.sentences.weights import UNKNOWN, Array, Weights

BATCH_PLACES = 2_000


@dataclass(frozen=True)
class Analysis:
    """One sentence as the networks see it; heads are positions, -1 for the root; `relations` is [word, label]."""

    heads: tuple[int, ...]
    relations: Array
    upos: tuple[str, ...]
    feats: tuple[dict[str, str], ...]


class Analyser:
    """Holds a language's networks; they follow the conventions of one treebank, that of news if none is named."""

    def __init__(self, weights: Weights, treebank: str = "") -> None:
        self.weights = weights
        sizes = tuple(len(values) for _, values in weights.feats)
        bank = weights.treebanks.index(treebank or weights.news)
        self._networks = Networks(weights.networks, bank, sizes)
        self._clusters = Clusters(weights.clusters)
        self._ids = lru_cache(maxsize=50_000)(self._ids_of)
        self._root = weights.labels.index("root")

    def analyse(self, sentences: Sequence[Sequence[Tagged]]) -> list[Analysis]:
        """One analysis per sentence, in their order."""
        done: dict[int, Analysis] = {}
        for group in _groups([len(words) for words in sentences]):
            done |= zip(group, self._batch([sentences[i] for i in group]), strict=True)
        return [done[i] for i in range(len(sentences))]

    def _batch(self, sentences: Sequence[Sequence[Tagged]]) -> list[Analysis]:
        lengths = np.array([len(words) + 1 for words in sentences])
        ids = np.zeros((len(sentences), int(lengths.max()), len(self.weights.words)), np.int64)
        for i, words in enumerate(sentences):
            ids[i, 1 : len(words) + 1] = [self._ids(word) for word in words]
        states = self._networks.encode(ids, lengths)
        heads = _heads(self._networks.heads(states, lengths), lengths)
        relations = self._one_root(self._networks.labels(states, heads), heads)
        upos = self._networks.upos(states).argmax(-1)
        feats = [each.argmax(-1) for each in self._networks.feats(states)]
        values = np.stack(feats, -1)
        return [
            Analysis(
                heads=tuple((heads[i, 1:n] - 1).tolist()),
                relations=relations[i, 1:n],
                upos=tuple(self.weights.upos[k] for k in upos[i, 1:n]),
                feats=tuple(self._feats(row) for row in values[i, 1:n].tolist()),
            )
            for i, n in enumerate(lengths)
        ]

    def _one_root(self, relations: Array, heads: Ids) -> Array:
        relations[:, :, self._root] = np.where(heads == 0, 1e4, -1e4)
        return relations

    def _feats(self, row: list[int]) -> dict[str, str]:
        return {name: values[k] for (name, values), k in zip(self.weights.feats, row, strict=True) if k}

    def _ids_of(self, word: Tagged) -> tuple[int, ...]:
        tables = zip(self.weights.words, features_of(word, self._clusters.of(word)), strict=True)
        return tuple(table.get(value, UNKNOWN) for table, value in tables)


def _groups(lengths: Sequence[int]) -> list[list[int]]:
    """Sentences of like length together, until the padded batch is full."""
    found: list[list[int]] = []
    for i in sorted((i for i, n in enumerate(lengths) if n), key=lambda i: (lengths[i], i)):
        if not found or (len(found[-1]) + 1) * (lengths[i] + 1) > BATCH_PLACES:
            found.append([])
        found[-1].append(i)
    return found


def _heads(scores: Array, lengths: Ids) -> Ids:
    heads = np.zeros(scores.shape[:2], np.int64)
    for i, n in enumerate(lengths):
        heads[i, :n] = best_tree(scores[i, :n, :n].astype(np.float64))
    return heads
