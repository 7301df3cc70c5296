import numpy as np
import pytest

from lagebild.outlook.reactions.scores import (
    auroc,
    average_precision,
    bins_of,
    score_of,
    skill,
    skill_interval,
)

P = np.asarray([0.9, 0.8, 0.3, 0.3, 0.1])
Y = np.asarray([1.0, 0.0, 1.0, 0.0, 0.0])


def test_auroc_is_the_share_of_pairs_in_order_and_ties_count_half():
    pairs = [(p, q) for p, y in zip(P, Y, strict=True) if y for q, z in zip(P, Y, strict=True) if not z]
    assert auroc(P, Y) == pytest.approx(sum((p > q) + 0.5 * (p == q) for p, q in pairs) / len(pairs))


def test_average_precision_is_that_of_the_definition():
    assert average_precision(P, Y) == pytest.approx((1 / 1 + 2 / 4) / 2)


def test_skill_is_nothing_for_the_baseline_and_one_for_the_truth():
    base = np.full(5, Y.mean())
    assert skill(base, base, Y) == 0 and skill(Y, base, Y) == 1
    assert score_of(P, base, Y)["brier"] == pytest.approx(np.mean((P - Y) ** 2))


def test_every_forecast_stands_in_one_bin():
    bins = bins_of(np.asarray([0.0, 0.05, 0.1, 0.99, 1.0]), np.asarray([0.0, 0, 1, 1, 1]))
    assert [(each["low"], each["n"]) for each in bins] == [(0.0, 2), (0.1, 1), (0.9, 2)]


def test_the_interval_holds_the_skill_and_is_wider_when_weeks_differ():
    rng = np.random.default_rng(0)
    p = rng.uniform(0, 1, 2000)
    y, base, week = (rng.random(2000) < p).astype(float), np.full(2000, 0.5), np.repeat(np.arange(20), 100)
    low, high = skill_interval(p, base, y, week)
    assert low < skill(p, base, y) < high
