"""A claim with what it rests on.

Takes an unpacked reading; gives `Found`: the claim, its document, the sentence, and the clocks.
"""

from collections.abc import Sequence

import msgspec

from lagebild.ledger.packing import Bounds, Packed, bare_sentences, decoded_claim, pack_parts
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
    return _found(claim, part.document, part.sentences, (world, until, part.read_at, part.release_id))


class Sheet(Noun, frozen=True):
    """One reading, unpacked as far as any of its claims needs it."""

    claims: tuple[msgspec.Raw, ...]
    sentences: tuple[Bounds, ...]
    document: Document
    read_at: str
    release_id: str | None


def found_on(sheet: Sheet, nth: int, world: str, until: str | None) -> Found:
    """One claim of a sheet with what it rests on."""
    clocks = (world, until, sheet.read_at, sheet.release_id)
    return _found(decoded_claim(sheet.claims[nth]), sheet.document, sheet.sentences, clocks)


def _found(
    claim: Claim,
    document: Document,
    sentences: Sequence[Bounds | Indexed],
    clocks: tuple[str, str | None, str, str | None],
) -> Found:
    sentence = sentences[claim.sentence] if claim.sentence < len(sentences) else None
    world, until, read_at, release_id = clocks
    return Found(
        claim=claim,
        document=document,
        sentence=document.text[sentence.start : sentence.end] if sentence else claim.trigger.text,
        world=world,
        until=until,
        read_at=read_at,
        release_id=release_id,
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
