"""Back-tests that need not be made again.

Takes what a back-test rests on (series, horizon, versions of what computes and learns); gives the folds that were kept for just that, or makes and keeps them.
They lie in a folder of the user's cache as arrays without code in them; one that cannot be read or written is as if it were not there.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.reactions.columns import Floats, Rows
from lagebild.outlook.reactions.series import Series

MOST, MOST_BYTES = 20, 500_000_000  # back-tests that are kept, and what they may fill together; the oldest go
NARROW = {"int64": np.int32, "float64": np.float32}  # how tables are kept: no more is known of them
WIDE = {
    "day": np.int64,
    "dyad": np.int64,
    "type": np.int64,
    "outcome": np.float64,
}  # how they are counted with
ARRAYS = tuple(field.name for field in fields(Rows) if field.name not in ("horizon", "types"))
Folds = list[tuple[int, Rows, dict[str, Floats]]]


def folder() -> Path:
    """Where they lie: `LAGEBILD_CACHE`, else the user's cache."""
    named = os.environ.get("LAGEBILD_CACHE")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(named) if named else Path(home) / "lagebild"


def key_of(series: Series, quads: tuple[int, ...], horizon: int, models: str) -> str:
    """The same for the same counts, asked in the same way of the same models."""
    said = sha256("|".join((models, np.__version__, str(horizon), str(quads), str(series.types))).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):  # what is computed otherwise is something else
        said.update(path.read_bytes())
    for table in _tables(series):
        said.update(str(table.shape).encode())
        said.update(np.ascontiguousarray(table).tobytes())
    return said.hexdigest()[:24]


def _tables(series: Series) -> tuple[NDArray[Any], ...]:
    return series.counts, series.done, series.suffered, series.back


def kept(key: str, make: Callable[[], Folds]) -> Folds:
    """The folds under a key; made, and kept, where there are none."""
    path = folder() / f"backtest-{key}.npz"
    with suppress(OSError, ValueError, KeyError, BadZipFile):
        return _read(path)
    folds = make()
    with suppress(OSError):
        _write(path, folds)
    return folds


def _read(path: Path) -> Folds:
    with np.load(path, allow_pickle=False) as held:
        models = [str(name) for name in held["models"]]
        return [
            (
                int(begin),
                Rows(
                    **{name: held[f"{i} {name}"].astype(WIDE.get(name, np.float32)) for name in ARRAYS},
                    horizon=int(held["horizon"]),
                    types=int(held["types"]),
                ),
                {name: held[f"{i} said {name}"].astype(np.float64) for name in models},
            )
            for i, begin in enumerate(held["begins"])
        ]


def _write(path: Path, folds: Folds) -> None:
    if not folds:
        return
    first = folds[0]
    held: dict[str, Any] = {
        "begins": np.asarray([begin for begin, _, _ in folds]),
        "models": np.asarray(list(first[2])),
        "horizon": first[1].horizon,
        "types": first[1].types,
    }
    for i, (_, rows, said) in enumerate(folds):
        held |= {f"{i} {name}": _narrow(getattr(rows, name)) for name in ARRAYS}
        held |= {f"{i} said {name}": _narrow(table) for name, table in said.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            np.savez(file, **held)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _let_go(path.parent)


def _narrow(table: NDArray[Any]) -> NDArray[Any]:
    return table.astype(NARROW.get(table.dtype.name, table.dtype))


def _let_go(where: Path) -> None:
    newest_first = sorted(where.glob("backtest-*.npz"), key=lambda path: -path.stat().st_mtime)
    filled = accumulate(path.stat().st_size for path in newest_first)
    for i, (path, size) in enumerate(zip(newest_first, filled, strict=True)):
        if i and (i >= MOST or size > MOST_BYTES):
            path.unlink(missing_ok=True)
