"""The network that learns: a biaffine parser (Dozat and Manning 2017) over hashed-free word features.

Takes batches of feature ids; gives scores of arcs, labels, parts of speech and features. `lagebild.sentences.network`
computes the same with numpy from the weights that training leaves behind.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import leaky_relu
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes the network's shape."""

    words: tuple[int, ...]
    dims: tuple[int, ...]
    labels: int
    upos: int
    feats: tuple[int, ...]
    treebanks: int
    treebank_dim: int = 16
    hidden: int = 160
    arc: int = 160
    label: int = 48
    dropout: float = 0.33
    word_dropout: float = 0.2


class Network(nn.Module):
    """Two BiLSTM layers; heads and labels from the upper one, parts of speech and features from the lower one."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes, wide = sizes, 2 * sizes.hidden
        entry = sum(sizes.dims) + sizes.treebank_dim
        self.words = nn.ModuleList(
            nn.Embedding(n, d, padding_idx=0) for n, d in zip(sizes.words, sizes.dims, strict=True)
        )
        self.treebank = nn.Embedding(sizes.treebanks, sizes.treebank_dim)
        self.root = nn.Parameter(torch.randn(entry) * 0.1)
        self.lower = nn.LSTM(entry, sizes.hidden, batch_first=True, bidirectional=True)
        self.upper = nn.LSTM(wide, sizes.hidden, batch_first=True, bidirectional=True)
        self.arc_head, self.arc_dep = nn.Linear(wide, sizes.arc), nn.Linear(wide, sizes.arc)
        self.label_head, self.label_dep = nn.Linear(wide, sizes.label), nn.Linear(wide, sizes.label)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.label = nn.Parameter(torch.zeros(sizes.labels, sizes.label + 1, sizes.label + 1))
        self.upos = nn.Linear(wide, sizes.upos)
        self.feats = nn.Linear(wide, sum(sizes.feats))
        self._start()

    def _start(self) -> None:
        for table in self.words:
            assert isinstance(table, nn.Embedding)
            nn.init.normal_(table.weight, 0, 0.3)
            table.weight.data[0] = 0
        nn.init.xavier_uniform_(self.arc.data, gain=0.5)
        nn.init.normal_(self.label.data, 0, 0.02)

    def encode(self, ids: Tensor, treebank: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Lower and upper states; place 0 of every sentence is the root."""
        parts = self._drop_features([table(ids[:, :, i]) for i, table in enumerate(self.words)])
        bank = self.treebank(treebank)[:, None, :].expand(-1, ids.size(1), -1)
        entry = torch.cat([*parts, bank], -1)
        entry = torch.cat([self.root.expand(entry.size(0), 1, -1), entry[:, 1:]], 1)
        low = self._drop(_run(self.lower, self._drop(entry), lengths))
        high = _run(self.upper, low, lengths) + low
        return low, self._drop(high)

    def arcs(self, states: Tensor) -> Tensor:
        """Scores [sentence, dependent, head]."""
        head = self._drop(leaky_relu(self.arc_head(states), 0.1))
        dep = _with_one(self._drop(leaky_relu(self.arc_dep(states), 0.1)))
        return dep @ self.arc @ head.transpose(1, 2)

    def labels(self, states: Tensor, heads: Tensor) -> Tensor:
        """Scores [sentence, dependent, label] under the given heads."""
        head = _with_one(self._drop(leaky_relu(self.label_head(states), 0.1)))
        dep = _with_one(self._drop(leaky_relu(self.label_dep(states), 0.1)))
        chosen = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, head.size(-1)))
        return torch.einsum("btlj,btj->btl", torch.einsum("bti,lij->btlj", dep, self.label), chosen)

    def _drop(self, states: Tensor) -> Tensor:
        """Variational dropout: one mask for all places of a sentence."""
        if not self.training:
            return states
        keep = 1 - self.sizes.dropout
        return states * torch.bernoulli(torch.full((states.size(0), 1, states.size(2)), keep)) / keep

    def _drop_features(self, parts: list[Tensor]) -> list[Tensor]:
        """Now and then a word loses some of its features, the rest get louder."""
        if not self.training:
            return parts
        keep = (torch.rand(*parts[0].shape[:2], len(parts)) > self.sizes.word_dropout).float()
        scale = (len(parts) / keep.sum(-1, keepdim=True).clamp(min=1)).clamp(max=2.0)
        return [part * (keep[:, :, i : i + 1] * scale) for i, part in enumerate(parts)]


def _run(lstm: nn.LSTM, states: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(states, lengths, batch_first=True, enforce_sorted=False)
    return pad_packed_sequence(lstm(packed)[0], batch_first=True)[0]


def _with_one(states: Tensor) -> Tensor:
    return torch.cat([states, torch.ones_like(states[:, :, :1])], -1)
