"""A claim in the words of the interface: the lines that the terminal and the page have in common.

Takes nouns and Labels; gives short texts. What the text words itself (names, units, places) stays as the text has it; in lists of claims of many
texts sources are `called` by the interface's names.
"""

from collections.abc import Iterable, Iterator
from textwrap import shorten

from lagebild.model import (
    Attribution,
    Claim,
    Document,
    Event,
    Participant,
    Period,
    Place,
    Quantity,
    Reading,
    Span,
)
from lagebild.views.labels import Labels
from lagebild.views.plain import one_line
from lagebild.views.sourcenames import called

TITLE_LETTERS = 80
LONGEST_HEADLINE, ENDS = 160, tuple(".:;,…")


def kind_of(claim: Claim, labels: Labels) -> tuple[str, ...]:
    """What is said to happen: type and mode, or what kind of statement it is."""
    content = claim.content
    if isinstance(content, Event):
        mode = (labels.word("modes", content.mode),) if content.mode else ()
        return (labels.word("types", content.type), *mode)
    direction = (labels.word("direction", content.direction),) if content.direction else ()
    return (labels.word("statement_kind", content.kind), *direction)


def code_of(claim: Claim) -> str:
    """The same as the ontology has it, the same in every language."""
    content = claim.content
    if isinstance(content, Event):
        return " ".join(filter(None, (content.type, content.mode)))
    return " ".join(filter(None, (f"statement/{content.kind}", content.direction)))


def who_of(participant: Participant, labels: Labels) -> str:
    """The fullest name, and whether the text only presumes that it was them."""
    name = one_line(participant.name)
    return f"{name} ({labels.word('words', 'presumed')})" if participant.presumed else name


def names_of(participants: Iterable[Participant], labels: Labels) -> str:
    """Several participants in a row."""
    return ", ".join(who_of(participant, labels) for participant in participants)


def who_to_whom(claim: Claim, labels: Labels) -> str:
    """`A, B → C (against D)`: actors, recipients and opponents; of a statement, whom it is about."""
    content = claim.content
    if not isinstance(content, Event):
        return names_of(content.about, labels)
    sides = [names_of(content.actors, labels) or labels.word("words", "unknown")]
    sides += [f"→ {names_of(content.recipients, labels)}"] if content.recipients else []
    sides += (
        [f"({labels.word('words', 'against')} {names_of(content.against, labels)})"]
        if content.against
        else []
    )
    return " ".join(sides) if content.actors or len(sides) > 1 else ""


def amount_of(quantity: Quantity, labels: Labels) -> str:
    """`about 12,000 soldiers`; the words of the text where these give no number."""
    low, high, unit = quantity.low, quantity.high, one_line(quantity.unit)
    if quantity.exactness == "vague" or (low is None and high is None):
        words = one_line(quantity.span.text)
        return words if unit in words else f"{words} {unit}"
    low, high = (high if low is None else low), (low if high is None else high)
    pattern = labels.word("amount", quantity.exactness)
    number = pattern.format(low=labels.number(low), high=labels.number(high))
    return f"{number} {unit}".strip()


def amounts_of(claim: Claim, labels: Labels) -> list[str]:
    """Every quantity; what is part of another says so."""
    return [_amount(quantity, labels) for quantity in claim.content.quantities]


def _amount(quantity: Quantity, labels: Labels) -> str:
    words = amount_of(quantity, labels)
    if quantity.part_of is None:
        return words
    return f"({labels.word('words', 'part_of')} {words})" if quantity.value is not None else f"({words})"


def place_of(place: Place, labels: Labels) -> str:
    """The words of the text, and how fine the place is known."""
    known = [labels.word("precision", place.precision), place.country or ""]
    return one_line(str(place)) + _in_brackets(known)


def period_of(period: Period, labels: Labels) -> str:
    """The words of the text, and the days that they mean."""
    words, days = one_line(period.span.text), labels.days(period.first, period.last)
    return words if words in (days, period.first) else words + _in_brackets([days])


def clause_of(span: Span) -> str:
    """A part of a sentence without the comma that parts it from the rest."""
    return one_line(span.text).strip(" ,;:")


def _in_brackets(parts: Iterable[str]) -> str:
    inside = ", ".join(part for part in parts if part)
    return f" ({inside})" if inside else ""


def chain_line(chain: Iterable[Attribution], labels: Labels, *, named: bool = False) -> str:
    """`NIS ‹ Yonhap`: from the innermost source outwards; a link from another sentence says so. `named`: by the interface's names."""
    return " ‹ ".join(_link(link, labels, named) for link in reversed(tuple(chain)))


def source_line(claim: Claim, labels: Labels, *, named: bool = False) -> str:
    """The chain in one line; without one, that somebody unnamed says so, or the text itself."""
    nobody = "unnamed" if claim.unnamed else "per_author"
    return chain_line(claim.chain, labels, named=named) or labels.word("words", nobody)


def _link(link: Attribution, labels: Labels, named: bool) -> str:
    source = link.source
    name = called(source.actor, source.name, labels) if named else one_line(source.name)
    notes = [labels.word("words", "carried")] if link.inferred else []
    notes += [labels.word("distance", link.distance)] if link.distance == "distancing" else []
    return name + _in_brackets(notes)


def stances_of(claim: Claim, labels: Labels) -> Iterator[tuple[str, str]]:
    """`denied by`, `the Kremlin`: one line for each side that takes one."""
    for kind in dict.fromkeys(stance.stance for stance in claim.stances):
        names = [one_line(stance.source.name) for stance in claim.stances if stance.stance == kind]
        yield labels.word("stance_by", kind), ", ".join(dict.fromkeys(names))


def grade_notes(claim: Claim, labels: Labels) -> list[str]:
    """What the one word leaves unsaid: negated, or planned and hearsay at once."""
    shown = (
        (labels.word("words", "negated"), claim.commitment == "negated"),
        (
            labels.word("commitment", "possible"),
            claim.commitment == "possible" and claim.certainty != "possible",
        ),
        (
            labels.word("words", "hearsay"),
            claim.evidence_mode == "distanced" and claim.certainty != "alleged",
        ),
    )
    return [word for word, holds in shown if holds]


def title_of(document: Document, labels: Labels) -> str:
    """The title, else the line above the text, else how the text begins; a document that has neither says so."""
    began = shorten(one_line(document.text[document.body_start :][:400]), TITLE_LETTERS, placeholder=" …")
    return (
        one_line(document.title or "") or _line_above(document) or began or labels.word("words", "untitled")
    )


def _line_above(document: Document) -> str:
    """A line that stands above the text, and ends as no sentence does: its headline."""
    first, _, rest = document.text[: 2 * LONGEST_HEADLINE].strip().partition("\n")
    alone = rest.startswith(("\n", "\r")) or (rest and len(first) < document.body_start)
    ends = first.rstrip()[-1:] in ENDS
    return one_line(first) if alone and not ends and len(first) <= LONGEST_HEADLINE else ""


def origin_of(document: Document, labels: Labels) -> list[str]:
    """Who printed it, when, in which language."""
    return [
        one_line(document.publisher or "") or labels.word("words", "unknown_publisher"),
        labels.day(document.published) or labels.word("words", "undated"),
        labels.word("languages", document.lang),
    ]


def unread_reason(reading: Reading, labels: Labels) -> str | None:
    """Why a document was not read, or None when it was."""
    return None if reading.status == "read" else labels.word("status", reading.status)
