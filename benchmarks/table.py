"""The README's tables: `make docs`.

Takes `benchmarks/results/*.json`; rewrites what stands between `<!-- accuracy -->` and `<!-- /accuracy -->`, and between
the markers of `plover`, `speed`, `peers` and `scale`, in README.md. A result that is not there leaves its table as it is.
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
FITTED = "fresh/"
FEWEST = 10
PLOVER_LANGUAGE = "en"  # the records are English


def main() -> int:
    """Write, or with `--check` say whether there is something to write."""
    text = README.read_text(encoding="utf-8")
    new = text
    tables = {"plover": plover, "accuracy": accuracy, "speed": speed, "peers": peers, "scale": scale}
    for name, table in tables.items():
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
    """One column a gold file, one row a figure; the files that weights were fitted on (`gold/fresh`) stand in the record alone."""
    files = {
        name: table
        for name, table in record["files"].items()
        if name.endswith(".jsonl") and table["passages"] >= FEWEST and FIGURES.keys() <= table.keys()
        if not name.startswith(FITTED)
    }
    head = [f"{name.removesuffix('.jsonl')} ({table['passages']})" for name, table in files.items()]
    rows = [_row(["gold file (passages)", *head]), _row(["---"] + ["---:"] * len(files))]
    for figure, heading in FIGURES.items():
        rows.append(_row([heading, *(f"{table[figure]:.2f}" for table in files.values())]))
    return rows


def plover(record: dict[str, Any]) -> list[str]:
    """How much of other people's gold is found, beside the best that others have of it."""
    ours = record["plover_gsr.test"]
    others = json.loads((RESULTS / "peers.json").read_text(encoding="utf-8"))["recorded"]
    best = {one["name"].partition(",")[0]: one for one in sorted(others, key=lambda one: one["type_f1"])}
    beside = [
        f"{name} has {_short(one['type_f1'])} and {_short(one['countries_f1'])}"
        for name, one in sorted(best.items())
    ]
    return [
        f"On the PLOVER gold records, from text alone (`python -m benchmarks.plover FILE`, untouched half): types F1 {_short(ours['type'][2], 3)},",
        f"types with both countries {_short(ours['type_countries'][2], 3)}; on all records {', '.join(beside)}.",
    ]


def _short(share: float, digits: int = 2) -> str:
    return f"{share:.{digits}f}".removeprefix("0")


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
    heads = "types F1 | types and countries F1 | parser | coding | both | start | memory | languages | who says so | how surely"
    rows = [_row(["", *heads.split(" | ")]), _row(["---"] + ["---:"] * 7 + ["---"] * 3)]
    rows += [_row(_recorded(one)) for one in record["recorded"]]
    rows += [_row(_ours(lang, one)) for lang, one in record["languages"].items()]
    return [*rows, "", _under(record["load"], record["cores"])]


def _recorded(one: dict[str, Any]) -> list[str]:
    both = 1 / (1 / one["coding"] + 1 / one["parser"])
    speeds = [
        f"{speed:,.0f}" if speed >= 10 else f"{speed:.1f}" for speed in (one["parser"], one["coding"], both)
    ]
    figures = [f"{one['type_f1']:.2f}", f"{one['countries_f1']:.2f}", *speeds]
    return [one["name"], *figures, "–", "–", one["languages"], "no", "no"]


def _ours(lang: str, one: dict[str, Any]) -> list[str]:
    """The parser alone is the limit of the whole; what is left of it is said beside."""
    scores = json.loads((RESULTS / "plover.json").read_text(encoding="utf-8"))["plover_gsr.test"]
    shown = (
        [f"{scores[name][2]:.2f}" for name in ("type", "type_countries")]
        if lang == PLOVER_LANGUAGE
        else ["–"] * 2
    )
    speed = one["sentences_per_second"]
    coding = 1 / max(1e-9, 1 / speed["whole"] - 1 / speed["parser"])
    speeds = [
        f"{speed['parser']:,.0f}",
        f"{coding:,.0f}",
        f"{speed['whole']:,.0f} ({one['of_the_limit']:.2f} of the parser)",
    ]
    start, memory = f"{one['start_seconds']:.2f} s", f"{one['megabytes']} MB"
    return [
        f"Lagebild ({lang})",
        *shown,
        *speeds,
        start,
        memory,
        "German, English",
        "the chain",
        "seven words",
    ]


def scale(record: dict[str, Any]) -> list[str]:
    """One row a size of corpus, and what its tables take."""
    heads = ["sentences", "claims", "ms of the processor a sentence", "clock", "largest process"]
    rows = [_row(heads), _row(["---:"] * len(heads))]
    for one in record["cost"]:
        cells = [f"{one['sentences']:,}", f"{one['claims']:,}", f"{one['ms_per_sentence']:.2f}"]
        beside = "" if _is_quiet(one["load"], record["machine"]["cores"]) else f" (load {one['load']})"
        rows.append(_row([*cells, f"{one['clock']:,.0f} s{beside}", f"{one['megabytes']} MB"]))
    cores, more = record["machine"]["cores"], record["beside"]
    return [
        *rows,
        "",
        f"{_tables(record['tables'])} {_as_it_was(record['revision'])}",
        "",
        f"{_beside(more, cores)} {_under(more['workers']['load'], cores)} {_as_it_was(more['revision'])}",
    ]


def _as_it_was(revision: dict[str, str]) -> str:
    """Of which program figures are that are not measured at every change."""
    return f"The program of {revision['day']} ({revision['name']})."


def _tables(found: dict[str, Any]) -> str:
    slowest = max(found["questions_ms"].values())
    return (
        f"Tables: {found['bytes_per_claim']} bytes a claim and {found['bytes_of_readings_per_sentence']} a sentence; into a ledger "
        f"{found['loaded_claims_per_processor_second']:,} claims a second; five questions to the largest take up to {slowest:,.0f} ms."
    )


def _beside(found: dict[str, Any], cores: int) -> str:
    """Two workers and Ray beside one worker here. Where others share the cores, the clock says what they did, not what we do."""
    two, ray = found["workers"], found["ray"]
    quiet = _is_quiet(two["load"], cores)
    said = f"Two workers over {two['sentences']:,} sentences: the same bytes, {two['processor'] / two['processor of one']:.2f} of the processor"
    said += (
        f", {two['times as fast']} times as fast by the clock; two commands that know nothing of each other, the limit of these cores, "
        f"{found['limit']['times as fast']}."
        if quiet
        else "; by the clock nothing can be said at this load."
    )
    return f"{said} {_on_ray(ray)}" if ray and quiet else said


def _on_ray(ray: dict[str, Any]) -> str:
    """By the clock, whole and without what starting costs."""
    whole = f"Ray beside local: {ray['clock'] / ray['clock of one']:.2f} of the clock"
    further = ray.get("without starting")
    return f"{whole}, {further:.2f} without what each takes to start." if further else f"{whole}."


def _is_quiet(load: float, cores: int) -> bool:
    """Whether the clock tells of us."""
    return load <= cores + 1


def _under(load: float, cores: int) -> str:
    """Where more runs than there are cores, clock and processor say too much."""
    return f"Measured at a load of {load} on {cores} cores."


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
