"""The model file.

Takes trained networks; writes one `.npz`: every matrix as bytes with one scale a row, vectors in half precision, and a
JSON text with vocabularies and names. Bytes cost nothing measurable in LAS and leave room for several networks in one
file; their scores are averaged at run time.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from training.examples import FEATS, Vocabulary
from training.languages import Recipe
from training.network import Network


def write_model(
    path: Path, networks: list[Network], vocabulary: Vocabulary, recipe: Recipe, sizes: dict[str, Any]
) -> None:
    """Write networks over one vocabulary as one model."""
    arrays: dict[str, NDArray[Any]] = {}
    for i, network in enumerate(networks):
        for name, tensor in network.state_dict().items():
            arrays |= _packed(f"{i}.{name}", tensor.numpy())
    names = {
        "lang": recipe.lang,
        "tagger": recipe.tagger,
        "networks": len(networks),
        "sizes": sizes,
        "feat_names": FEATS,
        "news": recipe.news,
        **asdict(vocabulary),
        "words": [list(table) for table in vocabulary.words],
    }
    del names["clusters"]
    arrays |= _clusters(vocabulary.clusters)
    text = json.dumps(names, ensure_ascii=False, separators=(",", ":")).encode()
    arrays["names"] = np.frombuffer(text, dtype=np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def _clusters(table: dict[str, int]) -> dict[str, NDArray[Any]]:
    words = sorted(table)
    text = "\n".join(words).encode()
    ids = np.array([table[word] for word in words], dtype=np.uint32)
    return {"clusters.words": np.frombuffer(text, dtype=np.uint8), "clusters.ids": ids}


def _packed(name: str, values: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    if values.ndim < 2:
        return {name: values.astype(np.float16)}
    scale = np.maximum(np.abs(values).max(-1, keepdims=True), 1e-8) / 127
    scale = scale.astype(np.float16).astype(np.float32)
    scale[scale == 0] = 1e-7
    return {
        name: np.rint(values / scale).clip(-127, 127).astype(np.int8),
        f"{name}:scale": scale.astype(np.float16),
    }
