"""Contrast pairs: enough of them, made the same each time, and a sample that is read as it should be."""

from collections import Counter

import pytest

from benchmarks.contrast import CONTRAST, Party, Seen, outcomes, passes, rates
from benchmarks.pairs import Pair, read_pairs
from lagebild import Lagebild
from lagebild.errors import DataError

LANGUAGES = ("de", "en")
RUSSIA, ISRAEL, TURKEY = (Party(actor, actor) for actor in ("RUS", "ISR", "TUR"))
ATTACK = Seen("ASSAULT", (RUSSIA,), (ISRAEL,), "asserted", "affirmed", ())
DENIAL = Seen("REJECT", (TURKEY,), (), "asserted", "affirmed", ())
# Every so many pairs one is read here; the gate reads all.
STEP = 31


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def pairs(lang):
    return read_pairs(CONTRAST / f"{lang}.toml")


def test_a_language_has_six_hundred_pairs_over_many_acts_and_types(pairs):
    assert len(pairs) >= 600
    assert len({pair.act for pair in pairs}) >= 12
    assert len({pair.type for pair in pairs}) >= 8


def test_each_kind_of_change_has_pairs_enough_to_count(pairs):
    assert min(Counter(pair.kind for pair in pairs).values()) >= 15


def test_the_two_texts_differ_and_no_slot_is_left(pairs):
    assert all(pair.first != pair.second for pair in pairs)
    assert not any(mark in pair.first + pair.second for pair in pairs for mark in "{}")


def test_the_pairs_are_the_same_each_time(lang, pairs):
    assert read_pairs(CONTRAST / f"{lang}.toml") == pairs


def test_a_sample_is_read_as_it_should_be(lang, pairs):
    found = list(outcomes(Lagebild(), pairs[::STEP], lang))
    assert [o.pair.first for o in found if not o.passed][2:] == []


def test_a_slot_that_nothing_fills_is_named(tmp_path):
    text = (CONTRAST / "en.toml").read_text(encoding="utf-8").replace("{S} announced", "{Z} announced", 1)
    path = tmp_path / "en.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="nothing is called 'Z'"):
        read_pairs(path)


@pytest.mark.parametrize(
    ("change", "swap", "adds", "first", "second", "passed"),
    [
        ({}, False, (), [ATTACK], [ATTACK], True),
        ({}, False, (), [], [], False),
        ({}, False, (), [ATTACK], [ATTACK, DENIAL], False),
        ({}, False, (), [ATTACK], [ATTACK._replace(source=(TURKEY,))], False),
        ({"polarity": "negated"}, False, (), [ATTACK], [ATTACK._replace(polarity="negated")], True),
        ({"polarity": "negated"}, False, (), [ATTACK], [ATTACK], False),
        ({"polarity": "affirmed"}, False, (), [ATTACK], [ATTACK], False),
        ({"certainty": "denied"}, False, ("REJECT",), [ATTACK], [ATTACK._replace(certainty="denied"), DENIAL], True),
        ({"certainty": "denied"}, False, (), [ATTACK], [ATTACK._replace(certainty="denied"), DENIAL], False),
        ({}, True, (), [ATTACK], [ATTACK._replace(actors=(ISRAEL,), recipients=(RUSSIA,))], True),
        ({}, True, (), [ATTACK], [ATTACK], False),
        ({}, True, (), [ATTACK._replace(recipients=())], [ATTACK._replace(recipients=())], False),
    ],
)  # fmt: skip
def test_a_pair_passes_when_just_what_should_change_does(change, swap, adds, first, second, passed):
    pair = Pair("kind", "act", "one", "other", "ASSAULT", change, swap, adds)
    assert passes(pair, tuple(first), tuple(second)) is passed


def test_rates_are_counted_by_direction_and_kind(lang, pairs):
    found = list(outcomes(Lagebild(), [p for p in pairs if p.kind == "swap"][:4], lang))
    assert rates(found).keys() == {"changed", "changed_swap"}
