"""Files that are whole or not there.

Takes a file under a name that nobody else uses; gives it its own name once it is on the disk. What is not given its name goes.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lagebild.errors import LagebildError

HALF = ".half"


@contextmanager
def unnamed(target: Path) -> Iterator[Path]:
    """A name beside the one that a file will have, which no other process uses; what lies there at the end goes."""
    path = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}{HALF}")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def write_whole(target: Path, data: bytes | Iterable[bytes]) -> None:
    """Write a file, of pieces one after the other as they come.

    Raises:
        LagebildError: when it cannot be written.
    """
    with unnamed(target) as path:
        try:
            with path.open("wb") as file:
                file.writelines((data,) if isinstance(data, bytes) else data)
        except OSError as error:
            raise LagebildError(f"{target}: cannot be written ({error.strerror})") from error
        give_name(path, target)


def give_name(path: Path, target: Path) -> None:
    """Give a file its name, in such an order that after a power cut the name never stands for less than the file.

    Raises:
        LagebildError: when it cannot be written.
    """
    try:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        path.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise LagebildError(f"{target}: cannot be written ({error.strerror})") from error
