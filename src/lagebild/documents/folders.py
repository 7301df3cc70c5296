"""Names -> files.

Takes what somebody names: files, folders, patterns (`news/*.txt`); gives the files, folders with all that is in them, in the
order of their names, hidden ones left out. What is not there comes out as it is, so that whoever opens it can say so.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

_PATTERN = frozenset("*?[")


def files_in(names: Iterable[str | Path]) -> Iterator[Path]:
    """The files that are meant."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from _all_in(path)
        elif not path.exists() and (found := _matching(path)):
            yield from files_in(found)
        else:
            yield path


def _matching(pattern: Path) -> list[Path]:
    """What a pattern stands for; nothing when it is none."""
    if not _PATTERN & set(str(pattern)):
        return []
    return sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))


def _all_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _all_in(path)
        elif path.is_file():
            yield path
