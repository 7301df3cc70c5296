"""The ledger at size: `python -m benchmarks.ledger`.

Fills a ledger with invented claims (benchmarks/invented.py), asks it, lets one process write while another reads, and sets the
price of keeping beside that of reading. Writes `benchmarks/results/ledger.json`.

    bulk        claims a second into the file, packed before; bytes a claim
    queries     milliseconds, 50 claims each, unpacked: by pair, type, period, words, words and type
    waiting     milliseconds that a reader waits while another process writes
    overhead    packing and keeping as a share of reading, in processor time, on the demo's reports: new to the caches, and again

Times of the processor and of the clock differ where other programs run; both are kept, and how many ran (`load`). A ledger that is
there already is only asked; what was measured when it was filled is kept.
"""

import argparse
import json
import os
import platform
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.invented import FIRST_DAY, World, readings
from lagebild import __version__
from lagebild.documents import documents_in
from lagebild.ledger import Packed, Query, SqliteLedger, open_ledger, pack
from lagebild.model import Document
from lagebild.pipeline import read_document

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "ledger.json"
REPORTS = ROOT / "src" / "lagebild" / "demo" / "reports.jsonl"
BATCH = 1_000  # readings that are invented at once
PAGE = 50


def main() -> None:
    options = _options()
    if options.write_for:
        write_on(options.ledger, options.write_for)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "ledger.sqlite"
        found = {"bulk": _bulk_before() if path.exists() else bulk(path, options.claims)}
        found |= {"queries": queries(path, options.asked), "waiting": waiting(path, options.seconds)}
    found["overhead"] = overhead(options.rounds)
    print(json.dumps(found, indent=2))
    if not options.look:
        _keep(found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--claims", type=int, default=1_000_000, help="how many claims to invent (1,000,000)")
    parser.add_argument("--ledger", type=Path, help="make this file and leave it, or ask it if it is there")
    parser.add_argument("--asked", type=int, default=200, help="queries of each kind (200)")
    parser.add_argument(
        "--seconds", type=float, default=20.0, help="how long one reads while one writes (20)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often the demo's reports are read (5)")
    parser.add_argument("--look", action="store_true", help="print only; keep no results")
    parser.add_argument("--write-for", type=float, help=argparse.SUPPRESS)
    return parser.parse_args()


# ------------------------------------------------------------------ bulk


def bulk(path: Path, claims: int) -> dict[str, Any]:
    """Fill a ledger in one go; inventing and packing happen on the way and are not counted."""
    spent = {"inventing": 0.0, "packing": 0.0}
    kept = 0

    def packed() -> Iterator[Packed]:
        nonlocal kept
        made = readings(claims)
        while True:
            inventing, batch = timed(lambda: list(islice(made, BATCH)))
            packing, ready = timed(lambda batch=batch: [pack(reading) for reading in batch])
            spent["inventing"] += inventing
            spent["packing"] += packing
            if not ready:
                return
            kept += sum(len(each.rows) for each in ready)
            yield from ready

    with open_ledger(path) as ledger:
        began = time.perf_counter()
        total, _ = timed(lambda: ledger.record_all(packed()))
        checkpoint, _ = timed(ledger.empty_log)
        clock = time.perf_counter() - began
    keeping = total + checkpoint - sum(spent.values())
    return {
        "claims": kept,
        "load": round(os.getloadavg()[1], 1),
        "claims_per_processor_second": round(kept / keeping),
        "claims_per_second_with_inventing_and_packing": round(kept / clock),
        "packed_per_processor_second": round(kept / spent["packing"]),
        "bytes_per_claim": round(path.stat().st_size / kept),
        "parts": parts(path, kept),
    }


def parts(path: Path, claims: int) -> dict[str, int]:
    """Bytes a claim of each table and index, the largest first."""
    with open_ledger(path, readonly=True) as ledger:
        try:
            rows = ledger.db.all(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12"
            )
        except Exception:  # a build of SQLite without dbstat tells only the whole
            return {}
    return {name: round(size / claims) for name, size in rows}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and the result."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


# ------------------------------------------------------------------ queries


def queries(path: Path, asked: int) -> dict[str, Any]:
    """Milliseconds of each kind of query; what is asked for is as frequent as what is there."""
    found = {}
    with open_ledger(path, readonly=True) as ledger:
        # Lemmas of a search come from the tagger, which is loaded for the first word of a run.
        found["first word of a run"] = {"max": round(ask(ledger, Query(words=("eins",))), 2)}
        for kind, make in kinds(World(seed=7)).items():
            made = [make() for _ in range(asked)]
            clock, processor = time.perf_counter, time.process_time
            found[kind] = spread([ask(ledger, query, clock) for query in made])
            found[kind]["p95 of the processor"] = spread([ask(ledger, query, processor) for query in made])[
                "p95"
            ]
    return found


def kinds(world: World) -> dict[str, Callable[[], Query]]:
    """What is asked: actors, types and words drawn as those of the claims were."""
    dice = world.dice

    def period() -> dict[str, str]:
        first = FIRST_DAY + timedelta(days=dice.randrange(960))
        return {
            "first": first.isoformat(),
            "last": (first + timedelta(days=dice.choice((1, 7, 30)))).isoformat(),
        }

    return {
        "pair": lambda: Query(actor=world.actor().partition(".")[0], recipient=world.actor().partition(".")[0], limit=PAGE),
        "pair, below the state": lambda: Query(actor=world.actor(), recipient=world.actor(), limit=PAGE),
        "between": lambda: Query(between=(world.actor(), world.actor()), limit=PAGE),
        "type": lambda: Query(type=world.story()[0].type, limit=PAGE),
        "period": lambda: Query(**period(), limit=PAGE),
        "type and period": lambda: Query(type=world.story()[0].type, **period(), limit=PAGE),
        "words": lambda: Query(words=(world.some_words(1)[0],), limit=PAGE),
        "two words": lambda: Query(words=tuple(world.some_words(2)), limit=PAGE),
        "words and type": lambda: Query(words=(world.some_words(1)[0],), type=world.story()[0].type, limit=PAGE),
        "pair as of": lambda: Query(actor=world.actor(), recipient=world.actor(), as_of=period()["first"], limit=PAGE),
    }  # fmt: skip


def ask(ledger: SqliteLedger, query: Query, now: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds until all claims of a page are there."""
    start = now()
    list(ledger.claims(query))
    return 1000 * (now() - start)


def spread(times: list[float]) -> dict[str, float]:
    """Middle, and what 95 and 99 of a hundred stay below."""
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {name: round(cuts[n - 1], 2) for name, n in (("p50", 50), ("p95", 95), ("p99", 99))} | {
        "max": round(max(times), 2)
    }


# ------------------------------------------------------------------ reading while another writes


def waiting(path: Path, seconds: float) -> dict[str, Any]:
    """A process writes documents one by one; this one asks meanwhile, and once more when it is alone."""
    command = [sys.executable, "-m", "benchmarks.ledger", "--ledger", str(path), "--write-for", str(seconds)]
    before = _documents(path)
    make = list(kinds(World(seed=11)).values())
    dice = random.Random(3)
    beside: list[float] = []
    with open_ledger(path, readonly=True) as ledger:
        ask(ledger, Query(words=("eins",), limit=PAGE))
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as writer:
            while writer.poll() is None:
                beside.append(ask(ledger, dice.choice(make)()))
        alone = [ask(ledger, dice.choice(make)()) for _ in beside]
    return {
        "asked": len(beside),
        "written": _documents(path) - before,
        "beside a writer": spread(beside),
        "alone": spread(alone),
    }


def _documents(path: Path) -> int:
    with open_ledger(path, readonly=True) as ledger:
        return ledger.counts().documents


def write_on(path: Path, seconds: float) -> None:
    """Write documents one by one for a while, and one bulk in the middle."""
    until = time.perf_counter() + seconds
    made = _renamed(readings(10_000_000, seed=random.randrange(1 << 30)))
    with open_ledger(path) as ledger:
        ledger.record_all(islice(made, 500))
        while time.perf_counter() < until:
            ledger.record(next(made))


def _renamed(made: Iterator[Any]) -> Iterator[Packed]:
    """Under names that no earlier run had."""
    run = f"{date.today()}-{os.getpid()}"
    for reading in made:
        document = reading.document
        new = msgspec.structs.replace(
            document, document_id=f"{run}-{document.document_id}", version_id=f"{run}-{document.version_id}"
        )
        yield pack(msgspec.structs.replace(reading, document=new))


# ------------------------------------------------------------------ beside reading


def overhead(rounds: int) -> dict[str, Any]:
    """Processor time of packing and keeping beside that of reading: of texts that are new to the caches, and of the same again."""
    documents = [each for each in documents_in(REPORTS) if isinstance(each, Document)]
    firsts = {document.lang: document for document in reversed(documents)}
    spent: dict[str, list[float]] = {"new": [0.0, 0.0], "again": [0.0, 0.0]}
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        for document in firsts.values():  # loads parsers and tables
            ledger.record(read_document(document))
        for n in range(rounds + 1):
            for document in documents if n else [each for each in documents if each not in firsts.values()]:
                document = msgspec.structs.replace(document, version_id=f"{n}{document.version_id}")
                read, result = timed(lambda document=document: read_document(document))
                kept, _ = timed(lambda result=result: ledger.record(result))
                both = spent["again" if n else "new"]
                both[0], both[1] = both[0] + read, both[1] + kept
    counts = {"new": len(documents) - len(firsts), "again": rounds * len(documents)}
    return {
        name: {
            "documents": counts[name],
            "reading_ms_per_document": round(1000 * reading / counts[name], 1),
            "keeping_ms_per_document": round(1000 * keeping / counts[name], 2),
            "share": round(keeping / reading, 3),
        }
        for name, (reading, keeping) in spent.items()
    }


def _bulk_before() -> dict[str, Any]:
    """What was measured when the ledger was filled."""
    return dict(json.loads(RESULTS.read_text(encoding="utf-8"))["bulk"]) if RESULTS.exists() else {}


def _keep(found: dict[str, Any]) -> None:
    machine = {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load": round(os.getloadavg()[1], 1),
    }
    record = {"lagebild": __version__, "machine": machine, **found}
    RESULTS.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
