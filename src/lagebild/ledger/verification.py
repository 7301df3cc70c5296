"""Whether a ledger is what it says it is.

Takes any ledger; gives counts, and every problem in words: the file itself, the table of the claims that count against the
readings that it is made of, and whether every span of every claim cuts its quote out of the text.
"""

from collections.abc import Iterator

import msgspec

from lagebild.ledger.packing import unpacked_claims, unpacked_text
from lagebild.ledger.protocol import Ledger
from lagebild.ledger.records import Anchor, Verification, Version
from lagebild.model import Span


def verify(ledger: Ledger) -> Verification:
    """Check everything.

    1. the file, and what is made of readings
    2. every span of every reading
    3. every anchor of every remark
    """
    problems = list(ledger.integrity())
    for version in ledger.versions():
        problems += _problems_of_version(ledger, version)
    for placed in ledger.remarks():
        for anchor in placed.remark.anchors:
            problems += _problems_of_anchor(ledger, anchor, placed.remark.remark_id)
    return Verification(counts=ledger.counts(), problems=tuple(problems))


def _problems_of_version(ledger: Ledger, version: Version) -> Iterator[str]:
    if len({key.release_id for key in version.readings}) != len(version.readings):
        yield f"{version.version_id}: read twice by one release; right would be once"
    for key in version.readings:
        packed = ledger.packed(version.version_id, key.release_id)
        if packed is None:
            yield f"{version.version_id}: the reading by {key.release_id} is gone"
            continue
        text, claims = unpacked_text(packed.text), unpacked_claims(packed.claims)
        if len(claims) != key.claims:
            yield f"{version.version_id}: {len(claims)} claims; right would be {key.claims}"
        for claim in claims:
            for span in spans_in(claim):
                if text[span.start : span.end] != span.text:
                    yield (
                        f"{version.version_id}, claim {claim.claim_id}: {span.start}–{span.end} cuts "
                        f"{text[span.start : span.end]!r}; right would be {span.text!r}"
                    )


def _problems_of_anchor(ledger: Ledger, anchor: Anchor, remark_id: str) -> Iterator[str]:
    reading = ledger.reading(anchor.version_id)
    if reading and reading.document.text[anchor.start : anchor.end] != anchor.quote:
        yield f"remark {remark_id}: its quote does not stand where it says in {anchor.version_id}"


def spans_in(thing: object) -> Iterator[Span]:
    """Every span in a noun, however deep."""
    if isinstance(thing, Span):
        yield thing
    elif isinstance(thing, msgspec.Struct):
        for name in thing.__struct_fields__:
            yield from spans_in(getattr(thing, name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from spans_in(each)
