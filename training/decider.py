"""Trains the decider: `python -m training.decider [--keep]`.

What the decider will meet are texts that nobody has mended the lexicon for; of passages whose mistakes were read the near misses are mended. So each
round of passages is read with the frames and classes as they were before it (`ROUNDS`; git has them), both languages together; quiet passages, and
sentences in which each word that looks like an event is marked (`training/decider/<lang>*.txt`: `{word|TYPE|certainty}`, `{word|-}`), with those of today. Gathers every candidate that the lexicon all but proposes; learns which are events. Prints how it does on rounds left out
whole: how many candidates are taken from each threshold on, how many of them rightly, how many in passages without events. `--keep` writes
`src/lagebild/claims/decider.toml`.
"""

import argparse
import csv
import io
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lagebild.claims import knowledge_of
from lagebild.claims.decider import BIAS, WEIGHTS, candidates_in
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.namesakes import Met
from lagebild.claims.nearness import Near
from lagebild.claims.passage import AROUND
from lagebild.claims.pronouns import Nouns, nouns_of
from lagebild.claims.scene import Scene
from lagebild.claims.scene_making import met_after, scene_of
from lagebild.claims.traits import traits_of
from lagebild.claims.triggers import Hit, hits_in
from lagebild.documents import Particulars, document_of
from lagebild.evaluation import Passage, read_gold
from lagebild.languages import installed_languages, pack_in
from lagebild.sentences import load_parser, spelled
from training.taught import tells, types_alike

ROOT = Path(__file__).parent.parent
ROUNDS = {  # passages, and the commit before anything was mended for them
    "own/dev.de": "be86ac6",
    "fresh/de-1": "018a912",
    "fresh/de-2": "018a912",
    "fresh/de-3": "018a912",
    "fresh/de-4": "86a71f8",
    "fresh/de-5": "9f7fd50~1",
    "fresh/de-6": "317fc4a~1",
    "fresh/de-7": "e8b0824~1",
    "own/dev.en": "be86ac6",
    "fresh/en-1": "30b726b",
    "fresh/en-2": "30b726b",
    "fresh/en-3": "30b726b",
    "fresh/en-4": "0a7e547~1",
    "fresh/en-5": "9641851~1",
    "fresh/en-6": "6616a2a~1",
    "fresh/en-7": "3ba9298~1",
    "fresh/en-8": "6176856",
    "fresh/en-9": "2500d04",
    "fresh/en-10": "abfb028",
}
QUIET = ("fresh/de-quiet*", "fresh/en-quiet*")
NONEVENTS = "nonevents/{lang}.tsv"
SENTENCES, WEIGHT = "sentences", 0.5  # they are denser than papers are; lots left out
MARK = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")
SHRINK, RAREST, STEPS, PARTS = 5.0, 8, 12, 3
SHOWN = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass(frozen=True)
class Case:
    """A candidate: of which round and passage, where, what is seen of it, whether it is an event."""

    round: str
    lang: str
    passage: str
    start: int
    traits: tuple[str, ...]
    event: bool


def main() -> None:
    """Read, learn, say how well, keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--keep", action="store_true", help="write decider.toml")
    keep = parser.parse_args().keep
    cases = [*_of_rounds(), *_of_quiet(), *_of_sentences()]
    names, table = _table(cases)
    event = np.array([case.event for case in cases], float)
    heavy = np.array([WEIGHT if case.round == SENTENCES else 1.0 for case in cases])
    print(f"{len(cases)} candidates, {int(event.sum())} events, {len(names)} traits")
    _report(cases, _left_out(cases, table, event, heavy))
    if keep:
        weights = dict(zip((*names, BIAS), _fit(table, event, heavy), strict=True))
        lines = [f'"{name}" = {weights[name]:.3f}' for name in sorted(weights)]
        head = "# What each trait of a near miss weighs; written by `python -m training.decider --keep`."
        WEIGHTS.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")


# ------------------------------------------------ cases


def _of_rounds() -> Iterator[Case]:
    for name, commit in ROUNDS.items():
        passages = read_gold(ROOT / "gold" / f"{name}.jsonl")
        know = _as_it_was(passages[0].lang, commit)
        for passage in passages:
            yield from cases_of(passage, know, name)


def _of_quiet() -> Iterator[Case]:
    """Of quiet passages and sentences, in parts, as if each part were a round."""
    passages = [
        passage
        for pattern in QUIET
        for path in sorted((ROOT / "gold").glob(f"{pattern}.jsonl"))
        for passage in read_gold(path)
    ]
    for lang in installed_languages():
        path = ROOT / "gold" / NONEVENTS.format(lang=lang)
        rows = csv.DictReader(path.open(encoding="utf-8"), delimiter="\t")
        passages += [Passage(f"{lang}-{k}", lang, row["sentence"], ()) for k, row in enumerate(rows)]
    for k, passage in enumerate(passages):
        yield from cases_of(passage, knowledge_of(passage.lang), f"quiet {k % PARTS}")


def _of_sentences() -> Iterator[Case]:
    """Of marked sentences. A word without a mark is unknown, unless nothing in the text is an event."""
    for lang in installed_languages():
        paths = sorted((ROOT / "training" / "decider").glob(f"{lang}*.txt"))
        lines = [line for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
        for k, line in enumerate(lines):
            yield from _of_line(line, f"{lang}-{k}", lang)


def _of_line(line: str, name: str, lang: str) -> Iterator[Case]:
    text, marks = unmarked(line)
    events = any(mark != "-" for _, _, mark in marks)
    for scene, hits, i, near, nearby in _candidates(Passage(name, lang, text, ()), knowledge_of(lang)):
        token = scene.tree.tokens[i]
        kinds = {mark for start, end, mark in marks if start < token.end and token.start < end}
        if kinds or not events:
            traits = tuple(traits_of(scene, i, near, hits, nearby))
            event = bool(types_alike(scene, near.frame.type) & kinds)
            yield Case(SENTENCES, lang, name, token.start, traits, event)


def unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A line without its marks, and where they stood: start, end, type ("-": no event)."""
    text, marks, last = "", list[tuple[int, int, str]](), 0
    for match in MARK.finditer(line):
        text += line[last : match.start()]
        marks.append((len(text), len(text) + len(match[1]), match[2].split("|")[0]))
        text, last = text + match[1], match.end()
    return text + line[last:], marks


def _as_it_was(lang: str, commit: str) -> Knowledge:
    """What is known of a language, with the frames of a commit, and of its classes those words that they had."""
    now, folder = knowledge_of(lang), f"src/lagebild/languages/{lang}"
    with tempfile.TemporaryDirectory() as place:
        there = Path(place) / lang
        shutil.copytree(ROOT / folder, there)
        classes = dict[str, str]()
        for file in _git("ls-tree", "-r", "--name-only", commit, folder).split():
            if "/frames/" in file:
                (there / "frames" / Path(file).name).write_text(_git("show", f"{commit}:{file}"), "utf-8")
            elif Path(file).match("classes*.csv"):
                classes |= dict(_rows(_git("show", f"{commit}:{file}")))
        _with_classes(there, classes)
        pack = pack_in(lang, [there], whole=True)
    return Knowledge(pack, now.gazetteer, now.names, now.dates, now.numbers)


def _with_classes(folder: Path, classes: dict[str, str]) -> None:
    """The words that classes had; classes of today that there were not keep theirs."""
    told = set[str]()
    for path in sorted(folder.glob("classes*.csv")):
        rows = [(name, classes.get(name, words)) for name, words in _rows(path.read_text("utf-8"))]
        told |= {name for name, _ in rows}
        _write(path, rows)
    _write(folder / "classes_then.csv", [(name, classes[name]) for name in sorted(classes.keys() - told)])


def _rows(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in csv.reader(lines[1:]) if len(row) > 1]


def _write(path: Path, rows: Sequence[tuple[str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("class", "lemmas"), *rows])
    path.write_text(text.getvalue(), "utf-8")


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def cases_of(passage: Passage, know: Knowledge, name: str) -> Iterator[Case]:
    """The candidates of an annotated passage; those of events that are optional, or found anyway, are unknown."""
    candidates = list(_candidates(passage, know))
    found = _found(passage, [(scene, hits) for scene, hits, *_ in candidates])
    for scene, hits, i, near, nearby in candidates:
        told = [event for event in passage.events if tells(event, scene, i)]
        fitting = [event for event in told if types_alike(scene, near.frame.type) & event.types]
        unknown = any(event.trigger_start in found or event.type is None for event in fitting)
        if not unknown and not any(event.optional for event in told):
            traits = tuple(traits_of(scene, i, near, hits, nearby))
            yield Case(name, passage.lang, passage.id, scene.tree.tokens[i].start, traits, bool(fitting))


def _candidates(passage: Passage, know: Knowledge) -> Iterator[tuple[Scene, tuple[Hit, ...], int, Near, int]]:
    """Each candidate: its sentence, the triggers there, the token, what it lacks, how many triggers the sentences around have."""
    scenes = _scenes(passage, know)
    hits = [hits_in(scene) for scene in scenes]
    for k, (scene, some) in enumerate(zip(scenes, hits, strict=True)):
        nearby = sum(map(len, hits[max(0, k - AROUND) : k])) + sum(map(len, hits[k + 1 : k + 1 + AROUND]))
        for i, near in candidates_in(scene, some):
            yield scene, some, i, near, nearby


def _scenes(passage: Passage, know: Knowledge) -> list[Scene]:
    document = document_of(passage.text, Particulars(lang=passage.lang, published=passage.published))
    scenes, met, before = list[Scene](), Met(), Nouns()
    for sentence in spelled(load_parser(passage.lang).parse(document.text, start=document.body_start)):
        if not sentence.heading:
            scene = scene_of(sentence, document.text, know, document.published, met, before)
            met = met_after(scene)
            before = nouns_of(scene.tree, before)
            scenes.append(scene)
    return scenes


def _found(passage: Passage, triggers: Sequence[tuple[Scene, tuple[Hit, ...]]]) -> set[int]:
    """Where the events start that the rules find."""
    return {
        event.trigger_start
        for scene, hits in triggers
        for hit in hits
        for event in passage.events
        if tells(event, scene, hit.token) and types_alike(scene, hit.frame.type) & event.types
    }


# ------------------------------------------------ fitting


def _table(cases: Sequence[Case]) -> tuple[list[str], np.ndarray]:
    """The traits that are not too rare, and which case has which; the last column is the bias."""
    seen = Counter(trait for case in cases for trait in set(case.traits))
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    column = {name: k for k, name in enumerate(names)}
    table = np.zeros((len(cases), len(names) + 1), np.float32)
    table[:, -1] = 1
    for row, case in enumerate(cases):
        for trait in case.traits:
            if trait in column:
                table[row, column[trait]] += 1  # as often as it is seen: so it is weighed
    return names, table


def _fit(
    table: np.ndarray, event: np.ndarray, heavy: np.ndarray, start: np.ndarray | None = None
) -> np.ndarray:
    """Logistic regression, shrunk, by Newton's steps; each case as heavy as it is."""
    weights = np.zeros(table.shape[1]) if start is None else start.copy()
    shrink = np.array([SHRINK] * (len(weights) - 1) + [1e-3])
    for _ in range(STEPS if start is None else STEPS // 3):
        likely = _likely(table, weights)
        slope = table.T @ (heavy * (likely - event)) + shrink * weights
        root = np.sqrt(heavy * likely * (1 - likely) + 1e-9).astype(np.float32)[:, None] * table
        weights -= np.linalg.solve((root.T @ root).astype(float) + np.diag(shrink), slope)
    return weights


def _likely(table: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))


def _left_out(cases: Sequence[Case], table: np.ndarray, event: np.ndarray, heavy: np.ndarray) -> np.ndarray:
    """How likely each case is an event by what the other rounds teach."""
    rounds, likely = np.array([case.round for case in cases]), np.zeros(len(cases))
    start = _fit(table, event, heavy)
    for name in sorted({*rounds} - {SENTENCES}):
        out = rounds == name
        likely[out] = _likely(table[out], _fit(table[~out], event[~out], heavy[~out], start))
    return likely


def _report(cases: Sequence[Case], likely: np.ndarray) -> None:
    """Of each word the likeliest type counts."""
    best: dict[tuple[str, int], int] = {}
    for at, case in enumerate(cases):
        place = case.passage, case.start
        if case.round == SENTENCES:
            continue
        if place not in best or likely[at] > likely[best[place]]:
            best[place] = at
    for lang in sorted({case.lang for case in cases}):
        own = [at for at in best.values() if cases[at].lang == lang]
        could = sum(case.event for case in cases if case.lang == lang and case.round != SENTENCES)
        for threshold in SHOWN:
            taken = [at for at in own if likely[at] >= threshold]
            quiet = sum(cases[at].round.startswith("quiet") for at in taken)
            right = sum(cases[at].event for at in taken)
            print(
                f"{lang} from {threshold}: {len(taken) - quiet} taken, {right} rightly of {could}; {quiet} in quiet passages"
            )


if __name__ == "__main__":
    main()
