"""Parses that do not change: trees read from CoNLL-U, replayed for known texts.

Rules are tested on these, so that a new parser cannot break them; and users with larger UD models hand in theirs.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lagebild.errors import LagebildError
from lagebild.model import Sentence, Token
from lagebild.sentences.conllu import Tree, trees_of

_WORD = re.compile(r"\S")


class NotFrozen(LagebildError):
    """A text of which no frozen parse is known."""


class FrozenParser:
    """Holds trees by the text of their sentence; `parse` finds them in a document, one after the other."""

    name = "frozen"

    def __init__(self, trees: Iterable[Tree]) -> None:
        self._known: dict[str, dict[str, Tree]] = {}
        for tree in trees:
            key = _key(tree.text)
            self._known.setdefault(_beginning(key), {})[key] = tree
        self._window = 1_000 + 4 * max((len(key) for keys in self._known.values() for key in keys), default=0)

    @classmethod
    def read(cls, *paths: Path) -> "FrozenParser":
        """From CoNLL-U files."""
        return cls(tree for path in paths for tree in trees_of(path.read_text(encoding="utf-8")))

    def parse(self, text: str, *, start: int = 0) -> tuple[Sentence, ...]:
        """The known sentences of `text[start:]`; `NotFrozen` where the text has something else."""
        return tuple(self.stream(text, start=start))

    def stream(self, text: str, *, start: int = 0) -> Iterator[Sentence]:
        """The same, one after the other."""
        i = 0
        while word := _WORD.search(text, start):
            sentence = _moved(self._tree_at(text, word.start()), text, word.start(), i)
            yield sentence
            start, i = sentence.end, i + 1

    def _tree_at(self, text: str, start: int) -> Tree:
        rest = _key(text[start : start + self._window])
        fitting = [
            tree for key, tree in self._known.get(_beginning(rest), {}).items() if rest.startswith(key)
        ]
        if not fitting:
            raise NotFrozen(
                f"no frozen parse for {text[start : start + 60]!r} (offset {start}); add its tree to the CoNLL-U file"
            )
        return max(fitting, key=lambda tree: len(tree.text))


def _key(text: str) -> str:
    return " ".join(text.split())


def _beginning(key: str) -> str:
    """What candidates are looked up by: a large file holds many sentences."""
    return key[:2]


def _moved(tree: Tree, text: str, start: int, i: int) -> Sentence:
    """The tree's sentence with offsets in this text."""
    tokens: list[Token] = []
    at = start
    for token in tree.sentence.tokens:
        begin = text.find(token.form, at)
        if begin < 0:
            raise NotFrozen(f"word {token.form!r} of the frozen parse is not in the text after offset {at}")
        at = begin + len(token.form)
        tokens.append(msgspec.structs.replace(token, start=begin, end=at))
    return msgspec.structs.replace(tree.sentence, i=i, start=tokens[0].start, end=at, tokens=tuple(tokens))
