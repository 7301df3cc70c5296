"""The tree of names: which listed names begin at a piece, and how far the longest reaches.

Takes the names of one language and how they behave there; gives, for a piece of a sentence, the longest match.
A form may carry an ending that its kind of name takes; the plain form wins over one with an ending cut off.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK, RECENT
from lagebild.gazetteer.entries import Name
from lagebild.gazetteer.manner import Manner
from lagebild.gazetteer.pieces import folded, split

# Shorter words in capitals are abbreviations: MALI may be Mali, but US is never "us" and WHO never "who".
SHORTEST_SHOUTED = 4
# A word shorter than this without its ending is left whole.
SHORTEST_STEM = 2


class Node:
    """Where a name may go on (`next`), and the names that end here with the endings that each takes."""

    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.names: list[tuple[Name, frozenset[str]]] = []

    def named(self, ending: str) -> tuple[Name, ...]:
        """The names that end here in a form with that ending."""
        return tuple(name for name, endings in self.names if not ending or ending in endings)


class Longest(NamedTuple):
    """The longest match from a piece on: the piece after it, and the names it may be."""

    end: int
    names: tuple[Name, ...]


class NameTree:
    """All names of one language, by their pieces; `beginnings` as `beginnings_of` gives them."""

    def __init__(self, names: Sequence[Name], manner: Manner, beginnings: dict[str, list[int]]) -> None:
        self._names = names
        self._manner = manner
        self._endings = ("", *sorted(set().union(*manner.endings.values()), key=lambda e: (len(e), e)))
        self._inner = manner.endings["inner"] | {""}
        self._root = Node()
        self._unopened = beginnings
        # Variants are many; they are asked for again only inside longer names.
        self._variants = lru_cache(maxsize=RECENT)(self._variants_of)
        self.openings = lru_cache(maxsize=QUICK)(self._openings_of)

    def longest(self, texts: Sequence[str], start: int) -> Longest | None:
        """The longest name that begins at that piece, or None."""
        best: Longest | None = None
        if not (openings := self.openings(texts[start])):
            return None
        open_ends = [(node, ending, start + 1) for node, ending in openings]
        while open_ends:
            node, ending, at = open_ends.pop(0)
            if (best is None or at > best.end) and (names := node.named(ending)):
                best = Longest(at, names)
            if node.next and ending in self._inner and at < len(texts):
                open_ends += [(n, e, at + 1) for n, e in self._steps(node, texts[at])]
        return best

    def whole(self, text: str) -> tuple[Name, ...]:
        """The names that one piece is, endings allowed."""
        for node, ending in self.openings(text):
            if names := node.named(ending):
                return names
        return ()

    def _beginning(self, key: str) -> Node | None:
        """Where the names go on that begin with a key."""
        if key in self._unopened:
            self._root.next[key] = node = Node()
            for i in self._unopened.pop(key):
                self._put(self._names[i], node)
        return self._root.next.get(key)

    def _put(self, name: Name, node: Node) -> None:
        """Put a name below the node of its first piece."""
        pieces = [piece for word in name.name.split() for piece in split(word, self._manner.clitics)]
        kind = "place" if "/" in name.id and name.kind == "name" else name.kind
        endings = self._manner.endings.get(kind, frozenset())
        nodes = [node]
        for i, piece in enumerate(pieces[1:], 2):
            keys = _keys(piece, self._manner, inner=i < len(pieces))
            nodes = list(dict.fromkeys(after for node in nodes for after in _edges(node, keys)))
        for node in nodes:
            node.names.append((name, endings))

    def _steps(self, node: Node, text: str) -> list[tuple[Node, str]]:
        return [(node.next[key], ending) for key, ending in self._variants(text) if key in node.next]

    def _openings_of(self, text: str) -> tuple[tuple[Node, str], ...]:
        found = ((self._beginning(key), ending) for key, ending in self._variants(text))
        return tuple((node, ending) for node, ending in found if node is not None)

    def _variants_of(self, text: str) -> tuple[tuple[str, str], ...]:
        """What a form may be an instance of, with the ending cut off: the plain form first."""
        lowered = text[:1].lower() + text[1:]
        shouted = text.capitalize() if text.isupper() and len(text) >= SHORTEST_SHOUTED else text
        bases = list(dict.fromkeys((text, folded(text), lowered, shouted)))
        return tuple(
            (base[: len(base) - len(ending)], ending)
            for ending in self._endings
            for base in bases
            if base.endswith(ending) and len(base) - len(ending) >= SHORTEST_STEM
        ) or ((text, ""),)


def beginnings_of(names: Iterable[Name], manner: Manner) -> dict[str, list[int]]:
    """The positions of names by what they may begin with; few names are ever looked for, so their nodes are made when one is."""
    found: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        first, _, more = name.name.partition(" ")
        pieces = split(first, manner.clitics) if not first.isalnum() else (first,)
        for key in _keys(pieces[0], manner, inner=bool(more) or len(pieces) > 1):
            found.setdefault(key, []).append(i)
    return found


def _keys(piece: str, manner: Manner, *, inner: bool) -> list[str]:
    """What a piece is found by: itself, its form without marks and, inside a name, its stem."""
    if piece.isascii() and not inner:
        return [piece]
    return list(dict.fromkeys([piece, folded(piece), *([_stem(piece, manner)] if inner else [])]))


def _stem(piece: str, manner: Manner) -> str:
    fitting = [e for e in manner.endings["inner"] if piece.endswith(e) and len(piece) > len(e) + 3]
    return piece[: -len(max(fitting, key=len))] if fitting else piece


def _edges(node: Node, keys: Iterable[str]) -> list[Node]:
    """The nodes after a piece, by each of its keys; new keys share one node."""
    fresh = Node()
    return [node.next.setdefault(key, fresh) for key in keys]
