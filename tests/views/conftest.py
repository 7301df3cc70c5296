"""Readings made by hand for the tests of views: a text, and claims that quote it."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from lagebild.model import (
    Attribution,
    Claim,
    Cue,
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
    Stance,
    Statement,
)

RELEASE = Release(lagebild="0.1.0", pack="de 0.1.0", parser="de 1", ontology="2.0-1", gazetteer="1")


class Hand:
    """Makes the nouns of one text by quoting it: `hand.span("Soldaten", 2)` is the third such word."""

    def __init__(self, text, **about):
        known = {
            "document_id": "d",
            "version_id": "v",
            "lang": "de",
            "publisher": "Elbtaler Nachrichten",
            "published": "2024-10-22",
        }
        self.document = Document(**{**known, **about}, text=text)
        self.sentences = tuple(
            Sentence(
                i=i, start=found.start(), end=found.end(), tokens=(), heading=found.group()[-1] not in ".!?"
            )
            for i, found in enumerate(
                re.finditer(r"\S(?:[^\n\r]*?[^0-9\n\r])?[.!?](?=\s|$)|\S[^\n\r]*", text)
            )
        )
        self.claims = []

    def span(self, words, nth=0):
        at = -1
        for _ in range(nth + 1):
            at = self.document.text.index(words, at + 1)
        return Span(start=at, end=at + len(words), text=words)

    def mention(self, words, nth=0):
        return Mention(span=self.span(words, nth), sentence=0, head=0)

    def who(self, words, actor=None, nth=0, means=None, presumed=False):
        return Participant(
            mention=self.mention(words, nth),
            actor=actor,
            means=self.mention(means) if means else None,
            presumed=presumed,
        )

    def link(self, words, cue, kind="organisation", mode="indirect", actor=None, nth=0, cue_nth=0, **more):
        return Attribution(
            source=self.who(words, actor, nth), kind=kind, cue=self.span(cue, cue_nth), mode=mode, **more
        )

    def amount(self, words, low, high, unit, exactness="exact", part_of=None):
        return Quantity(
            span=self.span(words), low=low, high=high, unit=unit, exactness=exactness, part_of=part_of
        )

    def place(self, words, nth=0, **more):
        return Place(mention=self.mention(words, nth), **more)

    def when(self, words, first=None, last=None):
        return Period(span=self.span(words), first=first, last=last)

    def cue(self, words, means, entry, nth=0):
        return Cue(span=self.span(words, nth), means=means, entry=entry)

    def stance(self, words, stance, span, actor=None):
        return Stance(source=self.who(words, actor), stance=stance, span=self.span(span))

    def claim(
        self, trigger, content, certainty="asserted", chain=(), nth=0, axes=("past", "certain", "own"), **more
    ):
        span = self.span(trigger, nth)
        sentence = next((s.i for s in self.sentences if s.start <= span.start < s.end), 0)
        time, commitment, evidence_mode = axes
        self.claims.append(
            Claim(
                claim_id=f"c{len(self.claims)}", sentence=sentence, trigger=span, content=content, chain=tuple(chain), time=time,
                commitment=commitment, evidence_mode=evidence_mode, certainty=certainty, **more,
            )
        )  # fmt: skip
        return self.claims[-1]

    def event(self, kind, actors=(), recipients=(), **more):
        return Event(type=kind, actors=tuple(actors), recipients=tuple(recipients), **more)

    def statement(self, kind, content, about=(), **more):
        return Statement(kind=kind, content=self.span(content), about=tuple(about), **more)

    def reading(self, **more):
        return Reading(
            document=self.document,
            sentences=self.sentences,
            claims=tuple(self.claims),
            release=RELEASE,
            **more,
        )


def demo(name):
    lines = (Path(str(files("lagebild"))) / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return next(record for record in map(json.loads, lines) if record["id"] == name)


def hand_for(name):
    record = demo(name)
    about = {key: record[key] for key in ("lang", "published", "publisher", "title", "url")}
    head = re.match(r"[^.]*?\((\w+)\) [–—-] ", record["text"])
    more = {"credits": (head.group(1),), "body_start": head.end()} if head else {}
    return Hand(record["text"], document_id=name, **about, **more)


def wire_reading():
    """The German wire: a named source, a source carried over, a part of a number, an own assertion."""
    hand = hand_for("de-wire")
    nis = hand.link(
        "südkoreanischen Geheimdienstes NIS", "nach Angaben", "organisation", "adposition", "KOR.SPY.nis"
    )
    service = hand.link("Dienst", "teilte", "organisation", "indirect", "KOR.SPY.nis", nth=0)
    carried = hand.link(
        "Dienst", "hieß es weiter", "organisation", "subjunctive", "KOR.SPY.nis", inferred=True
    )
    chief = hand.link("Nato-Generalsekretär", "sagte", "person", actor="IGO.nato")
    troops = hand.who("Soldaten", "PRK.MIL", 1)
    hand.claim(
        "beschlossen",
        hand.event("AGREE", [hand.who("Nordkorea", "PRK")], [hand.who("Russland", "RUS")], contexts=("military",),
                   against=(hand.who("Ukraine", "UKR"),), quantities=(hand.amount("rund 12.000", 12000, 12000, "Soldaten", "about"),)),
        "reported", [nis], axes=("past", "certain", "reported"),
        cues=(hand.cue("nach Angaben", "reported", "de.cues:Angabe/adposition"),),
        evidence=("de.frames:agree/beschließen", "de.cues:Angabe/adposition"),
    )  # fmt: skip
    hand.claim(
        "gebracht",
        hand.event("MOBILIZE", [], [], mode="troops", place=hand.place("Wladiwostok", country="RUS", precision="city"),
                   period=hand.when("zwischen dem 8. und dem 13. Oktober", "2024-10-08", "2024-10-13"),
                   quantities=(hand.amount("1500", 1500, 1500, "Spezialkräften"),)),
        "reported", [service], axes=("past", "certain", "reported"),
        cues=(hand.cue("sei", "reported", "de.mood:subjunctive1"), hand.cue("teilte", "reported", "de.cues:mitteilen/verb")),
    )  # fmt: skip
    hand.claim(
        "folgen", hand.statement("expectation", "Ein zweiter Transport solle bald folgen"), "planned", [service],
        axes=("future", "certain", "reported"), cues=(hand.cue("solle", "future", "de.certainty:sollen/modal"),),
    )  # fmt: skip
    hand.claim(
        "verlegt", hand.event("MOBILIZE", [hand.who("Sie", "PRK.MIL", means="Soldaten")], mode="troops", place=hand.place("Front")),
        "conditional", [carried], axes=("conditional", "possible", "reported"),
        cues=(hand.cue("voraussichtlich", "possible", "de.certainty:voraussichtlich/adverb"),
              hand.cue("sobald", "conditional", "de.certainty:sobald/subordinator")),
    )  # fmt: skip
    hand.claim(
        "forderte",
        hand.event(
            "REQUEST", [hand.who("Präsidialamt", "KOR.GOV")], [hand.who("Pjöngjang", "PRK")], mode="yield"
        ),
    )
    hand.claim(
        "bestätigen", hand.event("SUPPORT", [hand.who("Bündnis", "IGO.nato")], []), "reported", [chief], axes=("ongoing", "negated", "reported"),
        polarity="negated", cues=(hand.cue("nicht", "negated", "de.negation:nicht"),),
    )  # fmt: skip
    assert troops
    return hand.reading()


def denial_reading():
    """Accusation and denial side by side; a chain of two links; a source held at a distance; an unnamed source."""
    hand = hand_for("de-retelling")
    paper = hand.link("Rheinische Bote", "berichtet", "medium")
    nis = hand.link("südkoreanischen Geheimdienst NIS", "unter Berufung auf", "organisation", "adposition", "KOR.SPY.nis",
                    distance="distancing")  # fmt: skip
    kyiv = hand.link("Führung in Kiew", "Nach Darstellung", "collective", "adposition", "UKR.GOV")
    kremlin = hand.stance("Kreml", "denies", "bestreitet", "RUS.GOV")
    nato = hand.stance("Nato", "denies", "nicht bestätigt", "IGO.nato")
    whole = hand.amount("etwa 12.000", 12000, 12000, "Soldaten", "about")
    part = Quantity(
        span=hand.span("unter ihnen Angehörige von Eliteeinheiten"),
        low=None,
        high=None,
        unit="",
        exactness="vague",
        part_of=0,
    )
    hand.claim(
        "helfen", hand.event("AGREE", [hand.who("Nordkorea", "PRK")], [hand.who("Russland", "RUS")]), "planned",
        axes=("future", "possible", "own"), cues=(hand.cue("will", "future", "de.certainty:wollen/modal"),
                                                  hand.cue("offenbar", "possible", "de.certainty:offenbar/adverb")),
    )  # fmt: skip
    hand.claim(
        "entsandt", hand.event("AID", [], [], contexts=("military",), quantities=(whole, part)), "planned", [paper, nis],
        axes=("future", "certain", "distanced"), stances=(hand.stance("Geheimdienst NIS", "claims", "sollen", "KOR.SPY.nis"), kremlin, nato),
        cues=(hand.cue("sollen", "future, distanced", "de.certainty:sollen/modal"),),
    )  # fmt: skip
    hand.claim(
        "bereiten", hand.event("MOBILIZE", [hand.who("Nordkoreaner", "PRK.MIL", presumed=True)], mode="troops",
                               quantities=(hand.amount("etwa 10.000", 10000, 10000, "Nordkoreaner", "about"),)),
        "reported", [kyiv], axes=("ongoing", "certain", "reported"),
    )  # fmt: skip
    hand.claim(
        "kämpfen", hand.statement("condition", "Sollten die Truppen tatsächlich an der Front kämpfen", [hand.who("Truppen")],
                                  direction="worsens", condition=hand.span("Sollten die Truppen tatsächlich")),
        "conditional", axes=("conditional", "possible", "own"), cues=(hand.cue("Sollten", "conditional", "de.certainty:sollen/conditional"),),
    )  # fmt: skip
    hand.claim(
        "Entsendung", hand.event("AID"), "denied", [hand.link("Kreml", "bestreitet", "organisation", actor="RUS.GOV")],
        axes=("past", "denied", "reported"), polarity="denied", stances=(kremlin,),
    )  # fmt: skip
    return hand.reading()


def english_reading():
    """English, with an unnamed source."""
    hand = hand_for("en-wire")
    spokesman = hand.link("White House spokesman", "said", "anonymous", "indirect", "USA.GOV")
    hand.claim(
        "arrived", hand.event("MOBILIZE", [hand.who("North Korean soldiers", "PRK.MIL")], mode="troops",
                              place=hand.place("eastern Russia", country="RUS", precision="region"),
                              quantities=(hand.amount("at least 3,000", 3000, None, "North Korean soldiers", "at_least"),)),
        "possible", [spokesman], axes=("past", "possible", "reported"),
        cues=(hand.cue("believes", "possible", "en.certainty:believe/verb"),),
    )  # fmt: skip
    return hand.reading()


@pytest.fixture
def hand():
    return Hand


@pytest.fixture
def wire():
    return wire_reading()


@pytest.fixture
def denial():
    return denial_reading()


@pytest.fixture
def english():
    return english_reading()
