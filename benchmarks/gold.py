"""The gold files, and how our readings of them score.

Takes the files under `gold/`; gives, file by file, the figures that have floors: passages with their events (`*.jsonl`), and
sentences that must give none (`nonevents/*.tsv`).
"""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from lagebild import Lagebild
from lagebild.evaluation import Annotated, Passage, annotated_from, read_gold, score, shape_of

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
HEADINGS = FIGURES | {"clean": "sentences without a typed event"}
Figures = dict[str, float]


def gold_files() -> list[Path]:
    """The files, development first."""
    return [path for folder in MEASURES for path in sorted((GOLD / folder).glob("*.*"))]


def name_of(path: Path) -> str:
    """What floors and results call a file: `dev/de.jsonl`."""
    return path.relative_to(GOLD).as_posix()


def measured(paths: list[Path]) -> Iterator[tuple[str, int, Figures]]:
    """Name, number of passages, figures of each file."""
    reader = Lagebild()
    for path in paths:
        count, figures = MEASURES.get(path.parent.name, claims)(reader, path)
        yield name_of(path), count, {name: round(value, 4) for name, value in figures.items()}


def claims(reader: Lagebild, path: Path) -> tuple[int, Figures]:
    """How our readings of annotated passages score."""
    gold = read_gold(path)
    scores = score(gold, {passage.id: predicted(reader, passage) for passage in gold})
    return len(gold), {name: scores[name] for name in FIGURES}


def clean(reader: Lagebild, path: Path) -> tuple[int, Figures]:
    """The share of sentences on sport, culture, accidents ... that give no typed event; the file is named for its language."""
    with path.open(encoding="utf-8", newline="") as lines:
        sentences = [row["sentence"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    readings = (reader.read(sentence, lang=path.stem) for sentence in sentences)
    kept = sum(not any(claim.event for claim in reading.claims) for reading in readings)
    return len(sentences), {"clean": kept / len(sentences)}


def predicted(reader: Lagebild, passage: Passage) -> tuple[Annotated, ...]:
    """What we read in a passage, as the guideline writes it."""
    reading = reader.read(passage.text, lang=passage.lang, published=passage.published)
    return tuple(annotated_from(event) for event in shape_of(reading)["events"])


Measure = Callable[[Lagebild, Path], tuple[int, Figures]]
MEASURES: dict[str, Measure] = {"dev": claims, "blind": claims, "nonevents": clean}
