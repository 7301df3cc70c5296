"""The learned decider: a linear model over what is seen of a candidate."""

import pytest

from lagebild.claims import claims_of, knowledge_of
from lagebild.claims.decider import SLOTS, Decider, decided, decider_of, slot_of
from lagebild.claims.scene import scene_of
from lagebild.claims.triggers import hits_in
from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import read_examples

TEXT = "Kyiv accused Moscow of abducting children."


@pytest.fixture
def scene():
    example = next(example for example in read_examples("en") if example.text == TEXT)
    return scene_of(example.sentences[0], TEXT, knowledge_of("en"), None)


def weighing(trait, weight):
    weights = [0.0] * SLOTS
    weights[slot_of(trait)] = weight
    return weights


def test_what_speaks_for_an_event_makes_it_likelier():
    decider = Decider(weighing("root", 2.0), 0.0, 2.0)
    assert decider.probability(["root"]) > decider.probability([]) == 0.5


def test_without_a_decider_the_rules_have_it(scene):
    hits = hits_in(scene)
    assert decided(scene, hits, None) == hits


def test_what_is_very_unlikely_is_dropped(scene):
    assert decided(scene, hits_in(scene), Decider(weighing("fired ", -9.0), 0.1, 2.0)) == ()


def test_a_word_of_the_lexicon_whose_conditions_fail_can_be_taken_and_says_why(scene):
    taken = decided(scene, (), Decider(weighing("fired entry accuse ACCUSE", 9.0), 0.0, 0.9))
    assert taken == ()
    everything = decided(scene, (), Decider(weighing("refused ", 9.0), 0.0, 0.9))
    assert all(hit.likely > 0.9 and hit.because[0] == "refused " for hit in everything)


def test_the_shipped_weights_are_whole():
    decider = decider_of("en")
    assert decider is not None and len(decider.weights) == SLOTS and 0 <= decider.drop < decider.take


def test_it_can_be_switched_off():
    document = document_of(TEXT, Particulars(lang="en"))
    example = next(example for example in read_examples("en") if example.text == TEXT)
    off = claims_of(document, example.sentences, knowledge_of("en", (), False))
    assert off and not any("decider" in key for claim in off for key in claim.evidence)
