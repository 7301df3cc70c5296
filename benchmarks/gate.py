"""The quality ratchet: `make gate`.

Reads the gold with the parsers that ship, prints the figures beside their floors (`gold/floors.toml`), and fails when one
lies below. `--raise` lifts floors to just under what was measured, never lowers one; `--keep` writes what was measured to
`benchmarks/results/accuracy.json`, from which the README's table is made. It fails, too, when a text of `gold/own` shares
five words in a row with what rules and weights were made with.
"""

import argparse
import json
import math
import sys
import tomllib
from pathlib import Path
from typing import Any

from benchmarks.frames5 import shared_frames
from benchmarks.gold import GOLD, ROOT, WITHOUT_FLOOR, Figures, Measured, gold_files, heading_of, measured
from lagebild import __version__

FLOORS = GOLD / "floors.toml"
RESULTS = ROOT / "benchmarks" / "results" / "accuracy.json"
# Another processor may read one sentence in ten thousand otherwise; a floor must not break on that.
SLACK = 0.005
Floors = dict[str, Figures]


def main() -> int:
    """Measure, print, compare."""
    options = _options()
    floors = read_floors(FLOORS)
    results: dict[str, Measured] = {}
    for name, result in measured(options.files or gold_files()):
        results[name] = result
        print("\n".join(table_of(name, result, floors.get(name, {}))), flush=True)
    found = {name: result.figures for name, result in results.items()}
    if options.keep:
        keep(results)
    if options.lift:
        floors = lifted(floors, found)
        write_floors(FLOORS, floors)
    missed = [
        *below(floors, found),
        *(f"{name}: in gold/floors.toml, but not there" for name in _absent(floors)),
        *shared_frames(),
    ]
    print("\n".join(missed) or "no figure below its floor", file=sys.stderr if missed else sys.stdout)
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument(
        "files", nargs="*", type=lambda text: Path(text).resolve(), help="gold files; default: all"
    )
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to what was measured"
    )
    parser.add_argument("--keep", action="store_true", help="write benchmarks/results/accuracy.json")
    return parser.parse_args()


def read_floors(path: Path) -> Floors:
    """Floor by file and figure."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def table_of(name: str, result: Measured, floors: Figures) -> list[str]:
    """The lines that are printed for one file."""
    rows = [f"{name} ({result.passages} passages)"]
    for figure, value in result.figures.items():
        low, high = result.intervals.get(figure, (None, None))
        between = "" if low is None else f"  [{low:.3f} .. {high:.3f}]"
        floor = floors.get(figure)
        mark = "" if floor is None else f"  floor {floor:.3f}{'' if value >= floor else '  BELOW'}"
        rows.append(f"  {heading_of(figure):<34} {value:.3f}{between}{mark}")
    return rows


def below(floors: Floors, found: Floors) -> list[str]:
    """One line for each figure under its floor."""
    return [
        f"{name}: {heading_of(figure)} is {found[name][figure]:.3f}; its floor is {floor:.3f}"
        for name, table in floors.items()
        for figure, floor in table.items()
        if name in found and found[name][figure] < floor
    ]


def _absent(floors: Floors) -> list[str]:
    return [name for name in floors if not (GOLD / name).exists()]


def lifted(floors: Floors, found: Floors) -> Floors:
    """The floors, each at least just under what was measured; none goes down."""
    return floors | {
        name: {
            figure: max(floors.get(name, {}).get(figure, 0.0), math.floor((value - SLACK) * 1000) / 1000)
            for figure, value in figures.items()
            if figure not in WITHOUT_FLOOR
        }
        for name, figures in found.items()
    }


def write_floors(path: Path, floors: Floors) -> None:
    """The floors as they are kept."""
    lines = [
        "# The quality ratchet: `make gate` fails when a figure lies below its floor. A floor goes up with",
        '# `make gate ARGS=--raise`, and down only by hand, with a line under "Readings change" in CHANGELOG.md that says why.',
    ]
    for name in sorted(floors):
        lines += [
            "",
            f'["{name}"]',
            *(f"{figure} = {max(0.0, value):.3f}" for figure, value in floors[name].items()),
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def keep(results: dict[str, Measured]) -> None:
    """What was measured, for the README."""
    before = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    files = {name: _kept(result) for name, result in results.items()}
    record = {"lagebild": __version__, "files": before.get("files", {}) | files}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _kept(result: Measured) -> dict[str, Any]:
    bounds = {"intervals": result.intervals} if result.intervals else {}
    return {"passages": result.passages} | result.figures | bounds


if __name__ == "__main__":
    sys.exit(main())
