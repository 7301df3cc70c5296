"""The parser's network, in numpy: no torch at run time.

Takes the feature ids of a batch of sentences; gives log-probabilities of heads, and under chosen heads of relations,
with scores of parts of speech and features. `training/network.py` is the same network while it learns.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lagebild.sentences.weights import Array

Ids = NDArray[np.int64]
MASKED = np.float32(-1e9)


@dataclass(frozen=True)
class States:
    """What the encoder says of a batch: lower and upper states, [sentence, place, dimension]."""

    low: Array
    high: Array


class Network:
    """Holds one network's weights, laid out for fast products."""

    def __init__(self, weights: dict[str, Array], treebank: int, feats: tuple[int, ...]) -> None:
        self._weights = weights
        self._words = [
            weights[f"words.{i}.weight"] for i in range(sum(n.startswith("words.") for n in weights))
        ]
        self._treebank = weights["treebank.weight"][treebank]
        self._layers = {
            layer: [_direction(weights, layer, way) for way in ("", "_reverse")]
            for layer in ("lower", "upper")
        }
        self._label_count, self._label_size = weights["label"].shape[0], weights["label"].shape[1]
        self._label = np.ascontiguousarray(weights["label"].transpose(1, 0, 2).reshape(self._label_size, -1))
        self._feat_ends = np.cumsum(feats)[:-1]

    def encode(self, ids: Ids, lengths: Ids) -> States:
        """States of every word; place 0 of a sentence is the root, places past its length are padding."""
        places = np.arange(ids.shape[1])[None, :]
        mirror = np.where(places < lengths[:, None], lengths[:, None] - 1 - places, places)[:, :, None]
        low = self._bilstm("lower", self._entry(ids), mirror)
        return States(low, self._bilstm("upper", low, mirror) + low)

    def heads(self, states: States, lengths: Ids) -> Array:
        """Log-probabilities [sentence, dependent, head]."""
        head, dep = (_leaky(self._linear(name, states.high)) for name in ("arc_head", "arc_dep"))
        biaffine = self._weights["arc"]
        scores = (dep @ biaffine[:-1] + biaffine[-1]) @ head.transpose(0, 2, 1)
        padding = np.arange(scores.shape[2])[None, :] >= lengths[:, None]
        return _log_softmax(np.where(padding[:, None, :], MASKED, scores))

    def labels(self, states: States, heads: Ids) -> Array:
        """Log-probabilities [sentence, dependent, relation] under these heads."""
        sentences, places, _ = states.high.shape
        one = np.ones((sentences, places, 1), np.float32)
        head, dep = (
            np.concatenate([_leaky(self._linear(n, states.high)), one], -1)
            for n in ("label_head", "label_dep")
        )
        chosen = np.take_along_axis(head, heads[:, :, None], 1).reshape(-1, self._label_size, 1)
        mixed = (dep.reshape(-1, self._label_size) @ self._label).reshape(
            -1, self._label_count, self._label_size
        )
        return _log_softmax((mixed @ chosen)[:, :, 0].reshape(sentences, places, -1))

    def upos(self, states: States) -> Array:
        """Log-probabilities of the parts of speech."""
        return _log_softmax(self._linear("upos", states.low))

    def feats(self, states: States) -> list[Array]:
        """Log-probabilities of each feature's values."""
        return [
            _log_softmax(part) for part in np.split(self._linear("feats", states.low), self._feat_ends, -1)
        ]

    def _entry(self, ids: Ids) -> Array:
        bank = np.broadcast_to(self._treebank, (*ids.shape[:2], len(self._treebank)))
        entry = np.concatenate([*(table[ids[:, :, i]] for i, table in enumerate(self._words)), bank], -1)
        entry[:, 0] = self._weights["root"]
        return entry

    def _linear(self, name: str, states: Array) -> Array:
        return states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]

    def _bilstm(self, layer: str, states: Array, mirror: Ids) -> Array:
        onward, backward = self._layers[layer]
        back = _lstm(np.take_along_axis(states, mirror, 1), *backward)
        return np.concatenate([_lstm(states, *onward), np.take_along_axis(back, mirror, 1)], -1)


def _direction(weights: dict[str, Array], layer: str, way: str) -> tuple[Array, Array, Array]:
    """Input matrix, recurrent matrix and bias; the three sigmoid gates are halved for `_lstm`'s tanh."""
    entry, own = weights[f"{layer}.weight_ih_l0{way}"].T, weights[f"{layer}.weight_hh_l0{way}"].T
    bias = weights[f"{layer}.bias_ih_l0{way}"] + weights[f"{layer}.bias_hh_l0{way}"]
    size = own.shape[0]
    half = np.full(4 * size, 0.5, np.float32)
    half[2 * size : 3 * size] = 1.0
    return np.ascontiguousarray(entry * half), np.ascontiguousarray(own * half), bias * half


def _lstm(states: Array, entry: Array, own: Array, bias: Array) -> Array:
    """One direction. sigmoid(x) = tanh(x/2)/2 + 1/2, so that one tanh serves all four gates."""
    sentences, places, _ = states.shape
    size = own.shape[0]
    gates = (states.reshape(sentences * places, -1) @ entry + bias).reshape(sentences, places, -1)
    gates = np.ascontiguousarray(gates.transpose(1, 0, 2))
    hidden = np.zeros((sentences, size), np.float32)
    cell = np.zeros((sentences, size), np.float32)
    out = np.empty((places, sentences, size), np.float32)
    for place in range(places):
        now = np.tanh(gates[place] + hidden @ own)
        keep_in, forget = now[:, :size] * 0.5 + 0.5, now[:, size : 2 * size] * 0.5 + 0.5
        cell = forget * cell + keep_in * now[:, 2 * size : 3 * size]
        hidden = (now[:, 3 * size :] * 0.5 + 0.5) * np.tanh(cell)
        out[place] = hidden
    result: Array = out.transpose(1, 0, 2)
    return result


def _leaky(values: Array) -> Array:
    result: Array = np.maximum(values, np.float32(0.1) * values)
    return result


def _log_softmax(scores: Array) -> Array:
    shifted = scores - scores.max(-1, keepdims=True)
    result: Array = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
