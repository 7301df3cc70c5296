"""Stories of a ledger that is only to be read: told all the same, and nothing is written there."""

import json
import os

import pytest
from typer.testing import CliRunner

from lagebild.views import standin
from lagebild.views.cli import app

REPORTS = [
    {"id": "a", "publisher": "Bote", "published": "2024-10-18", "text": "Russian drones struck the port of Odesa."},
    {"id": "b", "publisher": "Kurier", "published": "2024-10-19", "text": "Russland hat die Ukraine angegriffen, teilte Kiew mit."},
]  # fmt: skip


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.delenv("LAGEBILD_LEDGER", raising=False)
    standin.stand_in.cache_clear()

    def run(*args, code=0):
        done = CliRunner().invoke(app, [str(arg) for arg in args])
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def locked(run, tmp_path, monkeypatch):
    """A ledger in a folder in which nobody may write; `lock()` locks it."""
    folder = tmp_path / "share"
    folder.mkdir()
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(one) + "\n" for one in REPORTS), encoding="utf-8")
    ledger = folder / "l.sqlite"
    run("add", tmp_path / "r.jsonl", "--ledger", ledger)
    may = os.access

    def lock():
        monkeypatch.setattr(
            os, "access", lambda path, mode: may(path, mode) and not (mode & os.W_OK and str(path).startswith(str(folder)))
        )  # fmt: skip
        return ledger

    return lock


def state_of(ledger):
    return ledger.read_bytes(), sorted(path.name for path in ledger.parent.iterdir())


COMMANDS = [
    ("stories",),
    ("source", "-"),
    ("dyad", "RUS", "UKR"),
    ("track", "casualties"),
    ("diff", "--since", "2024-10-19"),
    ("brief", "--lang", "en"),
    ("expectations",),
    ("export", "stories"),
    ("export", "dyads"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_ledger_that_is_only_to_be_read_is_told_as_any_other_and_stays_as_it_is(
    run, locked, tmp_path, command
):
    ledger = locked()
    before = state_of(ledger)
    told = run(*command, "--ledger", ledger)
    assert state_of(ledger) == before
    assert "only to be read; what is linked or written here is in a copy" in told.stderr
    other = tmp_path / "mine.sqlite"
    other.write_bytes(before[0])
    assert told.stdout == run(*command, "--ledger", other).stdout


def test_a_ledger_whose_stories_are_linked_is_not_copied_for_them(run, locked, tmp_path):
    run("stories", "--ledger", tmp_path / "share" / "l.sqlite")
    ledger = locked()
    told = run("stories", "--ledger", ledger)
    assert told.stdout
    assert "copy" not in told.stderr


def test_an_export_from_a_ledger_that_is_only_to_be_read_says_that_it_is_noted_nowhere(run, locked, tmp_path):
    ledger = locked()
    told = run("export", "claims", "--ledger", ledger, "--out", tmp_path / "c.jsonl")
    assert "does not know of" in told.stderr
    assert (tmp_path / "c.jsonl").stat().st_size


def test_a_ledger_that_is_only_to_be_read_can_be_verified(run, locked):
    ledger = locked()
    before = state_of(ledger)
    assert "2 documents" in run("verify", "--ledger", ledger).stderr
    assert state_of(ledger) == before


def test_a_copy_is_nobody_elses_to_look_into(run, locked):
    copy = standin.stand_in(locked())
    assert copy.parent.stat().st_mode & 0o077 == 0
