"""Who says so, set in between commas, is parsed apart from what he says."""

import pytest

from lagebild.sentences.grammar import grammar_of
from lagebild.sentences.parser import load_parser
from lagebild.sentences.set_in import set_in

FOUND = (
    ("de", "Die Armee habe , so ein Sprecher , das Dorf beschossen .", ", so ein Sprecher ,"),
    ("de", "Das Dorf sei , sagte er , zerstört .", ", sagte er ,"),
    ("de", "Die Armee hat , wie Kiew mitteilte , das Dorf beschossen .", ", wie Kiew mitteilte ,"),
    ("de", "So habe die Armee , so der Bericht , das Dorf nicht angegriffen .", ", so der Bericht ,"),
    ("de", "Die Armee , die abgezogen war , hat das Dorf beschossen .", ""),
    ("de", "Weil er gewonnen hatte , trat der Minister , sagte er , zurück .", ""),
    (
        "de",
        "Die Armee hat , das räumen die Rebellen ein , das Dorf erobert .",
        ", das räumen die Rebellen ein ,",
    ),
    ("de", "Die Miliz hat , was Kabul bestreitet , drei Frauen entführt .", ", was Kabul bestreitet ,"),
    (
        "de",
        "Die Polizei hat , so jedenfalls erzählen es Anwohner , geschossen .",
        ", so jedenfalls erzählen es Anwohner ,",
    ),
    ("de", "Ob die Armee , wie Kiew behauptet , das Dorf beschoss , blieb offen .", ", wie Kiew behauptet ,"),
    ("de", "Ob es , wie er behauptet , die Armee war , weiß niemand .", ", wie er behauptet ,"),
    (
        "de",
        "Im Norden , so meldet der Sender , entführten Bewaffnete 87 Menschen .",
        ", so meldet der Sender ,",
    ),
    ("de", "Dass Kiew angriff , wie Moskau behauptet , ist falsch .", ""),
    ("de", "Die Armee hat das Dorf , das die Rebellen hielten , erobert .", ""),
    ("en", "The village was , the mayor said , shelled by soldiers .", ", the mayor said ,"),
    ("en", "The rebels had , Kyiv stressed , attacked it .", ", Kyiv stressed ,"),
    ("en", "The army , which the rebels hate , had shelled it .", ""),
    ("en", "The first thing they did , says Ann , was to cut the wires .", ""),
)


@pytest.mark.parametrize(("lang", "text", "found"), FOUND)
def test_what_is_set_in_is_found(lang, text, found):
    words = text.split()
    where = set_in(load_parser(lang).analyses_of([words])[0][0], grammar_of(lang).set_in)
    assert " ".join(words[where.start : where.stop]) == found


@pytest.mark.parametrize("lang", ["de", "en"])
def test_it_hangs_on_the_clause_around_it(lang):
    text = {
        "de": "Die Armee habe , so ein Sprecher der Rebellen weiter , das Dorf beschossen .",
        "en": "The village was , the mayor told Reuters , shelled by soldiers .",
    }[lang]
    words = text.split()
    parsed = load_parser(lang).parse_words([words])[0]
    verb = words.index("beschossen" if lang == "de" else "shelled")
    assert parsed.heads.count(-1) == 1 and parsed.heads[verb] == -1
    speaker = words.index("Sprecher" if lang == "de" else "told")
    assert parsed.heads[speaker] == verb and parsed.deprels[speaker] in ("obl", "parataxis")
