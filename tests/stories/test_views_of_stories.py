"""What is made of stories: dyads, trackers, accounts, changes."""

import pytest

from lagebild.stories import stories_of
from lagebild.stories.accounts import accounts_of
from lagebild.stories.changes import changes_between
from lagebild.stories.records import Amount
from lagebild.stories.relations import day_of, dyad_series
from lagebild.stories.trackers import casualties, demands, deployments
from tests.stories.tellings import attack, said_by, telling

NIS, ARMY = said_by("KOR.SPY.nis", "NIS"), said_by("UKR.MIL")
SOLDIERS = {"senses": frozenset({"send", "soldier"}), "ids": ("PRK", "RUS")}


def soldiers(low):
    return (Amount(low=low, high=low, unit="soldiers", kind="soldier"),)


def test_a_happening_counts_once_in_a_dyad_however_often_it_was_printed():
    once = dyad_series(stories_of([attack("a", recipients=("UKR",))]), "RUS", "UKR")
    often = dyad_series(stories_of([attack(f"d{i}", recipients=("UKR",)) for i in range(20)]), "RUS", "UKR")
    assert [p.conflict for p in once] == [p.conflict for p in often]
    assert once[0].conflict < 0


def test_what_was_denied_and_claimed_by_nobody_is_in_no_dyad():
    denied = attack("a", recipients=("UKR",), polarity="denied", deniers=(said_by("RUS"),))
    assert dyad_series(stories_of([denied]), "RUS", "UKR") == ()


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("2024-10-15", "2024-10-15"),
        ("2022-01-01", "2024-10-18"),
        ("2090-01-01", "2024-10-18"),
        (None, "2024-10-18"),
    ],
)
def test_a_day_long_before_or_after_all_reports_of_it_is_no_day_of_the_story(first, day):
    (story,) = stories_of([attack("a", recipients=("UKR",), first=first, last=first)])
    assert day_of(story) == day


def test_a_tracker_counts_those_of_whom_the_denial_is_no_doers():
    told = [
        telling(
            "a",
            "ASSAULT",
            recipients=("UKR",),
            amounts=(Amount(low=3, high=3, unit="soldiers", kind="soldier"),),
            chain=(ARMY,),
        ),
        telling(
            "b",
            "ASSAULT",
            actors=("RUS",),
            recipients=("UKR",),
            polarity="denied",
            certainty="denied",
            chain=(said_by("RUS"),),
        ),
    ]
    rows = casualties(stories_of(told))
    assert rows and all("RUS" not in row.who for row in rows)


def test_a_deployment_has_the_span_of_its_figures_by_source():
    told = [
        telling("a", "AID", ["PRK"], ["RUS"], chain=(NIS,), amounts=soldiers(1500), **SOLDIERS),
        telling(
            "b",
            "AID",
            ["PRK"],
            ["RUS"],
            chain=(said_by("USA:defence_ministry"),),
            amounts=soldiers(3000),
            **SOLDIERS,
        ),
    ]
    (row,) = deployments(stories_of(told))
    assert (row.who, row.whom, row.low, row.high, row.phase) == (("PRK",), ("RUS",), 1500, 3000, "sent")
    assert {(f.source, f.value_low) for f in row.figures} == {("NIS", 1500), ("USA:defence_ministry", 3000)}


def test_casualties_are_figures_of_people():
    dead = (
        Amount(low=3, high=3, unit="people", kind="people"),
        Amount(low=7, high=7, unit="drones", kind="drone"),
    )
    (row,) = casualties(stories_of([attack("a", chain=(ARMY,), amounts=dead)]))
    assert [f.value_low for f in row.figures] == [3]


def test_a_demand_has_the_replies_of_the_one_who_was_asked():
    demand = telling("a", "REQUEST", ["USA"], ["PRK"])
    reply = telling("b", "REJECT", ["PRK"], ["USA"], day="2024-10-20")
    other = telling("c", "REJECT", ["CHN"], ["USA"], day="2024-10-20")
    (row,) = demands(stories_of([demand, reply, other]))
    assert row.replies == ("b#0",)


def test_a_source_has_counts_by_how_its_stories_stand():
    alone = attack("a", chain=(NIS,), place="UKR/odesa")
    borne_out = [attack("b", chain=(NIS,)), attack("c", chain=(ARMY,))]
    (account,) = accounts_of(stories_of([alone, *borne_out]), "KOR.SPY.nis")
    assert (account.stories, account.borne_out, account.alone) == (2, 1, 1)


def test_what_changed_is_told_once_a_kind():
    first = attack("a", chain=(NIS,))
    later = attack(
        "b", day="2024-10-19", chain=(ARMY,), amounts=(Amount(low=3, high=3, unit="people", kind="people"),)
    )
    changes = changes_between(stories_of([first]), stories_of([first, later]))
    assert {(c.what, c.before, c.after) for c in changes} == {
        ("status", "single-origin", "corroborated"),
        ("origins", "NIS", "NIS; UKR.MIL"),
        ("figures", "", "3 people (UKR.MIL)"),
    }


def test_a_later_figure_of_the_ministry_replaces_that_of_the_states_ministry():
    told = [
        attack(
            "a",
            day="2024-10-18",
            amounts=soldiers(14),
            chain=(said_by("UKR:health_ministry", "Ukraine's health ministry"),),
        ),
        attack(
            "b",
            day="2024-10-19",
            amounts=soldiers(21),
            chain=(said_by("role:health_ministry", "health ministry", "role"),),
        ),
    ]
    (story,) = stories_of(told)
    assert {(f.value_high, f.until) for f in story.figures} == {(14, "2024-10-19"), (21, None)}


def test_the_army_may_be_either():
    told = [
        attack("a", day="2024-10-18", amounts=soldiers(14), chain=(said_by("UKR:army", "Ukraine's army"),)),
        attack("b", day="2024-10-19", amounts=soldiers(21), chain=(said_by("role:army", "army", "role"),)),
    ]
    (story,) = stories_of(told)
    assert {f.until for f in story.figures} == {None}
