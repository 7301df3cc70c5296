"""Rows drawn from a run for people to judge.

Takes a run's folder, how many, and by what they are to be spread; gives claims, as many of each stratum as there are or as fit, and
sentences, with claims or without. The same run and seed give the same rows.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lagebild.engines.columns import Kept, reading_of
from lagebild.engines.parquet import asked, in_place
from lagebild.engines.tables import claim_tables, reading_tables
from lagebild.errors import LagebildError
from lagebild.model import Claim, Noun, Reading

# What claims can be spread by, and what stands for it in the tables.
STRATA = {
    "type": "coalesce(type, kind)",
    "lang": "lang",
    "certainty": "certainty",
    "publisher": "coalesce(publisher, '')",
    "year": "coalesce(published[1:4], '')",
    "source_kind": "coalesce(source_kind, '')",
}
_DICE = "md5(concat(CAST(? AS VARCHAR), ':', {key}))"


class DrawnClaim(Noun, frozen=True):
    """A claim that was drawn, its stratum, and how many claims it stands for."""

    stratum: str
    weight: float
    claim_id: str
    document_id: str
    lang: str
    published: str | None
    publisher: str | None
    quote: str
    line: str
    type: str
    certainty: str
    source: str | None


class DrawnSentence(Noun, frozen=True):
    """A sentence that was drawn, with its claims, and how many sentences it stands for."""

    weight: float
    reading: Reading
    text: str
    claims: tuple[Claim, ...]


def drawn_claims(folder: Path, count: int, by: Sequence[str], seed: int) -> Iterator[DrawnClaim]:
    """So many claims: first one of each stratum, then a second of each, and so on.

    Raises:
        LagebildError: when claims cannot be spread by that.
    """
    unknown = [name for name in by if name not in STRATA]
    if unknown:
        raise LagebildError(f"--stratify {', '.join(unknown)}: not known; there are {', '.join(STRATA)}")
    stratum = "concat_ws('/', " + ", ".join(STRATA[name] for name in by) + ")" if by else "''"
    dice = _DICE.format(key="claim_id")
    tables = in_place(claim_tables(folder))
    sql = f"""
        WITH dealt AS (
            SELECT filename, file_row_number, {stratum} AS stratum, {dice} AS dice FROM {tables}
        ), ranked AS (
            SELECT *, row_number() OVER (PARTITION BY stratum ORDER BY dice, filename, file_row_number) AS rank,
                count(*) OVER (PARTITION BY stratum) AS size
            FROM dealt
        ), chosen AS (SELECT * FROM ranked ORDER BY rank, dice, filename, file_row_number LIMIT {count})
        SELECT stratum, size / count(*) OVER (PARTITION BY stratum), claim_id, document_id, lang, published, publisher,
            quote.text, line, coalesce(type, kind), certainty, source
        FROM chosen JOIN {tables} USING (filename, file_row_number) ORDER BY stratum, rank
    """
    for row in asked(sql, (seed,)):
        yield DrawnClaim(**dict(zip(DrawnClaim.__struct_fields__, row, strict=True)))


def drawn_sentences(folder: Path, count: int, seed: int) -> Iterator[DrawnSentence]:
    """So many sentences of as many documents; a document is drawn as often as it has sentences, headings left out."""
    dice, tables = _DICE.format(key="version_id"), in_place(reading_tables(folder))
    columns = ", ".join(Kept.__struct_fields__)
    sql = f"""
        WITH dealt AS (
            SELECT filename, file_row_number, sentences, {dice} AS dice, sum(sentences) OVER () AS whole
            FROM {tables} WHERE sentences > 0
        ), keyed AS (
            SELECT *, -ln((CAST('0x' || dice[1:12] AS BIGINT) + 1) / 281474976710657.0) / sentences AS key FROM dealt
        ), chosen AS (SELECT * FROM keyed ORDER BY key, dice, filename, file_row_number LIMIT {count})
        SELECT whole, dice, {columns} FROM chosen JOIN {tables} USING (filename, file_row_number) ORDER BY key, dice
    """
    rows = list(asked(sql, (seed,)))
    for whole, dealt, *kept in rows:
        reading = reading_of(Kept(**dict(zip(Kept.__struct_fields__, kept, strict=True))))
        if found := _sentence(reading, int(dealt[12:24], 16)):
            i, text = found
            claims = tuple(claim for claim in reading.claims if claim.sentence == i)
            yield DrawnSentence(weight=float(whole) / len(rows), reading=reading, text=text, claims=claims)


def _sentence(reading: Reading, dice: int) -> tuple[int, str] | None:
    told = [sentence for sentence in reading.sentences if not sentence.heading]
    if not told:
        return None
    one = told[dice % len(told)]
    return one.i, reading.document.text[one.start : one.end]
