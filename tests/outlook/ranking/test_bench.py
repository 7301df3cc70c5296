import numpy as np
import pytest

from lagebild.outlook.ranking.bench import Wishes, run
from lagebild.outlook.ranking.quadruples import Benchmark


@pytest.fixture(scope="module")
def figures(benchmark_of_ours):
    return run(benchmark_of_ours, Wishes(seeds=2))


def test_a_benchmark_is_scored_on_its_test_part_beside_the_baseline(figures, benchmark_of_ours):
    assert set(figures["test"]) == {"mrr", "h1", "h3", "h10"}
    assert figures["test"]["mrr"] > 35 and figures["recurrency"]["test"]["mrr"] > 20
    assert figures["facts"]["test"] == len(benchmark_of_ours.test)


def test_the_figures_are_the_mean_of_the_seeds(figures):
    assert len(figures["by_seed"]) == 2
    assert figures["test"]["mrr"] == pytest.approx(
        np.mean([each["mrr"] for each in figures["by_seed"]]), abs=0.001
    )


def test_shares_of_the_strata_are_all_answers(figures):
    assert sum(part["share"] for part in figures["strata"].values()) == pytest.approx(1, abs=0.002)
    assert figures["strata"]["recurrent"]["mrr"] > figures["strata"]["cold"]["mrr"]


def test_names_without_places_are_no_hindrance(benchmark_of_ours):
    plain = Benchmark(
        "plain",
        benchmark_of_ours.train,
        benchmark_of_ours.valid,
        benchmark_of_ours.test,
        ("",) * 24,
        ("",) * 4,
    )
    assert run(plain, Wishes())["test"]["mrr"] > 30


def test_a_benchmark_of_a_few_facts_is_scored_all_the_same():
    chance = np.random.default_rng(0)
    steps = np.repeat(np.arange(7), 7)
    facts = np.column_stack([*(chance.integers(0, most, len(steps)) for most in (6, 2, 6)), steps])
    few = Benchmark("few", facts[steps < 5], facts[steps == 5], facts[steps == 6], ("",) * 6, ("",) * 2)
    assert run(few, Wishes())["test"]["h10"] == 100


def test_the_same_again(benchmark_of_ours, figures):
    assert run(benchmark_of_ours, Wishes(seeds=2))["test"] == figures["test"]
