"""HanTa, started in a third of the time, and with the same answers in a third of the time.

Takes the name of one of HanTa's model files; gives its tagger. HanTa asks on loading which states can lead to which final state,
and searches a list for it; the answer is the same from a walk over the states before each state. Its model file is unpacked once, and
what may follow two tags, more than half of it, only where a sentence has these two. Its searches are ours (`wordpaths.py`).
"""

import gzip
import importlib
import marshal
import pickle
from pathlib import Path
from typing import Any

from lagebild.loading import MARSHALLED, kept, without_collecting
from lagebild.sentences import wordpaths
from lagebild.sentences.wordpaths import classes_of, likeliest_parts, open_tags, tags_of_parts

KNOWN, FOLLOWING = 7, 9  # their places among the parts of the model
NOTHING: dict[int, float] = {}


class Following(dict[tuple[int, int], dict[int, float]]):
    """What may follow two tags, and how likely; each pair's is unpacked when it is first asked for."""

    def __init__(self, packed: dict[tuple[int, int], bytes]) -> None:
        self._packed = packed

    def __missing__(self, tags: tuple[int, int]) -> dict[int, float]:
        if tags not in self._packed:
            return NOTHING
        found: dict[int, float] = marshal.loads(self._packed[tags])
        self[tags] = found
        return found


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
    tagger.LP_trans_word = Following(tagger.LP_trans_word)
    tagger.strict = False  # as it is when it opens a file itself
    return tagger


def _model_in(file: Path) -> tuple[Any, dict[str, tuple[int, ...]]]:
    """The parts of HanTa's model, as it would unpack them itself, but for what follows two tags, which stays packed; and the tags of each part of words.

    The last part holds tags by word, with a few of numpy's numbers among them.
    """
    with gzip.open(file) as packed:
        parts = list(pickle.load(packed))
    parts[FOLLOWING] = {
        tags: marshal.dumps({tag: float(p) for tag, p in found.items()})
        for tags, found in parts[FOLLOWING].items()
    }
    parts[-1] = {word: [(tag, float(p)) for tag, p in found] for word, found in parts[-1].items()}
    return tuple(parts), tags_of_parts(parts[KNOWN])


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
