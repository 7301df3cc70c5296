"""Trains the decider: `python -m training.decider de [--keep]`.

Reads `training/decider/<lang>*.txt`, sentences with inline marks: `{word|TYPE|certainty}` an event, `{word|-}` a word that looks like one
and is none. Parses them, gathers every candidate that the rules and the lexicon propose, and learns which are events; a candidate counts as
one when its word is marked (or stands within three words of a mark inside the clause) and its type is the marked one. `--keep` writes `decider.bin`.
Thresholds are chosen on `gold/own/dev`, which the sentences were written without sight of.
"""

import argparse
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lagebild.claims import knowledge_of
from lagebild.claims.decider import FLOAT, SLOTS, candidates_in, slot_of
from lagebild.claims.scene import Scene, scene_of
from lagebild.claims.traits import traits_of
from lagebild.claims.triggers import hits_in
from lagebild.sentences import load_parser, spelled

HERE = Path(__file__).parent
MARK = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")
EPOCHS, RATE, DECAY, SEED = 10, 0.05, 1e-3, 7


@dataclass(frozen=True)
class Marked:
    """A text and its marks: where the word starts and ends, and its type ("-": no event)."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Case:
    """A candidate: the slots of its traits, whether it fired, whether it is an event."""

    slots: tuple[int, ...]
    fired: bool
    event: bool


def main() -> None:
    """Read, learn, say how well, keep."""
    options = _options()
    cases = [
        case
        for path in _files(options.lang)
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
        for case in cases_of(marked(line), options.lang)
    ]
    rng = np.random.default_rng(SEED)
    order = rng.permutation(len(cases))
    held = [cases[k] for k in order[: len(cases) // 6]]
    print(
        f"{len(cases)} candidates, {sum(c.fired for c in cases)} fired, {sum(c.event for c in cases)} events"
    )
    _report(learnt([cases[k] for k in order[len(cases) // 6 :]]), held)
    if options.keep:
        weights = learnt(cases)
        file = HERE.parent / "src" / "lagebild" / "languages" / options.lang / "decider.bin"
        file.write_bytes(array(FLOAT, [options.drop, options.take, *weights]).tobytes())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("lang")
    parser.add_argument("--keep", action="store_true", help="write decider.bin")
    parser.add_argument(
        "--drop", type=float, default=0.3, help="what fired is dropped below this probability"
    )
    parser.add_argument(
        "--take", type=float, default=0.85, help="what did not fire is taken from this probability on"
    )
    return parser.parse_args()


def _files(lang: str) -> list[Path]:
    return sorted((HERE / "decider").glob(f"{lang}*.txt"))


def marked(line: str) -> Marked:
    """A line without its marks, and where they stood."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2].split("|")[0]))
        text, last = text + match[1], match.end()
    return Marked(text + line[last:], tuple(marks))


def cases_of(one: Marked, lang: str) -> Iterator[Case]:
    """The candidates of a text."""
    know = knowledge_of(lang)
    for sentence in spelled(load_parser(lang).parse(one.text)):
        scene = scene_of(sentence, one.text, know, None)
        for hit, fired in candidates_in(scene, hits_in(scene)):
            if not _is_judged(scene, hit.token, one):
                continue
            slots = tuple(slot_of(trait) for trait in traits_of(scene, hit.token, hit.frame, fired))
            yield Case(slots, fired, _is_event(scene, hit.token, hit.frame.type, one))


def _is_judged(scene: Scene, i: int, one: Marked) -> bool:
    """A word without a mark is unknown, unless nothing in the text is an event."""
    token = scene.tree.tokens[i]
    events = any(mark != "-" for _, _, mark in one.marks)
    return not events or any(start < token.end and token.start < end for start, end, _ in one.marks)


def _is_event(scene: Scene, i: int, kind: str, one: Marked) -> bool:
    token = scene.tree.tokens[i]
    return any(start < token.end and token.start < end and mark == kind for start, end, mark in one.marks)


def learnt(cases: list[Case]) -> np.ndarray:
    """Weights by logistic regression, Adagrad."""
    weights, squares = np.zeros(SLOTS), np.full(SLOTS, 1e-6)
    rng = np.random.default_rng(SEED)
    rows = [(np.array(case.slots), float(case.event)) for case in cases]
    for _ in range(EPOCHS):
        for k in rng.permutation(len(rows)):
            slots, wanted = rows[k]
            score = weights[slots].sum()
            gradient = 1 / (1 + np.exp(-np.clip(score, -30, 30))) - wanted
            pull = gradient + DECAY * weights[slots]
            squares[slots] += pull**2
            weights[slots] -= RATE * pull / np.sqrt(squares[slots])
    return weights.astype(np.float32)


def _report(weights: np.ndarray, held: list[Case]) -> None:
    for state in (True, False):
        part = [case for case in held if case.fired == state]
        if not part:
            continue
        likely = np.array([1 / (1 + np.exp(-weights[list(case.slots)].sum())) for case in part])
        event = np.array([case.event for case in part])
        print("fired" if state else "refused", f"{len(part)} held out, {event.mean():.2f} events")
        for threshold in (0.1, 0.2, 0.3, 0.5, 0.7, 0.85, 0.95):
            kept = likely >= threshold
            print(
                f"   from {threshold}: precision {event[kept].mean() if kept.any() else 0:.3f} recall {kept[event].mean() if event.any() else 0:.3f}"
            )


if __name__ == "__main__":
    main()
