"""The model file of a language: `models/<lang>.npz`, written by `training/`.

Takes a path; gives names (vocabularies, relations, features) and the matrices of each network, back in single
precision. Matrices are stored as bytes with one scale a row.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
MODELS = Path(__file__).parent / "models"
UNKNOWN = 1  # 0 is padding


@dataclass(frozen=True)
class Weights:
    """All that training left behind."""

    lang: str
    tagger: str
    words: tuple[dict[str, int], ...]
    labels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[tuple[str, tuple[str, ...]], ...]
    treebanks: tuple[str, ...]
    news: str
    clusters: dict[str, int]
    networks: tuple[dict[str, Array], ...]


def read_weights(path: Path) -> Weights:
    """Read a model file."""
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
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
        clusters=_clusters(stored),
        networks=tuple(_network(stored, f"{i}.") for i in range(names["networks"])),
    )


def _clusters(stored: dict[str, NDArray[Any]]) -> dict[str, int]:
    words = stored["clusters.words"].tobytes().decode().split("\n")
    return dict(zip(words, stored["clusters.ids"].tolist(), strict=True))


def _network(stored: dict[str, NDArray[Any]], prefix: str) -> dict[str, Array]:
    own = {name.removeprefix(prefix): values for name, values in stored.items() if name.startswith(prefix)}
    return {name: _unpacked(name, own) for name in own if not name.endswith(":scale")}


def _unpacked(name: str, own: dict[str, NDArray[Any]]) -> Array:
    values = own[name].astype(np.float32)
    scale = own.get(f"{name}:scale")
    return values if scale is None else values * scale.astype(np.float32)
