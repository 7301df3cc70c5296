"""The records of a language pack, and the small notation in their cells.

Takes cells such as `nsubj obl:von` or `obj=Druck|@charge`; gives `Relations` and `Condition`s. The notation is
described for linguists in `_template/README.md`.
"""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

Path = tuple[str, ...]
"""A way down the tree: relation names, from the trigger on ("obj", "nmod:gegen")."""


class Relations(msgspec.Struct, frozen=True, gc=False):
    """Alternatives in order; of each alternative all ways count. Empty: no such participant."""

    alternatives: tuple[tuple[Path, ...], ...] = ()

    @classmethod
    def read(cls, cell: str) -> "Relations":
        """`nsubj + obl:mit obj>nmod:von` -> two alternatives, the first of two ways."""
        glued = " ".join(cell.split()).replace(" + ", "+")
        return cls(tuple(tuple(tuple(way.split(">")) for way in part.split("+")) for part in glued.split()))

    def __bool__(self) -> bool:
        return bool(self.alternatives)


class Condition(msgspec.Struct, frozen=True, gc=False):
    """`relation=words`: what a dependent must (or, negated, must not) be. `@class` words stand in `classes`."""

    path: Path
    words: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    negated: bool = False

    @classmethod
    def read(cls, cell: str) -> tuple["Condition", ...]:
        """All conditions of a cell, parted by spaces."""
        return _conditions(cell)

    @classmethod
    def one(cls, part: str) -> "Condition":
        """The condition that one part of a cell states."""
        negated = "!=" in part
        relation, _, values = part.replace("!=", "=").partition("=")
        options = values.split("|")
        words = [each.replace("_", " ").lower() for each in options if each and each[0] != "@"]
        classes = [each[1:] for each in options if each and each[0] == "@"]
        return cls(path=_path(relation), words=_names(*words), classes=_names(*classes), negated=negated)


def needed_by(conditions: tuple[Condition, ...]) -> frozenset[str]:
    """The relations without which not all of these conditions can hold: the first steps of those that ask for something."""
    return _names(*{c.path[0] for c in conditions if not c.negated and c.path[0] != "sentence"})


@lru_cache(maxsize=1 << 12)
def _path(relations: str) -> Path:
    """The way down that relations are; one for all conditions."""
    return tuple(map(sys.intern, relations.split(">")))


@lru_cache(maxsize=1 << 12)
def _names(*names: str) -> frozenset[str]:
    """One set for the same names, above all for none: a table has ten thousand conditions."""
    return frozenset(names)


_condition = lru_cache(maxsize=1 << 14)(Condition.one)  # frames share most of their conditions


@lru_cache(maxsize=1 << 13)
def _conditions(cell: str) -> tuple[Condition, ...]:
    """The conditions of a cell: of the cells of frames one in six is another than those before."""
    return tuple(map(_condition, cell.split()))


class Family(msgspec.Struct, frozen=True, gc=False):
    """A valency: which relation is who. `example` must give an event, `counter` must not; `told_by_noun` where a noun beside it tells the event."""

    name: str
    actor: Relations
    recipient: Relations
    against: Relations
    reciprocal: bool
    told_by_noun: bool
    example: str
    counter: str


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A word that reports an event. `key` is its stable name in evidence (`de.frames:assault/angreifen`).

    `needs`: the relations without which its conditions cannot hold; `names`: how many of them say which words must stand there.
    """

    lemma: str
    upos: str
    type: str
    mode: str | None
    family: Family
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    contexts: tuple[str, ...]
    key: str
    where: str
    needs: frozenset[str] = frozenset()
    names: int = 0


class StatementWord(msgspec.Struct, frozen=True, gc=False):
    """A word of consequence, expectation, assessment ..."""

    lemma: str
    upos: str
    kind: str
    direction: str | None
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    key: str


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A word that cites: where its source and its content stand, and what it says of the content."""

    lemma: str
    upos: str
    construction: str
    source: Relations
    content: tuple[str, ...]
    stance: str
    distance: str
    kind: str
    when: tuple[Condition, ...]
    key: str


class Grade(msgspec.Struct, frozen=True, gc=False):
    """A word that grades: which construction it needs, and what it sets on the three axes."""

    lemma: str
    upos: str
    construction: str
    mood: str
    complement: str
    time: str
    commitment: str
    evidence: str
    when: tuple[Condition, ...]
    key: str


class Negator(msgspec.Struct, frozen=True, gc=False):
    """A word that negates: itself (`clause`), or the events in its relations (`obj`, `nsubj`, `xcomp` ...)."""

    lemma: str
    upos: str
    scope: tuple[str, ...]
    key: str


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A pronoun or description that goes back to something said before."""

    lemma: str
    upos: str
    kind: str
    number: str
    gender: str


class Pack(msgspec.Struct, frozen=True, gc=False):
    """All that is known of one language. Indexes are by lower-cased lemma."""

    code: str
    name: str
    version: str
    grammar: Mapping[str, Any]
    families: Mapping[str, Family]
    frames: Mapping[str, tuple[Frame, ...]]
    statements: Mapping[str, tuple[StatementWord, ...]]
    classes: Mapping[str, frozenset[str]]
    cues: Mapping[str, tuple[Cue, ...]]
    grades: Mapping[str, tuple[Grade, ...]]
    negators: Mapping[str, tuple[Negator, ...]]
    sources: Mapping[str, str]
    references: Mapping[str, Reference]
    labels: Mapping[str, Any] = msgspec.field(default_factory=dict)
