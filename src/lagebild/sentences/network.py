"""The parser's networks, in numpy: no torch at run time.

Takes the feature ids of a batch of sentences; gives log-probabilities of heads, and under chosen heads of relations,
of parts of speech and features, averaged over the networks of a model. `training/network.py` is one such network while
it learns. All networks and both directions run as one stack: numpy's calls cost more than their sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.sentences.weights import Array

Ids = NDArray[np.int64]
MASKED = np.float32(-1e9)


@dataclass(frozen=True)
class States:
    """What the encoders say of a batch: lower and upper states, [network, sentence, place, dimension]."""

    low: Array
    high: Array


class Networks:
    """Holds the weights of a model's networks, stacked and laid out for fast products."""

    def __init__(self, weights: Sequence[dict[str, Array]], treebank: int, feats: tuple[int, ...]) -> None:
        stacked = {name: np.stack([each[name] for each in weights]) for name in weights[0]}
        count = sum(name.startswith("words.") for name in stacked)
        self._words = [stacked[f"words.{i}.weight"] for i in range(count)]
        self._treebank = stacked["treebank.weight"][:, treebank]
        self._root = stacked["root"]
        self._layers = {layer: _layer(stacked, layer) for layer in ("lower", "upper")}
        self._linears = {name: _linear(stacked, name) for name in _LINEARS}
        self._arc = stacked["arc"]
        self._labels, self._size = stacked["label"].shape[1:3]
        mixed = stacked["label"].transpose(0, 2, 1, 3).reshape(len(weights), self._size, -1)
        self._label = np.ascontiguousarray(mixed)
        self._feat_ends = np.cumsum(feats)[:-1]

    def encode(self, ids: Ids, lengths: Ids) -> States:
        """States of every word; place 0 of a sentence is the root, places past its length are padding."""
        there = np.arange(ids.shape[1])[:, None] < lengths[None, :]
        low = self._bilstm("lower", self._entry(ids), there)
        return States(low, self._bilstm("upper", low, there) + low)

    def heads(self, states: States, lengths: Ids) -> Array:
        """Log-probabilities [sentence, dependent, head]."""
        head, dep = (_leaky(self._apply(name, states.high)) for name in ("arc_head", "arc_dep"))
        known = dep @ self._arc[:, None, :-1] + self._arc[:, None, -1:]
        scores = known @ head.transpose(0, 1, 3, 2)
        padding = np.arange(scores.shape[-1])[None, :] >= lengths[:, None]
        return _mean(_log_softmax(np.where(padding[None, :, None, :], MASKED, scores)))

    def labels(self, states: States, heads: Ids) -> Array:
        """Log-probabilities [sentence, dependent, relation] under these heads."""
        networks, sentences, places, _ = states.high.shape
        one = np.ones((networks, sentences, places, 1), np.float32)
        head, dep = (
            np.concatenate([_leaky(self._apply(name, states.high)), one], -1)
            for name in ("label_head", "label_dep")
        )
        chosen = head[:, np.arange(sentences)[:, None], heads].reshape(networks, -1, self._size, 1)
        mixed = dep.reshape(networks, -1, self._size) @ self._label
        scores = mixed.reshape(networks, -1, self._labels, self._size) @ chosen
        return _mean(_log_softmax(scores.reshape(networks, sentences, places, self._labels)))

    def upos(self, states: States) -> Array:
        """Log-probabilities of the parts of speech."""
        return _mean(_log_softmax(self._apply("upos", states.low)))

    def feats(self, states: States) -> list[Array]:
        """Log-probabilities of each feature's values."""
        parts = np.split(self._apply("feats", states.low), self._feat_ends, -1)
        return [_mean(_log_softmax(part)) for part in parts]

    def _entry(self, ids: Ids) -> Array:
        words = [table[:, ids[:, :, i]] for i, table in enumerate(self._words)]
        bank = np.broadcast_to(self._treebank[:, None, None], (*words[0].shape[:3], self._treebank.shape[-1]))
        entry = np.concatenate([*words, bank], -1)
        entry[:, :, 0] = self._root[:, None]
        return entry

    def _apply(self, name: str, states: Array) -> Array:
        matrix, bias = self._linears[name]
        return _product(states, matrix) + bias[:, None, None]

    def _bilstm(self, layer: str, states: Array, there: NDArray[np.bool_]) -> Array:
        """Both directions of all networks in one loop; the backward one starts at the padded end with empty states."""
        entries, own, biases = self._layers[layer]
        onward, backward = (
            _by_place(_product(states, e) + b[:, None, None]) for e, b in zip(entries, biases, strict=True)
        )
        out = _lstm(np.concatenate([onward, backward[::-1]], 1), own, there)
        networks = len(states)
        both = np.concatenate([out[:, :networks], out[::-1, networks:]], -1)
        return np.ascontiguousarray(both.transpose(1, 2, 0, 3))


_LINEARS = ("arc_head", "arc_dep", "label_head", "label_dep", "upos", "feats")
Layer = tuple[tuple[Array, Array], Array, tuple[Array, Array]]


def _layer(stacked: dict[str, Array], layer: str) -> Layer:
    """Input matrices, recurrent matrices and biases of both directions."""
    (entry, own, bias), (entry_back, own_back, bias_back) = (
        _direction(stacked, layer, way) for way in ("", "_reverse")
    )
    return (entry, entry_back), np.concatenate([own, own_back]), (bias, bias_back)


def _direction(stacked: dict[str, Array], layer: str, way: str) -> tuple[Array, Array, Array]:
    """The three sigmoid gates are halved for `_lstm`'s tanh."""
    entry, own = (stacked[f"{layer}.weight_{kind}_l0{way}"].transpose(0, 2, 1) for kind in ("ih", "hh"))
    bias = stacked[f"{layer}.bias_ih_l0{way}"] + stacked[f"{layer}.bias_hh_l0{way}"]
    size = own.shape[1]
    half = np.full(4 * size, 0.5, np.float32)
    half[2 * size : 3 * size] = 1.0
    return np.ascontiguousarray(entry * half), np.ascontiguousarray(own * half), bias * half


def _linear(stacked: dict[str, Array], name: str) -> tuple[Array, Array]:
    return np.ascontiguousarray(stacked[f"{name}.weight"].transpose(0, 2, 1)), stacked[f"{name}.bias"]


def _product(states: Array, matrix: Array) -> Array:
    networks, sentences, places, size = states.shape
    flat: Array = states.reshape(networks, sentences * places, size) @ matrix
    return flat.reshape(networks, sentences, places, -1)


def _by_place(gates: Array) -> Array:
    return gates.transpose(2, 0, 1, 3)


def _lstm(gates: Array, own: Array, there: NDArray[np.bool_]) -> Array:
    """Gates [place, network and direction, sentence, 4 * size]; the second half of the stack runs backwards.

    sigmoid(x) = tanh(x/2)/2 + 1/2, so that one tanh serves all four gates.
    """
    places, stack, sentences, _ = gates.shape
    size = own.shape[1]
    hidden = np.zeros((stack, sentences, size), np.float32)
    cell = np.zeros_like(hidden)
    out = np.empty((places, *hidden.shape), np.float32)
    for place in range(places):
        now = hidden @ own
        now += gates[place]
        np.tanh(now, out=now)
        fresh = now[..., 2 * size : 3 * size]
        cell = 0.5 * ((now[..., size : 2 * size] + 1) * cell + (now[..., :size] + 1) * fresh)
        hidden = 0.5 * (now[..., 3 * size :] + 1) * np.tanh(cell)
        absent = ~there[places - 1 - place]
        if absent.any():
            hidden[stack // 2 :, absent] = 0
            cell[stack // 2 :, absent] = 0
        out[place] = hidden
    return out


def _leaky(values: Array) -> Array:
    result: Array = np.maximum(values, np.float32(0.1) * values)
    return result


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


def _mean(values: Array) -> Array:
    """The mean of log-probabilities: one network's clear No counts for more than another's Perhaps."""
    result: Array = values[0] if len(values) == 1 else values.mean(0, dtype=np.float32)
    return result
