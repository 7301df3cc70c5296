"""Trains the decider by words, which English has: `python -m training.worded en [--keep]`.

Reads two kinds of text. `training/decider/<lang>*.txt`, sentences with inline marks: `{word|TYPE|certainty}` an event, `{word|-}` a word
that looks like one and is none; and the annotated passages whose mistakes may be read (`GOLD`). Parses them, gathers every candidate that
the lexicon all but proposes, and learns which are events. Prints how it does held out: passage by passage, of a sixth of them at a time the
candidates taken by what was learnt from the rest. `--keep` writes `decider.bin`.
"""

import argparse
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lagebild.claims import knowledge_of
from lagebild.claims.decider import candidates_in
from lagebild.claims.scene import Scene
from lagebild.claims.scene_making import scene_of
from lagebild.claims.triggers import hits_in
from lagebild.claims.weights import FLOAT
from lagebild.claims.worded import SLOTS, slot_of, traits_of
from lagebild.documents import Particulars, document_of
from lagebild.evaluation import Passage, read_gold
from lagebild.sentences import load_parser, spelled
from training.taught import tells, types_alike

HERE = Path(__file__).parent
GOLD = ("dev/{lang}*.jsonl", "own/dev.{lang}.jsonl", "fresh/{lang}-*.jsonl")
MARK = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")
EPOCHS, RATE, DECAY, SEED, FOLDS = 12, 0.05, 3e-4, 7, 6
SHOWN = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.85)


@dataclass(frozen=True)
class Marked:
    """A text and its marks: where the word starts and ends, and its type ("-": no event)."""

    text: str
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Case:
    """A candidate: which text it stands in and where, the slots of its traits, whether it is an event."""

    text: str
    start: int
    slots: tuple[int, ...]
    event: bool


def main() -> None:
    """Read, learn, say how well, keep."""
    options = _options()
    written = [case for line in _lines(options.lang) for case in cases_of(marked(line), options.lang)]
    found = [case for passage in _passages(options.lang) for case in cases_of_passage(passage, options.lang)]
    print(f"{len(written)} candidates in sentences, {sum(c.event for c in written)} events")
    print(f"{len(found)} candidates in passages, {sum(c.event for c in found)} events")
    _report(found, _held_out(found, written))
    if options.keep:
        file = HERE.parent / "src" / "lagebild" / "languages" / options.lang / "decider.bin"
        file.write_bytes(array(FLOAT, [options.take, *learnt(found + written)]).tobytes())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("lang")
    parser.add_argument("--keep", action="store_true", help="write decider.bin")
    parser.add_argument("--take", type=float, default=0.6, help="taken from this probability on")
    return parser.parse_args()


def _lines(lang: str) -> Iterator[str]:
    for path in sorted((HERE / "decider").glob(f"{lang}*.txt")):
        yield from filter(str.strip, path.read_text("utf-8").splitlines())


def _passages(lang: str) -> Iterator[Passage]:
    for pattern in GOLD:
        for path in sorted((HERE.parent / "gold").glob(pattern.format(lang=lang))):
            yield from read_gold(path)


def marked(line: str) -> Marked:
    """A line without its marks, and where they stood."""
    text, marks, last = "", [], 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2].split("|")[0]))
        text, last = text + match[1], match.end()
    return Marked(text + line[last:], tuple(marks))


def cases_of(one: Marked, lang: str) -> Iterator[Case]:
    """The candidates of a marked text. A word without a mark is unknown, unless nothing in the text is an event."""
    events = any(mark != "-" for _, _, mark in one.marks)
    for scene in _scenes(one.text, None, lang):
        for i, near in candidates_in(scene, hits_in(scene)):
            token = scene.tree.tokens[i]
            kinds = {mark for start, end, mark in one.marks if start < token.end and token.start < end}
            if kinds or not events:
                slots = tuple(map(slot_of, traits_of(scene, i, near)))
                yield Case(one.text, token.start, slots, bool(types_alike(scene, near.frame.type) & kinds))


def cases_of_passage(passage: Passage, lang: str) -> Iterator[Case]:
    """The candidates of an annotated passage; those of events that are optional, or found anyway, are unknown."""
    scenes = _scenes(passage.text, passage.published, lang)
    hits = [hits_in(scene) for scene in scenes]
    found = {
        event.trigger_start
        for scene, some in zip(scenes, hits, strict=True)
        for hit in some
        for event in passage.events
        if tells(event, scene, hit.token) and types_alike(scene, hit.frame.type) & event.types
    }
    for scene, some in zip(scenes, hits, strict=True):
        for i, near in candidates_in(scene, some):
            told = [event for event in passage.events if tells(event, scene, i)]
            fitting = [event for event in told if types_alike(scene, near.frame.type) & event.types]
            if any(event.optional for event in told) or any(
                event.trigger_start in found or event.type is None for event in fitting
            ):
                continue
            slots = tuple(map(slot_of, traits_of(scene, i, near)))
            yield Case(passage.id, scene.tree.tokens[i].start, slots, bool(fitting))


def _scenes(text: str, published: str | None, lang: str) -> list[Scene]:
    know, document = knowledge_of(lang), document_of(text, Particulars(lang=lang, published=published))
    scenes, titled = list[Scene](), frozenset[str]()
    for sentence in spelled(load_parser(lang).parse(document.text, start=document.body_start)):
        if not sentence.heading:
            scenes.append(scene_of(sentence, document.text, know, published, titled))
            titled |= scenes[-1].titles()
    return scenes


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


def _held_out(found: list[Case], written: list[Case]) -> np.ndarray:
    """How likely each case of a passage is an event by what the other passages and the sentences teach."""
    texts = sorted({case.text for case in found})
    np.random.default_rng(SEED).shuffle(texts)
    fold = {text: k % FOLDS for k, text in enumerate(texts)}
    likely = np.zeros(len(found))
    for k in range(FOLDS):
        weights = learnt([case for case in found if fold[case.text] != k] + written)
        for at, case in enumerate(found):
            if fold[case.text] == k:
                likely[at] = 1 / (1 + np.exp(-weights[list(case.slots)].sum()))
    return likely


def _report(found: list[Case], likely: np.ndarray) -> None:
    """Of each word the likeliest type counts."""
    best: dict[tuple[str, int], int] = {}
    for at, case in enumerate(found):
        place = case.text, case.start
        if place not in best or likely[at] > likely[best[place]]:
            best[place] = at
    events = sum(case.event for case in found)
    for threshold in SHOWN:
        taken = [at for at in best.values() if likely[at] >= threshold]
        right = sum(found[at].event for at in taken)
        print(f"   from {threshold}: {len(taken)} taken, {right} rightly; {events} could be")


if __name__ == "__main__":
    main()
