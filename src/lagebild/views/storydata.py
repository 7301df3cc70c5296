"""What the commands on stories work on.

Takes file names, or a ledger when there are none; gives readings, tellings and stories. Of a ledger the tellings are kept as a
derived table, so that a document is parsed for them once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path

import msgspec
import typer

from lagebild.documents import Particulars
from lagebild.ledger import Ledger, Placed, open_ledger
from lagebild.model import Reading
from lagebild.stories import Constraints, Story, Telling, stories_of, tellings_of
from lagebild.version import VERSION
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.readings import lagebild_with

TABLE = "tellings"


class Kept(msgspec.Struct, frozen=True):
    """What a ledger keeps of one document for its stories."""

    reading: Reading
    tellings: tuple[Telling, ...]


@dataclass(frozen=True)
class Material:
    """Readings, their tellings, and how many documents were set aside."""

    readings: tuple[Reading, ...]
    tellings: tuple[Telling, ...]
    aside: int = 0
    constraints: Constraints = field(default_factory=Constraints)

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories as they stand."""
        return stories_of(self.tellings, constraints=self.constraints)

    def stories_by(self, day: str | None) -> tuple[Story, ...]:
        """The stories as they stood before a day; as they stand, without one."""
        if day is None:
            return self.stories
        return stories_of(self.tellings, as_of=day, constraints=self.constraints)


def material_in(names: Sequence[str], ledger: Path, data: tuple[Path, ...] = ()) -> Material:
    """What the files hold; without files, what the ledger holds."""
    if not names:
        return _of_ledger(ledger, data)
    with Beside(moving=somebody_watches(results_on_stdout=True)) as beside:
        found = tuple(readings.readings_of(names, lagebild_with(data), Particulars(), beside))
    return Material(found, tuple(t for reading in found for t in tellings_of(reading)), beside.aside)


def _of_ledger(path: Path, data: tuple[Path, ...]) -> Material:
    if not path.is_file():
        raise typer.BadParameter(
            f"no files are named and there is no ledger {str(path)!r}; right would be one of them",
            param_hint="FILE",
        )
    with open_ledger(path) as ledger:
        return material_of(ledger, data)


def material_of(ledger: Ledger, data: tuple[Path, ...] = ()) -> Material:
    """What a ledger holds; what had not been told of it yet is kept there."""
    kept, constraints = _kept(ledger, data), constraints_of(ledger.remarks())
    tellings = tuple(t for k in kept for t in k.tellings)
    return Material(tuple(k.reading for k in kept), tellings, constraints=constraints)


def constraints_of(remarks: Iterable[Placed]) -> Constraints:
    """What analysts have decided: claims that a `merge` names are of one story, those that a `split` names are not."""
    placed = list(remarks)
    taken_back = {p.remark.about for p in placed if p.remark.kind == "withdrawal"}
    pairs: dict[str, set[tuple[str, str]]] = {"merge": set(), "split": set()}
    for one in placed:
        if one.remark.kind in pairs and one.remark.remark_id not in taken_back:
            pairs[one.remark.kind] |= set(combinations(sorted(c for c in one.claims if c is not None), 2))
    return Constraints(together=frozenset(pairs["merge"]), apart=frozenset(pairs["split"]))


def _kept(ledger: Ledger, data: tuple[Path, ...]) -> list[Kept]:
    """The tellings of every wording that stands; those that are not in the derived table are made and put there."""
    current = [found for found in ledger.versions() if found.until is None]
    before = dict(ledger.derived(TABLE))
    decoder = msgspec.json.Decoder(Kept)
    rows: dict[str, bytes] = {}
    reader = lagebild_with(data)
    for version in current:
        key = f"{version.version_id} {VERSION}"
        if key not in before:
            reading = ledger.reading(version.version_id)
            if reading is None:
                continue
            before[key] = told_in(reader.read(reading.document))[1]
        rows[key] = before[key]
    if set(rows) != {key for key, _ in ledger.derived(TABLE)}:
        ledger.derive(TABLE, rows.items())
    return [decoder.decode(body) for body in rows.values()]


def teller(ledger: Ledger, data: tuple[Path, ...] = ()) -> Callable[[str], Sequence[Telling]]:
    """What gives the claims of a version as linking sees them: from the derived table where they are there, else by reading it again."""
    decoder = msgspec.json.Decoder(Kept)
    known: dict[str, bytes] | None = None
    reader: readings.Reader | None = None

    def tell(version_id: str) -> Sequence[Telling]:
        nonlocal known, reader
        known = dict(ledger.derived(TABLE)) if known is None else known
        if row := known.get(f"{version_id} {VERSION}"):
            return decoder.decode(row).tellings
        reader = reader or lagebild_with(data)
        kept = ledger.reading(version_id)
        return tellings_of(reader.read(kept.document)) if kept else ()

    return tell


def told_in(read: Reading) -> tuple[str, bytes]:
    """The row of the derived table for a reading that has its trees yet."""
    bare = msgspec.structs.replace(
        read, sentences=tuple(msgspec.structs.replace(s, tokens=()) for s in read.sentences)
    )
    return f"{read.document.version_id} {VERSION}", msgspec.json.encode(Kept(bare, tellings_of(read)))
