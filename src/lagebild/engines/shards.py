"""A corpus -> shards.

Takes files; gives shards of about the same size, in order: small files together, large ones of JSON Lines cut between two lines, large
packed ones unpacked once into pieces. How they are cut depends on the files alone, never on who reads them, so that every run over
the same files writes the same shards.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import BinaryIO, Literal

from lagebild.documents.archives import PACKED, unpacked
from lagebild.documents.reading import lines_of
from lagebild.documents.stretches import LINES, WEB_ARCHIVES, end_of_line, ends_of_records
from lagebild.errors import DocumentError
from lagebild.model import Noun

# Bytes. A shard of 2 MB is read in about two minutes: so much is lost when a process is ended; and its rows fit beside the parsers in
# 500 MB. Fewer than 64 shards would leave processes idle at the end of a small corpus.
LARGEST, SMALLEST, FEWEST = 2_000_000, 65_536, 64


class Piece(Noun, frozen=True):
    """What a shard has of one file: all of it, a stretch of lines or of a web archive's records (bytes), or rows of a table.

    `name` is what messages call the file, `path` where it lies; `line` counts the lines before a piece where they are known, `why` says what tore a file.
    """

    name: str
    path: str
    kind: Literal["whole", "lines", "records", "rows", "unpacked", "torn"]
    start: int = 0
    end: int = 0
    line: int = 0
    why: str = ""


class Shard(Noun, frozen=True):
    """What one process reads at a time. `weight`: bytes of the corpus that are behind it, by which progress is told."""

    number: int
    pieces: tuple[Piece, ...]
    weight: int


Rows = Callable[[Path], int]


@dataclass
class Cutting:
    """How large shards are to be, where packed files are unpacked to, and who counts the rows of a table."""

    size: int
    unpacked_to: Path
    rows_in: Rows
    made: list[Piece] = field(default_factory=list)
    weight: int = 0
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def room(self) -> int:
        """What is left of the shard that is being made."""
        return self.size - self.weight


def size_of_shards(total: int) -> int:
    """How many bytes a shard has in a corpus of so many."""
    return max(SMALLEST, min(LARGEST, total // FEWEST))


def shards_of(files: Iterable[tuple[str, Path]], cutting: Cutting) -> Iterator[Shard]:
    """The shards of files with their names, one after another, as they are asked for."""
    number = 0
    for name, path in files:
        for piece, weight in _pieces(name, path, cutting):
            cutting.made.append(piece)
            cutting.weight += weight
            if cutting.room <= 0:
                yield _shard(number, cutting)
                number += 1
    if cutting.made:
        yield _shard(number, cutting)


def _shard(number: int, cutting: Cutting) -> Shard:
    shard = Shard(number=number, pieces=tuple(cutting.made), weight=cutting.weight)
    cutting.made, cutting.weight = [], 0
    return shard


def _pieces(name: str, path: Path, cutting: Cutting) -> Iterator[tuple[Piece, int]]:
    """The pieces of one file; what cannot be opened is one piece, and whoever reads it says why."""
    size, (kind, inside) = _size(path), _kind(path)
    if kind == TABLE:
        yield from _rows(name, path, size, cutting)
    elif kind in LINES and size:
        yield from _stretches(name, path, size, cutting)
    elif path.name.lower().endswith(WEB_ARCHIVES) and size > cutting.size:
        yield from _records(name, path, size, cutting)
    elif kind in PACKED and inside in LINES and size > cutting.size:
        yield from _unpacked(name, path, kind, cutting)
    else:
        yield Piece(name=name, path=str(path), kind="whole"), size


TABLE = ".parquet"


def _kind(path: Path) -> tuple[str, str]:
    """The ending of a name, and the one before it."""
    return path.suffix.lower(), Path(path.stem).suffix.lower()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _stretches(name: str, path: Path, size: int, cutting: Cutting) -> Iterator[tuple[Piece, int]]:
    start = 0
    try:
        with path.open("rb") as file:
            while start < size:
                end = min(size, end_of_line(file, start + max(cutting.room, 1)))
                yield Piece(name=name, path=str(path), kind="lines", start=start, end=end), end - start
                start = end
    except OSError:
        yield Piece(name=name, path=str(path), kind="whole"), size - start


def _records(name: str, path: Path, size: int, cutting: Cutting) -> Iterator[tuple[Piece, int]]:
    """Stretches of a web archive; what is behind the last whole record belongs to the last one, and whoever reads it says why."""
    start = 0
    for end in ends_of_records(path):
        if end - start >= max(cutting.room, 1) and end < size:
            yield _stretch(name, path, start, end)
            start = end
    if start < size:
        yield _stretch(name, path, start, size)


def _stretch(name: str, path: Path, start: int, end: int) -> tuple[Piece, int]:
    return Piece(name=name, path=str(path), kind="records", start=start, end=end), end - start


def _rows(name: str, path: Path, size: int, cutting: Cutting) -> Iterator[tuple[Piece, int]]:
    """Rows of a table: as many at a time as fill a shard if all were alike."""
    try:
        rows = cutting.rows_in(path)
    except DocumentError:  # whoever reads it says why
        yield Piece(name=name, path=str(path), kind="rows", end=1), size
        return
    start = 0
    while start < rows:
        end = min(rows, start + max(1, cutting.room * rows // max(1, size)))
        yield (
            Piece(name=name, path=str(path), kind="rows", start=start, end=end),
            size * end // rows - size * start // rows,
        )
        start = end


def _unpacked(name: str, path: Path, kind: str, cutting: Cutting) -> Iterator[tuple[Piece, int]]:
    """Pieces of a packed file, each written down as it comes by; where the file breaks off, the last one says why."""
    line, before = 0, 0
    try:
        with path.open("rb") as file, unpacked(file, kind) as inside:
            for lines in _filling(inside, cutting.size):
                target = cutting.unpacked_to / f"{next(cutting.numbers):06}.jsonl"
                end = target.write_bytes(b"".join(lines))
                now = file.tell()
                yield (
                    Piece(name=name, path=str(target), kind="unpacked", end=end, line=line),
                    max(1, now - before),
                )
                line, before = line + len(lines), now
    except (DocumentError, OSError) as error:
        yield Piece(name=name, path=str(path), kind="torn", why=str(error)), 0


def _filling(file: BinaryIO, size: int) -> Iterator[list[bytes]]:
    """Lines that fill a piece; those before a place where the file breaks off are given, too."""
    lines: list[bytes] = []
    filled = 0
    try:
        for line in lines_of(file):
            lines.append(line)
            filled += len(line)
            if filled >= size:
                yield lines
                lines, filled = [], 0
    except DocumentError:
        if lines:
            yield lines
        raise
    if lines:
        yield lines
