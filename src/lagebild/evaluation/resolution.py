"""Whom names are taken to mean, against a table of sentences with hard cases (gold/resolution/).

Takes the table's rows; gives for each what its mention was taken to mean and whether that is right, missed or wrong.
Missed is left unresolved, which costs little; wrong puts words into somebody's mouth.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from lagebild.claims.actors import actor_of
from lagebild.claims.knowledge import knowledge_of
from lagebild.claims.namesakes import Met
from lagebild.claims.scene import Scene
from lagebild.claims.scene_making import met_after, scene_of
from lagebild.errors import DataError
from lagebild.model import Document
from lagebild.pipeline import parsed
from lagebild.sentences import spelled
from lagebild.tables import short

COLUMNS = ["text", "published", "mention", "expected"]
NOBODY = "-"
Outcome = Literal["right", "missed", "wrong"]


class Case(NamedTuple):
    """A mention in a sentence, and the ids that are right for it; `-` is nobody of ours."""

    text: str
    published: str
    mention: str
    expected: tuple[str, ...]
    where: str


class Resolved(NamedTuple):
    """A case, the id that its mention was taken to mean (None: nobody), and how that compares."""

    case: Case
    id: str | None
    outcome: Outcome


def read_cases(path: Path) -> list[Case]:
    """The cases of one tab-separated file.

    Raises:
        DataError: with every line that is no case.
    """
    lines = list(csv.reader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=3))
    cases, problems = [], [] if lines[:1] == [COLUMNS] else [f"{short(path)}:1: columns; {COLUMNS}"]
    for number, cells in enumerate(lines[1:], 2):
        where = f"{short(path)}:{number}"
        if len(cells) != len(COLUMNS) or cells[2] not in cells[0] or not cells[3]:
            problems.append(f"{where}: no case; text, published, a mention that is in the text, ids or -")
        else:
            text, published, mention, expected = cells
            cases.append(Case(text, published, mention, tuple(expected.split("|")), where))
    if problems:
        raise DataError(short(path), problems)
    return cases


def resolve(lang: str, cases: Sequence[Case]) -> Iterator[Resolved]:
    """Each case with what the reader takes its mention to mean, by the parser that ships."""
    know = knowledge_of(lang)
    for case in cases:
        document = Document(document_id=case.where, version_id=case.where, text=case.text, lang=lang)
        start = case.text.index(case.mention)
        id, met = None, Met()
        for sentence in spelled(parsed(document)):
            scene = scene_of(sentence, case.text, know, case.published, met)
            met = met_after(scene)
            id = id or _meant(scene, start, start + len(case.mention))
        yield Resolved(case, id, _outcome(id, case.expected))


def _meant(scene: Scene, start: int, end: int) -> str | None:
    """The actor, else the place, that the head of a stretch of text is taken to mean."""
    tokens = scene.tree.tokens
    inside = [i for i, token in enumerate(tokens) if token.start < end and token.end > start]
    heads = [i for i in inside if tokens[i].head not in inside and tokens[i].upos != "PUNCT"]
    if not heads:
        return None
    place = scene.place_at(heads[0])
    return actor_of(scene, heads[0]) or (place.id if place else None)


def _outcome(id: str | None, expected: tuple[str, ...]) -> Outcome:
    if (id or NOBODY) in expected:
        return "right"
    return "wrong" if id else "missed"
