"""Reading gold: every mistake at once; reading predictions: kindly."""

import json

import pytest

from lagebild.errors import DataError
from lagebild.evaluation import read_gold, read_predictions
from lagebild.evaluation.annotation import Amount

TEXT = "Rebellen griffen an."
EVENT = {
    "trigger": "griffen", "trigger_start": 9, "type": "ASSAULT", "actors": ["Rebellen"], "recipients": [],
    "polarity": "affirmed", "certainty": "asserted", "attribution": [], "quantity": None, "place": None, "date": None,
}  # fmt: skip


def write(path, *records):
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), "utf-8")
    return path


def passage(**changes):
    return {"id": "a", "lang": "de", "text": TEXT, "events": [EVENT | changes]}


MISTAKES = [
    ({"trigger_start": 8}, "event 'griffen': at 8 stands ' griffe', not 'griffen'; right would be 9"),
    ({"trigger": "kamen"}, "it is nowhere in the text"),
    ({"type": "ATTACK"}, "type 'ATTACK'; right would be one of None, AGREE"),
    ({"certainty": "sure"}, "certainty 'sure'; right would be one of denied, conditional"),
    ({"polarity": "yes"}, "polarity 'yes'; right would be one of affirmed, negated, denied"),
    ({"actors": "Rebellen"}, "event 0: 'actors': str; right would be array"),
    ({"accept": {"typs": ["AID"]}}, "unknown field `typs`"),
    ({"accept": {"triggers": [{"trigger": "an", "trigger_start": 0}]}}, "at 0 stands 'Re', not 'an'"),
]


@pytest.mark.parametrize(("changes", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_would_be_right(tmp_path, changes, said):
    with pytest.raises(DataError) as error:
        read_gold(write(tmp_path / "gold.jsonl", passage(), passage(**changes) | {"id": "b"}))
    (problem,) = error.value.problems
    assert problem.startswith("gold.jsonl:2: ") and said in problem


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(DataError) as error:
        read_gold(
            write(tmp_path / "gold.jsonl", passage(type="X", polarity="Y"), "{", "[]", passage(), passage())
        )
    assert len(error.value.problems) == 5


def test_one_json_object_is_a_gold_file_too(tmp_path):
    (found,) = read_gold(write(tmp_path / "gold.json", json.dumps(passage(), indent=1)))
    assert found.events[0].actors == ("Rebellen",)


def test_predictions_are_read_whatever_their_habits(tmp_path):
    event = {
        "trigger": "griffen",
        "type": "assault-firearms",
        "actors": "Rebellen",
        "attribution": [{"name": "Arzt"}],
    }
    lines = [
        {"id": "a", "events": [event | {"quantity": 12, "trigger_start": "9"}]},
        {"id": "a", "events": [event]},
        {"id": "b"},
    ]
    read = read_predictions(write(tmp_path / "predicted.jsonl", *lines))
    assert len(read["a"]) == 2 and read["b"] == ()
    first = read["a"][0]
    assert (first.type, first.actors, first.attribution) == ("ASSAULT", ("Rebellen",), ("Arzt",))
    assert (first.quantity, first.trigger_start, first.polarity) == (Amount(value=12), None, "affirmed")
