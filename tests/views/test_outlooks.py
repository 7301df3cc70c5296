import json

import pytest
from typer.testing import CliRunner

from benchmarks.made_up_history import history
from lagebild.outlook.deeds import lines_of
from lagebild.views.cli import app
from lagebild.views.labels import interface_languages, labels_of
from lagebild.views.pictures.reliability import reliability_picture

RUN = CliRunner()


@pytest.fixture
def files(tmp_path):
    whole = "\n".join(lines_of(history())) + "\n"
    (tmp_path / "history.jsonl").write_text(whole, encoding="utf-8")
    return tmp_path


def run(*arguments, status=0):
    result = RUN.invoke(app, ["outlook", *map(str, arguments)])
    assert result.exit_code == status, result.output
    return result


@pytest.mark.parametrize("lang", interface_languages())
def test_the_demo_answers_one_question_and_refuses_another(lang):
    labels = labels_of(lang)
    shown = run("--interface", lang).stdout
    assert labels.word("outlook", "made_up") in shown
    assert labels.word("outlook", "refused").format(actor="Ardania", recipient="Dravia") in shown
    assert labels.word("types", "REJECT") in shown and "%" in shown and "{" not in shown


def test_the_history_of_the_demo_is_what_its_maker_makes():
    from importlib.resources import files as resources

    text = (resources("lagebild") / "demo" / "history.jsonl").read_text(encoding="utf-8")
    assert text.splitlines() == list(lines_of(history()))


def test_a_forecast_is_frozen_explained_and_scored(files):
    journal, past = files / "forecasts.jsonl", files / "history.jsonl"
    asked = ("--history", past, "--actor", "Ardania", "--recipient", "Borovia", "--on", "2024-06-06")
    run(*asked, "--freeze", journal)
    id = json.loads(journal.read_text().splitlines()[0])["id"]
    explained = run("explain", id, "--journal", journal, "--interface", "en").stdout
    assert "(made up for the demo; reported)" in explained
    picture = files / "reliability.svg"
    figures = json.loads(
        run("score", "--journal", journal, "--history", past, "--json", "--svg", picture).stdout
    )
    assert figures["forecasts"] == 16 and figures["status"]["happened"] == 2
    assert picture.read_text(encoding="utf-8").startswith("<svg")


def test_a_thin_history_ends_with_a_status_of_its_own(files):
    past = files / "history.jsonl"
    run("--history", past, "--actor", "Ardania", "--recipient", "Dravia", status=3)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--history", "HISTORY"), "--actor and --recipient"),
        (("--history", "HISTORY", "--actor", "Nowhere", "--recipient", "Borovia"), "is in no deed"),
        (
            ("--history", "HISTORY", "--actor", "Ardania", "--recipient", "Borovia", "--on", "June"),
            "is no day",
        ),
        (("explain", "nothing", "--journal", "HISTORY"), "forecast"),
        (("import", "atlas", "HISTORY"), "is no form"),
        (("import", "benchmark", "HISTORY"), "needs --relations and --start"),
        (("bench", "EMPTY"), "train.txt"),
    ],
)
def test_wrong_usage_is_told(files, arguments, told):
    (files / "empty").mkdir()
    places = {"HISTORY": files / "history.jsonl", "EMPTY": files / "empty"}
    result = run(*(places.get(each, each) for each in arguments), status=2)
    assert told in " ".join(result.output.replace("│", " ").split())


def test_the_backtest_prints_the_baselines_beside(files):
    figures = json.loads(run("backtest", files / "history.jsonl", "--json").stdout)
    assert {"climatology", "persistence", "rate", "outlook"} <= set(figures["models"])


def test_a_diagram_says_its_numbers_in_words():
    bins = [{"low": 0.2, "high": 0.3, "n": 40, "said": 0.25, "happened": 0.5}]
    picture = reliability_picture(bins, labels_of("en")).svg
    assert "25% said, 50% happened, n = 40" in picture and "<circle" in picture


def test_the_page_says_what_the_terminal_says_with_the_track_record(files):
    page = files / "outlook.html"
    shown = run("--interface", "en", "--html", page).stdout
    text = page.read_text(encoding="utf-8")
    line = next(line.strip() for line in shown.splitlines() if "Threat:" in line)
    assert line.split(" (")[0] in text and "<svg" in text and "No outlook on Ardania towards Dravia" in text
    assert "(made up for the demo; reported)" in text and "http" not in text.replace(
        "http://www.w3.org/2000/svg", ""
    )


def test_what_learns_says_which_extra_brings_it_where_it_is_missing(files, monkeypatch):
    monkeypatch.setattr("lagebild.outlook.learners.find_spec", lambda name: None)
    result = run("bench", files, status=2)
    assert "learning needs lightgbm, scipy" in result.output and "lagebild[outlook]" in result.output
    run("--interface", "en")  # an outlook needs no extra


def test_stories_are_a_history(files):
    (files / "stories.jsonl").write_text("no story\n", encoding="utf-8")
    result = run("import", "stories", files / "stories.jsonl", status=1)
    assert "stories.jsonl:1" in result.output and "no story" in result.output
