"""What was made of data files is kept for the next start, and counts only while they are what they were."""

import gc
import marshal
import os
import sys
import tomllib

import msgspec
import numpy as np
import pytest

from lagebild import loading, tables
from lagebild.gazetteer.load import PACKED, _made_of_ours, _our_files
from lagebild.languages.load import _made, pack_files
from lagebild.loading import MARSHALLED, kept, without_collecting
from lagebild.tables import PACKAGE, Problems, toml_of


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of its own for what is kept, in which byte code may be written."""
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "loading.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("a")
    return path


def read(table, made):
    """What is kept of a table, which is read anew only where it has to be."""

    def make():
        made.append(table.read_text())
        return {"text": made[-1]}

    return kept("table", [table], make)


def test_it_is_made_once(table):
    made = []
    assert [read(table, made), read(table, made)] == [{"text": "a"}] * 2 and made == ["a"]


@pytest.mark.parametrize(("text", "later"), [("bc", 0), ("b", 10)], ids=["another size", "another time"])
def test_a_changed_file_makes_it_anew(table, text, later):
    made = []
    read(table, made)
    time = table.stat().st_mtime_ns + later
    table.write_text(text)
    os.utime(table, ns=(time, time))
    assert read(table, made) == {"text": text} and made == ["a", text]


def test_another_release_makes_it_anew(table, monkeypatch):
    made = []
    read(table, made)
    monkeypatch.setattr(loading, "VERSION", "another")
    read(table, made)
    assert made == ["a", "a"]


@pytest.mark.parametrize("harm", [b"", b"not ours", b"half"])
def test_a_broken_file_counts_for_nothing(table, folder, harm):
    made = []
    read(table, made)
    (place,) = folder.glob("__pycache__/*.kept")
    place.write_bytes(place.read_bytes()[:-3] if harm == b"half" else harm)
    assert read(table, made) == {"text": "a"} and made == ["a", "a"]


def test_nothing_is_written_where_byte_code_is_not(table, folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert read(table, []) == {"text": "a"} and not list(folder.glob("__pycache__/*"))


def test_a_folder_that_cannot_be_written_is_no_mistake(table, folder):
    (folder / "__pycache__").write_text("a file where the folder should be")
    assert read(table, []) == {"text": "a"}


def test_what_a_form_cannot_hold_is_not_kept(table, folder):
    for thing in (object(), {"a": np.float64(1.5)}):
        assert kept("thing", [table], lambda thing=thing: thing, MARSHALLED) is thing
    assert not list(folder.glob("__pycache__/*.kept"))
    assert kept("thing", [table], lambda: {1: (2.5,)}, MARSHALLED) == {1: (2.5,)}
    assert marshal.loads(next(folder.glob("__pycache__/*.kept")).read_bytes()[20:]) == {1: (2.5,)}


def test_equal_texts_and_numbers_are_one_when_they_are_read_again(table):
    def make():
        return [("".join(["text"]), float("1.5"), ["".join(["text"])]) for _ in range(3)] + [(1, 1.0, True)]

    assert kept("thing", [table], make, MARSHALLED) == make()
    *rows, mixed = kept("thing", [table], make, MARSHALLED)
    assert len({id(text) for text, _, texts in rows for text in (text, *texts)}) == 1
    assert len({id(number) for _, number, _ in rows}) == 1 and len({id(texts) for *_, texts in rows}) == 3
    assert [type(each) for each in mixed] == [int, float, bool]


def test_a_toml_table_of_ours_is_taken_apart_once(folder, monkeypatch):
    path = PACKAGE / "languages" / "de" / "tokens.toml"
    first = toml_of(path, Problems())
    monkeypatch.setattr(tomllib, "loads", None)
    assert toml_of(path, Problems()) == first and "clitics" in first


def test_a_toml_table_of_ours_with_a_mistake_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "PACKAGE", tmp_path)
    (tmp_path / "a.toml").write_text("a = 1\nb = x")
    for _ in range(2):
        problems = Problems()
        assert toml_of(tmp_path / "a.toml", problems) == {} and "a.toml:2" in problems.lines[0]


def test_nobody_looks_for_garbage_while_data_is_loaded():
    with without_collecting(), without_collecting():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_kept_gazetteer_is_the_one_that_is_made():
    made = _made_of_ours()
    again = [kept("gazetteer", _our_files(), lambda: made, PACKED) for _ in range(2)][1]
    assert again is not made and msgspec.structs.asdict(again) == msgspec.structs.asdict(made)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_kept_pack_is_the_one_that_is_made(lang):
    made = _made(lang, ())
    again = [kept(f"pack-{lang}", pack_files(lang), lambda: made) for _ in range(2)][1]
    for name in made.__struct_fields__:
        ours, theirs = getattr(made, name), getattr(again, name)
        assert dict(ours) == dict(theirs) if name in ("frames", "statements") else ours == theirs, name
