"""A ledger as lines of JSON, and back.

Takes any ledger; gives its journal: releases, adoptions, hashes of what was forgotten, readings in the order of their making,
remarks, quarantine. Read into an empty ledger it makes the same ledger. The canonical form leaves out when we fetched and read,
and sorts: the same documents, read by any number of processes in any order, give the same bytes.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from lagebild.errors import LedgerError
from lagebild.ledger.packing import Packed, pack_parts, unpacked_claims, unpacked_sentences, unpacked_text
from lagebild.ledger.protocol import Ledger
from lagebild.ledger.records import Adoption, Forgotten, Quarantined, Remark
from lagebild.ledger.words import Indexed
from lagebild.model import Claim, Document, Noun, Release

FORMAT = 1
BATCH = 5_000  # readings in one transaction of an import
LONGEST_LINE = 200_000_000


class Line(Noun, frozen=True, tag_field="kind", tag=str.lower):
    """One line of a journal."""


class Head(Line, frozen=True, tag="ledger"):
    """The first line: which format it is."""

    format: int


class ReleaseLine(Line, frozen=True, tag="release"):
    """A release that has read something."""

    release_id: str
    release: Release


class AdoptionLine(Line, frozen=True, tag="adoption"):
    """A decision on which release counts."""

    adoption: Adoption


class ForgottenLine(Line, frozen=True, tag="forgotten"):
    """The hash of what had to go."""

    forgotten: Forgotten


class ReadingLine(Line, frozen=True, tag="reading"):
    """One reading with its document; without `read_at` in the canonical form."""

    document: Document
    status: str
    release_id: str | None
    claims: tuple[Claim, ...]
    sentences: tuple[Indexed, ...]
    read_at: str | None


class RemarkLine(Line, frozen=True, tag="remark"):
    """What an analyst wrote."""

    remark: Remark


class QuarantineLine(Line, frozen=True, tag="quarantine"):
    """What could not be read."""

    quarantined: Quarantined


_encode = msgspec.json.Encoder().encode
_ANY = Head | ReleaseLine | AdoptionLine | ForgottenLine | ReadingLine | RemarkLine | QuarantineLine
_LINE: msgspec.json.Decoder[_ANY] = msgspec.json.Decoder(_ANY)


# ------------------------------------------------------------------ out


def journal_of(ledger: Ledger) -> Iterator[bytes]:
    """All that a ledger holds, in the order in which it has to be read again."""
    yield _line(Head(format=FORMAT))
    for release in ledger.releases():
        yield _line(ReleaseLine(release_id=release.release_id, release=release.release))
    for adoption in ledger.adoptions():
        yield _line(AdoptionLine(adoption=adoption))
    for forgotten in ledger.forgotten():
        yield _line(ForgottenLine(forgotten=forgotten))
    keys = [
        (key.read_at, n, version.version_id, key.release_id)
        for n, version in enumerate(ledger.versions())
        for key in version.readings
    ]
    for _, _, version_id, release_id in sorted(keys, key=lambda key: key[:2]):
        yield from _readings(ledger, version_id, release_id, canonical=False)
    for placed in ledger.remarks():
        yield _line(RemarkLine(remark=placed.remark))
    for one in ledger.quarantined():
        yield _line(QuarantineLine(quarantined=one))


def canonical_of(ledger: Ledger) -> Iterator[bytes]:
    """The same without our clocks, sorted: what does not depend on when, in which order, by how many it was read."""
    yield _line(Head(format=FORMAT))
    for release in sorted(ledger.releases(), key=lambda each: each.release_id):
        yield _line(ReleaseLine(release_id=release.release_id, release=release.release))
    keys = sorted(
        (version.document_id, version.version_id, key.release_id or "")
        for version in ledger.versions()
        for key in version.readings
    )
    for _, version_id, release_id in keys:
        yield from _readings(ledger, version_id, release_id or None, canonical=True)
    for remark in sorted((placed.remark for placed in ledger.remarks()), key=lambda each: each.remark_id):
        yield _line(RemarkLine(remark=remark))


def _readings(ledger: Ledger, version_id: str, release_id: str | None, *, canonical: bool) -> Iterator[bytes]:
    packed = ledger.packed(version_id, release_id)
    if packed is None:  # forgotten while the journal was written
        return
    yield _line(
        ReadingLine(
            document=msgspec.structs.replace(packed.document, text=unpacked_text(packed.text)),
            status=packed.status,
            release_id=release_id,
            claims=unpacked_claims(packed.claims),
            sentences=unpacked_sentences(packed.sentences),
            read_at=None if canonical else packed.read_at,
        )
    )


def _line(line: Line) -> bytes:
    return _encode(line) + b"\n"


# ------------------------------------------------------------------ in


def replay(ledger: Ledger, lines: Iterable[bytes], name: str = "journal") -> int:
    """Read a journal into a ledger; gives how many readings were new. What is there already is passed over.

    Raises:
        LedgerError: at the first line that is none of a journal; what came before it is kept.
    """
    releases: dict[str | None, Release] = {None: None}  # type: ignore[dict-item]
    read = (_read(line, n, name) for n, line in enumerate(lines, 1) if line.strip())
    readings = _readings_in(ledger, read, releases)
    new = 0
    while batch := list(islice(readings, BATCH)):
        new += ledger.record_all(batch)
    return new


def _readings_in(
    ledger: Ledger, lines: Iterable[_ANY], releases: dict[str | None, Release]
) -> Iterator[Packed]:
    """The readings of a journal; everything else is kept on the way."""
    for line in lines:
        if isinstance(line, ReleaseLine):
            releases[line.release_id] = line.release
        elif isinstance(line, ReadingLine):
            yield _packed(line, _named(line.release_id, releases))
        else:
            _keep(ledger, line, releases)


def _named(release_id: str | None, releases: dict[str | None, Release]) -> Release:
    """The release that a line rests on; the journal has named it before.

    Raises:
        LedgerError: when it has not.
    """
    try:
        return releases[release_id]
    except KeyError:
        raise LedgerError(
            f"a journal that speaks of release {release_id!r} before it names it; right would be a whole one of `lagebild export`"
        ) from None


def _packed(line: ReadingLine, release: Release | None) -> Packed:
    packed = pack_parts(line.document, line.claims, line.sentences, line.status, release)
    return msgspec.structs.replace(packed, read_at=line.read_at)


def _keep(ledger: Ledger, line: _ANY, releases: dict[str | None, Release]) -> None:
    if isinstance(line, AdoptionLine):
        one = line.adoption
        ledger.adopt(one.release_id, one.author, at=one.at, release=_named(one.release_id, releases))
    elif isinstance(line, ForgottenLine):
        ledger.keep_hash(line.forgotten)
    elif isinstance(line, RemarkLine):
        ledger.remark(line.remark)
    elif isinstance(line, QuarantineLine):
        ledger.keep_aside(line.quarantined)


def _read(line: bytes, number: int, name: str) -> _ANY:
    try:
        read = _LINE.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LedgerError(
            f"{name}:{number}: no line of a journal ({error}); right would be one of `lagebild export journal`"
        ) from None
    if number == 1 and not (isinstance(read, Head) and read.format <= FORMAT):
        raise LedgerError(
            f"{name}:1: no journal that this version reads; right would be one of `lagebild export journal`"
        )
    return read
