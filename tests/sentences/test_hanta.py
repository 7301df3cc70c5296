"""HanTa, started in half the time."""

import importlib

import pytest

from lagebild.sentences.hanta import states_before, tagger_of

MODELS = ("morphmodel_ger.pgz", "morphmodel_en.pgz")


@pytest.mark.parametrize("model", MODELS)
def test_the_states_before_a_final_state_are_those_that_hanta_finds_itself(model):
    own = importlib.import_module("HanTa.HanoverTagger").HanoverTagger(model)
    assert tagger_of(model).reachability == own.reachability


def test_a_state_leads_to_an_end_over_others_and_in_circles():
    follow = {(0, 1): {2: 0.0}, (1, 2): {1: 0.0, -9: 0.0}, (1, 3): {-8: 0.0}}
    assert states_before(follow, [-9, -8, -7]) == {-9: {1, 2}, -8: {3}, -7: set()}
