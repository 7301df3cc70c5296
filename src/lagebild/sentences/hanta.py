"""HanTa, started in half the time.

Takes the name of one of HanTa's model files; gives its tagger. HanTa asks on loading which states can lead to which final state,
and searches a list for it; the answer is the same from a walk over the states before each state.
"""

import importlib
from typing import Any


def tagger_of(model: str) -> Any:
    """HanTa's tagger, which has no types."""
    hanta: Any = importlib.import_module("HanTa.HanoverTagger").HanoverTagger

    class Quick(hanta):  # type: ignore[misc]
        def reachable(self) -> None:
            """What HanTa's method of this name gives."""
            self.reachability = states_before(self.LP_trans, [tag for tag in self.int2tag if tag < 0])

    return Quick(model)


def states_before(
    follow: dict[tuple[int, int], dict[int, float]], ends: list[int]
) -> dict[int, frozenset[int]]:
    """For each end the states that can lead to it; `follow` has pairs of states and what may come after their second."""
    before: dict[int, set[int]] = {}
    for (_, state), followers in follow.items():
        for after in followers:
            before.setdefault(after, set()).add(state)
    return {end: _all_before(end, before) for end in ends}


def _all_before(end: int, before: dict[int, set[int]]) -> frozenset[int]:
    found: set[int] = set()
    waiting = [end]
    while waiting:
        new = before.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)
