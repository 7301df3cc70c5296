"""From rows to entries.

Takes the rows of one table and the vocabulary; gives its entries; notes every cell that cannot be what it says.
References between tables are `checks.py`'s.
"""

import re
from collections.abc import Callable, Collection, Hashable
from datetime import date
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

import msgspec

from lagebild.gazetteer.entries import Agent, Country, Holder, KnownPlace, Name, Organisation, Publisher
from lagebild.tables import Problems, Row

T = TypeVar("T")

ACTOR_ID = re.compile(r"[A-Z]{3}(\.[A-Z]{3})*(\.[a-z0-9_]+)?")
PLACE_ID = re.compile(r"[A-Z]{3}/[a-z0-9_]+")


class Vocabulary(msgspec.Struct, frozen=True):
    """The words that columns may hold, and the version of the tables (vocabulary.toml)."""

    version: str
    sectors: frozenset[str]
    slots: frozenset[str]
    organisation_kinds: frozenset[str]
    place_kinds: frozenset[str]
    name_kinds: frozenset[str]
    agent_kinds: frozenset[str]
    controls: frozenset[str]
    directed: frozenset[str]
    offices: frozenset[str]
    single: frozenset[str]
    regions: frozenset[str]
    surname_first: frozenset[str]
    branches: dict[str, tuple[str, ...]]


def country_of(row: Row, words: Vocabulary, problems: Problems) -> Country | None:
    """A state of countries.csv."""
    good = [
        _like(row, "id", r"[A-Z]{3}", "an ISO 3166 code of three capitals", problems),
        _like(row, "iso2", r"[A-Z]{2}", "an ISO 3166 code of two capitals", problems),
        _one_of(row, "region", words.regions, problems),
    ]
    return Country(**row.cells) if all(good) else None


def organisation_of(row: Row, words: Vocabulary, problems: Problems) -> Organisation | None:
    """An organisation of organisations.csv; its columns must say what its id says."""
    good = [
        _like(row, "id", ACTOR_ID.pattern, "COUNTRY.SECTOR.name, as in KOR.SPY.nis", problems),
        _one_of(row, "kind", words.organisation_kinds, problems),
        _one_of(row, "sector", words.sectors | {""}, problems),
    ]
    if not all(good):
        return None
    slot, *rest = row["id"].split(".")
    state = "" if slot in words.slots else slot
    good = [
        _same(row, "state", state, problems),
        _same(row, "sector", _sector(rest), problems),
        _said(row, problems),
    ]
    return Organisation(**row.cells) if all(good) else None


def publisher_of(row: Row, words: Vocabulary, problems: Problems) -> Publisher | None:
    """Who stands behind a medium, of publishers.csv; what is directed has a side, what is not has none."""
    cells = row.cells
    good = [
        _one_of(row, "control", words.controls, problems),
        _like(row, "family", "[a-z0-9_]+", "a name in small letters, as axel_springer", problems),
        _like(
            row,
            "site",
            r"([a-z0-9-]+\.)+[a-z]+|",
            "the host of its pages, as spiegel.de, or nothing",
            problems,
        ),
        *(not cells[day] or _day(row, day, problems) for day in ("from", "to")),
        _said(row, problems),
    ]
    if not all(good):
        return None
    if bool(cells["side"]) != (cells["control"] in words.directed):
        problems.add(
            row.where,
            f"side {cells['side']!r} beside control {cells['control']}",
            "directed media have a side",
        )
        return None
    kept = {column: cells[column] for column in ("id", "family", "control", "site", "source")}
    first, last = cells["from"] or None, cells["to"] or None
    return Publisher(**kept, side=cells["side"] or None, first=first, last=last)


def place_of(row: Row, words: Vocabulary, problems: Problems) -> KnownPlace | None:
    """A place of places.csv; its id begins with its country, or INT."""
    good = [
        _like(row, "id", PLACE_ID.pattern, "COUNTRY/name, as in UKR/kyiv", problems),
        _one_of(row, "kind", words.place_kinds, problems),
        _number(row, "lat", 90, problems),
        _number(row, "lon", 180, problems),
        _said(row, problems),
    ]
    if not all(good) or not _same(row, "country", row["id"][:3].replace("INT", ""), problems):
        return None
    words_of = {column: row[column] for column in ("id", "name", "kind", "country", "source")}
    return KnownPlace(**words_of, lat=float(row["lat"]), lon=float(row["lon"]))


def holder_of(row: Row, words: Vocabulary, problems: Problems) -> Holder | None:
    """A person in an office, of offices.csv."""
    cells = row.cells
    good = [
        _like(row, "id", ACTOR_ID.pattern, "COUNTRY.SECTOR.person, as in RUS.GOV.putin", problems),
        _one_of(row, "office", words.offices, problems),
        _one_of(row, "sector", words.sectors | {""}, problems),
        _day(row, "from", problems),
        not cells["to"] or _day(row, "to", problems),
        _said(row, problems),
    ]
    if not all(good) or not _same(row, "key", cells["id"].rpartition(".")[2], problems):
        return None
    if cells["to"] and cells["to"] < cells["from"]:
        problems.add(
            row.where, f"to {cells['to']} before from {cells['from']}", "an office ends after it began"
        )
        return None
    kept = {k: v for k, v in cells.items() if k not in ("from", "to")}
    return Holder(**kept, first=cells["from"], last=cells["to"] or None)


def name_of(row: Row, words: Vocabulary, problems: Problems) -> Name | None:
    """A name of names.csv; an empty weight is 1."""
    weight = row["weight"] or "1"
    good = [_one_of(row, "kind", words.name_kinds, problems), _filled(row, "name", problems)]
    if not re.fullmatch(r"0(\.\d+)?|1(\.0+)?", weight):
        problems.add(row.where, f"weight {weight!r}", "a number from 0 to 1, or nothing for 1")
        return None
    return Name(row["id"], row["name"], row["kind"], float(weight)) if all(good) else None


def agent_of(row: Row, words: Vocabulary, problems: Problems) -> Agent | None:
    """A noun of agents.csv."""
    good = [
        _filled(row, "lemma", problems),
        _one_of(row, "kind", words.agent_kinds, problems),
        _one_of(row, "sector", words.sectors | {""}, problems),
    ]
    return Agent(row["lemma"], row["sector"], row["kind"]) if all(good) else None


def given_of(row: Row, words: Vocabulary, problems: Problems) -> str | None:
    """A given name of given_names.csv."""
    return row["name"] if _filled(row, "name", problems) else None


def _sector(rest: list[str]) -> str:
    return rest[0] if rest and rest[0].isupper() else ""


def _one_of(row: Row, column: str, allowed: Collection[str], problems: Problems) -> bool:
    if row[column] in allowed:
        return True
    right = ", ".join(word or "nothing" for word in sorted(allowed))
    problems.add(row.where, f"{column} {row[column]!r} is unknown", f"it is one of {right}")
    return False


def _like(row: Row, column: str, pattern: str, right: str, problems: Problems) -> bool:
    if re.fullmatch(pattern, row[column]):
        return True
    problems.add(row.where, f"{column} {row[column]!r}", right)
    return False


def _same(row: Row, column: str, due: str, problems: Problems) -> bool:
    if row[column] == due:
        return True
    problems.add(row.where, f"{column} {row[column]!r} beside id {row['id']}", f"{due!r}, as the id says")
    return False


def _filled(row: Row, column: str, problems: Problems) -> bool:
    if row[column]:
        return True
    problems.add(row.where, f"no {column}", "it is never empty")
    return False


def _said(row: Row, problems: Problems) -> bool:
    if row["source"]:
        return True
    problems.add(row.where, "no source", "name where it is known from, such as public record")
    return False


def _number(row: Row, column: str, most: int, problems: Problems) -> bool:
    try:
        if abs(float(row[column])) <= most:
            return True
    except ValueError:
        pass
    problems.add(row.where, f"{column} {row[column]!r}", f"degrees from -{most} to {most}")
    return False


def _day(row: Row, column: str, problems: Problems) -> bool:
    try:
        return bool(date.fromisoformat(row[column]))
    except ValueError:
        problems.add(row.where, f"{column} {row[column]!r}", "a day as 2024-10-18")
        return False


class Sheet(NamedTuple, Generic[T]):
    """One kind of table: its columns, the entry that a row makes, and the key that no two of its rows share."""

    columns: tuple[str, ...]
    entry: Callable[[Row, Vocabulary, Problems], T | None]
    key: Callable[[T], Hashable]


COUNTRIES = Sheet(("id", "iso2", "capital", "region"), country_of, attrgetter("id"))
ORGANISATIONS = Sheet(("id", "kind", "state", "sector", "note", "source"), organisation_of, attrgetter("id"))
PLACES = Sheet(("id", "name", "kind", "country", "lat", "lon", "source"), place_of, attrgetter("id"))
OFFICES = Sheet(
    ("id", "office", "state", "sector", "person", "key", "from", "to", "source"),
    holder_of,
    attrgetter("id", "office", "first"),
)
PUBLISHERS = Sheet(
    ("id", "family", "control", "side", "site", "from", "to", "source"),
    publisher_of,
    attrgetter("id", "first"),
)
NAMES = Sheet(("id", "name", "kind", "weight"), name_of, attrgetter("id", "name", "kind"))
AGENTS = Sheet(("lemma", "sector", "kind", "note"), agent_of, attrgetter("lemma"))
GIVEN_NAMES = Sheet(("name",), given_of, str)
