"""Readings against gold.

Takes gold passages and predicted events by passage; gives the figures of the annotation guideline (§8), 95 %
intervals by bootstrap over passages, and the mistakes one by one.
"""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from lagebild.evaluation.annotation import Annotated, Passage
from lagebild.evaluation.mistakes import Mistake, mistakes_in
from lagebild.evaluation.resampling import SEED, middle_of
from lagebild.evaluation.tally import Tally, tally_of, total
from lagebild.model import Certainty, Noun

Predictions = Mapping[str, Sequence[Annotated]]
# Name in the record, heading in print.
DETECTION = {
    "typed": "events, typed (PLOVER type must fit)",
    "agnostic": "events + statements, type-agnostic",
    "typed_any_recall": "  recall of typed gold, any predicted type",
    "statement_recall": "  recall of statements (no type)",
}
FIELDS = {
    "type_acc": "type accuracy",
    "certainty_acc": "certainty accuracy",
    "certainty_acc_strict": "certainty accuracy, single-valued gold only",
    "certainty_macro": "certainty F1, mean over the certainties",
    "polarity_acc": "polarity accuracy",
    "actors": "actors",
    "recipients": "recipients",
    "attribution": "attribution, innermost source",
    "chain_acc": "  whole chain right (gold chains of 2+)",
    "quantity": "quantity, value",
    "quantity_unit": "quantity, value and unit",
    "place": "place (where the gold has one)",
    "date": "date (where the gold has one)",
    "denied_by": "denied_by",
}
END_TO_END = {
    "actors_e2e": "actors",
    "recipients_e2e": "recipients",
    "attribution_e2e": "attribution, innermost source",
    "certainty_e2e": "event found AND certainty right",
}
INTERVALS = {
    "ci:typed F1": "typed",
    "ci:agnostic F1": "agnostic",
    "ci:certainty acc": "certainty_acc",
    "ci:attribution F1": "attribution",
    "ci:actors F1": "actors",
    "ci:recipients F1": "recipients",
    "ci:certainty_e2e F1": "certainty_e2e",
    "ci:certainty macro F1": "certainty_macro",
    "ci:actors_e2e F1": "actors_e2e",
    "ci:attribution_e2e F1": "attribution_e2e",
}


class Measure(Noun, frozen=True):
    """True positives, false positives, false negatives."""

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """The share of what was given that is right."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """The share of what is right that was given."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    value = f1

    def record(self) -> dict[str, Any]:
        """As it is written to JSON."""
        rounded = {"p": self.precision, "r": self.recall, "f1": self.f1}
        return {name: round(x, 4) for name, x in rounded.items()} | {
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
        }

    def __str__(self) -> str:
        figures = f"P {self.precision:6.3f}  R {self.recall:6.3f}  F1 {self.f1:6.3f}"
        return f"{figures}   (tp {self.tp} fp {self.fp} fn {self.fn})"


class Rate(Noun, frozen=True):
    """Right answers of all answers."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """The share of right answers."""
        return self.right / self.of if self.of else 0.0

    def record(self) -> dict[str, Any]:
        """As it is written to JSON."""
        return {"acc": round(self.value, 4), "right": self.right, "of": self.of}

    def __str__(self) -> str:
        return f"{self.value:6.3f}   ({self.right}/{self.of})"


class Mean(Noun, frozen=True):
    """The mean of F1 over classes that differ in size."""

    classes: tuple[Measure, ...]

    @property
    def value(self) -> float:
        """Each class counts the same."""
        return sum(measure.f1 for measure in self.classes) / len(self.classes) if self.classes else 0.0

    def record(self) -> dict[str, Any]:
        """As it is written to JSON."""
        return {"mean_f1": round(self.value, 4), "of": len(self.classes)}

    def __str__(self) -> str:
        return f"{self.value:6.3f}   (over {len(self.classes)})"


Figure = Measure | Rate | Mean


class Scores(Noun, frozen=True):
    """The figures of one evaluation. `figures` has a Measure, Rate or Mean under each name."""

    passages: int
    predicted: int
    figures: dict[str, Figure]
    macro_recall: float
    confusions: dict[str, int]
    intervals: dict[str, tuple[float, float]] = {}  # noqa: RUF012
    mistakes: tuple[Mistake, ...] = ()

    def __getitem__(self, name: str) -> float:
        """The value of a figure: F1 of a measure, accuracy of a rate."""
        return self.figures[name].value

    def record(self) -> dict[str, Any]:
        """All figures as they are written to JSON."""
        return {
            "passages": self.passages,
            "predicted_events": self.predicted,
            **{name: figure.record() for name, figure in self.figures.items()},
            "certainty_macro_recall": round(self.macro_recall, 4),
            **{name: [round(low, 4), round(high, 4)] for name, (low, high) in self.intervals.items()},
        }

    def __str__(self) -> str:
        return "\n".join(_lines(self))


def score(gold: Sequence[Passage], predicted: Predictions, *, ci: int = 0, mistakes: bool = False) -> Scores:
    """Score predicted events; passages without a prediction count as empty.

    `ci` is the number of bootstrap samples for the intervals, `mistakes` asks for the list of them.
    """
    tallies = [tally_of(passage, predicted.get(passage.id, ())) for passage in gold]
    whole = total(tallies)
    return Scores(
        passages=whole["passages"],
        predicted=whole["predicted_events"],
        figures=_figures(whole),
        macro_recall=_macro_recall(whole),
        confusions=_confusions(whole),
        intervals=_intervals(tallies, ci) if ci and tallies else {},
        mistakes=tuple(m for p in gold for m in mistakes_in(p, predicted.get(p.id, ()))) if mistakes else (),
    )


# ------------------------------------------------------------------ from counts to figures


def _figures(whole: Tally) -> dict[str, Figure]:
    names = (*DETECTION, *FIELDS, *END_TO_END, *_types_in(whole), *_certainties_in(whole, "cert"))
    return {name: _figure(whole, name) for name in names}


def _types_in(whole: Tally) -> list[str]:
    """Event types, the most frequent in the gold first."""
    names = dict.fromkeys(name.rpartition(".")[0] for name in whole if name.startswith("type:"))
    return sorted(names, key=lambda name: -(whole[f"{name}.tp"] + whole[f"{name}.fn"]))


def _certainties_in(whole: Tally, prefix: str, named: str = "") -> list[str]:
    """The certainties that the gold has under a prefix, as they are named under it or another."""
    words = (word for word in reversed(get_args(Certainty)) if whole[f"{prefix}:{word}.of"])
    return [f"{named or prefix}:{word}" for word in words]


def _figure(whole: Tally, name: str) -> Figure:
    if name == "certainty_e2e":
        return _found_and_right(whole)
    if name == "certainty_macro":
        return Mean(classes=tuple(_measure(whole, n) for n in _certainties_in(whole, "cert", "class")))
    if name.startswith("cert:") or name.endswith(("_acc", "_recall", "_strict")):
        return Rate(right=whole[f"{name}.right"], of=whole[f"{name}.of"])
    return _measure(whole, name)


def _measure(whole: Tally, name: str) -> Measure:
    return Measure(tp=whole[f"{name}.tp"], fp=whole[f"{name}.fp"], fn=whole[f"{name}.fn"])


def _found_and_right(whole: Tally) -> Measure:
    right, found = whole["certainty_acc.right"], whole["agnostic.tp"]
    return Measure(tp=right, fp=found + whole["agnostic.fp"] - right, fn=found + whole["agnostic.fn"] - right)


def _macro_recall(whole: Tally) -> float:
    """Events found with the right certainty, averaged over the certainties of the gold."""
    names = _certainties_in(whole, "found")
    return sum(whole[f"{name}.right"] / whole[f"{name}.of"] for name in names) / len(names) if names else 0.0


def _confusions(whole: Tally) -> dict[str, int]:
    counts = Counter(
        {name.removeprefix("confusion:"): n for name, n in whole.items() if name.startswith("confusion:")}
    )
    return dict(counts.most_common())


def _intervals(tallies: Sequence[Tally], samples: int) -> dict[str, tuple[float, float]]:
    """95 % intervals: the scores of as many passages, drawn again with replacement."""
    chance = random.Random(SEED)
    drawn = [total(chance.choice(tallies) for _ in tallies) for _ in range(samples)]
    return {
        name: middle_of([_figure(whole, figure).value for whole in drawn])
        for name, figure in INTERVALS.items()
    }


# ------------------------------------------------------------------ in print


def _lines(scores: Scores) -> Iterable[str]:
    yield f"passages {scores.passages}  predicted events {scores.predicted}"
    for heading, names in (
        ("detection", DETECTION),
        ("on type-agnostically matched events", FIELDS),
        ("end to end (unmatched events count)", END_TO_END),
    ):
        yield f"-- {heading}"
        yield from (f"{label:<44} {scores.figures[name]}" for name, label in names.items())
    yield f"{'  the same, recall averaged over gold classes':<44} {scores.macro_recall:6.3f}"
    for heading, prefix in (
        ("by gold type (typed)", "type:"),
        ("certainty by gold class (matched)", "cert:"),
    ):
        yield f"-- {heading}"
        yield from (
            f"  {n.removeprefix(prefix):<42} {f}" for n, f in scores.figures.items() if n.startswith(prefix)
        )
    if scores.confusions:
        yield "   confusions gold->pred: " + ", ".join(
            f"{name} {n}" for name, n in list(scores.confusions.items())[:12]
        )
    if scores.intervals:
        yield "-- 95% intervals (bootstrap over passages)"
        yield from (
            f"  {n.removeprefix('ci:'):<20} {a:.3f} .. {b:.3f}" for n, (a, b) in scores.intervals.items()
        )
    yield from map(str, scores.mistakes)
