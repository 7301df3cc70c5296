import gzip

import pytest

from lagebild.outlook.ranking.quadruples import BenchmarkError, both_directions, read_benchmark

TRAIN, VALID, TEST = "0\t0\t1\t0\n1\t0\t2\t24\n", "0 1 2 48 0\n", "2\t1\t0\t72\t-1\n"


def folder_of(path, **parts):
    for name, text in ({"train": TRAIN, "valid": VALID, "test": TEST} | parts).items():
        if text is not None:
            (path / f"{name}.txt").write_text(text, encoding="utf-8")
    return path


def test_times_are_counted_in_steps_whatever_their_unit(tmp_path):
    read = read_benchmark(folder_of(tmp_path))
    assert [part[:, 3].tolist() for part in (read.train, read.valid, read.test)] == [[0, 1], [2], [3]]


def test_times_may_be_days(tmp_path):
    folder_of(
        tmp_path,
        train="\ufeff0 0 1 2014-01-30\r\n1 0 2 2014-01-31\r\n",
        valid="0 1 2 2014-02-01\n",
        test="2 1 0 2014-02-02",
    )
    read = read_benchmark(tmp_path)
    assert [part[:, 3].tolist() for part in (read.train, read.valid, read.test)] == [[0, 1], [2], [3]]


def test_without_a_validation_part_the_last_steps_of_training_are_one(tmp_path):
    read = read_benchmark(folder_of(tmp_path, valid=None))
    assert [part[:, 3].tolist() for part in (read.train, read.valid, read.test)] == [[0], [1], [3]]
    assert not read.own_valid


@pytest.mark.parametrize(
    "text", ["A_(B)\t0\nC\t1\nD\t2\n", "3\n0\tA (B)\n1\tC\n2\tD\n", "A (B)\t0\t9\nC\t1\t9\nD\t2\t9\n"]
)
def test_names_are_read_in_either_order(tmp_path, text):
    folder = folder_of(tmp_path, entity2id=text)
    assert read_benchmark(folder).entities == ("A (B)", "C", "D")


def test_an_entity_that_the_map_does_not_know_has_no_name(tmp_path):
    assert read_benchmark(folder_of(tmp_path, entity2id="A\t0\n")).entities == ("A", "", "")


def test_files_may_be_compressed(tmp_path):
    plain = read_benchmark(folder_of(tmp_path))
    for path in list(tmp_path.glob("*.txt")):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert read_benchmark(tmp_path).facts.tolist() == plain.facts.tolist()


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"test": None}, "test.txt: there is no such file"),
        ({"valid": ""}, "valid.txt: it is empty"),
        ({"train": "0 0 1\n"}, "train.txt:1: '0 0 1' is no fact"),
        ({"train": "0 0 1 0\n0 x 1 0\n"}, "train.txt:2: '0 x 1 0' is no fact"),
        ({"train": "0 0 -1 0\n"}, "train.txt:1:"),
        ({"valid": "0 1 2 0\n"}, "train and valid overlap in time"),
        ({"train": f"0 0 {10**30} 0\n"}, "train.txt:1:.*has too large a number"),
        ({"test": "2 1 0 72000001\n"}, "times span 72000001 steps"),
        ({"train": "0 0 1 2014-01-40\n"}, "train.txt:1: '0 0 1 2014-01-40' is no fact"),
        ({"train": "0 0 1 0\n", "valid": None}, "one step is too few to cut it off"),
    ],
)
def test_what_is_no_benchmark_is_told(tmp_path, parts, told):
    with pytest.raises(BenchmarkError, match=told):
        read_benchmark(folder_of(tmp_path, **parts))


def test_every_fact_has_an_inverse(tmp_path):
    read = read_benchmark(folder_of(tmp_path))
    assert both_directions(read.test, 2).tolist() == [[2, 1, 0, 3], [0, 3, 2, 3]]
