"""Whether a document is about politics at all.

Takes the claims of a document (of a long one, of a passage); says which count by that. Sport, film, markets and weather borrow the
words of war, and courts and police deal with ordinary crime: where words of politics are missing or outnumbered, an event needs
somebody known in it.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.scene import Scene
from lagebild.model import Claim, Event, Statement
from lagebild.tables import shipped_toml

WEIGHTS = Path(__file__).with_name("field.toml")
CAPS = {  # what is counted, and how many say as much as more would
    "bias": 1,
    "names": 4,
    "political": 4,
    "agents": 6,
    "own_words": 4,
    "other_words": 5,
    "more_words": 5,
    "events": 5,
    "cited": 4,
    "length": 6,
}
COUNTED = tuple(CAPS)
PASSAGE_WORDS = 60  # different words of the longer passages that the weights were fitted to
MIDDLE_WORDS = 50  # from here on a text has words of several fields that one of three sentences has not: two or three paragraphs
REPORT_WORDS = 100  # from here on a text is a report: every long one has some words of sport or of weather, so of what is counted as much counts as would stand in a passage
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
GENERAL = "generality"
GENERALISING = frozenset({"ADV", "DET", "PRON", "ADJ"})
SHORT = 2  # sentences
LEAST = {"short": 0.6, "long": -1.2}  # scores; a short text must say more plainly that it is about politics


class Field:
    """What the sentences taken so far are about: their words, names of actors, and nouns for somebody."""

    def __init__(self, know: Knowledge, credited: bool = False) -> None:
        self.know = know
        self.credited = credited  # an agency signs it
        self.was_political = False  # the passage before, of a long document
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget all, for the next passage."""
        self.sentences = 0
        self.lemmas: set[str] = set()
        self.content: set[str] = set()  # those that a field may have
        self.words: set[str] = set()  # as they stand, small
        self.names: set[str] = set()
        self.agents: dict[str, bool] = {}
        self.politicians = set[int]()  # where their words start
        self._fields: tuple[int, int, int] | None = None
        self.finite = self.past = self.dated = 0  # verbs with a tense, those in the past, expressions of time
        self.general = 0  # words that tell how things generally are

    def take(self, scene: Scene) -> None:
        """Take note of a sentence."""
        self.sentences += 1
        self._fields = None
        lemma, sectors = scene.tree.lemma, self.know.ontology.political_sectors
        self.lemmas.update(map(lemma, range(len(scene.tree))))
        self.content.update(lemma(t.i) for t in scene.tree.tokens if t.upos in CONTENT)
        self.words.update(scene.tree.words)
        self.names.update(map(lemma, scene.actors))
        self.agents.update((lemma(i), agent.sector in sectors) for i, agent in scene.agents.items())
        tenses = [scene.tree.feature(t.i, "Tense") for t in scene.tree.tokens if t.upos in ("VERB", "AUX")]
        self.finite += sum(map(bool, tenses))
        self.past += tenses.count("Past")
        self.dated += len(scene.periods)
        self.general += sum(scene.in_class(t.i, GENERAL) for t in scene.tree.tokens if t.upos in GENERALISING)
        self.politicians |= {
            scene.tree.tokens[i].start for i, agent in scene.agents.items() if agent.sector in sectors
        }

    def counts(self, claims: Sequence[Claim]) -> tuple[float, ...]:
        """What is counted of the sentences and of their claims, in the order of `COUNTED`."""
        own, foreign, more = self._fields = self._fields or self._words_by_field()
        political, share = sum(self.agents.values()), self.share
        found = (
            1,
            len(self.names) * share,
            political * share,
            (len(self.agents) - political) * share,
            own * share,
            foreign * share,
            more * share,
            sum(claim.event is not None for claim in claims),
            sum(bool(claim.chain) for claim in claims),
            len(self.lemmas) / 10,
        )
        return tuple(min(count, cap) for count, cap in zip(found, CAPS.values(), strict=True))

    @property
    def is_report(self) -> bool:
        """Whether so many words stand there that counts would say how long it is, not what it is about."""
        return len(self.lemmas) > REPORT_WORDS

    @property
    def is_middling(self) -> bool:
        """Whether it is longer than most passages of the gold."""
        return len(self.lemmas) > MIDDLE_WORDS

    @property
    def share(self) -> float:
        """How much of what is counted of a report would stand in a passage; of what is shorter all."""
        return PASSAGE_WORDS / len(self.lemmas) if self.is_report else 1.0

    def _words_by_field(self) -> tuple[int, int, int]:
        """Words of the own field, of the foreign field that has most, of all other fields."""
        grammar = self.know.pack.grammar
        counted = Counter[str]()
        for fields in map(self.know.fields_of, self.content):
            if fields:  # most words are of no field
                counted.update(fields)
        others = [counted[field] for field in grammar.get("other_fields", ())]
        foreign = max(others, default=0)
        return counted[grammar.get("own_field", "")], foreign, sum(others) - foreign

    def is_political(self, claims: Sequence[Claim]) -> bool:
        """Whether words of politics outweigh those of other fields, by weights that were fitted (`training/field.py`)."""
        size = "short" if self.sentences <= SHORT else "long"
        weights = field_weights()[size]
        counts = self.counts(claims)
        score = sum(weight * count for weight, count in zip(weights, counts, strict=True))
        goes_on = self.was_political and not counts[COUNTED.index("other_words")]
        self.was_political = goes_on or score >= LEAST[size]
        return self.was_political

    def has_politician(self, claim: Claim) -> bool:
        """Whether a minister, an army, rebels ... take part in an event, and no word speaks of another field."""
        if claim.event is None or self._strangers(claim):
            return False
        people = (*claim.event.actors, *claim.event.recipients)
        spans = [who.mention.span for who in people]
        return any(span.start <= start < span.end for span in spans for start in self.politicians)

    def is_war(self, claim: Claim) -> bool:
        """Whether missiles, drones, bombers ... hit something somewhere, and at most one word, what is hit, is of another field."""
        event, ontology = claim.event, self.know.ontology
        if event is None or event.place is None or not ontology.is_warlike(event.type, event.mode):
            return False
        return self._strangers(claim) <= 1

    def _strangers(self, claim: Claim) -> float:
        """How many words speak of another field."""
        return self.counts([claim])[COUNTED.index("other_words")]


@cache
def field_weights() -> dict[str, tuple[float, ...]]:
    """The weights of short and of longer texts, in the order of `COUNTED`."""
    tables = shipped_toml(WEIGHTS)
    return {name: tuple(table[what] for what in COUNTED) for name, table in tables.items()}


def on_topic(claims: Sequence[Claim], field: Field) -> list[bool]:
    """Whether each claim counts: all of a political text, of another the events with somebody known or political in them, or of war."""
    if not field.sentences or field.is_political(claims):
        return [True] * len(claims)
    return [
        claim.event is not None
        and (has_known_actor(claim) or field.has_politician(claim) or field.is_war(claim))
        for claim in claims
    ]


def has_known_actor(claim: Claim) -> bool:
    """Whether somebody with an entry in the gazetteer acts, is acted on or is spoken of."""
    content = claim.content
    if any(
        link.source.actor and link.kind in ("person", "organisation") and link.source.actor[:3] != "NGO"
        for link in claim.chain
    ):
        return isinstance(content, Statement) and bool(content.about or content.affected)
    people = (
        (*content.actors, *content.recipients)
        if isinstance(content, Event)
        else (*content.about, *content.affected)
    )
    return any(who.actor for who in people)
