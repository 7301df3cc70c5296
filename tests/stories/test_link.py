"""Which claims tell one happening."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.stories import Constraints, Linker, groups_in, link, load_rules, stories_of
from lagebild.stories.match import match
from lagebild.stories.records import Amount
from tests.stories.tellings import DAY, attack, said_by, telling


def joined(*tellings, **more):
    return sorted(sorted(t.document_id for t in g.tellings) for g in groups_in(tellings, **more))


def test_two_reports_of_an_attack_on_one_day_in_one_city_are_one_story():
    assert joined(attack("a"), attack("b")) == [["a", "b"]]


@pytest.mark.parametrize(
    "other",
    [
        attack("b", first="2024-10-17", last="2024-10-17"),
        attack("b", place="UKR/odesa"),
        attack("b", actors=("ISR",), ids=("ISR",)),
        telling("b", "CONSULT", ["RUS"], place="UKR/kharkiv", country="UKR"),
    ],
    ids=["the day before", "in another city", "by somebody else", "of another type"],
)
def test_what_differs_in_who_where_when_or_what_is_another_story(other):
    assert joined(attack("a", first="2024-10-18", last="2024-10-18"), other) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ({"acts": frozenset({"attack"})}, {"acts": frozenset({"arrest"})}, True),
        ({"acts": frozenset({"attack"})}, {"acts": frozenset({"kill"})}, False),
        ({}, {"day": "2024-10-19", "anew": True}, True),
        ({"anew": True}, {"day": "2024-10-19"}, False),
        ({"passing": True}, {"day": "2024-10-19", "anew": True}, False),
    ],
    ids=[
        "deeds that are not kin",
        "kin deeds",
        "a second one",
        "the first is told anew",
        "only named beside it",
    ],
)
def test_what_a_trigger_means_and_whether_it_is_the_first_parts_two_claims(one, other, parts):
    assert len(joined(attack("a", **one), attack("b", **other))) == 1 + parts


@pytest.mark.parametrize(("meant", "stories"), [("kill", 2), ("collide", 1)])
def test_two_who_each_have_their_own_dead_tell_no_two_accounts_of_one_attack(meant, stories):
    senses = frozenset({"attack", meant})
    ours = attack("a", senses=senses, chain=(said_by("UKR.MIL"),))
    theirs = attack(
        "b", senses=senses, actors=("UKR",), recipients=("RUS.MIL",), chain=(said_by("RUS:defence_ministry"),)
    )
    assert len(joined(ours, theirs)) == stories


def test_two_reports_of_different_days_with_different_tolls_are_two_unless_one_only_refers_to_it():
    dead = {n: (Amount(low=n, high=n, unit="people", kind="people"),) for n in (3, 5)}
    first = attack("a", amounts=dead[3], told=True, acts=frozenset({"attack"}))
    more = {"amounts": dead[5], "day": "2024-10-19", "acts": frozenset({"attack"})}
    assert len(joined(first, attack("b", told=True, **more))) == 2
    assert len(joined(first, attack("b", **more))) == 1


def test_who_accuses_without_saying_whom_of_what_does_not_tell_which_accusation():
    accusation = {"senses": frozenset({"accuse"}), "acts": frozenset({"accuse"}), "ids": ("USA",)}
    assert (
        len(
            joined(
                telling("a", "ACCUSE", ["USA"], **accusation), telling("b", "ACCUSE", ["USA"], **accusation)
            )
        )
        == 2
    )


def test_an_alliance_and_its_member_may_be_one_doer():
    sent = {
        "senses": frozenset({"send", "soldier"}),
        "acts": frozenset({"send"}),
        "ids": ("KOS",),
        "country": "KOS",
    }
    assert (
        len(joined(telling("a", "MOBILIZE", ["IGO.nato"], **sent), telling("b", "MOBILIZE", ["GBR"], **sent)))
        == 1
    )
    assert (
        len(joined(telling("a", "MOBILIZE", ["IGO.nato"], **sent), telling("b", "MOBILIZE", ["RUS"], **sent)))
        == 2
    )


@pytest.mark.parametrize(
    ("more", "stories"),
    [({}, 2), ({"answers": True}, 1), ({"first": "2024-10-18", "last": "2024-10-18"}, 1)],
    ids=["news of another day", "a denial", "it says when it was"],
)
def test_what_is_printed_days_later_is_another_attack_unless_it_goes_back_to_the_first(more, stories):
    thin = {"ids": ("RUS", "UKR"), "senses": frozenset({"attack", "port"}), "place": None}
    first = attack("a", **(thin | {"actors": ("RUS",)}))
    later = attack("b", day="2024-10-20", **(thin | {"senses": frozenset({"attack", "drone"})} | more))
    assert len(joined(first, later)) == stories


SAID_NOT = {"senses": frozenset({"attack", "deny"}), "acts": frozenset({"deny"}), "ids": ("RUS",)}


@pytest.mark.parametrize(
    ("more", "stories"),
    [
        ({}, 1),
        ({"day": "2024-10-21"}, 2),
        ({"senses": frozenset({"deny"})}, 2),
        ({"acts": frozenset({"reject"})}, 1),
    ],
    ids=["on one day", "three days later", "of nothing that is named", "in another word"],
)
def test_one_who_says_one_thing_on_one_day_has_said_it_once(more, stories):
    told = telling("a", "REJECT", ["RUS"], **SAID_NOT), telling("b", "REJECT", ["RUS"], **(SAID_NOT | more))
    assert len(joined(*told)) == stories


@pytest.mark.parametrize(
    ("more", "stories"),
    [({"actors": ("FRA",)}, 1), ({"actors": ()}, 2)],
    ids=["by whom it was announced", "nobody knows by whom"],
)
def test_what_is_told_weeks_apart_needs_more_than_a_place_in_common(more, stories):
    arms = {
        "senses": frozenset({"send", "weapon"}),
        "acts": frozenset({"send"}),
        "place": "IRQ/erbil",
        "country": "IRQ",
    }
    sent = telling("a", "AID", ["FRA"], ids=("IRQ/erbil",), **arms)
    come = telling("b", "AID", ids=("IRQ/erbil",), day="2024-11-20", **(arms | more))
    assert len(joined(sent, come)) == stories


def test_that_a_parliament_approves_of_what_is_sent_is_no_step_of_the_sending():
    arms = {"ids": ("DEU", "IRQ"), "names": ("kurds",), "objects": ("kurds",)}
    sent = telling(
        "a", "AGREE", ["DEU"], acts=frozenset({"send"}), senses=frozenset({"send", "weapon"}), **arms
    )
    approved = {"acts": frozenset({"decide"}), **arms}
    by_cabinet = telling("b", "AGREE", ["DEU"], senses=frozenset({"decide", "send", "weapon"}), **approved)
    by_parliament = telling(
        "b", "AGREE", ["DEU"], senses=frozenset({"decide", "send", "weapon", "parliament"}), **approved
    )
    assert joined(sent, by_cabinet) == [["a", "b"]]
    assert joined(sent, by_parliament) == [["a"], ["b"]]


RESIGNED = {
    "acts": frozenset({"resign"}),
    "senses": frozenset({"resign", "minister"}),
    "ids": ("GBR",),
    "mode": "resign",
}


@pytest.mark.parametrize(
    ("one", "other", "stories"),
    [
        ({"people": frozenset({"hasana"})}, {"people": frozenset({"hasana"})}, 1),
        ({"people": frozenset({"hasana"})}, {"people": frozenset({"salak"})}, 2),
        ({"offices": frozenset({"premier"})}, {"offices": frozenset({"defence_ministry"})}, 2),
        ({"offices": frozenset({"premier"})}, {}, 1),
    ],
    ids=["one name", "two names", "two offices", "an office and nothing"],
)
def test_two_persons_of_one_state_resign_twice(one, other, stories):
    told = (
        telling("a", "RETREAT", ["GBR"], **RESIGNED, **one),
        telling("b", "RETREAT", ["GBR"], **RESIGNED, **other),
    )
    assert len(joined(*told)) == stories


def test_a_document_tells_each_happening_once_so_that_its_second_attack_is_likely_another():
    one, again = attack("a"), attack("a", start=90, sentence_start=80)
    rules = load_rules()
    assert match(one, again, rules).score < match(one, attack("b"), rules).score
    named = attack("a", start=90, sentence_start=80, passing=True)
    assert match(one, named, rules).has("same_document")


def test_what_says_when_it_was_is_told_any_time_after():
    ago = {"day": "2024-11-05", "first": DAY, "last": DAY}
    words = {
        "senses": frozenset({"attack", "port"}),
        "acts": frozenset({"attack"}),
        "first": DAY,
        "last": DAY,
    }
    assert len(joined(attack("a", **words), attack("b", **(words | ago)))) == 1
    assert match(attack("a", **words), attack("b", **(words | ago)), load_rules()).has("far_apart") is False


@pytest.mark.parametrize(
    ("first", "last"),
    [("2024-10-18", "2024-10-18"), ("2024-10-01", "2024-10-31"), ("2024-01-01", "2024-12-31")],
)
def test_what_was_long_before_is_looked_for_when_it_was(first, last):
    agreed = {"acts": frozenset({"ceasefire"}), "senses": frozenset({"ceasefire", "treaty"})}
    one = telling("a", "AGREE", ["IND", "PAK"], **agreed)
    later = telling("b", "AGREE", ["IND", "PAK"], day="2025-10-18", first=first, last=last, **agreed)
    assert len(joined(one, later)) == 1


def test_a_name_that_no_gazetteer_has_is_looked_for_under_any_word_for_the_deed():
    named = {"propers": frozenset({"madha"}), "senses": frozenset({"attack", "bus", "kill"})}
    one = telling("a", "ASSAULT", **named, acts=frozenset({"attack"}))
    other = telling("b", "ASSAULT", lang="de", **named, acts=frozenset({"kill"}))
    assert len(joined(one, other)) == 1


def test_a_name_that_no_gazetteer_has_joins_across_languages():
    named = {
        "propers": frozenset({"madha"}),
        "senses": frozenset({"attack", "bus"}),
        "acts": frozenset({"attack"}),
    }
    told = telling("a", "ASSAULT", **named), telling("b", "ASSAULT", lang="de", **named)
    assert len(joined(*told)) == 1


def test_a_threat_and_the_act_that_was_threatened_are_two():
    words = {"senses": frozenset({"sanction"}), "ids": ("EUR", "RUS")}
    threat = telling("a", "THREATEN", ["EUR"], ["RUS"], **words)
    act = telling("b", "SANCTION", ["EUR"], ["RUS"], **words)
    assert joined(threat, act) == [["a"], ["b"]]


def test_a_deed_and_the_accusation_of_it_are_two():
    accusation = telling(
        "b", "ACCUSE", ["UKR"], ["RUS"], senses=frozenset({"attack", "drone"}), place="UKR/kharkiv"
    )
    assert joined(attack("a"), accusation) == [["a"], ["b"]]


def test_announced_sent_and_arrived_are_one_story():
    words = {"ids": ("PRK", "RUS")}
    announced = telling(
        "a", "AGREE", ["PRK"], ["RUS"], time="future", senses=frozenset({"send", "soldier"}), **words
    )
    sent = telling("b", "AID", ["PRK"], ["RUS"], senses=frozenset({"send", "soldier"}), **words)
    arrived = telling("c", "AID", ["PRK"], ["RUS"], senses=frozenset({"arrive", "soldier"}), **words)
    (story,) = stories_of([announced, sent, arrived])
    assert [rung.phase for rung in story.phases] == ["announced", "sent", "arrived"]


def test_analysts_join_and_part():
    together = Constraints(together=frozenset({("a#0", "b#0")}))
    apart = Constraints(apart=frozenset({("a#0", "b#0")}))
    assert joined(attack("a"), attack("b", place="UKR/odesa"), constraints=together) == [["a", "b"]]
    assert joined(attack("a"), attack("b"), constraints=apart) == [["a"], ["b"]]


def test_who_joins_two_claims_joins_their_stories():
    together = Constraints(together=frozenset({("a#0", "c#0")}))
    there = {"place": "UKR/odesa", "ids": ("RUS", "UKR/odesa")}
    told = attack("a"), attack("b"), attack("c", **there), attack("d", **there)
    assert joined(*told) == [["a", "b"], ["c", "d"]]
    assert joined(*told, constraints=together) == [["a", "b", "c", "d"]]


def test_what_an_analyst_has_parted_stays_parted_when_a_third_is_joined_to_one_of_them():
    three = attack("a"), attack("b"), attack("c", place="UKR/odesa")
    parted, joint = frozenset({("a#0", "b#0")}), frozenset({("a#0", "c#0"), ("b#0", "c#0")})
    groups = joined(*three, constraints=Constraints(together=joint, apart=parted))
    assert not any({"a", "b"} <= set(group) for group in groups)


def test_a_story_says_that_an_analyst_has_joined_what_nothing_else_would():
    together = Constraints(together=frozenset({("a#0", "b#0")}))
    (story,) = stories_of([attack("a"), attack("b", place="UKR/odesa")], constraints=together)
    assert story.joints[0].reasons == ("joined_by_an_analyst +0.0",)


def test_a_story_says_why_its_claims_were_joined():
    (story,) = stories_of([attack("a"), attack("b")])
    (joint,) = story.joints
    assert (joint.one, joint.other) == ("a#0", "b#0")
    assert any(reason.startswith("same_place") for reason in joint.reasons)


def test_a_story_keeps_the_ids_that_it_once_had():
    (before,) = stories_of([attack("b")])
    (after,) = stories_of([attack("a", day="2024-10-17"), attack("b")])
    assert before.story_id in after.aliases


# ------------------------------------------------------------------ any order, any batches, any day


@pytest.mark.parametrize(
    ("first", "last", "same"), [("2024-10-14", "2024-10-20", True), ("2024-10-01", "2024-10-31", False)]
)
def test_a_day_is_that_of_a_week_and_not_of_a_month_whichever_is_asked_first(first, last, same):
    one, other = attack("a", first=DAY, last=DAY), attack("b", first=first, last=last)
    found = [match(*pair, load_rules()) for pair in ((one, other), (other, one))]
    assert [m.has("same_day") for m in found] == [same, same]


PLACES = ["UKR/kharkiv", "UKR/odesa"]
DAYS = ["2024-10-17", "2024-10-18", "2024-10-19"]
SOMEBODY = st.sampled_from([(), (said_by("UKR.MIL"),), (said_by("RUS:defence_ministry"),)])


@st.composite
def some_tellings(draw):
    kinds = st.tuples(
        st.sampled_from(PLACES), st.sampled_from(DAYS), st.sampled_from([None, *DAYS]), SOMEBODY,
        st.sampled_from(["RUS", "UKR"]), st.booleans(), st.booleans(),
    )  # fmt: skip
    rows = draw(st.lists(kinds, min_size=1, max_size=9))
    return [
        attack(
            f"d{i}", place=place, day=day, first=first, last=first, chain=chain, actors=(actor,), ids=(actor, place),
            polarity="denied" if denied else "affirmed", sentence="The same." if copied else f"{i}.",
        )
        for i, (place, day, first, chain, actor, denied, copied) in enumerate(rows)
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some_tellings(), st.randoms(use_true_random=False), st.integers(1, 4))
def test_any_order_and_batching_gives_the_same_stories(tellings, random, size):
    expected = stories_of(tellings)
    shuffled = random.sample(tellings, len(tellings))
    linker = Linker()
    for start in range(0, len(shuffled), size):
        linker.add(shuffled[start : start + size])
        linker.groups()  # what is cut on the way leaves no trace
    assert linker.groups() == groups_in(tellings)
    assert stories_of(shuffled) == expected


@settings(max_examples=100, deadline=None)
@given(some_tellings(), st.randoms(use_true_random=False))
def test_what_was_taken_out_was_never_there(tellings, random):
    gone = random.sample(tellings, len(tellings) // 2)
    linker = Linker()
    linker.add(tellings)
    linker.groups()
    linker.remove(t.claim_id for t in gone)
    assert linker.groups() == groups_in([t for t in tellings if t not in gone])


def test_a_claim_that_recalls_what_was_in_its_own_window_of_days_can_be_taken_out():
    recalled = [attack(d, day="2024-10-29", first="2024-09-01", last="2024-10-29") for d in "abc"]
    linker = Linker()
    linker.add(recalled)
    linker.remove([recalled[0].claim_id])
    assert linker.groups() == groups_in(recalled[1:])


@settings(max_examples=100, deadline=None)
@given(some_tellings(), st.randoms(use_true_random=False))
def test_keys_that_too_many_share_are_passed_over_in_any_order(tellings, random):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(link, "CROWD", 3)
        linker = Linker()
        for one in random.sample(tellings, len(tellings)):
            linker.add([one])
        assert linker.groups() == groups_in(tellings)
        gone = random.sample(tellings, len(tellings) // 3)
        linker.remove(t.claim_id for t in gone)
        assert linker.groups() == groups_in([t for t in tellings if t not in gone])


@settings(max_examples=100, deadline=None)
@given(some_tellings(), st.sampled_from(DAYS))
def test_the_stories_of_a_day_have_not_seen_what_came_later(tellings, day):
    assert stories_of(tellings, as_of=day) == stories_of([t for t in tellings if t.day < day])


@pytest.mark.parametrize(("told", "stories"), [(True, 2), (False, 1)], ids=["two verbs", "two nouns"])
def test_two_deeds_told_in_one_sentence_are_two_stories(told, stories):
    imposed = attack("a", start=10, type="COERCE", acts=frozenset({"emergency"}), told=told)
    added = attack("a", start=60, type="COERCE", told=told)
    assert len(stories_of([imposed, added])) == stories


def demand(document, **more):
    fields = {
        "ids": ("GEO", "GEO/tbilisi"),
        "senses": frozenset({"demand", "protest"}),
        "acts": frozenset({"demand"}),
    }
    return telling(document, "REQUEST", **(fields | more))


@pytest.mark.parametrize(
    ("other", "stories"),
    [
        ({"actors": ("GEO",)}, 1),
        ({"actors": ("GEO.PTY",)}, 1),
        ({"names": ("parliament",)}, 1),
        ({"names": ("people",)}, 2),
        ({"actors": ("RUS",)}, 2),
    ],
    ids=["the state", "its ruling party", "a body of it", "a crowd in it", "another state"],
)
def test_what_is_demanded_is_told_by_who_demands_it(other, stories):
    assert len(stories_of([demand("a", actors=("GEO",)), demand("b", day="2024-10-19", **other)])) == stories


def test_a_step_with_a_day_contradicts_no_step_without_one():
    sent = telling(
        "a", "AID", ["DNK"], place="INT/red_sea", senses=frozenset({"send", "ship"}), acts=frozenset({"send"})
    )
    sailed = telling(
        "b", "MOBILIZE", ["DNK"], day="2024-11-08", first="2024-11-08", last="2024-11-08", place="INT/red_sea",
        senses=frozenset({"send", "ship"}), acts=frozenset({"send"}), propers=frozenset({"avar"}),
    )  # fmt: skip
    assert not match(sent, sailed, load_rules()).parted


def meeting(document, *people, **more):
    fields = {
        "acts": frozenset({"meet"}),
        "senses": frozenset({"meet", "diplomat"}),
        "people": frozenset(people),
    }
    return telling(document, "CONSULT", ["CHN", "UKR"], **(fields | more))


@pytest.mark.parametrize(
    ("others", "stories"),
    [(("ha", "salanski"), 2), (("ha", "kalaba"), 1), ((), 1)],
    ids=["then the president", "the same two", "nobody named"],
)
def test_who_sees_another_person_meets_anew(others, stories):
    assert len(stories_of([meeting("a", "ha", "kalaba"), meeting("b", *others)])) == stories


@pytest.mark.parametrize(
    ("day", "stories"),
    [("2024-10-20", 1), ("2024-08-20", 2)],
    ids=["denied after it was told", "denied before anybody told it"],
)
def test_a_denial_without_a_day_is_of_what_was_told_before(day, stories):
    dated = attack("a", first="2024-08-25", last="2024-08-25", acts=frozenset({"attack"}))
    denied = attack("b", day=day, polarity="denied", deniers=(said_by("RUS"),), acts=frozenset({"attack"}))
    assert len(stories_of([dated, denied])) == stories


def nights(document, first, last):
    return attack(document, day="2024-10-18", first=first, last=last)


@pytest.mark.parametrize(
    ("one", "other", "stories"),
    [
        (nights("a", "2024-10-16", "2024-10-17"), nights("b", "2024-10-17", "2024-10-18"), 2),
        (nights("a", "2024-10-16", "2024-10-17"), nights("b", "2024-10-17", "2024-10-17"), 1),
        (nights("a", "2024-10-16", "2024-10-17"), nights("b", "2024-10-16", "2024-10-17"), 1),
        (nights("a", "2024-10-16", "2024-10-16"), nights("b", "2024-10-16", "2024-10-17"), 1),
    ],
    ids=[
        "the night to Thursday, the night to Friday",
        "the night to Thursday, on Thursday",
        "one night",
        "on Wednesday, the night after",
    ],
)
def test_two_nights_are_two_days(one, other, stories):
    assert len(stories_of([one, other])) == stories


@pytest.mark.parametrize(
    ("one", "other", "parts"),
    [
        ({"recipients": ("RWA.MED",)}, {"recipients": ("RWA.UNK",)}, False),
        ({"recipients": ("RWA.MED",)}, {"recipients": ("KEN.UNK",)}, True),
        ({"recipients": ("UKR",)}, {"recipients": ("RUS",)}, False),
    ],
    ids=[
        "a doctor of a state and somebody of it",
        "somebody of another",
        "whoever did it was misread as the target",
    ],
)
def test_somebody_of_a_state_may_be_anybody_of_it(one, other, parts):
    assert len(joined(attack("a", **one), attack("b", **other))) == 1 + parts


@pytest.mark.parametrize(
    ("place", "country", "parts"),
    [("INT/second_thomas_shoal", None, False), ("UKR/odesa", "UKR", True)],
    ids=["a reef in it", "another sea's port"],
)
def test_a_reef_is_in_its_sea(place, country, parts):
    sea = telling(
        "a", "ASSAULT", ["CHN"], ["PHL"], place="INT/south_china_sea", senses=frozenset({"attack", "ship"})
    )
    there = telling(
        "b", "ASSAULT", ["CHN"], ["PHL"], place=place, country=country, senses=frozenset({"attack", "ship"})
    )
    assert len(joined(sea, there)) == 1 + parts


def left(document, place):
    acts = frozenset({"withdraw"})
    more = {"acts": acts, "senses": acts | {"soldier", "send"}, "country": "UKR", "told": True}
    return telling(document, "RETREAT", ["RUS"], place=place, **more)


def test_who_leaves_two_towns_leaves_twice():
    assert len(joined(left("a", "UKR/kherson"), left("b", "UKR/lyman"))) == 2
    assert len(joined(left("a", "UKR/kherson"), left("b", "UKR/kherson"))) == 1


def test_the_day_before_a_night_may_be_the_same_and_may_not():
    day, night = nights("a", "2024-10-16", "2024-10-16"), nights("b", "2024-10-16", "2024-10-17")
    reasons = dict(match(day, night, load_rules()).reasons)
    assert "same_day" not in reasons
    assert "near_day" in reasons


def test_two_towns_close_to_each_other_are_left_twice_and_hit_once():
    close = [left(document, place) for document, place in (("a", "UKR/bucha"), ("b", "UKR/hostomel"))]
    assert len(joined(*close)) == 2
    assert len(joined(attack("a", place="UKR/bucha"), attack("b", place="UKR/hostomel"))) == 1


def test_who_was_killed_is_no_other_than_the_village_that_was_attacked():
    people, village, depot = (
        attack("x", objects=(what,), names=(what,)) for what in ("civilian", "village", "depot")
    )
    found = [match(village, other, load_rules()).has("other_names") for other in (people, depot)]
    assert found == [False, True]


def quits(document, **more):
    acts = frozenset({"resign"})
    fields = {"acts": acts, "senses": acts | {"minister"}, "ids": ("UKR",), "mode": "resign", "told": True}
    return telling(document, "RETREAT", ["UKR"], **(fields | more))


def test_one_who_resigns_is_not_the_four_who_resign():
    four = quits("b", amounts=(Amount(low=4, high=4, unit="ministers", kind="minister"),))
    votes = quits("b", amounts=(Amount(low=101, high=101, unit="votes", kind="vote"),))
    one = quits("a", people=frozenset({"kalaba"}))
    assert [len(joined(one, other)) for other in (four, votes)] == [2, 1]


def test_who_resigns_is_known_by_the_last_name():
    one, other = (
        quits(d, names=(name,), propers=frozenset({name})) for d, name in (("a", "kalaba"), ("b", "malnak"))
    )
    assert len(joined(one, other)) == 2


def test_a_party_says_no_more_because_its_state_is_named_with_it():
    ids = ("GEO", "GEO.PTY")
    one, other = (telling(d, "REJECT", ["GEO.PTY"], ids=ids) for d in ("a", "b"))
    assert not match(one, other, load_rules()).has("same_ids")


def test_nobody_is_named_and_the_deed_and_what_it_is_about_agree_on_one_day():
    acts, about = frozenset({"extend"}), frozenset({"extend", "grain", "treaty", "sell", "month"})
    deal = {"acts": acts, "senses": about, "told": True, "place": None, "country": None}
    one = telling("a", "AGREE", ["RUS", "UKR"], ids=("RUS", "UKR"), **deal)
    other = telling("b", "AGREE", lang="de", **deal)
    assert len(joined(one, other)) == 1


def tanks(document, number, **more):
    fields = {
        "acts": frozenset({"send"}),
        "senses": frozenset({"send", "tank"}),
        "ids": ("DEU", "UKR"),
        "told": True,
    }
    amounts = (Amount(low=number, high=number, unit="tanks", kind="tank"),)
    return telling(document, "AID", ["DEU"], ["UKR"], amounts=amounts, **(fields | more))


def test_the_first_four_of_thirteen_are_some_of_them_and_a_hundred_more_weeks_later_are_not():
    promised = tanks("a", 13, time="future")
    assert len(joined(promised, tanks("b", 4, time="past", day="2024-10-30"))) == 1
    assert len(joined(promised, tanks("b", 100, time="future", day="2024-10-30"))) == 2


def test_one_of_a_people_may_be_called_by_another_part_that_he_has():
    taken = {"acts": frozenset({"abduct"}), "place": "NER/agadez", "country": "NER"}
    one = attack("a", recipients=("AUT.CVL",), **taken)
    assert len(joined(one, attack("b", recipients=("AUT.SOC",), **taken))) == 1
    assert len(joined(one, attack("b", recipients=("FRA.SOC",), **taken))) == 2


def test_who_is_dispersed_with_tear_gas_is_not_who_is_shot():
    fired = {"acts": frozenset({"fire"}), "place": "KEN/nairobi", "country": "KEN"}
    shot = attack("a", mode="firearms", **fired)
    assert len(joined(shot, attack("b", mode="crowd-control", **fired))) == 2
    assert len(joined(shot, attack("b", mode="firearms", **fired))) == 1


def test_what_a_sentence_tells_beside_a_deed_is_not_the_deed_that_only_is_its_kin():
    where = {"ids": ("YEM", "UNO"), "place": "YEM/sanaa", "country": "YEM", "senses": frozenset({"house"})}
    raid = {"acts": frozenset({"search"}), "beside": frozenset({"arrest"}), "start": 10} | where
    held = {"acts": frozenset({"arrest"}), "beside": frozenset({"search"}), "start": 30} | where
    one = [telling("a", "COERCE", ["YEM.REB.houthi"], **more) for more in (raid, held)]
    other = telling("b", "COERCE", ["YEM.REB.houthi"], **where, acts=frozenset({"arrest"}))
    rules = load_rules()
    assert match(one[0], other, rules).has("deed_beside")
    assert match(one[1], other, rules).has("same_deed")
    toll = attack("c", acts=frozenset({"kill"}), beside=frozenset({"attack"}))
    assert not match(toll, attack("d", acts=frozenset({"attack"})), rules).has("deed_beside")


def test_a_state_that_acts_in_one_and_is_named_in_the_other_is_no_other_state():
    arrest = {"acts": frozenset({"arrest"}), "mode": "arrest"}
    german = telling("a", "COERCE", ["DEU"], ids=("CHN", "DEU"), **arrest)
    dresden = telling("b", "COERCE", place="DEU/dresden", country="DEU", ids=("DEU/dresden",), **arrest)
    lyon = telling("c", "COERCE", place="FRA/lyon", country="FRA", ids=("FRA/lyon",), **arrest)
    assert not match(german, dresden, load_rules()).has("other_ids")
    assert match(german, lyon, load_rules()).has("other_ids")


def test_a_state_from_which_something_is_withdrawn_is_named_though_its_president_says_so():
    gone = {"acts": frozenset({"withdraw"}), "mode": "withdraw"}
    ivory = telling(
        "a", "RETREAT", ["FRA"], ["CIV"], ids=("CIV", "FRA"), chain=(said_by("CIV:presidency"),), **gone
    )
    chad = telling("b", "RETREAT", ["FRA"], place="TCD", country="TCD", ids=("FRA", "TCD"), **gone)
    assert match(ivory, chad, load_rules()).has("other_ids")


def test_to_whom_hostages_are_handed_over_is_not_who_is_freed():
    freed = {"acts": frozenset({"release"}), "mode": "release"}
    hostages = telling("a", "RETREAT", ["PSE.REB.hamas"], ["ISR.CVL"], **freed)
    handed = telling("b", "RETREAT", ["PSE.REB.hamas"], ["NGO.icrc"], **freed)
    prisoners = telling("c", "RETREAT", ["PSE.REB.hamas"], ["EGY.CVL"], **freed)
    assert not match(hostages, handed, load_rules()).has("other_recipients")
    assert match(hostages, prisoners, load_rules()).has("other_recipients")


@pytest.mark.parametrize(("day", "stories"), [("2024-10-23", 1), ("2024-11-23", 2)])
def test_nobody_abducts_one_person_twice_within_some_days(day, stories):
    taken = {
        "acts": frozenset({"abduct"}),
        "mode": "abduct",
        "people": frozenset({"das"}),
        "propers": frozenset({"das"}),
    }
    first = telling("a", "ASSAULT", country="COL", ids=("COL",), senses=frozenset({"abduct"}), **taken)
    later = telling(
        "b", "ASSAULT", ["COL.REB.eln"], ids=("COL",), senses=frozenset({"abduct"}), day=day, **taken
    )
    assert len(joined(first, later)) == stories


def test_soldiers_who_train_others_are_the_trainers_that_arrive():
    sent = {"ids": ("MOZ", "PRT"), "acts": frozenset({"send"}), "senses": frozenset({"send", "soldier"})}
    there = {"ids": ("MOZ", "PRT"), "acts": frozenset({"arrive"}), "senses": frozenset({"arrive", "trainer"})}
    one = telling("a", "AGREE", ["PRT"], ["MOZ"], time="future", **sent)
    assert len(joined(one, telling("b", "AID", ["PRT"], ["MOZ"], day="2024-10-28", **there))) == 1
    tanks = there | {"senses": frozenset({"arrive", "tank"})}
    assert len(joined(one, telling("b", "AID", ["PRT"], ["MOZ"], day="2024-10-28", **tanks))) == 2


def test_protesters_who_storm_an_embassy_attack_it():
    where = {"place": "TUN/tunis", "country": "TUN", "ids": ("TUN", "USA"), "senses": frozenset({"embassy"})}
    storm = telling("a", "PROTEST", [], ["USA"], acts=frozenset({"storm"}), **where)
    raid = telling("b", "ASSAULT", [], ["USA"], acts=frozenset({"attack"}), **where)
    march = telling("c", "PROTEST", [], ["USA"], acts=frozenset({"protest"}), **where)
    assert joined(storm, raid) == [["a", "b"]]
    assert joined(march, raid) == [["b"], ["c"]]


def test_a_parliament_of_which_nobody_says_whose_it_is_is_no_other_speaker_than_its_state():
    no = {"acts": frozenset({"reject"}), "senses": frozenset({"treaty", "vote"})}
    lawmakers = telling("a", "REJECT", ["GBR"], ids=("GBR",), **no)
    commons = telling("b", "REJECT", names=("parliament",), **no)
    elsewhere = telling("c", "REJECT", names=("parliament",), ids=("FRA",), **no)
    assert not match(lawmakers, commons, load_rules()).has("other_speaker")
    assert match(lawmakers, elsewhere, load_rules()).has("other_speaker")


def test_to_whom_it_is_done_in_one_counts_in_full_where_the_other_names_him():
    here = {"ids": ("EUR", "RUS"), "acts": frozenset({"sanction"})}
    to = telling("a", "SANCTION", ["EUR"], ["RUS"], **here)
    on = telling("b", "SANCTION", ["EUR"], **here)
    assert dict(match(to, on, load_rules()).reasons)["same_ids"] == load_rules().weights["same_ids"]


def test_of_two_days_460_patients_are_not_2000_civilians():
    dead = {"acts": frozenset({"kill"}), "told": True}
    civilians = attack("a", amounts=(Amount(low=2000, high=2000, unit="civilians", kind="civilian"),), **dead)
    patients = (Amount(low=460, high=460, unit="patients", kind="patient"),)
    next_day = attack("b", amounts=patients, day="2024-10-19", **dead)
    assert match(civilians, next_day, load_rules()).has("other_number")
    assert not match(civilians, attack("b", amounts=patients, **dead), load_rules()).has("other_number")


def test_what_is_recalled_with_the_weeks_between_is_of_no_day_of_its_own():
    taken = {
        "place": "COD/goma",
        "country": "COD",
        "ids": ("COD.REB.m23", "COD/goma"),
        "senses": frozenset({"seize"}),
    }
    first = telling("a", "ASSAULT", ["COD.REB.m23"], acts=frozenset({"seize"}), **taken)
    known = telling(
        "b", "ASSAULT", ["COD.REB.m23"], acts=frozenset({"seize"}), earlier=True, day="2024-11-08", **taken
    )
    assert joined(first, known) == [["a", "b"]]
    anew = telling("b", "ASSAULT", ["COD.REB.m23"], acts=frozenset({"seize"}), day="2024-11-08", **taken)
    assert joined(first, anew) == [["a"], ["b"]]


def test_who_rejects_it_may_be_read_in_one_report_alone():
    deal = {
        "ids": ("RUS",),
        "acts": frozenset({"reject"}),
        "senses": frozenset({"reject", "treaty", "farmer"}),
    }
    refused = telling("a", "REJECT", ["RUS"], **deal)
    declined = telling("b", "REJECT", **deal)
    assert joined(refused, declined) == [["a", "b"]]


@pytest.mark.parametrize(("day", "stories"), [("2024-10-19", 2), ("2024-11-19", 1)])
def test_who_pulls_out_men_on_one_day_does_not_announce_them_on_the_next(day, stories):
    men = {"ids": ("HTI", "KEN"), "amounts": (Amount(low=200, high=200, unit="police", kind="police"),)}
    ahead = telling(
        "a",
        "AGREE",
        ["KEN"],
        ["HTI"],
        time="future",
        acts=frozenset({"send"}),
        senses=frozenset({"send", "police"}),
        **men,
    )
    gone = telling(
        "b",
        "RETREAT",
        ["KEN"],
        ["HTI"],
        acts=frozenset({"withdraw"}),
        senses=frozenset({"withdraw", "police"}),
        day=day,
        **men,
    )
    assert len(joined(ahead, gone)) == stories


@pytest.mark.parametrize(("day", "stories"), [("2024-10-19", 1), ("2024-12-23", 2)])
def test_what_a_statement_means_is_told_anew_weeks_later_as_a_deed_is(day, stories):
    send = {
        "acts": frozenset({"send"}),
        "senses": frozenset({"send", "announce"}),
        "ids": ("PRK", "PRK/pyongyang"),
        "told": True,
    }
    prepare = telling("a", "", ["PRK"], time="ongoing", **send)
    supply = telling("b", "AID", ["PRK"], time="past", day=day, **send)
    assert len(joined(prepare, supply)) == stories


@pytest.mark.parametrize(
    ("deed", "time", "stories"),
    [("cross", "past", 2), ("withdraw", "past", 1), ("cross", "future", 1)],
    ids=["done before it was done again", "a pullout goes on", "announced"],
)
def test_what_had_been_done_when_it_was_printed_is_not_what_was_done_after_that(deed, time, stories):
    acts = frozenset({deed})
    kind = "RETREAT" if deed == "withdraw" else "MOBILIZE"
    more = {"told": True, "acts": acts, "senses": acts, "place": "ROU", "country": "ROU"}
    before = telling("a", kind, ["RUS"], ["ROU"], day="2024-10-01", time=time, **more)
    later = telling(
        "b", kind, ["RUS"], ["ROU"], day="2024-10-08", first="2024-10-07", last="2024-10-07", **more
    )
    assert len(joined(before, later)) == stories


def test_who_breaks_a_truce_does_nothing_by_words():
    broke = telling("a", "REJECT", ["THA"], mode="yield", told=True, acts=frozenset({"cross"}))
    denied = telling("b", "REJECT", ["THA"], told=True, acts=frozenset({"deny", "reject"}))
    assert match(broke, denied, load_rules()).has("other_deed")
