"""The rows of lists: flat records that go out as JSON and CSV as they stand on the page.

Takes stories, claims, versions, remarks; gives one record each. No row of an event is without who says so and how surely. Data speak
one language, whatever the page's: sources have the names of the interface's default language, the same in every list.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from lagebild.ledger import Found, Placed, Quarantined, Version
from lagebild.model import Attribution, Claim, Document, Event, Noun, Participant
from lagebild.stories import Gist, Story
from lagebild.stories.accounts import Account
from lagebild.stories.changes import Change
from lagebild.stories.doers import doers_and_others, often
from lagebild.stories.expectations import Expectation
from lagebild.stories.relations import Point, day_of
from lagebild.stories.trackers import Track
from lagebild.views.labels import labels_for
from lagebild.views.plain import one_line
from lagebild.views.sourcenames import called, source_called
from lagebild.views.storywords import deniers
from lagebild.views.web.picture import Moved


class StoryRow(Noun, frozen=True):
    """A story. `sources`: its independent origins; `printed_by`: who printed it; `certainty`: of most of its claims."""

    story: str
    day: str | None
    type: str | None
    who: tuple[str, ...]
    whom: tuple[str, ...]
    status: str
    certainty: str
    certainties: dict[str, int]
    origins: int
    sources: tuple[str, ...]
    printed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    phase: str | None
    place: str | None
    documents: int
    claims: int


class ClaimRow(Noun, frozen=True):
    """A claim. `source` is the innermost of its chain; the author where there is none."""

    claim: str
    document: str
    day: str | None
    publisher: str | None
    type: str
    mode: str | None
    who: tuple[str, ...]
    whom: tuple[str, ...]
    source: str
    source_id: str | None
    chain: tuple[str, ...]
    carried: bool
    certainty: str
    polarity: str
    trigger: str
    sentence: str
    line: str


class DocumentRow(Noun, frozen=True):
    """A document in the wording that stands."""

    document: str
    version: str
    title: str | None
    publisher: str | None
    published: str | None
    lang: str
    url: str | None
    world: str
    fetched_at: str
    status: str
    claims: int


class DyadRow(Noun, frozen=True):
    """Two states, how many stories they have in common, and how the last month with stories stands against the one before.

    `sources`, `certainties`, `statuses`: on whose word that rests, how surely it is told, and how it stands: of the 6 weightiest stories
    of the two months.
    """

    one: str
    other: str
    stories: int
    month: str
    cooperation: float
    conflict: float
    before: float
    moved: float
    sources: tuple[str, ...]
    certainties: tuple[str, ...]
    statuses: tuple[str, ...]


class MonthRow(Noun, frozen=True):
    """A month of two states, with the ids of the stories that moved them; on whose word, how surely: of its 5 weightiest stories."""

    month: str
    cooperation: float
    conflict: float
    stories: tuple[str, ...]
    sources: tuple[str, ...]
    certainties: tuple[str, ...]
    statuses: tuple[str, ...]


class SourceRow(Noun, frozen=True):
    """How the claims of a source fared: counts of stories, never a score."""

    source: str
    name: str
    stories: int
    corroborated: int
    one_origin: int
    within_one_side: int
    disputed: int
    retracted: int
    figures: int
    corrected: int


class ExpectationRow(Noun, frozen=True):
    """Who expects what, until when; the claims that have met a condition."""

    claim: str
    document: str
    kind: str
    source: str
    publisher: str | None
    day: str | None
    what: str
    until: str | None
    certainty: str
    met_by: tuple[str, ...]


class TrackRow(Noun, frozen=True):
    """A row of a tracker."""

    story: str
    type: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    low: float | None
    high: float | None
    figures: tuple[str, ...]
    since: str | None
    phase: str | None
    status: str
    certainty: str
    sources: tuple[str, ...]
    replies: tuple[str, ...]


class RemarkRow(Noun, frozen=True):
    """What an analyst wrote."""

    remark: str
    kind: str
    author: str
    at: str
    text: str
    value: str
    about: str
    claims: tuple[str, ...]
    lost: bool


class AsideRow(Noun, frozen=True):
    """What could not be read: a file, a document; why."""

    place: str
    why: str
    tries: int
    last_at: str
    document: str | None


class ChangeRow(Noun, frozen=True):
    """What changed in a story since a day."""

    story: str
    what: str
    before: str
    after: str
    type: str | None
    certainty: str
    sources: tuple[str, ...]
    printed_by: tuple[str, ...]


def story_row(gist: Gist) -> StoryRow:
    """A story."""
    story = gist.story
    who, whom = doers_and_others(story.tellings)
    return StoryRow(
        story=story.story_id, day=day_of(story), type=story.type or None, who=who, whom=whom,
        status=story.status, certainty=next(iter(gist.certainties)), certainties=gist.certainties, origins=gist.origins,
        sources=sources_of(story), printed_by=tuple(map(one_line, gist.printed)),
        denied_by=deniers(story, labels_for()), phase=story.phase,
        place=next(iter(often(t.place for t in story.tellings if t.place)), None),
        documents=gist.documents, claims=gist.claims,
    )  # fmt: skip


def sources_of(story: Story) -> tuple[str, ...]:
    """Who vouches for a story."""
    return tuple(_origin(o.key, o.name) for o in story.part("overall").origins)


def _origin(key: str, name: str) -> str:
    return source_called(key, name, labels_for())


def claim_row(found: Found) -> ClaimRow:
    """A claim."""
    claim, document = found.claim, found.document
    event = claim.content if isinstance(claim.content, Event) else None
    return ClaimRow(
        claim=claim.claim_id, document=document.document_id, day=document.published, publisher=document.publisher,
        type=event.type if event else f"statement/{getattr(claim.content, 'kind', '')}", mode=event.mode if event else None,
        who=_named(event.actors) if event else (), whom=_named(event.recipients) if event else (),
        source=_voice(claim.chain[-1]) if claim.chain else _nobody(claim, document),
        source_id=claim.chain[-1].source.actor if claim.chain else None, chain=tuple(map(_voice, claim.chain)), carried=any(link.inferred for link in claim.chain),
        certainty=claim.certainty, polarity=claim.polarity, trigger=claim.trigger.text, sentence=one_line(found.sentence), line=one_line(str(claim)),
    )  # fmt: skip


def _voice(link: Attribution) -> str:
    return called(link.source.actor, link.source.name, labels_for())


def _named(people: Iterable[Participant]) -> tuple[str, ...]:
    """Who takes part as the text has it: by entry, else in its words. What a dyad fills in where the text names nobody is nobody's word."""
    return tuple(one_line(who.actor or who.name) for who in people)


def _nobody(claim: Claim, document: Document) -> str:
    """Who says so where nobody is named: the text itself, or somebody unnamed in it."""
    return (
        f"{'unnamed' if claim.unnamed else 'author'} ({one_line(document.publisher or document.document_id)})"
    )


def document_row(version: Version) -> DocumentRow:
    """A document."""
    reading = next(
        (r for r in version.readings if r.counts), version.readings[-1] if version.readings else None
    )
    return DocumentRow(
        document=version.document_id, version=version.version_id, title=version.title, publisher=version.publisher,
        published=version.published, lang=version.lang, url=version.url, world=version.world, fetched_at=version.fetched_at,
        status=reading.status if reading else "", claims=reading.claims if reading else 0,
    )  # fmt: skip


def dyad_row(one: Moved, gists: Sequence[Gist]) -> DyadRow:
    """A pair of states."""
    return DyadRow(
        one=one.one, other=one.other, stories=one.stories, month=one.months[0], cooperation=one.cooperation, conflict=one.conflict,
        before=one.before, moved=one.moved, **on_whose_word(gists),
    )  # fmt: skip


def month_row(point: Point, gists: Sequence[Gist]) -> MonthRow:
    """A month of a pair."""
    return MonthRow(
        month=point.month, cooperation=point.cooperation, conflict=point.conflict, stories=point.stories, **on_whose_word(gists)
    )  # fmt: skip


def on_whose_word(gists: Sequence[Gist]) -> dict[str, tuple[str, ...]]:
    """On whose word stories rest (where nobody vouches, who printed them), how surely they are told, how they stand; the commonest first."""
    said = [sources_of(gist.story) or tuple(map(one_line, gist.printed)) for gist in gists]
    sure = Counter(word for gist in gists for word, n in gist.certainties.items() for _ in range(n))
    return {
        "sources": tuple(often(name for names in said for name in names)),
        "certainties": tuple(word for word, _ in sure.most_common()),
        "statuses": tuple(often(gist.story.status for gist in gists)),
    }


def source_row(one: Account) -> SourceRow:
    """A source."""
    return SourceRow(
        source=one.source, name=_origin(one.source, one.name), stories=one.stories, corroborated=one.borne_out, one_origin=one.alone,
        within_one_side=one.one_side, disputed=one.disputed, retracted=one.retracted, figures=one.figures, corrected=one.corrected,
    )  # fmt: skip


def expectation_row(one: Expectation) -> ExpectationRow:
    """An expectation."""
    return ExpectationRow(
        claim=one.claim, document=one.document, kind=one.kind, source=one_line(one.who or f"author ({one.publisher or one.document})"),
        publisher=one.publisher, day=one.day, what=one_line(one.what), until=one.until, certainty=one.certainty, met_by=one.met_by,
    )  # fmt: skip


def track_row(one: Track, gist: Gist) -> TrackRow:
    """A row of a tracker."""
    return TrackRow(
        story=one.story, type=one.type, who=one.who, whom=one.whom, low=one.low, high=one.high,
        figures=tuple(f"{f.value_high:g} {f.unit} ({one_line(f.source)})" for f in one.figures), since=one.since, phase=one.phase,
        status=one.status, certainty=next(iter(gist.certainties)),
        sources=tuple(_origin(o.key, o.name) for o in one.origins) or tuple(map(one_line, gist.printed)),
        replies=one.replies,
    )  # fmt: skip


def remark_row(placed: Placed) -> RemarkRow:
    """A remark."""
    one = placed.remark
    return RemarkRow(
        remark=one.remark_id, kind=one.kind, author=one.author, at=one.at, text=one.text, value=one.value, about=one.about,
        claims=tuple(c for c in placed.claims if c), lost=placed.lost,
    )  # fmt: skip


def aside_row(one: Quarantined) -> AsideRow:
    """Something set aside."""
    document = one.document.document_id if one.document else None
    return AsideRow(place=one.place, why=one.why, tries=one.tries, last_at=one.last_at, document=document)


def change_row(change: Change, gist: Gist) -> ChangeRow:
    """A change."""
    return ChangeRow(
        story=change.story, what=change.what, before=change.before, after=change.after, type=gist.story.type or None,
        certainty=next(iter(gist.certainties)), sources=sources_of(gist.story),
        printed_by=tuple(map(one_line, gist.printed)),
    )  # fmt: skip
