"""How far two claims tell one happening.

Takes two Tellings; gives a score with its reasons, one evidence function a feature, each with its weight in `ontology/stories.toml`.
A pair is judged by itself alone: nothing depends on what else has been read, so that any order gives the same stories.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lagebild.stories.days import RECENT, days, gap_of, is_brief, lasts
from lagebild.stories.distances import NEAR, TOWN, are_other_waters, kilometres, kind, reach
from lagebild.stories.meeting import answers, ladder_of_both, may_meet, on_one_ladder
from lagebild.stories.records import Telling
from lagebild.stories.rules import Ladder, Rules
from lagebild.stories.same_deed import deed
from lagebild.stories.spelling import words_of
from lagebild.stories.things import are_elsewhere, are_others
from lagebild.stories.who import people, speaker

Evidence = Iterator[tuple[str, float]]
NEVER = -99.0
# What parts two claims by itself, however much else agrees.
PARTING = frozenset(
    {
        "other_actors",
        "other_recipients",
        "other_place",
        "other_country",
        "other_day",
        "other_toll",
        "another",
        "other_things",
        "other_named",
        "other_spot",
        "other_deed",
        "other_person",
        "named_beside",
    }
)
# What parts no report from its being taken back by whoever gave it.
MISREAD = frozenset(
    {
        "other_ids",
        "other_place",
        "other_country",
        "other_recipients",
        "other_named",
        "other_spot",
        "other_target",
    }
)
NAMED, PRINTED = "name:", "pub:"  # what begins the keys of those whom the gazetteer does not know
NOTHING: frozenset[str] = frozenset()
MOVED = ("settlement", "quarter")  # kinds of things of which what goes on has several
ANYONE = frozenset({"people", "kill", "wound"})  # counts of whomever it harmed


class Match(NamedTuple):
    """The score of a pair and what made it; `parted` when something in it contradicts."""

    score: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def parting(self) -> frozenset[str]:
        """In what the two contradict each other: who, where, when. It is the last reason, for nothing is compared after it."""
        last = self.reasons[-1][0] if self.reasons else ""
        return frozenset({last}) if last in PARTING else NOTHING

    @property
    def parted(self) -> bool:
        """Whether the two contradict each other."""
        return bool(self.reasons) and self.reasons[-1][0] in PARTING

    def has(self, reason: str) -> bool:
        """Whether a reason is among those of the score."""
        return reason in dict(self.reasons)


def takes_back(one: Telling, other: Telling) -> bool:
    """Whether one takes back, in the name of whoever gave it, a report of such a deed: "Radio Delta withdrew its report that jets had hit the port"."""
    if not one.withdrawn or other.withdrawn or not one.takers or (other.day or "") > (one.day or ""):
        return False
    key, name = (
        (other.chain[-1].key or "", other.chain[-1].name) if other.chain else (PRINTED, other.publisher or "")
    )
    named = words_of(name) if key.startswith((NAMED, PRINTED)) else frozenset()
    if not {key, *named} & set(one.takers):
        return False
    places = [
        words_of(place.partition("/")[2].replace("_", " ")) for place in (one.place, other.place) if place
    ]
    return len(places) < 2 or bool(places[0] & places[1])  # Tripoli and Tripoli


def match(one: Telling, other: Telling, rules: Rules) -> Match:
    """How far two claims tell one happening."""
    if not may_meet(one, other, rules):
        return Match(NEVER, (("other_step" if on_one_ladder(one, other, rules) else "other_type", NEVER),))
    return weighed(one, other, rules)


def weighed(one: Telling, other: Telling, rules: Rules) -> Match:
    """How far two claims that may meet tell one happening. What parts them ends the comparison: nothing else would join them."""
    found: list[tuple[str, float]] = []
    weights, score = rules.weights, 0.0
    taken_back = (one.withdrawn or other.withdrawn) and (takes_back(one, other) or takes_back(other, one))
    for look in LOOKS:
        for name, times in look(one, other, rules):
            if taken_back and name in MISREAD:
                continue
            worth = weights[name] * times
            found.append((name, worth))
            score += worth
            if name in PARTING:
                return Match(round(score, 4), tuple(found))
    return Match(round(score, 4), tuple(found))


# ------------------------------------------------------------------ what happened


def _type(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.type and one.type == other.type:
        yield "same_type", 1
    elif (one.type and other.type) or (
        (one.type or other.type) and (one.acts & other.acts) - rules.general - rules.voting
    ):
        yield "near_type", 1  # of another type, or told by a statement whose verb means the same deed
    if one.mode and one.mode == other.mode:
        yield "same_mode", 1
    yield from deed(one, other, rules)


def _words(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.sentence == other.sentence and one.quote == other.quote:
        yield "same_sentence", 1
        return
    if _in_one_sentence(one, other) and {*one.actors, *one.names}.isdisjoint((*other.actors, *other.names)):
        return  # all of their words are the same, whatever they tell of whom
    if one.lang == other.lang and (share := _share(one.lemmas, other.lemmas)) > 0:
        yield "same_words", share
    if share := _share(_about(one, rules), _about(other, rules)):
        yield "same_senses", share
    if one.speech and other.speech and not set(one.speech).isdisjoint(other.speech):
        yield "same_speech", 1


def _in_one_sentence(one: Telling, other: Telling) -> bool:
    return one.document_id == other.document_id and one.sentence_start == other.sentence_start


def _about(telling: Telling, rules: Rules) -> frozenset[str]:
    """The senses that say what it is about: that an accusation accuses says nothing."""
    return telling.senses - (telling.acts & rules.said) if telling.type in rules.speech else telling.senses


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The common part of two sets: between what they share of both and of the smaller one."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    return 0.5 * both / (len(one) + len(other) - both) + 0.5 * both / max(3, min(len(one), len(other)))


# ------------------------------------------------------------------ what it is done to


def _objects(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """To what it is done, where that is no known actor; between languages only what has a sense says anything."""
    if one.things and other.things:
        lasting = lasts(one, other, rules)
        if are_others(one.things, other.things, MOVED if lasting else ()):
            yield "other_named", 1
            return
        if are_elsewhere(one.things, other.things) and not lasting and one.type not in rules.speech:
            yield "other_spot", 1
            return
    ladder = _sent_on(one, other, rules)
    if not (one.objects and other.objects) and ladder is None:
        return
    known = _comparable(one, other, rules)
    a, b = set(one.objects) & known, set(other.objects) & known
    if a & b:
        yield "same_objects", 1
    elif (
        a and b and (a <= rules.people) == (b <= rules.people)
    ):  # who was killed is no other than the village that was attacked
        yield "other_names", 1
        if one.lang == other.lang and _are_other_buildings(set(one.objects), set(other.objects), rules):
            yield "other_target", 2 if gap_of(one.day, other.day) > 0 else 1
    elif a and b and _is_no_person(one, other, rules):
        yield "other_person", 1
        return
    if ladder is not None:
        sent = [_as_sent(t.senses & ladder.things, rules) for t in (one, other)]
        counted = [_as_sent({x.kind for x in t.amounts} & ladder.things, rules) for t in (one, other)]
        if (all(sent) and not sent[0] & sent[1]) or (all(counted) and not counted[0] & counted[1]):
            yield "other_things", 1


def _as_sent(things: AbstractSet[str], rules: Rules) -> frozenset[str]:
    """Things that are sent, those who serve as one: soldiers who train others are trainers."""
    return frozenset(things - rules.serving | (rules.serving if things & rules.serving else frozenset()))


def _is_no_person(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one tells what is done to persons, and the other a deed that only is kin to it: who was arrested is not the ship that was seized."""
    if {one.type, other.type} & rules.speech or one.acts & other.acts or not (one.acts and other.acts):
        return False
    return bool((one.acts | other.acts) & rules.undergone)


def _are_other_buildings(one: set[str], other: set[str], rules: Rules) -> bool:
    """Whether a school is hit in one and a market or a depot in the other: no word for the one means the other in any language."""
    a, b = one & rules.sites, other & rules.sites
    return bool(a and b and not a & b and (a | b) & rules.buildings)


def _comparable(one: Telling, other: Telling, rules: Rules) -> frozenset[str]:
    """The words for things that can be compared: of one language all, of two those that have a sense."""
    if one.lang != other.lang:
        return rules.senses
    return frozenset({*one.objects, *other.objects, *(x.kind for t in (one, other) for x in t.amounts)})


def _sent_on(one: Telling, other: Telling, rules: Rules) -> Ladder | None:
    """The ladder of both, where what they tell is that something is sent."""
    ladder = ladder_of_both(one, other, rules)
    return ladder if ladder is not None and {one.type, other.type} <= ladder.stories else None


# ------------------------------------------------------------------ where, when, how many


def _place(one: Telling, other: Telling, rules: Rules) -> Evidence:
    # Of troops that go from here to there both are named; but what two leave are two.
    lasting = lasts(one, other, rules) and not one.acts & other.acts & rules.leaving
    if one.place and other.place:
        if one.place == other.place:
            yield "same_place", 1
            return
        if one.country == other.country and (far := kilometres(one.place, other.place)) is not None:
            towns = kind(one.place) == kind(other.place) == TOWN
            if far < NEAR and not (towns and one.acts & other.acts & rules.leaving):
                yield "near_place", 1
            elif far > reach(one.place, other.place) or kind(one.place) == kind(other.place):
                yield ("moved", 1) if lasting else ("other_place", 0.6)
            return
        if not lasting and None in (one.country, other.country) and are_other_waters(one.place, other.place):
            yield "other_place", 1  # a sea and a town at another
            return
    if one.country and other.country:
        same = one.country == other.country
        yield ("same_country" if same else "moved" if lasting else "other_country"), 1


def _numbers(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if not (one.amounts and other.amounts):
        return
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.kind == b.kind]
    if not pairs:
        if _are_other_victims(one, other, rules):
            yield "other_toll", 1
        elif _are_other_counts(one, other, rules):
            yield "other_number", 1
        if {(a.low, a.high) for a in one.amounts if a.low > 9} & {(b.low, b.high) for b in other.amounts}:
            yield "same_number", 0.7
        return
    if any(a.low == b.low and a.high == b.high for a, b in pairs):
        yield "same_number", 1
    elif any(min(a.high, b.high) >= 0.7 * max(a.high, b.high) for a, b in pairs):
        yield "near_number", 1
    elif not _is_promised_and_done(one, other, rules):
        yield "other_number", 1
        anew = gap_of(one.day, other.day) > 2 * rules.windows["point"] and one.acts & other.acts
        if anew and on_one_ladder(one, other, rules) and not (one.passing or other.passing):
            yield "other_things", 1  # a hundred tanks more
        if (
            (one.told or one.news)
            and (other.told or other.news)
            and is_brief(one, other, rules)
            and gap_of(one.day, other.day) > 0
            and not _count_otherwise(one, other)
        ):
            yield "other_toll", 1


def _count_otherwise(one: Telling, other: Telling) -> bool:
    """Whether two who are cited tell of one town and one thing in it, each with his own number: "15 soldiers, a source said", "40, the rebels said"."""
    speakers = [t.chain[-1].key for t in (one, other) if t.chain]
    there = one.place is not None and one.place == other.place and kind(one.place) == TOWN
    same = bool(set(one.objects) & set(other.objects))
    return there and same and len(speakers) > 1 and speakers[0] != speakers[1]


def _are_other_victims(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both count whom it harmed, one soldiers and the other villagers, and not as many."""
    a, b = ([x for x in t.amounts if x.kind in rules.harmed] for t in (one, other))
    harmed = one.told and other.told and one.acts & rules.harm and other.acts & rules.harm
    if not (a and b and harmed):
        return False
    anybody = any(x.kind in ANYONE for x in (*a, *b))
    return not anybody and not {(x.low, x.high) for x in a} & {(x.low, x.high) for x in b}


def _are_other_counts(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both tell, on different days, how many were killed or hurt, whatever they are called, and not nearly as many."""
    if not (one.told and other.told and one.acts & other.acts & rules.harm and gap_of(one.day, other.day)):
        return False
    high = [max(a.high for a in t.amounts) for t in (one, other)]
    return min(high) < 0.5 * max(high)


def _is_promised_and_done(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one tells how many are to come, and the other how many have: the first four of thirteen jets."""
    return {one.time, other.time} == {"future", "past"} and on_one_ladder(one, other, rules)


def _is_charge_and_denial(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one is denied within two days of the other, and names no house, and no thing to which it was done, beyond it: "denied that it had attacked civilians"."""
    if (one.polarity == "denied") == (other.polarity == "denied") or gap_of(one.day, other.day) > RECENT:
        return False
    denied, told = (one, other) if one.polarity == "denied" else (other, one)
    more = denied.senses & rules.sites - told.senses
    return not more and set(denied.objects) & rules.senses <= rules.people


def _is_bewailed(named: Telling, told: Telling) -> bool:
    """Whether those to whom it was done in one complain of it in the other within two days: "Georgia called the Canadian sanctions unfriendly"."""
    if not named.passing or told.passing or gap_of(named.day, told.day) > RECENT:
        return False
    hit = {id.partition(".")[0] for id in told.recipients}
    return any(voice.state in hit for voice in named.complainers if voice.state)


def _document(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if _is_charge_and_denial(one, other, rules):
        yield "denied", 1
    if _is_bewailed(one, other) or _is_bewailed(other, one):
        yield "bewailed", 1
    if answers(one, other):
        yield "answered", 1
    elif takes_back(one, other) or takes_back(other, one):
        yield "answered", 0.5
    elif one.document_id == other.document_id:
        yield ("same_document" if one.passing or other.passing else "told_beside"), 1
        harm = (one.acts | other.acts) & rules.harm
        steps = on_one_ladder(one, other, rules)  # "the promised jets have arrived"
        two = one.passing != other.passing or (one.told and other.told and one.type and other.type)
        beside = _in_one_sentence(one, other) and two
        if beside and not harm and not steps:
            yield "named_beside", 1


LOOKS: tuple[Callable[[Telling, Telling, Rules], Evidence], ...] = (
    people, days, _place, speaker, _objects, _type, _numbers, _words, _document,
)  # fmt: skip
