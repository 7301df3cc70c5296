"""The learned decider: a linear model over what is seen of a word whose frames all but hold."""

import pytest

from lagebild.claims import claims_of, knowledge_of
from lagebild.claims.decider import SLOTS, Decider, candidates_in, decided, decider_of, slot_of
from lagebild.claims.nearness import SAME, likeness, nearest
from lagebild.claims.scene_making import scene_of
from lagebild.claims.traits import traits_of
from lagebild.claims.triggers import hits_in
from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import read_examples

TEXT = "Kyiv accused Moscow of abducting children."


def scene_for(text):
    example = next(example for example in read_examples("en") if example.text == text)
    return scene_of(example.sentences[0], text, knowledge_of("en"), None)


@pytest.fixture
def scene():
    return scene_for(TEXT)


def weighing(trait, weight):
    weights = [0.0] * SLOTS
    weights[slot_of(trait)] = weight
    return weights


def test_what_speaks_for_an_event_makes_it_likelier():
    decider = Decider(weighing("political True", 2.0), 0.9)
    assert decider.probability(["political True"]) > decider.probability([]) == 0.5


def test_without_a_decider_the_rules_have_it(scene):
    hits = hits_in(scene)
    assert decided(scene, hits, None) == hits


def test_what_fired_stays_and_a_word_whose_frames_all_but_hold_can_be_taken_and_says_why(scene):
    hits = hits_in(scene)
    assert decided(scene, hits, Decider(weighing("", -9.0), 0.9)) == hits
    taken = [hit for hit in decided(scene, hits, Decider(weighing("", 9.0), 0.9)) if hit not in hits]
    assert {hit.token for hit in taken} == {i for i, _ in candidates_in(scene, hits)}
    assert all(hit.likely > 0.9 and hit.because[0] == "" for hit in taken)


def test_of_two_frames_that_fail_the_one_that_lacks_less_is_nearest():
    know = knowledge_of("en")
    scenes = (scene_for(example.text) for example in read_examples("en"))
    found = next(near for scene in scenes for i, near in candidates_in(scene, ()) if near.lacks)
    assert found.cost == min(found.cost, 1.2) and know.pack.frames[found.frame.lemma]
    assert nearest(scene_for(TEXT), 0, ()) is None


def test_words_of_like_use_are_near_and_others_far():
    cluster = knowledge_of("en").cluster
    asked = frozenset({cluster("missile"), cluster("prison")})
    assert likeness(cluster("rocket"), asked) == likeness(cluster("jail"), asked) == SAME
    assert likeness(cluster("cake"), asked) < SAME
    assert likeness(0, asked) == 0


def test_a_candidate_tells_its_type(scene):
    candidates = list(candidates_in(scene, ()))
    assert candidates
    for i, near in candidates:
        traits = traits_of(scene, i, near)
        assert "" in traits and near.frame.type in traits


def test_the_shipped_weights_are_whole():
    decider = decider_of("en")
    assert decider is not None and len(decider.weights) == SLOTS and 0 < decider.take < 1


def test_it_can_be_switched_off():
    document = document_of(TEXT, Particulars(lang="en"))
    example = next(example for example in read_examples("en") if example.text == TEXT)
    off = claims_of(document, example.sentences, knowledge_of("en", (), False))
    assert off and not any("decider" in key for claim in off for key in claim.evidence)
