"""What is known of a language is loaded once, and what is remembered of words stays small."""

import pytest

from lagebild.caches import QUICK
from lagebild.claims import knowledge_of


def test_however_it_is_asked_for_it_is_loaded_once():
    assert knowledge_of("de") is knowledge_of("de", ()) is knowledge_of("de", overlays=(), decides=True)
    assert knowledge_of("de", (), False) is not knowledge_of("de")


def test_new_words_are_remembered_up_to_a_bound():
    know = knowledge_of("en")
    for i in range(QUICK + 500):
        know.classes_of(f"word{i}"), know.frames_of(f"word{i}", "VERB"), know.cluster(f"word{i}")
    assert all(
        cache.kept <= cache.most == QUICK
        for name, cache in know.caches().items()
        if name in ("classes", "frames", "clusters")
    )
    assert know.caches()["classes"].kept == QUICK


def test_the_frames_of_a_word_are_counted_by_type():
    frames = knowledge_of("en").frames_of("attack", "VERB")
    assert sum(frames.types.values()) == len(frames) > 1
    first = frames.of_main_types[0]
    assert {frame.type for frame in first} == {frames.types.most_common(1)[0][0]} and set(first) <= set(
        frames
    )
    assert not knowledge_of("en").frames_of("nosuchword", "VERB").types


@pytest.mark.parametrize(
    ("word", "fields"),
    [
        ("luftangriff", {"politics_field"}),
        ("angriff", {"sport_field"}),
        ("gerichtsverhandlung", {"crime_field"}),
    ],
)
def test_a_compound_is_of_the_field_of_its_longest_part(word, fields):
    assert knowledge_of("de").fields_of(word) == fields


def test_women_are_in_the_classes_of_men():
    know = knowledge_of("de")
    assert know.in_class("soldatin", "troops") and not know.in_class("berlin", "troops")
