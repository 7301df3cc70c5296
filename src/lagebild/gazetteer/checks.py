"""What the tables say of each other.

Takes all tables as they were read; notes every id that points nowhere and every two rows that cannot both hold.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from lagebild.gazetteer.entries import Agent, Country, Holder, KnownPlace, Name, Organisation, Publisher
from lagebild.gazetteer.parse import Vocabulary
from lagebild.tables import Problems


class Tables(NamedTuple):
    """Every entry with the `file:line` where it stands."""

    countries: dict[str, tuple[str, Country]]
    organisations: dict[str, tuple[str, Organisation]]
    places: dict[str, tuple[str, KnownPlace]]
    offices: dict[tuple[str, str, str], tuple[str, Holder]]
    publishers: dict[tuple[str, str | None], tuple[str, Publisher]]
    names: dict[str, dict[tuple[str, str, str], tuple[str, Name]]]
    agents: dict[str, dict[str, tuple[str, Agent]]]


def check(tables: Tables, words: Vocabulary, problems: Problems) -> None:
    """Every reference and every pair of rows."""
    _check_countries(tables, problems)
    _check_slots(tables, words, problems)
    _check_overlaps(tables, words, problems)
    _check_publishers(tables, problems)
    for names in tables.names.values():
        _check_names(names, tables, words, problems)


def _check_countries(tables: Tables, problems: Problems) -> None:
    for where, country in tables.countries.values():
        capital = country.capital
        if capital and (capital not in tables.places or not capital.startswith(country.id)):
            problems.add(where, f"capital {capital!r}", f"a place of places.csv in {country.id}, or nothing")
    _check_twice(((where, c.iso2) for where, c in tables.countries.values()), "iso2", problems)


def _check_twice(values: Iterable[tuple[str, str]], column: str, problems: Problems) -> None:
    first: dict[str, str] = {}
    for where, value in values:
        if value in first:
            problems.add(where, f"{column} {value!r} again", f"first at {first[value]}")
        first.setdefault(value, where)


def _check_slots(tables: Tables, words: Vocabulary, problems: Problems) -> None:
    slots = set(tables.countries) | words.slots
    right = "a country of countries.csv, or one of " + ", ".join(sorted(words.slots))
    for id, (where, _) in tables.organisations.items():
        if id[:3] not in slots:
            problems.add(where, f"id {id!r} begins with no slot", right)
    for place, (where, _) in tables.places.items():
        if place[:3] not in tables.countries and place[:3] != "INT":
            problems.add(where, f"id {place!r} begins with no country", "a country of countries.csv, or INT")
    for (id, _, _), (where, row) in tables.offices.items():
        if row.state not in slots and row.state not in tables.organisations:
            problems.add(where, f"state {row.state!r} of {id}", right + ", or an organisation's id")


def _check_overlaps(tables: Tables, words: Vocabulary, problems: Problems) -> None:
    chairs: dict[tuple[str, str], list[tuple[str, Holder]]] = {}
    for where, row in tables.offices.values():
        if row.office in words.single:
            chairs.setdefault((row.state, row.office), []).append((where, row))
    for rows in chairs.values():
        rows.sort(key=lambda pair: pair[1].first)
        for (_, before), (where, after) in pairwise(rows):
            if before.last is None or before.last > after.first:
                what = f"{after.office} of {after.state}: {before.person} is in office until {before.last or 'now'}"
                problems.add(where, what, f"{before.person} ends by {after.first}")


def _check_publishers(tables: Tables, problems: Problems) -> None:
    known = tables.organisations.keys() | tables.countries.keys()
    for where, row in tables.publishers.values():
        if row.id not in tables.organisations:
            problems.add(where, f"id {row.id!r}", "a medium or agency of organisations.csv")
        if row.side and row.side not in known:
            problems.add(
                where, f"side {row.side!r} of {row.id}", "a state's or organisation's id, or nothing"
            )


def _check_names(
    names: Mapping[tuple[str, str, str], tuple[str, Name]],
    tables: Tables,
    words: Vocabulary,
    problems: Problems,
) -> None:
    persons = {id for id, _, _ in tables.offices}
    known = persons | tables.countries.keys() | tables.organisations.keys() | tables.places.keys()
    for where, name in names.values():
        if name.kind == "title":
            allowed, right = set(words.offices), "an office of vocabulary.toml"
        elif name.kind == "block":
            allowed, right = {"-"}, "- (no entry)"
        elif name.kind == "person":
            allowed, right = persons, "a person of offices.csv"
        else:
            allowed, right = known, "an id of the gazetteer"
        if name.id not in allowed:
            problems.add(where, f"id {name.id!r} of {name.name!r} ({name.kind})", f"it is {right}")
