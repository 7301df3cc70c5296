"""Forty rounds of `make torture`: whatever happens to the writer, nothing that was confirmed is lost and nothing doubled."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROUNDS = {"kills": 40, "torn": 8, "faults": 12, "power": 40}


@pytest.fixture(scope="module")
def found():
    """What the rounds found. A missing compiler fails here."""
    wanted = [word for name, count in ROUNDS.items() for word in (f"--{name}", str(count))]
    command = [sys.executable, "-m", "benchmarks.torture", *wanted]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("part", ROUNDS)
def test_nothing_confirmed_is_lost_or_doubled_and_the_file_is_whole(found, part):
    assert found[part]["problems"] == []
    assert (found[part]["lost"], found[part]["doubled"]) == (0, 0)
    assert found[part]["rounds"] == ROUNDS[part]


def test_enough_kills_hit_a_write(found):
    assert found["kills"]["inside"] >= 0.2, found["kills"]["when"]


def test_writers_are_broken_off_where_they_should_be(found):
    assert found["torn"]["when"] == {"in a write or sync": ROUNDS["torn"]}
    assert sum(n for how, n in found["faults"]["when"].items() if how.endswith("told, and ended")) > 0
    assert found["power"]["when"]["with something lost"] > ROUNDS["power"] / 2
    assert found["power"]["confirmed"] > 0
