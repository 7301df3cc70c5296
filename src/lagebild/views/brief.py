"""The brief: known, claimed, disputed, changed, not known.

Takes stories and labels; gives sections of lines with footnotes to the sentences that they rest on. Every line says who says so; what
nobody vouches for is not told as having happened.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lagebild.stories import Story, Telling
from lagebild.stories.changes import Change
from lagebild.stories.relations import day_of, is_between
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line
from lagebild.views.storywords import changed, counts, headline, sureness, who_says

NOTES = 3  # of each line: sentences of different origins
SECTIONS = ("known", "claimed", "disputed", "changed", "unknown")


@dataclass(frozen=True)
class Line:
    """One line with the numbers of its footnotes; `story` is the story's id."""

    text: str
    notes: tuple[int, ...]
    story: str


@dataclass(frozen=True)
class Section:
    """One part of the brief: its key, heading, what it means, its lines."""

    key: str
    heading: str
    meaning: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Brief:
    """The whole: title, sections, footnotes in their order, what was counted."""

    title: str
    lang: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """What a brief is to be about: stories of a country, of a dyad, since a day; `came`: when the texts did that have no day."""

    since: str | None = None
    country: str | None = None
    dyad: tuple[str, str] | None = None
    came: Mapping[str, str] = field(default_factory=dict)

    def fits(self, story: Story) -> bool:
        """Whether a story belongs into the brief: an event, of the country or dyad, told since the day."""
        latest = max((t.day or self.came.get(t.document_id, "") for t in story.tellings), default="")
        if not story.type or (self.since and latest < self.since):
            return False
        if self.country and not any(_concerns(story, self.country)):
            return False
        return self.dyad is None or is_between(story, *self.dyad)


def _concerns(story: Story, country: str) -> Iterator[bool]:
    for t in story.tellings:
        for id in (*t.actors, *t.recipients, *t.against, t.country or ""):
            yield id == country or id.startswith(f"{country}.")


def brief_of(
    stories: Sequence[Story], changes: Iterable[Change], wanted: Wanted, labels: Labels, unread: int = 0
) -> Brief:
    """The brief of the stories that are wanted."""
    chosen = sorted((s for s in stories if wanted.fits(s)), key=lambda s: (day_of(s) or "", s.story_id))
    notes = _Notes(labels)
    table = labels.table["brief"]
    by_id = {story.story_id: story for story in chosen}
    changed = [c for c in changes if c.story in by_id and c.what not in ("new", "merged")]
    lines = {key: [_line(s, notes, labels) for s in chosen if section_of(s) == key] for key in SECTIONS}
    lines["changed"] = [_changed(c, by_id[c.story], notes, labels) for c in changed]
    sections = tuple(
        Section(
            key, table[key], table[f"{key}_means"].format(day=labels.day(wanted.since)), tuple(lines[key])
        )
        for key in SECTIONS
        if key != "changed" or wanted.since
    )
    foot = [counted(chosen, labels)] + (
        [table["unread"].format(documents=labels.count("documents", unread))] if unread else []
    )
    return Brief(table["title"], labels.lang, sections, tuple(notes.texts), tuple(foot))


def section_of(story: Story) -> str:
    """Where a story belongs: what is corroborated is known, what somebody vouches for is claimed."""
    if story.status in ("disputed", "denied", "retracted"):
        return "disputed"
    if story.status == "corroborated":
        return "known"
    return "claimed" if story.part("overall").origins else "unknown"


def counted(stories: Sequence[Story], labels: Labels) -> str:
    """What counting documents would have said, beside the stories and their origins."""
    documents = {t.document_id for s in stories for t in s.tellings}
    told = [(len({t.document_id for t in s.tellings}), s.part("overall").count) for s in stories]
    most, least = max(told, default=(0, 0), key=lambda pair: (pair[0] - pair[1], pair))
    claims = sum(len(s.tellings) for s in stories)
    key = "counted" if most > least > 0 else "counted_alone"
    text: str = labels.table["brief"][key]
    return text.format(
        documents=labels.count("documents", len(documents)),
        claims=labels.count("claims", claims),
        stories=labels.count("stories", len(stories)),
        times=labels.count("times", most),
        origins=labels.count("origins", least),
    )


class _Notes:
    """The footnotes, numbered as they come; the same sentence has one number."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._numbers: dict[str, int] = {}

    @property
    def texts(self) -> list[str]:
        return list(self._numbers)

    def numbers_for(self, story: Story) -> tuple[int, ...]:
        """Notes to the sentences of a story, those of counted origins first, of each document one."""
        vouched = {c for o in story.part("overall").origins for c in o.claims[:1]}
        ranked = sorted(story.tellings, key=lambda t: (t.claim_id not in vouched, t.order))
        chosen = list({t.document_id: t for t in reversed(ranked)}.values())[::-1][:NOTES]
        return tuple(self._number(t) for t in chosen)

    def _number(self, told: Telling) -> int:
        """A note leads to the characters of the document that it quotes."""
        text: str = self._labels.table["brief"]["quoted"]
        note = text.format(
            publisher=one_line(told.publisher or "") or self._labels.word("words", "unknown_publisher"),
            day=_day(told.day, self._labels),
            text=self._labels.quote(one_line(told.sentence)),
            document=one_line(told.document_id),
            start=told.sentence_start,
            end=told.sentence_start + len(told.sentence),
        )
        return self._numbers.setdefault(note, len(self._numbers) + 1)


def _line(story: Story, notes: _Notes, labels: Labels) -> Line:
    day = _day(day_of(story), labels)
    text = f"{day}: {headline(story, labels)} – {who_says(story, labels)}; {sureness(story, labels)}; {counts(story, labels)}."
    return Line(text, notes.numbers_for(story), story.story_id)


def _changed(change: Change, story: Story, notes: _Notes, labels: Labels) -> Line:
    text = f"{headline(story, labels)} – {changed([change], labels, story)} – {who_says(story, labels)}; {sureness(story, labels)}."
    return Line(text, notes.numbers_for(story), story.story_id)


def _day(day: str | None, labels: Labels) -> str:
    return labels.day(day) or labels.word("words", "undated")
