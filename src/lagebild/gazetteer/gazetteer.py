"""The gazetteer: whom and what place an id means, who held an office when.

Takes the checked tables; answers by id and day. Nothing here knows a language: names are `names.py`'s.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import msgspec

from lagebild.gazetteer.entries import (
    Actor,
    Agent,
    Country,
    Holder,
    KnownPlace,
    Name,
    Organisation,
    Publisher,
)
from lagebild.gazetteer.manner import Manner
from lagebild.gazetteer.parse import ACTOR_ID, Vocabulary


class Gazetteer(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All tables, checked. `holders` maps a person's id to the offices held, in the order of their days."""

    words: Vocabulary
    countries: Mapping[str, Country]
    organisations: Mapping[str, Organisation]
    places: Mapping[str, KnownPlace]
    holders: Mapping[str, tuple[Holder, ...]]
    publishers: Mapping[str, tuple[Publisher, ...]]
    names: Mapping[str, tuple[Name, ...]]
    agents: Mapping[str, tuple[Agent, ...]]
    manners: Mapping[str, Manner]
    given_names: frozenset[str]
    surnames: frozenset[str]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def actor(self, id: str) -> Actor | None:
        """Whom the id means; None when it is no actor id. `KOR.SPY`, unlisted, is a role of a known state."""
        if not ACTOR_ID.fullmatch(id):
            return None
        slot, *rest = id.split(".")
        sector = rest[0] if rest and rest[0].isupper() else None
        kind = self._kind(id, slot, rest)
        if kind is None:
            return None
        state = slot if slot in self.countries else None
        labels = {lang: label for lang, table in self._labels.items() if (label := table.get(id))}
        return Actor(id=id, slot=slot, state=state, sector=sector, kind=kind, labels=labels)

    def place(self, id: str) -> KnownPlace | None:
        """Which place the id means; None when it is no place of ours (a state is in `countries`)."""
        return self.places.get(id)

    def label(self, id: str, lang: str) -> str:
        """What the entry is called in that language; the id itself where it has no name there."""
        return self._labels.get(lang, {}).get(id, id)

    def adjective(self, state: str, lang: str) -> str:
        """What is a state's is called so in that language, in its bare form; empty where nothing is."""
        return self._adjectives.get(lang, {}).get(state, "")

    def holder_of(self, person: str, on: date | None = None) -> Holder | None:
        """The office that a person (an id, or the key of one) held on that day; without a day the latest one.

        None when the person held no office then, or when a key means several persons.
        """
        rows = self._rows_of(person)
        if on is None:
            return rows[-1] if rows else None
        held = [row for row in rows if row.in_office(on.isoformat())]
        return held[0] if held else None

    def holders_of(self, state: str, office: str, on: date) -> tuple[Holder, ...]:
        """Who held that office of that state (or organisation id) on that day: nobody known, one, or more."""
        day = on.isoformat()
        return tuple(row for row in self._offices.get((state, office), ()) if row.in_office(day))

    def publisher_of(self, medium: str, on: date | None = None) -> Publisher | None:
        """Who stood behind an agency or medium (an organisation's id) on that day; without a day, at last."""
        rows = self.publishers.get(medium, ())
        if on is not None:
            rows = tuple(row for row in rows if row.holds_on(on.isoformat()))
        return rows[-1] if rows else None

    def publisher_at(self, host: str) -> str | None:
        """The medium whose pages stand on that host (www.spiegel.de), or None."""
        parts = host.lower().split(".")
        ends = (".".join(parts[i:]) for i in range(len(parts)))
        return next((self._sites[end] for end in ends if end in self._sites), None)

    def _kind(self, id: str, slot: str, rest: list[str]) -> str | None:
        if id in self.organisations:
            return self.organisations[id].kind
        if id in self.holders:
            return "person"
        if slot not in self.countries and slot not in self.words.slots:
            return None
        if not rest:
            return "country" if slot in self.countries else "slot"
        return "role" if all(part in self.words.sectors for part in rest) else None

    def _rows_of(self, person: str) -> tuple[Holder, ...]:
        if person in self.holders:
            return self.holders[person]
        ids = self._keys.get(person, ())
        return self.holders[ids[0]] if len(ids) == 1 else ()

    @cached_property
    def _sites(self) -> dict[str, str]:
        return {row.site: id for id, rows in self.publishers.items() for row in rows if row.site}

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for id in self.holders:
            keys.setdefault(id.rpartition(".")[2], []).append(id)
        return keys

    @cached_property
    def _offices(self) -> dict[tuple[str, str], list[Holder]]:
        offices: dict[tuple[str, str], list[Holder]] = {}
        for row in (row for rows in self.holders.values() for row in rows):
            offices.setdefault((row.state, row.office), []).append(row)
        return offices

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {lang: _first_names(names) for lang, names in self.names.items()}

    @cached_property
    def _adjectives(self) -> dict[str, dict[str, str]]:
        return {lang: _first_names(names, ("adjective",)) for lang, names in self.names.items()}


def careers_of(rows: Iterable[Holder]) -> dict[str, tuple[Holder, ...]]:
    """The offices of each person, in the order of their days."""
    careers: dict[str, list[Holder]] = {}
    for row in sorted(rows, key=lambda row: row.first):
        careers.setdefault(row.id, []).append(row)
    return {id: tuple(held) for id, held in careers.items()}


def _first_names(
    names: tuple[Name, ...], kinds: tuple[str, ...] = ("name", "person", "abbreviation")
) -> dict[str, str]:
    labels: dict[str, str] = {}
    for name in names:
        if name.kind in kinds:
            labels.setdefault(name.id, name.name)
    return labels


def houses_of(rows: Iterable[Publisher]) -> dict[str, tuple[Publisher, ...]]:
    """The rows of each medium, in the order of their days."""
    houses: dict[str, list[Publisher]] = {}
    for row in sorted(rows, key=lambda row: row.first or ""):
        houses.setdefault(row.id, []).append(row)
    return {id: tuple(rows) for id, rows in houses.items()}
