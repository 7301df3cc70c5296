"""Fits how words speak of politics: `python -m training.wording [--keep]`.

Reads the gold that may be read (`gold/dev`, `gold/own/dev.*`, `gold/fresh`, `gold/nonevents`), each language by itself; takes the words of each text and
whether it has a typed event; fits a logistic regression to the words and their parts (`claims/wording.py`), shrunk, in its dual form, as there are fewer
texts than words. Prints how well it does of folders that it has not seen; `--keep` writes `languages/<code>/wording.bin`.
"""

import argparse
import csv
import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.gold import GOLD
from lagebild.claims.weights import FLOAT
from lagebild.claims.wording import SLOTS, Wording, slots_of
from lagebild.evaluation import read_gold
from lagebild.languages import installed_languages

SHRINK = 0.1
STEPS = 15
FOLDS = 10
SEED = 3
FOLDERS = (("dev", "*"), ("own", "dev.*"), ("fresh", "*"))
ONLY_MEASURE = re.compile(
    r"de-quiet([6-9]|10)|de-(8|9|1[0-2])\.|en-9|en-1[0-3]"
)  # teach nothing; the quiet ones: with them the others' events were told less well from what is none (docs/decisions/0015)
WORD = re.compile(r"\w+")
PACKS = GOLD.parent / "src" / "lagebild" / "languages"


@dataclass(frozen=True)
class Text:
    """A text: which, from which file, the slots of its words, whether it has a typed event."""

    name: str
    file: str
    slots: tuple[int, ...]
    political: bool


def main() -> None:
    """Fit, say how well, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--keep", action="store_true", help="write wording.bin")
    keep = parser.parse_args().keep
    for lang in installed_languages():
        texts = texts_of(lang)
        for held in sorted({text.file for text in texts}):
            _report(lang, held, texts)
        if keep and texts:
            (PACKS / lang / "wording.bin").write_bytes(array(FLOAT, fitted(texts)).tobytes())


def files() -> list[Path]:
    """The gold that may be learnt from."""
    found = [path for folder, name in FOLDERS for path in sorted((GOLD / folder).glob(f"{name}.jsonl"))]
    return [path for path in found if not ONLY_MEASURE.match(path.name)]


def texts_of(lang: str) -> list[Text]:
    """The texts of a language that may be learnt from."""
    texts = []
    for path in files():
        for passage in read_gold(path):
            if passage.lang == lang:
                political = any(event.type for event in passage.events)
                texts.append(Text(passage.id, path.name, _slots(passage.text), political))
    quiet = GOLD / "nonevents" / f"{lang}.tsv"
    if quiet.exists():
        rows = csv.DictReader(quiet.open(encoding="utf-8"), delimiter="\t")
        texts += [
            Text(f"{lang}-{k}", quiet.name, _slots(row["sentence"]), False) for k, row in enumerate(rows)
        ]
    return texts


def _slots(text: str) -> tuple[int, ...]:
    return tuple(sorted(slots_of(WORD.findall(text.lower()))))


def models_by_fold(lang: str) -> tuple[dict[str, int], list[Wording]]:
    """Which fold a text is in, and of each fold what the other texts teach: for what is trained on top."""
    texts = texts_of(lang)
    names = sorted({text.name for text in texts})
    drawn = np.random.default_rng(SEED).integers(0, FOLDS, len(names))
    fold = dict(zip(names, map(int, drawn), strict=True))
    return fold, [Wording(fitted([t for t in texts if fold[t.name] != k])) for k in range(FOLDS)]


def fitted(texts: Sequence[Text]) -> list[float]:
    """The bias and the weights: logistic regression in its dual form, by Newton's steps."""
    table = np.zeros((len(texts), SLOTS), np.float32)
    for row, text in enumerate(texts):
        table[row, list(text.slots)] = 1 / np.sqrt(max(1, len(text.slots)))
    likeness = (table @ table.T).astype(float)
    wanted = np.array([text.political for text in texts], float)
    dual, bias = np.zeros(len(texts)), 0.0
    for _ in range(STEPS):
        score = likeness @ dual + bias
        likely = 1 / (1 + np.exp(-score))
        curve = likely * (1 - likely) + 1e-6
        dual, bias = _solved(likeness, curve, score + (wanted - likely) / curve)
    return [bias, *(table.T @ dual.astype(np.float32)).tolist()]


def _solved(likeness: np.ndarray, curve: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, float]:
    """The dual weights and the bias that fit a target best, each text as heavy as its curve."""
    size = len(target)
    system = np.ones((size + 1, size + 1))
    system[:size, :size] = likeness + np.diag(SHRINK / curve)
    system[size, size] = 0
    solved = np.linalg.solve(system, [*target, 0.0])
    return solved[:size], float(solved[size])


def _report(lang: str, held: str, texts: Sequence[Text]) -> None:
    """Of a file that was left out: how many of its texts with and without events score above 0."""
    wording = Wording(fitted([text for text in texts if text.file != held]))
    for political in (True, False):
        scores = [
            _score(wording, text) for text in texts if text.file == held and text.political == political
        ]
        if scores:
            above = sum(score > 0 for score in scores)
            print(
                f"{lang} {held} {'with' if political else 'without'} events: {above} of {len(scores)} above 0",
                flush=True,
            )


def _score(wording: Wording, text: Text) -> float:
    return wording.bias + sum(wording.weights[slot] for slot in text.slots) / max(1, len(text.slots)) ** 0.5


if __name__ == "__main__":
    main()
