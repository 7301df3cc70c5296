import pytest

from lagebild.errors import DataError
from lagebild.outlook.deeds import lines_of, read_history, without_strays
from tests.outlook.conftest import deed

TYPES = ("CONSULT", "ACCUSE")


def test_what_was_written_is_read_in_order_of_day(tmp_path):
    path = tmp_path / "history.jsonl"
    deeds = [deed(3, "AAA", "BBB"), deed(1, "BBB", "AAA", "ACCUSE", mode="allege", id="7")]
    path.write_text("\n".join(lines_of(deeds)) + "\n\n", encoding="utf-8")
    assert read_history(path, TYPES) == (deeds[1], deeds[0])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            '{"day": "2020-13-01", "actor": "A", "recipient": "B", "type": "CONSULT", "source": "s", "certainty": "reported"}',
            "day '2020-13-01' is none",
        ),
        (
            '{"day": "2020-01-01", "actor": "A", "recipient": "B", "type": "DANCE", "source": "s", "certainty": "reported"}',
            "type 'DANCE' is unknown",
        ),
        (
            '{"day": "2020-01-01", "actor": "A", "recipient": "B", "type": "CONSULT", "source": "", "certainty": "reported"}',
            "source must not be empty",
        ),
        (
            '{"day": "2020-01-01", "actor": "A", "recipient": "B", "type": "CONSULT", "certainty": "reported"}',
            "source",
        ),
        ("not a line", "JSON"),
    ],
)
def test_no_deed_goes_without_day_type_source_and_certainty(tmp_path, line, told):
    path = tmp_path / "history.jsonl"
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_history(path, TYPES)
    assert len(caught.value.problems) == 2 and all(told in problem for problem in caught.value.problems)
    assert caught.value.problems[1].startswith("history.jsonl:2:")


def test_a_deed_with_an_id_is_one_however_often_it_stands_there(tmp_path):
    path = tmp_path / "history.jsonl"
    named, bare = deed(1, "AAA", "BBB", id="7"), deed(1, "AAA", "BBB")
    path.write_text("\ufeff" + "\r\n".join(lines_of([named, bare, named, bare])), encoding="utf-8")
    assert read_history(path, TYPES) == (named, bare, bare)


def test_a_few_deeds_from_long_before_make_a_history_no_longer():
    steady = [deed(1000 + day, "AAA", "BBB") for day in range(100)]
    assert without_strays([deed(0, "AAA", "BBB"), deed(300, "AAA", "BBB"), *steady]) == steady
    assert without_strays(steady) == steady
    before = [deed(day, "AAA", "BBB") for day in range(50)]
    assert without_strays([*before, *steady]) == [*before, *steady]
