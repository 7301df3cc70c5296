import numpy as np
import pytest

from lagebild.sentences.analysis import Analysis
from lagebild.sentences.parts import (
    with_brackets,
    with_insertions,
    with_parts,
    with_postpositions,
    with_second_verbs,
)

OPENERS = frozenset({"darunter"})
FORMS = "Soldaten kamen an , darunter auch Eliteeinheiten .".split()
UPOS = ("NOUN", "VERB", "ADP", "PUNCT", "ADV", "ADV", "NOUN", "PUNCT")
HEADS = (1, -1, 1, 6, 6, 6, 1, 1)
RELATIONS = ("nsubj", "root", "compound:prt", "punct", "advmod", "advmod", "nsubj", "punct")


def test_a_part_is_an_apposition_of_its_whole():
    heads, relations = with_parts(FORMS, UPOS, HEADS, RELATIONS, OPENERS)
    assert (heads[6], relations[6]) == (0, "appos")
    assert [heads[i] for i in range(8) if i != 6] == [HEADS[i] for i in range(8) if i != 6]


def test_without_a_whole_the_tree_stays():
    relations = ("obl", *RELATIONS[1:])
    assert with_parts(FORMS, UPOS, HEADS, relations, OPENERS) == (HEADS, relations)


def analysed(heads, upos):
    return Analysis(heads, np.zeros((len(heads), 2), np.float32), upos, ({},) * len(heads))


def test_a_postposition_belongs_to_the_noun_before_it():
    forms = "Angaben zufolge starben 35 Menschen .".split()
    before = analysed((2, 4, -1, 4, 2, 2), ("NOUN", "ADP", "VERB", "NUM", "NOUN", "PUNCT"))
    after = with_postpositions(forms, before, ("nsubj", "obl"), frozenset({"zufolge"}))
    assert after.heads == (2, 0, -1, 4, 2, 2)
    assert [int(row.argmax()) for row in after.relations[[0, 4]]] == [1, 0]


def test_a_preposition_stays_where_it_is():
    before = analysed((-1, 3, 3, 0), ("VERB", "ADP", "DET", "NOUN"))
    forms = "Bericht zufolge der Angaben".split()
    assert with_postpositions(forms, before, ("nsubj", "obl"), frozenset({"zufolge"})).heads == before.heads


# Das Abkommen werde, sagte der Minister, bald unterzeichnet.
INSERTED = "Abkommen werde , sagte Minister , unterzeichnet".split()
INSERTED_UPOS = ("NOUN", "AUX", "PUNCT", "VERB", "NOUN", "PUNCT", "VERB")
INSERTED_HEADS = (3, 6, 3, -1, 3, 3, 3)
INSERTED_RELATIONS = ("nsubj", "aux:pass", "punct", "root", "nsubj", "punct", "ccomp")


def test_what_stands_before_an_inserted_report_belongs_to_what_is_said():
    heads, relations = with_insertions(
        INSERTED, INSERTED_UPOS, INSERTED_HEADS, INSERTED_RELATIONS, frozenset()
    )
    assert (heads[0], relations[0]) == (6, "nsubj:pass")
    assert (heads[1:], relations[1:]) == (INSERTED_HEADS[1:], INSERTED_RELATIONS[1:])


@pytest.mark.parametrize(
    ("sayer", "said"),
    [("obj", "ccomp"), ("nsubj", "obl")],
    ids=["nobody else says it", "nothing is said"],
)
def test_a_verb_after_a_comma_keeps_its_only_subject(sayer, said):
    relations = (*INSERTED_RELATIONS[:4], sayer, "punct", said)
    got = with_insertions(INSERTED, INSERTED_UPOS, INSERTED_HEADS, relations, frozenset())
    assert got == (INSERTED_HEADS, relations)


@pytest.mark.parametrize(
    ("heads", "closing"),
    [((-1, 2, 0, 0), 2), ((-1, 3, 0, 0), 0), ((1, -1, 1, 0), 0)],
    ids=["as the opening one", "never on itself", "never the root"],
)
def test_a_closing_bracket_hangs_where_its_opening_one_does(heads, closing):
    relations = tuple("root" if head < 0 else "punct" for head in heads)
    assert with_brackets(["Sturm", "(", "Orkan", ")"], heads, relations)[3] == closing


# Ein Sprecher bestätigte es, nannte aber keine Opfer.
FINITE = ({}, {"VerbForm": "Fin"}, {}, {"VerbForm": "Fin"}, {})


@pytest.mark.parametrize(
    ("object_of_second", "heads", "second"),
    [("obj", (1, -1, 3, 1, 3), "conj"), ("nsubj", (1, 3, 3, -1, 3), "root")],
    ids=["nobody new: goes on", "somebody: reports"],
)
def test_a_second_verb_without_a_subject_reports_nothing(object_of_second, heads, second):
    got = with_second_verbs(
        ("NOUN", "VERB", "PUNCT", "VERB", "NOUN"),
        FINITE,
        (1, 3, 3, -1, 3),
        ("nsubj", "ccomp", "punct", "root", object_of_second),
    )
    assert (got[0], got[1][3]) == (heads, second)
