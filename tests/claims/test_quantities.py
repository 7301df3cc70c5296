"""How many of what, how exactly: rows of tagged words (form/UPOS), the quantities they hold in one line each."""

import pytest

from lagebild.claims.dates import hours_in, periods_in
from lagebild.claims.quantities import load_number_words, quantities_in
from lagebild.claims.scene import covered
from lagebild.model import Sentence, Token


def sentence_of(tagged):
    """A sentence without a tree; `_` in front of a word joins it to the one before."""
    tokens, text = [], ""
    for i, word in enumerate(tagged.split()):
        form, upos = word.lstrip("_").rsplit("/", 1)
        text += "" if word.startswith("_") or not text else " "
        tokens.append(
            Token(
                i=i,
                form=form,
                lemma=form,
                upos=upos,
                head=-1,
                deprel="dep",
                start=len(text),
                end=len(text) + len(form),
            )
        )
        text += form
    return Sentence(i=0, start=0, end=len(text), tokens=tuple(tokens)), text


def found(tagged, lang):
    sentence, text = sentence_of(tagged)
    words = load_number_words(lang)
    dated = covered(periods_in(sentence, text, words.dates, None)) | hours_in(sentence, words.dates)
    return quantities_in(sentence, text, words, dated)


COUNTED = [
    ("de", "Etwa/ADV 12.000/NUM nordkoreanische/ADJ Soldaten/NOUN", ["12000~ Soldaten"]),
    ("de", "600/NUM weitere/ADJ bewaffnete/ADJ Polizisten/NOUN", ["600 Polizisten"]),
    ("de", "mehr/ADV als/ADP 280/NUM Schüler/NOUN", ["280+ Schüler"]),
    ("de", "bis/ADP zu/ADP 5000/NUM Mann/NOUN", ["5000- Mann"]),
    ("de", "mindestens/ADV ein/DET Mann/NOUN", ["1+ Mann"]),
    ("de", "10.000/NUM bis/ADP 12.000/NUM Kämpfer/NOUN", ["10000..12000 Kämpfer"]),
    ("de", "zwischen/ADP 10/NUM und/CCONJ 12/NUM Tote/NOUN", ["10..12 Tote"]),
    ("de", "zwei/NUM bis/ADP drei/NUM Millionen/NOUN Euro/NOUN", ["2e+06..3e+06 Euro"]),
    ("de", "10/NUM _–/PUNCT _12/NUM Menschen/NOUN", ["10..12 Menschen"]),
    ("de", "12/NUM 000/NUM Soldaten/NOUN", ["12000 Soldaten"]),
    ("de", "€/SYM _50/NUM Mio./NOUN und/CCONJ 50/NUM Mio./NOUN Euro/NOUN", ["5e+07 Euro", "5e+07 Euro"]),
    ("de", "Tausende/NOUN von/ADP Soldaten/NOUN", ["1000? Soldaten"]),
    ("de", "mehrere/DET Menschen/NOUN", ["? Menschen"]),
    ("de", "sieben/NUM Millionen/NOUN Dollar/NOUN Schmiergeld/NOUN", ["7e+06 Dollar"]),
    ("de", "zwölf/NUM von/ADP ihnen/PRON", ["12"]),
    ("de", "18/NUM Deutsche/ADJ wurden/AUX verhaftet/VERB", ["18 Deutsche"]),
    ("de", "12/NUM Prozent/NOUN der/DET Patienten/NOUN", ["12 Prozent"]),
    ("de", "die/DET Hälfte/NOUN der/DET 300/NUM Geiseln/NOUN", []),
    ("de", "stimmte/VERB 1842/NUM den/DET Bedingungen/NOUN zu/ADP", []),
    ("de", "im/ADP Jahre/NOUN 1632/NUM von/ADP schwedischen/ADJ Truppen/NOUN", []),
    ("de", "verhängten/VERB 2018/NUM Sanktionen/NOUN", []),
    ("de", "tötete/VERB 1984/NUM Menschen/NOUN", ["1984 Menschen"]),
    ("de", "verhängten/VERB 2000/NUM Sanktionen/NOUN", ["2000 Sanktionen"]),
    ("en", "In/ADP 2008/NUM Russian/ADJ troops/NOUN attacked/VERB", []),
    ("en", "sent/VERB 2008/NUM Russian/ADJ troops/NOUN", ["2008 troops"]),
    ("en", "left/VERB four/NUM dead/ADJ", ["4"]),
    ("en", "Four/NUM were/AUX killed/VERB", ["4"]),
    ("de", "Drei/NUM tot/ADJ ,/PUNCT sieben/NUM verletzt/VERB", ["3", "7"]),
    ("en", "half/NOUN of/ADP the/DET 300/NUM hostages/NOUN", []),
    ("en", "two/NUM thirds/NOUN of/ADP its/PRON centrifuges/NOUN", []),
    ("en", "a/DET quarter/NOUN of/ADP a/DET million/NUM people/NOUN", []),
    ("en", "up/ADP to/ADP 5,000/NUM soldiers/NOUN", ["5000- soldiers"]),
    ("en", "Some/DET 60/NUM civilians/NOUN", ["60~ civilians"]),
    ("en", "$/SYM _2.5bn/NUM and/CCONJ £/SYM _3m/NUM", ["2.5e+09 dollars", "3e+06 pounds"]),
    ("en", "a/DET million/NUM doses/NOUN of/ADP vaccine/NOUN", ["1e+06 doses"]),
    ("en", "two/NUM of/ADP its/PRON servicemen/NOUN", ["2 servicemen"]),
    ("en", "20/NUM soldiers/NOUN or/CCONJ more/ADJ", ["20 soldiers"]),
    ("en", "20/NUM or/CCONJ more/ADJ soldiers/NOUN", ["20+ soldiers"]),
    ("en", "put/VERB the/DET number/NOUN at/ADP more/ADV than/ADP 120/NUM", ["120+"]),
    (
        "en",
        "promised/VERB 600/NUM officers/NOUN but/CCONJ delivered/VERB only/ADV 400/NUM ./PUNCT",
        ["600 officers", "400 officers"],
    ),
]

UNCOUNTED = [
    ("de", "Artikel/NOUN 5/NUM und/CCONJ Resolution/NOUN 1701/NUM gelten/VERB"),
    ("de", "am/ADP 3./ADJ Oktober/NOUN 2024/NUM um/ADP 14.30/NUM Uhr/NOUN"),
    ("de", "vor/ADP fünf/NUM Wochen/NOUN"),
    ("de", "seit/ADP 2014/NUM"),
    ("de", "Er/PRON ist/AUX 54/NUM Jahre/NOUN alt/ADJ"),
    ("de", "ein/DET Mann/NOUN"),
    ("de", "Berichte/NOUN über/ADP einen/DET Abzug/NOUN"),
    ("de", "der/DET 54-jährige/ADJ Mann/NOUN"),
    ("en", "a/DET 54/NUM _-/PUNCT _year/NOUN _-/PUNCT _old/ADJ man/NOUN"),
    ("en", "Kim/PROPN ,/PUNCT 54/NUM ,/PUNCT said/VERB"),
    ("en", "one/NUM man/NOUN"),
    ("en", "under/ADP a/DET deal/NOUN"),
    ("en", "the/DET two/NUM leaders/NOUN"),
    ("en", "three/NUM times/NOUN"),
    ("en", "2023/NUM was/AUX bad/ADJ"),
    ("en", "0741/NUM EU/PROPN envoys/NOUN"),
    ("en", "on/ADP October/PROPN 3/NUM"),
    ("en", "Flight/NOUN 17/NUM crashed/VERB"),
    ("en", "A320/PROPN"),
    ("en", "F/PROPN _-/PUNCT _16/NUM jets/NOUN"),
]

KINDS = [
    ("de", "12/NUM Spezialkräfte/NOUN", "people"),
    ("de", "12/NUM US-Dollar/NOUN", "money"),
    ("de", "12/NUM Marschflugkörper/NOUN", "weapons"),
    ("de", "12/NUM Jahre/NOUN", "time"),
    ("de", "12/NUM Dörfer/NOUN", "other"),
    ("en", "12/NUM drones/NOUN", "weapons"),
    ("en", "12/NUM years/NOUN", "time"),
    ("en", "12/NUM percent/NOUN", "other"),
]


@pytest.mark.parametrize(("lang", "tagged", "lines"), COUNTED)
def test_a_quantity_has_value_unit_and_exactness(lang, tagged, lines):
    assert [str(hit.quantity) for hit in found(tagged, lang)] == lines


@pytest.mark.parametrize(("lang", "tagged"), UNCOUNTED)
def test_what_counts_nothing_is_no_quantity(lang, tagged):
    assert found(tagged, lang) == ()


@pytest.mark.parametrize(("lang", "tagged", "kind"), KINDS)
def test_the_unit_gives_the_kind(lang, tagged, kind):
    (hit,) = found(tagged, lang)
    assert hit.quantity.kind == kind


def test_a_part_names_its_whole_and_a_list_goes_on():
    tagged = "100/NUM Tote/NOUN ,/PUNCT darunter/ADV drei/NUM Kinder/NOUN und/CCONJ zwei/NUM Frauen/NOUN"
    assert [hit.quantity.part_of for hit in found(tagged, "de")] == [None, 0, 0]
    tagged = "100/NUM dead/NOUN ,/PUNCT including/VERB at/ADP least/ADJ three/NUM children/NOUN"
    assert [hit.quantity.part_of for hit in found(tagged, "en")] == [None, 0]


def test_two_quantities_side_by_side_are_no_parts():
    tagged = "100/NUM Tote/NOUN und/CCONJ zwei/NUM Verletzte/NOUN"
    assert [hit.quantity.part_of for hit in found(tagged, "de")] == [None, None]


def test_a_vague_quantity_has_no_upper_end():
    (hit,) = found("Hunderte/NOUN Menschen/NOUN", "de")
    assert (hit.quantity.low, hit.quantity.high, hit.quantity.exactness) == (100, None, "vague")


def test_head_and_unit_are_tokens_and_the_span_holds_the_grading_words():
    (hit,) = found("mit/ADP rund/ADV 12.000/NUM eigenen/ADJ Soldaten/NOUN", "de")
    assert (hit.head, hit.unit, hit.quantity.span.text) == (2, 4, "rund 12.000")


ENDLESS = [
    ("de", f"{'9' * 309}/NUM Soldaten/NOUN"),
    ("de", f"{'9' * 305}/NUM Milliarden/NOUN Euro/NOUN"),
    ("en", f"{'9' * 400}/NUM to/PART {'9' * 401}/NUM soldiers/NOUN"),
]


@pytest.mark.parametrize(("lang", "tagged"), ENDLESS)
def test_a_number_with_more_digits_than_a_number_can_have_is_unknown(lang, tagged):
    for hit in found(tagged, lang):
        assert (hit.quantity.low, hit.quantity.high) == (None, None)
    assert found(tagged, lang)
