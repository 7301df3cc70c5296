"""Fits when a text is about politics: `python -m training.field`.

Reads gold that may be read (`gold/own/dev.*`, `gold/dev`, `gold/nonevents`), the languages' examples and the decider's sentences; counts in
each the names, agents and field words (`claims/topic.py`); fits a logistic regression to whether the text has a typed event, one for texts
of one or two sentences, one for longer ones; prints how well, and writes `src/lagebild/claims/field.toml`.
"""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.gold import GOLD
from lagebild.claims import knowledge_of
from lagebild.claims.passage import passages_in
from lagebild.claims.topic import COUNTED, WEIGHTS
from lagebild.documents import Particulars, document_of
from lagebild.evaluation import read_gold
from lagebild.evaluation.examples import read_examples
from lagebild.languages import installed_languages
from lagebild.model import Sentence
from lagebild.sentences import load_parser, spelled

HERE = Path(__file__).parent
EVENT = re.compile(r"\{[^{}|]+\|[A-Z]{2,}")
MARK = re.compile(r"\{([^{}|]+)\|[^{}]*\}")
STEPS, RATE, SHRINK = 60_000, 6e-4, 0.3
SHORT = 2  # sentences


@dataclass(frozen=True)
class Text:
    """A text, its counts, its sentences' number, whether it has a typed event."""

    counts: tuple[float, ...]
    sentences: int
    event: bool


def main() -> None:
    """Count, fit, write."""
    texts = [text for lang in installed_languages() for text in _texts(lang)]
    lines = ["# How much each count speaks for politics; written by `python -m training.field`."]
    for name, part in (
        ("short", [text for text in texts if text.sentences <= SHORT]),
        ("long", [text for text in texts if text.sentences > SHORT]),
    ):
        weights = _fit(part)
        _report(name, part, weights)
        lines += [
            "",
            f"[{name}]",
            *(f"{what} = {weight:.2f}" for what, weight in zip(COUNTED, weights, strict=True)),
        ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _texts(lang: str) -> Iterator[Text]:
    for path in [*sorted((GOLD / "dev").glob(f"{lang}*.jsonl")), GOLD / "own" / f"dev.{lang}.jsonl"]:
        for passage in read_gold(path):
            typed = any(event.type and not event.optional for event in passage.events)
            yield _counted(lang, passage.text, typed)
    with (GOLD / "nonevents" / f"{lang}.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _counted(lang, row["sentence"], False)
    for example in read_examples(lang):
        typed = any(": statement" not in claim for claim in example.claims)
        if typed or example.must != "fire":
            yield _counted(lang, example.text, typed, example.sentences)
    for path in sorted((HERE / "decider").glob(f"{lang}*.txt")):
        for line in filter(EVENT.search, path.read_text(encoding="utf-8").splitlines()):
            yield _counted(lang, MARK.sub(r"\1", line), True)


def _counted(lang: str, text: str, event: bool, parsed: tuple[Sentence, ...] = ()) -> Text:
    document = document_of(text, Particulars(lang=lang))
    sentences = spelled(parsed or load_parser(lang).parse(text, start=document.body_start))
    claims, field = next(passages_in(document, sentences, knowledge_of(lang)))
    return Text(field.counts(claims), field.sentences, event)


def _fit(texts: list[Text]) -> np.ndarray:
    counts = np.array([text.counts for text in texts])
    event = np.array([text.event for text in texts], float)
    each = np.where(event == 1, 0.5 / event.mean(), 0.5 / (1 - event.mean()))  # both kinds weigh the same
    weights = np.zeros(counts.shape[1])
    held = np.array([0.0] + [1.0] * (len(weights) - 1))
    for _ in range(STEPS):
        slope = counts.T @ (each * (_likely(counts, weights) - event)) + SHRINK * weights * held
        weights -= RATE * slope
    return weights


def _likely(counts: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-counts @ weights))


def _report(name: str, texts: list[Text], weights: np.ndarray) -> None:
    likely = _likely(np.array([text.counts for text in texts]), weights)
    event = np.array([text.event for text in texts])
    print(json.dumps({"texts": name, "events": int(event.sum()), "others": int((~event).sum())}))
    for threshold in (0.1, 0.2, 0.3, 0.4, 0.5):
        kept = likely >= threshold
        print(
            f"   from {threshold}: events kept {kept[event].mean():.3f}, others kept {kept[~event].mean():.3f}"
        )


if __name__ == "__main__":
    main()
