"""The gold files, and how our readings of them score.

Takes the files under `gold/dev` and `gold/blind`; gives, file by file, the figures that have floors.
"""

from collections.abc import Iterator
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
Figures = dict[str, float]


def gold_files() -> list[Path]:
    """The files, development first."""
    return [*sorted((GOLD / "dev").glob("*.jsonl")), *sorted((GOLD / "blind").glob("*.jsonl"))]


def name_of(path: Path) -> str:
    """What floors and results call a file: `dev/de.jsonl`."""
    return path.relative_to(GOLD).as_posix()


def measured(paths: list[Path]) -> Iterator[tuple[str, int, Figures]]:
    """Name, number of passages, figures of each file."""
    reader = Lagebild()
    for path in paths:
        gold = read_gold(path)
        scores = score(gold, {passage.id: predicted(reader, passage) for passage in gold})
        yield name_of(path), len(gold), {name: round(scores[name], 4) for name in FIGURES}


def predicted(reader: Lagebild, passage: Passage) -> tuple[Annotated, ...]:
    """What we read in a passage, as the guideline writes it."""
    reading = reader.read(passage.text, lang=passage.lang, published=passage.published)
    return tuple(annotated_from(event) for event in shape_of(reading)["events"])
