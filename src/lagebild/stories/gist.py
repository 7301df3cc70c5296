"""A story, short enough for lists.

Takes a Story; gives it with some of its claims in place of thousands, and the counts of all. The claims are chosen so that the short story is told
in the same words as the whole: the same doers, places and day (of the largest, nearly). Of a story of few claims all are kept.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from lagebild.model import Noun
from lagebild.stories.doers import affirming, doers_and_others, often, opponents, who_name
from lagebild.stories.records import Origin, Part, Story, Telling
from lagebild.stories.relations import day_of

FEW, MOST = 12, 192  # claims that a short story begins with, and at most tries to do with
NAMED = 12  # of those who printed it, and of those who did not count, the first
ORIGINS, FIGURES = 60, 60
SHOWN = 5  # of the origins that name a doer


class Gist(Noun, frozen=True):
    """A story with some of its claims, and how many there are of what it holds."""

    story: Story
    claims: int
    documents: int
    certainties: dict[str, int]
    printed: tuple[str, ...]
    origins: int

    @property
    def story_id(self) -> str:
        """The id of the story."""
        return self.story.story_id


def gist_of(story: Story) -> Gist:
    """The story for lists."""
    told = story.tellings
    return Gist(
        story=story if len(told) <= FEW else _short(story),
        claims=len(told),
        documents=len({t.document_id for t in told}),
        certainties=dict(Counter(t.certainty for t in told).most_common()),
        printed=tuple(dict.fromkeys(t.publisher or t.document_id for t in told))[:NAMED],
        origins=story.part("overall").count,
    )


def _short(story: Story) -> Story:
    """The story with as few claims as tell it in the same words."""
    whole, size = _words_of(story), FEW
    named = {t.claim_id: t.actors for t in affirming(story.tellings)}
    short = replace(story, parts=tuple(_short_part(part, named) for part in story.parts))
    kept = _some(short, size)
    while size < MOST and _words_of(replace(short, tellings=kept)) != whole:
        size *= 2
        kept = _some(short, size)
    return replace(
        short,
        tellings=kept,
        phases=tuple(replace(rung, claims=rung.claims[:NAMED]) for rung in story.phases),
        figures=tuple(replace(figure, claims=figure.claims[:1]) for figure in story.figures[:FIGURES]),
        joints=(),
        aliases=(),
    )


def _short_part(part: Part, named: Mapping[str, Sequence[str]]) -> Part:
    origins = tuple(_short_origin(origin, named) for origin in part.origins[:ORIGINS])
    return replace(part, origins=origins, left_out=part.left_out[:NAMED])


def _short_origin(origin: Origin, named: Mapping[str, Sequence[str]]) -> Origin:
    """The origin with its first claim, and the first that names each doer."""
    first = {doer: id for id in reversed(origin.claims) for doer in named.get(id, ())}
    return replace(origin, claims=tuple(dict.fromkeys((*origin.claims[:1], *first.values()))))


# ------------------------------------------------------------------ which claims


def _some(story: Story, size: int) -> tuple[Telling, ...]:
    """So many claims: the first, one of each origin, who denies it, the day, and of all others their share."""
    day = day_of(story)
    by_id = {t.claim_id: t for t in story.tellings}
    wanted = [story.tellings[0].claim_id]
    wanted += [t.claim_id for t in story.tellings if day in (t.first, t.day)][:1]
    wanted += [claim for o in story.part("overall").origins for claim in o.claims][: size // 4]
    wanted += [t.claim_id for t in story.tellings if t.polarity != "affirmed" or t.deniers][: size // 6]
    chosen = dict.fromkeys(id for id in wanted if id in by_id)
    for claim_id in _shares(story.tellings, size):
        if len(chosen) >= size:
            break
        chosen.setdefault(claim_id)
    return tuple(sorted((by_id[id] for id in chosen), key=lambda t: t.order))


def _shares(tellings: Sequence[Telling], size: int) -> Iterator[str]:
    """Claims of each kind (who, to whom, where) as often as the kind is frequent, the frequent kinds first."""
    kinds: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for t in tellings:
        kinds[t.actors, t.recipients, t.against, t.place].append(t.claim_id)
    for claims in sorted(kinds.values(), key=lambda found: (-len(found), found[0])):
        yield from claims[: max(1, round(size * len(claims) / len(tellings)))]


def _words_of(story: Story) -> tuple[object, ...]:
    """What a line about a story is made of."""
    doers, others = doers_and_others(story.tellings)
    by = [tuple(origin.key for origin in who_name(story, doer)[:SHOWN]) for doer in doers]
    places = often(t.place for t in story.tellings if t.place)[:1]
    return doers, others, by, opponents(story.tellings), places, day_of(story)
