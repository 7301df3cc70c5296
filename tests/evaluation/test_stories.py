"""Stories against gold."""

import pytest

from lagebild.evaluation import score_stories
from lagebild.evaluation.stories import bcubed


def gold(name, *mentions, origins=1, lookalikes=()):
    return {
        "story": name, "type": "ASSAULT", "mentions": [{"document": d, "trigger": "struck", "trigger_start": s} for d, s in mentions],
        "origins": {"overall": origins}, "status": "single-origin", "phase": None, "lookalikes": list(lookalikes),
    }  # fmt: skip


def linked(*claims, origins=1, status="single-origin"):
    rows = [{"document": d, "start": s, "end": s + 6, "quote": "struck"} for d, s in claims]
    return {"claims": rows, "origins": {"overall": origins}, "status": status, "phase": None}


def test_what_is_joined_as_gold_has_it_is_right_throughout():
    rates = score_stories(
        [gold("a", ("d1", 0), ("d2", 0)), gold("b", ("d3", 5))],
        [linked(("d1", 0), ("d2", 2)), linked(("d3", 5))],
    )
    assert (rates.matched, rates.f1, rates.false_pairs, rates.origins_exact, rates.status) == (1, 1, 0, 1, 1)


def test_look_alikes_that_are_joined_are_told():
    stories = [gold("a", ("d1", 0), lookalikes=["b"]), gold("b", ("d2", 0), lookalikes=["a"])]
    rates = score_stories(stories, [linked(("d1", 0), ("d2", 0))])
    assert (rates.false_pairs, rates.false_lookalikes) == (1, 1)


@pytest.mark.parametrize(
    ("text", "type_name", "matched"),
    [
        ("They held talks.", "CONSULT", 1),
        ("They held talks.", "ASSAULT", 0),
        ("They held, talks.", "CONSULT", 0),
        (None, "CONSULT", 0),
    ],
    ids=["the verb of a noun", "of another type", "in another clause", "without the text"],
)
def test_what_lies_beside_a_trigger_in_its_clause_is_its_mention(text, type_name, matched):
    start = text.index("talks") if text else 10
    mention = {"document": "d1", "trigger": "talks", "trigger_start": start}
    story = gold("a") | {"type": "CONSULT", "mentions": [mention]}
    claim = {"document": "d1", "start": 5, "end": 9, "quote": "held", "type": type_name}
    rates = score_stories([story], [linked() | {"claims": [claim]}], {"d1": text} if text else None)
    assert rates.matched == matched


def test_what_was_not_read_is_apart():
    rates = score_stories([gold("a", ("d1", 0), ("d2", 0))], [linked(("d1", 0))])
    assert (rates.matched, rates.f1) == (0.5, 1)
    assert rates.f1_unread_apart < 1


def test_too_many_origins_are_worse_than_too_few():
    high = score_stories([gold("a", ("d1", 0))], [linked(("d1", 0), origins=2)])
    low = score_stories([gold("a", ("d1", 0))], [linked(("d1", 0), origins=0)])
    assert (high.origins_too_high, low.origins_too_high) == (1, 0)


def test_bcubed_is_that_of_its_authors_example():
    # Five of one story and two of another, put into one; five more by themselves: precision .762 (Bagga and Baldwin 1998).
    items = [*[(0, "a")] * 5, *[(1, "b")] * 2, *[(2, "b")] * 5]
    precision, recall, _ = bcubed(items)
    assert (round(precision, 3), recall) == (0.762, 1)
