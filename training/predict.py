"""Trees as the network in training sees them: torch, whole test set in batches. The shipped runtime is numpy's."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from lagebild.sentences.trees import best_tree
from training.examples import FEATS, Batch, Example, Vocabulary, batch_of, groups
from training.network import Network
from training.scores import Parse

TOKENS = 3000


@torch.no_grad()
def predict(network: Network, examples: Sequence[Example], vocabulary: Vocabulary) -> list[Parse]:
    """One parse per example, in their order."""
    network.eval()
    parses: dict[int, Parse] = {}
    for group in groups(examples, TOKENS, None):
        batch = batch_of([examples[i] for i in group])
        parses |= dict(zip(group, _parses(network, batch, vocabulary), strict=True))
    return [parses[i] for i in range(len(examples))]


def _parses(network: Network, batch: Batch, vocabulary: Vocabulary) -> list[Parse]:
    low, high = network.encode(batch.ids, batch.treebank, batch.lengths)
    there = torch.arange(batch.ids.size(1))[None, :] < batch.lengths[:, None]
    arcs = torch.log_softmax(network.arcs(high).masked_fill(~there[:, None, :], -1e9), -1).double().numpy()
    heads = torch.zeros_like(batch.heads)
    for i, n in enumerate(batch.lengths.tolist()):
        heads[i, :n] = torch.from_numpy(best_tree(arcs[i, :n, :n]))
    root = vocabulary.labels.index("root")
    scores = network.labels(high, heads)
    scores[:, :, root] += torch.where(heads == 0, 1e4, -1e4)
    feats = [part.argmax(-1) for part in network.feats(low).split(network.sizes.feats, -1)]
    upos = network.upos(low).argmax(-1)
    return [
        _parse(int(n), heads[i], scores[i].argmax(-1), upos[i], [part[i] for part in feats], vocabulary)
        for i, n in enumerate(batch.lengths)
    ]


def _parse(
    n: int, heads: Tensor, labels: Tensor, upos: Tensor, feats: list[Tensor], names: Vocabulary
) -> Parse:
    values = np.stack([part.numpy() for part in feats], -1)[1:n]
    return Parse(
        heads=tuple(heads[1:n].tolist()),
        deprels=tuple(names.labels[k] for k in labels[1:n].tolist()),
        upos=tuple(names.upos[k] for k in upos[1:n].tolist()),
        feats=tuple(
            {name: choice[k] for name, choice, k in zip(FEATS, names.feats, row, strict=True) if k}
            for row in values
        ),
    )
