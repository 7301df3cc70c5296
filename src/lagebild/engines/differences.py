"""What two runs say differently.

Takes the folders of two runs, as of two releases over one corpus; gives the claims that came, went, or are told otherwise, version by
version, and counts them by type and by what differs.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from lagebild.engines.parquet import asked, in_place
from lagebild.engines.tables import reading_tables
from lagebild.ledger import Changes
from lagebild.ledger.changes import changes_of_release
from lagebild.model import Claim, Event, Noun

_CLAIMS = msgspec.json.Decoder(tuple[Claim, ...])
CAME, WENT = "came", "went"
ONLY = "whole document"
# Fields of a claim that are told together: certainty is made of the axes.
_TOGETHER = {"time": "certainty", "commitment": "certainty", "evidence_mode": "certainty", "chain": "source"}
_ABOUT_THE_RULES = ("evidence", "cues")


class Difference(Noun, frozen=True):
    """One version's differences; `only` says which run alone has it."""

    version_id: str
    document_id: str
    changes: Changes
    only: str | None = None


class Sums(Noun, frozen=True):
    """How often (type, what happened, why), and how many claims are the same."""

    counts: dict[tuple[str, str, str], int]
    same: int
    versions: int


def differences_of(before: Path, after: Path) -> Iterator[Difference]:
    """The versions whose claims are not the same in both runs, in the order of their ids."""
    sql = f"""
        {_paired(before, after)}, differing AS (SELECT * FROM paired WHERE a_hash IS DISTINCT FROM b_hash)
        SELECT d.version_id, d.document_id, a.body, b.body FROM differing AS d
        LEFT JOIN {_readings(before)} AS a ON a.filename = a_file AND a.file_row_number = a_row
        LEFT JOIN {_readings(after)} AS b ON b.filename = b_file AND b.file_row_number = b_row
        ORDER BY d.version_id
    """
    for version_id, document_id, old, new in asked(sql):
        changes = changes_of_release(_claims(old), _claims(new))
        if changes.gained or changes.lost or changes.altered:
            only = None if old is not None and new is not None else (WENT if new is None else CAME)
            yield Difference(version_id=version_id, document_id=document_id, changes=changes, only=only)


def unchanged(before: Path, after: Path) -> tuple[int, int]:
    """How many versions are the same in both, and how many claims those have."""
    sql = f"{_paired(before, after)} SELECT count(*), coalesce(sum(claims), 0) FROM paired WHERE a_hash = b_hash"
    ((versions, claims),) = asked(sql)
    return versions, claims


def _paired(before: Path, after: Path) -> str:
    """The versions of both runs side by side, each with a hash of its claims and its place; one that a corpus has twice counts once."""
    one, other = (
        f"""(SELECT version_id, min_by((document_id, claims, md5(body), filename, file_row_number), (filename, file_row_number)) AS r
            FROM {_readings(folder)} GROUP BY version_id)"""
        for folder in (before, after)
    )
    return f"""
        WITH paired AS (
            SELECT version_id, coalesce(a.r[1], b.r[1]) AS document_id, a.r[2] AS claims,
                a.r[3] AS a_hash, a.r[4] AS a_file, a.r[5] AS a_row, b.r[3] AS b_hash, b.r[4] AS b_file, b.r[5] AS b_row
            FROM {one} AS a FULL JOIN {other} AS b USING (version_id)
        )
    """


def _readings(folder: Path) -> str:
    return in_place(reading_tables(folder))


def _claims(body: str | None) -> tuple[Claim, ...]:
    return () if body is None else _CLAIMS.decode(body)


# ------------------------------------------------------------------ sums


def sums_of(differences: Iterator[Difference], there: tuple[int, int]) -> Sums:
    """All differences by type, what happened, and why."""
    counts: Counter[tuple[str, str, str]] = Counter()
    versions, same = there
    for difference in differences:
        changes = difference.changes
        versions, same = versions + 1, same + changes.same
        why = ONLY if difference.only else "claim"
        counts.update((_type(claim), CAME, why) for claim in changes.gained)
        counts.update((_type(claim), WENT, why) for claim in changes.lost)
        counts.update(
            (_type(altered.before), "changed", why)
            for altered in changes.altered
            for why in reasons_of(altered.before, altered.after)
        )
    return Sums(counts=dict(sorted(counts.items())), same=same, versions=versions)


def reasons_of(before: Claim, after: Claim) -> tuple[str, ...]:
    """What two readings of one trigger differ in."""
    return tuple(dict.fromkeys(_differing(before, after)))


def _differing(before: Claim, after: Claim) -> Iterator[str]:
    for name in Claim.__struct_fields__:
        if name in _ABOUT_THE_RULES or getattr(before, name) == getattr(after, name):
            continue
        if name != "content":
            yield _TOGETHER.get(name, name)
        elif type(before.content) is type(after.content):
            fields = before.content.__struct_fields__
            yield from (
                field for field in fields if getattr(before.content, field) != getattr(after.content, field)
            )
        else:
            yield "event or statement"


def _type(claim: Claim) -> str:
    return claim.content.type if isinstance(claim.content, Event) else claim.content.kind
