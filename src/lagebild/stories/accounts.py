"""How the claims of a source fared: with counts, never a score.

Takes stories; gives for each source how many of its claims other origins have borne out, how many stand alone, are disputed, were
denied or taken back, and how often it corrected a figure. Small numbers say little, and an opponent's denial is no failure.
"""

from collections.abc import Iterable

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


def accounts_of(stories: Iterable[Story], source: str | None = None) -> tuple[Account, ...]:
    """The accounts of all sources, or of one (its key, or what is below it), those with most stories first."""
    by_key: dict[str, list[tuple[Story, str]]] = {}
    for story in stories:
        for origin in story.part("overall").origins:
            if source is None or origin.key == source or origin.key.startswith((f"{source}.", f"{source}:")):
                by_key.setdefault(origin.key, []).append((story, origin.name))
    found = [_account(key, rows) for key, rows in by_key.items()]
    return tuple(sorted(found, key=lambda a: (-a.stories, a.source)))


def _account(key: str, rows: list[tuple[Story, str]]) -> Account:
    names = [name for _, name in rows]
    stories = [story for story, _ in rows]
    figures = [f for s in stories for f in s.figures if f.source in names]
    status = [story.status for story in stories]
    return Account(
        source=key,
        name=max(sorted(set(names)), key=names.count),
        stories=len(stories),
        borne_out=status.count("corroborated"),
        alone=status.count("single-origin"),
        one_side=status.count("corroborated within one side"),
        disputed=status.count("disputed"),
        retracted=status.count("retracted"),
        figures=len(figures),
        corrected=sum(f.until is not None for f in figures),
        story_ids=tuple(story.story_id for story in stories),
    )
