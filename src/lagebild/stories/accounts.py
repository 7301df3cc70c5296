"""How the claims of a source fared: with counts, never a score.

Takes stories; gives for each source how many of its claims other origins have borne out, how many stand alone, are disputed, were
denied or taken back, and how often it corrected a figure. Small numbers say little, and an opponent's denial is no failure.
"""

from collections import Counter
from collections.abc import Iterable

from lagebild.model import Noun
from lagebild.stories.records import Story
from lagebild.stories.standing import Standing, standing_of


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
    return accounts_in(map(standing_of, stories), source)


def accounts_in(standings: Iterable[Standing], source: str | None = None) -> tuple[Account, ...]:
    """The same, of stories of which is known only how they stand."""
    by_key: dict[str, list[tuple[Standing, str]]] = {}
    for standing in standings:
        for key, name, _ in standing.origins:
            if source is None or key == source or key.startswith((f"{source}.", f"{source}:")):
                by_key.setdefault(key, []).append((standing, name))
    found = [_account(key, rows) for key, rows in by_key.items()]
    return tuple(sorted(found, key=lambda a: (-a.stories, a.source)))


def _account(key: str, rows: list[tuple[Standing, str]]) -> Account:
    names = Counter(name for _, name in rows)
    corrected = [
        figure.until is not None for row, _ in rows for figure in row.figures if figure.source in names
    ]
    status = Counter(row.status for row, _ in rows)
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
        story_ids=tuple(row.story for row, _ in rows),
    )
