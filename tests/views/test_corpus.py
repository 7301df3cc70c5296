"""The commands on corpora, as somebody would use them."""

import csv
import errno
import importlib.util
import json

import pytest
from typer.testing import CliRunner

from lagebild.engines.running import Progress
from lagebild.views.cli import app
from lagebild.views.corpus.coding import duration, line_of
from lagebild.views.corpus.sheets import shielded, unshielded

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


@pytest.mark.skipif(importlib.util.find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_the_command_says_what_to_install_and_makes_nothing(lagebild, reports, tmp_path):
    assert (
        "pip install 'lagebild[ray]'"
        in lagebild("code", reports, "--out", "out", "--engine", "ray", code=2).stderr
    )
    assert not (tmp_path / "out").exists()


def test_a_run_in_the_folder_that_is_read_is_not_read_itself(lagebild, reports):
    lagebild("code", ".", "--out", "out")
    assert "out: 1 documents" in lagebild("code", ".", "--out", "out", "--resume").stderr


def test_a_disk_that_is_full_is_told_with_the_folder_and_the_run_goes_on_later(
    lagebild, reports, monkeypatch
):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("lagebild.views.corpus.coding.coded", full)
        assert "out: No space left on device" in lagebild("code", reports, "--out", "out", code=2).stderr
    lagebild("code", reports, "--out", "out")


def test_what_is_no_run_is_told_by_all_that_ask_for_one(lagebild, reports, tmp_path):
    for args in (("sample", "out"), ("verify-run", "out"), ("load", "out"), ("diff-coding", "out", "out")):
        told = lagebild(*args, code=2).stderr
        assert "out/manifest.json: is not there; right would be a folder whose run has ended" in told


def test_why_documents_were_kept_and_not_read_is_told(lagebild, reports):
    french = {
        "text": "La Russie a attaqué l'Ukraine vendredi, selon Kiev. La France a condamné cette attaque."
    }
    reports.write_text(reports.read_text() + json.dumps(french) + "\n", encoding="utf-8")
    assert (
        "Kept, not read: 1 in languages that have no pack yet."
        in lagebild("code", reports, "--out", "out", code=1).stderr
    )


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


@pytest.fixture
def many(lagebild, tmp_path):
    """A coded corpus of some reports, one of which would be a formula."""
    path = tmp_path / "many.jsonl"
    texts = [
        ENVOY,
        "Russische Truppen griffen am Montag Charkiw an.",
        "=SUM(A1) Die Nato drohte Russland am Montag.",
    ]
    records = [
        {"id": f"t{n}", "text": text, "lang": "de", "publisher": "=cmd()"} for n, text in enumerate(texts)
    ]
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    lagebild("code", path, "--out", "out")


def filled(path, **answers):
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update({name: value for name, value in answers.items() if row["kind"] == "claim"})
    return rows


def test_a_sheet_is_drawn_filled_in_and_told(lagebild, many, tmp_path):
    said = lagebild("sample", "out", "--n", 3, "--sentences", 3, "--out", "sheet.csv").stderr
    assert said == "3 claims and 3 sentences to judge\n"
    rows = filled(tmp_path / "sheet.csv", a_right="yes", b_right="yes", a_certainty="reported")
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    # As a German spreadsheet saves it: semicolons, and no mark.
    with (tmp_path / "back.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, list(rows[0]), delimiter=";")
        sheet.writeheader()
        sheet.writerows(rows)
    told = lagebild("agree", "back.csv").stdout
    assert "a: precision, claims that are right  1.000  1.000 .. 1.000  (3)" in told
    assert "a: certainty is right" in told


def test_a_sheet_on_standard_output_is_the_same_again(lagebild, many):
    one, again = (lagebild("sample", "out", "--seed", 4).stdout for _ in range(2))
    assert one == again and one.startswith("row,kind,stratum,weight,claim_id")


def test_a_sheet_that_is_empty_or_wrong_is_told(lagebild, many, tmp_path):
    lagebild("sample", "out", "--out", "sheet.csv")
    assert "nothing is filled in" in lagebild("agree", "sheet.csv", code=2).stderr
    (tmp_path / "other.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    assert "other.csv:1: no column row, kind" in lagebild("agree", "other.csv", code=2).stderr
    rows = filled(tmp_path / "sheet.csv", a_right="perhaps")
    with (tmp_path / "sheet.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, list(rows[0]))
        sheet.writeheader()
        sheet.writerows(rows)
    assert (
        "sheet.csv:2: a_right is 'perhaps'; right would be yes, no, unclear"
        in lagebild("agree", "sheet.csv", code=2).stderr
    )


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-5", "@x", "\tx", "plain", "'quoted'", "'=1", ""])
def test_a_cell_comes_back_as_it_was(cell):
    assert unshielded(shielded(cell)) == cell
    assert shielded(cell)[:1] not in ("=", "+", "-", "@", "\t")


def test_what_a_second_run_says_otherwise_is_told(lagebild, many, tmp_path):
    (tmp_path / "less.jsonl").write_text(
        (tmp_path / "many.jsonl").read_text().split("\n")[0] + "\n", encoding="utf-8"
    )
    lagebild("code", "less.jsonl", "--out", "less")
    assert lagebild("diff-coding", "out", "out").stdout == "3 texts, 3 claims the same\n"
    told = lagebild("diff-coding", "out", "less", code=1).stdout.splitlines()
    assert told[0] == "3 texts, 1 claims the same"
    assert told[1].split() == ["went", "2"]
    assert any(line.startswith("  - ASSAULT") for line in told)
