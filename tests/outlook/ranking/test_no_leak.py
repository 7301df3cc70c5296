"""What is said of a step is said from the steps before it."""

import numpy as np
import pytest

from lagebild.outlook.ranking.affiliation import affiliation_of
from lagebild.outlook.ranking.asking import rows_of
from lagebild.outlook.ranking.layout import laid_out, queries_of
from lagebild.outlook.ranking.memory import Memory
from lagebild.outlook.ranking.quadruples import both_directions
from tests.outlook.ranking.conftest import ENTITIES, RELATIONS, STEPS, names, world

BEGIN = 20  # places are guessed from what came before it


def rows_at(facts, queries, step):
    """All rows of queries at a step, from these facts."""
    memory = Memory(laid_out(facts, ENTITIES, RELATIONS), affiliation_of(names(), facts[facts[:, 3] < BEGIN]))
    for earlier in range(step):
        memory.learn(earlier)
    return list(rows_of(memory, queries))


def the_same(some, others):
    return len(some) == len(others) and all(
        np.array_equal(a.objects, b.objects) and np.array_equal(a.values, b.values)
        for a, b in zip(some, others, strict=True)
    )


@pytest.mark.parametrize("seed", range(6))
def test_deleting_all_events_at_or_after_a_step_changes_nothing_at_it(seed):
    facts = world(seed)
    step = int(np.random.default_rng(seed).integers(BEGIN, STEPS))
    queries = queries_of(both_directions(facts[facts[:, 3] == step], RELATIONS))
    whole = rows_at(facts, queries, step)
    assert whole and the_same(whole, rows_at(facts[facts[:, 3] < step], queries, step))


def test_an_event_of_the_day_before_changes_what_is_said():
    facts, step = world(), 40
    queries = queries_of(both_directions(facts[facts[:, 3] == step], RELATIONS))
    assert not the_same(rows_at(facts, queries, step), rows_at(facts[facts[:, 3] < step - 1], queries, step))


def test_who_else_is_asked_about_on_the_same_day_changes_nothing():
    facts, step = world(), 40
    queries = queries_of(both_directions(facts[facts[:, 3] == step], RELATIONS))
    together = rows_at(facts, queries, step)[0]
    for i in range(0, len(queries), 5):
        alone = rows_at(facts, queries.take(np.asarray([i])), step)[0]
        assert np.array_equal(alone.objects[0], together.objects[i])
        assert np.allclose(alone.values[0], together.values[i], rtol=1e-4, atol=1e-6)


def test_a_query_whose_answers_are_unknown_is_answered_all_the_same():
    facts, step = world(), 40
    queries = queries_of(both_directions(facts[facts[:, 3] == step], RELATIONS))
    unknown = type(queries)(
        queries.subject,
        queries.relation,
        queries.step,
        np.zeros(len(queries) + 1, np.int64),
        queries.answers[:0],
    )
    assert the_same(rows_at(facts, queries, step), rows_at(facts, unknown, step))
