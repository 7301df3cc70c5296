"""Our tables, and a user's laid over them.

Takes the files of this folder and of `languages/`, then those of each overlay folder (the same paths under it);
gives the Gazetteer. All mistakes of all files are raised at once, as one DataError.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from lagebild.errors import DataError
from lagebild.gazetteer.checks import Tables, check
from lagebild.gazetteer.gazetteer import Gazetteer, careers_of, houses_of
from lagebild.gazetteer.manner import Manner, manner_of
from lagebild.gazetteer.parse import (
    AGENTS,
    COUNTRIES,
    GIVEN_NAMES,
    NAMES,
    OFFICES,
    ORGANISATIONS,
    PLACES,
    PUBLISHERS,
    Sheet,
    Vocabulary,
)
from lagebild.gazetteer.shipped import shipped_gazetteer
from lagebild.loading import Form, kept, without_collecting
from lagebild.tables import Problems, rows_of, short, toml_of

PACKAGE = Path(__file__).parents[1]
PACKED = Form(msgspec.msgpack.encode, lambda whole: msgspec.msgpack.decode(whole, type=Gazetteer))

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Placed = dict[Any, tuple[str, T]]


def load_gazetteer(overlays: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer: our tables, with each overlay's rows in place of ours of the same key, or beside them.

    Ours alone are taken as they are; `check_gazetteer` checks them, too.

    Raises:
        DataError: with every mistake in all files, where there is an overlay or a row of ours cannot be read.
    """
    return check_gazetteer(overlays) if overlays else _ours_alone()


@lru_cache(maxsize=1)
def _ours_alone() -> Gazetteer:
    with without_collecting():
        return kept("gazetteer", _our_files(), _made_of_ours, PACKED)


def kept_of_ours(name: str, make: Callable[[], T], form: Form) -> T:
    """What is made of our own gazetteer alone, as it was kept since any of its tables or modules changed."""
    return kept(name, _our_files(), make, form)


def _our_files() -> Iterator[Path]:
    """Our tables, and the modules that make entries of them."""
    yield PACKAGE / "tables.py"
    for pattern in ("gazetteer/*.*", "languages/*/names.*", "languages/*/agents.csv"):
        yield from PACKAGE.glob(pattern)


def _made_of_ours() -> Gazetteer:
    problems = Problems()
    langs = _languages((PACKAGE,))
    manners = {lang: manner for lang in langs if (manner := _manner((PACKAGE,), lang, problems))}
    gazetteer = None if problems.lines else shipped_gazetteer(PACKAGE, vocabulary(), manners)
    return gazetteer or check_gazetteer()


@lru_cache(maxsize=8)
def check_gazetteer(overlays: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer, with every cell and every reference checked.

    Raises:
        DataError: with every mistake in all files.
    """
    problems = Problems()
    folders = (PACKAGE, *overlays)
    tables = _tables(folders, problems)
    check(tables, vocabulary(), problems)
    given = _table(folders, "gazetteer/given_names.csv", GIVEN_NAMES, problems)
    surnames = _table(folders, "gazetteer/surnames.csv", GIVEN_NAMES, problems)
    manners = {lang: manner for lang in tables.names if (manner := _manner(folders, lang, problems))}
    if problems.lines:
        raise DataError("the gazetteer", problems.lines)
    return _gazetteer(tables, manners, frozenset(given), frozenset(surnames))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words that the tables' columns may hold."""
    file = PACKAGE / "gazetteer" / "vocabulary.toml"
    return msgspec.convert(toml_of(file, Problems()), Vocabulary)


def gazetteer_version() -> str:
    """The version of our tables; a reading records it."""
    return vocabulary().version


def _tables(folders: tuple[Path, ...], problems: Problems) -> Tables:
    langs = _languages(folders)
    return Tables(
        _table(folders, "gazetteer/countries.csv", COUNTRIES, problems),
        _table(folders, "gazetteer/organisations.csv", ORGANISATIONS, problems),
        _table(folders, "gazetteer/places.csv", PLACES, problems),
        _table(folders, "gazetteer/offices.csv", OFFICES, problems),
        _table(folders, "gazetteer/publishers.csv", PUBLISHERS, problems),
        {lang: _table(folders, f"languages/{lang}/names.csv", NAMES, problems) for lang in langs},
        {lang: _table(folders, f"languages/{lang}/agents.csv", AGENTS, problems) for lang in langs},
    )


def _languages(folders: tuple[Path, ...]) -> list[str]:
    """Every language that has names somewhere; a folder that begins with an underscore is no language."""
    found = {path.parent.name for folder in folders for path in folder.glob("languages/*/names.csv")}
    return sorted(lang for lang in found if not lang.startswith("_"))


def _table(folders: tuple[Path, ...], file: str, sheet: Sheet[T], problems: Problems) -> Placed[T]:
    """The entries of one file in all folders; a later folder's replaces an earlier one's of the same key."""
    table: Placed[T] = {}
    for folder in folders:
        entries, mistakes = (_ours if folder == PACKAGE else _read)(folder / file, sheet)
        table |= entries
        problems.lines += mistakes
    return table


def _read(path: Path, sheet: Sheet[T]) -> tuple[Placed[T], list[str]]:
    """The entries of one file with the `file:line` of each, and its mistakes."""
    entries: Placed[T] = {}
    problems = Problems()
    for row in rows_of(path, sheet.columns, problems):
        made = sheet.entry(row, vocabulary(), problems)
        if made is None:
            continue
        key = sheet.key(made)
        if key in entries:
            said = " ".join(key) if isinstance(key, tuple) else key
            problems.add(row.where, f"{said!r} again", f"first at {entries[key][0]}")
        entries.setdefault(key, (row.where, made))
    return entries, problems.lines


# Our own files do not change while we run; overlays may.
_ours = lru_cache(maxsize=32)(_read)


def _manner(folders: tuple[Path, ...], lang: str, problems: Problems) -> Manner | None:
    """The last folder that has one decides."""
    files = [folder / "languages" / lang / "names.toml" for folder in folders]
    file = next((file for file in reversed(files) if file.exists()), files[0])
    return manner_of(short(file), toml_of(file, problems), problems)


def _gazetteer(
    tables: Tables, manners: dict[str, Manner], given: frozenset[str], surnames: frozenset[str]
) -> Gazetteer:
    return Gazetteer(
        words=vocabulary(),
        countries=_bare(tables.countries),
        organisations=_bare(tables.organisations),
        places=_bare(tables.places),
        holders=careers_of(row for _, row in tables.offices.values()),
        publishers=houses_of(row for _, row in tables.publishers.values()),
        names={
            lang: tuple(n for _, n in names.values() if n.weight > 0) for lang, names in tables.names.items()
        },
        agents={lang: tuple(agent for _, agent in agents.values()) for lang, agents in tables.agents.items()},
        manners=manners,
        given_names=given,
        surnames=surnames,
    )


def _bare(table: dict[K, tuple[str, T]]) -> dict[K, T]:
    return {key: entry for key, (_, entry) in table.items()}
