"""Data at the start of a process: what was made of files is kept for the next start, and nobody looks for garbage meanwhile, seldom later.

Takes a name, the files that something is made of and what makes it; gives what was kept, or makes and keeps it. Kept things lie
where Python keeps byte code and under its conditions: nothing is written where byte code is not (`PYTHONDONTWRITEBYTECODE`, a folder
that may not be written), and what was made of other files or by other code counts for nothing (decision 0013).
"""

import gc
import hashlib
import importlib.util
import marshal
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

from lagebild.version import VERSION

T = TypeVar("T")
STAMP = 16  # bytes
CHECKED = 4  # bytes
SELDOM = (
    50_000,
    20,
    50,
)  # objects made before the youngest are looked through, and how often the older ones are; Python's own: 700, 10, 10
ATOMS = (str, int, float)


class Form(NamedTuple):
    """How a kept thing is written and read."""

    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]


def _marshalled(thing: Any) -> bytes:
    """Checked, because marshal takes numpy's numbers for bytes without a word."""
    whole = marshal.dumps(_shared(thing, {}))
    if marshal.loads(whole) != thing:
        raise ValueError("not made of plain dicts, lists, tuples, sets, texts and numbers alone")
    return whole


def _shared(thing: Any, seen: dict[Any, Any]) -> Any:
    """The same, with one object for equal texts, numbers and tuples of them: marshal keeps that, and a tagger's model then needs a third less memory."""
    if isinstance(thing, dict):
        return {_shared(key, seen): _shared(value, seen) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_shared(each, seen) for each in thing]
    if isinstance(thing, tuple):
        thing = tuple(_shared(each, seen) for each in thing)
    parts = thing if isinstance(thing, tuple) else (thing,)
    return seen.setdefault(repr(thing), thing) if all(isinstance(each, ATOMS) for each in parts) else thing


PICKLED = Form(lambda thing: pickle.dumps(thing, 5), pickle.loads)
MARSHALLED = Form(_marshalled, marshal.loads)  # for what is plain: read in half the time of a pickle


def kept(name: str, files: Iterable[Path], make: Callable[[], T], form: Form = PICKLED) -> T:
    """The thing of that name, as it was kept since any of its files changed; else made anew and kept.

    `files`: its data and the modules that make it.
    """
    place = _place_of(name)
    if place is None:
        return make()
    stamp = _stamp(files)
    found = _read(place, stamp)
    if found is not None:
        return cast(T, form.read(found))
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError, ValueError):  # a folder that may not be written, a thing without that form
            _write(place, stamp, form.write(made))
    return made


@contextmanager
def without_collecting() -> Iterator[None]:
    """While data is loaded nothing is garbage: looking for it took a fifth of the time. Nor is it later: nobody looks through it again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """While much is read: what reading leaves behind is freed at once, and looking for the rest took a fifteenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _place_of(name: str) -> Path | None:
    """Beside the byte code of this module; None for a Python that keeps none."""
    try:
        beside = importlib.util.cache_from_source(str(Path(__file__).with_name(f"kept-{name}.py")))
    except NotImplementedError:
        return None
    return Path(beside).with_suffix(".kept")


def _stamp(files: Iterable[Path]) -> bytes:
    """Changes with each file's size and time, with our version and Python's."""
    rows = [(str(file), stat.st_size, stat.st_mtime_ns) for file in files for stat in (file.stat(),)]
    whole = repr((VERSION, sys.version, sorted(rows)))
    return hashlib.blake2b(whole.encode(), digest_size=STAMP).digest()


def _read(place: Path, stamp: bytes) -> bytes | None:
    try:
        whole = place.read_bytes()
    except OSError:
        return None
    head, thing = whole[: STAMP + CHECKED], whole[STAMP + CHECKED :]
    return thing if head == stamp + _check_of(thing) else None


def _write(place: Path, stamp: bytes, thing: bytes) -> None:
    """At once or not at all: another process may be reading."""
    place.parent.mkdir(exist_ok=True)
    aside = place.with_suffix(f".{os.getpid()}")
    try:
        aside.write_bytes(stamp + _check_of(thing) + thing)
        aside.replace(place)
    finally:
        aside.unlink(missing_ok=True)


def _check_of(thing: bytes) -> bytes:
    return zlib.crc32(thing).to_bytes(CHECKED, "little")
