"""The PLOVER gold records, coded from text alone: `python -m benchmarks.plover FILE...`.

Reads the records that OEDA coded from the CAMEO manual (JSON Lines) and scores types, and types with the countries of both sides, as
the peers were scored. Other real events of a sentence are not labelled, so precision is a lower bound. `--keep` writes the figures to
`benchmarks/results/plover.json`; `--errors` prints each record that is wrong, which is for the development file only.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT
from lagebild import Lagebild
from lagebild.evaluation import score_records, shape_of

RESULTS = ROOT / "benchmarks" / "results" / "plover.json"


def main() -> None:
    """Read, score, print."""
    options = _options()
    reader, kept = Lagebild(), {}
    for path in options.files:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        coded = {record["id"]: coded_in(reader, record) for record in records}
        scores = score_records(records, coded)
        print(f"{path.stem}\n{scores}")
        kept[path.stem] = {
            name: [round(figure, 4) for figure in (measure.precision, measure.recall, measure.f1)]
            for name, measure in (("type", scores.type), ("type_countries", scores.type_countries))
        }
        if options.errors:
            print("\n".join(wrong(record, coded[record["id"]]) for record in records))
    if options.keep:
        RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("files", nargs="+", type=Path, help="records, JSON Lines")
    parser.add_argument("--keep", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    parser.add_argument("--errors", action="store_true", help="print what is wrong (development file only)")
    return parser.parse_args()


def coded_in(reader: Lagebild, record: dict[str, Any]) -> list[dict[str, Any]]:
    """The typed events that we read in a record's text."""
    events = shape_of(reader.read(record["text"], lang="en"))["events"]
    return [event for event in events if event["type"]]


def wrong(record: dict[str, Any], events: list[dict[str, Any]]) -> str:
    """A record that we code otherwise, or nothing."""
    if not record.get("event") or score_records([record], {record["id"]: events}).type_countries.tp:
        return ""
    sides = [[side["code"] for side in record[name]] for name in ("actors", "recipients")]
    found = [(e["type"], e["trigger"], e["actor_ids"], e["recipient_ids"], e["inferred_ids"]) for e in events]
    return "\n   ".join([record["text"], str((record["event"], *sides)), *map(str, found)])


if __name__ == "__main__":
    main()
