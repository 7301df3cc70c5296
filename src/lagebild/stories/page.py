"""A document while its claims are looked at.

Takes a Reading; gives a Page: its sentences, the names in those that hold claims or their sources, its wording, and which sentences cite somebody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.gazetteer import load_gazetteer, names_of
from lagebild.model import Claim, Reading, Sentence
from lagebild.stories.cast import Cast
from lagebild.stories.rules import load_rules
from lagebild.stories.voices import cites
from lagebild.stories.wording import sketch_of


@dataclass(frozen=True)
class Page:
    """A document while its claims are looked at."""

    reading: Reading
    cast: Cast
    sketch: frozenset[int]
    citing: frozenset[int]
    told: dict[int, list[Claim]]  # by sentence

    def sentence(self, i: int) -> Sentence:
        """A sentence by its number."""
        return self.cast.sentences[i]

    def beside(self, claim: Claim) -> Sequence[Claim]:
        """The claims of a claim's sentence, itself among them."""
        return self.told.get(claim.sentence, ())


def _citing_elsewhere(reading: Reading) -> Iterator[int]:
    """The sentences of those who are cited in another than the claim's: `Das gab die Polizei in Helsinki bekannt`."""
    said_by = [link.source for claim in reading.claims for link in claim.chain]
    said_by += [stance.source for claim in reading.claims for stance in claim.stances]
    yield from (who.mention.sentence for who in said_by)
    yield from (who.means.sentence for who in said_by if who.means)


def page_of(reading: Reading) -> Page:
    """The page of a reading."""
    document = reading.document
    gazetteer, rules = load_gazetteer(), load_rules()
    sentences = {s.i: s for s in reading.sentences}
    names = names_of(document.lang, gazetteer)
    told: dict[int, list[Claim]] = {}
    for claim in reading.claims:
        told.setdefault(claim.sentence, []).append(claim)
    hits = {
        i: names.find([t.form for t in sentences[i].tokens], [t.lemma for t in sentences[i].tokens])
        for i in sorted({*told, *_citing_elsewhere(reading)})
    }
    cast = Cast(document.lang, document.published, sentences, hits, gazetteer, rules)
    citing = {claim.sentence for claim in reading.claims if any(not link.inferred for link in claim.chain)}
    citing |= {i for i in told.keys() - citing if cites(sentences[i], document.lang)}
    return Page(reading, cast, sketch_of(document.text[document.body_start :]), frozenset(citing), told)
