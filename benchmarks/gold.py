"""The gold files, and how our readings of them score.

Takes the files under `gold/`; gives, file by file, the figures that have floors: passages with their events (`*.jsonl`), and
sentences that must give none (`nonevents/*.tsv`), frames that the parser must find (`frames/*.tsv`), pairs of texts that say the same or not (`contrast/*.toml`). Of the test half of `own/` figures are given, never a mistake.
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from benchmarks import contrast as contrasts
from benchmarks.frames import read_frames, share_right
from benchmarks.pairs import read_pairs
from lagebild import Lagebild
from lagebild.documents import SetAside, documents_in
from lagebild.evaluation import (
    Annotated,
    Passage,
    Scores,
    annotated_from,
    read_gold,
    score,
    score_stories,
    shape_of,
)
from lagebild.evaluation.scores import INTERVALS
from lagebild.stories import stories_of, tellings_of
from lagebild.views.storylines import shape_of as story_shape

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
# Of sets of reports that tell stories. What is better when lower is given as its complement, so that it can have a floor.
STORIES = {
    "stories_f1": "stories: B-cubed F1",
    "stories_f1_unread": "stories: B-cubed F1, the unread apart",
    "stories_true_pairs": "stories: pairs rightly joined",
    "stories_lookalikes": "stories: look-alikes kept apart",
    "stories_origins": "stories: origins exact",
    "stories_origins_not_high": "stories: origins not too high",
    "stories_status": "stories: status",
    "stories_phase": "stories: phase",
}
HEADINGS = (
    FIGURES
    | END_TO_END
    | WITHOUT_EVENTS
    | STORIES
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


Measure = Callable[[Lagebild, Path], Measured]


def gold_files() -> list[Path]:
    """The files, development first."""
    single = [path for folder in MEASURES for path in sorted((GOLD / folder).glob("*.*"))]
    return single + sorted((GOLD / "stories").glob("*/stories.jsonl"))


def name_of(path: Path) -> str:
    """What floors and results call a file: `dev/de.jsonl`."""
    return path.relative_to(GOLD).as_posix()


def measured(paths: list[Path]) -> Iterator[tuple[str, Measured]]:
    """Name of each file, and how it is read."""
    reader = Lagebild()
    for path in paths:
        result = _measure_of(path)(reader, path)
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


def stories(reader: Lagebild, path: Path) -> Measured:
    """How the stories of a set of reports agree with gold; the reports lie beside."""
    found = documents_in(path.with_name("docs.jsonl"))
    readings = [reader.read(document) for document in found if not isinstance(document, SetAside)]
    linked = stories_of(t for reading in readings for t in tellings_of(reading))
    gold = [msgspec.json.decode(line) for line in path.read_bytes().splitlines() if line.strip()]
    texts = {reading.document.document_id: reading.document.text for reading in readings}
    rates = score_stories(gold, [story_shape(story) for story in linked], texts)
    figures = {
        "stories_f1": rates.f1,
        "stories_f1_unread": rates.f1_unread_apart,
        "stories_true_pairs": 1 - rates.false_pairs,
        "stories_lookalikes": 1 - rates.false_lookalikes,
        "stories_origins": rates.origins_exact,
        "stories_origins_not_high": 1 - rates.origins_too_high,
        "stories_status": rates.status,
        "stories_phase": rates.phase,
    }
    return Measured(len(gold), figures, {})


def _measure_of(path: Path) -> Measure:
    """By the folder that the file is in; sets of stories lie in folders of their own."""
    return stories if path.name == "stories.jsonl" else MEASURES.get(path.parent.name, claims)


def heading_of(figure: str) -> str:
    """How a figure is called in print."""
    return HEADINGS.get(figure) or contrasts.heading_of(figure)


def predicted(reader: Lagebild, passage: Passage) -> tuple[Annotated, ...]:
    """What we read in a passage, as the guideline writes it."""
    reading = reader.read(passage.text, lang=passage.lang, published=passage.published)
    return tuple(annotated_from(event) for event in shape_of(reading)["events"])


MEASURES: dict[str, Measure] = {
    "own": own,
    "dev": claims,
    "fresh": fresh,
    "blind": claims,
    "nonevents": clean,
    "frames": frames,
    "contrast": contrast,
}
