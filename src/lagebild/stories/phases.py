"""How far a happening has come, and what figures are given for it.

Takes the tellings of a story; gives the rungs of its ladder that somebody vouches for, lowest first, each with its sources; and
the figures by source, with the day on which the same source gave another.
"""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from lagebild.stories.records import Amount, Figure, Rung, Telling
from lagebild.stories.rules import Ladder, Rules, Step

MINISTRY = "_ministry"  # of armies there are two in a war


def ladder_of(tellings: Sequence[Telling], type_name: str, rules: Rules) -> Ladder | None:
    """The ladder that most claims of a story of this type climb; none when no claim does."""
    found = [
        ladder
        for t in tellings
        if (ladder := rules.ladder_of(t.type, t.senses)) and type_name in ladder.stories
    ]
    names = [ladder.name for ladder in found]
    return max(found, key=lambda ladder: (names.count(ladder.name), ladder.name), default=None)


def phases_of(tellings: Sequence[Telling], ladder: Ladder | None) -> tuple[Rung, ...]:
    """The rungs reached, in the ladder's order."""
    if ladder is None:
        return ()
    reached = [(name, [t for t in tellings if says_so(t) and is_on(t, ways)]) for name, ways in ladder.rungs]
    return tuple(_rung(name, told) for name, told in reached if told)


def says_so(telling: Telling) -> bool:
    """Whether somebody who is named tells it, and not only in passing or to take it back."""
    unnamed = bool(telling.chain) and telling.chain[-1].key is None
    return not (telling.passing or telling.withdrawn or unnamed)


def is_on(telling: Telling, ways: Sequence[Step]) -> bool:
    """Whether a claim says that this rung has been reached, in one of these ways."""
    return telling.polarity == "affirmed" and any(_fits(telling, step) for step in ways)


def _fits(telling: Telling, step: Step) -> bool:
    if telling.commitment == "possible" and "future" not in step.times:
        return False
    if telling.type not in step.types or telling.time not in step.times:
        return False
    if step.verbs:
        return telling.told and bool(step.verbs & telling.acts)
    return not step.senses or bool(step.senses & telling.senses)


def _rung(name: str, told: Sequence[Telling]) -> Rung:
    sources = dict.fromkeys(source_of(t) for t in told)
    days = [t.first or t.day for t in told if t.first or t.day]
    return Rung(
        phase=name,
        day=min((day for day in days if day), default=None),
        sources=tuple(sources),
        claims=tuple(t.claim_id for t in told),
    )


def figures_of(tellings: Sequence[Telling]) -> tuple[Figure, ...]:
    """The figures, each source's in the order of their days."""
    given = [(_key_of(t), t, amount) for t in tellings if _gives_figures(t) for amount in t.amounts]
    homes = _homes_of({key for key, _, _ in given})
    given = [(homes.get(key, key), telling, amount) for key, telling, amount in given]
    kinds = _only_kinds((key, amount.kind) for key, _, amount in given)
    rows: dict[tuple[str, str, float, float], Figure] = {}
    for source, telling, amount in given:
        key = (source, amount.kind or kinds.get(source, ""), amount.low, amount.high)
        rows[key] = _figure(rows.get(key), telling, amount, key[1])
    return tuple(_corrected(key, figure, rows) for key, figure in rows.items())


def _gives_figures(telling: Telling) -> bool:
    return telling.polarity == "affirmed" and not telling.withdrawn and not _is_nobodys(telling)


def _figure(known: Figure | None, telling: Telling, amount: Amount, kind: str) -> Figure:
    """The figure as first told, with one claim more."""
    return Figure(
        value_low=amount.low,
        value_high=amount.high,
        unit=known.unit if known else amount.unit,
        source=known.source if known else source_of(telling),
        kind=kind,
        actor=telling.chain[-1].actor if telling.chain else None,
        exactness=known.exactness if known else amount.exactness,
        certainty=known.certainty if known else telling.certainty,
        day=known.day if known else telling.day,
        claims=(*(known.claims if known else ()), telling.claim_id),
    )


def _only_kinds(counted: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What each source counts, where that is one thing: its "toll of 21" is of the people that it counted before."""
    kinds: dict[str, set[str]] = {}
    for source, kind in counted:
        kinds.setdefault(source, set()).update({kind} - {""})
    return {source: found.pop() for source, found in kinds.items() if len(found) == 1}


def _homes_of(keys: Collection[str]) -> dict[str, str]:
    """`the health ministry` is Sudan's where no other health ministry gives a figure: its later figure replaces the earlier one."""
    bodies: dict[str, list[str]] = {}
    for key in sorted(keys):
        owner, colon, body = key.partition(":")
        if colon and owner not in ("role", "name", "pub") and body.endswith(MINISTRY):
            bodies.setdefault(f"role:{body}", []).append(key)
    return {role: found[0] for role, found in bodies.items() if role in keys and len(found) == 1}


def _is_nobodys(telling: Telling) -> bool:
    """Whether a figure stands where the text cites somebody, and nobody was read who gives it: it is not the agency's."""
    return not telling.chain and (telling.passing or telling.cited)


def _corrected(
    key: tuple[str, str, float, float], figure: Figure, rows: dict[tuple[str, str, float, float], Figure]
) -> Figure:
    later = [
        other.day
        for (source, kind, *_), other in rows.items()
        if (source, kind) == key[:2] and other.day and figure.day and other.day > figure.day
    ]
    return msgspec.structs.replace(figure, until=min(later, default=None))


def source_of(telling: Telling) -> str:
    """Who says so, as worded: the innermost source, else the agency credited, else the publisher."""
    if telling.chain:
        return telling.chain[-1].name
    return telling.credits[0] if telling.credits else telling.publisher or telling.document_id


def _key_of(telling: Telling) -> str:
    last = telling.chain[-1] if telling.chain else None
    return (last.key or last.name) if last else source_of(telling)
