"""The notation in the cells of a language pack."""

import pytest

from lagebild.errors import UnknownLanguage
from lagebild.languages import Condition, Relations, installed_languages, load_pack

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
    assert load_pack(lang).frames


def test_an_unknown_language_says_which_there_are():
    with pytest.raises(UnknownLanguage, match="de, en"):
        load_pack("xx")


def test_all_mistakes_of_an_overlay_are_reported_at_once_with_file_and_line(tmp_path):
    from lagebild.errors import DataError

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
