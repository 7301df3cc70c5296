"""What the tables of a run have: a row for each claim, and a row for each reading.

Takes a Reading; gives its rows. The columns of a claim are for asking: who, to whom, what, who says so, how surely, when, where, how
many, in which words. A reading's row holds beside its document all that it was made of, so that it can be made again exactly
as the ledger keeps it (trees are not kept: whoever needs them parses again).
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from lagebild.ledger.packing import Packed, bare_sentences, pack_parts, release_id_of
from lagebild.ledger.words import Indexed, indexed
from lagebild.model import (
    Attribution,
    Claim,
    Document,
    Event,
    Mention,
    Noun,
    Participant,
    Place,
    Quantity,
    Reading,
    Release,
    Span,
    Stance,
)

_encode = msgspec.json.Encoder().encode


class Words(Noun, frozen=True):
    """Words of the text and where they stand."""

    text: str
    start: int
    end: int


class Who(Noun, frozen=True):
    """A participant: gazetteer id where it is known, the fullest wording, where the text speaks of it here."""

    id: str | None
    name: str
    presumed: bool
    start: int
    end: int


class Link(Noun, frozen=True):
    """One link of the chain of sources."""

    id: str | None
    name: str
    kind: str
    mode: str
    distance: str
    inferred: bool
    cue: str
    start: int
    end: int


class Where(Noun, frozen=True):
    """A place."""

    id: str | None
    name: str
    country: str | None
    precision: str
    start: int
    end: int


class HowMany(Noun, frozen=True):
    """A quantity."""

    text: str
    low: float | None
    high: float | None
    unit: str
    kind: str
    exactness: str
    start: int
    end: int


class Side(Noun, frozen=True):
    """Who claims, denies or confirms, and in which words."""

    id: str | None
    name: str
    stance: str
    text: str
    start: int
    end: int


class ClaimRow(Noun, frozen=True):
    """One claim. `type` and `mode` are an event's, `kind` is a statement's; the source is the innermost of the chain.

    `actors` and `recipients` are of an event; of a statement `about` and `affected`. `line` is the claim in one line.
    """

    claim_id: str
    version_id: str
    document_id: str
    lang: str
    publisher: str | None
    published: str | None
    sentence: int
    type: str | None
    mode: str | None
    kind: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    against: tuple[Who, ...]
    about: tuple[Who, ...]
    affected: tuple[Who, ...]
    actor_ids: tuple[str, ...]
    recipient_ids: tuple[str, ...]
    direction: str | None
    chain: tuple[Link, ...]
    source: str | None
    source_id: str | None
    source_kind: str | None
    certainty: str
    time: str
    commitment: str
    evidence_mode: str
    polarity: str
    stances: tuple[Side, ...]
    first: str | None
    last: str | None
    period: str | None
    place: Where | None
    quantities: tuple[HowMany, ...]
    trigger: Words
    quote: Words
    evidence: tuple[str, ...]
    line: str


class ReadingRow(Noun, frozen=True):
    """One reading: its document, and what it was made of as JSON (`body`, `terms`)."""

    version_id: str
    document_id: str
    lang: str
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None
    status: str
    release_id: str | None
    sentences: int
    claims: int
    text: str
    document: str
    release: str | None
    body: str
    terms: str


# ------------------------------------------------------------------ there


def rows_of(reading: Reading) -> Iterator[ClaimRow]:
    """One row for each claim, in the order of the reading."""
    return (_claim_row(claim, reading) for claim in reading.claims)


def row_of(reading: Reading) -> ReadingRow:
    """The row of a reading."""
    document, release = reading.document, reading.release
    return ReadingRow(
        **_printed(document),
        title=document.title,
        url=document.url,
        status=reading.status,
        release_id=release_id_of(release),
        sentences=len(reading.sentences),
        claims=len(reading.claims),
        text=document.text,
        document=_json(msgspec.structs.replace(document, text="")),
        release=None if release is None else _json(release),
        body=_json(reading.claims),
        terms=_json(indexed(document, reading.sentences)),
    )


def _printed(document: Document) -> dict[str, Any]:
    """What both tables say of a document."""
    return {
        "version_id": document.version_id,
        "document_id": document.document_id,
        "lang": document.lang,
        "publisher": document.publisher,
        "published": document.published,
    }


def _json(what: object) -> str:
    return _encode(what).decode()


def _claim_row(claim: Claim, reading: Reading) -> ClaimRow:
    document, content = reading.document, claim.content
    event = content if isinstance(content, Event) else None
    statement = None if isinstance(content, Event) else content
    source = claim.chain[-1] if claim.chain else None
    period = content.period
    return ClaimRow(
        claim_id=claim.claim_id,
        **_printed(document),
        sentence=claim.sentence,
        type=event.type if event else None,
        mode=event.mode if event else None,
        kind=statement.kind if statement else None,
        contexts=event.contexts if event else (),
        cameo=event.cameo if event else None,
        actors=_whos(event.actors if event else ()),
        recipients=_whos(event.recipients if event else ()),
        against=_whos(event.against if event else ()),
        about=_whos(statement.about if statement else ()),
        affected=_whos(statement.affected if statement else ()),
        actor_ids=_ids(event.actors if event else ()),
        recipient_ids=_ids(event.recipients if event else ()),
        direction=statement.direction if statement else None,
        chain=tuple(map(_link, claim.chain)),
        source=source.source.name if source else None,
        source_id=source.source.actor if source else None,
        source_kind=source.kind if source else None,
        certainty=claim.certainty,
        time=claim.time,
        commitment=claim.commitment,
        evidence_mode=claim.evidence_mode,
        polarity=claim.polarity,
        stances=tuple(map(_side, claim.stances)),
        first=period.first if period else None,
        last=(period.last or period.first) if period else None,
        period=period.span.text if period else None,
        place=_where(content.place) if content.place else None,
        quantities=tuple(map(_how_many, content.quantities)),
        trigger=_words(claim.trigger),
        quote=_quote(claim, reading),
        evidence=claim.evidence,
        line=str(claim),
    )


def _quote(claim: Claim, reading: Reading) -> Words:
    """The sentence that a claim stands in; of a sentence that is not there the trigger."""
    if claim.sentence >= len(reading.sentences):
        return _words(claim.trigger)
    sentence = reading.sentences[claim.sentence]
    text = reading.document.text[sentence.start : sentence.end]
    return Words(text=text, start=sentence.start, end=sentence.end)


def _words(span: Span) -> Words:
    return Words(text=span.text, start=span.start, end=span.end)


def _whos(participants: Iterable[Participant]) -> tuple[Who, ...]:
    return tuple(
        Who(id=one.actor, name=one.name, presumed=one.presumed, **_borders(one.mention))
        for one in participants
    )


def _ids(participants: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.actor for one in participants if one.actor))


def _link(link: Attribution) -> Link:
    return Link(
        id=link.source.actor,
        name=link.source.name,
        kind=link.kind,
        mode=link.mode,
        distance=link.distance,
        inferred=link.inferred,
        cue=link.cue.text,
        **_borders(link.source.mention),
    )


def _where(place: Place) -> Where:
    return Where(
        id=place.place,
        name=str(place),
        country=place.country,
        precision=place.precision,
        **_borders(place.mention),
    )


def _how_many(quantity: Quantity) -> HowMany:
    return HowMany(
        text=quantity.span.text,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        kind=quantity.kind,
        exactness=quantity.exactness,
        start=quantity.span.start,
        end=quantity.span.end,
    )


def _side(stance: Stance) -> Side:
    return Side(
        id=stance.source.actor,
        name=stance.source.name,
        stance=stance.stance,
        text=stance.span.text,
        start=stance.span.start,
        end=stance.span.end,
    )


def _borders(mention: Mention) -> dict[str, int]:
    return {"start": mention.span.start, "end": mention.span.end}


# ------------------------------------------------------------------ and back

_CLAIMS = msgspec.json.Decoder(tuple[Claim, ...])
_DOCUMENT = msgspec.json.Decoder(Document)
_RELEASE = msgspec.json.Decoder(Release)
_TERMS = msgspec.json.Decoder(tuple[Indexed, ...])


class Kept(Noun, frozen=True):
    """What a reading's row keeps to make the reading again."""

    text: str
    status: str
    document: str
    release: str | None
    body: str
    terms: str


def reading_of(kept: Kept) -> Reading:
    """The reading, without trees."""
    return Reading(
        document=_document_of(kept),
        sentences=bare_sentences(_TERMS.decode(kept.terms)) if kept.release is not None else (),
        claims=_CLAIMS.decode(kept.body),
        status=kept.status,  # type: ignore[arg-type]
        release=_release_of(kept),
    )


def packed_of(kept: Kept, read_at: str | None = None) -> Packed:
    """The reading, ready to be kept in a ledger."""
    terms, claims = _TERMS.decode(kept.terms), _CLAIMS.decode(kept.body)
    packed = pack_parts(_document_of(kept), claims, terms, kept.status, _release_of(kept))
    return msgspec.structs.replace(packed, read_at=read_at)


def _document_of(kept: Kept) -> Document:
    return msgspec.structs.replace(_DOCUMENT.decode(kept.document), text=kept.text)


def _release_of(kept: Kept) -> Release | None:
    return None if kept.release is None else _RELEASE.decode(kept.release)
