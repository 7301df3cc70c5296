"""What the gazetteer holds: one frozen record a line of its tables.

Ids are the same in every language. An actor's id is PLOVER's country slot, then `.SECTOR`, then `.name`
(`PRK`, `KOR.SPY.nis`, `IGO.nato`); a place's id is its country, a slash and a name (`UKR/kyiv`), with `INT`
where it lies in no one state (`INT/black_sea`).
"""

from typing import NamedTuple

import msgspec


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A state, or what PLOVER counts beside the states. `capital` is a place id, or empty."""

    id: str
    iso2: str
    capital: str
    region: str


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """An organisation, medium, service, armed group … `state` and `sector` are empty where it has none."""

    id: str
    kind: str
    state: str
    sector: str
    note: str
    source: str


class KnownPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A place with its country (empty when it lies in several or none) and a point for the map."""

    id: str
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    source: str


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """A person in an office from `first` to `last` (ISO days; `last` is None while nothing says it ended)."""

    id: str
    office: str
    state: str
    sector: str
    person: str
    key: str
    first: str
    last: str | None
    source: str

    def in_office(self, day: str) -> bool:
        """Whether the office was held on that ISO day."""
        return self.first <= day and (self.last is None or day <= self.last)


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind an agency or medium from `first` to `last` (ISO days; None: not known, or still so).

    `family` is the house it belongs to; `side` whose mouthpiece it is (an actor id), None when it is nobody's.
    """

    id: str
    family: str
    control: str
    side: str | None
    site: str
    first: str | None
    last: str | None
    source: str

    def holds_on(self, day: str) -> bool:
        """Whether this was so on that ISO day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Name(NamedTuple):
    """One name of one entry in one language. `weight`: how surely it means that entry, 0 to 1."""

    id: str
    name: str
    kind: str
    weight: float


class Agent(NamedTuple):
    """A noun for somebody political. `sector` is empty where it comes from whom the agent belongs to."""

    lemma: str
    sector: str
    kind: str


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an actor id means. `kind` is country, an organisation's kind, person, or role (`KOR.SPY`)."""

    id: str
    slot: str
    state: str | None
    sector: str | None
    kind: str
    labels: dict[str, str]
