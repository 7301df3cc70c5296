"""What happened: whether the triggers of two claims mean one deed.

Takes two Tellings; gives what the deeds that their triggers mean say for or against one happening: the same, another, one told beside it, done to
somebody else.
"""

from collections.abc import Iterator

from lagebild.stories.days import gap_of
from lagebild.stories.meeting import on_one_ladder
from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules
from lagebild.stories.somebody import are_several, have_other_victims, is_somebody_else

Evidence = Iterator[tuple[str, float]]


def deed(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """What the triggers themselves mean: an arrest is no shooting, even where both are done by police in one street."""
    if (one.type in rules.speech) == (other.type in rules.speech):
        a, b = _deeds_of(one, rules), _deeds_of(other, rules)
    else:
        a, b = one.acts, other.acts  # "threatened to quit the deal", "will quit it if"
    if _are_of_other_modes(one, other, rules):
        yield "other_deed", 1
        return
    if (
        (charged := one.acts & other.acts & rules.undergone)
        and not a & b
        and is_somebody_else(one, other, charged, rules)
    ):
        yield "other_person", 1  # an act of words that is done to a person
        return
    if both := a & b:
        if not both & rules.voting and have_other_victims(one, other, both, rules):
            yield "other_person", 1
            return
        if both & rules.personal and (
            is_somebody_else(one, other, both, rules) or are_several(one, other, both, rules)
        ):
            yield "other_person", 1
            return
        shared = {*one.actors, *one.recipients, *one.ids} & {*other.actors, *other.recipients, *other.ids}
        if shared and both & rules.once and gap_of(one.day, other.day) <= rules.windows["point"]:
            yield "once", 1
        yield "same_deed", 1
        return
    if not (a and b):
        yield (
            (
                "other_deed"
                if _is_only_denied(a, other, rules) or _is_only_denied(b, one, rules)
                else "no_deed"
            ),
            1,
        )
    elif not any(a & group and b & group for group in rules.kin) or _is_approved(one, other, rules):
        yield "other_deed", 1
    elif not on_one_ladder(one, other, rules) and (
        _is_told_beside(one, b, rules) or _is_told_beside(other, a, rules)
    ):
        yield "deed_beside", 1


def _are_of_other_modes(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one deed cannot have both modes: teargassed, shot; who was "fired on" may be "beschossen" in the other, and who denies it words it as he likes."""
    may_be_both = rules.apart.get(frozenset((one.mode or "", other.mode or "")))
    if may_be_both is None or (may_be_both and "denied" in (one.polarity, other.polarity)):
        return False
    return not may_be_both & one.acts & other.acts and not _is_one_toll(one, other)


def _is_one_toll(one: Telling, other: Telling) -> bool:
    """Whether both count as many in one place: "shot dead 27 who waited for aid near Rafah", "an air strike killed 27 there"."""
    tolls = [{(a.kind, a.low, a.high) for a in t.amounts if a.low > 1} for t in (one, other)]
    return one.place is not None and one.place == other.place and bool(tolls[0] & tolls[1])


def _is_only_denied(said: frozenset[str], other: Telling, rules: Rules) -> bool:
    """`The ministry | denied | it had broken its word`: that it denies is not what the other tells that it has done."""
    return bool(said & rules.denying) and bool(other.acts - rules.said)


def _is_told_beside(telling: Telling, deeds: frozenset[str], rules: Rules) -> bool:
    """Whether what the other tells is told by another claim of this one's sentence: "raided the office and detained two"; what an attack led to is of it."""
    return not telling.beside.isdisjoint(deeds) and rules.harm.isdisjoint(deeds | telling.acts)


def _is_approved(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether a parliament decides in one of the two alone what the other tells."""
    return _is_a_vote(one, rules) != _is_a_vote(other, rules) and on_one_ladder(one, other, rules)


def _is_a_vote(telling: Telling, rules: Rules) -> bool:
    """Whether a parliament decides: that it approves of what is sent is no step of the sending; states that approve sanctions impose them."""
    imposed = telling.acts if telling.type in rules.aimed else frozenset()
    return bool(telling.acts & rules.voting and (telling.senses - imposed) & rules.voters)


def _deeds_of(telling: Telling, rules: Rules) -> frozenset[str]:
    """The deeds of the trigger; of an act of words those that are done by saying so; "quit the deal", "violated the truce" are none, whatever their type."""
    if telling.type not in rules.speech:
        return telling.acts
    return telling.acts & rules.said or telling.acts & rules.once or telling.acts & rules.breaking
