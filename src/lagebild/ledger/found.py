"""A claim with what it rests on.

Takes an unpacked reading; gives `Found`: the claim, its document, the sentence, and the clocks.
"""

import msgspec

from lagebild.ledger.packing import Packed, bare_sentences, pack_parts
from lagebild.ledger.records import Found, ReadingKey, Version
from lagebild.ledger.words import Indexed
from lagebild.model import Claim, Document, Noun, Reading, Release


class Part(Noun, frozen=True):
    """One reading, unpacked."""

    claims: tuple[Claim, ...]
    sentences: tuple[Indexed, ...]
    document: Document
    read_at: str
    release_id: str | None
    status: str


def found_in(part: Part, claim: Claim, world: str, until: str | None) -> Found:
    """A claim with what it rests on."""
    sentence = part.sentences[claim.sentence] if claim.sentence < len(part.sentences) else None
    return Found(
        claim=claim,
        document=part.document,
        sentence=part.document.text[sentence.start : sentence.end] if sentence else claim.trigger.text,
        world=world,
        until=until,
        read_at=part.read_at,
        release_id=part.release_id,
    )


def reading_in(part: Part, release: Release | None) -> Reading:
    """The reading itself; its sentences have offsets, and no tokens: trees are not kept."""
    return Reading(
        document=part.document,
        sentences=bare_sentences(part.sentences),
        claims=part.claims,
        status=part.status,  # type: ignore[arg-type]
        release=release,
    )


def packed_in(part: Part, release: Release | None) -> Packed:
    """The reading as it is kept, with its moment."""
    packed = pack_parts(part.document, part.claims, part.sentences, part.status, release)
    return msgspec.structs.replace(packed, read_at=part.read_at)


def version_in(
    document: Document, *, world: str, until: str | None, fetched_at: str, readings: tuple[ReadingKey, ...]
) -> Version:
    """A wording as the ledger tells of it, without its text."""
    return Version(
        document_id=document.document_id,
        version_id=document.version_id,
        lang=document.lang,
        publisher=document.publisher,
        published=document.published,
        title=document.title,
        url=document.url,
        world=world,
        until=until,
        fetched_at=fetched_at,
        readings=readings,
    )
