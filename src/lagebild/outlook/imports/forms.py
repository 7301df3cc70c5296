"""forms.toml and codes.csv -> `Forms`: how data sets lay out their rows, and what their codes mean."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.errors import DataError
from lagebild.ontology import load_ontology
from lagebild.tables import Problems, rows_of, toml_of

HERE = Path(__file__).parent
Coded = tuple[str, str]  # type and mode


@dataclass(frozen=True)
class Form:
    """One data set's layout. `codes`: a code, and what it says more, to type and mode. `freshness`: days that a deed may lie before its report; 0 for any.
    `attributed`: columns that say who says so and how surely, which a file may have.
    """

    name: str
    title: str
    delimiter: str
    head: bool
    width: int
    freshness: int
    days: tuple[str, ...]
    actors: str
    columns: dict[str, str]
    attributed: dict[str, str]
    codes: dict[tuple[str, str], Coded]


@dataclass(frozen=True)
class Forms:
    """All layouts, and what they share: parties that are a state's, other codes and names of states, and what CAMEO's codes mean."""

    forms: dict[str, Form]
    parties: tuple[re.Pattern[str], ...]
    states: dict[str, str]
    cameo: dict[tuple[str, str], Coded]


@cache
def load_forms() -> Forms:
    """The layouts that ship.

    Raises:
        DataError: with every mistake in the files.
    """
    problems = Problems()
    table = toml_of(HERE / "forms.toml", problems)
    sets = _sets(problems)
    parties = tuple(re.compile(pattern) for pattern in table.pop("parties", {}).get("patterns", ()))
    states = {str(name): str(id) for name, id in table.pop("states", {}).items()}
    forms = {name: _form(name, entry, sets) for name, entry in table.items()}
    if problems.lines:
        raise DataError("the layouts of event data sets", problems.lines)
    return Forms(forms, parties, states, sets["cameo"])


def coded_by_cameo(code: str, codes: dict[tuple[str, str], Coded]) -> Coded | None:
    """Type and mode of a CAMEO code; one that is unknown is read as the one it is a kind of (1823 as 182)."""
    shorter = (code, f"0{code}", code[:-1], f"0{code}"[:-1])
    return next((codes[each, ""] for each in shorter if len(each) >= 2 and (each, "") in codes), None)


def _form(name: str, entry: dict[str, Any], sets: dict[str, dict[tuple[str, str], Coded]]) -> Form:
    return Form(
        name=name,
        title=entry["title"],
        delimiter=entry["delimiter"],
        head=entry["head"],
        width=entry.get("width", 0),
        freshness=entry.get("freshness", 0),
        days=tuple(entry["days"]),
        actors=entry["actors"],
        columns=dict(entry["columns"]),
        attributed=dict(entry.get("attributed", {})),
        codes=sets[entry["coding"]],
    )


def _sets(problems: Problems) -> dict[str, dict[tuple[str, str], Coded]]:
    """The codes of each set: CAMEO and PLOVER from the ontology, the others from codes.csv."""
    ontology = load_ontology()
    sets: dict[str, dict[tuple[str, str], Coded]] = {
        "cameo": {(code, ""): (type_, mode or "") for code, (type_, mode, _) in ontology.cameo.items()},
        "plover": {(name, ""): (name, "") for name in ontology.types},
    }
    sets["plover"] |= {
        (name, mode): (name, mode) for name, kind in ontology.types.items() for mode in kind.modes
    }
    for row in rows_of(HERE / "codes.csv", ("set", "code", "more", "type", "mode"), problems):
        kind = ontology.types.get(row["type"])
        if kind is None:
            problems.add(
                row.where, f"type {row['type']!r} is unknown", f"it is one of {', '.join(ontology.types)}"
            )
        elif row["mode"] and row["mode"] not in kind.modes:
            problems.add(
                row.where, f"{kind.name} has no mode {row['mode']!r}", f"it has {', '.join(kind.modes)}"
            )
        sets.setdefault(row["set"], {})[row["code"], row["more"]] = (row["type"], row["mode"])
    return sets
