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
            yield cast(BinaryIO, inside)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DocumentError(
            f"no whole gzip file ({error}); right would be one that `gzip -t` accepts"
        ) from error


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
    try:
        with zipfile.ZipFile(file) as archive:
            for info in sorted(archive.infolist(), key=lambda each: each.filename):
                if not info.is_dir() and not any(part in info.filename for part in _NOT_MEANT):
                    yield info.filename, _opened(archive, info)
    except zipfile.BadZipFile as error:
        raise DocumentError(
            f"no whole ZIP archive ({error}); right would be one that `unzip -t` accepts"
        ) from error


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO | DocumentError:
    try:
        return cast(BinaryIO, archive.open(info))
    except (
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
    ) as error:  # a password, a method, a torn file
        return DocumentError(f"cannot be unpacked ({error}); right would be an archive without a password")
