"""Stories as pages tell them: in one line, and whole.

Takes stories and labels; gives the values that templates show. Nothing is told without who says so, how surely, and how many independent
origins there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lagebild.stories import Gist, Story, Telling
from lagebild.stories.relations import day_of
from lagebild.version import VERSION
from lagebild.views.labels import Labels
from lagebild.views.plain import cut, one_line
from lagebild.views.sourcenames import printer_of, voice_called
from lagebild.views.storywords import (
    cited_in,
    deniers,
    leading_figures,
    names,
    origin_in,
    phase_vouched,
    quoted,
    where,
    who_whom,
)

QUOTED = 140  # characters
ORIGINS = 5  # of a line, the first


@dataclass(frozen=True)
class Words:
    """The words of one report, with who printed them, in which language."""

    said: str
    publisher: str
    lang: str


@dataclass(frozen=True)
class Line:
    """One story in a list. `cited`: of what nobody vouches for, whom the texts cite; `words`: what a report says, where the line itself does not quote one."""

    id: str
    day: str | None
    what: str
    more: tuple[str, ...]
    status: str
    certainties: Mapping[str, int]
    origins: tuple[str, ...]
    n_origins: int
    cited: tuple[str, ...]
    printed: tuple[str, ...]
    words: Words | None
    denied: tuple[str, ...]
    phase: str | None
    documents: int
    claims: int


def line_of(gist: Gist, labels: Labels) -> Line:
    """A story in one line."""
    story = gist.story
    place = where(story, labels)
    at = [labels.table["brief"]["at"].format(place=place)] if place else []
    what = who_whom(story, labels) if story.type else quoted(story)
    return Line(
        id=story.story_id,
        day=day_of(story),
        what=what,
        more=(*leading_figures(story, labels), *at),
        status=story.status,
        certainties=gist.certainties,
        origins=tuple(origin_in(story, o, labels) for o in story.part("overall").origins[:ORIGINS]),
        n_origins=gist.origins,
        cited=() if gist.origins else cited_in(story, labels),
        printed=tuple(map(one_line, gist.printed)),
        words=_words_of(story, what, labels),
        denied=deniers(story, labels),
        phase=phase_vouched(story),
        documents=gist.documents,
        claims=gist.claims,
    )


def _words_of(story: Story, what: str, labels: Labels) -> Words | None:
    """What the first report says, of those in the interface's language if there are any; none where the line quotes it already."""
    own = [t for t in story.tellings if t.lang == labels.lang]
    first = next((t for t in own if t.polarity == "affirmed"), (own or story.tellings)[0])
    if first.sentence == story.tellings[0].sentence and quoted(story) in what:
        return None
    return Words(cut(one_line(first.sentence), QUOTED), printer_of(first), first.lang)


def lines_of(stories: Iterable[Gist], labels: Labels) -> list[Line]:
    """Several stories, a line each."""
    return [line_of(story, labels) for story in stories]


def marked(telling: Telling) -> tuple[str, str, str]:
    """The sentence of a claim in three pieces: before its trigger, the trigger, after it."""
    start = telling.start - telling.sentence_start
    end = telling.end - telling.sentence_start
    sentence = telling.sentence
    if not 0 <= start < end <= len(sentence):
        return sentence, "", ""
    return sentence[:start], sentence[start:end], sentence[end:]


def citation(telling: Telling, labels: Labels) -> str:
    """How to cite a claim: who printed it when, whom it cites, how surely, the words, what coded it."""
    table = labels.table["web"]
    chain = " ‹ ".join(voice_called(v, labels) for v in reversed(telling.chain))
    said = table["cites"].format(source=chain) if chain else table["cites_nobody"]
    return str(table["citation"]).format(
        publisher=printer_of(telling), day=labels.day(telling.day) or labels.word("words", "undated"), said=said,
        certainty=labels.word("certainty", telling.certainty), quote=labels.quote(one_line(telling.sentence)),
        version=VERSION,
    )  # fmt: skip


def people_of(ids: Sequence[str], labels: Labels) -> str:
    """What actors are called."""
    return names(ids, labels)
