"""Whether two claims tell of other persons.

Takes two Tellings of what is done by or to a person; says whether they name others, call them by other offices, or tell of one and of several.
"""

from lagebild.stories.records import Telling
from lagebild.stories.rules import Rules
from lagebild.stories.spelling import spelt_alike


def is_somebody_else(one: Telling, other: Telling) -> bool:
    """Whether two claims name different persons, or call them by different offices."""
    a, b = _persons_in(one), _persons_in(other)
    if a and b:
        return not a & b
    return bool(one.offices and other.offices and not one.offices & other.offices)


def _persons_in(telling: Telling) -> frozenset[str]:
    """Who is named, be it by the last name alone."""
    return telling.people | {name for name in map(spelt_alike, telling.names) if name in telling.propers}


def are_several(one: Telling, other: Telling, both: frozenset[str], rules: Rules) -> bool:
    """Whether somebody does what several do in the other: the minister resigns, four ministers resign."""
    if not (both & rules.personal) - rules.undergone:
        return False
    persons = rules.institutions | rules.people
    counted = [any(a.low > 1 and a.kind in persons for a in t.amounts) for t in (one, other)]
    named = [bool(t.people or t.offices) for t in (one, other)]
    return (counted[0] and named[1] and not counted[1]) or (counted[1] and named[0] and not counted[0])
