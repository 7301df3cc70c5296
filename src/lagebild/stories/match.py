"""How far two claims tell one happening.

Takes two Tellings; gives a score with its reasons, one evidence function a feature, each with its weight in `ontology/stories.toml`.
A pair is judged by itself alone: nothing depends on what else has been read, so that any order gives the same stories.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules

Evidence = Iterator[tuple[str, float]]
NEVER = -99.0
# What parts two claims by itself, however much else agrees.
PARTING = frozenset({"other_actors", "other_recipients", "other_place", "other_country", "other_day"})
RECENT = 2  # days before publication in which an event without a date is taken to lie


class Match(NamedTuple):
    """The score of a pair and what made it; `parted` when something in it contradicts."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def parted(self) -> bool:
        """Whether the two contradict each other in who, where or when."""
        return any(name in PARTING for name, _ in self.reasons)


def match(one: Telling, other: Telling, rules: Rules) -> Match:
    """How far two claims tell one happening."""
    if not may_meet(one, other, rules):
        return Match(NEVER, (("other_type", NEVER),))
    found = [(name, rules.weights[name] * times) for look in LOOKS for name, times in look(one, other, rules)]
    return Match(round(sum(score for _, score in found), 4), tuple(found))


def may_meet(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one story may hold claims of both types."""
    if not (reports(one, rules) and reports(other, rules)):
        return one.quote == other.quote and one.sentence == other.sentence
    if not one.type or not other.type:
        return (one.type or other.type) not in rules.speech and bool(one.senses & other.senses & rules.deeds)
    if one.type == other.type:
        return True
    return frozenset((one.type, other.type)) in rules.near


def reports(telling: Telling, rules: Rules) -> bool:
    """Whether a claim reports a happening: an event, or a statement whose words name a deed."""
    return bool(telling.type) or (telling.kind in rules.reporting and bool(telling.senses & rules.deeds))


# ------------------------------------------------------------------ what happened


def _type(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.type and one.type == other.type:
        yield "same_type", 1
    elif one.type and other.type:
        yield "near_type", 1
    if one.mode and one.mode == other.mode:
        yield "same_mode", 1


def _words(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.sentence == other.sentence and one.quote == other.quote:
        yield "same_sentence", 1
        return
    if one.lang == other.lang and (share := _share(one.lemmas, other.lemmas)) > 0:
        yield "same_words", share
    if share := _share(one.senses, other.senses):
        yield "same_senses", share
    if set(one.speech) & set(other.speech):
        yield "same_speech", 1


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The common part of two sets: between what they share of both and of the smaller one."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    return 0.5 * both / len(one | other) + 0.5 * both / max(3, min(len(one), len(other)))


# ------------------------------------------------------------------ who


def _people(one: Telling, other: Telling, rules: Rules) -> Evidence:
    a, b = frozenset(one.actors), frozenset(other.actors)
    c, d = frozenset(one.recipients), frozenset(other.recipients)
    if one.type in rules.mutual and other.type in rules.mutual:
        yield from _together(a | c, b | d)
        return
    if a and b:
        if a & b:
            yield "same_actors", 1
        elif _accuse_each_other(one, other):
            yield "contrary_actors", 1
        else:
            yield "other_actors", 1
    if c and d:
        yield ("same_recipients" if c & d else "other_recipients"), 1
    if shared := set(one.names) & set(other.names):
        yield "same_names", min(2, len(shared))
    in_role = a | b | c | d
    if met := (set(one.ids) & set(other.ids)) - (a & b) - (c & d):
        yield "same_ids", min(3, len(met - in_role) + 0.5 * len(met & in_role))


def _together(a: frozenset[str], b: frozenset[str]) -> Evidence:
    """Who does it with whom: all of the smaller group are in the larger one, or it is another happening."""
    if not a or not b:
        return
    if a <= b or b <= a:
        yield "same_actors", 2 if min(len(a), len(b)) > 1 else 1
    elif (len(a) > 1 and len(b) > 1 and len(a & b) < 2) or not a & b:
        yield "other_actors", 1


def _accuse_each_other(one: Telling, other: Telling) -> bool:
    """Each side names the other: two accounts of one happening."""
    says, other_says = _state_of(one), _state_of(other)
    return bool((says and says in other.actors) or (other_says and other_says in one.actors))


def _state_of(telling: Telling) -> str | None:
    return telling.chain[-1].state if telling.chain else None


def _speaker(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """Of acts of words the speaker decides: unknown on either side, it is nobody's act again."""
    if one.type not in rules.speech or other.type not in rules.speech:
        return
    if not set(one.actors) & set(other.actors) and not set(one.names) & set(other.names):
        yield "other_speaker", 1
    else:
        yield "same_speaker", 1


# ------------------------------------------------------------------ where, when, how many


def _place(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.place and other.place:
        if one.place == other.place:
            yield "same_place", 1
            return
        if _is_fine(one.place) and _is_fine(other.place) and one.country == other.country:
            yield "other_place", 0.6
            return
    if one.country and other.country:
        yield ("same_country" if one.country == other.country else "other_country"), 1


def _is_fine(place: str) -> bool:
    return "/" in place


def _days(one: Telling, other: Telling, rules: Rules) -> Evidence:
    apart = _gap(one.day, other.day)
    lasting = one.type in rules.lasting or other.type in rules.lasting or not (one.type and other.type)
    window = rules.windows["lasting" if lasting else "point"]
    if apart > window:
        yield "far_apart", apart / window
    if one.time == "future" or other.time == "future":
        return
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return
    gap = max(a[0] - b[1], b[0] - a[1], 0)
    told = bool(one.first) + bool(other.first)
    if gap == 0:
        yield ("same_day" if told == 2 and a[1] - a[0] < 7 else "near_day"), 1
    elif told == 2 or (told == 1 and gap > RECENT):
        yield "other_day", (0.3 if lasting else 1) * (1 if told == 2 else 0.5)


def _span(telling: Telling) -> tuple[int, int] | None:
    """First and last day of the event, as ordinals: as told, else the last days before publication."""
    published = ordinal(telling.day)
    first, last = ordinal(telling.first), ordinal(telling.last)
    if first is not None:
        return first, max(first, last if last is not None else published or first)
    return (published - RECENT, published) if published is not None else None


def _gap(one: str | None, other: str | None) -> int:
    a, b = ordinal(one), ordinal(other)
    return abs(a - b) if a is not None and b is not None else 0


@lru_cache(maxsize=1 << 16)
def ordinal(day: str | None) -> int | None:
    """An ISO day as a number; None when it is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def _numbers(one: Telling, other: Telling, rules: Rules) -> Evidence:
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.kind == b.kind]
    if not pairs:
        if {(a.low, a.high) for a in one.amounts if a.low > 9} & {(b.low, b.high) for b in other.amounts}:
            yield "same_number", 0.7
        return
    if any(a.low == b.low and a.high == b.high for a, b in pairs):
        yield "same_number", 1
    elif any(min(a.high, b.high) >= 0.7 * max(a.high, b.high) for a, b in pairs):
        yield "near_number", 1
    else:
        yield "other_number", 1


def _document(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.document_id == other.document_id:
        yield "same_document", 1


LOOKS: tuple[Callable[[Telling, Telling, Rules], Evidence], ...] = (
    _type, _people, _speaker, _place, _days, _numbers, _words, _document,
)  # fmt: skip
