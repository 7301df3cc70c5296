"""What the commands under `outlook` do."""

import json
from pathlib import Path
from typing import Any

from lagebild.outlook.learners import boosting


def bench_folder(folder: Path, *, as_json: bool, seeds: int, ablations: bool) -> int:
    """Print the figures of a benchmark folder."""
    boosting()  # what is missing is told before anything is read
    from lagebild.outlook.ranking.bench import Wishes, run
    from lagebild.outlook.ranking.quadruples import read_benchmark

    figures = run(read_benchmark(folder), Wishes(seeds=seeds, ablations=ablations))
    print(json.dumps(figures, indent=2) if as_json else "\n".join(_lines(figures)))
    return 0


def _lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a table for a terminal."""
    rows = [
        ("test", figures["test"]),
        ("valid", figures["valid"]),
        ("recurrency", figures["recurrency"]["test"]),
    ]
    rows += [(f"  {name} ({part['share']:.0%})", part) for name, part in figures["strata"].items()]
    rows += list(figures.get("ablations", {}).items())
    head = f"{figures['name']}: {figures['entities']} entities, {figures['relations']} relations"
    lines = [head, f"{'':24}{'MRR':>7}{'H@1':>7}{'H@3':>7}{'H@10':>7}"]
    for name, part in rows:
        lines.append(f"{name:24}" + "".join(f"{part[key]:7.1f}" for key in ("mrr", "h1", "h3", "h10")))
    error = figures["calibration"]["top5_error"]
    lines.append(f"calibration error of the first five: {error:.3f}")
    lines.append(f"{figures['cpu_seconds']:.0f} CPU seconds, {figures['memory_mb']} MB")
    return lines
