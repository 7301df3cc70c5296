"""The notation in the cells of a language pack."""

import pytest

from lagebild.errors import DataError, UnknownLanguage
from lagebild.languages import Condition, Relations, check_pack, installed_languages, load_pack
from lagebild.languages.entries import Entries
from lagebild.tables import Line, Problems, first_cell, row_of

RELATIONS = [
    ("", ()),
    ("nsubj", ((("nsubj",),),)),
    ("nsubj obl:von", ((("nsubj",),), (("obl:von",),))),
    ("nsubj + obl:mit", ((("nsubj",), ("obl:mit",)),)),
    ("obj>nmod:gegen obj", ((("obj", "nmod:gegen"),), (("obj",),))),
]


@pytest.mark.parametrize(("cell", "alternatives"), RELATIONS)
def test_relations_read_alternatives_ways_and_paths(cell, alternatives):
    assert Relations.read(cell).alternatives == alternatives


def test_a_condition_reads_words_classes_and_negation():
    first, second = Condition.read("obj=Druck|@charge nsubj!=@actor")
    assert (first.path, first.words, first.classes, first.negated) == (("obj",), {"druck"}, {"charge"}, False)
    assert (second.path, second.classes, second.negated) == (("nsubj",), {"actor"}, True)


@pytest.mark.parametrize("lang", installed_languages())
def test_every_installed_pack_loads_without_a_mistake(lang):
    assert check_pack(lang).frames


def test_an_unknown_language_says_which_there_are():
    with pytest.raises(UnknownLanguage, match="de, en"):
        load_pack("xx")


def test_all_mistakes_of_an_overlay_are_reported_at_once_with_file_and_line(tmp_path):
    frames = tmp_path / "languages" / "de" / "frames"
    frames.mkdir(parents=True)
    (frames / "assault.csv").write_text(
        "lemma,upos,mode,family,when,unless,context,note\n"
        "blenden,VERB,lightsaber,act_on,,,,\n"
        "blenden,VERB,,no_such_family,,,,\n"
        "blenden,VERB\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        load_pack("de", (tmp_path,))
    told = str(error.value)
    assert "assault.csv:2: ASSAULT has no mode 'lightsaber'; it has" in told
    assert "assault.csv:3: family 'no_such_family' is not in families.toml" in told
    assert "assault.csv:4: 2 cells; 8 are expected" in told


def test_a_word_of_a_large_table_is_opened_when_it_is_asked_for_and_its_mistakes_are_told_then():
    lines = [Line("good,VERB", "x.csv", 2), Line('"bad",VERB', "x.csv", 3), Line("Good,NOUN", "x.csv", 4)]

    def made(lines, problems):
        for line in lines:
            if "bad" in line.text:
                problems.add(line.where, "bad")
            yield line.text

    entries = Entries(lines, made, "the table")
    assert list(entries) == ["good", "bad"]
    assert entries["good"] == ("good,VERB", "Good,NOUN")
    assert entries.get("unknown", ()) == ()
    with pytest.raises(DataError, match=r"x\.csv:3: bad"):
        entries["bad"]


CELLS = [
    ("a,b", ["a", "b"]),
    (' a ,"b, c"', ["a", "b, c"]),
    ('"a ""x""",', ['a "x"', ""]),
    (",", ["", ""]),
]


@pytest.mark.parametrize(("text", "cells"), CELLS)
def test_a_line_is_cut_as_csv_is(text, cells):
    line = Line(text, "x.csv", 2)
    row = row_of(line, ["one", "two"], Problems())
    assert list(row.cells.values()) == cells
    assert first_cell(line) == cells[0]
