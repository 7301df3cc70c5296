"""The README's tables: `make docs`.

Takes `benchmarks/results/*.json`; rewrites what stands between `<!-- accuracy -->` and `<!-- /accuracy -->`, and between
the markers of `speed`, `peers` and `scale`, in README.md. A result that is not there leaves its table as it is.
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
PLOVER_LANGUAGE = "en"  # the records are English


def main() -> int:
    """Write, or with `--check` say whether there is something to write."""
    text = README.read_text(encoding="utf-8")
    new = text
    for name, table in {"accuracy": accuracy, "speed": speed, "peers": peers, "scale": scale}.items():
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


def peers(record: dict[str, Any]) -> list[str]:
    """One row a program; what was not recorded is a dash."""
    scores = json.loads((RESULTS / "plover.json").read_text(encoding="utf-8"))["plover_gsr.test"]
    heads = "types F1 | types and countries F1 | parser | coding | both | start | memory | languages | who says so | how surely"
    rows = [_row(["", *heads.split(" | ")]), _row(["---"] + ["---:"] * 7 + ["---"] * 3)]
    for one in record["recorded"]:
        both = 1 / (1 / one["coding"] + 1 / one["parser"])
        speeds = [f"{speed:,.3g}" for speed in (one["parser"], one["coding"], both)]
        figures = [f"{one['type_f1']:.2f}", f"{one['countries_f1']:.2f}", *speeds]
        rows.append(_row([one["name"], *figures, "–", "–", one["languages"], "no", "no"]))
    for lang, one in record["languages"].items():
        speed = one["sentences_per_second"]
        coding = 1 / max(1e-9, 1 / speed["whole"] - 1 / speed["parser"])
        shown = (
            ["–", "–"]
            if lang != PLOVER_LANGUAGE
            else [f"{scores[n][2]:.2f}" for n in ("type", "type_countries")]
        )
        speeds = [f"{each:,.0f}" for each in (speed["parser"], coding, speed["whole"])]
        memory = f"{one['megabytes']} MB"
        rows.append(
            _row(
                [
                    f"Lagebild ({lang})",
                    *shown,
                    *speeds,
                    f"{one['start_seconds']:.2f} s",
                    memory,
                    "German, English",
                    "chain",
                    "seven words",
                ]
            )
        )
    return rows


def scale(record: dict[str, Any]) -> list[str]:
    """One row a size of corpus."""
    heads = ["sentences", "claims", "ms of the processor a sentence", "clock", "largest process"]
    rows = [_row(heads), _row(["---:"] * len(heads))]
    for one in record["cost"]:
        cells = [f"{one['sentences']:,}", f"{one['claims']:,}", f"{one['ms_per_sentence']:.2f}"]
        rows.append(_row([*cells, f"{one['clock']:,.0f} s", f"{one['megabytes']} MB"]))
    return rows


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
