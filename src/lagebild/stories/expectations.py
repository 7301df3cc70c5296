"""Who expects what, from what, until when; and which conditions have come true.

Takes readings, and the tellings of all claims; gives a board of expectations and conditions. A condition ("should more troops come …")
is flagged when another claim tells what it waits for: never the one that made the condition.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lagebild.model import Claim, Noun, Reading, Sentence, Statement
from lagebild.stories.match import match
from lagebild.stories.meeting import marks_of
from lagebild.stories.records import Telling
from lagebild.stories.rules import load_rules

Deed = tuple[str, str | tuple[str, str]]


class Expectation(Noun, frozen=True):
    """One line of the board. `who` expects it (None: the text itself), `met_by` the claims that tell what a condition waits for, `watched` when an
    analyst wants to be told of them.
    """

    claim: str
    document: str
    kind: str
    who: str | None
    publisher: str | None
    day: str | None
    what: str
    condition: str | None
    cause: str | None
    until: str | None
    certainty: str
    met_by: tuple[str, ...] = ()
    watched: bool = False


def board(
    readings: Iterable[Reading], tellings: Sequence[Telling], watched: frozenset[str] = frozenset()
) -> tuple[Expectation, ...]:
    """All expectations and conditions, in the order of their days; `watched` are the claims of those that analysts watch."""
    by_id = {t.claim_id: t for t in tellings}
    done = _by_deed(tellings)
    rows = [
        _line(
            reading,
            claim,
            sentences.get(claim.sentence),
            _met_by(by_id.get(claim.claim_id), done),
            claim.claim_id in watched,
        )
        for reading in readings
        for sentences in [{s.i: s for s in reading.sentences}]
        for claim in reading.claims
        if _is_expected(claim, load_rules().expecting)
    ]
    return tuple(sorted(rows, key=lambda row: (row.day or "", row.document, row.claim)))


def _is_expected(claim: Claim, kinds: frozenset[str]) -> bool:
    return claim.certainty == "conditional" or (
        isinstance(claim.content, Statement) and claim.content.kind in kinds
    )


def _line(
    reading: Reading, claim: Claim, sentence: Sentence | None, met_by: Iterator[str], watched: bool
) -> Expectation:
    content, document = claim.content, reading.document
    statement = content if isinstance(content, Statement) else None
    horizon = statement.horizon if statement else None
    whole = document.text[sentence.start : sentence.end] if sentence else claim.trigger.text
    return Expectation(
        claim=claim.claim_id,
        document=document.document_id,
        kind=statement.kind if statement else "condition",
        who=claim.chain[-1].source.name if claim.chain else None,
        publisher=document.publisher,
        day=document.published,
        what=" ".join((statement.content.text if statement else whole).split()),
        condition=statement.condition.text if statement and statement.condition else None,
        cause=statement.cause.text if statement and statement.cause else None,
        until=(horizon.last or horizon.first or horizon.span.text) if horizon else None,
        certainty=claim.certainty,
        met_by=tuple(met_by) if claim.certainty == "conditional" else (),
        watched=watched,
    )


def _by_deed(told: Iterable[Telling]) -> Mapping[Deed, list[Telling]]:
    """What each doer is told to have done, and not only to plan, by all that two claims can have in common."""
    found: dict[Deed, list[Telling]] = defaultdict(list)
    for telling in (t for t in told if t.type and _has_happened(t)):
        for deed in _deeds(telling):
            found[deed].append(telling)
    return found


def _deeds(telling: Telling) -> set[Deed]:
    """Who does what: two claims of different texts that share none of these cannot tell one happening (`meeting.may_meet`)."""
    common: set[str | tuple[str, str]] = {
        telling.type,
        *marks_of(telling, load_rules()),
        (telling.quote, telling.sentence),
    }
    return {(actor, what) for actor in telling.actors for what in common}


def _met_by(condition: Telling | None, done: Mapping[Deed, list[Telling]]) -> Iterator[str]:
    """The claims that meet a condition, in their order."""
    if condition is not None and can_be_met(condition):
        told = {t.claim_id: t for deed in _deeds(condition) for t in done.get(deed, ())}
        yield from (t.claim_id for t in sorted(told.values(), key=lambda t: t.order) if meets(t, condition))


def can_be_met(condition: Telling) -> bool:
    """Whether a claim says who has to do what: else nothing can meet it."""
    return bool(condition.type and condition.actors)


def meets(telling: Telling, condition: Telling) -> bool:
    """Whether a later claim of another text tells what a condition waits for: the same deed by the same doer."""
    later = (telling.day or "") >= (condition.day or "") and telling.document_id != condition.document_id
    if not (later and _has_happened(telling)):
        return False
    if not telling.type or not set(telling.actors) & set(condition.actors):
        return False
    rules = load_rules()
    found = match(condition, telling, rules)
    return found.score >= rules.weights["threshold"] and not found.parted


def _has_happened(telling: Telling) -> bool:
    return (
        telling.polarity == "affirmed"
        and telling.commitment == "certain"
        and telling.time in ("past", "ongoing")
    )
