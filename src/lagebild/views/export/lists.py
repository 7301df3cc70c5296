"""The lists: claims, stories, documents, sources, dyads; the same rows as CSV and as JSON Lines.

Takes claims or stories; gives rows of plain values. A row that tells what happened says who says so and how surely; a month of a
dyad, on whose word its stories rest.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger import Found, StoryBook
from lagebild.model import Event, Participant, Reading
from lagebild.stories import Story
from lagebild.stories.accounts import Account, accounts_of
from lagebild.stories.relations import day_of as day_of_story
from lagebild.stories.relations import moves_of, point_of, score_of
from lagebild.views.export.cells import Row
from lagebild.views.export.vouching import Vouched, day_of, vouched
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line
from lagebild.views.sourcenames import source_called, speaker_of
from lagebild.views.storywords import deniers, headline

CLAIM = (
    "claim", "date", "date_from", "what", "type", "mode", "contexts", "actors", "actor_ids", "recipients", "recipient_ids", "against",
    "place", "place_id", "country", "precision", "quantities",
    *(field.name for field in fields(Vouched)), "quote", "sentence", "start", "end",
)  # fmt: skip
STORY = (
    "story", "day", "type", "headline", "status", "phase", "origins", "sources", "sides", "denied_by", "certainties", "low", "high", "unit",
    "figures_by", "documents", "claims",
)  # fmt: skip
DOCUMENT = (
    "document",
    "version",
    "publisher",
    "published",
    "modified",
    "lang",
    "status",
    "title",
    "url",
    "credits",
    "claims",
)
SOURCE = tuple(Account.__struct_fields__)
DYAD = ("one", "other", "month", "cooperation", "conflict", "stories", "sources", "statuses", "certainties")


def claim_rows(claims: Iterable[Found]) -> Iterator[Row]:
    """One row a claim."""
    for found in claims:
        row = {**_told(found), **vars(vouched(found))}
        yield {name: row[name] for name in CLAIM}


def _told(found: Found) -> dict[str, object]:
    claim = found.claim
    event, content = claim.event, claim.content
    actors, recipients = sides_of(found)
    day, day_from = day_of(found)
    place = content.place
    return {
        "claim": claim.claim_id, "date": day, "date_from": day_from,
        "what": "event" if event else "statement", "type": content.type if isinstance(content, Event) else content.kind,
        "mode": event.mode if event else None, "contexts": event.contexts if event else (),
        "actors": names_in(actors), "actor_ids": ids_in(actors),
        "recipients": names_in(recipients), "recipient_ids": ids_in(recipients),
        "against": names_in(event.against if event else ()),
        "place": one_line(str(place)) if place else None, "place_id": place.place if place else None,
        "country": place.country if place else None, "precision": place.precision if place else None,
        "quantities": tuple(one_line(str(quantity)) for quantity in content.quantities),
        "quote": one_line(claim.trigger.text), "sentence": one_line(found.sentence), "start": claim.trigger.start, "end": claim.trigger.end,
    }  # fmt: skip


def sides_of(found: Found) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Who does it and to whom; of a statement, whom it is about and whom it happens to."""
    content = found.claim.content
    return (
        (content.actors, content.recipients)
        if isinstance(content, Event)
        else (content.about, content.affected)
    )


def names_in(people: Iterable[Participant]) -> tuple[str, ...]:
    """Their fullest names; `?` behind one of whom the text only presumes it."""
    return tuple(f"{one_line(who.name)}?" if who.presumed else one_line(who.name) for who in people)


def ids_in(people: Iterable[Participant]) -> tuple[str, ...]:
    """Whom they are taken to mean, in the same order; empty where nobody knows."""
    return tuple(who.actor or "" for who in people)


# ------------------------------------------------------------------ stories


def story_rows(stories: Iterable[Story], labels: Labels) -> Iterator[Row]:
    """One row a story."""
    for story in stories:
        origins = story.part("overall").origins
        standing = [figure for figure in story.figures if figure.until is None]
        yield {
            "story": story.story_id,
            "day": day_of_story(story),
            "type": story.type or None,
            "headline": headline(story, labels),
            "status": story.status,
            "phase": story.phase,
            "origins": len(origins),
            "sources": sources_in(story, labels),
            "sides": tuple(origin.side for origin in origins),
            "denied_by": deniers(story, labels),
            "certainties": certainties_in(story),
            "low": min((figure.value_low for figure in standing), default=None),
            "high": max((figure.value_high for figure in standing), default=None),
            "unit": one_line(standing[0].unit) if standing else None,
            "figures_by": tuple(dict.fromkeys(one_line(figure.source) for figure in standing)),
            "documents": len({telling.document_id for telling in story.tellings}),
            "claims": tuple(telling.claim_id for telling in story.tellings),
        }


def sources_in(story: Story, labels: Labels) -> tuple[str, ...]:
    """The independent origins; where there is none, who is cited or printed it."""
    origins = tuple(source_called(o.key, o.name, labels) for o in story.part("overall").origins)
    return origins or tuple(dict.fromkeys(speaker_of(telling, labels) for telling in story.tellings))


def certainties_in(story: Story) -> tuple[str, ...]:
    """How surely its claims are told, each word once, the commonest first."""
    return often_all(telling.certainty for telling in story.tellings)


def often_all(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, the commonest first."""
    rows = list(words)
    return tuple(sorted(set(rows), key=lambda word: (-rows.count(word), word)))


def document_rows(readings: Iterable[Reading]) -> Iterator[Row]:
    """One row a document: what was read, and how many claims it gave."""
    for reading in readings:
        document = reading.document
        yield {
            "document": document.document_id, "version": document.version_id, "publisher": one_line(document.publisher or "") or None,
            "published": document.published, "modified": document.modified, "lang": document.lang, "status": reading.status,
            "title": one_line(document.title or "") or None, "url": one_line(document.url or "") or None,
            "credits": tuple(map(one_line, document.credits)), "claims": len(reading.claims),
        }  # fmt: skip


def source_rows(stories: Iterable[Story], labels: Labels) -> Iterator[Row]:
    """One row a source: how the stories stand that it vouches for; counts, never a score."""
    for account in accounts_of(stories):
        row = {name: getattr(account, name) for name in SOURCE}
        yield row | {"name": source_called(account.source, account.name, labels)}


@dataclass(frozen=True)
class Month:
    """A month of two states, with the stories that moved them, one after another."""

    one: str
    other: str
    month: str
    stories: Iterable[Story]


def dyad_rows(months: Iterable[Month], labels: Labels) -> Iterator[Row]:
    """One row a month of every two states between which something happened; of each story a few words are held."""
    for one in months:
        told = [
            (score_of(s), s.story_id, sources_in(s, labels), s.status, certainties_in(s)) for s in one.stories
        ]
        point = point_of(one.month, [(score, story) for score, story, *_ in told])
        if told:
            yield {
                "one": one.one,
                "other": one.other,
                "month": one.month,
                "cooperation": point.cooperation,
                "conflict": point.conflict,
                "stories": point.stories,
                "sources": often_all(source for *_, sources, _, _ in told for source in sources),
                "statuses": tuple(status for *_, status, _ in told),
                "certainties": often_all(word for *_, words in told for word in words),
            }


def months_of(stories: Iterable[Story]) -> Iterator[Month]:
    """The months of stories that are all there."""
    found: dict[tuple[str, str, str], list[Story]] = {}
    for story in stories:
        for key in moves_of(story, load_gazetteer().countries):
            found.setdefault(key, []).append(story)
    for key, told in sorted(found.items(), key=lambda each: each[0]):
        yield Month(*key, sorted(told, key=lambda story: story.story_id))


def months_kept(book: StoryBook, fits: Callable[[Story], bool]) -> Iterator[Month]:
    """The months of stories that are kept, of which some may fit; each story is read when its month is told."""
    for dyad in sorted(book.dyads(), key=lambda dyad: (dyad.one, dyad.other)):
        for point in book.dyad(dyad.one, dyad.other):
            told = (story for id in point.stories if (story := book.story(id)) and fits(story))
            yield Month(dyad.one, dyad.other, point.month, told)
