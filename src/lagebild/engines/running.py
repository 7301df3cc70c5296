"""A whole corpus in, a folder of tables out.

Takes files and how they are to be read; gives a `Progress` after each shard, and at the end the run's manifest. What is done stays
done: a run that was ended goes on where it was.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from lagebild.engines.coding import (
    CLAIMS,
    DONE,
    QUARANTINE,
    READINGS,
    TRIES,
    UNPACKED,
    Done,
    How,
    Output,
    Rejected,
    output_of,
)
from lagebild.engines.parquet import documents_table
from lagebild.engines.records import Input, Manifest, Run, begin, end, held, run_of, shards_done
from lagebild.engines.shards import Cutting, Shard, shards_of, size_of_shards
from lagebild.engines.whole import HALF, write_whole

Engine = Callable[[Iterable[Shard], How], Iterator[Done]]
REJECTED = "quarantine.jsonl"


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come. `weight` of `total` bytes are behind it; of these `before` were when it was taken up.

    `fresh` sentences were read since then, in so many seconds.
    """

    weight: int
    total: int
    before: int
    documents: int
    sentences: int
    fresh: int
    claims: int
    rejected: int
    seconds: float

    @property
    def rate(self) -> float:
        """Sentences a second."""
        return self.fresh / self.seconds if self.seconds else 0.0


@dataclass(frozen=True)
class Order:
    """What is to be done: files by name, how, by which engine with how many workers, and whether a run is to be gone on with."""

    files: tuple[tuple[str, Path], ...]
    how: How
    engine: Engine
    engine_name: str = "local"
    workers: int | None = 1
    resume: bool = False
    size: int | None = None


def coded(order: Order) -> Iterator[Progress | Manifest]:
    """Read a corpus.

    1. the folder, with what the run is of, held so that no other process writes there
    2. the shards that are not done yet
    3. what could not be read, in one file; the manifest

    Raises:
        DataError: with every mistake in the data; nothing can be read with it.
        LagebildError: when the folder has another run, a file changes meanwhile, or a shard cannot be read.
    """
    began = time.monotonic()
    folder = Path(order.how.folder)
    inputs = tuple(_input(name, path) for name, path in order.files)
    total = sum(file.bytes for file in inputs)
    run = run_of(inputs, order.how, order.size or size_of_shards(total), _now())
    with held(folder):
        begin(folder, run, resume=order.resume)
        _clear(folder)
        done = shards_done(folder)
        planned: list[Shard] = []
        so_far = _Sums(total, began, done.values())
        yield so_far.progress()
        with _left_clean(folder):
            for one in order.engine(_left(_shards(order, run), done, planned), order.how):
                done[one.number] = one
                so_far.add(one)
                yield so_far.progress()
        dones = tuple(done[n] for n in sorted(done))
        extra = tuple(_rejected(folder, dones, planned))
        _clear(folder)
        yield end(
            folder, run, dones, extra, engine=order.engine_name, workers=order.workers,
            clock=round(time.monotonic() - began, 1), finished=_now(),
        )  # fmt: skip


@contextmanager
def _left_clean(folder: Path) -> Iterator[None]:
    """Ctrl-C and a full disk end attempts, too, but no document is to blame for it."""
    try:
        yield
    except BaseException:
        _clear(folder)
        for path in (folder / TRIES).iterdir():
            path.unlink(missing_ok=True)
        raise


def _shards(order: Order, run: Run) -> Iterator[Shard]:
    unpacked = Path(order.how.folder) / UNPACKED
    cutting = Cutting(size=run.size, unpacked_to=unpacked, rows_in=documents_table)
    return shards_of(((name, path.absolute()) for name, path in order.files), cutting)


def _left(shards: Iterable[Shard], done: dict[int, Done], planned: list[Shard]) -> Iterator[Shard]:
    """The shards that are not done yet; all that there are are noted."""
    for shard in shards:
        planned.append(shard)
        if shard.number not in done:
            yield shard
            continue
        for piece in shard.pieces:  # unpacked once more, to see where it is cut
            if piece.kind == "unpacked":
                Path(piece.path).unlink(missing_ok=True)


def _input(name: str, path: Path) -> Input:
    try:
        found = path.stat()
    except OSError:
        return Input(name=name, path=str(path.absolute()), bytes=0, changed=0)
    return Input(name=name, path=str(path.absolute()), bytes=found.st_size, changed=found.st_mtime_ns)


def _clear(folder: Path) -> None:
    """Remove what an attempt that was ended left half written. What ended at a document is still known while the run goes on."""
    for name in (CLAIMS, READINGS, QUARANTINE, DONE):
        for path in (folder / name).glob(f".*{HALF}"):
            path.unlink(missing_ok=True)
    for path in (folder / UNPACKED).iterdir():
        path.unlink(missing_ok=True)


class _Sums:
    """What shards sum up to, those that were there when a run was taken up and those that come."""

    def __init__(self, total: int, began: float, there: Iterable[Done]) -> None:
        self._total, self._began = total, began
        self._weight = self._documents = self._sentences = self._claims = self._rejected = 0
        for one in there:
            self.add(one)
        self._before, self._known = self._weight, self._sentences

    def add(self, one: Done) -> None:
        self._weight += one.weight
        self._documents += one.documents
        self._sentences += one.sentences
        self._claims += one.claims
        self._rejected += one.rejected

    def progress(self) -> Progress:
        return Progress(
            weight=self._weight,
            total=self._total,
            before=self._before,
            documents=self._documents,
            sentences=self._sentences,
            fresh=self._sentences - self._known,
            claims=self._claims,
            rejected=self._rejected,
            seconds=time.monotonic() - self._began,
        )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


# ------------------------------------------------------------------ what could not be read


def _rejected(folder: Path, dones: tuple[Done, ...], shards: list[Shard]) -> Iterator[Output]:
    """All that could not be read in one file, with lines counted from the beginning of theirs."""
    starts = _first_lines(dones, shards)
    rows = (
        _whole(rejected, starts[done.number][rejected.piece])
        for done in dones
        if done.rejected
        for rejected in rejected_in(folder / QUARANTINE / f"{done.number:06}.jsonl")
    )
    target, count = folder / REJECTED, sum(done.rejected for done in dones)
    if count:
        write_whole(target, (msgspec.json.encode(row) + b"\n" for row in rows))
        yield output_of(folder, target, count)


def rejected_in(path: Path) -> Iterator[Rejected]:
    """What a file says could not be read."""
    with path.open("rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=Rejected)


def _first_lines(dones: tuple[Done, ...], shards: list[Shard]) -> dict[int, list[int]]:
    """For each piece of each shard the lines of its file that lie before it."""
    lines = {done.number: done.lines for done in dones}
    seen: dict[str, int] = {}
    starts: dict[int, list[int]] = {}
    for shard in shards:
        starts[shard.number] = []
        for piece, count in zip(shard.pieces, lines[shard.number], strict=True):
            before = seen.get(piece.path, 0) if piece.start else 0
            starts[shard.number].append(before)
            seen[piece.path] = before + count
    return starts


def _whole(rejected: Rejected, lines: int) -> Rejected:
    line = None if rejected.line is None else rejected.line + lines
    return msgspec.structs.replace(rejected, line=line, piece=0)
