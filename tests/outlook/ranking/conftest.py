"""A small world of our own making: entities that repeat themselves, answer each other, and now and then surprise."""

import numpy as np
import pytest

from lagebild.outlook.ranking.quadruples import Benchmark

ENTITIES, RELATIONS, STEPS = 24, 4, 60
PLACES = ("Northland", "Southland", "Eastland")


def names():
    return tuple(f"{('Citizen', 'Police')[i % 2]} ({PLACES[i % 3]})" for i in range(ENTITIES))


def world(seed=0, steps=STEPS):
    """Facts `s r o step`: habits, answers a day later, and noise."""
    rng = np.random.default_rng(seed)
    habits = rng.integers(0, [ENTITIES, RELATIONS, ENTITIES], (30, 3))
    rows, before = [], []
    for step in range(steps):
        today = [tuple(habits[i]) for i in rng.choice(30, 6, replace=False)]
        today += [(o, (r + 1) % RELATIONS, s) for s, r, o in before if rng.random() < 0.5]
        today += [tuple(rng.integers(0, [ENTITIES, RELATIONS, ENTITIES])) for _ in range(2)]
        before = today[:6]
        rows += [(int(s), int(r), int(o), step) for s, r, o in today]
    facts = np.unique(np.asarray(rows, dtype=np.int64), axis=0)
    return facts[np.argsort(facts[:, 3], kind="stable")]


@pytest.fixture(scope="session")
def benchmark_of_ours():
    facts = world()
    parts = [facts[(facts[:, 3] >= a) & (facts[:, 3] < b)] for a, b in ((0, 44), (44, 52), (52, STEPS))]
    return Benchmark("ours", *parts, names(), tuple("abcd"))
