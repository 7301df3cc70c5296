"""The model file of a language: `models/<lang>.npz`, written by `training/`.

Takes a path; gives names (vocabularies, relations, features) and the matrices of each network, back in single
precision. Matrices are stored as bytes with one scale a row.
"""

import json
from bisect import bisect_left
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from lagebild.loading import kept

Array = NDArray[np.float32]
MODELS = Path(__file__).parent / "models"
UNKNOWN = 1  # 0 is padding


class Weights(msgspec.Struct, frozen=True):
    """All that training left behind."""

    lang: str
    tagger: str
    words: tuple[dict[str, int], ...]
    labels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    treebanks: tuple[str, ...]
    news: str
    clusters: "Table"
    networks: tuple[dict[str, Array], ...]


class Table:
    """Holds words and their numbers as they lie in the file, sorted: a hundred thousand of them need no dictionary."""

    def __init__(self, words: bytes, numbers: NDArray[Any]) -> None:
        self._words, self._numbers = words, numbers
        breaks = np.flatnonzero(np.frombuffer(words, np.uint8) == ord("\n"))
        self._starts = np.concatenate([[0], breaks + 1])
        self._ends = np.concatenate([breaks, [len(words)]])

    def get(self, word: str) -> int | None:
        """The word's number, if it is there. Bytes of UTF-8 are sorted as their characters are."""
        key = word.encode("utf-8", "replace")
        i = bisect_left(range(len(self._starts)), key, key=self._word)
        return int(self._numbers[i]) if i < len(self._starts) and self._word(i) == key else None

    def _word(self, i: int) -> bytes:
        return self._words[self._starts[i] : self._ends[i]]


def read_weights(path: Path) -> Weights:
    """Read a model file. Those that ship are unpacked once."""
    stored = (
        kept(f"weights-{path.stem}", [path, Path(__file__)], lambda: _stored(path))
        if path.parent == MODELS
        else _stored(path)
    )
    names: dict[str, Any] = json.loads(stored.pop("names").tobytes())
    return Weights(
        lang=names["lang"],
        tagger=names["tagger"],
        words=tuple({value: i for i, value in enumerate(table, UNKNOWN + 1)} for table in names["words"]),
        labels=tuple(names["labels"]),
        upos=tuple(names["upos"]),
        feats=tuple((name, tuple(v)) for name, v in zip(names["feat_names"], names["feats"], strict=True)),
        treebanks=tuple(names["treebanks"]),
        news=names["news"],
        clusters=Table(stored["clusters.words"].tobytes(), stored["clusters.ids"]),
        networks=tuple(_network(stored, f"{i}.") for i in range(names["networks"])),
    )


def _stored(path: Path) -> dict[str, NDArray[Any]]:
    with np.load(path, allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def read_clusters(path: Path) -> Table:
    """The clusters of words in a model file that ships; the matrices stay where they are."""
    words, numbers = kept(f"clusters-{path.stem}", [path], lambda: _clusters(path))
    return Table(words, numbers)


def _clusters(path: Path) -> tuple[bytes, NDArray[Any]]:
    with np.load(path, allow_pickle=False) as file:
        return file["clusters.words"].tobytes(), file["clusters.ids"]


def tagger_named_in(path: Path) -> str:
    """The tagger that a model file was trained with; the matrices stay where they are."""
    with np.load(path, allow_pickle=False) as file:
        return str(json.loads(file["names"].tobytes())["tagger"])


def _network(stored: dict[str, NDArray[Any]], prefix: str) -> dict[str, Array]:
    own = {name.removeprefix(prefix): values for name, values in stored.items() if name.startswith(prefix)}
    return {name: _unpacked(name, own) for name in own if not name.endswith(":scale")}


def _unpacked(name: str, own: dict[str, NDArray[Any]]) -> Array:
    values = own[name].astype(np.float32)
    scale = own.get(f"{name}:scale")
    return values if scale is None else values * scale.astype(np.float32)
