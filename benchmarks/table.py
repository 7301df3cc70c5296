"""The README's tables: `make docs`.

Takes `benchmarks/results/*.json`; rewrites what stands between `<!-- accuracy -->` and `<!-- /accuracy -->`, and between
the markers of `speed`, in README.md. A result that is not there leaves its table as it is.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from benchmarks.gold import FIGURES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
RESULTS = ROOT / "benchmarks" / "results"
# A figure from one or two passages says nothing to somebody who has not read them.
FEWEST = 10


def main() -> int:
    """Write, or with `--check` say whether there is something to write."""
    text = README.read_text(encoding="utf-8")
    new = text
    for name, table in {"accuracy": accuracy, "speed": speed}.items():
        file = RESULTS / f"{name}.json"
        if file.exists():
            new = between(new, name, table(json.loads(file.read_text(encoding="utf-8"))))
    if "--check" in sys.argv:
        if new != text:
            print(
                "README.md: its tables are not those of benchmarks/results; `make docs` writes them",
                file=sys.stderr,
            )
        return int(new != text)
    README.write_text(new, encoding="utf-8")
    return 0


def between(text: str, name: str, lines: list[str]) -> str:
    """The text with these lines between its markers."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return pattern.sub(lambda match: match[1] + "\n".join(lines) + "\n" + match[2], text)


def accuracy(record: dict[str, Any]) -> list[str]:
    """One column a gold file, one row a figure."""
    files = {
        name: table
        for name, table in record["files"].items()
        if name.endswith(".jsonl") and table["passages"] >= FEWEST
    }
    head = [f"{name.removesuffix('.jsonl')} ({table['passages']})" for name, table in files.items()]
    rows = [_row(["gold file (passages)", *head]), _row(["---"] + ["---:"] * len(files))]
    for figure, heading in FIGURES.items():
        rows.append(_row([heading, *(f"{table[figure]:.2f}" for table in files.values())]))
    return rows


def speed(record: dict[str, Any]) -> list[str]:
    """One row a language."""
    languages = record["languages"]
    stages = list(next(iter(languages.values()))["sentences_per_second"])
    rows = [
        _row(["sentences a second, one core", *stages, "command for one report", "peak memory"]),
        _row(["---"] + ["---:"] * (len(stages) + 2)),
    ]
    for lang, figures in languages.items():
        speeds = [f"{figures['sentences_per_second'][stage]:,.0f}" for stage in stages]
        start = f"{figures['start_seconds']['least']:.2f} s" if "start_seconds" in figures else "–"
        rows.append(_row([lang, *speeds, start, f"{figures['megabytes_peak']} MB"]))
    return rows


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
