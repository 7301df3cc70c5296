"""A benchmark folder -> deeds.

Takes a folder in the form of ICEWS14, a table of what its relations mean, and the day of step 0; gives deeds between states:
entities stand for the state that their name gives in brackets, persons for the state whose office they held on that day.
"""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from lagebild.errors import DataError
from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.forms import coded_by_cameo, load_forms
from lagebild.outlook.imports.states import state_by_name, state_of_holder
from lagebild.outlook.imports.tabular import SAID, Aside, Imported
from lagebild.outlook.ranking.quadruples import read_benchmark

_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
COLUMNS = ("relation_text", "cameo")


def deeds_of_benchmark(folder: Path, relations: Path, start: date) -> Imported:
    """The deeds of all three parts.

    Raises:
        BenchmarkError: the folder is none.
        DataError: the table of relations lacks a column.
    """
    benchmark = read_benchmark(folder)
    types = _types(relations)
    states = _StateOf(benchmark.entities)
    deeds, why = [], Counter[str]()
    for s, r, o, step in benchmark.facts.tolist():
        day = start + timedelta(days=step)
        actor, recipient, coded = states(s, day), states(o, day), types.get(benchmark.relations[r].casefold())
        if coded is None:
            why[f"relation {benchmark.relations[r]!r} has no type in {relations.name}"] += 1
        elif actor is None or recipient is None:
            why["an entity that is no state's"] += 1
        elif actor == recipient:
            why["between two of one state"] += 1
        else:
            deeds.append(
                Deed(
                    day=day.isoformat(), actor=actor, recipient=recipient, type=coded[0], mode=coded[1],
                    source=f"{benchmark.name}: {benchmark.entities[s]}", certainty=SAID,
                )
            )  # fmt: skip
    aside = tuple(Aside(folder.name, f"{reason} ({n} facts)") for reason, n in why.most_common())
    return Imported(tuple(sorted(deeds, key=lambda deed: deed.day)), aside)


class _StateOf:
    """The state of an entity on a day."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._fixed: list[str | None] = [None] * len(names)
        for i, name in enumerate(names):
            inside = _IN_BRACKETS.search(name)
            self._fixed[i] = state_by_name(inside[1] if inside else name)

    def __call__(self, entity: int, day: date) -> str | None:
        return self._fixed[entity] or state_of_holder(self._names[entity], day)


def _types(path: Path) -> dict[str, tuple[str, str]]:
    """What each relation means: by its CAMEO code."""
    codes = load_forms().cameo
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise DataError(
                str(path), [f"{path.name}:1: no column {', '.join(missing)}; it has {', '.join(COLUMNS)}"]
            )
        found = {}
        for row in rows:
            coded = coded_by_cameo(row["cameo"], codes) or coded_by_cameo(row["cameo"][:2], codes)
            if coded:
                found[row["relation_text"].replace("_", " ").casefold()] = coded
        return found
