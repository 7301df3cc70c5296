"""The commands that keep and ask, as somebody would use them."""

import json

import pytest
from typer.testing import CliRunner

from lagebild.views.cli import app

ENVOY = "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt."
EDITED = "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt. Am Montag drohte die Nato Russland mit Sanktionen."


@pytest.fixture
def lagebild(tmp_path, monkeypatch):
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LAGEBILD_LEDGER", raising=False)
    monkeypatch.setenv("LAGEBILD_AUTHOR", "anna")

    def run(*args, code=0, **more):
        result = CliRunner().invoke(app, [str(arg) for arg in args], **more)
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def reports(tmp_path):
    """A folder of reports."""
    records = [
        {"id": "envoy", "text": ENVOY, "published": "2024-10-18", "publisher": "Bote", "title": "Entsandt"},
        {
            "id": "attack",
            "text": "Russian troops attacked Kharkiv on Monday.",
            "published": "2024-10-19",
            "publisher": "Courier",
        },
    ]
    folder = tmp_path / "news"
    folder.mkdir()
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return folder


def test_what_was_added_is_found_again(lagebild, reports):
    added = lagebild("add", reports)
    assert added.stdout.splitlines() == ["new  envoy  1 claim  Entsandt", "new  attack  1 claim"]
    assert added.stderr == "lagebild.sqlite: 2 new; 2 claims\n"
    again = lagebild("add", reports)
    assert (again.stdout, again.stderr) == ("", "lagebild.sqlite: 2 known; 0 claims\n")
    (line,) = lagebild("claims", "--actor", "PRK").stdout.splitlines()
    assert "  2024-10-18  Bote  AID" in line and line.endswith("| reported")
    assert lagebild("claims", "--between", "RUS,PRK").stdout.splitlines() == [line]
    assert lagebild("search", "Truppen").stdout == ""
    assert lagebild("search", "Soldat").stdout.splitlines() == [line]
    (text,) = lagebild("search", "attack", "--texts").stdout.splitlines()
    assert text.startswith("attack  2024-10-19  en  Courier")


def test_a_claim_as_json_has_its_source_and_its_certainty(lagebild, reports):
    lagebild("add", reports)
    (line,) = lagebild("claims", "--type", "AID", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["claim"]["certainty"], found["sentence"]) == ("reported", ENVOY)
    assert found["claim"]["chain"][0]["source"]["mention"]["span"]["text"]


def test_facets_are_counted(lagebild, reports):
    lagebild("add", reports)
    lines = lagebild("claims", "--facets").stdout.splitlines()
    assert lines[0] == "2 claims"
    assert {"type\tAID\t1", "type\tASSAULT\t1", "lang\tde\t1", "lang\ten\t1"} <= set(lines)


def test_an_edit_says_what_it_changed(lagebild, reports, tmp_path):
    lagebild("add", reports)
    path = tmp_path / "edited.jsonl"
    record = {"id": "envoy", "text": EDITED, "publisher": "Bote", "modified": "2024-10-20"}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert "(1 gained, 0 lost, 0 altered, 1 the same)" in lagebild("add", path).stdout
    shown = lagebild("show", "envoy").stdout
    assert "edited     2024-10-20: 1 gained, 0 lost, 0 altered, 1 the same" in shown
    assert "    + THREATEN" in shown
    assert "THREATEN" not in lagebild("claims", "--as-of", "2024-10-20").stdout


def test_a_claim_is_shown_with_all_that_it_rests_on(lagebild, reports):
    lagebild("add", reports)
    claim_id = lagebild("claims", "--type", "AID").stdout.split()[0]
    shown = lagebild("show", claim_id[:8]).stdout
    for part in (
        ENVOY,
        "source     ",
        "certainty  reported",
        "document   envoy  Bote",
        "published 2024-10-18",
    ):
        assert part in shown


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["claims"], "lagebild.sqlite: no such ledger"),
        (["claims", "--between", "RUS"], "'RUS' is no pair; right would be RUS,UKR"),
        (["claims", "--as-of", "yesterday"], "'yesterday' is no day"),
        (["claims", "--read-by", "yesterday"], "'yesterday' is no moment"),
        (["show", "x"], "no such ledger"),
    ],
)
def test_wrong_usage_is_told(lagebild, args, told):
    assert told in lagebild(*args, code=2).stderr.replace("\n", " ").replace("│", "")


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(lagebild, reports, tmp_path):
    (reports / "broken.jsonl").write_text('{"text": 3}\n', encoding="utf-8")
    added = lagebild("add", reports, code=1)
    assert "broken.jsonl:1: 'text' is a number; right would be a string" in added.stderr
    assert len(added.stdout.splitlines()) == 2
