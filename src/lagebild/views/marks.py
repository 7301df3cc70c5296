"""Where in the text a reading rests: stretches to highlight, cut so that they may overlap.

Takes a Reading; gives Marks (what each stretch is, for which claim) and cuts a text along them into Pieces. The pieces
of a text, put together again, are the text: nothing is lost, nothing is moved.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lagebild.model import Claim, Reading, Sentence, Span

MarkKind = Literal["trigger", "source", "cue", "quantity"]
REACH = 5_000  # characters within which a claim's words lie
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch of the text and what it is for claim number `claim` (0 outside a claim)."""

    start: int
    end: int
    kind: MarkKind
    claim: int = 0


@dataclass(frozen=True)
class Piece:
    """A stretch of the text over which the same marks hold."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()

    def has(self, kind: MarkKind) -> bool:
        """Whether one of its marks is of that kind."""
        return any(mark.kind == kind for mark in self.marks)


def numbered_claims(reading: Reading) -> list[tuple[int, Claim]]:
    """The claims in the order of the text, counted from 1: the number that every view shows."""
    ordered = sorted(
        reading.claims, key=lambda claim: (claim.trigger.start, claim.trigger.end, claim.claim_id)
    )
    return list(enumerate(ordered, 1))


def marks_of(reading: Reading, start: int = 0, end: int | None = None) -> tuple[Mark, ...]:
    """All stretches that the claims of a reading rest on, those of a part of the text with a part of it."""
    last = len(reading.document.text) if end is None else end
    near = [
        (number, claim)
        for number, claim in numbered_claims(reading)
        if start - REACH <= claim.trigger.start < last + REACH
    ]
    found = {mark for number, claim in near for mark in _marks_of_claim(claim, number)}
    return tuple(
        sorted(
            m
            for m in found
            if 0 <= m.start < m.end <= len(reading.document.text) and m.start < last and m.end > start
        )
    )


def _marks_of_claim(claim: Claim, number: int) -> Iterator[Mark]:
    yield _mark(claim.trigger, "trigger", number)
    for link in claim.chain:
        yield _mark(link.source.mention.span, "source", number)
        yield _mark(link.cue, "cue", number)
    for stance in claim.stances:
        yield _mark(stance.source.mention.span, "source", number)
        yield _mark(stance.span, "cue", number)
    for cue in claim.cues:
        yield _mark(cue.span, "cue", number)
    for quantity in claim.content.quantities:
        yield _mark(quantity.span, "quantity", number)


def _mark(span: Span, kind: MarkKind, number: int) -> Mark:
    return Mark(span.start, span.end, kind, number)


def pieces(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The text from start to end, cut wherever a mark begins or ends."""
    end = len(text) if end is None else end
    clipped = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted(
        {start, end} | {cut for mark in clipped for cut in (mark.start, mark.end) if start < cut < end}
    )
    waiting = sorted(clipped, reverse=True)
    open_marks: list[Mark] = []
    for left, right in itertools.pairwise(cuts):
        while waiting and waiting[-1].start <= left:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > left]
        yield Piece(left, right, text[left:right], tuple(sorted(open_marks)))


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line, without what ends it."""
    start = 0
    for ending in _LINE_END.finditer(text):
        yield start, ending.start()
        start = ending.end()
    yield start, len(text)


def sentence_of(reading: Reading, claim: Claim) -> Sentence | Span:
    """The sentence that holds the trigger; the trigger alone when there is none."""
    at = claim.trigger.start
    named = reading.sentences[claim.sentence : claim.sentence + 1]
    return next((one for one in (*named, *reading.sentences) if one.start <= at < one.end), claim.trigger)


def quote_of(reading: Reading, claim: Claim) -> Sequence[Piece]:
    """The sentence of the trigger, with the trigger marked."""
    sentence = sentence_of(reading, claim)
    mark = Mark(claim.trigger.start, claim.trigger.end, "trigger")
    return list(pieces(reading.document.text, [mark], sentence.start, sentence.end))
