"""How quick the pages are on a large ledger: `python -m benchmarks.pages --claims 100000`.

Fills a ledger with invented claims (benchmarks/joined.py), and asks every address (benchmarks/addresses.py) as a browser would, over a real
socket. Prints for each the cold answer (the program remembers nothing of the page, and the system nothing of the file), then of so many more the
median, the 95th percentile and the slowest in milliseconds, and its size; the slowest of all, and what is over 300 ms or 300 KB. `--write` lets
another process keep documents meanwhile, at nice 10. A ledger that is there already is asked, and gets a few watches. `--keep` writes
benchmarks/results/pages.json.
"""

import argparse
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import uvicorn

from benchmarks.addresses import addresses_of, watch
from benchmarks.invented import readings
from benchmarks.joined import join, record, settle
from lagebild.ledger import open_ledger
from lagebild.views.labels import labels_of
from lagebild.views.storydata import TABLE, told_in
from lagebild.views.web.app import application
from lagebild.views.web.desk import Desk
from lagebild.views.web.serving import listening, opened

RESULTS = Path(__file__).parent / "results" / "pages.json"
LARGEST_PAGE = 300_000  # bytes; files are no pages
SLOWEST = 300  # milliseconds
DROP = """
import os, sys
for path in filter(os.path.exists, sys.argv[1:]):
    file = os.open(path, os.O_RDONLY)
    os.fsync(file)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
"""


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
    with open_ledger(path) as ledger:
        watch(ledger)
    desk = Desk(path, "bench")
    start = time.perf_counter()
    opened(desk, labels_of("en"))
    opening = time.perf_counter() - start
    with open_ledger(path, readonly=True) as ledger:
        addresses = list(addresses_of(ledger, desk.picture()))
    with _served(desk) as address:
        start = time.perf_counter()
        _asked(f"{address}/")
        first = time.perf_counter() - start
        other = [sys.executable, "-m", "benchmarks.pages", "--write-on", str(path)]
        writer = subprocess.Popen(other) if writing else None
        try:
            pages = {name: _page(desk, path, address + where, asked) for name, where in addresses}
        finally:
            if writer:
                writer.terminate()
    return {
        "writing": writing,
        "load": round(os.getloadavg()[0], 1),
        "file_gb": round(path.stat().st_size / 1e9, 2),
        "opening_s": round(opening, 1),
        "first_situation_ms": round(1000 * first),
        "worst_p95_ms": max(page["p95_ms"] for page in pages.values()),
        "worst_cold_ms": max(page["cold_ms"] for page in pages.values()),
        "over": {name: page for name, page in pages.items() if page["p95_ms"] > SLOWEST or page["too_large"]},
        "cold_over": {name: page["cold_ms"] for name, page in pages.items() if page["cold_ms"] > SLOWEST},
        "pages": pages,
    }


def _page(desk: Desk, path: Path, address: str, asked: int) -> dict[str, Any]:
    """By the clock, and in time of the processor, which other programs do not lengthen."""
    times, spent, size = [], [], 0
    _forget(desk, path)
    for _ in range(asked + 1):
        start, before = time.perf_counter(), time.process_time()
        size = _asked(address)
        times.append(1000 * (time.perf_counter() - start))
        spent.append(1000 * (time.process_time() - before))
    cold, *warm = times
    is_file = any(word in address for word in (".csv", ".json", ".svg", "/api/"))
    return {
        "cold_ms": round(cold), "median_ms": round(statistics.median(warm)), "p95_ms": round(_p95(warm)), "worst_ms": round(max(warm)),
        "cpu_median_ms": round(statistics.median(spent)), "cpu_p95_ms": round(_p95(spent)),
        "kb": round(size / 1000), "too_large": size > LARGEST_PAGE and not is_file,
    }  # fmt: skip


def _forget(desk: Desk, path: Path) -> None:
    """Let the program forget what it kept of pages, and the system what it has read of the file.

    The latter in another process: who opens and closes a file of SQLite beside it drops the locks that his process has on it.
    """
    desk.picture()._kept.clear()
    subprocess.run([sys.executable, "-c", DROP, str(path), f"{path}-wal"], check=True)


def _p95(values: list[float]) -> float:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def _asked(address: str) -> int:
    asking = urllib.request.Request(address, headers={"accept-language": "en"})
    try:
        with urllib.request.urlopen(asking) as answer:
            return len(answer.read())
    except urllib.error.HTTPError as error:
        told = re.search(r'<p class="warning">(.*?)</p>', error.read().decode("utf-8", "replace"))
        raise SystemExit(f"{address}: {error.code} {told.group(1) if told else ''}") from error


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
