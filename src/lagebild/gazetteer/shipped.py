"""Our own tables -> Gazetteer, without checking every cell again.

`lagebild check` and the tests have checked them. Gives None where a row cannot be made into an entry at all, so that
whoever changed it is told by the full check (`load.py`).
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from lagebild.gazetteer.entries import Agent, Country, Holder, KnownPlace, Name, Organisation, Publisher
from lagebild.gazetteer.gazetteer import Gazetteer, careers_of, houses_of
from lagebild.gazetteer.manner import Manner
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
from lagebild.tables import Problems, cells_of

T = TypeVar("T")


def shipped_gazetteer(folder: Path, words: Vocabulary, manners: dict[str, Manner]) -> Gazetteer | None:
    """The gazetteer of a folder with `gazetteer/` and `languages/` in it, in the languages that have a manner."""
    tables, languages = folder / "gazetteer", folder / "languages"
    try:
        return Gazetteer(
            words=words,
            countries=_by_id(tables / "countries.csv", COUNTRIES, _country),
            organisations=_by_id(tables / "organisations.csv", ORGANISATIONS, _organisation),
            places=_by_id(tables / "places.csv", PLACES, _place),
            holders=careers_of(_all(tables / "offices.csv", OFFICES, _holder)),
            publishers=houses_of(_all(tables / "publishers.csv", PUBLISHERS, _publisher)),
            names={lang: _names(languages / lang / "names.csv") for lang in manners},
            agents={lang: tuple(_all(languages / lang / "agents.csv", AGENTS, _agent)) for lang in manners},
            manners=manners,
            given_names=frozenset(_all(tables / "given_names.csv", GIVEN_NAMES, _given)),
            surnames=frozenset(_all(tables / "surnames.csv", GIVEN_NAMES, _given)),
        )
    except (ValueError, TypeError, LookupError):
        return None


def _all(path: Path, sheet: Sheet[Any], make: Callable[[list[str]], T]) -> Iterator[T]:
    """The entries of a table. One with a mistake in its form has none that can be made."""
    problems = Problems()
    for cells in cells_of(path, sheet.columns, problems):
        yield make(cells)
    if problems.lines:
        raise ValueError(problems.lines)


def _by_id(path: Path, sheet: Sheet[Any], make: Callable[[list[str]], T]) -> dict[str, T]:
    return {entry.id: entry for entry in _all(path, sheet, make)}  # type: ignore[attr-defined]


def _names(path: Path) -> tuple[Name, ...]:
    found: Iterable[Name] = _all(path, NAMES, _name)
    return tuple(name for name in found if name.weight > 0)


def _country(cells: list[str]) -> Country:
    id, iso2, capital, region = cells
    return Country(id=id, iso2=iso2, capital=capital, region=region)


def _organisation(cells: list[str]) -> Organisation:
    id, kind, state, sector, note, source = cells
    return Organisation(id=id, kind=kind, state=state, sector=sector, note=note, source=source)


def _place(cells: list[str]) -> KnownPlace:
    id, name, kind, country, lat, lon, source = cells
    return KnownPlace(
        id=id, name=name, kind=kind, country=country, lat=float(lat), lon=float(lon), source=source
    )


def _holder(cells: list[str]) -> Holder:
    id, office, state, sector, person, key, first, last, source = cells
    return Holder(
        id=id, office=office, state=state, sector=sector, person=person, key=key, first=first, last=last or None,
        source=source,
    )  # fmt: skip


def _publisher(cells: list[str]) -> Publisher:
    id, family, control, side, site, first, last, source = cells
    return Publisher(
        id=id, family=family, control=control, side=side or None, site=site, first=first or None, last=last or None,
        source=source,
    )  # fmt: skip


def _name(cells: list[str]) -> Name:
    id, name, kind, weight = cells
    return Name(id, name, kind, float(weight or 1))


def _agent(cells: list[str]) -> Agent:
    lemma, sector, kind, _ = cells
    return Agent(lemma, sector, kind)


def _given(cells: list[str]) -> str:
    (name,) = cells
    return name
