"""What the documentation shows can be done."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "path.md", *sorted((ROOT / "docs" / "how-to").glob("*.md"))]
SHOWN = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```(python|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A shell that knows `lagebild` even where the package is not installed.
COMMAND = (
    f"lagebild() {{ '{sys.executable}' -c 'from lagebild.views.cli import main; main()' \"$@\"; }}\nset -e\n"
)
REPORT = "Nach Angaben der ukrainischen Armee griff Russland am Montag die Stadt Charkiw mit Drohnen an.\n"
REPORTS = (
    '{"id": "a", "publisher": "Rheinbote", "published": "2024-10-18", "lang": "de", "text": "Nordkorea hat nach Angaben des '
    'südkoreanischen Geheimdienstes NIS 1500 Soldaten nach Russland geschickt."}\n'
    '{"id": "b", "publisher": "Elbe-Kurier", "published": "2024-10-24", "lang": "de", "text": "Nordkoreanische Soldaten sind in '
    'Russland eingetroffen, teilte die ukrainische Regierung mit."}\n'
)
# What sets up or trains is not run again inside the tests.
LEFT_OUT = ("git ", "make ", "pip ")


def blocks():
    for page in PAGES:
        for number, match in enumerate(FENCE.finditer(page.read_text(encoding="utf-8")), 1):
            language, code = match.groups()
            if not (language == "sh" and code.lstrip().startswith(LEFT_OUT)):
                yield pytest.param(language, code, id=f"{page.relative_to(ROOT).as_posix()}-{number}")


@pytest.mark.parametrize(("language", "code"), list(blocks()))
def test_a_block_of_code_in_the_documentation_runs(language, code, tmp_path):
    command = [sys.executable, "-c", code] if language == "python" else ["bash", "-c", COMMAND + code]
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text(REPORTS, encoding="utf-8")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_output_that_stands_behind_a_block_is_what_it_prints(page):
    for code, output in SHOWN.findall(page.read_text(encoding="utf-8")):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout == output


def test_the_output_of_the_first_page_is_shown():
    assert SHOWN.search((ROOT / "README.md").read_text(encoding="utf-8"))


def test_the_word_that_the_how_to_adds_is_read(tmp_path):
    page = (ROOT / "docs" / "how-to" / "add-a-word.md").read_text(encoding="utf-8")
    (block,) = [code for _, code in FENCE.findall(page) if "mkdir" in code]
    done = subprocess.run(
        ["bash", "-c", COMMAND + block], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "ASSAULT [destroy]" in done.stdout


def test_every_command_is_documented():
    typer = pytest.importorskip("typer")
    from lagebild.views.cli import app

    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    commands = getattr(typer.main.get_command(app), "commands", {})
    missing = [
        name
        for name, command in commands.items()
        if not command.hidden and f"## `lagebild {name}`" not in page
    ]
    assert commands
    assert not missing


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_to_files_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = [t.partition("#")[0] for t in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in t]
    assert [t for t in targets if t and not (page.parent / t).exists()] == []


def test_every_decision_is_in_the_list():
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in folder.glob("0*.md") if f"({p.name})" not in listed] == []


def test_the_list_of_modules_has_every_one_in_its_room():
    """Those of rooms within rooms were left out."""
    told = (ROOT / "docs" / "reference" / "modules.md").read_text(encoding="utf-8")
    sections = dict(part.split("\n", 1) for part in told.split("\n## ")[1:])
    source = ROOT / "src" / "lagebild"
    for path in source.rglob("*.py"):
        room = path.parent.relative_to(source).as_posix()
        assert f"| `{path.name}` |" in sections["The top" if room == "." else f"{room}/"], path
