"""How good a parse is.

Takes gold trees and what was predicted for them (gold tokens); gives CoNLL-2018 figures: UAS and LAS with punctuation
and universal labels, and F1 by relation.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from training.treebanks import Tree

SUBJECTS, OBJECTS = ("nsubj", "nsubj:pass"), ("obj", "iobj")


@dataclass(frozen=True)
class Parse:
    """A predicted tree; heads count from 1, as in `Tree`."""

    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[dict[str, str], ...]


def figures(gold: Sequence[Tree], parses: Sequence[Parse]) -> dict[str, float]:
    """All figures of one test set, in per cent."""
    pairs = list(zip(gold, parses, strict=True))
    words = [word for tree, parse in pairs for word in _words(tree, parse)]
    no_punctuation = [word for word in words if word[2] != "punct"]
    return {
        "tokens": len(words),
        "UAS": _share(words, lambda w: w[0] == w[1]),
        "LAS": _share(words, _right),
        "LAS subtypes": _share(words, lambda w: w[0] == w[1] and w[2] == w[3]),
        "LAS no punct": _share(no_punctuation, _right),
        "UPOS": _share(words, lambda w: w[4] == w[5]),
        "subjects": relation_f1(pairs, SUBJECTS),
        "objects": relation_f1(pairs, OBJECTS),
    }


def feature_f1(gold: Sequence[Tree], parses: Sequence[Parse]) -> dict[str, float]:
    """F1 of every feature over the words that have it, in gold or in the parse."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for tree, parse in zip(gold, parses, strict=True):
        for want, got in zip(tree.feats, parse.feats, strict=True):
            hits.update(name for name in want if got.get(name) == want[name])
            total.update([*want, *got])
    return {name: 200 * hits[name] / n for name, n in total.most_common() if hits[name]}


def relation_f1(pairs: Sequence[tuple[Tree, Parse]], *groups: tuple[str, ...]) -> float:
    """F1 of the dependents of verbs under relations of these groups, as in the trial; the group counts, not the relation."""
    found = wanted = both = 0
    for tree, parse in pairs:
        gold = _dependents(tree, tree.heads, tree.deprels, groups)
        ours = _dependents(tree, parse.heads, parse.deprels, groups)
        found, wanted, both = found + len(ours), wanted + len(gold), both + len(gold & ours)
    return 200 * both / max(1, found + wanted)


def _dependents(
    tree: Tree, heads: Sequence[int], deprels: Sequence[str], groups: tuple[tuple[str, ...], ...]
) -> set[tuple[int, int, int]]:
    return {
        (k, head, i)
        for i, (head, rel) in enumerate(zip(heads, deprels, strict=True), 1)
        for k, group in enumerate(groups)
        if rel in group and head and tree.upos[head - 1] == "VERB"
    }


Word = tuple[int, int, str, str, str, str]


def _words(tree: Tree, parse: Parse) -> list[Word]:
    return list(zip(tree.heads, parse.heads, tree.deprels, parse.deprels, tree.upos, parse.upos, strict=True))


def _right(word: Word) -> bool:
    return word[0] == word[1] and word[2].split(":")[0] == word[3].split(":")[0]


def _share(words: Sequence[Word], true: Callable[[Word], bool]) -> float:
    return 100 * sum(map(true, words)) / max(1, len(words))
