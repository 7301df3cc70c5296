"""Whether two claims tell of other persons.

Takes two Tellings of what is done by or to a person; says whether they name others, call them by other offices, or tell of one and of several.
"""

from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules
from lagebild.stories.spelling import share_one, spelt_alike

TIME = "time"  # the kind of a quantity that is a span of time


def is_somebody_else(one: Telling, other: Telling, both: frozenset[str], rules: Rules) -> bool:
    """Whether two claims name different persons, or call them by different offices; of what is done to a person any names count, and for how long."""
    a, b = _persons_in(one), _persons_in(other)
    if a and b:
        return not a & b
    if both <= rules.undergone and (_have_other_names(one, other) or _are_other_terms(one, other)):
        return True
    return bool(one.offices and other.offices and not one.offices & other.offices)


def _have_other_names(one: Telling, other: Telling) -> bool:
    """Whether both sentences hold names, at least two words of them, and none is in both: Pawel Iwanow, Antonina Faworskaja."""
    return min(len(one.propers), len(other.propers)) > 1 and not one.propers & other.propers


def _are_other_terms(one: Telling, other: Telling) -> bool:
    """Whether both say for how long somebody goes to prison, and not for as long."""
    a, b = ({(x.low, x.high) for x in t.amounts if x.kind == TIME} for t in (one, other))
    return bool(a and b and not a & b)


def have_other_victims(one: Telling, other: Telling, both: frozenset[str], rules: Rules) -> bool:
    """Whether it was done to other persons: "executed Mohsen Langarneshin"; "killed a commander", "killed 30 fighters"."""
    if one.victims and other.victims:
        return not share_one(one.victims, other.victims)
    if not (both & rules.harm and one.told and other.told):
        return False
    many = [any(a.low > 1 and a.kind in rules.harmed for a in t.amounts) for t in (one, other)]
    return (one.lone and many[1] and not many[0]) or (other.lone and many[0] and not many[1])


def _persons_in(telling: Telling) -> frozenset[str]:
    """Who is named, be it by the last name alone."""
    return telling.people | {name for name in map(spelt_alike, telling.names) if name in telling.propers}


def are_several(one: Telling, other: Telling, both: frozenset[str], rules: Rules) -> bool:
    """Whether somebody does, or undergoes, what several do in the other: the minister resigns, four ministers resign; an aide is arrested, three men are."""
    persons = rules.institutions | rules.people
    undergone = both & rules.personal <= rules.undergone
    if undergone and one.propers & other.propers:
        return False  # "arrested Tar and 20 others"
    if {(a.low, a.high) for a in one.amounts if a.low > 1} & {(a.low, a.high) for a in other.amounts}:
        return False  # two officers, whatever both call them
    counted = [
        any(a.low > 1 and (a.kind in persons or (undergone and a.kind != TIME)) for a in t.amounts)
        for t in (one, other)
    ]
    named = [t.lone if undergone else bool(t.people or t.offices) for t in (one, other)]
    return (counted[0] and named[1] and not counted[1]) or (counted[1] and named[0] and not counted[0])
