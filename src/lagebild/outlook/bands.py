"""A probability -> the word for it, by the bands of ICD 203."""

import tomllib
from functools import cache
from pathlib import Path


def band_of(probability: float) -> str:
    """The key of the word."""
    return next(word for word, below in _bands() if probability < below)


@cache
def _bands() -> tuple[tuple[str, float], ...]:
    table = tomllib.loads((Path(__file__).parent / "bands.toml").read_text(encoding="utf-8"))
    return tuple((str(band["word"]), float(band["below"])) for band in table["bands"])
