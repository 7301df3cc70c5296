"""Expectations that texts state, and what became of them."""

from datetime import date

import pytest

from lagebild.outlook.stated import kept_by_source, kinds_of, stated_in
from lagebild.stories import Story, Telling, Voice
from tests.outlook.conftest import deed


def telling(**more):
    plain = {
        "claim_id": "c1", "document_id": "d1", "day": "2020-06-01", "lang": "en", "start": 0, "end": 6, "quote": "attack",
        "sentence": "AAA will attack BBB, the minister said.", "publisher": "Post", "type": "ASSAULT", "actors": ("UKR",), "recipients": ("RUS.MIL",),
        "time": "future", "certainty": "planned", "chain": (Voice(key="POL", name="the minister", state="POL"),),
    }  # fmt: skip
    return Telling(**plain | more)


def story(*tellings):
    return Story(story_id="s1", type=tellings[0].type, tellings=tellings)


def attack(day):
    return deed(day, "UKR", "RUS", "ASSAULT")


def fate(one, deeds, on=date(2021, 1, 1)):
    (found,) = stated_in([story(one)], deeds, on)
    return found


QUIET = [deed(day, "CCC", "DDD") for day in range(365)]  # the history is known to go on


@pytest.mark.parametrize(
    ("deeds", "on", "said"),
    [
        ([attack(160)], date(2021, 1, 1), "happened"),  # 9 June
        ([attack(152)], date(2021, 1, 1), "did_not"),  # 1 June: the day of the text
        ([attack(190)], date(2021, 1, 1), "did_not"),  # 9 July: too late
        ([], date(2020, 6, 20), "pending"),
    ],
)
def test_an_expectation_comes_true_within_its_horizon(deeds, on, said):
    assert fate(telling(), [*QUIET, *deeds], on).fate == said


def test_the_time_that_a_text_sets_is_its_horizon():
    found = fate(telling(last="2020-06-03"), [*QUIET, attack(160)])
    assert (found.due, found.fate) == ("2020-06-03", "did_not")


def test_where_nobody_looked_nothing_is_judged():
    assert fate(telling(), [attack(10), attack(300)]).fate == "void"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"type": "", "kind": "expectation"}, "no_type"),
        ({"recipients": ()}, "no_pair"),
        ({"recipients": ("UKR.MIL",)}, "no_pair"),
        ({"day": None}, "no_day"),
    ],
)
def test_what_cannot_be_scored_says_why(more, why):
    found = fate(telling(**more), QUIET)
    assert (found.fate, found.why) == ("cannot", why)


@pytest.mark.parametrize(
    "more", [{"polarity": "negated"}, {"time": "past", "certainty": "reported"}, {"certainty": "conditional"}]
)
def test_what_is_expected_by_nobody_is_not_listed(more):
    assert stated_in([story(telling(**more))], QUIET, date(2021, 1, 1)) == ()


def test_a_plan_comes_true_by_the_deed_that_it_is_a_plan_of():
    assert {"AGREE", "AID"} <= set(kinds_of("AGREE")) and kinds_of("ASSAULT") == ("ASSAULT",)
    assert fate(telling(type="AGREE"), [*QUIET, deed(160, "UKR", "RUS", "AID")]).fate == "happened"


def test_forty_papers_that_carry_one_source_expect_once():
    carried = [telling(claim_id=f"c{i}", document_id=f"d{i}", publisher=f"Paper {i}") for i in range(40)]
    other = telling(claim_id="x", document_id="x", chain=(Voice(key="USA", name="an admiral", state="USA"),))
    found = stated_in([story(*carried, other)], QUIET, date(2021, 1, 1))
    assert [each.who for each in found] == ["the minister", "an admiral"]


def test_each_has_its_base_rate_beside_it():
    often = [attack(day) for day in range(0, 150, 9)]
    assert fate(telling(), [*QUIET, *often]).base_rate == 1.0
    assert fate(telling(), QUIET).base_rate == 0.0
    assert fate(telling(), [deed(140, "CCC", "DDD"), deed(200, "CCC", "DDD")]).base_rate is None


def test_a_source_is_counted_and_never_graded():
    both = [telling(), telling(claim_id="c2", document_id="d2", day="2020-09-01")]
    stories = [Story(story_id=one.claim_id, type="ASSAULT", tellings=(one,)) for one in both]
    (row,) = kept_by_source(stated_in(stories, [*QUIET, attack(160)], date(2021, 1, 1)))
    assert (row.who, row.stated, row.happened, row.did_not) == ("the minister", 2, 1, 1)
    assert row.usual is not None and 0 <= row.usual < 1
