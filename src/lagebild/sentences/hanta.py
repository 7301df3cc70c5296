"""HanTa, started in a third of the time, and with the same answers in a third of the time.

Takes the name of one of HanTa's model files; gives its tagger. HanTa asks on loading which states can lead to which final state,
and searches a list for it; the answer is the same from a walk over the states before each state. Its model file is unpacked once, and
what may follow two tags, more than half of it, is laid out only where a sentence has these two. Its searches are ours (`wordpaths.py`).
"""

import gzip
import importlib
import pickle
from array import array
from pathlib import Path
from typing import Any, NamedTuple

from lagebild.loading import MARSHALLED, kept, without_collecting
from lagebild.sentences import wordpaths
from lagebild.sentences.wordpaths import classes_of, likeliest_parts, open_tags, tags_of_parts

KNOWN, FOLLOWING = 7, 9  # their places among the parts of the model
NUMBER = "d"  # each as Python has it
UNLIKELY = -20.0  # what HanTa takes for a tag that never followed
Pair = tuple[int, int]


class Follow(NamedTuple):
    """What may follow two tags: where each pair's numbers begin, the tags that they are of, the numbers of all."""

    places: dict[Pair, int]
    tags: tuple[int, ...]
    numbers: bytes


class Following(dict[Pair, "array[float]"]):
    """How likely each tag, by its number, follows two others; each pair's row is made when it is first asked for."""

    def __init__(self, follow: Follow, width: int) -> None:
        self._places, self._tags = follow.places, follow.tags
        self._numbers = array(NUMBER, follow.numbers)
        self._nothing = array(NUMBER, [UNLIKELY]) * width

    def __missing__(self, tags: Pair) -> "array[float]":
        place = self._places.get(tags)
        if place is None:
            return self._nothing
        row = self[tags] = self._nothing[:]
        for k, tag in enumerate(self._tags, place):
            row[tag] = self._numbers[k]
        return row


def tagger_of(model: str) -> Any:
    """HanTa's tagger, which has no types."""
    module: Any = importlib.import_module("HanTa.HanoverTagger")
    hanta: Any = module.HanoverTagger
    file = Path(module.__file__).with_name(model)

    class Quick(hanta):  # type: ignore[misc]
        def reachable(self) -> None:
            """What HanTa's method of this name gives."""
            self.reachability = states_before(self.LP_trans, [tag for tag in self.int2tag if tag < 0])

        def analyze_viterbi(self, word: str, end: int) -> list[tuple[int, int]]:
            """What HanTa's method of this name gives."""
            return likeliest_parts(self, word, end)

        def analyze_forward(self, word: str) -> list[tuple[int, float]]:
            """What HanTa's method of this name gives."""
            return classes_of(self, word)

    files = [file, Path(__file__), Path(wordpaths.__file__)]
    with without_collecting():
        model, tags = kept(f"hanta-{file.stem}", files, lambda: _model_in(file), MARSHALLED)
        tagger: Any = Quick("", model)
    tagger.tags_of_parts, tagger.open_tags = tags, open_tags(tagger)
    tagger.LP_trans_word = Following(Follow(*tagger.LP_trans_word), 1 + max(tagger.int2tag))
    tagger.strict = False  # as it is when it opens a file itself
    return tagger


def _model_in(file: Path) -> tuple[Any, dict[str, tuple[int, ...]]]:
    """The parts of HanTa's model, as it would unpack them itself, but for what follows two tags, which lies in rows; and the tags of each part of words.

    The last part holds tags by word, with a few of numpy's numbers among them.
    """
    with gzip.open(file) as packed:
        parts = list(pickle.load(packed))
    parts[FOLLOWING] = tuple(_laid_out(parts[FOLLOWING]))
    parts[-1] = {word: [(tag, float(p)) for tag, p in found] for word, found in parts[-1].items()}
    return tuple(parts), tags_of_parts(parts[KNOWN])


def _laid_out(follow: dict[Pair, dict[int, float]]) -> Follow:
    """The same without 170,000 numbers that are each an object."""
    tags = tuple(sorted(set().union(*follow.values())))
    numbers = array(NUMBER, (row.get(tag, UNLIKELY) for row in follow.values() for tag in tags))
    return Follow({pair: k * len(tags) for k, pair in enumerate(follow)}, tags, numbers.tobytes())


def states_before(
    follow: dict[tuple[int, int], dict[int, float]], ends: list[int]
) -> dict[int, frozenset[int]]:
    """For each end the states that can lead to it; `follow` has pairs of states and what may come after their second."""
    before: dict[int, set[int]] = {}
    for (_, state), followers in follow.items():
        for after in followers:
            before.setdefault(after, set()).add(state)
    return {end: _all_before(end, before) for end in ends}


def _all_before(end: int, before: dict[int, set[int]]) -> frozenset[int]:
    found: set[int] = set()
    waiting = [end]
    while waiting:
        new = before.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return frozenset(found)
