"""`python -m benchmarks.torture`: see benchmarks/torture/__init__.py.

Builds the shim, starts itself anew with it, and runs the rounds. Exit status 1 when something was lost, doubled or broken, or
when too few kills hit a write. `--keep` writes `benchmarks/results/torture.json`.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.torture.rounds import IN_A_CALL, STAGES, Bench, Tally, faults, kills, power, torn
from benchmarks.torture.shim import built, environment, page
from benchmarks.torture.work import RECORDING, steps_of

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "torture.json"
# Of kills at random moments at least so many must hit a transaction or a write; else the rounds prove little.
INSIDE = 0.2
PARTS = {"kills": kills, "torn": torn, "faults": faults, "power": power}


def main() -> int:
    options = _options()
    if options.inside:
        print(json.dumps(_part(options)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = _all_parts(Path(folder).resolve())
    print(json.dumps(found, indent=2, ensure_ascii=False))
    if options.keep:
        RESULTS.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(part["problems"] for part in found.values()) or found["kills"]["inside"] < INSIDE else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What a ledger has to live through.")
    parser.add_argument("--kills", type=int, default=1_000, help="kills at random moments (1,000)")
    parser.add_argument("--torn", type=int, default=200, help="kills in the middle of a write (200)")
    parser.add_argument(
        "--faults", type=int, help="calls that fail, chosen by chance (each call, full and broken)"
    )
    parser.add_argument("--power", type=int, default=1_000, help="power cuts (1,000)")
    parser.add_argument("--documents", type=int, default=6, help="documents in the work (6)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/torture.json")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    parser.add_argument("--inside", metavar="FOLDER", help=argparse.SUPPRESS)
    return parser.parse_args()


def _all_parts(folder: Path) -> dict[str, Any]:
    """Every part in a process and a folder of its own, all at once: they wait for the disk most of the time."""
    library = built(folder)
    running = {}
    for part in PARTS:
        own = folder / part
        (own / "watched").mkdir(parents=True)
        command = [
            sys.executable,
            "-m",
            "benchmarks.torture",
            *sys.argv[1:],
            "--part",
            part,
            "--inside",
            str(own),
        ]
        env = environment(library, own / "watched")
        running[part] = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)
    found = {}
    for part, process in running.items():
        output, _ = process.communicate()
        if process.returncode:
            raise SystemExit(f"{part}: ended with {process.returncode}")
        found[part] = json.loads(output)
    return found


def _part(options: argparse.Namespace) -> dict[str, Any]:
    dice = random.Random(f"{options.seed} {options.part}")
    bench = Bench(Path(options.inside), steps_of(options.documents, options.seed), page())
    found = _told(PARTS[options.part](bench, getattr(options, options.part), dice))
    if options.part == "kills":
        hit = found["when"]
        within = hit.get(IN_A_CALL, 0) + hit.get(STAGES[RECORDING], 0)
        found["inside"] = round(within / max(1, options.kills), 3)
    return found


def _told(tally: Tally) -> dict[str, Any]:
    return {
        "rounds": tally.rounds,
        "confirmed": tally.confirmed,
        "finished": tally.finished,
        "when": dict(tally.when.most_common()),
        "lost": sum(": lost: " in problem for problem in tally.problems),
        "doubled": sum(": doubled: " in problem for problem in tally.problems),
        "problems": tally.problems[:50],
    }


if __name__ == "__main__":
    os.umask(0o077)
    sys.exit(main())
