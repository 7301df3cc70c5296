"""The rows of a word -> its frames and statement words.

Takes the lines of `frames/*.csv` or `statements.csv` that one lemma has, and what their cells may name; gives the entries in the
order of the lines; notes every cell that cannot be what it says.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from lagebild.languages.entries import Make
from lagebild.languages.pack import Condition, Family, Frame, StatementWord, needed_by
from lagebild.ontology import EventType, Ontology
from lagebild.tables import Line, Problems, Row, row_of

UPOS = ("VERB", "NOUN", "ADJ", "ADV", "AUX", "ADP", "SCONJ", "PRON", "DET", "PART", "PROPN", "CCONJ", "INTJ")
FRAME_COLUMNS = "lemma,upos,mode,family,when,unless,context,note".split(",")
STATEMENT_COLUMNS = "lemma,upos,kind,direction,when,unless,note".split(",")
STATEMENT_KINDS = (
    "assessment consequence expectation condition responsibility confession appointment entry exit trend warning other"
).split()
DIRECTIONS = "worsens eases benefits hinders strengthens weakens changes".split()
COMPUTED_CLASSES = frozenset({"actor", "state", "organisation", "person", "number", "located"})


class Vocabulary(NamedTuple):
    """What the cells may name: the language, its families and classes, the ontology."""

    lang: str
    families: Mapping[str, Family]
    classes: Mapping[str, frozenset[str]]
    ontology: Ontology


def frame_files(ontology: Ontology) -> list[str]:
    """The tables of frames, in the order in which their entries count."""
    return [f"frames/{name.lower()}.csv" for name in ontology.types]


def frames_by(words: Vocabulary) -> Make[Frame]:
    """What makes frames of the lines of a lemma."""
    return partial(_frames, words)


def statements_by(words: Vocabulary) -> Make[StatementWord]:
    """What makes statement words of the lines of a lemma."""
    return partial(_statements, words)


# ------------------------------------------------------------------ frames


def _frames(words: Vocabulary, lines: list[Line], problems: Problems) -> Iterator[Frame]:
    seen: dict[tuple[str, ...], str] = {}
    for line in lines:
        row = row_of(line, FRAME_COLUMNS, problems)
        if row is None:
            continue
        kind = words.ontology.types[_type_name(line)]
        before = len(problems.lines)
        _check_frame(row, kind, words, problems)
        _check_again(row, kind, seen, problems)
        if len(problems.lines) == before:
            yield _frame(row, kind.name, words, problems)


def _type_name(line: Line) -> str:
    """`de/frames/assault.csv` -> ASSAULT."""
    return line.file.rpartition("/")[2].removesuffix(".csv").upper()


def _check_frame(row: Row, kind: EventType, words: Vocabulary, problems: Problems) -> None:
    if row["mode"] and row["mode"] not in kind.modes:
        what = f"{kind.name} has no mode {row['mode']!r}"
        problems.add(row.where, what, f"it has {', '.join(kind.modes) or 'none'}")
    if row["family"] not in words.families:
        problems.add(row.where, f"family {row['family']!r} is not in families.toml")
    for context in set(row.words("context")) - words.ontology.contexts:
        problems.add(row.where, f"context {context!r} is unknown", "see ontology/contexts.toml")
    problems.closed(row, "upos", UPOS)


def _check_again(row: Row, kind: EventType, seen: dict[tuple[str, ...], str], problems: Problems) -> None:
    key = (kind.name, row["lemma"], row["upos"], row["when"])
    if key in seen:
        problems.add(row.where, f"{row['lemma']!r} again", f"first at {seen[key]}")
    seen.setdefault(key, row.where)


def _frame(row: Row, type_name: str, words: Vocabulary, problems: Problems) -> Frame:
    told = f"({row['when']})" if row["when"] else ""
    when = _conditions(row, "when", words, problems)
    return Frame(
        lemma=row["lemma"],
        upos=row["upos"],
        type=type_name,
        mode=row["mode"] or None,
        family=words.families[row["family"]],
        when=when,
        unless=_conditions(row, "unless", words, problems),
        contexts=row.words("context"),
        key=f"{words.lang}.frames:{type_name.lower()}/{row['lemma']}{told}",
        where=row.where,
        needs=needed_by(when),
        names=sum(bool(c.words or c.classes) for c in when),
    )


def _conditions(row: Row, column: str, words: Vocabulary, problems: Problems) -> tuple[Condition, ...]:
    """The conditions of a cell, whose classes must be there."""
    conditions = Condition.read(row[column])
    for condition in conditions:
        for name in condition.classes:  # asked one by one: `- keys()` would go through all classes there are
            if name not in words.classes and name not in COMPUTED_CLASSES:
                problems.add(row.where, f"class @{name} is unknown", "name it in classes.csv")
    return conditions


# ------------------------------------------------------------------ statements


def _statements(words: Vocabulary, lines: list[Line], problems: Problems) -> Iterator[StatementWord]:
    for line in lines:
        row = row_of(line, STATEMENT_COLUMNS, problems)
        if row is None:
            continue
        right = (
            problems.closed(row, "kind", STATEMENT_KINDS),
            problems.closed(row, "direction", DIRECTIONS),
            problems.closed(row, "upos", UPOS),
        )
        if all(right):
            yield StatementWord(
                lemma=row["lemma"],
                upos=row["upos"],
                kind=row["kind"],
                direction=row["direction"] or None,
                when=_conditions(row, "when", words, problems),
                unless=_conditions(row, "unless", words, problems),
                key=f"{words.lang}.statements:{row['lemma']}",
            )
