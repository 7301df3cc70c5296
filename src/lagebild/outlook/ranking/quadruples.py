"""A benchmark folder -> `Benchmark`.

Takes a folder with train.txt, valid.txt, test.txt (subject, relation, object, time; more columns are passed over)
and, where there are any, entity2id.txt and relation2id.txt, all of them plain or as .gz; gives arrays of facts whose
times are steps 0, 1, 2 … The form is the one in which RE-GCN and its successors share ICEWS, GDELT, WIKI and YAGO.
Times are numbers or days (2014-01-31); without a valid.txt the last tenth of the training steps is the validation part.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lagebild.errors import LagebildError
from lagebild.outlook.packed import text_of

Facts = NDArray[np.int64]  # one row a fact: subject, relation, object, step
SUBJECT, RELATION, OBJECT, STEP = range(4)
VALID = 0.1  # of the training steps: the validation part of a folder that has none
MOST_IDS, MOST_STEPS = 20_000_000, 200_000  # beyond, they are no numbers that count from 0, no days


class BenchmarkError(LagebildError):
    """A folder that is no benchmark; says which file, which line, and what would be right."""


@dataclass(frozen=True)
class Benchmark:
    """Facts in three parts that follow each other in time; names by id, empty where the folder has none."""

    name: str
    train: Facts
    valid: Facts
    test: Facts
    entities: tuple[str, ...]
    relations: tuple[str, ...]
    own_valid: bool = True  # whether the folder has a validation part; else it was cut off the training part

    @property
    def facts(self) -> Facts:
        """All three parts, one after the other."""
        return np.concatenate([self.train, self.valid, self.test])


def read_benchmark(folder: Path) -> Benchmark:
    """The benchmark in a folder.

    Raises:
        BenchmarkError: a part is missing, empty or no table of numbers, or the parts overlap in time.
        NotWhole: a part is packed, and cannot be unpacked.
    """
    own_valid = any((folder / name).is_file() for name in ("valid.txt", "valid.txt.gz"))
    train, test = (_facts(_file(folder, f"{part}.txt")) for part in ("train", "test"))
    train, valid = (train, _facts(_file(folder, "valid.txt"))) if own_valid else _cut(train, folder)
    train, valid, test = _in_steps([train, valid, test], folder)
    for earlier, later, names in ((train, valid, "train and valid"), (valid, test, "valid and test")):
        if earlier[:, STEP].max() >= later[:, STEP].min():
            raise BenchmarkError(
                f"{folder}: {names} overlap in time; every part must end before the next begins"
            )
    facts = np.concatenate([train, valid, test])
    entities = _names(folder / "entity2id.txt", int(facts[:, [SUBJECT, OBJECT]].max()) + 1)
    relations = _names(folder / "relation2id.txt", int(facts[:, RELATION].max()) + 1)
    return Benchmark(folder.resolve().name, train, valid, test, entities, relations, own_valid)


def both_directions(facts: Facts, relations: int) -> Facts:
    """Every fact and its inverse, whose relation is numbered `relations` higher; in order of time."""
    inverse = facts[:, [OBJECT, RELATION, SUBJECT, STEP]].copy()
    inverse[:, RELATION] += relations
    every = np.concatenate([facts, inverse])
    return every[np.argsort(every[:, STEP], kind="stable")]


def _file(folder: Path, name: str) -> Path:
    for path in (folder / name, folder / f"{name}.gz"):
        if path.is_file():
            return path
    raise BenchmarkError(f"{folder / name}: there is no such file; a benchmark has train.txt and test.txt")


def _cut(train: Facts, folder: Path) -> tuple[Facts, Facts]:
    """The training part without its last steps, and those."""
    times = np.unique(train[:, STEP])
    if len(times) < 2:
        raise BenchmarkError(
            f"{folder}: there is no valid.txt, and one step is too few to cut it off train.txt"
        )
    late = train[:, STEP] >= times[-max(1, int(len(times) * VALID))]
    return train[~late], train[late]


def _facts(path: Path) -> Facts:
    rows = []
    for number, line in enumerate(text_of(path).splitlines(), 1):
        cells = line.split()
        if not cells:
            continue
        try:
            row = [*map(int, cells[:3]), *map(_time, cells[3:4])]
        except ValueError:
            row = []
        if len(row) < 4 or min(row) < 0:
            raise BenchmarkError(f"{path}:{number}: {line[:60]!r} is no fact; it is four numbers: s r o time")
        if max(row[:3]) > MOST_IDS or row[3] >= 2**62:
            raise BenchmarkError(f"{path}:{number}: {line[:60]!r} has too large a number; ids count from 0")
        rows.append(row)
    if not rows:
        raise BenchmarkError(f"{path}: it is empty; it has a line for each fact: s r o time")
    facts = np.unique(np.asarray(rows, dtype=np.int64), axis=0)
    return facts[np.argsort(facts[:, STEP], kind="stable")]


def _time(cell: str) -> int:
    """A time: a number as it stands, a day as the number of the day."""
    return date.fromisoformat(cell).toordinal() if cell[4:5] == "-" else int(cell)


def _in_steps(parts: list[Facts], folder: Path) -> list[Facts]:
    """The same facts, their times counted from the first, in units of the largest common step (24 where hours are days)."""
    times = np.unique(np.concatenate([part[:, STEP] for part in parts]))
    first, unit = times[0], max(1, int(np.gcd.reduce(np.diff(times)))) if len(times) > 1 else 1
    if (times[-1] - first) // unit >= MOST_STEPS:
        raise BenchmarkError(
            f"{folder}: times span {(times[-1] - first) // unit} steps, {len(times)} of which hold facts; right would be days"
        )
    for part in parts:
        part[:, STEP] = (part[:, STEP] - first) // unit
    return parts


def _names(path: Path, least: int) -> tuple[str, ...]:
    """Names by id, from `name<TAB>id` or `id<TAB>name`; as many as the file or the facts have ids."""
    found: dict[int, str] = {}
    zipped = path.with_name(f"{path.name}.gz")
    for where in (path, zipped):
        if not found and where.is_file():
            found = dict(filter(None, map(_named, text_of(where).splitlines())))
    size = max([least, *(number + 1 for number in found)])
    return tuple(found.get(number, "") for number in range(size))


def _named(line: str) -> tuple[int, str] | None:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) < 2:
        return None  # a head with the number of lines, as some have
    name, number = (cells[0], cells[1]) if cells[1].isdigit() else (cells[1], cells[0])
    return (int(number), name.replace("_", " ")) if number.isdigit() else None
