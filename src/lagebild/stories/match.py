"""How far two claims tell one happening.

Takes two Tellings; gives a score with its reasons, one evidence function a feature, each with its weight in `ontology/stories.toml`.
A pair is judged by itself alone: nothing depends on what else has been read, so that any order gives the same stories.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from lagebild.stories.days import days, gap_of, is_brief, lasts
from lagebild.stories.distances import NEAR, TOWN, are_other_waters, kilometres, kind, reach
from lagebild.stories.meeting import answers, may_meet, on_one_ladder
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules
from lagebild.stories.somebody import are_several, is_somebody_else

Evidence = Iterator[tuple[str, float]]
NEVER = -99.0
STATE = 3  # letters of a state's id
ANYBODY = ".UNK"  # the sector of those of a state of whom nothing is known
# What parts two claims by itself, however much else agrees.
PARTING = frozenset(
    {
        "other_actors",
        "other_recipients",
        "other_ids",
        "other_place",
        "other_country",
        "other_day",
        "other_toll",
        "another",
        "other_things",
        "other_deed",
        "other_person",
        "named_beside",
    }
)
NOTHING: frozenset[str] = frozenset()
NEXT = 2  # days, from which on something is no longer of one day or the next


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
        return any(name == reason for name, _ in self.reasons)


def match(one: Telling, other: Telling, rules: Rules) -> Match:
    """How far two claims tell one happening."""
    if not may_meet(one, other, rules):
        return Match(NEVER, (("other_step" if on_one_ladder(one, other, rules) else "other_type", NEVER),))
    return weighed(one, other, rules)


def weighed(one: Telling, other: Telling, rules: Rules) -> Match:
    """How far two claims that may meet tell one happening. What parts them ends the comparison: nothing else would join them."""
    found: list[tuple[str, float]] = []
    weights, score = rules.weights, 0.0
    for look in LOOKS:
        for name, times in look(one, other, rules):
            found.append((name, weights[name] * times))
            score += weights[name] * times
            if name in PARTING:
                return Match(round(score, 4), tuple(found))
    return Match(round(score, 4), tuple(found))


# ------------------------------------------------------------------ what happened


def _type(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.type and one.type == other.type:
        yield "same_type", 1
    elif one.type and other.type:
        yield "near_type", 1
    if one.mode and one.mode == other.mode:
        yield "same_mode", 1
    yield from _deed(one, other, rules)


def _deed(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """What the triggers themselves mean: an arrest is no shooting, even where both are done by police in one street."""
    a, b = _deeds_of(one, rules), _deeds_of(other, rules)
    if both := a & b:
        if both & rules.personal and (is_somebody_else(one, other) or are_several(one, other, both, rules)):
            yield "other_person", 1
            return
        shared = {*one.actors, *one.recipients, *one.ids} & {*other.actors, *other.recipients, *other.ids}
        if shared and both & rules.once and gap_of(one.day, other.day) <= rules.windows["point"]:
            yield "once", 1
        yield "same_deed", 1
        return
    if not (a and b):
        yield "no_deed", 1
    elif not any(a & group and b & group for group in rules.kin) or _is_approved(one, other, rules):
        yield "other_deed", 1


def _is_approved(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether a parliament decides in one of the two alone what the other tells."""
    return _is_a_vote(one, rules) != _is_a_vote(other, rules) and on_one_ladder(one, other, rules)


def _is_a_vote(telling: Telling, rules: Rules) -> bool:
    """Whether a parliament decides: that it approves of what is sent is no step of the sending."""
    return bool(telling.acts & rules.voting and telling.senses & rules.voters)


def _deeds_of(telling: Telling, rules: Rules) -> frozenset[str]:
    """The deeds of the trigger; of an act of words those that are done by saying so; "quit the deal" is none, whatever its type."""
    if telling.type not in rules.speech:
        return telling.acts
    return telling.acts & rules.said or telling.acts & rules.once


def _words(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if one.sentence == other.sentence and one.quote == other.quote:
        yield "same_sentence", 1
        return
    if _in_one_sentence(one, other) and not {*one.actors, *one.names} & {*other.actors, *other.names}:
        return  # all of their words are the same, whatever they tell of whom
    if one.lang == other.lang and (share := _share(one.lemmas, other.lemmas)) > 0:
        yield "same_words", share
    if share := _share(_about(one, rules), _about(other, rules)):
        yield "same_senses", share
    if set(one.speech) & set(other.speech):
        yield "same_speech", 1


def _in_one_sentence(one: Telling, other: Telling) -> bool:
    return one.document_id == other.document_id and one.sentence_start == other.sentence_start


def _about(telling: Telling, rules: Rules) -> frozenset[str]:
    """The senses that say what it is about: that an accusation accuses says nothing."""
    return telling.senses - telling.acts if telling.type in rules.speech else telling.senses


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
    if _is_done_together(one, other, rules):
        if min(len(one.people), len(other.people)) > 1 and len(one.people & other.people) < 2:
            yield "other_person", 1  # an envoy sees the minister, then the president
        elif len(one.people & other.people) > 1:
            yield "same_person", 1
        yield from _together(a | c, b | d)
        if len(set(one.names) & set(other.names)) > 1:
            yield "same_objects", 1  # the general and the minister
        if not (a | c) or not (b | d):  # who it was may stand in the sentence without a part in it
            yield from _named_in_both(one, other, frozenset())
        elif gap_of(one.day, other.day) < NEXT:
            yield from _named_in_both(one, other, a | b | c | d)  # where they met
        return
    if a and b:
        if one_of_them(a, b):
            yield "same_actors", 1
        elif _accuse_each_other(one, other):
            yield "contrary_actors", 1
            c = d = frozenset()  # each side says that it was done to itself
        elif any(rules.belongs(x, y) or rules.belongs(y, x) for x in a for y in b):
            pass  # the alliance, or one of its members for it
        else:
            yield "other_actors", 1
    if c and d and (one_of_them(c, d) or (_are_alike(c, d) and not (c <= a or d <= b))):
        yield ("same_recipients" if one_of_them(c, d) else "other_recipients"), 1
    if one.people & other.people and not {one.type, other.type} & rules.speech:
        yield "same_person", 1
    if shared := set(one.names) & set(other.names):
        yield "same_names", min(2, len(shared))
    if named := one.propers & other.propers:
        yield "same_name", min(2, len(named))
    in_role = a | b | c | d
    if met := (set(one.ids) & set(other.ids)) - _with_their_states(a & b) - (c & d):
        yield "same_ids", min(3, len(met - in_role) + 0.5 * len(met & in_role))
    elif (e := _concerned(one)) and (f := _concerned(other)) and not e & f and not (c and d):
        yield "other_ids", 1
    elif on_one_ladder(one, other, rules) and _lands_of(one) & _lands_of(other):
        yield "same_land", 1


def _with_their_states(ids: frozenset[str]) -> frozenset[str]:
    """Who does it in both, and the states that they belong to: a party's state says no more than the party."""
    return ids | {id.partition(".")[0] for id in ids}


def _is_done_together(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both tell what several do with each other, and nothing that is sent."""
    mutual = one.type in rules.mutual and other.type in rules.mutual
    return (mutual and not on_one_ladder(one, other, rules)) or bool(one.acts & other.acts & rules.jointly)


def _named_in_both(one: Telling, other: Telling, known: frozenset[str]) -> Evidence:
    if met := (set(one.ids) & set(other.ids)) - known:
        yield "same_ids", min(3, len(met))


def one_of_them(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether somebody is in both, or belongs to somebody in the other: a party to its state, a pilot to "a New Zealander"."""
    if a & b:
        return True
    a, b = (frozenset(x.removesuffix(ANYBODY) for x in ids) for ids in (a, b))
    return bool(a & b) or any(x.startswith(f"{y}.") or y.startswith(f"{x}.") for x in a for y in b)


def _are_alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both are states, or both none: peacekeepers may be hit where a state is."""
    return any(len(x) == STATE for x in a) == any(len(x) == STATE for x in b)


def _concerned(telling: Telling) -> frozenset[str]:
    """The states that a claim names beside those who act and those who say so."""
    saying = {voice.state for voice in (*telling.chain, *telling.deniers)}
    named = {*telling.recipients, *telling.ids, *([telling.country] if telling.country else [])}
    return frozenset(i for i in named - set(telling.actors) - saying if len(i) == STATE)


def _lands_of(telling: Telling) -> frozenset[str]:
    """The states that what is sent can go to or come from, whoever says so: recipients, where it is, whom else the sentence names."""
    named = {*telling.recipients, *telling.ids, *([telling.country] if telling.country else [])}
    return frozenset(i for i in named - set(telling.actors) if len(i) == STATE)


def _together(a: frozenset[str], b: frozenset[str]) -> Evidence:
    """Who does it with whom: all of the smaller group are in the larger one, or it is another happening."""
    if not a or not b:
        return
    if a <= b or b <= a:
        yield "same_actors", 2 if min(len(a), len(b)) > 1 else 1
    elif (len(a) > 1 and len(b) > 1 and len(a & b) < 2) or not a & b:
        yield "other_actors", 1


def _accuse_each_other(one: Telling, other: Telling) -> bool:
    """A side names the other and that side names somebody else: two accounts of one happening. Who tells of own deeds accuses nobody."""
    says, other_says = _state_of(one), _state_of(other)
    own = (says is not None and says in one.actors) or (other_says is not None and other_says in other.actors)
    return not own and bool((says and says in other.actors) or (other_says and other_says in one.actors))


def _state_of(telling: Telling) -> str | None:
    return telling.chain[-1].state if telling.chain else None


def _speaker(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """Of acts of words the speaker decides; a party may speak for its state."""
    if one.type not in rules.speech or other.type not in rules.speech:
        return
    yield "act_of_words", 1
    a, b = frozenset(one.actors), frozenset(other.actors)
    c, d = ({*t.names} - {*t.objects} for t in (one, other))
    if a and b:
        if a & b or not one_of_them(a, b):
            yield ("same_speaker" if a & b else "other_speaker"), 1
    elif c and d:
        yield ("same_speaker" if c & d else "other_speaker"), 1
    elif (a and d and _is_no_voice(d, a, other, rules)) or (b and c and _is_no_voice(c, b, one, rules)):
        yield "other_speaker", 0.5


def _is_no_voice(names: set[str], state: frozenset[str], telling: Telling, rules: Rules) -> bool:
    """Whether these unknown speakers are a crowd, or of a sentence that does not name the state that speaks in the other."""
    return bool(names & rules.people) or not state & {*telling.ids}


def _objects(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """To what it is done, where that is no known actor; between languages only what has a sense says anything."""
    a, b = set(one.objects), set(other.objects)
    known = (
        rules.senses
        if one.lang != other.lang
        else frozenset({*a, *b, *(x.kind for t in (one, other) for x in t.amounts)})
    )
    a, b = a & known, b & known
    if a & b:
        yield "same_objects", 1
    elif (
        a and b and (a <= rules.people) == (b <= rules.people)
    ):  # who was killed is no other than the village that was attacked
        yield "other_names", 1
    ladders = [rules.ladder_of(t.type, t.senses) for t in (one, other)]
    sending = ladders[0] is not None and {one.type, other.type} <= ladders[0].stories
    if ladders[0] is not None and ladders[0] is ladders[1] and sending:
        things = ladders[0].things
        sent = one.senses & things, other.senses & things
        counted = [{x.kind for x in t.amounts} & known for t in (one, other)]
        if (all(sent) and not sent[0] & sent[1]) or (all(counted) and not counted[0] & counted[1]):
            yield "other_things", 1


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
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.kind == b.kind]
    if not pairs:
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
        if one.told and other.told and is_brief(one, other, rules) and gap_of(one.day, other.day) > 0:
            yield "other_toll", 1


def _is_promised_and_done(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one tells how many are to come, and the other how many have: the first four of thirteen jets."""
    return {one.time, other.time} == {"future", "past"} and on_one_ladder(one, other, rules)


def _document(one: Telling, other: Telling, rules: Rules) -> Evidence:
    if answers(one, other):
        yield "answered", 1
    elif one.document_id == other.document_id:
        yield ("same_document" if one.passing or other.passing else "told_beside"), 1
        harm = (one.acts | other.acts) & rules.harm
        steps = on_one_ladder(one, other, rules)  # "the promised jets have arrived"
        two = one.passing != other.passing or (one.told and other.told and one.type and other.type)
        beside = _in_one_sentence(one, other) and two
        if beside and not harm and not steps:
            yield "named_beside", 1


LOOKS: tuple[Callable[[Telling, Telling, Rules], Evidence], ...] = (
    _people, days, _place, _speaker, _objects, _type, _numbers, _words, _document,
)  # fmt: skip
