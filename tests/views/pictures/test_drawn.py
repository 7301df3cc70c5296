"""What pictures of stories are drawn from: nobody is shown to say what he denies, nothing counts twice."""

import json

import pytest
from typer.testing import CliRunner

from lagebild.stories import Voice, stories_of
from lagebild.stories.records import Amount
from lagebild.views.cli import app
from lagebild.views.labels import labels_of
from lagebild.views.pictures import drawn
from lagebild.views.pictures.stories import amounts_of, cells_of, moments_of, steps_of, ties_of, ways_of
from tests.stories.tellings import attack, said_by, telling

EN = labels_of("en")
ARMY = said_by("UKR.MIL", "army")
CARRIED = Voice(key="UKR.MIL", name="army", state="UKR", inferred=True)


def story_of(*tellings):
    (story,) = stories_of(tellings)
    return story


def test_a_report_leads_to_its_source_through_those_who_carried_it():
    (way,) = ways_of(story_of(attack("a", chain=(said_by("PAPER", "Courier"), ARMY), credits=("dpa",))), EN)
    assert (way.printed, way.through) == ("Paper a, 18 October 2024", ("dpa", "Courier"))
    assert way.says.startswith("Ukrainian armed forces") and way.counts and not way.inferred


def test_a_source_carried_over_is_drawn_as_such_and_counts_for_nothing():
    ways = ways_of(story_of(attack("a", chain=(CARRIED,))), EN)
    assert [(way.inferred, way.counts) for way in ways] == [(True, False)]


def test_a_denial_is_no_way_to_the_story():
    story = story_of(
        attack("a", chain=(ARMY,)), attack("b", polarity="denied", deniers=(said_by("RUS.GOV", "Kremlin"),))
    )
    assert [way.printed for way in ways_of(story, EN)] == ["Paper a, 18 October 2024"]
    assert [(m.sign, m.who) for m in moments_of(story, EN)] == [("claims", "army"), ("denies", "Kremlin")]


def test_who_denies_is_never_shown_to_claim():
    story = story_of(attack("a", polarity="denied", deniers=(said_by("RUS.GOV", "Kremlin"),)))
    assert {(c.source, c.sign) for c in cells_of([story], EN)} == {("Kremlin", "denies")}


def test_hearsay_has_a_sign_of_its_own():
    story = story_of(attack("a", certainty="alleged", chain=(ARMY,)))
    assert [m.sign for m in moments_of(story, EN)] == ["hearsay"]


def test_pictures_call_a_ministry_as_lists_do():
    dead = (Amount(low=3, high=3, unit="Soldaten", kind="soldier", exactness="exact"),)
    ministry = Voice(key="VEN:defence_ministry", name="Ministerium", state="VEN", actor="VEN.GOV")
    story = story_of(attack("a", chain=(ministry,), amounts=dead))
    (amount,), (moment,) = amounts_of(story, EN), moments_of(story, EN)
    assert amount.source == moment.who == "Venezuelan defence ministry"
    assert amount.unit == "soldiers"


def test_figures_stand_by_what_is_counted_with_source_and_certainty():
    dead = (Amount(low=3, high=5, unit="people", kind="people", exactness="range"),)
    (amount,) = amounts_of(story_of(attack("a", chain=(ARMY,), amounts=dead)), EN)
    assert (amount.source, amount.low, amount.high, amount.certainty, amount.shown) == (
        "army",
        3,
        5,
        "asserted",
        "3–5",
    )


def test_the_ladder_has_the_rungs_that_nobody_vouches_for():
    sent = telling(
        "a",
        "AID",
        ["PRK"],
        ["RUS"],
        chain=(said_by("KOR.SPY.nis", "NIS"),),
        senses=frozenset({"send", "soldier"}),
        ids=("PRK", "RUS"),
    )
    steps = steps_of(story_of(sent), EN)
    assert [step.name for step in steps if step.reached] == ["sent"] and len(steps) > 3
    assert [step.sources for step in steps if step.reached] == [("NIS",)]


def test_a_tie_counts_a_story_once_however_often_it_was_printed():
    once = ties_of(stories_of([attack("a", recipients=("UKR",))]), EN)
    often = ties_of(stories_of([attack(f"d{i}", recipients=("UKR",)) for i in range(9)]), EN)
    assert once == often and [(t.one, t.other, t.stories) for t in once] == [("Russia", "Ukraine", 1)]
    assert once[0].conflict < 0 == once[0].cooperation


def test_what_was_only_denied_ties_nobody():
    denied = attack("a", recipients=("UKR",), polarity="denied", deniers=(said_by("RUS.GOV"),))
    assert ties_of(stories_of([denied]), EN) == []


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", [*drawn.OF_STORY, *drawn.OF_STORIES])
def test_every_picture_is_drawn_by_its_name(name, lang):
    story = story_of(attack("a", chain=(ARMY,), recipients=("UKR",)))
    picture = (
        drawn.OF_STORY[name](story, labels_of(lang))
        if name in drawn.OF_STORY
        else drawn.OF_STORIES[name]([story], labels_of(lang))
    )
    assert picture.svg.startswith("<svg") and picture.table.caption in picture.svg


# ------------------------------------------------------------------ from the terminal


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    path = tmp_path_factory.mktemp("pictures") / "reports.jsonl"
    rows = [
        {
            "id": "a",
            "lang": "en",
            "publisher": "Courier",
            "published": "2024-10-18",
            "text": "North Korea has sent 1,500 soldiers to Russia, the NIS said.",
        },
        {
            "id": "b",
            "lang": "en",
            "publisher": "Ledger",
            "published": "2024-10-19",
            "text": "Russia attacked Kharkiv on Friday.",
        },
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def run(*arguments, code=0):
    result = CliRunner().invoke(app, [str(each) for each in arguments])
    assert result.exit_code == code, result.output
    return result.output


def test_the_terminal_draws_what_the_page_draws(reports, tmp_path):
    told = run("stories", reports, "--interface", "en", "--svg", tmp_path / "matrix.svg")
    story = told.split()[1]
    run("stories", reports, "--svg", tmp_path / "network.svg", "--picture", "network")
    run("dyad", "PRK", "RUS", reports, "--svg", tmp_path / "dyad.svg")
    run("map", reports, "--svg", tmp_path / "map.svg")
    for picture in ("chain", "figures", "timeline", "phases"):
        run("story", story, reports, "--svg", tmp_path / f"{picture}.svg", "--picture", picture)
    files = sorted(tmp_path.glob("*.svg"))
    assert len(files) == 8
    assert all(
        "<style>" in file.read_text(encoding="utf-8") and 'role="img"' in file.read_text(encoding="utf-8")
        for file in files
    )


def test_the_brief_has_the_pictures_of_its_stories_with_their_tables(reports, tmp_path):
    run("brief", reports, "--lang", "en", "--html", tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert (
        page.count("<figure") == 3
        and page.count("<svg") >= 6
        and page.count("<table") == 3
        and "<script" not in page
    )


def test_a_picture_that_there_is_not_is_told(reports):
    assert "there are chain, figures" in " ".join(
        run("story", "x", reports, "--svg", "x.svg", "--picture", "pie", code=2).replace("│", " ").split()
    )
