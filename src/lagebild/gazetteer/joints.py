"""Names inside longer words: compounds, prefixes, shared parts.

Takes the pieces of a sentence and the tree of names; gives what a name means there: `Ukraine-Krieg` (a part of a
compound), `prorussisch` (towards the state, not of it), `Ostukraine` (a part of the state), `Nord- und Südkorea`
(two names that share a part).
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK
from lagebild.gazetteer.entries import Name
from lagebild.gazetteer.manner import Manner
from lagebild.gazetteer.pieces import Pieces
from lagebild.gazetteer.tree import NameTree

# A shared part is looked for so many pieces ahead: "Nord-, Süd- und Ostkorea" has seven.
REACH = 8
# The shared part has at least so many letters, the name inside a compound too ("Oman" is not in "Omanzeit").
SHORTEST_PART = 4
WHOLE_KINDS = ("name", "adjective", "demonym")


Opened = tuple[tuple[Name, ...], str, str]


class Match(NamedTuple):
    """A stretch of pieces (`end` exclusive), the names that it may be, and what it is of its word.

    `kind` replaces the name's own kind: compound_part, towards, part; empty: the name stands for itself.
    `rest` is what the word goes on with.
    """

    start: int
    end: int
    names: tuple[Name, ...]
    kind: str = ""
    rest: str = ""


class Joints:
    """What one language does with names inside words."""

    def __init__(self, tree: NameTree, manner: Manner) -> None:
        self._tree = tree
        self._manner = manner
        self._prefixes = (*manner.towards, *manner.parts)
        self._heads = tuple(sorted(manner.compound_heads, key=lambda head: (-len(head), head)))
        self.opened = lru_cache(maxsize=QUICK)(self._opened_of)

    def placed(self, match: Match, pieces: Pieces) -> Match:
        """The match with its kind, as the pieces before and after it tell."""
        kind = self._kind_before(match.start, pieces)
        rest = self._rest(match.end, pieces)
        return (
            match
            if not kind and rest is None
            else match._replace(kind=kind or "compound_part", rest=rest or "")
        )

    def inside(self, at: int, pieces: Pieces) -> Match | None:
        """A name inside a word that is one piece: `prorussisch`, `Ostukraine`, `Ukrainekrieg`."""
        opened = self.opened(pieces.texts[at])
        return Match(at, at + 1, *opened) if opened else None

    def elided(self, at: int, pieces: Pieces) -> Match | None:
        """The first part of `Nord- und Südkorea`, made whole by what the last part ends with."""
        if not _elides(at, pieces):
            return None
        for last in self._last_parts(at + 2, pieces):
            for cut in range(1, len(last) - SHORTEST_PART + 1):
                if names := self._tree.whole(pieces.texts[at] + last[cut:]):
                    return Match(at, at + 1, names)
        return None

    def sharing(self, match: Match, pieces: Pieces) -> Match | None:
        """`North` before "and South Korea": one word that makes a name with the later words of the match."""
        word = match.start - 2
        if match.end - match.start < 2 or word < 0 or not self._joins(match.start - 1, pieces):
            return None
        texts = [pieces.texts[word], *pieces.texts[match.start + 1 : match.end]]
        found = self._tree.longest(texts, 0)
        return Match(word, word + 1, found.names) if found and found.end == len(texts) else None

    def _kind_before(self, start: int, pieces: Pieces) -> str:
        if start < 2 or pieces.texts[start - 1] != "-":
            return ""
        before = pieces.texts[start - 2].lower()
        return "towards" if before in self._manner.towards else "part" if before in self._manner.parts else ""

    def _rest(self, end: int, pieces: Pieces) -> str | None:
        """What follows the joint after a match; None when there is no joint."""
        texts = pieces.texts
        if end + 1 > len(texts) - 1 and not (end < len(texts) and not pieces.starts_token(end)):
            return None
        if texts[end] != "-":
            return None
        if pieces.starts_token(end):
            return texts[end + 1] if texts[end + 1][:1].islower() else None
        if pieces.ends_token(end):
            return next(self._last_parts(end + 1, pieces, joined=True), "")
        token = pieces.tokens[end]
        tail = [
            t for t, owner in zip(texts[end + 1 :], pieces.tokens[end + 1 :], strict=True) if owner == token
        ]
        return "".join(tail)

    def _last_parts(self, at: int, pieces: Pieces, joined: bool = False) -> Iterator[str]:
        """The word after the coordinator: its first piece, or what stands after its last hyphen."""
        for i in range(at, min(at + REACH, len(pieces.texts) - 1)):
            if self._joins(i, pieces):
                ends = [j for j in range(i + 1, len(pieces.texts)) if pieces.ends_token(j)]
                if not joined:
                    yield pieces.texts[i + 1]
                elif ends and ends[0] > i + 2 and pieces.texts[ends[0]] != "-":
                    yield pieces.texts[ends[0]]

    def _joins(self, at: int, pieces: Pieces) -> bool:
        return pieces.texts[at].lower() in self._manner.coordinators

    def _opened_of(self, text: str) -> Opened | None:
        return self._prefixed(text) or self._compound(text)

    def _prefixed(self, text: str) -> Opened | None:
        if not text.lower().startswith(self._prefixes):  # most often
            return None
        for kind, prefixes in (("towards", self._manner.towards), ("part", self._manner.parts)):
            for rest in _without(prefixes, text):
                if names := self._of_kinds(rest) or self._of_kinds(rest.capitalize()):
                    return names, kind, ""
        return None

    def _compound(self, text: str) -> Opened | None:
        lowered = text.lower()
        if not lowered.endswith(self._heads):  # most often
            return None
        for head in self._heads:
            if lowered.endswith(head) and len(text) >= len(head) + SHORTEST_PART:
                first = text[: -len(head)]
                if names := self._of_kinds(first):
                    return names, "compound_part", head.capitalize()
        return None

    def _of_kinds(self, text: str) -> tuple[Name, ...]:
        return tuple(name for name in self._tree.whole(text) if name.kind in WHOLE_KINDS)


def _elides(at: int, pieces: Pieces) -> bool:
    """Whether the piece is a word of its own but for a hyphen at its end."""
    if at + 1 >= len(pieces.texts) or pieces.texts[at + 1] != "-" or not pieces.starts_token(at):
        return False
    return not pieces.starts_token(at + 1) and pieces.ends_token(at + 1)


def _without(prefixes: Collection[str], text: str) -> Iterator[str]:
    """What is left of a word behind each prefix that it has."""
    for prefix in prefixes:
        rest = text[len(prefix) :]
        if text.lower().startswith(prefix) and len(rest) >= SHORTEST_PART and rest.isalpha():
            yield rest
