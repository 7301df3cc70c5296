from typing import get_args

import pytest

from lagebild import model
from lagebild.errors import UnknownLanguage
from lagebild.ontology import load_ontology
from lagebild.stories import load_rules
from lagebild.stories.records import ReasonKey
from lagebild.views.labels import interface_languages, labels_for, labels_of, missing_labels
from lagebild.views.tally import GROUPS, STANDINGS

CLOSED = {
    "certainty": get_args(model.Certainty),
    "certainty_meaning": get_args(model.Certainty),
    "time": get_args(model.Time),
    "commitment": get_args(model.Commitment),
    "evidence_mode": get_args(model.EvidenceMode),
    "polarity": get_args(model.Polarity),
    "source_kind": get_args(model.SourceKind),
    "cite_mode": get_args(model.CiteMode),
    "distance": get_args(model.Distance),
    "stance": get_args(model.StanceKind),
    "stance_by": get_args(model.StanceKind),
    "standing": STANDINGS,
    "standing_meaning": STANDINGS,
    "source_group": GROUPS,
    "reason": get_args(ReasonKey),
    "evidence": set(load_rules().weights) - {"threshold"},
}


def test_every_language_has_the_same_labels():
    assert missing_labels() == []


@pytest.mark.parametrize("lang", interface_languages())
@pytest.mark.parametrize("section", CLOSED)
def test_every_grade_of_the_model_has_a_word(lang, section):
    assert set(CLOSED[section]) <= set(labels_of(lang).table[section])


@pytest.mark.parametrize("lang", interface_languages())
def test_every_type_mode_and_context_of_the_ontology_has_a_word(lang):
    ontology, labels = load_ontology(), labels_of(lang).table
    assert set(ontology.types) <= set(labels["types"])
    assert {mode for kind in ontology.types.values() for mode in kind.modes} <= set(labels["modes"])
    assert ontology.contexts <= set(labels["contexts"])


def test_exactly_one_language_is_the_default():
    assert sum(bool(labels_of(lang).table["default"]) for lang in interface_languages()) == 1


@pytest.mark.parametrize(
    ("wishes", "lang"),
    [
        (("de",), "de"),
        ((None, "de_DE.UTF-8"), "de"),
        (("C.UTF-8", "de"), "de"),
        (("fr", "POSIX"), "en"),
        ((), "en"),
        (("en", "de"), "en"),
    ],
)
def test_the_first_wish_that_the_interface_speaks_is_heard(wishes, lang):
    assert labels_for(*wishes).lang == lang


def test_a_language_without_labels_is_an_error_that_names_those_with():
    with pytest.raises(UnknownLanguage, match="there are de, en"):
        labels_of("xx")


@pytest.mark.parametrize(
    ("lang", "value", "text"),
    [
        ("de", 12000, "12.000"),
        ("en", 12000, "12,000"),
        ("de", 2.5, "2,5"),
        ("en", 1234567.25, "1,234,567.25"),
        ("de", 0.0, "0"),
        ("de", None, ""),
    ],
)
def test_numbers_have_the_separators_of_the_language(lang, value, text):
    assert labels_of(lang).number(value) == text


@pytest.mark.parametrize(
    ("lang", "first", "last", "text"),
    [
        ("de", "2024-10-08", "2024-10-08", "8. Oktober 2024"),
        ("de", "2024-10-08", "2024-10-13", "8. Oktober 2024 bis 13. Oktober 2024"),
        ("en", "2024-10-08", None, "8 October 2024"),
        ("en", None, None, ""),
        ("en", "last week", None, "last week"),
    ],
)
def test_days_are_written_as_the_language_writes_them(lang, first, last, text):
    assert labels_of(lang).days(first, last) == text


def test_a_word_that_the_labels_do_not_know_is_shown_as_it_is():
    assert labels_of("de").word("modes", "laser_beam") == "laser beam"


@pytest.mark.parametrize(
    ("means", "words"),
    [
        ("future", "künftig"),
        ("future, distanced", "künftig, mit Abstand wiedergegeben"),
        ("denies", "bestreitet"),
        ("time=future", "künftig"),
        ("time=conditional", "bedingt"),
        ("evidence=reported", "einer Quelle nachgesagt"),
        ("commitment=denied, evidence=distanced", "bestritten, mit Abstand wiedergegeben"),
        ("unheard_of", "unheard of"),
    ],
)
def test_what_a_cue_suggests_is_told_in_words(means, words):
    assert labels_of("de").grade(means) == words


def test_one_is_counted_differently_from_many():
    labels = labels_of("de")
    assert [labels.count("claims", n) for n in (0, 1, 2)] == ["0 Angaben", "1 Angabe", "2 Angaben"]
