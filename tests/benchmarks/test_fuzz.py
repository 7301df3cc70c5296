"""Every input that is kept for fuzzing goes through, also where there is no atheris."""

import pytest

from benchmarks.fuzz.targets import TARGETS, run, seeds_of

INPUTS = [(target, path) for target in TARGETS for path in seeds_of(target)]


@pytest.mark.parametrize(("target", "path"), INPUTS, ids=lambda one: getattr(one, "name", one))
def test_an_input_breaks_nothing(target, path):
    run(target, path.read_bytes())


def test_every_target_has_seeds_and_they_are_small():
    assert {target for target, _ in INPUTS} == set(TARGETS)
    assert sum(path.stat().st_size for _, path in INPUTS) < 100_000
