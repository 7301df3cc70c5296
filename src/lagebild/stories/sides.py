"""On which side a source stands, relative to those who act and those who are acted upon.

Takes the states of a story and of its sources; gives side and camp from dated relations (`gazetteer/relations.csv`). Two
origins of one camp do not corroborate each other across sides. It says who is whose ally, never who is right.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from lagebild.ontology import load_ontology
from lagebild.stories.records import Side
from lagebild.stories.rules import Relation, Rules

PARTY = "PTY"
MANY = "IGO"  # what begins the ids of organisations of states
DOERS, TARGETS = "those who act", "those acted upon"


class Standing(NamedTuple):
    """Who acts and who is acted upon; `hostile` when the deed is done to the latter, not with them; who is named beside them; `mutual`
    when several do it with each other, so that each speaks for itself.
    """

    doers: frozenset[str]
    targets: frozenset[str]
    hostile: bool
    named: frozenset[str] = frozenset()
    mutual: bool = False


def side_of(state: str | None, standing: Standing, day: str | None, rules: Rules) -> tuple[Side, str]:
    """The side of a source's state and the camp that it counts with."""
    if state is None:
        return "unknown", ""
    side, camp = _side_of(_ruled(state, standing), standing, day, rules)
    return side, state if _is_of_many(state, rules) else camp


def speaks_for_no_state(key: str, roles: frozenset[str], rules: Rules) -> bool:
    """Whether a source is a firm, a union, a church, a charity, a hospital, a party: it is of a state, and speaks for none."""
    body, _, role = key.rpartition(":")
    if not body:
        return not load_ontology().sectors_of["private"].isdisjoint(key.split(".")[1:2])
    own = {role} & rules.institutions or roles
    return bool(own & rules.of_no_side) and not own & rules.of_the_place


@lru_cache(maxsize=1 << 12)
def _is_of_many(state: str, rules: Rules) -> bool:
    """Whether it is an alliance, which speaks for itself: that NATO and one of its members say the same is more than that the member says it twice."""
    return (
        any(bloc == state or state.startswith(f"{bloc}.") for _, bloc in rules.members)
        or state.partition(".")[0] == MANY
    )


def _side_of(state: str, standing: Standing, day: str | None, rules: Rules) -> tuple[Side, str]:
    if state in standing.doers:
        return "party", state if standing.mutual else DOERS
    if state in standing.targets:
        return "party", TARGETS if standing.hostile else state  # of a release, who is freed and where
    held = [r for r in rules.relations if r.held(day)]
    if not standing.hostile and state in standing.named and _tied(state, standing.targets, "opponent", held):
        return "party", state  # whom it is turned against: help for one side of a war
    if standing.hostile and _tied(state, standing.targets, "ally", held):
        return "ally", TARGETS
    if _tied(state, standing.doers, "ally", held):
        return "ally", DOERS
    if _tied(state, standing.targets, "ally", held):
        return "ally", TARGETS
    if _tied(state, standing.doers, "opponent", held):
        return "opponent", state
    return "third" if _are_known(standing) else "unknown", state


def _are_known(standing: Standing) -> bool:
    """Whether it is known who acts, and of a hostile deed to whom: else whoever speaks may be one of them."""
    return bool(standing.doers) and bool(standing.targets or not standing.hostile)


def _ruled(state: str, standing: Standing) -> str:
    """The state of a party whose paper speaks, where that state is among those who act or are acted upon."""
    slot, _, rest = state.partition(".")
    return slot if rest.startswith(PARTY) and slot in standing.doers | standing.targets else state


def _tied(state: str, others: Collection[str], how: str, held: Collection[Relation]) -> bool:
    pairs = {frozenset((r.one, r.other)) for r in held if r.relation == how}
    if any(frozenset((state, other)) in pairs for other in others):
        return True
    if how != "ally":
        return False
    members = {(r.one, r.other) for r in held if r.relation == "member"}
    blocs = {bloc for one, bloc in members if one == state} | {state}
    return any(
        (other, bloc) in members or other in blocs or (state, other) in members
        for other in others
        for bloc in blocs
    )
