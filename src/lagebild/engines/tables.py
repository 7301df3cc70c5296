"""What a run's tables have.

Takes a run's folder; gives its readings, one after another, ready to be kept or as they were.
"""

from collections.abc import Iterator
from pathlib import Path

from lagebild.engines.coding import CLAIMS, READINGS
from lagebild.engines.columns import Kept, packed_of, reading_of
from lagebild.engines.parquet import rows_from
from lagebild.ledger.packing import Packed
from lagebild.model import Reading

_COLUMNS = Kept.__struct_fields__


def readings_in(folder: Path) -> Iterator[Reading]:
    """The readings of a run, without trees, in the order of the corpus."""
    return map(reading_of, _kept(folder))


def packed_in_run(folder: Path, read_at: str | None = None) -> Iterator[Packed]:
    """The same, ready to be kept in a ledger."""
    return (packed_of(kept, read_at) for kept in _kept(folder))


def claim_tables(folder: Path) -> tuple[Path, ...]:
    """The tables of claims."""
    return tuple(sorted((folder / CLAIMS).glob("[!.]*.parquet")))


def reading_tables(folder: Path) -> tuple[Path, ...]:
    """The tables of readings."""
    return tuple(sorted((folder / READINGS).glob("[!.]*.parquet")))


def _kept(folder: Path) -> Iterator[Kept]:
    for row in rows_from(reading_tables(folder), _COLUMNS):
        yield Kept(**dict(zip(_COLUMNS, row, strict=True)))
