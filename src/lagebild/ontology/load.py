"""The ontology's files -> `Ontology`.

Takes the TOML and CSV files beside this module; gives frozen records. Source of all names, quad classes and
scores: the PLOVER manual, draft 2.0; what was decided where it contradicts itself: docs/decisions/0003.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from lagebild.errors import DataError
from lagebild.tables import Problems, rows_of, toml_of

HERE = Path(__file__).parent
ANY_FIGURE = ("any",)  # all kinds but durations
VICTIMS = "victims"
CONFLICT = 4  # the quad of deeds against somebody (PLOVER codebook: material conflict)
MATERIAL = (2, CONFLICT)  # the quads of what is done, and not said
ContentRule = Literal["absorbed", "alleged", "apart", "unless_done"]


class Mode(msgspec.Struct, frozen=True):
    """How an event of a type was done: `score` on PLOVER's scale (-10..+10), nearest CAMEO code; `warlike`: with what only war has."""

    name: str
    score: float
    cameo: str
    warlike: bool = False


class EventType(msgspec.Struct, frozen=True):
    """One of the sixteen types.

    `quad` 1-4 is PLOVER's quad class; `content` what becomes of a content clause; `recipients` whether things can be one;
    `planned` the type of the deed that still lies ahead, `announced` of that which its doer says he will do, `together` of exercises
    that several states hold; `counted` whom figures of it count; `figures` the kinds of figures
    that it can have, the first ones before others; durations only where they are named, none where it is empty;
    `ahead` whether what is promised, threatened or asked still lies ahead; `refusal` whether it is what somebody does who says that he will not, `demand` that others must.
    """

    name: str
    gloss: str
    quad: int
    requires_recipient: bool
    score: float
    cameo: str
    content: ContentRule
    recipients: Literal["somebody", "anything"]
    speech_act: bool
    modes: dict[str, Mode]
    planned: str | None = None
    announced: str | None = None
    together: str | None = None
    counted: str | None = None
    figures: tuple[str, ...] = ANY_FIGURE
    ahead: bool = False
    refusal: bool = False
    demand: bool = False

    @property
    def hurts(self) -> bool:
        """Whether its figures count whom it was done to: violence, arrests."""
        return self.counted in ("victims", "arrested")

    @property
    def violent(self) -> bool:
        """Whether its figures count the dead and wounded."""
        return self.counted == "victims"


class Ontology(msgspec.Struct, frozen=True):
    """All that Lagebild knows of event types."""

    version: str
    types: dict[str, EventType]
    contexts: frozenset[str]
    sectors: dict[str, str]
    political_sectors: frozenset[str]
    domestic_sectors: frozenset[str]
    people_sector: str
    sector_of: dict[str, str]
    sectors_of: dict[str, frozenset[str]]
    slots: dict[str, str]
    slots_of: dict[str, frozenset[str]]
    wider: dict[str, str]
    cameo: dict[str, tuple[str, str, tuple[str, ...]]]

    @property
    def refusal(self) -> str | None:
        """The type of saying that one will not."""
        return next((kind.name for kind in self.types.values() if kind.refusal), None)

    @property
    def demand(self) -> str | None:
        """The type of saying what others must do."""
        return next((kind.name for kind in self.types.values() if kind.demand), None)

    @property
    def commitments(self) -> frozenset[str]:
        """The types by which somebody says what he himself will do."""
        return frozenset(kind.planned for kind in self.types.values() if kind.planned)

    def is_warlike(self, type_name: str, mode: str | None) -> bool:
        """Whether an event was done with what only war has: missiles, artillery, drones, bombers."""
        kind = self.types[type_name]
        return mode in kind.modes and kind.modes[mode].warlike

    def cameo_of(self, type_name: str, mode: str | None) -> str:
        """The CAMEO code nearest to a type and its mode."""
        kind = self.types[type_name]
        return kind.modes[mode].cameo if mode in kind.modes else kind.cameo


@cache
def load_ontology() -> Ontology:
    """The ontology that ships.

    Raises:
        DataError: with every mistake in its files.
    """
    problems = Problems()
    events = toml_of(HERE / "events.toml", problems)
    contexts = toml_of(HERE / "contexts.toml", problems)
    sectors = toml_of(HERE / "sectors.toml", problems)
    ontology = Ontology(
        version=str(events.pop("version", "")),
        types={name: _event_type(name, table) for name, table in events.items()},
        contexts=frozenset(contexts.get("contexts", [])),
        sectors=sectors.get("sectors", {}),
        political_sectors=frozenset(sectors.get("political", {}).get("sectors", [])),
        domestic_sectors=frozenset(sectors.get("domestic", {}).get("sectors", [])),
        people_sector=sectors.get("people", {}).get("sector", ""),
        sector_of={name: row["sector"] for name, row in _kinds(sectors, "sector")},
        sectors_of={name: frozenset(row["sectors"]) for name, row in _kinds(sectors, "sectors")},
        slots=sectors.get("slots", {}),
        slots_of={name: frozenset(row["slots"]) for name, row in _kinds(sectors, "slots")},
        wider=sectors.get("wider", {}),
        cameo=_cameo(problems),
    )
    _check(ontology, problems)
    if problems.lines:
        raise DataError("the ontology", problems.lines)
    return ontology


def _event_type(name: str, table: dict[str, Any]) -> EventType:
    modes = {
        mode: Mode(mode, float(row["score"]), row["cameo"], bool(row.get("warlike")))
        for mode, row in table.pop("modes", {}).items()
    }
    figures = tuple(table.pop("figures", ANY_FIGURE))
    return EventType(name=name, modes=modes, figures=figures, **table)


def _kinds(tables: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables that say under this key which sectors or slots are of their kind, with their names."""
    return ((name, table) for name, table in tables.items() if isinstance(table, dict) and key in table)


def _cameo(problems: Problems) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    rows = rows_of(HERE / "cameo.csv", ["cameo", "type", "mode", "contexts"], problems)
    return {row["cameo"]: (row["type"], row["mode"], row.words("contexts")) for row in rows}


def _check(ontology: Ontology, problems: Problems) -> None:
    for code, (type_name, mode, contexts) in ontology.cameo.items():
        where = f"ontology/cameo.csv ({code})"
        if type_name not in ontology.types:
            problems.add(where, f"type {type_name!r} is unknown")
        elif mode and mode not in ontology.types[type_name].modes:
            problems.add(where, f"{type_name} has no mode {mode!r}")
        for context in set(contexts) - ontology.contexts:
            problems.add(where, f"context {context!r} is unknown")
    of_one = {name: frozenset((code,)) for name, code in ontology.sector_of.items()}
    for name, codes in (ontology.sectors_of | of_one).items():
        for code in sorted(codes - ontology.sectors.keys()):
            problems.add(f"ontology/sectors.toml [{name}]", f"sector {code!r} is unknown")
    for name, codes in ontology.slots_of.items():
        for code in sorted(codes - ontology.slots.keys()):
            problems.add(f"ontology/sectors.toml [{name}]", f"slot {code!r} is unknown")
    for kind in ontology.types.values():
        for code in [kind.cameo, *(mode.cameo for mode in kind.modes.values())]:
            if code not in ontology.cameo:
                problems.add(f"ontology/events.toml [{kind.name}]", f"CAMEO code {code} is unknown")
        for way, other in (
            ("planned", kind.planned),
            ("announced", kind.announced),
            ("together", kind.together),
        ):
            if other and other not in ontology.types:
                problems.add(f"ontology/events.toml [{kind.name}]", f"{way} type {other!r} is unknown")
