"""How good forecasts were.

Takes probabilities and outcomes; gives Brier score and skill, log score, how well they tell cases apart, and how often
what was given 30 % happened. Skill is against a baseline; 0 is no better, 1 perfect.
"""

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
BINS = 10


class Score(TypedDict):
    """The figures of one model."""

    brier: float
    skill: float
    log: float
    auroc: float
    precision: float
    calibration: float


class Bin(TypedDict):
    """One bin of a reliability diagram: `said` the mean probability, `happened` the observed share."""

    low: float
    high: float
    n: int
    said: float
    happened: float


def brier(p: Floats, outcome: Floats) -> float:
    """The mean squared distance from what happened."""
    return float(np.mean((p - outcome) ** 2)) if len(p) else 0.0


def skill(p: Floats, base: Floats, outcome: Floats) -> float:
    """How much smaller the Brier score is than the baseline's, as a share of it."""
    plain = brier(base, outcome)
    return 1 - brier(p, outcome) / plain if plain > 0 else 0.0


def score_of(p: Floats, base: Floats, outcome: Floats) -> Score:
    """All figures of one model."""
    held = np.clip(p, 1e-5, 1 - 1e-5)
    log = -float(np.mean(outcome * np.log(held) + (1 - outcome) * np.log1p(-held))) if len(p) else 0.0
    error = sum(abs(each["said"] - each["happened"]) * each["n"] for each in even_bins(p, outcome, 20))
    return Score(
        brier=round(brier(p, outcome), 6),
        skill=round(skill(p, base, outcome), 4),
        log=round(log, 5),
        auroc=round(auroc(p, outcome), 4),
        precision=round(average_precision(p, outcome), 4),
        calibration=round(error / max(1, len(p)), 5),
    )


def auroc(p: Floats, outcome: Floats) -> float:
    """How often a case that happened was given more than one that did not; ties count half."""
    _, place, size = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(size) - (size - 1) / 2)[place]
    happened = outcome.sum()
    others = len(outcome) - happened
    if not happened or not others:
        return 0.5
    return float((rank[outcome == 1].sum() - happened * (happened + 1) / 2) / (happened * others))


def average_precision(p: Floats, outcome: Floats) -> float:
    """The mean, over the cases that happened, of the share of hits among all given at least as much."""
    order = np.argsort(-p, kind="stable")
    hits, given = np.cumsum(outcome[order]), p[order]
    last = np.append(np.flatnonzero(np.diff(given)), len(given) - 1)  # the end of each tie
    gained = np.diff(np.append(0, hits[last]))
    total = outcome.sum()
    return float((gained * hits[last] / (last + 1)).sum() / total) if total else 0.0


def bins_of(p: Floats, outcome: Floats) -> list[Bin]:
    """Bins of equal width, from 0 to 1; empty ones are left out."""
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    found = []
    for i in range(BINS):
        mine = place == i
        if mine.any():
            found.append(_bin(i / BINS, (i + 1) / BINS, p[mine], outcome[mine]))
    return found


def even_bins(p: Floats, outcome: Floats, number: int) -> list[Bin]:
    """Bins of equal size."""
    parts = [part for part in np.array_split(np.argsort(p, kind="stable"), number) if len(part)]
    return [_bin(float(p[part].min()), float(p[part].max()), p[part], outcome[part]) for part in parts]


def _bin(low: float, high: float, p: Floats, outcome: Floats) -> Bin:
    return Bin(
        low=round(low, 4),
        high=round(high, 4),
        n=len(p),
        said=round(float(p.mean()), 4),
        happened=round(float(outcome.mean()), 4),
    )


def skill_interval(p: Floats, base: Floats, outcome: Floats, block: NDArray[np.int64]) -> tuple[float, float]:
    """The middle 95 % of the skill when whole blocks (weeks) are drawn again: cases of a week go together."""
    place = np.unique(block, return_inverse=True)[1]
    ours, plain = np.bincount(place, (p - outcome) ** 2), np.bincount(place, (base - outcome) ** 2)
    drawn = np.random.default_rng(0).integers(0, len(ours), (2000, len(ours)))
    skills = 1 - ours[drawn].sum(1) / np.maximum(plain[drawn].sum(1), 1e-12)
    low, high = np.quantile(skills, [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)
