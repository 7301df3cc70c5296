"""Scores against coded records."""

import pytest

from lagebild.evaluation import score_records


def record(**changes):
    base = {
        "id": "r",
        "event": "AID",
        "actors": [{"code": "USA"}],
        "recipients": [{"code": "PAL"}],
        "reciprocal": False,
    }
    return base | changes


def event(actors, recipients, kind="AID"):
    return {"type": kind, "actor_ids": actors, "recipient_ids": recipients}


CASES = [
    (record(), [event(["USA"], ["PSE.GOV"])], (1, 0, 0), (1, 0, 0)),
    (record(), [event(["PSE"], ["USA"])], (1, 0, 0), (0, 1, 1)),
    (record(), [event(["USA"], ["PSE"]), event(["USA"], ["RUS"])], (1, 0, 0), (1, 1, 0)),
    (record(), [event(["USA"], ["PSE"], "SANCTION")], (0, 1, 1), (0, 1, 1)),
    (record(), [], (0, 0, 1), (0, 0, 1)),
    (record(recipients=[]), [event(["USA"], [])], (1, 0, 0), (1, 0, 0)),
    (record(reciprocal=True, actors=[{"code": "HUN"}, {"code": "ROM"}], recipients=[]),
     [event(["HUN", "ROU"], [])], (1, 0, 0), (1, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("gold", "said", "types", "countries"), CASES)
def test_a_record_is_hit_by_type_and_by_both_countries(gold, said, types, countries):
    scores = score_records([gold], {"r": said})
    assert (scores.type.tp, scores.type.fp, scores.type.fn) == types
    assert (scores.type_countries.tp, scores.type_countries.fp, scores.type_countries.fn) == countries


def test_a_dyad_needs_two_sides():
    assert score_records([record()], {"r": [event(["USA"], [])]}, dyad=True).without_event == 1
    assert score_records([record()], {"r": [event(["USA", "PSE"], [])]}, dyad=True).without_event == 0


def test_document_records_are_passed_over():
    assert score_records([record(event="DOCUMENT"), record(event=None)], {}).records == 0
