"""What `verify-run` and `load` do.

Takes a run's folder; tells whether it is whole, or keeps its readings in a ledger.
"""

import sys
import time
from pathlib import Path

from lagebild.engines.checking import problems_of
from lagebild.engines.records import read_manifest
from lagebild.engines.running import REJECTED, rejected_in
from lagebild.engines.tables import packed_in_run
from lagebild.ledger import SqliteLedger, open_ledger


def tell_verification(folder: Path, *, inputs: bool) -> int:
    """Tell what is wrong with a run, a line each."""
    wrong = 0
    for problem in problems_of(folder, inputs=inputs):
        print(problem)
        wrong += 1
    manifest = read_manifest(folder)
    said = f"{wrong} wrong" if wrong else "whole"
    print(
        f"{folder}: {said}; {len(manifest.outputs)} files, {manifest.counts.documents:,} documents, "
        f"{manifest.counts.claims:,} claims, digest {manifest.digest[:16]}",
        file=sys.stderr,
    )
    return 1 if wrong else 0


def load_run(folder: Path, path: Path) -> int:
    """Keep the readings of a run, all or none of them, as read when the run ended; what could not be read goes to the quarantine."""
    manifest = read_manifest(folder)
    began = time.perf_counter()
    with open_ledger(path) as ledger:
        new = ledger.record_all(packed_in_run(folder, manifest.finished))
        aside = _set_aside(folder, ledger, manifest.finished)
    seconds = time.perf_counter() - began
    claims = manifest.counts.claims
    print(
        f"{path}: {new:,} of {manifest.counts.documents:,} readings are new, {claims:,} claims, {aside:,} set aside; "
        f"{seconds:,.0f} s, {claims / max(seconds, 0.001):,.0f} claims/s",
        file=sys.stderr,
    )
    return 0


def _set_aside(folder: Path, ledger: SqliteLedger, at: str) -> int:
    aside = list(rejected_in(folder / REJECTED)) if (folder / REJECTED).exists() else []
    for one in aside:
        place = one.file if one.line is None else f"{one.file}:{one.line}"
        ledger.set_aside(place, one.why, one.document, at=at)
    return len(aside)
