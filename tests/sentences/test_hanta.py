"""HanTa, started in half the time."""

import importlib
import re
import sys

import pytest

from benchmarks.bench import REPORTS
from lagebild import loading
from lagebild.documents import documents_in
from lagebild.sentences.hanta import UNLIKELY, states_before, tagger_of

MODELS = ("morphmodel_ger.pgz", "morphmodel_en.pgz")


@pytest.mark.parametrize("model", MODELS)
def test_the_states_before_a_final_state_are_those_that_hanta_finds_itself(model):
    own = importlib.import_module("HanTa.HanoverTagger").HanoverTagger(model)
    assert tagger_of(model).reachability == own.reachability


@pytest.mark.parametrize("model", MODELS)
def test_a_model_that_was_kept_is_the_one_that_hanta_opens(model, tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "__file__", str(tmp_path / "loading.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    own = importlib.import_module("HanTa.HanoverTagger").HanoverTagger(model)
    _, again = tagger_of(model), tagger_of(model)
    assert list(tmp_path.rglob("*.kept"))
    assert again.cache == own.cache and again.LP_trans == own.LP_trans and again.stemdict == own.stemdict
    for tags, found in own.LP_trans_word.items():
        assert all(again.LP_trans_word[tags][tag] == p for tag, p in found.items())
    assert set(again.LP_trans_word[-1, -1]) == {UNLIKELY} and (-1, -1) not in again.LP_trans_word
    assert {type(p) for found in again.cache.values() for _, p in found} == {float}
    assert again.strict is own.strict


@pytest.mark.parametrize(("model", "lang"), [(MODELS[0], "de"), (MODELS[1], "en")])
def test_words_have_the_classes_and_the_parts_that_hanta_finds_itself(model, lang):
    own = importlib.import_module("HanTa.HanoverTagger").HanoverTagger(model)
    quick = tagger_of(model)
    for word in _words(lang):
        classes = own.analyze_forward(word)
        assert quick.analyze_forward(word) == classes, word
        for tag, _ in classes[:3]:
            assert quick.analyze_viterbi(word.lower(), -tag) == own.analyze_viterbi(word.lower(), -tag), word


def _words(lang: str) -> list[str]:
    """Those of a report, without and with letters that make them new, and what is no word."""
    text = next(d.text for d in documents_in(REPORTS) if d.lang == lang)
    known = sorted(set(re.findall(r"\w+", text)))[::3]
    return [
        *known,
        *(f"{word}ungs{word}" for word in known[::5]),
        "x",
        "ß",
        "3.",
        "1.000",
        "'s",
        "äöü" * 12,
        "?!",
    ]


def test_a_state_leads_to_an_end_over_others_and_in_circles():
    follow = {(0, 1): {2: 0.0}, (1, 2): {1: 0.0, -9: 0.0}, (1, 3): {-8: 0.0}}
    assert states_before(follow, [-9, -8, -7]) == {-9: {1, 2}, -8: {3}, -7: set()}
