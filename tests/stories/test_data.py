"""The tables that stories rest on."""

from itertools import pairwise

from lagebild.stories import check_rules, load_rules
from lagebild.stories.match import PARTING
from lagebild.stories.which import IDENTITY, TELLING


def test_the_tables_name_only_what_there_is():
    check_rules()


def test_every_reason_that_decides_has_a_weight():
    weights = set(load_rules().weights)
    assert weights >= PARTING | IDENTITY | TELLING


def test_no_two_states_are_allied_twice_at_a_time():
    spans = {}
    for each in load_rules().relations:
        spans.setdefault((frozenset((each.one, each.other)), each.relation), []).append(
            (each.first, each.last or "9")
        )
    overlapping = [pair for pair, found in spans.items() for a, b in pairwise(sorted(found)) if b[0] < a[1]]
    assert overlapping == []
