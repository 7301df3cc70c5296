"""Rows instead of padding: what the network says of a sentence has nothing to do with its neighbours."""

import numpy as np
import pytest

from lagebild.sentences.features import Tagged
from lagebild.sentences.network import TOGETHER, layout_of
from lagebild.sentences.parser import TrainedParser

WORDS = [Tagged(word, word.lower(), "NN", word.lower()) for word in "Der Minister kam , sah und ging".split()]


@pytest.fixture(scope="module")
def analyser():
    return TrainedParser("de")._analyser


@pytest.mark.parametrize("lengths", [(1,), (7,), (7, 7), (7, 3, 2, 2, 1), (5, 4, 3, 2, 1, 1, 1, 1, 1)])
def test_every_word_has_a_row_of_its_own_and_the_mirror_turns_sentences_round(lengths):
    layout = layout_of(lengths)
    taken = np.concatenate(layout.rows)
    assert [len(rows) for rows in layout.rows] == list(lengths)
    assert len(set(taken.tolist())) == sum(lengths)
    assert max(taken) < sum(layout.going_on) == len(layout.mirror)
    assert all((layout.mirror[rows] == rows[::-1]).all() for rows in layout.rows)
    assert list(layout.going_on) == sorted(layout.going_on, reverse=True)
    assert all(count % TOGETHER == 0 or count == len(lengths) for count in layout.going_on)


def test_a_sentence_is_analysed_alike_alone_and_in_company(analyser):
    company = [WORDS[:2], WORDS, WORDS[3:], WORDS[:1], [*WORDS, *WORDS], WORDS[1:4]]
    together = analyser.analyse(company)
    for words, got in zip(company, together, strict=True):
        (alone,) = analyser.analyse([words])
        assert (got.heads, got.upos, got.feats) == (alone.heads, alone.upos, alone.feats)
        assert got.relations == pytest.approx(alone.relations, abs=1e-3)


def test_what_hangs_on_the_root_is_the_root_and_nothing_else_is(analyser):
    (analysis,) = analyser.analyse([WORDS])
    labels = [analyser.weights.labels[k] for k in analysis.relations.argmax(-1)]
    assert [label == "root" for label in labels] == [head < 0 for head in analysis.heads]
    assert "dep" not in labels


def test_no_sentences_no_analyses(analyser):
    assert analyser.analyse([]) == []
