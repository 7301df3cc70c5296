"""Files that hold files: gzip, Zstandard, ZIP.

Takes a path or bytes; gives what is inside as streams, which are never read further than they are asked for. What cannot be opened is
a DocumentError with what would be right.
"""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from lagebild.errors import DocumentError

PACKED = (".gz", ".zst")
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
# Text is packed to a tenth, lines of JSON to a hundredth; only what was made to burst unpacks to more than this many times its size.
MOST_TIMES, NOT_BEFORE = 300, 10_000_000
# Bytes of an archive's list of files: some hundred thousand files.
MOST_LISTED = 10_000_000
ELSEWHERE = 0xFFFFFFFF  # instead of a length: it is too large for its place, and stands in another
LONGEST_END = 66_000  # bytes behind that list: its length, and a remark
_BOMB = "unpacks to hundreds of times its size; right would be an archive of texts"
# What systems add to archives by themselves.
_NOT_MEANT = ("__MACOSX/", ".DS_Store")


@contextmanager
def unpacked(file: BinaryIO, kind: str) -> Iterator[BinaryIO]:
    """The stream inside a gzip or Zstandard stream.

    Raises:
        DocumentError: where it breaks off or is no such stream.
    """
    try:
        with _zstandard(file) if kind == ".zst" else gzip.GzipFile(fileobj=file) as inside:
            yield cast(BinaryIO, _Measured(cast(BinaryIO, inside), file))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DocumentError(
            f"no whole gzip file ({error}); right would be one that `gzip -t` accepts"
        ) from error


class _Measured:
    """A stream that is unpacked, as long as there is some measure in it."""

    def __init__(self, inside: BinaryIO, packed: BinaryIO) -> None:
        self._inside = inside
        self._packed = packed
        self._came = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._measured(self._inside.read(size))

    def readline(self, size: int = -1) -> bytes:
        """The next line, or the beginning of a long one."""
        if 0 <= size <= NOT_BEFORE:
            return self._measured(self._inside.readline(size))
        line = bytearray()  # in pieces, so that it is measured before it fills the memory
        while not line.endswith(b"\n") and (size < 0 or len(line) < size):
            most = NOT_BEFORE if size < 0 else min(size - len(line), NOT_BEFORE)
            piece = self._measured(self._inside.readline(most))
            if not piece:
                break
            line += piece
        return bytes(line)

    def seekable(self) -> bool:
        """What was read is gone."""
        return False

    def _measured(self, piece: bytes) -> bytes:
        self._came += len(piece)
        if self._came > NOT_BEFORE and self._came > MOST_TIMES * max(self._packed.tell(), 1):
            raise DocumentError(_BOMB)
        return piece


def _zstandard(file: BinaryIO) -> IO[bytes]:
    try:
        import zstandard
    except ImportError:
        raise DocumentError("Zstandard; right would be `pip install 'lagebild[zst]'`, or gzip") from None
    return cast(IO[bytes], _Zstandard(zstandard.ZstdDecompressor().stream_reader(file), zstandard.ZstdError))


class _Zstandard:
    """A Zstandard stream with lines, whose errors are ours."""

    def __init__(self, reader: object, error: type[Exception]) -> None:
        import io

        self._lines = io.BufferedReader(cast(io.RawIOBase, reader))
        self._error = error

    def __enter__(self) -> "_Zstandard":
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        return self._told(self._lines.read, size)

    def readline(self, size: int = -1) -> bytes:
        """The next line, or the beginning of a long one."""
        return self._told(self._lines.readline, size)

    def seekable(self) -> bool:
        """What was read is gone."""
        return False

    def _told(self, read: "object", size: int) -> bytes:
        try:
            return read(size)  # type: ignore[operator, no-any-return]
        except self._error as error:
            raise DocumentError(
                f"no whole Zstandard file ({error}); right would be one that `zstd -t` accepts"
            ) from error


def members(file: Path | BinaryIO) -> Iterator[tuple[str, BinaryIO | DocumentError]]:
    """The files in a ZIP archive by their names, each open, or why it cannot be opened.

    Raises:
        DocumentError: when it is no archive.
    """
    _refuse_long_lists(file)
    try:
        with zipfile.ZipFile(file) as archive:
            for info in sorted(archive.infolist(), key=lambda each: each.filename):
                if not info.is_dir() and not any(part in info.filename for part in _NOT_MEANT):
                    yield info.filename, _opened(archive, info)
    except zipfile.BadZipFile as error:
        raise DocumentError(
            f"no whole ZIP archive ({error}); right would be one that `unzip -t` accepts"
        ) from error


def _refuse_long_lists(file: Path | BinaryIO) -> None:
    """The list of an archive's files is read whole before the first of them: its length stands at the end of the archive."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            return _refuse_long_lists(opened)
    file.seek(0, 2)
    file.seek(max(file.tell() - LONGEST_END, 0))
    end = file.read()
    file.seek(0)
    large, small = end.rfind(b"PK\x06\x06"), end.rfind(b"PK\x05\x06")
    sizes = [
        int.from_bytes(end[at + offset : at + offset + width], "little")
        for at, offset, width in ((large, 40, 8), (small, 12, 4))
        if at >= 0
    ]
    if max((size for size in sizes if size != ELSEWHERE), default=0) > MOST_LISTED:
        raise DocumentError("an archive of more than a hundred thousand files; right would be smaller ones")


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO | DocumentError:
    if info.file_size > NOT_BEFORE and info.file_size > MOST_TIMES * info.compress_size:
        return DocumentError(_BOMB)
    try:
        return cast(BinaryIO, archive.open(info))
    except (
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as error:  # a password, a method, a torn file
        return DocumentError(f"cannot be unpacked ({error}); right would be an archive without a password")
