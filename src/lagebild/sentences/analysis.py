"""What the networks say of sentences.

Takes tagged words, sentence by sentence; gives an `Analysis` for each: heads, log-probabilities of relations, parts of
speech, features. Sentences are batched by length, inside one call only, so that a document's parse never depends on
what was parsed with it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import Lock

import msgspec
import numpy as np
from msgspec.structs import replace

from lagebild.caches import Cache
from lagebild.sentences.clusters import Clusters
from lagebild.sentences.features import Tagged, features_of
from lagebild.sentences.network import (
    FIRST_WORD,
    PADDING,
    ROOT,
    WORDS_KEPT,
    Heads,
    Ids,
    Layout,
    Network,
    States,
    arcs,
    layout_of,
)
from lagebild.sentences.trees import best_tree
from lagebild.sentences.weights import UNKNOWN, Array, Weights

BATCH_WORDS = 1_500
FORMS_KEPT = 20_000  # each a reference; what the networks remember of them is bounded by WORDS_KEPT
CERTAIN = 1e4
# "Some dependency" is no answer. German-GSD calls two fifths of its late first words so, which are determiners and the like:
# never saying it is worth 0.5 LAS on its part of dev.
UNSAID = ("dep",)


class Analysis(msgspec.Struct, frozen=True):
    """One sentence as the networks see it; heads are positions, -1 for the root; `relations` is [word, label]."""

    heads: tuple[int, ...]
    relations: Array
    upos: tuple[str, ...]
    feats: tuple[dict[str, str], ...]


class Analyser:
    """Holds a language's networks; they follow the conventions of one treebank, that of news if none is named."""

    def __init__(self, weights: Weights, treebank: str = "") -> None:
        self.weights = replace(weights, networks=())  # the networks have theirs in an order of their own
        sizes = tuple(len(values) for _, values in weights.feats)
        bank = weights.treebanks.index(treebank or weights.news)
        self._networks = tuple(Network(each, bank, sizes) for each in weights.networks)
        self._clusters = Clusters(weights.clusters.get)
        self._slots: dict[Tagged, int] = {}
        self._alike: dict[tuple[int, ...], int] = {}
        self._free = [*range(FIRST_WORD, WORDS_KEPT)]
        self._batches = 0
        self._last_asked = np.zeros(WORDS_KEPT, np.int64)  # in which batch, by place
        self._one_at_a_time = Lock()  # threads share what is remembered of words
        self._asked = self._missed = 0
        self._feats = lru_cache(maxsize=10_000)(self._feats_of)
        self._root = weights.labels.index("root")
        self._unsaid = [k for k, label in enumerate(weights.labels) if label in UNSAID]

    def analyse(self, sentences: Sequence[Sequence[Tagged]]) -> list[Analysis]:
        """One analysis per sentence, in their order."""
        done: dict[int, Analysis] = {}
        with self._one_at_a_time:
            for group in _groups([len(words) for words in sentences]):
                done |= zip(group, self._batch([sentences[i] for i in group]), strict=True)
        return [done[i] for i in range(len(sentences))]

    def caches(self) -> dict[str, Cache]:
        """What is remembered of words."""
        kept = Cache(self._asked - self._missed, self._missed, len(self._alike), WORDS_KEPT - FIRST_WORD)
        return {"words in the network": kept}

    def _batch(self, sentences: Sequence[Sequence[Tagged]]) -> Iterator[Analysis]:
        layout = layout_of([len(words) + 1 for words in sentences])
        slots = self._slots_of(sentences, layout)
        states = [network.encode(slots, layout) for network in self._networks]
        rows = [network.heads(each) for network, each in zip(self._networks, states, strict=True)]
        trees = [
            best_tree(_mean([arcs(each, own) for each in rows]).astype(np.float64)) for own in layout.rows
        ]
        relations = self._relations(rows, trees, layout)
        upos, feats = self._kinds(states)
        for own, tree in zip(layout.rows, trees, strict=True):
            words = own[1:]
            yield Analysis(
                heads=tuple((tree[1:] - 1).tolist()),
                relations=relations[words],
                upos=tuple(self.weights.upos[k] for k in upos[words].tolist()),
                feats=tuple(self._feats(tuple(row)) for row in feats[words].tolist()),
            )

    def _slots_of(self, sentences: Sequence[Sequence[Tagged]], layout: Layout) -> Ids:
        """Where the networks remember each row's word; when they know too many, they forget those that were asked for longest ago."""
        if len(self._slots) > FORMS_KEPT:
            self._slots.clear()
        words = {word for words in sentences for word in words}
        known = list(filter(None, map(self._slots.get, words)))
        self._batches += 1
        self._last_asked[known] = self._batches
        self._make_room(len(words) - len(known))
        slots = np.full(len(layout.mirror), PADDING)
        for words_of_one, own in zip(sentences, layout.rows, strict=True):
            slots[own] = [ROOT, *map(self._slot, words_of_one)]
        return slots

    def _make_room(self, coming: int) -> None:
        """For so many words; many are forgotten at once, because to find them takes as long as to meet some new ones."""
        if coming <= len(self._free):
            return
        places = np.array([*self._alike.values()])
        oldest = np.argsort(self._last_asked[places], kind="stable")[: max(coming, WORDS_KEPT // 8)]
        forgotten = frozenset(places[oldest].tolist())
        self._slots = {word: place for word, place in self._slots.items() if place not in forgotten}
        self._alike = {ids: place for ids, place in self._alike.items() if place not in forgotten}
        self._free += forgotten

    def _slot(self, word: Tagged) -> int:
        self._asked += 1
        slot = self._slots.get(word)
        if slot is None:
            self._missed += 1
            slot = self._slots[word] = self._place_of(self._ids_of(word))
        return slot

    def _place_of(self, ids: tuple[int, ...]) -> int:
        """Words with the same features are one to the networks: numbers above all."""
        place = self._alike.get(ids)
        if place is None:
            place = self._alike[ids] = self._free.pop()
            for network in self._networks:
                network.meet(place, ids)
        self._last_asked[place] = self._batches
        return place

    def _relations(self, rows: Sequence[Heads], trees: Sequence[Ids], layout: Layout) -> Array:
        """Of every row under its head in these trees; what hangs on a root is the root, and nothing else is or is unsaid."""
        heads = np.zeros(len(layout.mirror), np.int64)
        for own, tree in zip(layout.rows, trees, strict=True):
            heads[own] = own[tree]
        found = _mean([n.relations(each, heads) for n, each in zip(self._networks, rows, strict=True)])
        found[:, self._unsaid] = -CERTAIN
        found[:, self._root] = np.where(heads < layout.going_on[0], CERTAIN, -CERTAIN)
        return found

    def _kinds(self, states: Sequence[States]) -> tuple[Ids, Ids]:
        """Part of speech [row] and feature values [row, feature]."""
        each = [n.kinds(own) for n, own in zip(self._networks, states, strict=True)]
        upos, *feats = (_mean(same).argmax(-1) for same in zip(*each, strict=True))
        return upos, np.stack(feats, -1)

    def _feats_of(self, row: tuple[int, ...]) -> dict[str, str]:
        return {name: values[k] for (name, values), k in zip(self.weights.feats, row, strict=True) if k}

    def _ids_of(self, word: Tagged) -> tuple[int, ...]:
        tables = zip(self.weights.words, features_of(word, self._clusters.of(word)), strict=True)
        return tuple(table.get(value, UNKNOWN) for table, value in tables)


def _groups(lengths: Sequence[int]) -> list[list[int]]:
    """Sentences of like length together, longest first, until the batch is full."""
    found: list[list[int]] = []
    room = 0
    for i in sorted((i for i, n in enumerate(lengths) if n), key=lambda i: (-lengths[i], i)):
        room -= lengths[i] + 1
        if room < 0:
            found.append([])
            room = BATCH_WORDS - lengths[i] - 1
        found[-1].append(i)
    return found


def _mean(values: Sequence[Array]) -> Array:
    """The mean of log-probabilities, or of scores: one network's clear No counts for more than another's Perhaps."""
    return values[0] if len(values) == 1 else np.mean(values, 0, dtype=np.float32)
