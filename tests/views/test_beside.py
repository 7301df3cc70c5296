"""What goes to standard error."""

import pytest
from typer.testing import CliRunner

from lagebild.ledger import open_ledger
from lagebild.views.beside import MOST_TOLD, Beside
from lagebild.views.cli import app

BAD = [f"Text {n}.,no day" for n in range(MOST_TOLD + 30)]
TABLE = "\n".join(["text,published", *BAD, *(f"Text {n}.,2024-02-3{n % 2}" for n in range(5))])


def test_of_the_bad_lines_of_a_file_the_first_are_told_and_then_how_many_of_each_reason(capsys):
    with Beside() as beside:
        for n in range(MOST_TOLD + 1_500):
            beside.set_aside(f"a.csv:{n}", "no day" if n % 3 else "no text", "a.csv")
        beside.set_aside("b.pdf", "a password")
    told = capsys.readouterr().err.splitlines()
    assert told[:2] == ["a.csv:0: no text", "a.csv:1: no day"] and len(told) == MOST_TOLD + 4
    assert told[MOST_TOLD] == "… and 1,500 more lines of a.csv set aside:"
    assert told[MOST_TOLD + 1 :] == [
        "  1,000 times, first at a.csv:10: no day",
        "  500 times, first at a.csv:12: no text",
        "b.pdf: a password",
    ]
    assert beside.aside == MOST_TOLD + 1_501


def test_of_many_reasons_the_most_frequent_are_told(capsys):
    with Beside() as beside:
        for n in range(100):
            beside.set_aside(f"a.csv:{n}", f"{n} is no day", "a.csv")
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 2 * MOST_TOLD + 2
    assert told[MOST_TOLD + 1] == f"  a.csv:{MOST_TOLD}: {MOST_TOLD} is no day"
    assert told[-1] == f"  {100 - 2 * MOST_TOLD} times: another of {100 - 2 * MOST_TOLD} reasons"


def test_files_that_cannot_be_read_are_each_told(capsys):
    with Beside() as beside:
        for n in range(3 * MOST_TOLD):
            beside.set_aside(f"{n}.pdf", "a password")
    assert len(capsys.readouterr().err.splitlines()) == 3 * MOST_TOLD


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_table_of_bad_rows_is_told_in_few_lines_and_each_row_waits_with_its_reason(tmp_path, command):
    table, ledger = tmp_path / "press.csv", tmp_path / "l.db"
    table.write_text(TABLE, encoding="utf-8")
    into = ["--ledger", str(ledger)] if command == "add" else []
    ran = CliRunner().invoke(app, [command, *into, str(table)])
    assert ran.exit_code == 1
    told = [line for line in ran.stderr.splitlines() if "press.csv:" in line or line.startswith((" ", "…"))]
    assert len(told) < 2 * MOST_TOLD + 2
    assert f"… and 35 more lines of {table} set aside:" in ran.stderr
    if command == "add":
        with open_ledger(ledger) as kept:
            waiting = list(kept.quarantined())
        assert len(waiting) == MOST_TOLD + 35 and all("published" in one.why for one in waiting)
