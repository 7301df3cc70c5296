import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
import typer
from typer.testing import CliRunner

from lagebild.errors import DataError, LagebildError
from lagebild.model import Reading
from lagebild.version import VERSION
from lagebild.views import cli, readings
from lagebild.views.cli import app
from lagebild.views.options import ending_well, system_language

DEMO = str(Path(readings.__file__).parent.parent / "demo" / "reports.jsonl")
COMMANDS = ["read", "explain", "annotate", "eval", "check", "demo", "schema"]


@dataclass
class ByHand:
    """Stands for `Lagebild`: gives the readings made by hand, and breaks on certain words."""

    made: tuple

    def read(self, document):
        if "BREAK" in document.text:
            raise LagebildError("broken")
        if "BUG" in document.text:
            raise IndexError("no such token")
        if "DATA" in document.text:
            raise DataError("language pack 'de'", ["de/x.csv:2: wrong; right"])
        for reading in self.made:
            if reading.document.text == document.text:
                return msgspec.structs.replace(reading, document=document)
        status = "read" if document.lang in ("de", "en") else "not read yet"
        return Reading(document=document, sentences=(), claims=(), status=status)

    def explain(self, sentence, lang=None):
        @dataclass
        class Explanation:
            reading: Reading
            stations: tuple

        return Explanation(self.made[0] if lang != "en" else self.made[2], (("triggers", (sentence,)),))


@pytest.fixture
def lagebild(wire, denial, english, monkeypatch):
    """Run the command line with readings made by hand."""
    monkeypatch.setattr(readings, "lagebild_with", lambda data: ByHand((wire, denial, english)))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*args, **more):
        return CliRunner().invoke(app, [str(arg) for arg in args], **more)

    return run


@pytest.fixture
def texts(tmp_path):
    """A file of documents; each word of the arguments is a text."""

    def write(*words, name="texts.jsonl"):
        path = tmp_path / name
        path.write_text(
            "".join(json.dumps({"text": word, "lang": "de"}) + "\n" for word in words), encoding="utf-8"
        )
        return path

    return write


# ------------------------------------------------------------------ read


def test_in_a_pipe_a_claim_is_a_line(lagebild, wire):
    result = lagebild("read", DEMO)
    assert result.stdout.splitlines()[: len(wire.claims)] == [str(claim) for claim in wire.claims]


def test_a_language_that_is_not_read_is_told_in_words_and_by_the_status(lagebild):
    result = lagebild("read", DEMO)
    assert result.exit_code == 1
    assert result.stderr.endswith("not read: language 'fr' has no pack yet\n")


def test_json_is_a_reading_a_line(lagebild):
    lines = lagebild("read", DEMO, "--json").stdout.splitlines()
    assert [json.loads(line)["document"]["document_id"] for line in lines][:2] == ["de-wire", "de-retelling"]
    assert len(lines) == 24


def test_html_is_written_to_the_file_and_nowhere_else(lagebild, tmp_path):
    page = tmp_path / "page.html"
    result = lagebild("read", DEMO, "--html", page, "--interface", "de")
    assert result.stdout == ""
    assert result.stderr.endswith(f"{page}: 24 documents, 12 claims\n")
    assert page.read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="de">')
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_html_and_json_can_be_had_at_once(lagebild, tmp_path):
    result = lagebild("read", DEMO, "--html", tmp_path / "page.html", "--json")
    assert len(result.stdout.splitlines()) == 24


def test_standard_input_is_read(lagebild, wire):
    result = lagebild("read", "-", "--lang", "de", input=wire.document.text)
    assert result.stdout.splitlines()[0] == str(wire.claims[0])


@pytest.mark.parametrize(
    ("word", "reason"),
    [("BREAK", "broken"), ("BUG", "please report it: IndexError: no such token (in read, test_cli.py:")],
)
def test_what_cannot_be_read_is_set_aside_and_the_rest_is_read(lagebild, texts, wire, word, reason):
    result = lagebild("read", texts(word, wire.document.text))
    assert result.exit_code == 1
    assert reason in result.stderr
    assert len(result.stdout.splitlines()) == len(wire.claims)


def test_a_file_that_is_not_there_is_set_aside(lagebild):
    result = lagebild("read", "nowhere.txt", DEMO)
    assert result.exit_code == 1
    assert result.stderr.startswith("nowhere.txt: no such file")
    assert result.stdout


def test_a_language_that_is_not_read_is_told_and_counted(lagebild, tmp_path):
    path = tmp_path / "no.jsonl"
    path.write_text('{"text": "Ingenting.", "lang": "no", "title": "Nei"}\n', encoding="utf-8")
    result = lagebild("read", path, "--json")
    assert result.exit_code == 1
    assert f"{path} (Nei): not read: language 'no' has no pack yet" in result.stderr
    assert json.loads(result.stdout)["status"] == "not read yet"


def test_a_mistake_in_the_data_ends_the_run(lagebild, texts):
    result = lagebild("read", texts("DATA", "DATA"))
    assert result.exit_code == 2
    assert result.stderr.count("de/x.csv:2: wrong; right") == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["read"], "Missing argument"),
        (["read", "a", "--json", "--plain"], "choose one"),
        (
            ["read", "a", "--published", "2024-02-30"],
            "'2024-02-30' is no day; right would be one as 2024-10-18",
        ),
        (["read", "a", "--lang", "xx"], "'xx' is not known; there are de, en"),
        *(
            ([*command, "--interface", "fr"], "'fr' is not known; there are de, en")
            for command in (
                ["read", "a"],
                ["explain", "a"],
                ["demo"],
                ["stories", "a"],
                ["codebook"],
                ["serve", "--demo"],
                ["outlook"],
            )
        ),
        (["read", "a", "--html", "/nowhere/page.html"], "there is no folder '/nowhere'"),
        (["read", DEMO, "--html", DEMO], "the page would overwrite it"),
        (["read", "a", "--data", "/nowhere"], "does not exist"),
        (["explain"], "Missing argument"),
        (["explain", "  "], "right would be a sentence"),
        (["eval", "/nowhere.jsonl"], "does not exist"),
        (["unheard"], "No such command"),
        ([DEMO], f"no such command; right would be `lagebild read {DEMO}`"),
        (
            ["outlook", "RUS", "UKR"],
            "right would be `lagebild outlook --actor RUS --recipient UKR`, or one of",
        ),
        (["outlook", "RUS"], "right would be `lagebild outlook --actor RUS --recipient ID`"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_read(lagebild, args, told):
    result = lagebild(*args)
    assert result.exit_code == 2
    assert " ".join(told.split()) in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("args", "system", "lang"),
    [
        ([], None, "de"),
        ([], "C.UTF-8", "de"),
        ([], "en_US.UTF-8", "en"),
        (["--lang", "de"], "en_US.UTF-8", "de"),
        (["--lang", "de", "--interface", "en"], None, "en"),
    ],
)
def test_the_interface_speaks_as_asked_else_as_the_system_else_as_the_text(
    lagebild, tmp_path, monkeypatch, args, system, lang
):
    if system:
        monkeypatch.setenv("LANG", system)
    page = tmp_path / "page.html"
    lagebild("read", DEMO, "--html", page, *args)
    assert f'<html lang="{lang}">' in page.read_text(encoding="utf-8")


def test_the_first_locale_that_is_set_counts(monkeypatch):
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LC_MESSAGES", "de_DE")
    monkeypatch.setenv("LANG", "en_US")
    assert system_language() == "de_DE"


# ------------------------------------------------------------------ the other commands


def test_explain_shows_the_stations(lagebild):
    result = lagebild("explain", "Moskau bestreitet das.", "--interface", "de")
    assert (result.exit_code, result.stdout) == (0, "Auslöser\n  Moskau bestreitet das.\n\n")


def test_annotate_writes_ids_and_events(lagebild):
    lines = [json.loads(line) for line in lagebild("annotate", DEMO).stdout.splitlines()]
    assert [line["id"] for line in lines][:2] == ["de-wire", "de-retelling"]
    first = lines[0]["events"][0]
    assert (first["trigger"], first["type"], first["attribution"]) == (
        "beschlossen",
        "AGREE",
        ["südkoreanischen Geheimdienstes NIS"],
    )


@pytest.fixture
def gold(tmp_path, wire):
    event = {
        "trigger": "beschlossen", "trigger_start": wire.document.text.index("beschlossen"), "type": "AGREE", "actors": ["Nordkorea"],
        "recipients": ["Russland"], "polarity": "affirmed", "certainty": "reported",
        "attribution": ["südkoreanischen Geheimdienstes NIS"], "quantity": None, "place": None, "date": None,
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    record = {"id": "p1", "lang": "de", "text": wire.document.text, "events": [event]}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_eval_reads_the_passages_and_scores_them(lagebild, gold):
    result = lagebild("eval", gold, "--json", "--errors", "2")
    scores = json.loads(result.stdout)
    assert result.exit_code == 0
    assert scores["passages"] == 1
    assert scores["predicted_events"] == 6
    assert len(scores["mistakes"]) == 2


def test_eval_scores_what_annotate_wrote(lagebild, gold, tmp_path):
    pred = tmp_path / "pred.jsonl"
    pred.write_text(lagebild("annotate", gold).stdout, encoding="utf-8")
    by_file = lagebild("eval", gold, "--pred", pred)
    by_pipe = lagebild("eval", gold, "--pred", "-", input=pred.read_text(encoding="utf-8"))
    assert by_file.stdout == by_pipe.stdout == lagebild("eval", gold).stdout
    assert "passages 1" in by_file.stdout


@pytest.mark.parametrize(
    "args", [["--lang", "en"], ["--public", "only"], ["--public", "sometimes"], ["--pred", "/nowhere"]]
)
def test_eval_of_nothing_is_wrong_usage(lagebild, gold, args):
    assert lagebild("eval", gold, *args).exit_code == 2


def test_the_demo_shows_the_picture_and_writes_the_page(lagebild, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = lagebild("demo", "--interface", "en")
    assert result.exit_code == 0
    assert "● asserted" in result.stdout
    assert "demo.html: 24 documents" in result.stderr
    assert Path("demo.html").read_text(encoding="utf-8").count('class="document"') == 24


def test_the_schema_is_printed(lagebild):
    assert json.loads(lagebild("schema").stdout)["$ref"] == "#/$defs/Reading"


# ------------------------------------------------------------------ help and ends


def test_the_version_is_told(lagebild):
    assert lagebild("--version").stdout == f"lagebild {VERSION}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(lagebild, command):
    assert f"lagebild {command}" in lagebild(command, "--help").stdout.split("Examples:")[1]


def test_no_help_has_a_bracket_that_the_terminal_takes_for_markup():
    def helps(command, name):
        yield name, command.help or ""
        yield from ((f"{name} {param.name}", getattr(param, "help", None) or "") for param in command.params)
        for below, other in getattr(command, "commands", {}).items():
            yield from helps(other, f"{name} {below}")

    told = list(helps(typer.main.get_command(app), "lagebild"))
    assert len(told) > 200
    assert [name for name, text in told if re.search(r"(?<!\\)\[[a-z]", text)] == []


def test_help_answers_at_once():
    began = time.monotonic()
    heavy = "import sys; import lagebild.views.cli; print([m for m in ('numpy', 'msgspec', 'HanTa', 'trafilatura') if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout
    assert loaded == "[]\n"
    assert time.monotonic() - began < 5  # 0.2 s where this was written; a machine under load takes longer


@pytest.mark.parametrize(
    ("named", "made"),
    [
        (["read"], ["read"]),
        (["eval"], ["evaluate"]),
        (["raed"], None),
        (["outlook"], None),
        (["-h"], None),
        ([], None),
    ],
)
def test_where_a_command_is_named_only_that_is_made(named, made, monkeypatch):
    commands, groups = list(app.registered_commands), list(app.registered_groups)
    monkeypatch.setattr(app, "registered_commands", commands)
    monkeypatch.setattr(app, "registered_groups", groups)
    cli._leave_out_others(named)
    left = [each.callback.__name__ for each in app.registered_commands]
    assert left == (made or [each.callback.__name__ for each in commands])
    assert app.registered_groups == ([] if made else groups)


def test_a_reader_that_goes_away_is_no_error():
    script = "import sys; from lagebild.views.cli import app; sys.exit(max(app(['schema'], standalone_mode=False) or 0 for _ in range(9)))"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 141


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "\nInterrupted.\n"),
        (LagebildError("a: wrong; right"), 2, "a: wrong; right\n"),
    ],
)
def test_a_command_ends_without_a_trace(error, status, told, capsys):
    with pytest.raises(typer.Exit) as ended, ending_well():
        raise error
    assert ended.value.exit_code == status
    assert capsys.readouterr().err == told


def test_ctrl_c_ends_a_run_at_once(tmp_path):
    script = (
        "import lagebild.views.readings as r, time\n"
        "r.lagebild_with = lambda data: type('Slow', (), {'read': lambda self, d: (print('go', flush=True), time.sleep(60))})()\n"
        "from lagebild.views.cli import main; main()"
    )
    asked = "import signal; signal.signal(2, signal.default_int_handler)\n"  # also where tests run in the background
    with subprocess.Popen(
        [sys.executable, "-c", asked + script, "read", DEMO], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout.readline() == b"go\n"
        os.kill(run.pid, 2)
        assert run.stderr.read() == b"\nInterrupted.\n"
        assert run.wait() == 130
