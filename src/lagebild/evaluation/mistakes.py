"""The mistakes one by one, for whoever mends them.

Takes a passage and its predicted events; gives a line for each event that was missed, made up or got wrong,
with the words of the text around it.
"""

from collections.abc import Iterator, Sequence

from lagebild.evaluation.annotation import Annotated, GoldEvent, Passage
from lagebild.evaluation.matching import Matcher
from lagebild.evaluation.tally import (
    SIDES,
    certainty_is_right,
    false_of,
    missed_of,
    pairs_of,
    quantity_counts,
    side_counts,
    source_counts,
)
from lagebild.model import Noun

SNIPPET = 45


class Mistake(Noun, frozen=True):
    """One mistake: its kind ("missed", "false", "wrong certainty" ...), what was wanted, what was given."""

    passage: str
    kind: str
    trigger: str
    wanted: str
    given: str
    snippet: str

    def __str__(self) -> str:
        difference = f"wanted {self.wanted}, given {self.given}"
        return f"{self.passage:<12} {self.kind:<16} {self.trigger!r}: {difference}  «{self.snippet}»"


def mistakes_in(passage: Passage, predicted: Sequence[Annotated]) -> Iterator[Mistake]:
    """All mistakes of one passage, in the order of its text where it has one."""
    matcher = Matcher(passage, predicted)
    match = matcher.match(typed=False)
    for gold in missed_of(matcher, match):
        yield _mistake(passage, "missed", gold, _name(gold), "nothing")
    for said in false_of(matcher, match):
        yield _mistake(passage, "false", said, "nothing", _name(said))
    for gold, said in pairs_of(matcher, match):
        for kind, wanted, given in _differences(gold, said):
            yield _mistake(passage, kind, gold, wanted, given)


def _differences(gold: GoldEvent, said: Annotated) -> Iterator[tuple[str, str, str]]:
    if said.type not in gold.types:
        yield "wrong type", _type(gold), _type(said)
    if not certainty_is_right(gold, said):
        yield "wrong certainty", gold.certainty, said.certainty or "none"
    if said.polarity.lower() not in (gold.polarity, *gold.accept.polarity):
        yield "wrong polarity", gold.polarity, said.polarity
    if any(source_counts(gold, said)[1:]):
        yield "wrong source", _list(gold.attribution), _list(said.attribution)
    for side in SIDES:
        if any(side_counts(gold, said, side)[1:]):
            yield f"wrong {side}", _list(getattr(gold, side)), _list(getattr(said, side))
    if any(quantity_counts(gold, said)[1:]):
        yield "wrong quantity", _quantity(gold), _quantity(said)


def _mistake(passage: Passage, kind: str, event: Annotated, wanted: str, given: str) -> Mistake:
    start = passage.text.find(event.trigger) if event.trigger_start is None else event.trigger_start
    around = passage.text[max(0, start - SNIPPET) : start + len(event.trigger) + SNIPPET]
    return Mistake(
        passage=passage.id,
        kind=kind,
        trigger=event.trigger,
        wanted=wanted,
        given=given,
        snippet=" ".join(around.split()),
    )


def _type(event: Annotated) -> str:
    return event.type or "statement"


def _name(event: Annotated) -> str:
    return f"{_type(event)} ({event.certainty})"


def _list(names: Sequence[str]) -> str:
    return " < ".join(reversed(names)) or "nobody"


def _quantity(event: Annotated) -> str:
    return f"{event.quantity.value} {event.quantity.unit or ''}".strip() if event.quantity else "none"
