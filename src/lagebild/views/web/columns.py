"""A story's claims, a column for each who says so, as many as fit on a page.

Takes a Story and labels; gives its columns, those of them and of their claims that one page can hold, and the story with as many claims as
pictures can show.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from lagebild.stories import Origin, Story, Telling
from lagebild.views.labels import Labels
from lagebild.views.reasons import why_it_counts
from lagebild.views.sourcenames import names_in, source_called, speaker_of, voice_called

COLUMNS, CLAIMS, EACH = 16, 40, 12  # columns on a page, claims in all of them, and at most in each
DRAWN, FIGURES = 80, 40  # claims and figures in the pictures of a story


@dataclass(frozen=True)
class Voiced:
    """What one source says in a story: its name, its side, why it counts or does not, its claims, and how many there are of them.

    `denies`: whether it says that it is not so.
    """

    name: str
    side: str
    why: str
    counts: bool
    tellings: tuple[Telling, ...]
    n: int
    denies: bool = False


def side_by_side(story: Story, labels: Labels) -> list[Voiced]:
    """The claims of a story by who vouches for them; those that nobody vouches for by who denies it, or is cited."""
    part = story.part("overall")
    by_id = {t.claim_id: t for t in story.tellings}
    named = names_in(story, labels)
    columns = [_column(origin, by_id, labels, named) for origin in part.origins]
    vouched = {claim for origin in part.origins for claim in origin.claims}
    rest: dict[tuple[bool, str], list[Telling]] = defaultdict(list)
    for telling in story.tellings:
        if telling.claim_id not in vouched:
            denier = denier_of(telling, labels)
            rest[not denier, denier or speaker_of(telling, labels)].append(telling)
    return columns + [
        Voiced(name, "", "", False, tuple(told), len(told), denies=not says)
        for (says, name), told in sorted(rest.items(), key=lambda each: each[0][0])
    ]


def denier_of(telling: Telling, labels: Labels) -> str:
    """By whom the text has it denied; empty where it is not."""
    if telling.polarity != "denied" or not telling.deniers:
        return ""
    last = telling.deniers[-1]
    return f"{voice_called(last, labels)}: {labels.word('stance', 'denies')}"


def _column(origin: Origin, by_id: Mapping[str, Telling], labels: Labels, named: Mapping[str, str]) -> Voiced:
    side = labels.word("side", origin.side)
    told = tuple(by_id[c] for c in origin.claims if c in by_id)
    return Voiced(
        source_called(origin.key, origin.name, labels),
        side,
        why_it_counts(origin, labels, named),
        True,
        told,
        len(told),
    )


def fitted(columns: Sequence[Voiced]) -> list[Voiced]:
    """The columns of a page, each with its first claims: few of each where there are many columns."""
    each = max(1, min(EACH, CLAIMS // max(1, len(columns))))
    return [replace(column, tellings=column.tellings[:each]) for column in columns]


def drawable(story: Story) -> Story:
    """The story with no more claims than its pictures can show: of many some of each day."""
    if len(story.tellings) <= DRAWN and len(story.figures) <= FIGURES:
        return story
    step = max(1, -(-len(story.tellings) // DRAWN))
    standing = sorted(story.figures, key=lambda figure: figure.until is not None)
    return msgspec.structs.replace(story, tellings=story.tellings[::step], figures=tuple(standing[:FIGURES]))
