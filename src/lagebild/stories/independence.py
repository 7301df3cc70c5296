"""Who really says so: the independent origins of a story, part by part.

Takes the tellings of a story; gives for each part (overall, presence, number, place, time) the origins that vouch for it and why
the others do not count. The innermost named source that affirms counts; where a text asserts from its own knowledge, the
agency that it credits, else its publisher. Carriers, copies, translations, retellings, denials, unnamed sources, mentions in passing
and what was carried over from another sentence add nothing. The count is an upper bound.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from lagebild.gazetteer import Gazetteer, load_gazetteer
from lagebild.stories.records import Origin, Part, Telling, Voice
from lagebild.stories.rules import Rules
from lagebild.stories.sides import Standing, side_of
from lagebild.stories.telling import alike

# Documents that share so much of their wording are one text. Of the development gold's pairs, copies and cut copies had .71 to 1, retellings up to .38.
SAME_TEXT = 0.6


class Vouching(NamedTuple):
    """Who stands behind one telling, and why that counts; without a key, why nobody does."""

    telling: Telling
    key: str | None
    name: str
    state: str | None
    why: str


def parts_of(tellings: Sequence[Telling], rules: Rules) -> tuple[Part, ...]:
    """The parts of a story with their origins."""
    vouchings = merged([voucher_of(t, tellings, rules) for t in tellings])
    standing = standing_of(tellings, rules)

    def part(name: str, fits: Callable[[Telling], bool], value: str | None = None) -> Part:
        return _part(name, [v for v in vouchings if fits(v.telling)], standing, rules, value)

    parts = [part("overall", lambda t: True), part("presence", _has_happened)]
    for name, values_of in (("number", numbers_in), ("place", _places_in), ("time", _times_in)):
        values = sorted({value for t in tellings for value in values_of(t)})
        told = [part(name, lambda t, v=value, f=values_of: v in f(t), value) for value in values]  # type: ignore[misc]
        if told:
            parts.append(max(told, key=lambda p: p.count))
    return tuple(parts)


def _has_happened(telling: Telling) -> bool:
    return telling.time in ("past", "ongoing") and telling.commitment == "certain"


def numbers_in(telling: Telling) -> list[str]:
    """The figures of a telling, each as `low..high`."""
    return [f"{a.low:g}" if a.low == a.high else f"{a.low:g}..{a.high:g}" for a in telling.amounts]


def _places_in(telling: Telling) -> list[str]:
    where = telling.place or telling.country
    return [where] if where else []


def _times_in(telling: Telling) -> list[str]:
    return [telling.first] if telling.first else []


# ------------------------------------------------------------------ who stands behind a telling


def voucher_of(telling: Telling, all_: Sequence[Telling], rules: Rules) -> Vouching:
    """Who stands behind a telling."""
    if telling.polarity != "affirmed":
        return _nobody(telling, "it is denied or negated there")
    if telling.withdrawn:
        return _nobody(telling, "it was taken back there")
    if telling.passing:
        return _nobody(telling, "it is only mentioned in passing")
    if telling.chain:
        return _cited(telling, telling.chain[-1])
    if telling.certainty != "asserted":
        return _nobody(telling, "nobody is named for it")
    if any(t.document_id == telling.document_id and t.chain and t.polarity == "affirmed" for t in all_):
        return _nobody(telling, "the same text cites somebody for it")
    return _own_knowledge(telling, all_)


def _cited(telling: Telling, voice: Voice) -> Vouching:
    if voice.inferred:
        return _nobody(telling, f"{voice.name} is carried over from another sentence, not cited")
    if voice.key is None:
        return _nobody(telling, f"{voice.name} is no named source")
    if is_medium(voice.key) and telling.certainty not in ("reported", "asserted"):
        return _nobody(telling, f"{voice.name} only passes on what somebody is said to have said")
    outer = [v.name for v in telling.chain[:-1]]
    by = f", passed on by {', '.join(outer)}" if outer else ""
    return Vouching(telling, voice.key, voice.name, voice.state, f"cited{by}")


def _own_knowledge(telling: Telling, all_: Sequence[Telling]) -> Vouching:
    if telling.credits:
        credit = telling.credits[0]
        return Vouching(
            telling, medium_key(credit), credit, _medium_state(credit), "agency, asserts it itself"
        )
    model = next((t for t in all_ if t.credits and t is not telling and _one_text(t, telling)), None)
    if model is not None:
        name = model.credits[0]
        return Vouching(telling, medium_key(name), name, _medium_state(name), f"wording of {name}")
    if not telling.publisher:
        return _nobody(telling, "the publisher is not known")
    name = telling.publisher
    return Vouching(telling, medium_key(name), name, _medium_state(name), "publisher, asserts it itself")


def _nobody(telling: Telling, why: str) -> Vouching:
    return Vouching(
        telling, None, telling.chain[-1].name if telling.chain else telling.publisher or "", None, why
    )


def _one_text(one: Telling, other: Telling) -> bool:
    return one.sketch is other.sketch or alike(one.sketch, other.sketch) >= SAME_TEXT


@cache
def _media(gazetteer: Gazetteer) -> dict[str, str]:
    """Ids of agencies and media by name, in small letters, from all languages."""
    media = {o.id for o in gazetteer.organisations.values() if o.kind in ("agency", "medium")}
    rows = (name for names in gazetteer.names.values() for name in names)
    return {name.name.lower(): name.id for name in rows if name.id in media}


def medium_key(name: str) -> str:
    """The key of an agency or publisher: its id where the gazetteer knows it."""
    return _media(load_gazetteer()).get(name.lower(), f"pub:{name.lower()}")


def is_medium(key: str) -> bool:
    """Whether a key is an agency's, a medium's or a publisher's."""
    gazetteer = load_gazetteer()
    known = gazetteer.organisations.get(key)
    return key.startswith("pub:") or (known is not None and known.kind in ("agency", "medium"))


def _medium_state(name: str) -> str | None:
    """Agencies and papers are nobody's side unless the gazetteer says whose they are."""
    return None


# ------------------------------------------------------------------ who is one with whom


def merged(vouchings: Sequence[Vouching]) -> list[Vouching]:
    """`Kyiv` beside Ukraine's army is no second source: a state without a body is one with its bodies that are named."""
    keys = sorted({v.key for v in vouchings if v.key})
    one = {key: _bodies_of(key, keys)[0] for key in keys if _bodies_of(key, keys)}
    return [
        v._replace(key=one[v.key], why=f"{v.why}; one with {one[v.key]}") if v.key in one else v
        for v in vouchings
    ]


def _bodies_of(key: str, keys: Sequence[str]) -> list[str]:
    state, _, sector = key.partition(".")
    if sector not in ("", "GOV") or ":" in key or len(state) != 3:
        return []
    mine = [k for k in keys if k != key and k[:3] == state and k[3:4] in (".", ":") and not is_medium(k)]
    return [k for k in mine if sector == "" or ":" in k or k.startswith(f"{state}.GOV.")]


def standing_of(tellings: Iterable[Telling], rules: Rules) -> Standing:
    """Who acts in a story and who is acted upon."""
    told = list(tellings)
    doers = {i for t in told for i in t.actors}
    against = {i for t in told for i in t.against}
    targets = {i for t in told for i in t.recipients}
    hostile = any(t.type in rules.hostile for t in told)
    if hostile:
        victims = {t.place.partition("/")[0] for t in told if t.place and "/" in t.place}
        targets = targets or (victims - doers)
    elif against:
        doers, targets, hostile = doers | targets, against, True
    return Standing(frozenset(doers), frozenset(targets - doers), hostile)


def _part(
    name: str, vouchings: Sequence[Vouching], standing: Standing, rules: Rules, value: str | None
) -> Part:
    by_key: dict[str, list[Vouching]] = {}
    for vouching in vouchings:
        if vouching.key:
            by_key.setdefault(vouching.key, []).append(vouching)
    origins = tuple(_origin(key, rows, standing, rules) for key, rows in by_key.items())
    left_out = tuple(
        f"{v.telling.publisher or v.telling.document_id}: {v.why}" for v in vouchings if v.key is None
    )
    return Part(name=name, origins=origins, left_out=left_out, value=value)


def _origin(key: str, rows: Sequence[Vouching], standing: Standing, rules: Rules) -> Origin:
    first = rows[0]
    state = next((v.state for v in rows if v.state), None)
    side, camp = side_of(state, standing, first.telling.day, rules)
    claims = tuple(v.telling.claim_id for v in rows)
    more = f"; so do {len(rows) - 1} more tellings" if len(rows) > 1 else ""
    return Origin(
        key=key, name=first.name, side=side, camp=camp or key, claims=claims, why=f"{first.why}{more}"
    )
