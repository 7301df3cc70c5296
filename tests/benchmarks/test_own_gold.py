"""Our own gold: large enough, balanced, annotated twice, and no training sentence in other clothes."""

import json
from collections import Counter
from typing import get_args

import pytest

from benchmarks.agreement import LANGUAGES, README, RESULTS, annotated, compared, own_passages, table_of
from benchmarks.frames5 import shared_frames
from benchmarks.gold import GOLD
from lagebild.evaluation import read_gold
from lagebild.model import Certainty
from lagebild.ontology import load_ontology

HALVES = [f"{half}.{lang}" for half in ("dev", "test") for lang in LANGUAGES]


@pytest.fixture(scope="module")
def passages():
    return {name: read_gold(GOLD / "own" / f"{name}.jsonl") for name in HALVES}


@pytest.fixture(scope="module")
def untouched(passages):
    return [passage for lang in LANGUAGES for passage in passages[f"test.{lang}"]]


@pytest.fixture(scope="module")
def scored(untouched):
    return [event for passage in untouched for event in passage.events if not event.optional]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_two_hundred_passages_in_two_halves(passages, lang):
    sizes = [len(passages[f"{half}.{lang}"]) for half in ("dev", "test")]
    assert min(sizes) >= 100
    assert all(passage.lang == lang for half in ("dev", "test") for passage in passages[f"{half}.{lang}"])


def test_no_passage_is_in_both_halves(passages):
    ids = [passage.id for half in passages.values() for passage in half]
    assert len(set(ids)) == len(ids)


def test_a_quarter_of_the_passages_has_no_event_and_sixty_of_them_are_in_the_test_half(passages, untouched):
    every = [passage for half in passages.values() for passage in half]
    assert sum(not passage.events for passage in every) >= len(every) / 4
    assert sum(not passage.events for passage in untouched) >= 60


def test_there_are_eight_briefs_and_more_in_each_half(passages):
    assert all(len({passage.source for passage in half}) >= 8 for half in passages.values())


@pytest.mark.parametrize("certainty", get_args(Certainty))
def test_the_test_half_has_fifteen_events_of_each_certainty(scored, certainty):
    assert Counter(event.certainty for event in scored)[certainty] >= 15


@pytest.mark.parametrize("kind", load_ontology().types)
def test_the_test_half_has_eight_events_of_each_type(scored, kind):
    assert Counter(event.type for event in scored)[kind] >= 8


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_annotated_every_passage_and_a_third_sixteen(lang):
    texts = own_passages(lang)
    assert [annotated(who, lang, texts).keys() == texts.keys() for who in ("a", "b")] == [True, True]
    assert len(annotated("c", lang, texts)) == 16


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("who", ["a", "b", "c"])
def test_raw_triggers_stand_where_they_are_said_to_stand(lang, who):
    raw = annotated(who, lang, own_passages(lang)).values()
    misplaced = [
        (passage.id, mention.trigger)
        for passage in raw
        for event in passage.events
        for mention in (event, *event.accept.triggers)
        if not passage.text.startswith(mention.trigger, mention.trigger_start)
    ]
    assert misplaced == []


def test_names_stand_in_the_text(passages):
    absent = [
        (passage.id, name)
        for half in passages.values()
        for passage in half
        for event in passage.events
        for name in (*event.actors, *event.recipients, *event.attribution, *event.denied_by)
        if name not in passage.text
    ]
    assert absent == []


def test_no_five_words_in_a_row_are_those_of_a_training_sentence():
    assert shared_frames() == []


def test_the_readme_shows_the_agreement_that_was_kept():
    assert "\n".join(table_of(json.loads(RESULTS.read_text("utf-8")))) in README.read_text("utf-8")


@pytest.mark.parametrize("column", [("en", "c", "a"), ("de", "c", "b")])
def test_the_agreement_that_was_kept_is_that_of_the_raw_files(column):
    kept = json.loads(RESULTS.read_text("utf-8"))
    lang, first, second = column
    assert kept[f"{lang} {first}-{second} bare"] == compared(lang, first, second, bare=True)


def test_without_alternatives_nobody_agrees_more():
    for name, kept in json.loads(RESULTS.read_text("utf-8")).items():
        if name.endswith("a-b"):
            assert kept["typed"] >= json.loads(RESULTS.read_text("utf-8"))[f"{name} bare"]["typed"]


@pytest.mark.parametrize("name", HALVES)
def test_certainty_goes_with_source_and_polarity(passages, name):
    events = [(passage.id, event) for passage in passages[name] for event in passage.events]
    told = [
        (place, event.trigger)
        for place, event in events
        if (event.certainty == "reported" and not event.attribution)
        or (event.certainty == "asserted" and event.attribution)
        or ((event.certainty == "denied") != (event.polarity == "denied"))
    ]
    assert told == []
