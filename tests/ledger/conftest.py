"""Readings made by hand, and both ledgers."""

import re

import pytest

from lagebild.documents import Particulars, document_of
from lagebild.documents.identity import key_of
from lagebild.ledger import MemoryLedger, open_ledger
from lagebild.model import (
    Attribution,
    Claim,
    Event,
    Mention,
    Participant,
    Period,
    Reading,
    Release,
    Sentence,
    Span,
    Statement,
)

FIRST = Release(lagebild="1.0.0", pack="de-1", parser="de-1", ontology="1", gazetteer="1")
SECOND = Release(lagebild="1.1.0", pack="de-2", parser="de-1", ontology="1", gazetteer="1")
ACTORS = {
    "Nordkorea": "PRK",
    "Soldaten": "PRK.MIL",
    "Russland": "RUS",
    "Kreml": "RUS.GOV.kremlin",
    "Nato": "IGO.nato",
}


class Made:
    """Makes readings of a text by quoting it."""

    first, second = FIRST, SECOND

    def document(self, text, document_id=None, **about):
        known = {"lang": "de", "published": "2024-10-18", "publisher": "Bote", **about}
        return document_of(text, Particulars(id=document_id, **known))

    def reading(self, text, *claims, document_id=None, release=FIRST, status="read", **about):
        """A reading; each claim is (trigger, type, actors, recipients) and what more it has."""
        document = self.document(text, document_id, **about)
        sentences = tuple(
            Sentence(i=i, start=m.start(), end=m.end(), tokens=())
            for i, m in enumerate(re.finditer(r"[^.\s][^.]*\.?", text))
        )
        made = tuple(self.claim(document, sentences, *claim) for claim in claims)
        return Reading(
            document=document,
            sentences=sentences if status == "read" else (),
            claims=made,
            status=status,
            release=release if status == "read" else None,
        )

    def claim(self, document, sentences, trigger, type, actors=(), recipients=(), more=None):
        text, more = document.text, {"certainty": "asserted", **(more or {})}
        span = self.span(text, trigger)
        days = more.pop("days", None)
        period = Period(span=span, first=days[0], last=days[1]) if days else None
        sides = [tuple(self.who(text, words) for words in side) for side in (actors, recipients)]
        content = (
            Event(type=type, actors=sides[0], recipients=sides[1], period=period)
            if type.isupper()
            else Statement(kind=type, content=span, about=sides[0], affected=sides[1], period=period)
        )
        source = more.pop("source", None)
        link = (
            [Attribution(source=self.who(text, source), kind="organisation", cue=span, mode="indirect")]
            if source
            else []
        )
        return Claim(
            claim_id=key_of(document.version_id, str(span.start), str(span.end), content.__class__.__name__),
            sentence=next(s.i for s in sentences if s.start <= span.start < s.end),
            trigger=span, content=content, chain=tuple(link),
            time="past", commitment="certain", evidence_mode="own", **more,
        )  # fmt: skip

    def span(self, text, words):
        start = text.index(words)
        return Span(start=start, end=start + len(words), text=words)

    def who(self, text, words):
        return Participant(
            mention=Mention(span=self.span(text, words), sentence=0, head=0), actor=ACTORS.get(words)
        )


@pytest.fixture
def made():
    return Made()


@pytest.fixture
def files(tmp_path):
    """Opens ledgers, and closes them at the end."""
    opened = []

    def open_one(name="ledger.sqlite", **how):
        opened.append(open_ledger(tmp_path / name, **how))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.close()


@pytest.fixture(params=["memory", "file"])
def ledger(request, files):
    """Every ledger there is: what is true of one is true of the other."""
    return MemoryLedger() if request.param == "memory" else files()


@pytest.fixture(params=["memory", "file"])
def another(request, files):
    """A second, empty ledger of either make."""
    return MemoryLedger() if request.param == "memory" else files("another.sqlite")


@pytest.fixture
def envoy(made):
    """One short report with two claims."""
    return made.reading(
        "Nordkorea entsandte Soldaten nach Russland. Der Kreml bestritt das laut Nato.",
        ("entsandte", "AID", ["Nordkorea"], ["Russland"]),
        ("bestritt", "REJECT", ["Kreml"], [], {"source": "Nato", "certainty": "reported"}),
        document_id="envoy",
    )
