"""Fits what makes an event one in politics: `python -m training.footing [SIZE ...]`; without a size all.

Reads the gold that may be read (`gold/dev`, `gold/own/dev.*`, `gold/fresh`) and the languages' examples, both languages together. Each passage
counts as it is and cut off after one and after two sentences, and as part of a report of several; quiet passages, which are the shorter ones, also two by two. Takes each event that is
read there before anything is weighed, and whether the annotation has it; fits a logistic regression to what is seen of it (`claims/footing.py`), one for
texts of one or two sentences, one for longer ones, one for those of two or three paragraphs, one for reports; prints, cross-validated by passage, what each threshold would keep; writes `src/lagebild/claims/footing.toml`.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from msgspec.structs import replace

from lagebild.claims import knowledge_of
from lagebild.claims.footing import (
    BIAS,
    LEAST,
    MIDDLE_SIZE,
    REPORT_SIZE,
    WEIGHTS,
    Traits,
    size_of,
    traits_of,
    weights_of_traits,
)
from lagebild.claims.passage import passages_in
from lagebild.claims.topic import on_topic
from lagebild.claims.wording import Wording, wording_of
from lagebild.documents import Particulars, document_of
from lagebild.evaluation import GoldEvent, Passage, annotated_from, read_gold, shape_of
from lagebild.evaluation.examples import read_examples
from lagebild.evaluation.matching import Matcher
from lagebild.languages import installed_languages
from lagebild.model import Claim, Document, Reading, Sentence
from lagebild.sentences import load_parser, spelled
from training.wording import files, models_by_fold

SHRINK = 3.0
RAREST = 5  # cases that a trait must be seen in
FOLDS, SEEDS = 10, (3, 4)
STEPS = 12
SHOWN = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
CUTS = (1, 2)  # sentences
SEVERAL = {
    MIDDLE_SIZE: (1, 2, 3),
    REPORT_SIZE: (7,),
}  # passages side by side: of a dispatch up to a dozen sentences, of a report some thirty
QUIET = "quiet"  # in the names of files of passages without events


@dataclass(frozen=True)
class Case:
    """An event that was read: what is seen of it, whether it is one, whether its passage has any, which passage, kept by topic alone, of a short text or not."""

    traits: Traits
    event: bool
    amid: bool
    passage: str
    on: bool
    size: str


def main() -> None:
    """Read, fit, say how well, write."""
    sizes = sys.argv[1:] or [*LEAST]
    cases = [case for size in sizes if size in SEVERAL for case in _cases_of_several(size)]
    if not SEVERAL.keys() >= {*sizes}:
        single = (*_cases_of_gold(), *_cases_of_examples())
        cases += [case for case in single if case.size not in SEVERAL]
    fitted = {size: _fitted(size, [case for case in cases if case.size == size]) for size in sizes}
    lines = ["# What each trait weighs; written by `python -m training.footing`."]
    for size, weights in (weights_of_traits() | fitted).items():
        lines += ["", f"[{size}]", *(f'"{name}" = {weights[name]:.3f}' for name in sorted(weights))]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _fitted(size: str, cases: Sequence[Case]) -> dict[str, float]:
    """The weights for texts of one size."""
    names, table = _table(cases)
    event = np.array([case.event for case in cases], float)
    _report(size, cases, table, event)
    return dict(zip((*names, BIAS), map(float, _fit(table, event)), strict=True))


def _cases_of_gold() -> Iterator[Case]:
    for path in files():
        passages = read_gold(path)
        for passage in passages:
            yield from cases_of(passage, bool(passage.events), passage.id)
            for part in _cut_off(passage):
                yield from cases_of(part, bool(passage.events), passage.id)
        if QUIET in path.name:
            for one, other in zip(passages[::2], passages[1::2], strict=False):
                yield from cases_of(replace(one, text=f"{one.text} {other.text}"), False, one.id)


def _cases_of_several(size: str) -> Iterator[Case]:
    """Of passages of a file side by side, as long as texts of a size are: such as have events, and such as have none; words are weighed by what none of them taught."""
    for path in files():
        groups: dict[tuple[int, bool], list[Passage]] = {}
        for passage in read_gold(path):
            fold = _models(passage.lang)[0][passage.id]
            groups.setdefault((fold, bool(passage.events)), []).append(passage)
        for (_, amid), group in groups.items():
            for several in _side_by_side(group, SEVERAL[size]):
                cases = cases_of(_joined(several), amid, several[0].id)
                yield from (case for case in cases if case.size == size)


def _side_by_side(group: Sequence[Passage], counts: Sequence[int]) -> Iterator[Sequence[Passage]]:
    for count in counts:
        for start in range(0, len(group), count):
            several = group[start : start + count]
            if len(counts) == 1 or len(several) == count:  # of several counts each passage once
                yield several


def _joined(passages: Sequence[Passage]) -> Passage:
    """Passages as one text, their events where they stand in it."""
    text, events = "", list[GoldEvent]()
    for passage in passages:
        events += [_moved(event, len(text)) for event in passage.events]
        text += passage.text.rstrip() + "\n\n"
    return replace(passages[0], text=text.rstrip(), events=tuple(events))


def _moved(event: GoldEvent, by: int) -> GoldEvent:
    others = tuple(replace(other, trigger_start=other.trigger_start + by) for other in event.accept.triggers)
    return replace(
        event, trigger_start=event.trigger_start + by, accept=replace(event.accept, triggers=others)
    )


def _cut_off(passage: Passage) -> Iterator[Passage]:
    """A passage cut off after some sentences, with the events that stand there."""
    document = document_of(passage.text, Particulars(lang=passage.lang))
    sentences = _parsed(document, passage.lang)
    for count in CUTS:
        if count < len(sentences):
            cut = sentences[count - 1].tokens[-1].end
            events = tuple(event for event in passage.events if event.trigger_start < cut)
            yield replace(passage, text=document.text[:cut], events=events)


def _parsed(document: Document, lang: str) -> tuple[Sentence, ...]:
    return tuple(load_parser(lang).parse(document.text, start=document.body_start))


def cases_of(passage: Passage, amid: bool, name: str) -> Iterator[Case]:
    """The events read in a passage that are surely one or surely none."""
    document = document_of(passage.text, Particulars(lang=passage.lang, published=passage.published))
    sentences = _parsed(document, passage.lang)
    for told, field in passages_in(document, spelled(sentences), knowledge_of(passage.lang)):
        claims = [one.claim for one in told]
        on = on_topic(claims, field)
        judged = _judged(passage, document, claims)
        for k, traits in enumerate(traits_of(told, field, on, _wording(passage.lang, name))):
            if claims[k].event is not None and k in judged:
                yield Case(traits, judged[k], amid, name, on[k], size_of(field))


def _cases_of_examples() -> Iterator[Case]:
    """Of the languages' examples all that is read is true."""
    for lang in installed_languages():
        for example in read_examples(lang):
            document = document_of(example.text, Particulars(lang=lang))
            for told, field in passages_in(document, example.sentences, knowledge_of(lang)):
                on = on_topic([one.claim for one in told], field)
                for k, traits in enumerate(traits_of(told, field, on, wording_of(lang))):
                    if told[k].claim.event is not None:
                        yield Case(traits, True, True, example.id, on[k], size_of(field))


def _wording(lang: str, name: str) -> Wording:
    """What a passage's words are weighed by: what the other passages teach."""
    fold, models = _models(lang)
    return models[fold[name]]


@cache
def _models(lang: str) -> tuple[dict[str, int], list[Wording]]:
    return models_by_fold(lang)


def _judged(passage: Passage, document: Document, claims: Sequence[Claim]) -> dict[int, bool]:
    """By place among the claims, whether it is an event: paired with an annotated one, or with nothing; optional ones are left out."""
    reading = Reading(document=document, sentences=(), claims=tuple(claims))
    read = [annotated_from(event) for event in shape_of(reading)["events"]]
    match = Matcher(passage, read).match(typed=False)
    right = {
        j: True
        for i, j in match.pairs.items()
        if not passage.events[i].optional
        and (passage.events[i].type or read[j].type in passage.events[i].types)
    }
    return right | dict.fromkeys(match.unmatched(len(read)), False)


# ------------------------------------------------ fitting


def _table(cases: Sequence[Case]) -> tuple[list[str], np.ndarray]:
    """The traits that are not too rare, and how much of each is in each case; the last column is the bias."""
    seen = Counter(name for case in cases for name, amount in case.traits.items() if amount)
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    column = {name: k for k, name in enumerate(names)}
    table = np.zeros((len(cases), len(names) + 1))
    table[:, -1] = 1
    for row, case in enumerate(cases):
        for name, amount in case.traits.items():
            if name in column:
                table[row, column[name]] = amount
    return names, table


def _fit(table: np.ndarray, event: np.ndarray) -> np.ndarray:
    """Logistic regression, shrunk, by Newton's steps."""
    weights = np.zeros(table.shape[1])
    shrink = np.array([SHRINK] * (len(weights) - 1) + [1e-3])
    for _ in range(STEPS):
        likely = _likely(table, weights)
        slope = table.T @ (likely - event) + shrink * weights
        curve = (table * (likely * (1 - likely) + 1e-9)[:, None]).T @ table + np.diag(shrink)
        weights -= np.linalg.solve(curve, slope)
    return weights


def _likely(table: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-table @ weights))


def _report(size: str, cases: Sequence[Case], table: np.ndarray, event: np.ndarray) -> None:
    """What is kept by topic alone, and by each threshold, the mean of several splits."""
    true = event == 1
    nowhere = np.array([not case.amid for case in cases])
    kept = np.array([case.on for case in cases])
    print(
        f"{size}: {len(cases)} events read, {int(true.sum())} true, {int((~true & nowhere).sum())} where nothing happened"
    )
    print(f"by topic: {_counted(kept, true, nowhere)}")
    held = [_held_out(cases, table, event, seed) for seed in SEEDS]
    for threshold in SHOWN:
        counts = np.mean([_counted(likely >= threshold, true, nowhere) for likely in held], axis=0)
        print(f"from {threshold}: {tuple(round(float(count), 1) for count in counts)}", flush=True)


def _counted(kept: np.ndarray, true: np.ndarray, nowhere: np.ndarray) -> tuple[int, int, int]:
    """True events kept; false ones kept where nothing happened, and beside events."""
    return int((kept & true).sum()), int((kept & ~true & nowhere).sum()), int((kept & ~true & ~nowhere).sum())


def _held_out(cases: Sequence[Case], table: np.ndarray, event: np.ndarray, seed: int) -> np.ndarray:
    """How likely each case is, by weights that its passage had no part in."""
    ids = sorted({case.passage for case in cases})
    fold_of = dict(zip(ids, np.random.default_rng(seed).integers(0, FOLDS, len(ids)), strict=True))
    fold = np.array([fold_of[case.passage] for case in cases])
    likely = np.zeros(len(cases))
    for k in range(FOLDS):
        likely[fold == k] = _likely(table[fold == k], _fit(table[fold != k], event[fold != k]))
    return likely


if __name__ == "__main__":
    main()
