"""A name as an event data set writes it -> the state that acts.

Takes names, codes, parties to a conflict, office holders; gives the gazetteer's id. A person in office stands for the state
while in office, and for nobody on other days.
"""

from datetime import date
from functools import cache

from lagebild.gazetteer import load_gazetteer
from lagebild.outlook.imports.forms import load_forms

_SURE = 0.85  # of a name: `Korea` alone does not say which
_KINDS = ("name", "long", "short")


def state_by_code(code: str) -> str | None:
    """The state of a three-letter code."""
    known = load_forms().states.get(code, code)
    return known if known in load_gazetteer().countries else None


def state_by_name(name: str) -> str | None:
    """The state of a name, in any of our languages."""
    name = name.strip()
    return load_forms().states.get(name) or _names().get(name.casefold())


def party_by_name(name: str) -> str:
    """The state whose party it is; else the party's own name."""
    for pattern in load_forms().parties:
        found = pattern.match(name.strip())
        if found and found["state"]:
            return state_by_name(found["state"]) or name.strip()
    return state_by_name(name) or name.strip()


def state_of_holder(person: str, on: date) -> str | None:
    """The state that a person spoke for on that day."""
    gazetteer = load_gazetteer()
    for id in _persons().get(person.casefold(), ()):
        held = gazetteer.holder_of(id, on)
        if held and held.state in gazetteer.countries:
            return held.state
    return None


@cache
def _names() -> dict[str, str]:
    gazetteer = load_gazetteer()
    return {
        name.name.casefold(): name.id
        for names in gazetteer.names.values()
        for name in names
        if name.id in gazetteer.countries and name.kind in _KINDS and name.weight >= _SURE
    }


@cache
def _persons() -> dict[str, tuple[str, ...]]:
    persons: dict[str, set[str]] = {}
    for id, rows in load_gazetteer().holders.items():
        for row in rows:
            persons.setdefault(row.person.casefold(), set()).add(id)
    return {name: tuple(sorted(ids)) for name, ids in persons.items()}
