"""PLOVER records -> deeds.

Takes JSON Lines as `lagebild export plover` writes them; gives a deed for each event between two states that somebody firmly says has happened. What is
only planned, possible, alleged, denied or disputed is set aside, and says so.
"""

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.ontology import load_ontology
from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.lines import deeds_of_lines
from lagebild.outlook.imports.tabular import FIRM, Imported


class Side(msgspec.Struct, frozen=True):
    """One of those who act, or on whom."""

    code: str = ""


class Record(msgspec.Struct, frozen=True):
    """What we take of a record."""

    id: str
    date: str
    event: str
    source: str
    certainty: str
    mode: str | None = None
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    reciprocal: bool = False
    polarity: str = "affirmed"
    denied_by: tuple[str, ...] = ()


def deeds_of_plover(path: Path) -> Imported:
    """The deeds of a file of records; lines that give none are set aside."""
    decoder = msgspec.json.Decoder(Record)

    def read(line: bytes) -> tuple[list[Deed], str]:
        record = decoder.decode(line)
        why = _objection(record)
        return ([] if why else list(_deeds(record))), why or "not between two states"

    return deeds_of_lines(path, read, "PLOVER record", "lagebild export plover")


def _objection(record: Record) -> str:
    """Why a record is no deed, whoever its sides are."""
    if record.event not in load_ontology().types:
        return f"event {record.event!r} is unknown"
    if record.certainty not in FIRM or record.polarity != "affirmed" or record.denied_by:
        return "nobody says firmly that it happened, or somebody denies it"
    return "" if record.date else "no day"


def _deeds(record: Record) -> Iterator[Deed]:
    actors, recipients = _states(record.actors), _states(record.recipients)
    pairs = permutations(actors, 2) if record.reciprocal else product(actors, recipients)
    for actor, recipient in pairs:
        if actor != recipient:
            yield Deed(
                day=record.date[:10], actor=actor, recipient=recipient, type=record.event, mode=record.mode or "",
                source=record.source, certainty=record.certainty, id=record.id,
            )  # fmt: skip


def _states(sides: tuple[Side, ...]) -> list[str]:
    known = load_gazetteer().countries
    return list(dict.fromkeys(state for side in sides if (state := side.code.partition(".")[0]) in known))
