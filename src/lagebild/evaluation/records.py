"""Readings against the PLOVER gold records: one coded event a record.

Takes records as the Open Event Data Alliance published them and predicted events with gazetteer ids; gives
the F1 of types, and of types with both countries, as the peers (PETRARCH2, UniversalPetrarch) were scored.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from lagebild.evaluation.scores import Measure
from lagebild.model import Noun

# Country codes of the records that ISO 3166 writes otherwise.
CODES = {"JAP": "JPN", "PAL": "PSE", "ROM": "ROU", "YUG": "SRB", "PSX": "PSE", "ITL": "ITA", "VTN": "VNM"}
# A record that codes no event of its own.
DOCUMENT = "DOCUMENT"
Event = Mapping[str, Any]
Triple = tuple[str, str, str]


class RecordScores(Noun, frozen=True):
    """How many records, how many of them without any event, and both measures."""

    records: int
    without_event: int
    type: Measure
    type_countries: Measure

    def __str__(self) -> str:
        return (
            f"{'type':<16} {self.type}\n{'type_countries':<16} {self.type_countries}\n"
            f"records {self.records} without an event {self.without_event}"
        )


def score_records(
    gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Event]], *, dyad: bool = False
) -> RecordScores:
    """Score predicted events ({type, actor_ids, recipient_ids}) by record.

    `dyad` keeps only events with two sides, which is how the peers were scored.
    """
    records = [record for record in gold if record.get("event") and record["event"] != DOCUMENT]
    events = [
        [e for e in predicted.get(r["id"], ()) if e.get("type") and (not dyad or _is_dyad(e))]
        for r in records
    ]
    return RecordScores(
        records=len(records),
        without_event=sum(not said for said in events),
        type=_sum(_type_counts(record, said) for record, said in zip(records, events, strict=True)),
        type_countries=_sum(
            _country_counts(record, said) for record, said in zip(records, events, strict=True)
        ),
    )


def _is_dyad(event: Event) -> bool:
    actors = event.get("actor_ids") or ()
    return bool(actors) and bool(event.get("recipient_ids") or len(actors) > 1)


def _type_counts(record: Mapping[str, Any], said: Sequence[Event]) -> tuple[int, int, int]:
    types = {event["type"] for event in said}
    hit = record["event"] in types
    return int(hit), len(types - {record["event"]}), int(not hit)


def _country_counts(record: Mapping[str, Any], said: Sequence[Event]) -> tuple[int, int, int]:
    triples = {triple for event in said for triple in _triples(event)}
    right = {triple for triple in triples if triple[2] == record["event"] and _fits(record, triple)}
    return int(bool(right)), len(triples) - len(right), int(not right)


def _triples(event: Event) -> Iterable[Triple]:
    actors, recipients = (
        [country(i) for i in event.get(side) or ("",)] for side in ("actor_ids", "recipient_ids")
    )
    return ((actor, recipient, event["type"]) for actor, recipient in product(actors, recipients))


def _fits(record: Mapping[str, Any], triple: Triple) -> bool:
    actors, recipients = (
        {country(side["code"]) for side in record[name]} for name in ("actors", "recipients")
    )
    actor, recipient, _ = triple
    if record["reciprocal"]:
        return actor in actors and (recipient in actors or not recipient)
    return actor in actors and (not recipients or recipient in recipients)


def country(code: str | None) -> str:
    """The country slot of a gazetteer id or of a record's code."""
    slot = (code or "")[:3].upper()
    return CODES.get(slot, slot)


def _sum(counts: Iterable[tuple[int, int, int]]) -> Measure:
    tp, fp, fn = (
        (sum(column) for column in zip(*counts, strict=True)) if (counts := list(counts)) else (0, 0, 0)
    )
    return Measure(tp=tp, fp=fp, fn=fn)
