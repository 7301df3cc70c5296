"""How the claims of a source fared: with counts, never a score.

Takes stories; gives for each source how many of its claims other origins have borne out, how many stand alone, are disputed, were
denied or taken back, and how often it corrected a figure. Small numbers say little, and an opponent's denial is no failure.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lagebild.model import Noun
from lagebild.stories.records import Story


class Account(Noun, frozen=True):
    """The stories for which a source stands, by how they stand now."""

    source: str
    name: str
    stories: int
    borne_out: int
    alone: int
    one_side: int
    disputed: int
    retracted: int
    figures: int
    corrected: int
    story_ids: tuple[str, ...]


class _Stood(NamedTuple):
    """What a source's account needs of one story."""

    story: str
    status: str
    name: str
    figures: tuple[tuple[str, bool], ...]


def accounts_of(stories: Iterable[Story], source: str | None = None) -> tuple[Account, ...]:
    """The accounts of all sources, or of one (its key, or what is below it), those with most stories first."""
    by_key: dict[str, list[_Stood]] = {}
    for story in stories:
        figures = tuple((figure.source, figure.until is not None) for figure in story.figures)
        for origin in story.part("overall").origins:
            if source is None or origin.key == source or origin.key.startswith((f"{source}.", f"{source}:")):
                stood = _Stood(story.story_id, story.status, origin.name, figures)
                by_key.setdefault(origin.key, []).append(stood)
    found = [_account(key, rows) for key, rows in by_key.items()]
    return tuple(sorted(found, key=lambda a: (-a.stories, a.source)))


def _account(key: str, rows: list[_Stood]) -> Account:
    names = Counter(row.name for row in rows)
    corrected = [replaced for row in rows for name, replaced in row.figures if name in names]
    status = Counter(row.status for row in rows)
    return Account(
        source=key,
        name=min(names, key=lambda name: (-names[name], name)),
        stories=len(rows),
        borne_out=status["corroborated"],
        alone=status["single-origin"],
        one_side=status["corroborated within one side"],
        disputed=status["disputed"],
        retracted=status["retracted"],
        figures=len(corrected),
        corrected=sum(corrected),
        story_ids=tuple(row.story for row in rows),
    )
