"""What a run says of itself.

Takes and gives the two records at the top of a run's folder: `run.json`, written when it begins (what is read, and how), and
`manifest.json`, written when it has ended (hashes, versions, counts).
"""

import fcntl
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import msgspec

from lagebild.engines.coding import DONE, FOLDERS, Done, How, Output
from lagebild.engines.parquet import engine_version
from lagebild.engines.whole import HALF, write_whole
from lagebild.errors import LagebildError
from lagebild.languages import installed_languages
from lagebild.model import Noun, Release
from lagebild.pipeline import release_of
from lagebild.version import VERSION

Record = TypeVar("Record", bound=Noun)
RUN, MANIFEST = "run.json", "manifest.json"
HELD = ".held"  # locked while a process is at the run; of its own, since run.json is put in its place whole


class Input(Noun, frozen=True):
    """A file of the corpus: what it is called, where it lies, and by what a change of it would be seen."""

    name: str
    path: str
    bytes: int
    changed: int  # nanoseconds


class Run(Noun, frozen=True):
    """What is read, and how. Only a run of the same kind over the same files can be gone on with."""

    lagebild: str
    releases: dict[str, Release]
    tables: str  # the version of what writes them
    lang: str | None
    published: str | None
    data: tuple[str, ...]
    size: int  # bytes of a shard
    inputs: tuple[Input, ...]
    started: str


class Hashed(Noun, frozen=True):
    """A file of the corpus and its hash; none of one that was not there."""

    name: str
    bytes: int
    sha256: str | None


class Counts(Noun, frozen=True):
    """How much came of a run. `documents` are readings, `statuses` says how many were read and why others were not."""

    shards: int
    documents: int
    statuses: dict[str, int]
    sentences: int
    claims: int
    rejected: int


class Manifest(Noun, frozen=True):
    """What a run was made of and what it gave. `digest` is one hash over all that it gave: the same run again has the same.

    `workers` is None where a cluster gave as many as it had. `seconds` are of the processors in this and earlier attempts, `clock` is how long the last attempt took.
    """

    lagebild: str
    releases: dict[str, Release]
    tables: str
    python: str
    processor: str
    numpy: str
    engine: str
    workers: int | None
    lang: str | None
    published: str | None
    data: tuple[str, ...]
    inputs: tuple[Hashed, ...]
    outputs: tuple[Output, ...]
    digest: str
    counts: Counts
    seconds: float
    clock: float
    started: str
    finished: str


def run_of(inputs: tuple[Input, ...], how: How, size: int, started: str) -> Run:
    """The record of a run that begins."""
    overlays = tuple(map(Path, how.data))
    return Run(
        lagebild=VERSION,
        releases={lang: release_of(lang, overlays) for lang in installed_languages()},
        tables=f"duckdb {engine_version()}",
        lang=how.lang,
        published=how.published,
        data=how.data,
        size=size,
        inputs=inputs,
        started=started,
    )


def begin(folder: Path, run: Run, *, resume: bool) -> None:
    """Make a run in a folder that is `held`, or see that it can be gone on with.

    Raises:
        LagebildError: when there is a run already and it is not to be gone on with, or is another one.
    """
    before = folder / RUN
    if before.exists():
        if not resume:
            raise LagebildError(f"{folder}: has a run already; right would be --resume, or another folder")
        _check_same(folder, read_run(folder), run)
        return
    if not all(map(_is_of_a_beginning, folder.iterdir())):
        raise LagebildError(f"{folder}: is not empty and has no run; right would be a new folder")
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LagebildError(f"{folder}: cannot be made ({error.strerror})") from error
    write_whole(before, msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")


def _is_of_a_beginning(path: Path) -> bool:
    """What lies in a folder where a process was ended before it had written which run it is of."""
    if path.name in FOLDERS and path.is_dir():
        return not any(path.iterdir())
    return path.name == HELD or path.name.endswith(HALF)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder of a run, if it is not there; while the block runs, no other process begins one in it or goes on with it.

    Raises:
        LagebildError: when another one does, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / HELD).open("ab")  # for writing: NFS locks nothing else
    except OSError as error:
        raise LagebildError(f"{folder}: cannot be made ({error.strerror})") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LagebildError(
                f"{folder}: another process is at this run; right would be to wait for it, or another folder"
            ) from None
        except OSError as error:
            raise LagebildError(
                f"{folder}: cannot be locked ({error.strerror}); right would be a folder of another disk"
            ) from error
        yield


def _check_same(folder: Path, before: Run, now: Run) -> None:
    one, other = (msgspec.structs.asdict(msgspec.structs.replace(each, started="")) for each in (before, now))
    differing = [name for name in one if one[name] != other[name]]
    if differing:
        raise LagebildError(
            f"{folder}: its run was of other {', '.join(differing)}; right would be the same files, options and versions, or another folder"
        )


def read_run(folder: Path) -> Run:
    """The record of a run.

    Raises:
        LagebildError: when there is none that can be read.
    """
    return _read(folder, RUN, Run, "that `lagebild code` made")


def read_manifest(folder: Path) -> Manifest:
    """What a run that has ended says of itself.

    Raises:
        LagebildError: when it has not ended, or there is none.
    """
    return _read(folder, MANIFEST, Manifest, "whose run has ended (lagebild code … --resume)")


def _read(folder: Path, name: str, kind: type[Record], right: str) -> Record:
    path = folder / name
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError:
        raise LagebildError(f"{path}: is not there; right would be a folder {right}") from None
    except msgspec.MsgspecError as error:
        raise LagebildError(f"{path}: cannot be read ({error}); right would be a folder {right}") from None


def shards_done(folder: Path) -> dict[int, Done]:
    """The shards of a run that are whole, by number."""
    found = (
        msgspec.json.decode(path.read_bytes(), type=Done) for path in sorted((folder / DONE).glob("*.json"))
    )
    return {done.number: done for done in found}


def end(
    folder: Path, run: Run, dones: tuple[Done, ...], extra: tuple[Output, ...], **made: object
) -> Manifest:
    """Write and give the manifest of a run that has ended; `made` says by what, and how long it took."""
    outputs = (*(output for done in dones for output in done.outputs), *extra)
    manifest = Manifest(
        lagebild=run.lagebild,
        releases=run.releases,
        tables=run.tables,
        python=platform.python_version(),
        processor=platform.machine(),
        numpy=version("numpy"),
        lang=run.lang,
        published=run.published,
        data=run.data,
        inputs=tuple(map(hashed, run.inputs)),
        outputs=outputs,
        digest=digest_of(outputs),
        counts=counts_of(dones),
        seconds=round(sum(done.seconds for done in dones), 1),
        started=run.started,
        **made,  # type: ignore[arg-type]
    )
    write_whole(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")
    return manifest


def digest_of(outputs: tuple[Output, ...]) -> str:
    """One hash over the names and hashes of files."""
    lines = sorted(f"{output.file} {output.sha256}\n" for output in outputs)
    return sha256("".join(lines).encode()).hexdigest()


def counts_of(dones: tuple[Done, ...]) -> Counts:
    """The sums of shards."""
    statuses: dict[str, int] = {}
    for done in dones:
        for status, n in done.statuses.items():
            statuses[status] = statuses.get(status, 0) + n
    return Counts(
        shards=len(dones),
        documents=sum(done.documents for done in dones),
        statuses=dict(sorted(statuses.items())),
        sentences=sum(done.sentences for done in dones),
        claims=sum(done.claims for done in dones),
        rejected=sum(done.rejected for done in dones),
    )


def hashed(file: Input) -> Hashed:
    """A file of the corpus with its hash.

    Raises:
        LagebildError: when it has changed since the run began.
    """
    try:
        with Path(file.path).open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        now = Path(file.path).stat()
    except OSError:
        return Hashed(name=file.name, bytes=file.bytes, sha256=None)
    if (now.st_size, now.st_mtime_ns) != (file.bytes, file.changed):
        raise LagebildError(
            f"{file.name}: has changed since the run began; right would be another run over it"
        )
    return Hashed(name=file.name, bytes=file.bytes, sha256=digest)
