"""The parser's network, in numpy: no torch at run time.

Takes the words of a batch of sentences; gives log-probabilities of heads, and under chosen heads of relations, of parts
of speech and features. `training/network.py` is the network while it learns.

Nothing is computed for padding: words stand in rows, place by place, longest sentence first, so that the sentences that
still go on are always the first ones. Both directions run as one stack: numpy's calls cost more than their sums.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from lagebild.sentences.weights import Array

Ids = NDArray[np.int64]
# Products of four rows are faster than those of three (OpenBLAS), so the last rows of a place are padding.
TOGETHER = 4
# Words whose way into the first layer is remembered: 5 kB each, of which a batch has 1,500 at the most.
WORDS_KEPT = 4_000
ROOT, PADDING, FIRST_WORD = 0, 1, 2


class Layout(msgspec.Struct, frozen=True):
    """The rows of a batch. Place 0 of a sentence is the root."""

    going_on: tuple[int, ...]  # how many rows each place has
    rows: tuple[Ids, ...]  # of each sentence, place by place
    mirror: Ids  # the row that the backward direction reads where the forward direction reads this one


class States(msgspec.Struct, frozen=True):
    """What the encoder says of each row: lower and upper states."""

    low: Array
    high: Array


class Heads(msgspec.Struct, frozen=True):
    """One batch's heads and dependents as arcs see them, and as labels do; `known` are dependents ready to meet a head."""

    known: Array
    arc_heads: Array
    label_heads: Array
    label_deps: Array


class Layer(msgspec.Struct, frozen=True):
    """One layer's ways in, biases and recurrent matrices, each for both directions."""

    entry: Array  # [direction, input, gates]
    bias: Array  # [direction, 1, gates]
    own: Array  # [direction, size, gates]


def layout_of(lengths: Sequence[int]) -> Layout:
    """The rows of sentences of these lengths, the root counted; the longest comes first."""
    padded = [lengths[i - i % TOGETHER] for i in range(len(lengths))]
    going_on = tuple(sum(length > place for length in padded) for place in range(lengths[0]))
    starts = np.cumsum((0, *going_on))
    rows = tuple(starts[:length] + i for i, length in enumerate(lengths))
    mirror = np.arange(starts[-1])
    for own in rows:
        mirror[own] = own[::-1]
    return Layout(going_on, rows, mirror)


class Network:
    """Holds one network's weights, laid out for fast products, and what the first layer makes of words."""

    def __init__(self, weights: Mapping[str, Array], treebank: int, feats: Sequence[int]) -> None:
        count = sum(name.startswith("words.") for name in weights)
        self._words = [weights[f"words.{i}.weight"] for i in range(count)]
        self._treebank = weights["treebank.weight"][treebank]
        self._lower, self._upper = _layer(weights, "lower"), _layer(weights, "upper")
        self._entries = np.zeros((2, WORDS_KEPT, self._lower.bias.shape[-1]), np.float32)
        self._entries[:, ROOT] = self._entry(weights["root"])
        self._low = _linear(weights, ("upos", "feats"))
        self._low_ends = np.cumsum((len(weights["upos.bias"]), *feats))[:-1]
        self._high = _linear(weights, _ON_HIGH)
        self._high_ends = np.cumsum([len(weights[f"{name}.bias"]) for name in _ON_HIGH])[:-1]
        self._arc = weights["arc"]
        label = weights["label"].transpose(1, 2, 0)
        self._label = np.ascontiguousarray(label.reshape(len(label), -1))

    def meet(self, slot: int, ids: Sequence[int]) -> None:
        """Remember under `slot` what the first layer makes of a word with these features.

        Word by word, never in batches: so it does not depend on what came before, to the last bit.
        """
        parts = [table[i] for table, i in zip(self._words, ids, strict=True)]
        self._entries[:, slot] = self._entry(np.concatenate((*parts, self._treebank)))

    def encode(self, slots: Ids, layout: Layout) -> States:
        """States of every row, `slots` says which word stands there."""
        gates = np.empty((2, len(slots), self._entries.shape[-1]), np.float32)
        np.take(self._entries[0], slots, 0, gates[0], "clip")
        np.take(self._entries[1], slots[layout.mirror], 0, gates[1], "clip")
        low = _bilstm(gates, self._lower.own, layout)
        np.matmul(low, self._upper.entry[0], gates[0])
        np.matmul(low[layout.mirror], self._upper.entry[1], gates[1])
        gates += self._upper.bias
        return States(low, _bilstm(gates, self._upper.own, layout) + low)

    def heads(self, states: States) -> Heads:
        """Rows as heads and as dependents."""
        matrix, bias = self._high
        both = states.high @ matrix + bias
        arc_heads, arc_deps, label_heads, label_deps = np.split(_leaky(both), self._high_ends, -1)
        return Heads(arc_deps @ self._arc[:-1] + self._arc[-1], arc_heads, label_heads, label_deps)

    def relations(self, rows: Heads, heads: Ids) -> Array:
        """Log-probabilities [row, relation] under the row of each one's head."""
        head, dep = _with_one(rows.label_heads)[heads], _with_one(rows.label_deps)
        ready = (dep @ self._label).reshape(*head.shape, -1)
        return log_softmax((head[:, None] @ ready)[:, 0])

    def kinds(self, states: States) -> list[Array]:
        """Scores [row, value] of parts of speech, then of each feature's values."""
        matrix, bias = self._low
        return np.split(states.low @ matrix + bias, self._low_ends, -1)

    def _entry(self, word: Array) -> Array:
        return np.stack(
            [word @ entry + bias[0] for entry, bias in zip(self._lower.entry, self._lower.bias, strict=True)]
        )


def arcs(rows: Heads, own: Ids) -> Array:
    """Log-probabilities [dependent, head] within one sentence, of which these are the rows."""
    return log_softmax(rows.known[own] @ rows.arc_heads[own].T)


_ON_HIGH = ("arc_head", "arc_dep", "label_head", "label_dep")


def _layer(weights: Mapping[str, Array], layer: str) -> Layer:
    ways = [_direction(weights, layer, way) for way in ("", "_reverse")]
    entry, bias, own = (np.stack(each) for each in zip(*ways, strict=True))
    return Layer(entry, bias, own)


def _direction(weights: Mapping[str, Array], layer: str, way: str) -> tuple[Array, Array, Array]:
    """Way in, bias, recurrent matrix for `_lstm`: its sigmoid gates come first and are halved for its tanh."""
    entry, own = (weights[f"{layer}.weight_{kind}_l0{way}"].T for kind in ("ih", "hh"))
    bias = (weights[f"{layer}.bias_ih_l0{way}"] + weights[f"{layer}.bias_hh_l0{way}"])[None]
    return _gates_in_order(entry), _gates_in_order(bias), _gates_in_order(own)


def _gates_in_order(matrix: Array) -> Array:
    enter, forget, fresh, leave = np.split(matrix, 4, -1)
    return np.ascontiguousarray(np.concatenate([0.5 * enter, 0.5 * forget, 0.5 * leave, fresh], -1))


def _linear(weights: Mapping[str, Array], names: Sequence[str]) -> tuple[Array, Array]:
    """Several linear maps side by side: one product is faster than four."""
    matrices = [weights[f"{name}.weight"].T for name in names]
    return np.ascontiguousarray(np.concatenate(matrices, -1)), np.concatenate(
        [weights[f"{name}.bias"] for name in names]
    )


def _bilstm(gates: Array, own: Array, layout: Layout) -> Array:
    """Both directions' states, side by side, row by row."""
    onward, backward = _lstm(gates, own, layout.going_on)
    return np.concatenate([onward, backward[layout.mirror]], -1)


def _lstm(gates: Array, own: Array, going_on: Sequence[int]) -> Array:
    """States [direction, row, size] from gates [direction, row, 4 * size].

    sigmoid(x) = tanh(x/2)/2 + 1/2, so that one tanh serves all four gates.
    """
    size = own.shape[1]
    out = np.empty((*gates.shape[:2], size), np.float32)
    hidden = np.zeros((2, going_on[0], size), np.float32)
    cell = np.zeros_like(hidden)
    row = 0
    for count in going_on:
        now = hidden[:, :count] @ own
        now += gates[:, row : row + count]
        np.tanh(now, out=now)
        # Gate by gate: the sums below are faster where each gate lies in one piece.
        enter, forget, leave, fresh = parts = np.ascontiguousarray(
            now.reshape(2, count, 4, size).transpose(2, 0, 1, 3)
        )
        parts[:3] += 1
        forget *= cell[:, :count]
        fresh *= enter
        cell = 0.5 * (forget + fresh)
        hidden = np.tanh(cell)
        hidden *= leave
        hidden *= 0.5
        out[:, row : row + count] = hidden
        row += count
    return out


def _leaky(values: Array) -> Array:
    result: Array = np.maximum(values, np.float32(0.1) * values)
    return result


def _with_one(states: Array) -> Array:
    return np.concatenate([states, np.ones((len(states), 1), np.float32)], -1)


def log_softmax(scores: Array) -> Array:
    """Scores as log-probabilities over the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
