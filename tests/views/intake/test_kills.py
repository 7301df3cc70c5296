"""A `watch` that is killed anywhere is taken up again."""

import argparse

import pytest

from benchmarks.intake import kills


@pytest.mark.slow
def test_a_watch_that_is_killed_loses_nothing_and_doubles_nothing():
    found = kills(argparse.Namespace(kills=3, sentences=2))
    assert found["kills"] == 3
    assert found["problems"] == []
