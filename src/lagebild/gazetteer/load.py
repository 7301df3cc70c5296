"""Our tables, and a user's laid over them.

Takes the files of this folder and of `languages/`, then those of each overlay folder (the same paths under it);
gives the Gazetteer. All mistakes of all files are raised at once, as one DataError.
"""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from lagebild.errors import DataError
from lagebild.gazetteer import parse
from lagebild.gazetteer.checks import Tables, check
from lagebild.gazetteer.entries import Holder, Name
from lagebild.gazetteer.gazetteer import Gazetteer
from lagebild.gazetteer.manner import Manner, manner_of
from lagebild.gazetteer.parse import Vocabulary
from lagebild.tables import Problems, Row, rows_of, short, toml_of

PACKAGE = Path(__file__).parents[1]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@lru_cache(maxsize=8)
def load_gazetteer(overlays: tuple[Path, ...] = ()) -> Gazetteer:
    """The gazetteer: our tables, with each overlay's rows in place of ours of the same key, or beside them."""
    problems = Problems()
    folders = (PACKAGE, *overlays)
    words = vocabulary()
    tables = _tables(folders, words, problems)
    check(tables, words, problems)
    given = _table(folders, "gazetteer/given_names.csv", parse.GIVEN, parse.given_of, str, words, problems)
    manners = {lang: manner for lang in tables.names if (manner := _manner(folders, lang, problems))}
    if problems.lines:
        raise DataError("the gazetteer", problems.lines)
    return _gazetteer(tables, words, manners, frozenset(given))


def vocabulary() -> Vocabulary:
    """The words that the tables' columns may hold."""
    file = PACKAGE / "gazetteer" / "vocabulary.toml"
    return msgspec.convert(toml_of(file, Problems()), Vocabulary)


def gazetteer_version() -> str:
    """The version of our tables; a reading records it."""
    return vocabulary().version


def _tables(folders: tuple[Path, ...], words: Vocabulary, problems: Problems) -> Tables:
    def read(file: str, columns: tuple[str, ...], entry: Entry[T], key: Callable[[T], K]) -> Placed[K, T]:
        return _table(folders, file, columns, entry, key, words, problems)

    langs = _languages(folders)
    return Tables(
        read("gazetteer/countries.csv", parse.COUNTRIES, parse.country_of, lambda entry: entry.id),
        read(
            "gazetteer/organisations.csv", parse.ORGANISATIONS, parse.organisation_of, lambda entry: entry.id
        ),
        read("gazetteer/places.csv", parse.PLACES, parse.place_of, lambda entry: entry.id),
        read(
            "gazetteer/offices.csv",
            parse.OFFICES,
            parse.holder_of,
            lambda row: (row.id, row.office, row.first),
        ),
        {lang: read(f"languages/{lang}/names.csv", parse.NAMES, parse.name_of, _name_key) for lang in langs},
        {
            lang: read(f"languages/{lang}/agents.csv", parse.AGENTS, parse.agent_of, lambda a: a.lemma)
            for lang in langs
        },
    )


Entry = Callable[[Row, Vocabulary, Problems], T | None]
Placed = dict[K, tuple[str, T]]


def _name_key(name: Name) -> tuple[str, str, str]:
    return name.id, name.name, name.kind


def _languages(folders: tuple[Path, ...]) -> list[str]:
    """Every language that has names somewhere; a folder that begins with an underscore is no language."""
    found = {path.parent.name for folder in folders for path in folder.glob("languages/*/names.csv")}
    return sorted(lang for lang in found if not lang.startswith("_"))


def _table(
    folders: tuple[Path, ...],
    file: str,
    columns: tuple[str, ...],
    entry: Entry[T],
    key: Callable[[T], K],
    words: Vocabulary,
    problems: Problems,
) -> Placed[K, T]:
    table: Placed[K, T] = {}
    for folder in folders:
        here: Placed[K, T] = {}
        for row in rows_of(folder / file, columns, problems):
            if (made := entry(row, words, problems)) is not None:
                _put(here, key(made), row.where, made, problems)
        table |= here
    return table


def _put(here: Placed[K, T], key: K, where: str, made: T, problems: Problems) -> None:
    if key in here:
        said = " ".join(key) if isinstance(key, tuple) else key
        problems.add(where, f"{said!r} again", f"first at {here[key][0]}")
    here.setdefault(key, (where, made))


def _manner(folders: tuple[Path, ...], lang: str, problems: Problems) -> Manner | None:
    """The last folder that has one decides."""
    files = [folder / "languages" / lang / "names.toml" for folder in folders]
    file = next((file for file in reversed(files) if file.exists()), files[0])
    return manner_of(short(file), toml_of(file, problems), problems)


def _gazetteer(
    tables: Tables, words: Vocabulary, manners: dict[str, Manner], given: frozenset[str]
) -> Gazetteer:
    return Gazetteer(
        words=words,
        countries=_bare(tables.countries),
        organisations=_bare(tables.organisations),
        places=_bare(tables.places),
        holders=_careers(row for _, row in tables.offices.values()),
        names={
            lang: tuple(n for _, n in names.values() if n.weight > 0) for lang, names in tables.names.items()
        },
        agents={lang: tuple(agent for _, agent in agents.values()) for lang, agents in tables.agents.items()},
        manners=manners,
        given_names=given,
    )


def _bare(table: Placed[K, T]) -> dict[K, T]:
    return {key: entry for key, (_, entry) in table.items()}


def _careers(rows: Iterable[Holder]) -> dict[str, tuple[Holder, ...]]:
    careers: dict[str, list[Holder]] = {}
    for row in sorted(rows, key=lambda row: row.first):
        careers.setdefault(row.id, []).append(row)
    return {id: tuple(held) for id, held in careers.items()}
