"""Readings that nobody wrote, to fill a ledger with.

Takes a number and a seed; gives Readings whose claims are spread as those of news are: a few actors in most of them (Zipf), stories
from one claim to five thousand, some words everywhere and most hardly anywhere. Every span cuts its text. The same seed
gives the same readings.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from lagebild.documents.identity import key_of
from lagebild.gazetteer import load_gazetteer
from lagebild.model import (
    Attribution,
    Claim,
    Document,
    Event,
    Mention,
    Participant,
    Period,
    Place,
    Quantity,
    Reading,
    Release,
    Sentence,
    Span,
)
from lagebild.ontology import load_ontology

RELEASE = Release(lagebild="invented", pack="de-invented", parser="none", ontology="none", gazetteer="none")
STATES, WORDS, PUBLISHERS = 190, 50_000, 120
PLACED, COUNTED = 0.4, 0.25  # of the stories: those that name a place, and those that count soldiers
BRANCHES = ("", ".GOV", ".MIL", ".SPY.service")
LONGEST_STORY = 5_000
CLAIMS_A_DOCUMENT = 5
FIRST_DAY, DAYS = date(2022, 1, 1), 1_000
CERTAINTIES = ("asserted", "reported", "alleged", "possible", "planned", "conditional", "denied")
_SYLLABLES = "ba be bo da di do fa fe ga go ka ke ki la le lo ma me mi na ne no pa pe ra re ri sa se so ta te ti to va ve".split()


@dataclass(frozen=True)
class Story:
    """What many claims tell of: who, what, to whom, from when on, in which words; where and how many, if it says."""

    actor: str
    recipient: str
    type: str
    day: int
    length: int
    words: tuple[str, ...]
    place: str | None = None
    soldiers: int | None = None


class World:
    """The dice of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed, self.dice = seed, random.Random(seed)
        known = load_gazetteer()
        order = random.Random(0)  # who is in most of the news is the same in every world
        self.types = tuple(load_ontology().types)
        self.states = order.sample(sorted(known.countries), STATES)
        self.places = order.sample(
            sorted(place for place in known.places if place[:3] in known.countries), 1_000
        )
        self.words = [self._word(n) for n in range(WORDS)]
        self._states = zipf(STATES, 1.0)
        self._words = zipf(WORDS, 1.05)
        self._types = zipf(len(self.types), 0.6)
        self._publishers = zipf(PUBLISHERS, 0.8)
        self._places = zipf(len(self.places), 1.0)

    def _word(self, n: int) -> str:
        parts = []
        while n or not parts:
            n, rest = divmod(n, len(_SYLLABLES))
            parts.append(_SYLLABLES[rest])
        return "".join(parts) + "n"

    def some_words(self, count: int) -> list[str]:
        return self.dice.choices(self.words, cum_weights=self._words, k=count)

    def actor(self) -> str:
        (state,) = self.dice.choices(self.states, cum_weights=self._states)
        return state + self.dice.choice(BRANCHES)

    def publisher(self) -> str:
        (number,) = self.dice.choices(range(PUBLISHERS), cum_weights=self._publishers)
        return f"Blatt {number}"

    def story(self) -> tuple[Story, int]:
        """A story and how many claims tell of it: half of all stories one, few of them thousands."""
        (kind,) = self.dice.choices(self.types, cum_weights=self._types)
        size = min(LONGEST_STORY, int(self.dice.paretovariate(0.8)))
        day = self.dice.randrange(DAYS)
        words = tuple(self.some_words(6))
        (place,) = self.dice.choices(self.places, cum_weights=self._places)
        soldiers = 50 * self.dice.randrange(1, 400) if self.dice.random() < COUNTED else None
        where = place if self.dice.random() < PLACED else None
        return Story(self.actor(), self.actor(), kind, day, 1 + size // 50, words, where, soldiers), size


def zipf(count: int, slope: float) -> list[float]:
    """Cumulated weights, falling with the rank."""
    return list(accumulate(1 / rank**slope for rank in range(1, count + 1)))


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Readings with at least so many claims together; documents mix the stories of their day."""
    world = World(seed)
    made = number = 0
    open_stories: list[Story] = []
    while made < claims:
        while len(open_stories) < 400:
            story, size = world.story()
            open_stories += [story] * size
        chosen = [open_stories.pop(world.dice.randrange(len(open_stories))) for _ in range(CLAIMS_A_DOCUMENT)]
        yield reading(world, number, chosen)
        number, made = number + 1, made + len(chosen)


def reading(world: World, number: int, stories: list[Story]) -> Reading:
    """One document: a sentence for each claim, and some between them."""
    day = FIRST_DAY + timedelta(days=stories[0].day + world.dice.randrange(stories[0].length))
    sentences: list[str] = []
    for story in stories:
        sentences.append(_sentence(world, story))
        if world.dice.random() < 0.6:
            sentences.append(" ".join(world.some_words(14)) + ". ")
    text = "".join(sentences)
    document_id = f"invented-{world.seed}-{number}"
    version_id = key_of(document_id, text)
    bounds, at = [], 0
    for i, sentence in enumerate(sentences):
        bounds.append(Sentence(i=i, start=at, end=at + len(sentence) - 1, tokens=()))
        at += len(sentence)
    telling = [s for s in bounds if text[s.start].isupper()]  # by the name of who does it
    claims = tuple(
        _claim(world, version_id, text, s, story, day) for s, story in zip(telling, stories, strict=True)
    )
    document = Document(
        document_id=document_id, version_id=version_id, text=text, lang="de", publisher=world.publisher(),
        published=day.isoformat(), title=" ".join(world.some_words(5)),
    )  # fmt: skip
    return Reading(document=document, sentences=tuple(bounds), claims=claims, release=RELEASE)


def _sentence(world: World, story: Story) -> str:
    """Who, the story's words, some others, to whom; where, how many."""
    words = [_name(story.actor), *story.words[:3], *world.some_words(4), _name(story.recipient)]
    words += [_name(story.place)] if story.place else []
    words += [f"{story.soldiers} Soldaten"] if story.soldiers else []
    return " ".join(words) + ". "


def _name(actor: str) -> str:
    return actor.replace(".", "").replace("/", "").replace("-", "")


def _claim(world: World, version_id: str, text: str, sentence: Sentence, story: Story, day: date) -> Claim:
    actor = _participant(text, _name(story.actor), story.actor, sentence)
    recipient = _participant(text, _name(story.recipient), story.recipient, sentence)
    start = actor.mention.span.end + 1
    trigger = Span(start=start, end=start + len(story.words[0]), text=story.words[0])
    certainty = world.dice.choice(CERTAINTIES)
    happened = (day - timedelta(days=world.dice.randrange(3))).isoformat()
    source = Attribution(source=recipient, kind="organisation", cue=trigger, mode="indirect")
    return Claim(
        claim_id=key_of(version_id, str(start), story.type),
        sentence=sentence.i,
        trigger=trigger,
        content=Event(
            type=story.type,
            actors=(actor,),
            recipients=(recipient,),
            period=Period(span=trigger, first=happened, last=happened),
            place=_place(text, story, sentence),
            quantities=_quantities(text, story, sentence),
        ),
        chain=(source,) if certainty != "asserted" else (),
        time="past",
        commitment="certain",
        evidence_mode="own" if certainty == "asserted" else "reported",
        certainty=certainty,  # type: ignore[arg-type]
        evidence=("invented:frames/one", "invented:cues/two"),
    )


def _participant(text: str, name: str, actor: str, sentence: Sentence) -> Participant:
    span = _span_of(text, name, sentence)
    return Participant(mention=Mention(span=span, sentence=sentence.i, head=0), actor=actor)


def _place(text: str, story: Story, sentence: Sentence) -> Place | None:
    if story.place is None:
        return None
    mention = Mention(span=_span_of(text, _name(story.place), sentence), sentence=sentence.i, head=0)
    return Place(mention=mention, place=story.place, country=story.place[:3], precision="city")


def _quantities(text: str, story: Story, sentence: Sentence) -> tuple[Quantity, ...]:
    if story.soldiers is None:
        return ()
    span = _span_of(text, f"{story.soldiers} Soldaten", sentence)
    return (
        Quantity(
            span=span,
            low=story.soldiers,
            high=story.soldiers,
            unit="Soldaten",
            kind="person",
            exactness="exact",
        ),
    )


def _span_of(text: str, words: str, sentence: Sentence) -> Span:
    start = text.index(words, sentence.start)
    return Span(start=start, end=start + len(words), text=words)
