"""One shard in, its tables out.

Takes a shard and how it is to be read; writes a table of claims, a table of readings, and what could not be read, and last a record
that says that they are whole. Each file is written under another name first, forced to the disk, and given its name then: what has its name
is whole. Called again for the same shard it writes the same bytes; so nothing is lost and nothing doubled when a process is ended.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

import msgspec

from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.documents.reading import document_of_line
from lagebild.documents.stretches import documents_in_records, documents_in_stretch, lines_in
from lagebild.engines.attempts import Attempt
from lagebild.engines.columns import ClaimRow, ReadingRow, row_of, rows_of
from lagebild.engines.local import NotRead, Read, read_or_not
from lagebild.engines.parquet import lines_from, write_table
from lagebild.engines.shards import Piece, Shard
from lagebild.engines.whole import give_name, unnamed, write_whole
from lagebild.errors import DocumentError
from lagebild.loading import collecting_seldom
from lagebild.model import Document, Noun, Reading
from lagebild.pipeline import read_document

CLAIMS, READINGS, QUARANTINE, DONE, TRIES, UNPACKED = (
    "claims",
    "readings",
    "quarantine",
    "done",
    "tries",
    "unpacked",
)
FOLDERS = (CLAIMS, READINGS, QUARANTINE, DONE, TRIES, UNPACKED)
TOGETHER = 2_000_000  # bytes of rows in a file
_encode = msgspec.json.Encoder().encode


class How(Noun, frozen=True):
    """How documents are read, and where what comes of them goes."""

    folder: str
    lang: str | None = None
    published: str | None = None
    data: tuple[str, ...] = ()


class Output(Noun, frozen=True):
    """A file that was written: its name below the run's folder, its hash, how much is in it."""

    file: str
    bytes: int
    sha256: str
    rows: int


class Rejected(Noun, frozen=True):
    """What could not be read: where it lay, why, and the document where there is one.

    `piece` is which of the shard's it was in: lines of a file that was cut are counted from the cut, and made whole at the end.
    """

    file: str
    line: int | None
    why: str
    document: Document | None = None
    piece: int = 0


class Done(Noun, frozen=True):
    """What came of a shard. Seconds are of the processor."""

    number: int
    weight: int
    outputs: tuple[Output, ...]
    documents: int
    statuses: dict[str, int]
    sentences: int
    claims: int
    rejected: int
    lines: tuple[int, ...]
    seconds: float


def code_shard(shard: Shard, how: How, read: Read | None = None) -> Done:
    """Read a shard and write what comes of it. `read` stands for the reader.

    1. its documents, one after another, as rows; what cannot be read apart
    2. the tables
    3. the record, which says that the tables are there

    Raises:
        DataError: with every mistake in the data; nothing can be read with it.
        LagebildError: when the tables cannot be written.
    """
    began = time.process_time()
    folder = Path(how.folder)
    tried = folder / TRIES / f"{shard.number:06}"
    with collecting_seldom(), Attempt(tried) as attempt, _Rows(folder, shard) as rows:
        attempt.reader = read or _reader(how)
        for piece, found in _documents(shard, how):
            _take(found, piece, rows, attempt.read)
        outputs = tuple(rows.kept())
        done = Done(
            number=shard.number,
            weight=shard.weight,
            outputs=outputs,
            documents=rows.readings.count,
            statuses=dict(sorted(rows.statuses.items())),
            sentences=rows.sentences,
            claims=rows.claims.count,
            rejected=rows.rejected.count,
            lines=tuple(map(_lines, shard.pieces)),
            seconds=round(time.process_time() - began, 3),
        )
        write_whole(folder / DONE / f"{shard.number:06}.json", _encode(done))
    for part in shard.pieces:
        if part.kind == "unpacked":
            Path(part.path).unlink(missing_ok=True)
    return done


def _reader(how: How) -> Read:
    return lambda document: read_document(document, tuple(map(Path, how.data)))


def _lines(piece: Piece) -> int:
    """How many lines a piece that was cut has, so that the next one's can be counted from the file's beginning."""
    return lines_in(Path(piece.path), piece.start, piece.end) if piece.kind == "lines" else 0


# ------------------------------------------------------------------ documents


def _documents(shard: Shard, how: How) -> Iterator[tuple[int, Document | SetAside]]:
    known = Particulars(lang=how.lang, published=how.published)
    for n, piece in enumerate(shard.pieces):
        try:
            for found in _in_piece(piece, known):
                yield n, found
        except DocumentError as error:
            yield n, SetAside(file=piece.name, why=str(error))


def _in_piece(piece: Piece, known: Particulars) -> Iterator[Document | SetAside]:
    path = Path(piece.path)
    if piece.kind == "torn":
        raise DocumentError(piece.why)
    if piece.kind == "whole":
        yield from (_named(found, piece) for found in documents_in(path, known=known))
    elif piece.kind == "rows":
        for number, line in enumerate(lines_from(path, piece.start, piece.end), piece.start + 1):
            yield document_of_line(line, number, piece.name, known)
    elif piece.kind == "records":
        yield from documents_in_records(path, piece.start, piece.end, piece.name, known)
    else:
        for _, found in documents_in_stretch(path, piece.start, piece.end, piece.name, known):
            yield _moved(found, piece.line)


def _named(found: Document | SetAside, piece: Piece) -> Document | SetAside:
    """Under the name that the file was called by, wherever it lies."""
    if isinstance(found, Document):
        return found
    return msgspec.structs.replace(found, file=piece.name + found.file.removeprefix(piece.path))


def _moved(found: Document | SetAside, lines: int) -> Document | SetAside:
    if isinstance(found, Document) or found.line is None:
        return found
    return msgspec.structs.replace(found, line=found.line + lines)


def _take(found: Document | SetAside, piece: int, rows: "_Rows", read: Read) -> None:
    if isinstance(found, SetAside):
        rows.reject(Rejected(file=found.file, line=found.line, why=found.why, piece=piece))
        return
    reading = read_or_not(found, read)
    if isinstance(reading, NotRead):
        rows.reject(Rejected(file=found.document_id, line=None, why=reading.why, document=found, piece=piece))
    else:
        rows.keep(reading)


# ------------------------------------------------------------------ rows


@dataclass
class _Lines:
    """Rows of one table on their way to the disk, in files that `new` opens: what makes the table takes memory for a whole file at a time."""

    new: Callable[[], BinaryIO]
    files: list[BinaryIO] = field(default_factory=list)
    count: int = 0
    longest: int = 0
    room: int = 0

    def put(self, row: Noun) -> None:
        line = _encode(row) + b"\n"
        if len(line) > self.room:
            self._go_on()
        self.files[-1].write(line)
        self.room -= len(line)
        self.count += 1
        self.longest = max(self.longest, len(line))

    def _go_on(self) -> None:
        """In another file."""
        if self.files:
            self.files[-1].close()
        self.files.append(self.new())
        self.room = TOGETHER

    def written(self) -> list[Path]:
        """The files, of which there is one for no rows, too."""
        if not self.files:
            self._go_on()
        self.files[-1].close()
        return [Path(file.name) for file in self.files]


@dataclass
class _Rows:
    """What a shard's tables will have; whatever happens, no file without its name stays behind."""

    folder: Path
    shard: Shard
    statuses: Counter[str] = field(default_factory=Counter)
    sentences: int = 0
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "_Rows":
        self.claims, self.readings, self.rejected = (
            self._lines(name) for name in (CLAIMS, READINGS, QUARANTINE)
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _lines(self, name: str) -> _Lines:
        return _Lines(lambda: self._file(name))

    def _file(self, name: str) -> BinaryIO:
        path = self._open.enter_context(unnamed(self.folder / name / "rows"))
        return self._open.enter_context(path.open("wb"))

    def keep(self, reading: Reading) -> None:
        self.readings.put(row_of(reading))
        for row in rows_of(reading):
            self.claims.put(row)
        self.statuses[reading.status] += 1
        self.sentences += len(reading.sentences)

    def reject(self, rejected: Rejected) -> None:
        self.rejected.put(rejected)

    def kept(self) -> Iterator[Output]:
        """The files, written."""
        yield self._table(self.claims, ClaimRow, CLAIMS)
        yield self._table(self.readings, ReadingRow, READINGS)
        if self.rejected.count:
            target = self.folder / QUARANTINE / f"{self.shard.number:06}.jsonl"
            write_whole(target, b"".join(path.read_bytes() for path in self.rejected.written()))
            yield self._output(target, self.rejected.count)

    def _table(self, rows: _Lines, row: type[Noun], name: str) -> Output:
        target = self.folder / name / f"{self.shard.number:06}.parquet"
        with unnamed(target) as made:
            write_table(rows.written(), row, made, longest=rows.longest)
            give_name(made, target)
        return self._output(target, rows.count)

    def _output(self, file: Path, rows: int) -> Output:
        return output_of(self.folder, file, rows)


def output_of(folder: Path, file: Path, rows: int) -> Output:
    """What is to be said of a file that was written."""
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
    return Output(
        file=file.relative_to(folder).as_posix(), bytes=file.stat().st_size, sha256=digest, rows=rows
    )
