"""The work that is broken off, and what must hold whenever it is.

Steps that each change a ledger: documents, edits, readings by a second release, a remark, an adoption. Each may be done again
without harm. A step that was confirmed must be there after anything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.invented import RELEASE, readings
from benchmarks.torture.shim import Page
from lagebild.ledger import (
    Anchor,
    MemoryLedger,
    Remark,
    SqliteLedger,
    canonical_of,
    open_ledger,
    pack,
    verify,
)
from lagebild.ledger.packing import Packed, release_id_of
from lagebild.ledger.protocol import Ledger
from lagebild.model import Reading

OPENING, PREPARING, RECORDING = 0, 1, 2
BETTER = msgspec.structs.replace(RELEASE, lagebild="invented-better")


@dataclass(frozen=True)
class Step:
    """One change: what it is called, and how it is made; `prepared` gives what has to be ready before."""

    name: str
    prepared: Callable[[], object]
    made: Callable[[Ledger, object], object]


def steps_of(count: int, seed: int) -> list[Step]:
    """So many documents; of each fifth an edit, of each fourth a second reading."""
    steps: list[Step] = []
    made = list(readings(count * 5, seed))
    for n, reading in enumerate(made):
        steps.append(_recording(f"read {n}", reading, n))
        if n % 5 == 2:
            steps.append(_recording(f"edit {n - 1}", _edited(made[n - 1]), n))
        if n % 4 == 3:
            steps.append(
                _recording(f"reread {n - 2}", msgspec.structs.replace(made[n - 2], release=BETTER), n)
            )
    steps.insert(
        len(steps) // 2, Step("remark", lambda: _remark(made[0]), lambda ledger, r: ledger.remark(r))
    )  # type: ignore[arg-type]
    adopted = release_id_of(BETTER) or ""
    at = "2026-01-02T00:00:00.000000Z"
    steps.append(
        Step("adopt", lambda: None, lambda ledger, _: ledger.adopt(adopted, "anna", at=at, release=BETTER))
    )
    return steps


def _recording(name: str, reading: Reading, n: int) -> Step:
    at = f"2026-01-01T00:{n // 60:02d}:{n % 60:02d}.000000Z"

    def prepared() -> Packed:
        return msgspec.structs.replace(pack(reading), read_at=at)

    return Step(name, prepared, lambda ledger, packed: ledger.record(packed))  # type: ignore[arg-type]


def _edited(reading: Reading) -> Reading:
    """A later wording, from whose end a sentence is gone."""
    document = reading.document
    text = document.text[: document.text.rstrip().rindex(". ") + 2]
    new = msgspec.structs.replace(
        document, text=text, version_id=f"{document.version_id}-2", modified="2025-12-31"
    )
    kept = tuple(
        claim for claim in reading.claims if claim.content.actors[0].mention.span.end < len(text) - 40
    )  # type: ignore[union-attr]
    return msgspec.structs.replace(reading, document=new, claims=kept[:-1])


def _remark(reading: Reading) -> Remark:
    trigger, document = reading.claims[0].trigger, reading.document
    anchor = Anchor(
        document_id=document.document_id, version_id=document.version_id, start=trigger.start, end=trigger.end,
        quote=trigger.text, claim_id=reading.claims[0].claim_id,
    )  # fmt: skip
    return Remark(
        remark_id="one", kind="note", author="anna", at="2026-01-01T12:00:00.000000Z", anchors=(anchor,)
    )


# ------------------------------------------------------------------ doing it


def work(path: Path, steps: Iterable[Step], page: Page, confirm: Callable[[str], None]) -> None:
    """Do all steps, one after another, and confirm each once it is kept."""
    page.stage = OPENING
    with open_ledger(path) as ledger:
        for step in steps:
            page.stage = PREPARING
            thing = step.prepared()
            page.stage = RECORDING
            step.made(ledger, thing)
            page.stage = PREPARING
            confirm(step.name)


def canonical_after(steps: Iterable[Step]) -> list[bytes]:
    """What the ledger must be in the end, by the ledger that no disk can disturb."""
    ledger = MemoryLedger()
    for step in steps:
        step.made(ledger, step.prepared())
    return list(canonical_of(ledger))


# ------------------------------------------------------------------ what must hold


def problems_after(path: Path, steps: Sequence[Step], confirmed: Iterable[str]) -> list[str]:
    """What is wrong with a ledger after its writer was broken off."""
    if not path.exists():
        return [f"lost: {name}" for name in confirmed]
    done = set(confirmed)
    with open_ledger(path) as ledger:
        found = [f"broken: {problem}" for problem in verify(ledger).problems]
        found += [f"lost: {s.name}" for s in steps if s.name in done and not _is_there(ledger, s)]
        found += [f"doubled: {key}" for key in _doubled(ledger)]
    return found


def _is_there(ledger: SqliteLedger, step: Step) -> bool:
    thing = step.prepared()
    if isinstance(thing, Packed):
        return ledger.has_read(thing.document.version_id, thing.release_id)
    if isinstance(thing, Remark):
        return any(placed.remark == thing for placed in ledger.remarks())
    return any(adoption.author == "anna" for adoption in ledger.adoptions())


def _doubled(ledger: SqliteLedger) -> list[str]:
    sql = "SELECT version_id FROM reading JOIN version USING (version) GROUP BY version_id, release HAVING count(*) > 1"
    return [key for (key,) in ledger.db.all(sql)]


def problems_at_the_end(path: Path, expected: Sequence[bytes]) -> list[str]:
    """What is wrong with a ledger once all the work is done."""
    with open_ledger(path, readonly=True) as ledger:
        return (
            [] if list(canonical_of(ledger)) == list(expected) else ["the ledger is not what the work makes"]
        )
