"""What `sample` and `agree` do.

Takes a run's folder; writes a sheet for people to fill in, as CSV. Takes the sheet as a spreadsheet gave it back; tells precision,
recall and agreement.
"""

import csv
import io
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from lagebild.engines.records import read_manifest
from lagebild.engines.sampling import DrawnClaim, DrawnSentence, drawn_claims, drawn_sentences
from lagebild.errors import DocumentError
from lagebild.evaluation.sheets import TO_FILL, Drawn, figures_of, filled_from
from lagebild.model import Event
from lagebild.views.plain import one_line

# A cell that begins so is a formula to a spreadsheet, and may do what no text should (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHIELD = "'"
_DELIMITERS = ",;\t"
BETWEEN = " || "


def write_sample(
    folder: Path, out: Path | None, *, claims: int, sentences: int, by: Sequence[str], seed: int
) -> int:
    """Write a sheet: claims, then sentences, each in the order of dice, so that who fills it in does not know what comes."""
    read_manifest(folder)  # tells when there is no run, or it has not ended
    chance = random.Random(seed)
    drawn = [
        *_shuffled([_of_claim(one) for one in drawn_claims(folder, claims, by, seed)], chance),
        *_shuffled([_of_sentence(one) for one in drawn_sentences(folder, sentences, seed)], chance),
    ]
    text = _sheet(drawn)
    if out is None:
        sys.stdout.write(text)
    else:
        # A spreadsheet takes it for UTF-8 only with the mark.
        out.write_text(text, encoding="utf-8-sig", newline="")
    print(
        f"{claims_in(drawn)} claims and {len(drawn) - claims_in(drawn)} sentences to judge", file=sys.stderr
    )
    return 0


def _shuffled(rows: list[dict[str, object]], chance: random.Random) -> list[dict[str, object]]:
    return chance.sample(rows, len(rows))


def claims_in(drawn: Sequence[dict[str, object]]) -> int:
    """How many rows are of a claim."""
    return sum(row["kind"] == "claim" for row in drawn)


def _of_claim(one: DrawnClaim) -> dict[str, object]:
    return {
        "kind": "claim", "stratum": one.stratum, "weight": round(one.weight, 4), "claim_id": one.claim_id,
        "document_id": one.document_id, "lang": one.lang, "published": one.published, "publisher": one.publisher,
        "sentence": one.quote, "claim": one.line, "type": one.type, "certainty": one.certainty, "source": one.source,
        "claims": "",
    }  # fmt: skip


def _of_sentence(one: DrawnSentence) -> dict[str, object]:
    document = one.reading.document
    events = [claim for claim in one.claims if isinstance(claim.content, Event)]
    return {
        "kind": "sentence", "stratum": "", "weight": round(one.weight, 4), "claim_id": "",
        "document_id": document.document_id, "lang": document.lang, "published": document.published,
        "publisher": document.publisher, "sentence": one.text, "claim": BETWEEN.join(map(str, events)), "type": "",
        "certainty": "", "source": "", "claims": len(events),
    }  # fmt: skip


def _sheet(drawn: Sequence[dict[str, object]]) -> str:
    columns = [*Drawn.__struct_fields__, *TO_FILL]
    target = io.StringIO()
    sheet = csv.writer(target)
    sheet.writerow(columns)
    for number, row in enumerate(drawn, 1):
        whole = {"row": number, **row}
        sheet.writerow(
            [
                shielded(one_line(str(whole.get(name) if whole.get(name) is not None else "")))
                for name in columns
            ]
        )
    return target.getvalue()


def shielded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return _SHIELD + cell if cell.startswith((*_FORMULA, _SHIELD)) else cell


def unshielded(cell: str) -> str:
    """A cell as it was."""
    return cell[1:] if cell.startswith(tuple(_SHIELD + mark for mark in (*_FORMULA, _SHIELD))) else cell


def tell_agreement(sheet: Path, samples: int) -> int:
    """Tell the figures of a sheet that was filled in."""
    rows = filled_from(_rows(sheet), sheet.name)
    if not any(answers for row in rows for answers in row.answers.values()):
        raise typer.BadParameter(
            f"nothing is filled in; right would be answers in {', '.join(TO_FILL)}", param_hint="SHEET"
        )
    for figure in figures_of(rows, samples):
        if figure.cases:
            print(figure)
    return 0


def _rows(sheet: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a sheet with their lines, whichever mark the spreadsheet puts between cells."""
    try:
        text = sheet.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{sheet}: not UTF-8 ({error}); right would be CSV saved as UTF-8") from None
    head = text.partition("\n")[0]
    mark = max(_DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    missing = [name for name in Drawn.__struct_fields__ if name not in (reader.fieldnames or ())]
    if missing:
        raise DocumentError(
            f"{sheet}:1: no column {', '.join(missing)}; right would be a sheet as `lagebild sample` wrote it"
        )
    for row in reader:
        yield reader.line_num, {name: unshielded(cell or "") for name, cell in row.items() if name}
