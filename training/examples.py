"""Trees as numbers.

Takes trees and a tagger; gives vocabularies and `Example`s, and batches of examples as tensors.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lagebild.sentences.clusters import Clusters
from lagebild.sentences.features import features_of
from lagebild.sentences.tags import Tagger
from training.treebanks import Tree

UNKNOWN = 1  # 0 is padding
NOT_SCORED = -100
FEATS = (
    "Case",
    "Number",
    "Gender",
    "Mood",
    "Tense",
    "VerbForm",
    "Person",
    "PronType",
    "Degree",
    "NumType",
    "Voice",
    "Definite",
    "Poss",
    "Reflex",
    "Polarity",
)


@dataclass(frozen=True)
class Vocabulary:
    """Everything that has an index."""

    words: tuple[dict[str, int], ...]
    labels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[tuple[str, ...], ...]
    treebanks: tuple[str, ...]
    clusters: dict[str, int]


@dataclass(frozen=True)
class Example:
    """One tree; place 0 is the root and is not scored."""

    ids: NDArray[np.int64]
    heads: list[int]
    labels: list[int]
    upos: list[int]
    feats: NDArray[np.int64]
    treebank: int


@dataclass(frozen=True)
class Batch:
    """Examples, padded to one length."""

    ids: Tensor
    heads: Tensor
    labels: Tensor
    upos: Tensor
    feats: Tensor
    treebank: Tensor
    lengths: Tensor


Features = list[list[tuple[str, ...]]]


def word_features(trees: Iterable[Tree], tagger: Tagger, clusters: dict[str, int]) -> Features:
    """Feature strings of every word of every tree."""
    known = Clusters(clusters.get)
    return [[features_of(word, known.of(word)) for word in tagger.tag(tree.forms)] for tree in trees]


def vocabulary_of(
    trees: Sequence[Tree], words: Features, least: tuple[int, ...], clusters: dict[str, int]
) -> Vocabulary:
    """What the training trees have; a label or value seen once is left out."""
    columns = zip(*(word for sentence in words for word in sentence), strict=True)
    labels = Counter(label for tree in trees for label in tree.deprels)
    values = [
        Counter(feats[name] for tree in trees for feats in tree.feats if name in feats) for name in FEATS
    ]
    return Vocabulary(
        words=tuple(_table(Counter(column), n) for column, n in zip(columns, least, strict=True)),
        labels=tuple(label for label, n in labels.most_common() if n > 1),
        upos=tuple(sorted({upos for tree in trees for upos in tree.upos})),
        feats=tuple(("", *sorted(value for value, n in counts.items() if n > 1)) for counts in values),
        treebanks=tuple(sorted({tree.source for tree in trees})),
        clusters=clusters,
    )


def _table(counts: Counter[str], least: int) -> dict[str, int]:
    kept = [value for value, n in counts.most_common() if n >= least and value]
    return {value: i for i, value in enumerate(kept, UNKNOWN + 1)}


def example_of(tree: Tree, words: list[tuple[str, ...]], vocabulary: Vocabulary) -> Example:
    """One tree in numbers."""
    ids = [
        [table.get(value, UNKNOWN) for table, value in zip(vocabulary.words, word, strict=True)]
        for word in words
    ]
    label = {name: i for i, name in enumerate(vocabulary.labels)}
    known = [label.get(name, label.get(name.split(":")[0], NOT_SCORED)) for name in tree.deprels]
    upos = [vocabulary.upos.index(name) if name in vocabulary.upos else NOT_SCORED for name in tree.upos]
    return Example(
        ids=np.array([[0] * len(vocabulary.words), *ids], dtype=np.int64),
        heads=[0, *tree.heads],
        labels=[NOT_SCORED, *known],
        upos=[NOT_SCORED, *upos],
        feats=_feats_of(tree, vocabulary),
        treebank=vocabulary.treebanks.index(tree.source),
    )


def _feats_of(tree: Tree, vocabulary: Vocabulary) -> NDArray[np.int64]:
    table = np.full((len(tree.forms) + 1, len(FEATS)), NOT_SCORED, dtype=np.int64)
    if not any(tree.feats):
        return table
    for place, given in enumerate(tree.feats, 1):
        for i, (name, values) in enumerate(zip(FEATS, vocabulary.feats, strict=True)):
            value = given.get(name, "")
            table[place, i] = values.index(value) if value in values else 0
    return table


def groups(examples: Sequence[Example], tokens: int, rng: random.Random | None) -> list[list[int]]:
    """Indices of examples, of like length, about `tokens` words a group; shuffled when there is an `rng`."""
    order = list(range(len(examples)))
    if rng:
        rng.shuffle(order)
    noise = {i: rng.random() * 6 if rng else 0.0 for i in order}
    order.sort(key=lambda i: len(examples[i].heads) + noise[i])
    found: list[list[int]] = [[]]
    for i in order:
        if sum(len(examples[j].heads) for j in found[-1]) >= tokens:
            found.append([])
        found[-1].append(i)
    if rng:
        rng.shuffle(found)
    return found


def batch_of(examples: Sequence[Example]) -> Batch:
    """Examples side by side."""
    longest = max(len(example.heads) for example in examples)
    return Batch(
        ids=torch.tensor(np.stack([_padded(e.ids, longest, 0) for e in examples])),
        heads=torch.tensor(np.stack([_padded(np.array(e.heads), longest, 0) for e in examples])),
        labels=torch.tensor(np.stack([_padded(np.array(e.labels), longest, NOT_SCORED) for e in examples])),
        upos=torch.tensor(np.stack([_padded(np.array(e.upos), longest, NOT_SCORED) for e in examples])),
        feats=torch.tensor(np.stack([_padded(e.feats, longest, NOT_SCORED) for e in examples])),
        treebank=torch.tensor([e.treebank for e in examples]),
        lengths=torch.tensor([len(e.heads) for e in examples]),
    )


def _padded(rows: NDArray[np.int64], longest: int, value: int) -> NDArray[np.int64]:
    room = np.full((longest, *rows.shape[1:]), value, dtype=np.int64)
    room[: len(rows)] = rows
    return room
