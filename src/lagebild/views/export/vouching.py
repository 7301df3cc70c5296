"""Who vouches for a claim and how surely: what every form must carry.

Takes a claim with its document; gives `Vouched`. There is always a source: where the text asserts it itself, its publisher; of a text without
one, the document. Where somebody says so whom the text does not name, that.
"""

from dataclasses import dataclass

from lagebild.ledger import Found
from lagebild.model import Attribution, Claim, Event, Participant
from lagebild.views.plain import one_line

CORRECTED = "correction"  # how a remark begins that takes something back
AUTHOR = "self"  # of the kinds of sources, the text itself
ANONYMOUS, UNNAMED = "anonymous", "unnamed"  # somebody whom the text does not name


class Told(Found, frozen=True):
    """A claim with what it rests on, and what analysts wrote beside it."""

    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vouched:
    """Source (the innermost), chain (outermost first), certainty with its axes, who takes which side, and what analysts say of it."""

    source: str
    source_id: str
    source_kind: str
    chain: tuple[str, ...]
    inferred: bool
    distanced: bool
    certainty: str
    time: str
    commitment: str
    evidence_mode: str
    polarity: str
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    publisher: str
    published: str
    document: str
    url: str
    remarks: tuple[str, ...]


def vouched(found: Found) -> Vouched:
    """Who vouches for a claim."""
    claim, document = found.claim, found.document
    last = claim.chain[-1] if claim.chain else None
    publisher = one_line(document.publisher or "")
    printer = publisher or document.document_id
    return Vouched(
        source=one_line(last.source.name) if last else f"{UNNAMED} ({printer})" if claim.unnamed else printer,
        source_id=(last.source.actor or "") if last else "",
        source_kind=last.kind if last else ANONYMOUS if claim.unnamed else AUTHOR,
        chain=tuple(one_line(link.source.name) for link in claim.chain),
        inferred=any(link.inferred for link in claim.chain),
        distanced=any(link.distance == "distancing" for link in claim.chain),
        certainty=claim.certainty,
        time=claim.time,
        commitment=claim.commitment,
        evidence_mode=claim.evidence_mode,
        polarity=claim.polarity,
        claimed_by=_sides(claim, "claims"),
        denied_by=_sides(claim, "denies") or _denier(claim, last),
        confirmed_by=_sides(claim, "confirms"),
        publisher=publisher,
        published=document.published or "",
        document=document.document_id,
        url=one_line(document.url or ""),
        remarks=remarks_on(found),
    )


def remarks_on(found: Found) -> tuple[str, ...]:
    """What analysts wrote beside it, the kind of remark first."""
    return found.remarks if isinstance(found, Told) else ()


def _sides(claim: Claim, stance: str) -> tuple[str, ...]:
    names = (one_line(side.source.name) for side in claim.stances if side.stance == stance)
    return tuple(dict.fromkeys(names))


def _denier(claim: Claim, last: Attribution | None) -> tuple[str, ...]:
    """Of what is denied, whoever is cited for it is who denies it."""
    return (one_line(last.source.name),) if last and claim.polarity == "denied" else ()


def is_plain(found: Found) -> bool:
    """Whether a form without columns may have it: an event that the text asserts itself and affirms, that nobody denies, by no presumed
    doer, and that no analyst has corrected."""
    claim, event = found.claim, found.claim.event
    return (
        event is not None
        and claim.certainty == "asserted"
        and claim.polarity == "affirmed"
        and claim.commitment == "certain"
        and all(side.stance != "denies" for side in claim.stances)
        and not any(remark.startswith(CORRECTED) for remark in remarks_on(found))
        and not any(who.presumed for who in people_of(event))
    )


def people_of(event: Event) -> tuple[Participant, ...]:
    """Both sides of an event."""
    return (*event.actors, *event.recipients)


def day_of(found: Found) -> tuple[str, str]:
    """The day of what is told, and where it comes from: `text`, or `publication` where the text gives none.

    Where it is not known when the text was published, the day that the ledger has it since: `arrival`, which says little of the happening; of a file without one nothing.
    """
    period, published = found.claim.content.period, found.document.published
    if period and period.first:
        return period.first, "text"
    return (published, "publication") if published else (found.world, "arrival" if found.world else "")
