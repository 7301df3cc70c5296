"""The commands on corpora, as somebody would use them."""

import json

import pytest
from typer.testing import CliRunner

from lagebild.engines.running import Progress
from lagebild.views.cli import app
from lagebild.views.corpus.coding import duration, line_of

ENVOY = "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt."


@pytest.fixture
def lagebild(tmp_path, monkeypatch):
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAGEBILD_LEDGER", raising=False)

    def run(*args, code=0):
        result = CliRunner().invoke(app, [str(arg) for arg in args])
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def reports(tmp_path):
    path = tmp_path / "reports.jsonl"
    records = [{"id": "envoy", "text": ENVOY, "published": "2024-10-18", "publisher": "Bote"}]
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def test_a_corpus_is_coded_checked_and_loaded(lagebild, reports):
    coded = lagebild("code", reports, "--out", "out")
    assert coded.stdout == "" and "out: 1 documents, 1 sentences, 1 claims" in coded.stderr
    assert "whole; 2 files, 1 documents, 1 claims" in lagebild("verify-run", "out").stderr
    assert "1 of 1 readings are new, 1 claims, 0 set aside" in lagebild("load", "out").stderr
    (line,) = lagebild("claims", "--actor", "PRK").stdout.splitlines()
    assert "  2024-10-18  Bote  AID" in line


def test_what_could_not_be_read_is_told_and_waits_in_the_quarantine(lagebild, reports):
    reports.write_text(reports.read_text() + "nothing\n", encoding="utf-8")
    coded = lagebild("code", reports, "--out", "out", code=1)
    assert "out/quarantine.jsonl: 1 that could not be read" in coded.stderr
    lagebild("load", "out")
    assert "reports.jsonl:2" in lagebild("quarantine").stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--engine", "spark"), "'spark' is not known; there are local, ray"),
        (("--lang", "xx"), "'xx' is not known"),
    ],
)
def test_wrong_usage_is_told(args, said, lagebild, reports):
    assert said in " ".join(lagebild("code", reports, "--out", "out", *args, code=2).output.split())


def test_a_folder_that_has_a_run_is_not_written_over(lagebild, reports):
    lagebild("code", reports, "--out", "out")
    assert (
        "has a run already; right would be --resume"
        in lagebild("code", reports, "--out", "out", code=2).stderr
    )
    assert "out: 1 documents" in lagebild("code", reports, "--out", "out", "--resume").stderr


def test_how_far_a_run_has_come_is_told_with_its_rate_and_the_time_that_is_left():
    progress = Progress(
        weight=600,
        total=1_000,
        before=200,
        documents=9,
        sentences=90,
        fresh=60,
        claims=12,
        rejected=1,
        seconds=30.0,
    )
    assert line_of(progress) == "60 %  90 sentences  12 claims  2 sentences/s  30 s left  1 not readable"


@pytest.mark.parametrize(("seconds", "said"), [(3, "3 s"), (120, "2 min"), (7_500, "2 h 5 min")])
def test_durations_are_told_as_one_says_them(seconds, said):
    assert duration(seconds) == said
