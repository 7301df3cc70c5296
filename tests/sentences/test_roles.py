"""The role layer on made-up log-probabilities."""

import numpy as np
import pytest

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.features import Tagged
from lagebild.sentences.grammar import grammar_of
from lagebild.sentences.roles import relations_of

LABELS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl:arg",
    "obl",
    "det",
    "root",
    "aux:pass",
    "case",
    "punct",
    "compound:prt",
)
FINITE = {"VerbForm": "Fin", "Number": "Sing"}


def relations(words, lang="de"):
    """`words` are (form, upos, feats, head, {label: probability}), or the same with a lemma after the form."""
    words = [word if len(word) == 6 else (word[0], word[0].lower(), *word[1:]) for word in words]
    table = np.full((len(words), len(LABELS)), -12.0, np.float32)
    for i, (*_, likely) in enumerate(words):
        for label, probability in likely.items():
            table[i, LABELS.index(label)] = np.log(probability)
    forms, lemmas, upos, feats, heads, _ = zip(*words, strict=True)
    tagged = [Tagged(form, lemma, "", "") for form, lemma in zip(forms, lemmas, strict=True)]
    return relations_of(tagged, Analysis(heads, table, upos, feats), LABELS, grammar_of(lang))


def test_a_nominative_determiner_makes_the_subject_and_an_accusative_one_the_object():
    got = relations(
        [
            ("Den", "DET", {}, 1, {"det": 0.9}),
            ("Minister", "NOUN", {"Number": "Sing"}, 2, {"nsubj": 0.6, "obj": 0.4}),
            ("lobt", "VERB", FINITE, -1, {"root": 1.0}),
            ("man", "PRON", {"Number": "Sing"}, 2, {"obj": 0.6, "nsubj": 0.4}),
        ]
    )
    assert (got[1], got[3]) == ("obj", "nsubj")


def test_a_verb_has_one_subject():
    got = relations(
        [
            ("Nordkorea", "PROPN", {"Number": "Sing"}, 1, {"nsubj": 0.55, "obj": 0.45}),
            ("entsendet", "VERB", FINITE, -1, {"root": 1.0}),
            ("Truppen", "NOUN", {"Number": "Plur"}, 1, {"nsubj": 0.5, "obj": 0.5}),
        ]
    )
    assert got == ("nsubj", "root", "obj")


def test_a_finite_clause_wants_a_subject():
    got = relations(
        [
            ("Nordkorea", "PROPN", {"Number": "Sing"}, 1, {"obj": 0.7, "nsubj": 0.3}),
            ("entsendet", "VERB", FINITE, -1, {"root": 1.0}),
        ]
    )
    assert got[0] == "nsubj"


def test_the_subject_agrees_with_the_verb_in_number():
    got = relations(
        [
            ("Beobachter", "NOUN", {"Number": "Plur"}, 1, {"nsubj": 0.45, "obj": 0.55}),
            ("sehen", "VERB", {"VerbForm": "Fin", "Number": "Plur"}, -1, {"root": 1.0}),
            ("Hilfe", "NOUN", {"Number": "Sing"}, 1, {"nsubj": 0.55, "obj": 0.45}),
        ]
    )
    assert (got[0], got[2]) == ("nsubj", "obj")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_subject_of_a_passive_is_passive(lang):
    got = relations(
        [
            ("Soldaten", "NOUN", {"Number": "Plur"}, 2, {"nsubj": 0.7, "nsubj:pass": 0.3}),
            ("wurden", "AUX", {"VerbForm": "Fin", "Number": "Plur"}, 2, {"aux:pass": 1.0}),
            ("entsendet", "VERB", {"VerbForm": "Part"}, -1, {"root": 1.0}),
        ],
        lang,
    )
    assert got[0] == "nsubj:pass"


def test_whom_one_threatens_is_a_dative():
    got = relations(
        [
            ("China", "PROPN", {"Number": "Sing"}, 1, {"nsubj": 0.9}),
            ("droht", "drohen", "VERB", FINITE, -1, {"root": 1.0}),
            ("Taiwan", "PROPN", {"Number": "Sing"}, 1, {"obj": 0.7, "obl:arg": 0.1}),
        ]
    )
    assert got == ("nsubj", "root", "obl:arg")


def test_what_is_said_is_not_who_says_it():
    got = relations(
        [
            ("Das", "PRON", {"Number": "Sing"}, 1, {"nsubj": 0.7, "obj": 0.3}),
            ("teilte", "teilen", "VERB", FINITE, -1, {"root": 1.0}),
            ("das", "DET", {}, 3, {"det": 1.0}),
            ("Ministerium", "NOUN", {"Number": "Sing"}, 1, {"obj": 0.6, "nsubj": 0.4}),
            ("mit", "ADP", {}, 1, {"compound:prt": 1.0}),
        ]
    )
    assert (got[0], got[3]) == ("obj", "nsubj")


def test_what_is_said_is_the_subject_of_a_passive():
    got = relations(
        [
            ("Das", "PRON", {"Number": "Sing"}, 2, {"nsubj": 0.7, "obj": 0.3}),
            ("wurde", "werden", "AUX", FINITE, 2, {"aux:pass": 1.0}),
            ("mitgeteilt", "mitteilen", "VERB", {"VerbForm": "Part"}, -1, {"root": 1.0}),
        ]
    )
    assert got[0] == "nsubj:pass"


@pytest.mark.parametrize(
    ("verb", "noun", "subject"),
    [
        ("verließen", "Familien", 2),
        ("verließ", "Familien", 0),
        ("sind", "Familien", 2),
        ("verließen", "Kämpfer", 2),
    ],
)
def test_the_form_of_the_verb_tells_its_number_whatever_the_network_says(verb, noun, subject):
    got = relations(
        [
            ("Stadt", "PROPN", {"Number": "Sing"}, 1, {"nsubj": 0.7, "obj": 0.3}),
            (verb, "VERB", FINITE, -1, {"root": 1.0}),
            (noun, "NOUN", {"Number": "Plur"}, 1, {"nsubj": 0.3, "obj": 0.7}),
        ]
    )
    assert got[subject] == "nsubj"


def test_a_dative_is_never_the_subject_however_sure_the_network_is():
    got = relations(
        [
            ("dem", "PRON", {"Number": "Sing"}, 2, {"nsubj": 0.97, "obl:arg": 0.03}),
            ("Justiz", "PROPN", {"Number": "Sing"}, 2, {"obj": 0.8, "nsubj": 0.2}),
            ("vorwirft", "VERB", FINITE, -1, {"root": 1.0}),
        ]
    )
    assert got[:2] == ("obl:arg", "nsubj")


def test_a_form_that_does_not_tell_number_says_nothing_of_it():
    got = relations(
        [
            ("tractors", "NOUN", {"Number": "Plur"}, 1, {"nsubj": 0.9, "obl": 0.1}),
            ("blocked", "VERB", FINITE, -1, {"root": 1.0}),
        ],
        "en",
    )
    assert got[0] == "nsubj"
