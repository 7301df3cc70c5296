"""Which sources are one: a state and its ministry, the police and the only police that is named, papers of one house.

Takes who vouches for the tellings of a story; gives the same, those that are one under the most exact of their keys. What is one with
another counts once.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lagebild.stories.media import house_of, is_medium
from lagebild.stories.records import Reason, Telling
from lagebild.stories.rules import Rules
from lagebild.stories.who import one_of_them

_CAPITALS = re.compile(r"\b[^\W\d_a-z]{3,}\b")
UNKNOWN = "name:"  # what begins the key of a body that the gazetteer does not know
STATE = 3  # letters of a state's id
MINISTRY, ANY_MINISTRY = (
    "_ministry",
    ("ministry", "minister"),
)  # which of them nobody says: the only one that is named
GOVERNMENT, ANY_MINISTER = "GOV", "minister"
NO_STATE = "role:"  # what begins the key of a body whose state is not named


class Vouching(NamedTuple):
    """Who stands behind one telling, and why that counts; without a key, why nobody does."""

    telling: Telling
    key: str | None
    name: str
    state: str | None
    why: tuple[Reason, ...]
    actor: str | None = None
    hearsay: str | None = None
    roles: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def merged(vouchings: Sequence[Vouching], rules: Rules) -> list[Vouching]:
    """`Kyiv` beside Ukraine's army is no second source, `the police` none beside the only police that is named."""
    vouchings = _by_house(vouchings)
    keys = sorted({v.key for v in vouchings if v.key})
    roles = {v.key: v.roles for v in vouchings if v.key and v.roles}
    one = {key: found for key in keys if (found := _one_with(key, keys, roles, rules))}
    one = {key: found for key, found in one.items() if not _accuses_another(key, found, vouchings)}
    one = {v.key: found for v in vouchings if v.key and (found := _spoken_for(v, keys))} | one
    one |= _abbreviated(vouchings)
    called = {v.key: v.name for v in reversed(vouchings) if v.key}
    return [
        v._replace(key=one[v.key], why=(*v.why, Reason(key="one_with", who=called[one[v.key]])))
        if v.key in one
        else v
        for v in vouchings
    ]


def _abbreviated(vouchings: Sequence[Vouching]) -> dict[str, str]:
    """`BAJ` beside the Belarusian Association of Journalists: who is called by the first letters of the other's name."""
    named = [v for v in vouchings if v.key and v.key.startswith(UNKNOWN)]
    short = {word: v.key or "" for v in named for word in _CAPITALS.findall(v.name)}
    first = {v.key or "": "".join(w[0] for w in v.name.split() if w[0].isupper()) for v in named}
    return {key: short[letters] for key, letters in first.items() if short.get(letters, key) != key}


def _accuses_another(key: str, other: str, vouchings: Sequence[Vouching]) -> bool:
    """`the defence ministry` of a state that is not named, by which Armenia did it, is not the one by which Azerbaijan did."""
    if not key.startswith(NO_STATE):
        return False
    a, b = (frozenset(i for v in vouchings if v.key == k for i in v.telling.actors) for k in (key, other))
    return bool(a and b) and not one_of_them(a, b)


def _by_house(vouchings: Sequence[Vouching]) -> list[Vouching]:
    """What papers of one house print counts once, for the first of them."""
    first: dict[str, Vouching] = {}
    found = []
    for v in vouchings:
        if v.key and is_medium(v.key):
            of = first.setdefault(house_of(v.key, v.telling.day), v)
            if of.key != v.key:
                v = v._replace(key=of.key, name=of.name, why=(*v.why, Reason(key="one_house", who=of.name)))
        found.append(v)
    return found


def _spoken_for(vouching: Vouching, keys: Sequence[str]) -> str | None:
    """The name of a body, itself cited, that stands in the description of a person: "Pawel Sapelko of Wjasna"."""
    found = [k for name in vouching.beside if (k := f"name:{name}") in keys and k != vouching.key]
    return found[0] if len(found) == 1 else None


def _one_with(key: str, keys: Sequence[str], roles: Mapping[str, frozenset[str]], rules: Rules) -> str | None:
    """The more exact key that stands for the same body, if there is one (only one, for a body without a state)."""
    state, _, name = key.partition(":")
    if state == "name" and ":" in name:  # "the governor of Odesa" and the only governor who is named
        office = name.rpartition(":")[2]
        called = [
            k for k in keys if k.startswith("name:") and k.count(":") == 1 and office in roles.get(k, ())
        ]
        return called[0] if len(called) == 1 else None
    if state == "role" and name in ANY_MINISTRY:
        ministries = sorted((k.startswith(NO_STATE), k) for k in keys if k.endswith(MINISTRY))
        kinds = {k.partition(":")[2] for _, k in ministries}
        return ministries[0][1] if len(kinds) == 1 else None
    if state == "role":
        sector = rules.sectors.get(name, "-")
        same = [
            k
            for k in keys
            if k != key
            and (k.endswith(f":{name}") or k.split(".")[1:2] == [sector] or name in roles.get(k, ()))
        ]
        if not same and sector == GOVERNMENT:  # "the government" and its only minister who is named
            offices = {*rules.bodies.values(), ANY_MINISTER}
            named = [k for k in keys if k.startswith((NO_STATE, UNKNOWN))]
            same = [k for k in named if offices & {k.partition(":")[2], *roles.get(k, ())}]
        return same[0] if len(same) == 1 else None
    if name in rules.sectors and len(state) == STATE:  # "Israel's military" and the army by its name
        mine = f"{state}.{rules.sectors[name]}"
        same = [k for k in keys if k == mine] or [k for k in keys if k.startswith(f"{mine}.")]
        return same[0] if len(same) == 1 else None
    if name and "." in state and state in keys:  # "its commission chief", of an alliance that is cited itself
        return state
    _, _, sector = key.partition(".")
    exact = [k for k in keys if k.startswith(f"{key}.")]
    if sector in rules.sectors.values() and len(exact) == 1:
        return exact[0]
    bodies = _bodies_of(key, keys)
    return bodies[0] if bodies else None


def _bodies_of(key: str, keys: Sequence[str]) -> list[str]:
    """The bodies of a state that are named beside the state itself or its government."""
    state, _, sector = key.partition(".")
    if sector not in ("", "GOV") or ":" in key or len(state) != STATE:
        return []
    mine = [
        k
        for k in keys
        if k != key and k[:STATE] == state and k[STATE : STATE + 1] in (".", ":") and not is_medium(k)
    ]
    found = [k for k in mine if sector == "" or ":" in k or k.startswith(f"{state}.GOV.")]
    return sorted(found, key=lambda k: (k.endswith(".GOV"), k))
