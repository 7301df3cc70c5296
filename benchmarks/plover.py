"""The PLOVER gold records, coded from text alone: `python -m benchmarks.plover FILE...`.

Reads the records that OEDA coded from the CAMEO manual (JSON Lines: text, event, actors, recipients, reciprocal), counts types as sets
per record, then types with the countries of both sides, as the peers were scored. Other real events of a sentence are not labelled, so
precision is a lower bound. `--keep` writes the figures beside the peers' to `benchmarks/results/plover.json`; `--errors` prints each
record that is wrong, which is for the development file only.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT
from lagebild import Lagebild
from lagebild.model import Claim

RESULTS = ROOT / "benchmarks" / "results" / "plover.json"
# Country codes of the records that are not ISO 3166-1 or name what is gone.
CODES = {"JAP": "JPN", "PAL": "PSE", "PSX": "PSE", "ROM": "ROU", "YUG": "SRB"}
NO_EVENT = "DOCUMENT"
Triple = tuple[str, str, str]


@dataclass
class Counts:
    """True positives, false positives, false negatives."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall, F1."""
        found, wanted = self.hits + self.false, self.hits + self.missed
        return {
            "precision": round(self.hits / found, 4) if found else 0.0,
            "recall": round(self.hits / wanted, 4) if wanted else 0.0,
            "f1": round(2 * self.hits / (found + wanted), 4) if found + wanted else 0.0,
        }


def main() -> None:
    """Read, count, print."""
    options = _options()
    kept: dict[str, Any] = {}
    for path in options.files:
        records = list(_records(path))
        kept[path.stem] = figures = scored(records, options.errors)
        for name, table in figures.items():
            print(f"{path.stem}  {name:<16}", "  ".join(f"{key} {value:.3f}" for key, value in table.items()))
        print(f"{path.stem}  records {len(records)}")
    if options.keep:
        RESULTS.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("files", nargs="+", type=Path, help="records, JSON Lines")
    parser.add_argument("--keep", action="store_true", help=f"write {RESULTS.relative_to(ROOT)}")
    parser.add_argument("--errors", action="store_true", help="print what is wrong (development file only)")
    return parser.parse_args()


def _records(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("event") and record["event"] != NO_EVENT:
            yield record


def scored(records: list[dict[str, Any]], show: bool = False) -> dict[str, dict[str, float]]:
    """Figures of types alone and of types with countries, over all records."""
    reader, types, countries = Lagebild(), Counts(), Counts()
    for record in records:
        claims = reader.read(record["text"], lang="en").claims
        found = {claim.event.type for claim in claims if claim.event is not None}
        _count(types, {record["event"]}, found)
        right = {triple for triple in _triples(claims) if _is_meant(triple, record)}
        countries.hits += bool(right)
        countries.missed += not right
        countries.false += len(set(_triples(claims)) - right)
        if show and not right:
            print(record["id"], record["text"])
            print("   wanted", record["event"], _codes(record["actors"]), "->", _codes(record["recipients"]))
            print("".join(f"   {claim}\n" for claim in claims), end="")
    return {"type": types.figures(), "type + countries": countries.figures()}


def _count(counts: Counts, wanted: set[str], found: set[str]) -> None:
    counts.hits += len(wanted & found)
    counts.false += len(found - wanted)
    counts.missed += len(wanted - found)


def _triples(claims: tuple[Claim, ...]) -> list[Triple]:
    """Actor's country, recipient's country, type of every event; empty where it is not known."""
    return [
        (_country(actor.actor), _country(recipient.actor), event.type)
        for claim in claims
        if (event := claim.event) is not None
        for actor in event.actors or (_NOBODY,)
        for recipient in event.recipients or (_NOBODY,)
    ]


@dataclass(frozen=True)
class _Nobody:
    actor: str | None = None


_NOBODY = _Nobody()


def _country(actor: str | None) -> str:
    return (actor or "")[:3]


def _codes(side: list[dict[str, Any]]) -> set[str]:
    codes = {str(who["code"] or "")[:3].upper() for who in side}
    return {CODES.get(code, code) for code in codes}


def _is_meant(triple: Triple, record: dict[str, Any]) -> bool:
    """Whether a triple is the record's: in a reciprocal one the sides have no order."""
    actor, recipient, kind = triple
    actors, recipients = _codes(record["actors"]), _codes(record["recipients"])
    if kind != record["event"] or actor not in actors:
        return False
    if record["reciprocal"]:
        return not recipient or recipient in actors
    return not recipients or recipient in recipients


if __name__ == "__main__":
    main()
