"""The same questions as `asking`, over stories in memory: plainly what the tables do."""

from collections.abc import Iterable, Sequence

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger.pages import Seek, page_in
from lagebild.ledger.stories.records import Dyad, GistPage, StoryPage, StoryQuery, Weight, weight_in
from lagebild.stories import Gist, Story, gist_of
from lagebild.stories.relations import Point, day_of, moves_of, pairs_of, point_of, score_of


def by_weight(stories: Iterable[Story]) -> tuple[Story, ...]:
    """The weightiest first: independent origins, documents, the latest day."""
    return tuple(sorted(stories, key=lambda story: weight_of(gist_of(story)), reverse=True))


def weight_of(gist: Gist) -> Weight:
    """What a short story is sorted by."""
    day = day_of(gist.story) or ""
    return Weight(
        event=bool(gist.story.type),
        origins=gist.origins,
        documents=gist.documents,
        day=day,
        story=gist.story_id,
    )


def stories_of(stories: Sequence[Story], query: StoryQuery, count: int | None) -> StoryPage:
    """The first of the stories that fit, of stories by weight."""
    found = [story for story in stories if fits(story, query)]
    return StoryPage(stories=tuple(found[:count]), total=len(found))


def gists_of(stories: Sequence[Story], query: StoryQuery, seek: Seek, count: int) -> GistPage:
    """The same, short, after or before one of them."""
    found = [story for story in stories if fits(story, query)]
    return gist_page([gist_of(story) for story in found], seek, count)


def gist_page(found: Sequence[Gist], seek: Seek, count: int) -> GistPage:
    """Some of the short stories that fit, all of which are there, the weightiest first."""
    rows = [(weight.key, gist) for gist in found if _lies_on(weight := weight_of(gist), seek)]
    page = page_in(rows[::-1] if seek.back else rows, seek, count if count >= 0 else len(rows))
    return GistPage(gists=tuple(page.rows), total=len(found), before=page.before, after=page.after)


def _lies_on(weight: Weight, seek: Seek) -> bool:
    if not seek.key:
        return True
    place = weight_in(seek.key)
    return weight > place if seek.back else weight < place


def fits(story: Story, query: StoryQuery) -> bool:
    """Whether a story is what is asked for."""
    day = day_of(story) or ""
    actors = {a for t in story.tellings for a in (*t.actors, *t.recipients, *t.against)}
    places = {p for t in story.tellings for p in (t.place, t.country) if p}
    return (
        (query.statements or query.type is not None or bool(story.type))
        and query.type in (None, story.type)
        and query.status in (None, story.status)
        and (query.first is None or day >= query.first)
        and (query.last is None or "" < day <= query.last)
        and (query.actor is None or any(_is_below(a, query.actor, ".") for a in actors))
        and (query.place is None or any(_is_below(p, query.place, "/") for p in places))
        and (query.document is None or any(t.document_id == query.document for t in story.tellings))
        and (query.between is None or _pair_of(query.between) in pairs_of(story, load_gazetteer().countries))
    )


def _pair_of(between: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(actor.split(".")[0] for actor in between)
    return one, other


def _is_below(one: str, above: str, mark: str) -> bool:
    return one == above or one.startswith(above + mark)


def story_named(stories: Iterable[Story], key: str) -> Story | None:
    """The story with this id, or of the claim with it; the beginning of one will do, where only one story has it."""
    told = [story for story in stories if any(t.claim_id == key for t in story.tellings)]
    begun = [story for story in stories if key and any(t.claim_id.startswith(key) for t in story.tellings)]
    found = told or begun
    return found[0] if len(found) == 1 else None


def series_of(stories: Iterable[Story], one: str, other: str) -> tuple[Point, ...]:
    """The months in which something happened between two states, in order."""
    months: dict[str, list[tuple[float, str]]] = {}
    for story in stories:
        for *pair, month in _moves(story):
            if pair == sorted((one, other)):
                months.setdefault(month, []).append((score_of(story), story.story_id))
    return tuple(point_of(month, sorted(rows, key=lambda r: r[1])) for month, rows in sorted(months.items()))


def dyads_of(stories: Iterable[Story]) -> tuple[Dyad, ...]:
    """All pairs of states between which something is told to have happened, those with most stories first."""
    months: dict[tuple[str, str], list[str]] = {}
    for story in stories:
        for a, b, month in _moves(story):
            months.setdefault((a, b), []).append(month)
    found = [Dyad(one=a, other=b, stories=len(m), first=min(m), last=max(m)) for (a, b), m in months.items()]
    return tuple(sorted(found, key=lambda d: (-d.stories, d.one, d.other)))


def _moves(story: Story) -> list[tuple[str, str, str]]:
    return moves_of(story, load_gazetteer().countries)
