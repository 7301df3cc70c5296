"""A corpus at size: `python -m benchmarks.scale --sentences 1000 10000 100000`.

Takes numbers of sentences; makes a corpus of each (benchmarks/corpus.py) and codes it with one worker; loads the largest into a ledger and
asks its tables. A corpus of `--beside` sentences is coded with one worker, with two, and on Ray where that is installed. Writes
`benchmarks/results/scale.json` and the plot `benchmarks/results/scale.svg`. `--beside 0` and `--sentences` without a number leave one
half as it was: sizes want hours, but bear a busy machine; clocks beside each other want a quiet one.

    cost        milliseconds of the processor a sentence, without what starting costs; megabytes at the peak of the largest process
    workers     processor and clock of two workers beside one. Where other programs run the clock says little: `load` tells how many ran
    ray         the clock beside one local worker, and the same without what either takes to start
    limit       two commands that code the same at once: what the cores of this machine give at most
    tables      bytes a claim and a sentence; claims a second into a ledger; milliseconds of each question
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.corpus import LANGUAGES, documents
from lagebild import __version__

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results" / "scale.json"
PLOT = RESULTS.with_suffix(".svg")
MEGABYTE = 1024 if sys.platform != "darwin" else 1024**2  # ru_maxrss counts kilobytes, on a Mac bytes
QUESTIONS = {
    "claims by type and certainty": "SELECT type, certainty, count(*) FROM claims GROUP BY ALL",
    "one pair of states by month": (
        "SELECT date_trunc('month', CAST(published AS DATE)), type, count(*) FROM claims "
        "WHERE list_contains(actor_ids, 'RUS') AND list_contains(recipient_ids, 'UKR') GROUP BY ALL"
    ),
    "sources by how often they are cited": (
        "SELECT link.name, count(*) FROM claims, UNNEST(chain) AS links(link) GROUP BY ALL ORDER BY 2 DESC LIMIT 20"
    ),
    "quotes with a number": "SELECT quote.text FROM claims, UNNEST(quantities) AS found(q) WHERE q.high > 1000 LIMIT 50",
    "one claim by its id": "SELECT line FROM claims WHERE claim_id = (SELECT max(claim_id) FROM claims)",
}


def main() -> None:
    options = _options()
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    found = {"lagebild": __version__, "machine": machine()}
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        if options.beside:
            found |= {"beside": more_workers(Path(name), options.beside)}
        if options.sentences:
            found |= measured(sorted(options.sentences), Path(name))
    print(json.dumps(found, indent=2))
    if not options.look:
        record = before | found
        RESULTS.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
        PLOT.write_text(plot(record["cost"]), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--sentences", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument(
        "--beside",
        type=int,
        default=40_000,
        help="sentences for two workers and Ray beside one worker (40000)",
    )
    parser.add_argument("--folder", type=Path, help="where corpora and runs are made; they go at the end")
    parser.add_argument("--look", action="store_true", help="print only; keep no results")
    return parser.parse_args()


def revision() -> dict[str, str]:
    """Of which program the figures are: a release is measured at many sizes, and not every day."""
    done = subprocess.run(
        ["git", "log", "-1", "--format=%h %as"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    name, day = done.stdout.split()
    return {"name": name, "day": day}


def machine() -> dict[str, Any]:
    """What it was measured on."""
    import duckdb

    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
    }


def measured(sizes: list[int], folder: Path) -> dict[str, Any]:
    """What each size costs, and the tables of the largest."""
    start = coded(first_words(folder), folder / "start")
    cost = []
    for size in sizes:
        run = coded(made(folder, str(size), size), folder / f"run-{size}")
        spent = run["processor"] - start["processor"]
        cost.append(run | {"ms_per_sentence": round(1000 * spent / run["sentences"], 3)})
        print(json.dumps(cost[-1]), file=sys.stderr, flush=True)
    found = tables(folder / f"run-{sizes[-1]}", folder / "ledger.sqlite")
    return {"revision": revision(), "start": start, "cost": cost, "tables": found}


def more_workers(folder: Path, size: int) -> dict[str, Any]:
    """One worker and two, two runs side by side that know nothing of each other (what the machine itself gives), and Ray."""
    corpus = made(folder, "beside", size)
    start = coded(first_words(folder), folder / "beside-start")
    one = coded(corpus, folder / "one")
    return {
        "revision": revision(),
        "workers": beside(one, coded(corpus, folder / "two", "--workers", "2")),
        "ray": on_ray(corpus, folder / "ray", one, start),
        "limit": side_by_side(corpus, folder, one),
    }


def side_by_side(corpus: Path, folder: Path, one: dict[str, Any]) -> dict[str, Any]:
    """The same corpus coded by two commands at once: twice the work in what time, by the clock."""
    with ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda name: coded(corpus, folder / name), ("left", "right")))
    clock = max(run["clock"] for run in runs)
    return {"clock of one": one["clock"], "clock": clock, "times as fast": round(2 * one["clock"] / clock, 2)}


def made(folder: Path, name: str, sentences: int) -> Path:
    """A corpus in a file."""
    path = folder / f"{name}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(documents(sentences))
    return path


def first_words(folder: Path) -> Path:
    """A document in each language: what it takes to load all that there is to load."""
    path = folder / "start.jsonl"
    path.write_text(
        "".join(line for lang in LANGUAGES for line in documents(1, langs=(lang,))), encoding="utf-8"
    )
    return path


def coded(corpus: Path, out: Path, *options: str) -> dict[str, Any]:
    """What coding a corpus took, in a process of its own."""
    command = [sys.executable, "-m", "lagebild", "code", str(corpus), "--out", str(out), *options]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment)
    _, status, used = os.wait4(child, 0)
    clock = time.perf_counter() - began
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert os.waitstatus_to_exitcode(status) == 0, command
    return {
        "sentences": manifest["counts"]["sentences"],
        "claims": manifest["counts"]["claims"],
        "processor": round(used.ru_utime + used.ru_stime, 2),
        "clock": round(clock, 2),
        "megabytes": round(used.ru_maxrss / MEGABYTE),
        "load": round(os.getloadavg()[0], 1),
        "digest": manifest["digest"],
    }


def beside(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Another run over the same corpus beside the first."""
    return {
        "sentences": other["sentences"],
        "same bytes": one["digest"] == other["digest"],
        "clock of one": one["clock"],
        "clock": other["clock"],
        "times as fast": round(one["clock"] / other["clock"], 2),
        "processor of one": one["processor"],
        "processor": other["processor"],
        "megabytes": other["megabytes"],
        "load": other["load"],
    }


def on_ray(corpus: Path, out: Path, one: dict[str, Any], start: dict[str, Any]) -> dict[str, Any] | None:
    """The same on Ray, with one worker, whole and without what starting costs: a cluster takes longer to start than a process.

    Its workers are no children of ours: their processor time is the manifest's.
    """
    if importlib.util.find_spec("ray") is None:
        return None
    options = ("--engine", "ray", "--workers", "1")
    run = coded(corpus, out, *options)
    started = coded(corpus.with_name("start.jsonl"), out.with_name("ray-start"), *options)
    further = (run["clock"] - started["clock"]) / (one["clock"] - start["clock"])
    return beside(one, run) | {"clock of starting": started["clock"], "without starting": round(further, 2)}


def tables(run: Path, ledger: Path) -> dict[str, Any]:
    """Sizes, loading, questions."""
    manifest = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    counts = manifest["counts"]
    sizes = {
        kind: sum(one["bytes"] for one in manifest["outputs"] if one["file"].startswith(kind))
        for kind in ("claims", "readings")
    }
    command = [sys.executable, "-m", "lagebild", "load", str(run), "--ledger", str(ledger)]
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, dict(os.environ))
    _, status, used = os.wait4(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    loading = used.ru_utime + used.ru_stime
    return {
        "sentences": counts["sentences"],
        "claims": counts["claims"],
        "bytes_per_claim": round(sizes["claims"] / counts["claims"]),
        "bytes_of_readings_per_sentence": round(sizes["readings"] / counts["sentences"]),
        "megabytes": round(sum(sizes.values()) / 1e6, 1),
        "ledger_megabytes": round(ledger.stat().st_size / 1e6, 1),
        "loaded_claims_per_processor_second": round(counts["claims"] / loading),
        "loading_clock": round(time.perf_counter() - began, 1),
        "questions_ms": asked(run),
    }


def asked(run: Path) -> dict[str, float]:
    """Milliseconds of each question, the best of three."""
    import duckdb

    with duckdb.connect(":memory:", config={"threads": 1}) as db:
        db.execute(f"CREATE VIEW claims AS FROM '{run}/claims/*.parquet'")
        return {name: min(_ms(db, sql) for _ in range(3)) for name, sql in QUESTIONS.items()}


def _ms(db: Any, sql: str) -> float:
    began = time.perf_counter()
    db.execute(sql).fetchall()
    return round(1000 * (time.perf_counter() - began), 1)


# ------------------------------------------------------------------ the plot


def plot(cost: Iterable[dict[str, Any]]) -> str:
    """Milliseconds a sentence over the number of sentences, the latter by powers of ten."""
    import math

    points = [(math.log10(each["sentences"]), each["ms_per_sentence"]) for each in cost]
    top = 1.25 * max(y for _, y in points)
    low, high = math.floor(points[0][0]), math.ceil(points[-1][0])
    place = [(60 + 420 * (x - low) / max(1, high - low), 220 - 180 * y / top) for x, y in points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 270" font-family="sans-serif" font-size="12">',
        "<title>Cost of a sentence over the size of the corpus</title>",
        '<rect width="520" height="270" fill="white"/>',
        '<path d="M60 30V220H490" fill="none" stroke="#888"/>',
        '<text x="60" y="20">milliseconds of the processor a sentence</text>',
        '<text x="490" y="258" text-anchor="end">sentences in the corpus</text>',
        f'<polyline points="{line}" fill="none" stroke="#1f5a8a" stroke-width="2"/>',
    ]
    for (x, y), (_, value) in zip(place, points, strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5a8a"/>')
        parts.append(f'<text x="{x:.1f}" y="{y - 10:.1f}" text-anchor="middle">{value:.2f}</text>')
    for power in range(low, high + 1):
        x = 60 + 420 * (power - low) / max(1, high - low)
        parts.append(f'<text x="{x:.1f}" y="238" text-anchor="middle">{10**power:,}</text>')
    return "\n".join([*parts, "</svg>", ""])


if __name__ == "__main__":
    main()
