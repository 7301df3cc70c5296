"""The learned decider: a linear model over what is seen of a word whose frames all but hold."""

import pytest

from lagebild.claims import claims_of, knowledge_of
from lagebild.claims.asked import wanted
from lagebild.claims.decider import BIAS, Decider, _says_nothing, candidates_in, decided, shipped_decider
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.nearness import SAME, Lack, likeness, nearest
from lagebild.claims.passage import _with_triggers
from lagebild.claims.scene_making import scene_of
from lagebild.claims.traits import traits_of
from lagebild.claims.triggers import hits_in
from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import read_examples
from lagebild.languages import Condition, check_pack, load_pack

TEXT = "Kyiv accused Moscow of abducting children."


def scene_for(text):
    example = next(example for example in read_examples("en") if example.text == text)
    return scene_of(example.sentences[0], text, knowledge_of("en"), None)


@pytest.fixture
def scene():
    return scene_for(TEXT)


def test_what_speaks_for_an_event_makes_it_likelier():
    decider = Decider({"political True": 2.0}, 0.9)
    assert decider.probability(["political True"]) > decider.probability([]) == 0.5


def test_without_a_decider_the_rules_have_it(scene):
    hits = hits_in(scene)
    assert decided(scene, hits, None) == hits


def test_what_fired_stays_and_a_word_whose_frames_all_but_hold_can_be_taken_and_says_why(scene):
    hits = hits_in(scene)
    assert decided(scene, hits, Decider({BIAS: -9.0}, 0.9)) == hits
    taken = [hit for hit in decided(scene, hits, Decider({BIAS: 9.0}, 0.9)) if hit not in hits]
    assert {hit.token for hit in taken} <= {i for i, _ in candidates_in(scene, hits)}
    assert all(hit.likely > 0.9 and hit.because for hit in taken)


def test_what_the_sentences_around_tell_counts(scene):
    decider = Decider({BIAS: -9.0, "triggers nearby 2": 18.0}, 0.9)
    assert decided(scene, (), decider, nearby=0) == ()
    assert decided(scene, (), decider, nearby=2)


def test_where_nothing_else_is_told_and_where_nothing_is_said_none_is_taken(scene):
    decider = Decider({BIAS: 9.0}, 0.9)
    assert decided(scene, (), decider, nearby=0) == ()
    said = [near for _, near in candidates_in(scene, ()) if near.lacks]
    lacking = [near._replace(lacks=(Lack("xcomp", "empty", None),)) for near in said]
    told = [_says_nothing(scene, near) for near in lacking]
    assert told == [scene.know.ontology.types[near.frame.type].speech_act for near in lacking]


def test_a_claim_of_responsibility_stays_one():
    text = "Der IS bekannte sich zu dem Anschlag auf die Moschee in Kabul."
    example = next(example for example in read_examples("de") if example.text == text)
    scene = scene_of(example.sentences[0], text, knowledge_of("de"), None)
    taken = decided(scene, hits_in(scene), Decider({BIAS: 9.0}, 0.9))
    assert hits_in(scene) and "bekennen" not in {scene.tree.lemma(hit.token) for hit in taken}


def test_the_triggers_of_two_sentences_before_and_behind_are_counted(monkeypatch):
    seen = []
    monkeypatch.setattr("lagebild.claims.passage.hits_in", lambda scene: ("hit",) * scene)
    monkeypatch.setattr(
        "lagebild.claims.passage.with_decided", lambda scene, hits, nearby: seen.append(nearby) or hits
    )
    assert [scene for scene, _ in _with_triggers([1, 2, 3, 4, 5])] == [1, 2, 3, 4, 5]
    assert seen == [5, 8, 12, 10, 7]


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


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_entries_ask_for_is_counted_by_type_kept_or_not(lang):
    know, pack = knowledge_of(lang), check_pack(lang)
    other = Knowledge(pack, know.gazetteer, know.names, know.dates, know.numbers)
    frame, condition = next(
        (frame, condition)
        for frames in pack.frames.values()
        for frame in frames
        for condition in frame.when
        if condition.path == ("obj",) and condition.words
    )
    assert isinstance(condition, Condition) and know.pack is load_pack(lang)
    word = min(condition.words)
    assert wanted(know, "obj", word).itself[frame.type] > 0
    assert wanted(know, "obj", word) == wanted(other, "obj", word)


def test_no_trait_holds_a_word(scene):
    candidates = list(candidates_in(scene, ()))
    assert candidates
    for i, near in candidates:
        traits = traits_of(scene, i, near, (), 0)
        assert not any(scene.tree.lemma(i) in trait.split() for trait in traits)


def test_the_shipped_weights_are_whole():
    decider = shipped_decider()
    assert decider.weights[BIAS] < 0 < decider.take < 1
    assert {"triggers at all True", "political True"} <= decider.weights.keys()


def test_it_can_be_switched_off():
    document = document_of(TEXT, Particulars(lang="en"))
    example = next(example for example in read_examples("en") if example.text == TEXT)
    off = claims_of(document, example.sentences, knowledge_of("en", (), False))
    assert off and not any("decider" in key for claim in off for key in claim.evidence)
