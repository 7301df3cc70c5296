"""Rows of word forms: what the tagger and the tables make of them."""

import pytest

from lagebild.sentences.grammar import grammar_of
from lagebild.sentences.morphology import Parsed, feats_of, lemmas_of, with_verb_forms
from lagebild.sentences.tags import LONGEST_WORD, Tagger


@pytest.fixture(scope="module")
def german():
    return Tagger("morphmodel_ger.pgz")


@pytest.fixture(scope="module")
def english():
    return Tagger("morphmodel_en.pgz")


def parsed(tagger, words):
    """`words` are (form, upos, feats, head, deprel)."""
    forms, upos, feats, heads, deprels = zip(*words, strict=True)
    return Parsed(tagger.tag(forms), forms, upos, feats, heads, deprels)


def alone(tagger, form, upos, **feats):
    return parsed(tagger, [(form, upos, feats, -1, "root")])


@pytest.mark.parametrize(
    ("form", "mood"),
    [
        ("habe", "Sub|Tense=Pres"), ("sei", "Sub|Tense=Pres"), ("seien", "Sub|Tense=Pres"), ("werde", "Sub|Tense=Pres"),
        ("könne", "Sub|Tense=Pres"), ("solle", "Sub|Tense=Pres"), ("gebe", "Sub|Tense=Pres"), ("komme", "Sub|Tense=Pres"),
        ("berichte", "Sub|Tense=Pres"), ("unterstütze", "Sub|Tense=Pres"), ("hätte", "Sub|Tense=Past"),
        ("wäre", "Sub|Tense=Past"), ("würde", "Sub|Tense=Past"), ("könnte", "Sub|Tense=Past"), ("käme", "Sub|Tense=Past"),
        ("kämen", "Sub|Tense=Past"), ("bekäme", "Sub|Tense=Past"), ("gäbe", "Sub|Tense=Past"), ("müssten", "Sub|Tense=Past"),
        ("ginge", "Sub|Tense=Past"), ("brächte", "Sub|Tense=Past"), ("hielte", "Sub|Tense=Past"), ("stünden", "Sub|Tense=Past"),
        ("hatte", "Ind"), ("konnte", "Ind"), ("brachte", "Ind"), ("dachten", "Ind"), ("übernahmen", "Ind"), ("musste", "Ind"), ("wusste", "Ind"),
        ("hat", "Ind"), ("wurde", "Ind"), ("sollte", "Ind"), ("wollten", "Ind"), ("teilte", "Ind"), ("kamen", "Ind"), ("arbeitete", "Ind"),
        ("sollen", "Ind"), ("ging", "Ind"), ("trägt", "Ind"),
    ],
)  # fmt: skip
def test_reported_mood_is_decided_by_the_verb_form(german, form, mood):
    (feats,) = feats_of(alone(german, form, "VERB", VerbForm="Fin", Mood="Ind"), german, grammar_of("de"))
    assert f"Mood={mood}" in feats


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ("liefert", "Pres"), ("lieferte", "Past"), ("rücken", "Pres"), ("rückten", "Past"), ("arbeitet", "Pres"), ("arbeitete", "Past"),
        ("wirft", "Pres"), ("warfen", "Past"), ("gingen", "Past"), ("hatte", "Past"), ("verlässt", "Pres"),
    ],
)  # fmt: skip
def test_tense_is_decided_by_the_ending_where_it_tells(german, form, tense):
    (feats,) = feats_of(
        alone(german, form, "VERB", VerbForm="Fin", Mood="Ind", Tense="?"), german, grammar_of("de")
    )
    assert f"Tense={tense}" in feats


def test_a_first_person_reports_nothing(german):
    words = [
        ("Ich", "PRON", {}, 1, "nsubj"),
        ("habe", "VERB", {"VerbForm": "Fin", "Mood": "Ind"}, -1, "root"),
    ]
    assert "Mood=Ind" in feats_of(parsed(german, words), german, grammar_of("de"))[1]


@pytest.mark.parametrize(
    ("form", "upos", "feats", "lemma"),
    [
        ("entsendet", "VERB", {"VerbForm": "Part"}, "entsenden"), ("gesichtet", "VERB", {"VerbForm": "Part"}, "sichten"),
        ("einzustellen", "VERB", {"VerbForm": "Inf"}, "einstellen"), ("vorgeworfen", "VERB", {"VerbForm": "Part"}, "vorwerfen"),
        ("warf", "VERB", {"VerbForm": "Fin"}, "werfen"), ("Soldaten", "NOUN", {}, "Soldat"), ("wurden", "AUX", {"VerbForm": "Fin"}, "werden"),
        ("Nordkoreas", "PROPN", {"Case": "Gen"}, "Nordkorea"), ("NATO", "PROPN", {}, "NATO"), ("Ukraine-Krieg", "NOUN", {}, "Ukraine-Krieg"),
        ("Einfluss", "NOUN", {}, "Einfluss"), ("Schüsse", "NOUN", {}, "Schuss"), ("Paris", "PROPN", {"Case": "Dat"}, "Paris"), ("Südkamerun", "PROPN", {}, "Südkamerun"),
    ],
)  # fmt: skip
def test_german_lemmas_are_those_of_the_dictionary(german, form, upos, feats, lemma):
    assert lemmas_of(alone(german, form, upos, **feats), german, grammar_of("de")) == (lemma,)


@pytest.mark.parametrize(
    ("form", "upos", "feats", "lemma"),
    [
        ("said", "VERB", {"VerbForm": "Fin"}, "say"), ("struck", "VERB", {"VerbForm": "Fin"}, "strike"), ("met", "VERB", {"VerbForm": "Part"}, "meet"),
        ("led", "VERB", {"VerbForm": "Part"}, "lead"), ("men", "NOUN", {}, "man"), ("sent", "VERB", {"VerbForm": "Fin"}, "send"),
        ("fighting", "VERB", {"VerbForm": "Ger"}, "fight"), ("States", "PROPN", {}, "States"), ("would", "AUX", {"VerbForm": "Fin"}, "would"),
        ("killed", "VERB", {"VerbForm": "Part"}, "kill"), ("troops", "NOUN", {}, "troops"), ("attacks", "NOUN", {}, "attack"),
        ("fled", "VERB", {"VerbForm": "Fin"}, "flee"), ("shot", "VERB", {"VerbForm": "Part"}, "shoot"),
    ],
)  # fmt: skip
def test_english_lemmas_are_those_of_the_dictionary(english, form, upos, feats, lemma):
    assert lemmas_of(alone(english, form, upos, **feats), english, grammar_of("en")) == (lemma,)


def test_a_separated_particle_is_joined_to_its_verb(german):
    words = [
        ("wirft", "VERB", {"VerbForm": "Fin"}, -1, "root"),
        ("ihm", "PRON", {}, 0, "obl:arg"),
        ("Verrat", "NOUN", {}, 0, "obj"),
        ("vor", "ADP", {}, 0, "compound:prt"),
    ]
    assert lemmas_of(parsed(german, words), german, grammar_of("de")) == ("vorwerfen", "er", "Verrat", "vor")


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("entführten", "entführen"),
        ("abgezogenen", "abziehen"),
        ("drohende", "drohen"),
        ("geplante", "planen"),
    ],
)
def test_an_attributive_participle_tells_its_verb(german, form, verb):
    words = [(form, "ADJ", {}, 1, "amod"), ("Soldaten", "NOUN", {}, -1, "root")]
    assert f"VerbLemma={verb}" in feats_of(parsed(german, words), german, grammar_of("de"))[0]


def test_an_adjective_in_a_name_has_no_verb(english):
    words = [
        ("The", "DET", {}, 2, "det"),
        ("United", "ADJ", {}, 2, "amod"),
        ("Nations", "PROPN", {}, -1, "root"),
    ]
    assert "VerbLemma" not in feats_of(parsed(english, words), english, grammar_of("en"))[1]


def test_a_participle_before_a_noun_is_an_adjective(german):
    words = [("unterstützte", "VERB", {"VerbForm": "Fin"}, 1, "amod"), ("Miliz", "NOUN", {}, -1, "root")]
    mended = with_verb_forms(parsed(german, words), german, grammar_of("de"))
    assert mended.upos[0] == "ADJ"
    assert feats_of(mended, german, grammar_of("de"))[0] == "VerbForm=Part|VerbLemma=unterstützen"


def test_a_plain_adjective_has_no_verb(german):
    for form in ("mutmaßlichen", "bekannte", "russischen", "neue"):
        words = [(form, "ADJ", {}, 1, "amod"), ("Soldaten", "NOUN", {}, -1, "root")]
        assert "VerbLemma" not in feats_of(parsed(german, words), german, grammar_of("de"))[0]


def test_a_passive_verb_says_so(german):
    words = [
        ("wurde", "AUX", {"VerbForm": "Fin"}, 1, "aux:pass"),
        ("entsendet", "VERB", {"VerbForm": "Part"}, -1, "root"),
    ]
    assert "Voice=Pass" in feats_of(parsed(german, words), german, grammar_of("de"))[1]


def test_a_word_of_any_length_gets_a_tag(german):
    (tagged,) = german.tag(["ä" * 10 * LONGEST_WORD])
    assert tagged.lemma == tagged.form


def test_tags_are_the_same_whatever_was_tagged_before(german):
    words = "Der Dienst meldete , Nordkorea habe Truppen entsandt .".split()
    assert german.tag(words) == Tagger("morphmodel_ger.pgz").tag(words)


def test_a_noun_is_not_looked_up_as_the_adjective_that_it_is_not(german, monkeypatch):
    words = alone(german, "Hafenmeisterei", "NOUN")
    asked = []
    monkeypatch.setattr(german, "_analysis", lambda word, tag: asked.append((word, tag)))
    assert feats_of(words, german, grammar_of("de")) == ("",) and not asked
