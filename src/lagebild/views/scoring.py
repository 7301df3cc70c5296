"""What the command `eval` does: gold passages, read by us or by another program, and the figures."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec
import typer

from lagebild.documents import Particulars, document_of
from lagebild.evaluation import (
    Annotated,
    Passage,
    Scores,
    annotated_from,
    chosen,
    read_gold,
    read_predictions,
    score,
    shape_of,
)
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.options import one_of
from lagebild.views.readings import Reader, why_unread

Public = Literal["exclude", "include", "only"]
Found = dict[str, tuple[Annotated, ...]]


@dataclass(frozen=True)
class Choice:
    """Which passages, and how much of the result is wanted."""

    lang: str | None = None
    public: str = "exclude"
    errors: int = 0
    ci: int = 0
    as_json: bool = False
    data: tuple[Path, ...] = ()


def evaluate_gold(gold: Path, pred: str | None, choice: Choice) -> int:
    """Print the figures of a gold file."""
    one_of(choice.public, get_args(Public), "--public")
    gold_passages = read_gold(gold)
    passages = chosen(gold_passages, lang=choice.lang, public=cast(Public, choice.public))
    if not passages:
        raise typer.BadParameter(
            f"no passage in {gold.name} is left with these options (--lang, --public)", param_hint="GOLD"
        )
    beside = Beside(moving=somebody_watches(results_on_stdout=False))
    if pred:
        found = _predicted(pred)
        _tell_strangers(found, gold_passages, gold, beside)
    else:
        found = _read(passages, readings.lagebild_with(choice.data), beside)
    scores = score(passages, found, ci=choice.ci, mistakes=choice.errors > 0)
    _print(msgspec.structs.replace(scores, mistakes=scores.mistakes[: choice.errors]), choice)
    return 1 if beside.aside else 0


def _tell_strangers(found: Found, passages: Sequence[Passage], gold: Path, beside: Beside) -> None:
    """Events of passages that the gold does not have count for nothing: most often the ids are written otherwise."""
    strangers = [key for key in found if key not in {passage.id for passage in passages}]
    if strangers:
        beside.set_aside(
            f"{len(strangers)} of {len(found)} ids",
            f"not in {gold.name}, as {strangers[0]!r}; they count for nothing",
        )


def _print(scores: Scores, choice: Choice) -> None:
    if not choice.as_json:
        print(scores)
        return
    record = scores.record()
    if choice.errors:
        record["mistakes"] = scores.mistakes
    print(msgspec.json.encode(record).decode())


def _predicted(pred: str) -> Found:
    """The predictions of a file, or of standard input by way of one."""
    if pred != "-":
        if not Path(pred).is_file():
            raise typer.BadParameter(f"there is no file {pred!r}", param_hint="--pred")
        return read_predictions(Path(pred))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "standard input"
        file.write_bytes(sys.stdin.buffer.read())
        return read_predictions(file)


def _read(passages: Sequence[Passage], reader: Reader, beside: Beside) -> Found:
    """What we read in the passages. A mistake of our own ends the evaluation: a figure without it would be wrong."""
    found: Found = {}
    with beside:
        for passage in passages:
            known = Particulars(id=passage.id, lang=passage.lang, published=passage.published)
            reading = reader.read(document_of(passage.text, known))
            if reading.status != "read":
                beside.set_aside(passage.id, f"not read: {why_unread(reading)}")
            shape = shape_of(reading)
            found[passage.id] = tuple(map(annotated_from, shape["events"]))
            beside.one_more()
    return found
