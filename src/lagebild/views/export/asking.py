"""The claims that a command asks for, from files, readings or the ledger.

Takes names or a ledger's path, and a query; gives readings, and `Found` one by one in the order of the texts or, of a ledger, newest
first. Files with readings (`lagebild read --json`) are taken as they are, all others are read.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import typer

from lagebild.documents import Particulars
from lagebild.ledger import Found, Query, SqliteLedger, open_ledger
from lagebild.ledger.matching import fits
from lagebild.ledger.packing import rows_of
from lagebild.ledger.words import indexed
from lagebild.model import Document, Reading
from lagebild.views import readings
from lagebild.views.beside import Beside
from lagebild.views.export.vouching import Told
from lagebild.views.plain import one_line
from lagebild.views.readings import lagebild_with
from lagebild.views.watching import standing

READING = b'{"document":{'  # how a line of `lagebild read --json` begins


def readings_in(names: Sequence[str], data: tuple[Path, ...], beside: Beside) -> Iterator[Reading]:
    """The readings of all files, in their order."""
    lagebild = None
    for name in names:
        if _has_readings(name):
            yield from _read_already(Path(name))
            continue
        lagebild = lagebild or lagebild_with(data)
        yield from readings.readings_of([name], lagebild, Particulars(), beside)


def claims_kept(ledger: Path, query: Query) -> Iterator[Found]:
    """The claims of a ledger that meet the query."""
    check_ledger(ledger)
    with open_ledger(ledger, readonly=True) as kept:
        remarks = _remarks_in(kept)
        for found in kept.claims(query):
            yield Told(**msgspec.structs.asdict(found), remarks=tuple(remarks.get(found.claim.claim_id, ())))


def check_ledger(ledger: Path) -> None:
    """That there is one is looked at.

    Raises:
        BadParameter: there is none.
    """
    if not ledger.is_file():
        raise typer.BadParameter(
            f"no files are named and there is no ledger {str(ledger)!r}; right would be one of them",
            param_hint="FILE",
        )


def readings_kept(ledger: Path) -> Iterator[Reading]:
    """The readings of the wordings that stand, one after another."""
    check_ledger(ledger)
    with open_ledger(ledger, readonly=True) as kept:
        for version in kept.versions():
            reading = kept.reading(version.version_id) if version.until is None else None
            if reading:
                yield reading


def document_of(ledger: SqliteLedger, document_id: str) -> Document | None:
    """The wording of a document that stands."""
    standing = (version for version in ledger.versions(document_id) if version.until is None)
    version = next(standing, None)
    reading = ledger.reading(version.version_id) if version else None
    return reading.document if reading else None


def _remarks_in(kept: SqliteLedger) -> dict[str, list[str]]:
    """What analysts wrote beside claims and have not withdrawn: kind, value, text, author."""
    found: dict[str, list[str]] = {}
    for placed in standing(kept):
        remark = placed.remark
        said = one_line(
            " ".join(filter(None, (remark.kind, remark.value, remark.text, f"({remark.author})")))
        )
        for claim_id in filter(None, placed.claims):
            found.setdefault(claim_id, []).append(said)
    return found


def check_query(query: Query) -> None:
    """What cannot be asked of files is told.

    Raises:
        BadParameter: a moment of reading is asked for.
    """
    if query.read_by:
        raise typer.BadParameter(
            "a moment of reading is asked of a ledger; right would be no FILE", param_hint="--read-by"
        )


def _has_readings(name: str) -> bool:
    path = Path(name)
    if path.suffix not in (".jsonl", ".ndjson") or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(READING)) == READING


def _read_already(path: Path) -> Iterator[Reading]:
    decoder = msgspec.json.Decoder(Reading)
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                raise typer.BadParameter(
                    f"{path}:{number}: no reading ({error}); right would be a line of `lagebild read --json`"
                ) from None


def found_in(reading: Reading, query: Query) -> Iterator[Found]:
    """The claims of a reading that meet the query."""
    document = reading.document
    world = document.modified or document.published or ""
    if query.as_of and not (world and world < query.as_of):
        return
    sentences = indexed(document, reading.sentences)
    for claim, row in zip(reading.claims, rows_of(reading.claims, sentences, document), strict=True):
        if fits(row, query, document, world, ()):
            inside = sentences[claim.sentence] if claim.sentence < len(sentences) else None
            text = document.text[inside.start : inside.end] if inside else claim.trigger.text
            yield Found(
                claim=claim, document=document, sentence=text, world=world, until=None, read_at="", release_id=None
            )  # fmt: skip
