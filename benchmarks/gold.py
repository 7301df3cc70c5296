"""The gold files, and how our readings of them score.

Takes the files under `gold/`; gives, file by file, the figures that have floors: passages with their events (`*.jsonl`), and
sentences that must give none (`nonevents/*.tsv`), frames that the parser must find (`frames/*.tsv`), pairs of texts that say the same or not (`contrast/*.toml`). Of the test half of `own/` figures are given, never a mistake.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import contrast as contrasts
from benchmarks.frames import read_frames, share_right
from benchmarks.pairs import read_pairs
from lagebild import Lagebild
from lagebild.evaluation import Annotated, Passage, Scores, annotated_from, read_gold, score, shape_of
from lagebild.evaluation.scores import INTERVALS

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold"
# Name in files, heading in print. The names are those of lagebild.evaluation.
FIGURES = {
    "typed": "events, typed F1",
    "agnostic": "events and statements F1",
    "certainty_e2e": "found and certainty right F1",
    "certainty_acc": "certainty",
    "polarity_acc": "polarity",
    "actors": "actors F1",
    "recipients": "recipients F1",
    "attribution": "innermost source F1",
    "quantity": "quantity F1",
}
# What our own gold is measured by, besides.
END_TO_END = {
    "certainty_macro": "certainty, mean of F1",
    "attribution_e2e": "innermost source F1, end to end",
    "actors_e2e": "actors F1, end to end",
}
# Of passages without any event. The two rates are better when lower, so they have no floor; `quiet` has.
QUIET = "quiet"
RULES_ALONE = "typed_rules_alone"
FALSE_EVENTS, FALSE_STATEMENTS = "false_events", "false_statements"
WITHOUT_EVENTS = {
    RULES_ALONE: "typed F1, decider switched off",
    QUIET: "no event: read without a typed one",
    FALSE_EVENTS: "no event: false typed, a passage",
    FALSE_STATEMENTS: "no event: statements, a passage",
}
WITHOUT_FLOOR = frozenset({FALSE_EVENTS, FALSE_STATEMENTS})
HEADINGS = (
    FIGURES
    | END_TO_END
    | WITHOUT_EVENTS
    | {"clean": "sentences without a typed event", "frames": "frames wholly right"}
)
SAMPLES = 1000
Figures = dict[str, float]
Intervals = dict[str, tuple[float, float]]
Readings = dict[str, tuple[Annotated, ...]]


class Measured(NamedTuple):
    """How many passages, the figures, and between what bounds they lie with 95 %, where that was asked."""

    passages: int
    figures: Figures
    intervals: Intervals


def gold_files() -> list[Path]:
    """The files, development first."""
    return [path for folder in MEASURES for path in sorted((GOLD / folder).glob("*.*"))]


def name_of(path: Path) -> str:
    """What floors and results call a file: `dev/de.jsonl`."""
    return path.relative_to(GOLD).as_posix()


def measured(paths: list[Path]) -> Iterator[tuple[str, Measured]]:
    """Name of each file, and how it is read."""
    reader = Lagebild()
    for path in paths:
        result = MEASURES.get(path.parent.name, claims)(reader, path)
        rounded = {name: round(value, 4) for name, value in result.figures.items()}
        yield name_of(path), result._replace(figures=rounded)


def claims(reader: Lagebild, path: Path) -> Measured:
    """How our readings of annotated passages score."""
    gold = read_gold(path)
    scores = score(gold, {passage.id: predicted(reader, passage) for passage in gold})
    return Measured(len(gold), {name: scores[name] for name in FIGURES}, {})


def own(reader: Lagebild, path: Path) -> Measured:
    """The same for our own gold, with intervals, and with what is read where nothing happened."""
    gold = read_gold(path)
    readings = {passage.id: predicted(reader, passage) for passage in gold}
    scores = score(gold, readings, ci=SAMPLES)
    figures = {name: scores[name] for name in FIGURES | END_TO_END}
    rules_alone = {passage.id: predicted(Lagebild(decider=False), passage) for passage in gold}
    figures[RULES_ALONE] = score(gold, rules_alone)["typed"]
    return Measured(len(gold), figures | invented(gold, readings), intervals_of(scores))


def fresh(reader: Lagebild, path: Path) -> Measured:
    """Passages that were written after the rules: how they are read, and what is read where nothing happened."""
    gold = read_gold(path)
    readings = {passage.id: predicted(reader, passage) for passage in gold}
    figures = invented(gold, readings)
    if any(passage.events for passage in gold):
        scores = score(gold, readings)
        figures = {name: scores[name] for name in FIGURES | END_TO_END} | figures
    return Measured(len(gold), figures, {})


def intervals_of(scores: Scores) -> Intervals:
    """The bounds by figure, by bootstrap over passages."""
    return {
        INTERVALS[name]: (round(low, 4), round(high, 4)) for name, (low, high) in scores.intervals.items()
    }


def invented(gold: tuple[Passage, ...], readings: Readings) -> Figures:
    """What is read in passages that have no event at all; statements are counted apart."""
    read = [readings[passage.id] for passage in gold if not passage.events]
    typed = [sum(event.type is not None for event in events) for events in read]
    return {
        QUIET: _mean([not count for count in typed]),
        FALSE_EVENTS: _mean(typed),
        FALSE_STATEMENTS: _mean([len(events) - count for events, count in zip(read, typed, strict=True)]),
    }


def _mean(values: list[int] | list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def clean(reader: Lagebild, path: Path) -> Measured:
    """The share of sentences on sport, culture, accidents ... that give no typed event; the file is named for its language."""
    with path.open(encoding="utf-8", newline="") as lines:
        sentences = [row["sentence"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    readings = (reader.read(sentence, lang=path.stem) for sentence in sentences)
    kept = sum(not any(claim.event for claim in reading.claims) for reading in readings)
    return Measured(len(sentences), {"clean": kept / len(sentences)}, {})


def frames(_reader: Lagebild, path: Path) -> Measured:
    """The share of whole frames (predicate, subject, objects, clause) that the parser reads right."""
    return Measured(len(read_frames(path)), {"frames": share_right(path)}, {})


def contrast(reader: Lagebild, path: Path) -> Measured:
    """The share of contrast pairs that pass, whole and by kind of change; the file is named for its language."""
    found = list(contrasts.outcomes(reader, read_pairs(path), path.stem))
    return Measured(len(found), contrasts.rates(found), {})


def heading_of(figure: str) -> str:
    """How a figure is called in print."""
    return HEADINGS.get(figure) or contrasts.heading_of(figure)


def predicted(reader: Lagebild, passage: Passage) -> tuple[Annotated, ...]:
    """What we read in a passage, as the guideline writes it."""
    reading = reader.read(passage.text, lang=passage.lang, published=passage.published)
    return tuple(annotated_from(event) for event in shape_of(reading)["events"])


Measure = Callable[[Lagebild, Path], Measured]
MEASURES: dict[str, Measure] = {
    "own": own,
    "dev": claims,
    "fresh": fresh,
    "blind": claims,
    "nonevents": clean,
    "frames": frames,
    "contrast": contrast,
}
