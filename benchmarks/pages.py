"""How quick the pages are on a large ledger: `python -m benchmarks.pages --claims 100000`.

Fills a ledger with invented claims (benchmarks/joined.py), and asks every page as a browser would, over a real socket. Prints for
each page: the first answer, the median and the 95th percentile in milliseconds, and its size; `--write` lets another process keep
documents meanwhile, at nice 10. A ledger that is there already is only asked. `--keep` writes benchmarks/results/pages.json.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn

from benchmarks.invented import readings
from benchmarks.joined import join, record, settle
from lagebild.ledger import SqliteLedger, open_ledger
from lagebild.views.labels import labels_of
from lagebild.views.storydata import TABLE, told_in
from lagebild.views.web.app import application
from lagebild.views.web.desk import Desk
from lagebild.views.web.serving import listening, opened

RESULTS = Path(__file__).parent / "results" / "pages.json"
DEEP = 100_000
LARGEST_PAGE = 300_000  # bytes


def main() -> int:
    options = _options()
    if options.write_on:
        return write_on(options.write_on)
    with tempfile.TemporaryDirectory() as folder:
        path = options.ledger or Path(folder) / "ledger.sqlite"
        found: dict[str, Any] = {"claims": options.claims} if path.exists() else filled(path, options.claims)
        found |= measured(path, options.asked, writing=options.write)
    print(json.dumps(found, indent=2))
    if options.keep:
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--claims", type=int, default=100_000, help="how many claims to invent (100,000)")
    parser.add_argument("--ledger", type=Path, help="make this file and leave it, or ask it if it is there")
    parser.add_argument("--asked", type=int, default=20, help="how often each page is asked (20)")
    parser.add_argument("--write", action="store_true", help="let another process write meanwhile")
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/pages.json")
    parser.add_argument("--write-on", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


# ------------------------------------------------------------------ filling


def filled(path: Path, claims: int) -> dict[str, Any]:
    """The ledger with its stories; how long both took."""
    start = time.perf_counter()
    record(path, claims)
    kept = time.perf_counter()
    stories = join(path, claims)
    joined = time.perf_counter()
    return {
        "claims": claims, "stories": stories, "kept_s": round(kept - start, 1), "joined_s": round(joined - kept, 1),
    }  # fmt: skip


def write_on(path: Path) -> int:
    """Keep invented documents until somebody ends it: others in each run, for those that are there are not kept again."""
    os.nice(10)
    with open_ledger(path) as ledger:
        seed = 1 + int(ledger.db.value("SELECT max(version) FROM version"))
    for reading in readings(10**9, seed=seed):
        with open_ledger(path) as ledger:  # as `add` does
            ledger.record(reading)
            ledger.derive(TABLE, [told_in(reading)], more=True)
        time.sleep(0.2)
    return 0


# ------------------------------------------------------------------ asking


def measured(path: Path, asked: int, *, writing: bool) -> dict[str, Any]:
    """Every page, asked so many times."""
    settle(path)
    desk = Desk(path, "bench")
    start = time.perf_counter()
    opened(desk, labels_of("en"))
    opening = time.perf_counter() - start
    with _served(desk) as address:
        start = time.perf_counter()
        _asked(f"{address}/")
        first = time.perf_counter() - start
        other = [sys.executable, "-m", "benchmarks.pages", "--write-on", str(path)]
        writer = subprocess.Popen(other) if writing else None
        try:
            pages = {name: _page(address + where, asked) for name, where in _pages(path)}
        finally:
            if writer:
                writer.terminate()
    return {
        "writing": writing,
        "load": round(os.getloadavg()[0], 1),
        "file_gb": round(path.stat().st_size / 1e9, 2),
        "opening_s": round(opening, 1),
        "first_situation_ms": round(1000 * first),
        "pages": pages,
    }


def _pages(path: Path) -> Iterator[tuple[str, str]]:
    """Every page, the largest of its kind."""
    with open_ledger(path, readonly=True) as ledger:
        story = ledger.stories.listed(count=1).stories[0]
        dyad = ledger.stories.dyads()[:1]
        document = next(iter(ledger.arrived(1))).document_id
        word = story.tellings[0].sentence.split()[1]
        yield from _far_down(ledger)
    yield from (
        ("situation", "/"),
        ("stories", "/stories"),
        ("story", f"/stories/{story.story_id}"),
    )
    yield from (
        ("stories of an actor", f"/stories?actor={dyad[0].one}"),
        ("documents", "/documents"),
        ("document", f"/documents/{document}"),
    )
    yield from (
        ("dyads", "/dyads"),
        ("sources", "/sources"),
        ("map", "/map"),
        ("trackers", "/trackers/deployments"),
        ("outlook", "/outlook"),
    )
    yield from (
        ("search", f"/search?q={word}"),
        ("inbox", "/inbox"),
        ("api claims", "/api/claims"),
        ("api stories", "/api/stories"),
    )
    yield from (("dyad", f"/dyads/{one.one}/{one.other}") for one in dyad)


def _far_down(ledger: SqliteLedger) -> Iterator[tuple[str, str]]:
    """Lists at their row 100,000, or at their last one."""
    keys = {
        "/stories": "SELECT event||'.'||origins||'.'||documents||'.'||day||'.'||story FROM story WHERE event = 1"
        " ORDER BY origins DESC, documents DESC, day DESC, story DESC",
        "/documents": "SELECT version_id FROM version ORDER BY version DESC",
        "/api/claims": "SELECT claim_id FROM current ORDER BY day DESC, claim DESC",
    }
    for path, sql in keys.items():
        number = max(0, min(DEEP, ledger.db.value(f"SELECT count(*) FROM ({sql})") - 51))
        key = ledger.db.value(f"{sql} LIMIT 1 OFFSET {number}")
        yield f"{path.rpartition('/')[2]} from row {number:,}", f"{path}?after={key}"


def _page(address: str, asked: int) -> dict[str, Any]:
    """By the clock, and in time of the processor, which other programs do not lengthen."""
    times, spent, size = [], [], 0
    for _ in range(asked):
        start, before = time.perf_counter(), time.process_time()
        size = _asked(address)
        times.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - before))
    return {
        "first_ms": round(times[0]), "median_ms": round(statistics.median(times)), "p95_ms": round(_p95(times)),
        "cpu_median_ms": round(statistics.median(spent)), "cpu_p95_ms": round(_p95(spent)),
        "kb": round(size / 1000), "too_large": size > LARGEST_PAGE,
    }  # fmt: skip


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def _asked(address: str) -> int:
    asking = urllib.request.Request(address, headers={"accept-language": "en"})
    with urllib.request.urlopen(asking) as answer:
        return len(answer.read())


class _served:
    """A desk over a real socket."""

    def __init__(self, desk: Desk) -> None:
        self.door = listening(8650)
        self.port = self.door.getsockname()[1]
        config = uvicorn.Config(application(desk, port=self.port), log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.run, kwargs={"sockets": [self.door]}, daemon=True).start()
        while not self.server.started:
            time.sleep(0.05)
        return f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True


if __name__ == "__main__":
    sys.exit(main())
