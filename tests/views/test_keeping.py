"""The commands that keep and ask, as somebody would use them."""

import json
import zlib

import pytest
from typer.testing import CliRunner

from lagebild.ledger import Remark, open_ledger
from lagebild.views import readings, storydata
from lagebild.views.cli import app

ENVOY = "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt."
EDITED = "Nach Angaben des Geheimdienstes hat Nordkorea Soldaten nach Russland entsandt. Am Montag drohte die Nato Russland mit Sanktionen."
THREAT = "Die Nato drohte Russland am Montag."


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


def test_who_published_a_text_may_be_told_beside_it(lagebild, tmp_path):
    (tmp_path / "r.txt").write_text(THREAT, encoding="utf-8")
    lagebild("add", "r.txt", "--published", "2024-10-18", "--publisher", "Bote", "--lang", "de")
    assert "  2024-10-18  Bote  THREATEN" in lagebild("claims").stdout


def test_whoever_asks_for_a_state_finds_its_drones_and_what_is_done_in_its_towns(lagebild, tmp_path):
    (tmp_path / "r.txt").write_text(
        "Russische Drohnen haben in der Nacht Odessa angegriffen.", encoding="utf-8"
    )
    lagebild("add", "r.txt", "--published", "2024-10-18", "--lang", "de")
    line = "ASSAULT  Russische Drohnen -> Odessa"
    for asked in (
        ["--actor", "RUS"],
        ["--recipient", "UKR"],
        ["--between", "UKR,RUS"],
        ["--country", "Ukraine"],
    ):
        assert line in lagebild("claims", *asked).stdout, asked
    for asked in (["--actor", "UKR"], ["--actor", "RUS.MIL"], ["--country", "BLR"]):
        assert line not in lagebild("claims", *asked).stdout, asked
    assert "RUS.?\tUKR.?" in lagebild("sql", "SELECT actors, recipients FROM claims").stdout


def test_that_nothing_meets_a_question_is_said(lagebild, reports):
    lagebild("add", reports)
    nothing = lagebild("claims", "--actor", "XYZ")
    assert (nothing.stdout, nothing.stderr) == ("", "No claim meets this.\n")
    assert lagebild("dyad", "RUS", "XYZ").stderr == "No story between Russia and XYZ.\n"
    assert lagebild("claims", "--actor", "PRK").stderr == ""


def test_what_was_added_is_linked_without_being_read_again(lagebild, reports, monkeypatch):
    def read_again(data):
        raise AssertionError("read again")

    lagebild("add", reports)
    monkeypatch.setattr("lagebild.views.storydata._reader", read_again)
    assert len(lagebild("stories", "--json").stdout.splitlines()) == 2


def test_what_an_earlier_version_kept_for_linking_as_plain_json_is_read(lagebild, reports, monkeypatch):
    lagebild("add", reports)
    with open_ledger("lagebild.sqlite") as ledger:
        rows = [(key, zlib.decompress(body)) for key, body in ledger.derived(storydata.TABLE)]
        assert [body[:1] for _, body in rows] == [b"{", b"{"]
        ledger.derive(storydata.TABLE, rows)
    monkeypatch.setattr(storydata, "_reader", None)
    assert len(lagebild("stories", "--as-of", "2024-10-19", "--json").stdout.splitlines()) == 1
    assert len(lagebild("stories", "--json").stdout.splitlines()) == 2


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


def test_what_comes_twice_in_one_run_is_kept_once(lagebild, tmp_path):
    (tmp_path / "r.jsonl").write_text(
        '{"id": "no", "text": "Ingenting.", "lang": "no"}\n' * 3, encoding="utf-8"
    )
    added = lagebild("add", "r.jsonl", "--workers", "2", code=1)
    assert added.stdout.splitlines() == ["new  no  0 claims"]
    assert "1 new; 0 claims" in added.stderr or "2 known, 1 new; 0 claims" in added.stderr


def test_a_day_that_comes_too_late_or_lies_ahead_is_told(lagebild, tmp_path):
    (tmp_path / "r.txt").write_text("Russland hat am Montag die Stadt Charkiw beschossen.", encoding="utf-8")
    lagebild("add", "r.txt", "--lang", "de")
    again = lagebild("add", "r.txt", "--lang", "de", "--published", "2024-10-18")
    assert "known, and stays as it was added (without a day)" in again.stderr
    assert "stays" not in lagebild("add", "r.txt", "--lang", "de").stderr
    (tmp_path / "s.txt").write_text("Israel hat am Montag die Stadt Tyros beschossen.", encoding="utf-8")
    ahead = lagebild("add", "s.txt", "--lang", "de", "--published", "2931-01-01")
    assert "published 2931-01-01, which lies ahead" in ahead.stderr


def test_two_texts_with_one_id_are_told_as_only_the_later_counts(lagebild, tmp_path):
    def row(**more):
        return json.dumps({"id": "1", "lang": "de", **more}) + "\n"

    shelled = "Russland hat am Montag die Stadt Charkiw beschossen."
    (tmp_path / "a.jsonl").write_text(row(text=shelled, publisher="Bote"), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(row(text=THREAT, publisher="Courier"), encoding="utf-8")
    lagebild("add", "a.jsonl")
    other = lagebild("add", "b.jsonl")
    assert "1: the id of another text, too (Bote), and kept as that one's new wording" in other.stderr
    (tmp_path / "c.jsonl").write_text(row(text=shelled) + row(text=THREAT), encoding="utf-8")
    same_run = lagebild("add", "c.jsonl", "--ledger", "c.sqlite")
    assert "1: the id of another text, too (of this run)" in same_run.stderr
    (tmp_path / "d.jsonl").write_text(
        row(text=shelled, publisher="Bote") + row(text=shelled[:-1], publisher="Bote", modified="2024-10-20"),
        encoding="utf-8",
    )
    assert "another text" not in lagebild("add", "d.jsonl", "--ledger", "d.sqlite").stderr


def test_a_claim_as_json_has_its_source_and_its_certainty(lagebild, reports):
    lagebild("add", reports)
    (line,) = lagebild("claims", "--type", "AID", "--json").stdout.splitlines()
    found = json.loads(line)
    assert (found["claim"]["certainty"], found["sentence"]) == ("reported", ENVOY)
    assert found["claim"]["chain"][0]["source"]["mention"]["span"]["text"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Truppen", 1),
        ("truppe", 1),
        ("Entsendung", 1),
        ("Truppenentsendung", 1),
        ("Truppenentsend*", 1),
        ("Truppentransport", 0),
        ("attacking", 1),
        ("troop", 1),
        ("attack troops", 1),
        ("Truppen troops", 0),
    ],
)
def test_a_search_finds_every_form_and_the_parts_of_compounds(lagebild, reports, word, found):
    (reports / "reports.jsonl").write_text(
        '{"text": "Der Kreml bestritt am Montag die Truppenentsendung.", "lang": "de"}\n'
        '{"text": "Russian troops attacked Kharkiv on Monday.", "lang": "en"}\n',
        encoding="utf-8",
    )
    lagebild("add", reports)
    documents = {line.split()[0] for line in lagebild("search", *word.split(), "--texts").stdout.splitlines()}
    assert len(documents) == found
    assert bool(lagebild("search", *word.split()).stdout) == bool(found)


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
        (["remark", "note", "x", "--text", "seen"], "no such ledger"),
        (["adopt", "x"], "no such ledger"),
        (["backup", "copy.sqlite"], "no such ledger"),
        (["verify"], "no such ledger"),
        (["forget", "x", "--yes"], "no such ledger"),
        (["export", "journal", "--out", "journal.jsonl"], "no such ledger"),
        (["watch"], "no such ledger"),
        (["reread"], "no such ledger"),
        (["remark", "note", "x"], "a note needs one; right would be what there is to say"),
        (["remark", "note", "--text", "seen"], "a note needs one; right would be the id of a claim"),
        (["remark", "withdrawal"], "a withdrawal needs one; right would be the id of the remark"),
    ],
)
def test_wrong_usage_is_told_and_makes_no_ledger(lagebild, tmp_path, args, told):
    said = " ".join(lagebild(*args, code=2).stderr.replace("│", "").split())
    assert told in said
    assert not (tmp_path / "lagebild.sqlite").exists()


def test_what_cannot_be_read_is_told_and_the_rest_is_kept(lagebild, reports, tmp_path):
    (reports / "broken.jsonl").write_text('{"text": 3}\n', encoding="utf-8")
    added = lagebild("add", reports, code=1)
    assert "broken.jsonl:1: 'text' is a number; right would be a string" in added.stderr
    assert len(added.stdout.splitlines()) == 2


# ------------------------------------------------------------------ quarantine, rereading, adopting


def test_what_waits_in_the_quarantine_is_tried_again(lagebild, reports):
    broken = reports / "broken.jsonl"
    broken.write_text('{"text": 3}\n', encoding="utf-8")
    lagebild("add", reports, code=1)
    lagebild("add", "--retry", code=1)
    (line,) = lagebild("quarantine").stdout.splitlines()
    assert "broken.jsonl:1  2 tries" in line and "'text' is a number" in line
    broken.write_text(json.dumps({"text": THREAT, "lang": "de"}) + "\n", encoding="utf-8")
    assert lagebild("add", "--retry").stdout.startswith("new  ")
    assert lagebild("quarantine").stdout == ""


def test_a_document_that_breaks_the_reader_waits_with_its_text(lagebild, reports, monkeypatch):
    from lagebild.engines import local

    read = local.read_document
    monkeypatch.setattr(readings, "lagebild_with", lambda data: Breaking())
    assert "please report it: IndexError: no such token" in lagebild("add", reports, code=1).stderr
    assert len(lagebild("quarantine").stdout.splitlines()) == 2
    monkeypatch.setattr(readings, "lagebild_with", lambda data: Breaking(read))
    assert len(lagebild("add", "--retry").stdout.splitlines()) == 2
    assert lagebild("quarantine").stdout == ""


class Breaking:
    """A reader that breaks, unless it is given another."""

    def __init__(self, read=None):
        self._read = read

    def read(self, document):
        if self._read is None:
            raise IndexError("no such token")
        return self._read(document)


@pytest.fixture
def tables(tmp_path):
    """Tables of one's own, which make another release."""
    folder = tmp_path / "mine" / "languages" / "de" / "frames"
    folder.mkdir(parents=True)
    (folder / "assault.csv").write_text(
        "lemma,upos,mode,family,when,unless,context,note\nzermalmen,VERB,destroy,act_on,,,,\n",
        encoding="utf-8",
    )
    return tmp_path / "mine"


def test_a_better_release_counts_once_it_is_adopted(lagebild, tmp_path, tables):
    (tmp_path / "r.txt").write_text("Rebellen zermalmten am Montag die Kirche.", encoding="utf-8")
    lagebild("add", "r.txt", "--published", "2024-10-18", "--lang", "de")
    before = lagebild("claims").stdout
    reread = lagebild("reread", "--data", tables)
    assert "which is not adopted, so that these claims do not count yet" in reread.stderr
    assert lagebild("claims").stdout == before
    releases = lagebild("adopt").stdout.splitlines()
    assert ["not adopted" in line for line in releases] == [False, True]
    new = releases[1].split()[0]
    shown = lagebild("adopt", new[:6], code=1)
    assert "+ ASSAULT [destroy]" in shown.stdout and "Not adopted; --yes adopts it." in shown.stderr
    assert lagebild("claims").stdout == before
    lagebild("adopt", new[:6], "--yes")
    assert "ASSAULT [destroy]" in lagebild("claims").stdout
    lagebild("adopt", releases[0].split()[0], "--yes")
    assert lagebild("claims").stdout == before


# ------------------------------------------------------------------ remarks


def test_a_remark_stands_beside_its_claim_until_it_is_withdrawn(lagebild, reports):
    lagebild("add", reports)
    claim_id = lagebild("claims", "--type", "AID").stdout.split()[0]
    remark_id = lagebild("remark", "note", claim_id[:6], "--text", "heard it, too").stdout.strip()
    assert "note       heard it, too [anna, " in lagebild("show", claim_id).stdout
    assert lagebild("remarks").stdout.split()[:3] == [remark_id, "note", "anna"]
    lagebild("remark", "correction", claim_id, "--value", "certainty=denied")
    assert "  Bote  [note]  [correction certainty=denied]  AID" in lagebild("claims", "--type", "AID").stdout
    assert lagebild("inbox").stdout == ""
    lagebild("remark", "withdrawal", "--about", remark_id)
    assert remark_id not in lagebild("remarks").stdout.split()[:1]


def test_a_remark_whose_words_are_gone_waits_in_the_inbox(lagebild, reports, tmp_path):
    lagebild("add", reports)
    claim_id = lagebild("claims", "--type", "AID").stdout.split()[0]
    lagebild("remark", "pin", claim_id)
    record = {"id": "envoy", "text": THREAT, "publisher": "Bote", "lang": "de"}
    (tmp_path / "edited.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    lagebild("add", "edited.jsonl")
    assert "-> lost" in lagebild("inbox").stdout


def test_a_watch_tells_of_new_claims(lagebild, reports):
    lagebild("add", reports / "reports.jsonl")
    lagebild("remark", "watch", "--value", "actor=IGO.nato recipient=RUS", "--text", "threats")
    (reports / "new.jsonl").write_text(json.dumps({"text": THREAT, "lang": "de"}) + "\n", encoding="utf-8")
    lines = lagebild("add", reports).stdout.splitlines()
    assert [line.split("  ")[:2] for line in lines] == [
        ["new", lines[0].split("  ")[1]],
        ["watch", "threats"],
    ]
    assert "THREATEN" in lines[1]
    assert "THREATEN" in lagebild("claims", "--saved", "threats").stdout


CONDITION = "If North Korea sends soldiers to Russia, South Korea will send weapons to Ukraine, the presidential office in Seoul said."
MET = "Südkorea hat Waffen an die Ukraine geliefert, teilte das Verteidigungsministerium in Seoul mit."


def _line(**fields):
    return json.dumps(fields) + "\n"


def test_a_watched_condition_is_told_when_a_later_claim_meets_it_and_the_exit_status_stays(
    lagebild, tmp_path
):
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    before.write_text(
        _line(id="if", text=CONDITION, published="2024-10-22", publisher="Ledger"), encoding="utf-8"
    )
    after.write_text(_line(id="then", text=MET, published="2024-11-22", publisher="Bote"), encoding="utf-8")
    lagebild("add", before)
    rows = [json.loads(line) for line in lagebild("expectations", "--json").stdout.splitlines()]
    for row in rows:
        lagebild("remark", "watch", row["claim"], "--text", "arms")
    new, met = lagebild("add", after).stdout.splitlines()
    assert new.startswith("new  then")
    assert met.startswith("met  arms  ")
    assert MET in met
    told = [json.loads(line) for line in lagebild("expectations", "--met", "--json").stdout.splitlines()]
    assert [row["watched"] for row in told] == [True]


def test_what_is_no_condition_cannot_be_watched(lagebild, reports):
    lagebild("add", reports)
    claim = lagebild("claims", "--json").stdout.splitlines()[0]
    key = json.loads(claim)["claim"]["claim_id"]
    assert "is no condition" in lagebild("remark", "watch", key, code=2).stderr


def test_stories_are_joined_and_parted_by_commands_of_their_own(lagebild, tmp_path):
    told = [
        ("a", "Russian drones attacked Kharkiv on Monday, the governor said.", "2024-10-21"),
        ("b", "Russian drones attacked Kharkiv on Wednesday, police said.", "2024-10-23"),
    ]
    lines = [_line(id=key, text=text, published=day, publisher=f"Paper {key}") for key, text, day in told]
    (tmp_path / "two.jsonl").write_text("".join(lines), encoding="utf-8")
    lagebild("add", "two.jsonl")

    def ids():
        return [json.loads(line)["story"] for line in lagebild("stories", "--json").stdout.splitlines()]

    one, other = ids()
    remark = lagebild("join", one, other).stdout.strip()
    assert ids() == [one]
    lagebild("remark", "withdrawal", "--about", remark)
    assert ids() == [one, other]
    assert "it needs two claims or more" in lagebild("part", one, code=2).stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["remark", "shout"], "'shout' is not known; there are note, correction"),
        (["remark", "merge", "x"], "it needs two claims or more"),
        (["remark", "grade", "--about", "x", "--value", "7"], "a grade is A to F"),
        (["remark", "correction", "x", "--value", "denied"], "a correction is field=value"),
        (["remark", "correction", "x", "--value", "colour=red"], "a claim has no 'colour'"),
        (["remark", "correction", "x", "--value", "certainty=sure"], "'sure' is no certainty"),
        (["remark", "watch", "--value", "colour=red"], "'colour=red': there are actor"),
        (["remark", "watch"], "it asks for nothing"),
        (["remark", "withdrawal", "--about", "x"], "there is no remark 'x'"),
        (["remark", "pin", "zzzz"], "nothing begins with 'zzzz'"),
        (["claims", "--saved", "x"], "there is no saved search 'x'"),
        (["adopt", "zzzz"], "no release 'zzzz' here"),
        (["add"], "right would be a file or folder, or --retry"),
        (["forget", "zzzz", "--yes"], "no document 'zzzz' here"),
    ],
)
def test_wrong_usage_changes_nothing(lagebild, reports, args, told):
    lagebild("add", reports)
    result = lagebild(*args, code=2)
    assert told in " ".join(result.stderr.replace("│", " ").split())
    assert lagebild("remarks").stdout == ""


# ------------------------------------------------------------------ copies, checks, SQL


def test_a_backup_brings_everything_back_but_what_was_forgotten(lagebild, reports, tmp_path):
    lagebild("add", reports)
    lagebild("backup", "friday.sqlite")
    before = lagebild("export", "journal", "--canonical").stdout
    (tmp_path / "new.txt").write_text(THREAT, encoding="utf-8")
    lagebild("add", "new.txt", "--lang", "de")
    assert "--yes moves it aside" in lagebild("restore", "friday.sqlite", code=1).stderr
    lagebild("restore", "friday.sqlite", "--yes")
    assert lagebild("export", "journal", "--canonical").stdout == before
    lagebild("forget", "envoy", "--yes", "--why", "court order")
    for path in ("lagebild.sqlite", "friday.sqlite"):
        assert "envoy" not in lagebild("export", "journal", "--ledger", path).stdout
    lagebild("restore", "friday.sqlite", "--yes")
    assert "envoy" not in lagebild("export", "journal").stdout
    assert lagebild("add", reports).stdout == ""


def test_an_export_that_was_made_is_named_when_something_is_forgotten(lagebild, reports):
    lagebild("add", reports)
    lagebild("export", "journal", "--out", "all.jsonl")
    told = lagebild("forget", "envoy", "--yes", code=1).stderr
    assert "all.jsonl: export of " in told and "delete it, or make it anew" in told


def test_export_and_import_make_the_same_ledger(lagebild, reports):
    lagebild("add", reports)
    journal = lagebild("export", "journal").stdout
    assert lagebild("import", "-", "--ledger", "copy.sqlite", input=journal).stderr == "-: 2 new readings\n"
    assert lagebild("export", "journal", "--ledger", "copy.sqlite").stdout == journal
    assert (
        lagebild("search", "Soldat", "--ledger", "copy.sqlite").stdout == lagebild("search", "Soldat").stdout
    )


def test_a_whole_ledger_is_verified_with_its_counts(lagebild, reports):
    lagebild("add", reports)
    found = lagebild("verify")
    assert found.stdout == ""
    assert found.stderr.startswith("2 documents, 2 versions, 2 readings, 2 claims")
    lagebild("verify", "--mend")


def test_sql_asks_and_changes_nothing(lagebild, reports):
    lagebild("add", reports)
    rows = lagebild(
        "sql", "SELECT type, certainty, actors, recipients, source FROM claims ORDER BY type"
    ).stdout
    assert rows.splitlines()[:2] == ["type\tcertainty\tactors\trecipients\tsource", rows.splitlines()[1]]
    assert rows.splitlines()[1].startswith("AID\treported\tPRK\tRUS\t")
    assert json.loads(lagebild("sql", "SELECT 1 AS one", "--json").stdout) == {"one": 1}
    for statement in ("DELETE FROM current", "ATTACH 'x.sqlite' AS x", "DROP TABLE reading", "SELEC"):
        lagebild("sql", statement, code=2)
    assert lagebild("verify").stdout == ""


@pytest.mark.parametrize(
    ("option", "value", "right"),
    [
        ("--type", "ATTACK", "ASSAULT"),
        ("--type", "assesment", "assessment"),
        ("--certainty", "sure", "asserted"),
    ],
)
def test_what_no_claim_can_be_is_told_and_not_answered_by_nothing(lagebild, reports, option, value, right):
    lagebild("add", reports)
    assert right in lagebild("claims", option, value, code=2).output


def test_a_first_part_is_found_by_the_word_that_it_comes_from(lagebild, tmp_path):
    path = tmp_path / "border.txt"
    path.write_text("Polen kündigte am Montag eine Grenzöffnung an.", encoding="utf-8")
    lagebild("add", path, "--lang", "de")
    assert "Grenzöffnung" in lagebild("search", "Grenze", "--json").stdout
    assert lagebild("search", "Grenzen").stdout


@pytest.mark.parametrize("value", ["type=FOO", "certainty=sure", "first=2024-13-01"])
def test_a_watch_for_what_no_claim_can_have_is_refused(lagebild, reports, value):
    lagebild("add", reports)
    refused = lagebild("remark", "watch", "--value", value, code=2)
    assert "there are" in refused.stderr or "is no day" in refused.stderr


def test_a_watch_that_can_no_longer_be_asked_is_told_and_ends_nothing(lagebild, reports, tmp_path):
    lagebild("add", reports)
    with open_ledger(tmp_path / "lagebild.sqlite") as ledger:
        for name, value in (("gone", "actor=Ruritania"), ("threats", "type=THREATEN")):
            moment = "2024-11-01T00:00:00.000000Z"
            ledger.remark(
                Remark(remark_id=name, kind="watch", author="anna", at=moment, value=value, text=name)
            )
    (tmp_path / "r.txt").write_text(THREAT, encoding="utf-8")
    done = lagebild("add", "r.txt", "--published", "2024-10-18", "--lang", "de")
    assert done.stderr.count("The watch 'gone' cannot be asked: nobody is called 'Ruritania'") == 1
    assert "1 new" in done.stderr and "threats" in done.stdout
