"""Whether one story may hold two claims at all.

Takes Tellings; says whether two may be compared: they are of one type, their triggers mean one deed, they climb one ladder, or one answers the
other. `marks_of` and `kin_of` are what such claims have in common, so that those that may not meet need not be looked at.
"""

from functools import lru_cache

from lagebild.stories.records import Telling
from lagebild.stories.rules import Ladder, Rules

ENOUGH = 2  # senses that a statement shares with what it may tell, where it does not name the deed


def may_meet(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one story may hold both: they are of one type, their triggers mean one deed, they climb one ladder, or one answers the other."""
    return are_of_one_type(one, other) or share_a_mark(
        one, marks_of(one, rules), other, marks_of(other, rules), rules
    )


def are_of_one_type(one: Telling, other: Telling) -> bool:
    """Whether both are events of one type: most that may meet are."""
    return one.type == other.type and bool(one.type)


def share_a_mark(
    one: Telling, marks: frozenset[str], other: Telling, others_marks: frozenset[str], rules: Rules
) -> bool:
    """The same of claims of other types, where the marks of both are known: of one claim they are asked for again and again."""
    if one.claim_id in other.answered or other.claim_id in one.answered:
        return True
    if marks.isdisjoint(others_marks):
        if one.quote == other.quote and one.sentence == other.sentence:
            return True
        return not (one.type and other.type) and _is_same_deed(one, other, rules)
    if one.type and other.type:
        same = bool((one.acts & other.acts) - rules.general)
        if same and (one.type in rules.warning) != (other.type in rules.warning):
            return "conditional" in (one.time, other.time)
        crossing = (
            frozenset()
            if same
            else _across(one.type, one.acts, rules) & _across(other.type, other.acts, rules)
        )
        return (
            same
            or bool(crossing)
            or _types_meet(one.type, other.type, one.time == "future", other.time == "future", rules)
        )
    return True


def _is_same_deed(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether a statement's verb means a deed that is kin to the other's: "a tanker was hit", "fired at a tanker"."""
    if not (reports(one, rules) and reports(other, rules)):
        return False
    a, b = (t.acts - rules.general - rules.voting for t in (one, other))
    return not {one.type, other.type} & rules.speech and any(a & group and b & group for group in rules.kin)


def answers(one: Telling, other: Telling) -> bool:
    """Whether one denies or confirms the other in the same text."""
    return one.claim_id in other.answered or other.claim_id in one.answered


def on_one_ladder(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both are steps of one kind of happening, though too far from each other to be compared: announced, withdrawn."""
    return ladder_of_both(one, other, rules) is not None


def ladder_of_both(one: Telling, other: Telling, rules: Rules) -> Ladder | None:
    """The ladder that both climb."""
    ladder = rules.ladder_of(one.type, one.senses)
    return ladder if ladder is not None and ladder is rules.ladder_of(other.type, other.senses) else None


def marks_of(telling: Telling, rules: Rules) -> frozenset[str]:
    """What a claim must share with one of another type: the deeds that its trigger means, the ladder that it climbs."""
    return _marks(telling.type, telling.kind, telling.acts, telling.senses, telling.actors, rules)


@lru_cache(maxsize=1 << 16)
def _marks(
    type_name: str,
    kind: str,
    acts: frozenset[str],
    senses: frozenset[str],
    actors: tuple[str, ...],
    rules: Rules,
) -> frozenset[str]:
    if type_name in rules.speech:
        return acts - rules.said  # "quit the deal" is no mere word, whatever its type
    if not _reports(type_name, kind, acts, senses, rules):
        return frozenset()
    deeds = acts - rules.general
    ladder = rules.ladder_of(type_name, senses) if type_name or deeds else None
    if not deeds and not ladder:
        return frozenset(f"about {who}" for who in actors)
    across = _across(type_name, deeds, rules)
    return deeds | across | {f"ladder {ladder.name}"} if ladder else deeds | across


@lru_cache(maxsize=1 << 14)
def _across(type_name: str, acts: frozenset[str], rules: Rules) -> frozenset[str]:
    """What a claim has in common with those of another type that tell such a deed in other words: "marched in", "crossed the border"."""
    return frozenset(
        f"across {i}" for i, (types, deeds) in enumerate(rules.across) if type_name in types and acts & deeds
    )


def kin_of(telling: Telling, rules: Rules) -> frozenset[int]:
    """The groups of deeds that the deeds of a claim are in; of an act of words none."""
    if telling.type in rules.speech or not reports(telling, rules):
        return frozenset()
    return _kin(telling.acts, rules)


@lru_cache(maxsize=1 << 14)
def _kin(acts: frozenset[str], rules: Rules) -> frozenset[int]:
    deeds = acts - rules.general
    return frozenset(i for i, group in enumerate(rules.kin) if deeds & group)


@lru_cache(maxsize=4096)
def _types_meet(one: str, other: str, one_ahead: bool, other_ahead: bool, rules: Rules) -> bool:
    """Whether the types are near, or one announces the other."""
    if frozenset((one, other)) in rules.near:
        return True
    return ((one, other) in rules.foretold and one_ahead) or ((other, one) in rules.foretold and other_ahead)


def reports(telling: Telling, rules: Rules) -> bool:
    """Whether a claim reports a happening: an event, or a statement with words that say something."""
    return _reports(telling.type, telling.kind, telling.acts, telling.senses, rules)


def _reports(type_name: str, kind: str, acts: frozenset[str], senses: frozenset[str], rules: Rules) -> bool:
    says = bool(acts) or len(senses) >= ENOUGH
    return bool(type_name) or (kind in rules.reporting and says)
