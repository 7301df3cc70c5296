"""A file of an event data set -> deeds.

Takes a table and its form; gives deeds and, for every row that gave none, where it stands and why.
"""

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lagebild.errors import LagebildError
from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.forms import Coded, Form, coded_by_cameo
from lagebild.outlook.imports.states import party_by_name, state_by_code, state_by_name
from lagebild.outlook.packed import text_of

if TYPE_CHECKING:
    import _csv

OPTIONAL = ("source", "added")  # columns at the end of a row, which may be missing
SAID = "reported"  # what a data set of events says of each, unless it says how surely: that a report had it
FIRM = ("asserted", "reported")  # the firmest first: what is said to have happened
AFFIRMED = "affirmed"
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Aside:
    """A row that gave no deed: `file:line`, and why."""

    where: str
    why: str


@dataclass(frozen=True)
class Imported:
    """What a file gave."""

    deeds: tuple[Deed, ...]
    aside: tuple[Aside, ...]


class NoTable(LagebildError):
    """A file that has not the columns of its form; names those that are missing."""


def import_table(path: Path, form: Form) -> Imported:
    """The deeds of a file; plain, .gz or .zip.

    Raises:
        NoTable: the head lacks columns of the form.
        NotWhole: the file is packed, and cannot be unpacked.
    """
    csv.field_size_limit(sys.maxsize)
    text = io.StringIO(text_of(path).replace("\0", ""), newline="")
    if form.delimiter == "\t":  # a quotation mark is a letter there
        rows = csv.reader(text, delimiter=form.delimiter, quoting=csv.QUOTE_NONE)
    else:
        rows = csv.reader(text, delimiter=form.delimiter)
    places = _places(next(rows, []) if form.head else None, form, path)
    deeds: list[Deed] = []
    aside: list[Aside] = []
    for line, row in _numbered(rows, path, aside):
        try:
            deeds.append(_deed(row, places, form))
        except _Wrong as wrong:
            aside.append(Aside(f"{path.name}:{line}", str(wrong)))
    return Imported(tuple(deeds), tuple(aside))


class _Wrong(Exception):
    """Why a row gives no deed."""


def _numbered(rows: "_csv.Reader", path: Path, aside: list[Aside]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line on which each begins (a cell in quotation marks may go over several); what cannot be taken apart is set aside."""
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            aside.append(Aside(f"{path.name}:{line}", f"no row of a table: {error}"))
            continue
        if row:
            yield line, row


def _places(head: list[str] | None, form: Form, path: Path) -> dict[str, int]:
    """Where each column stands."""
    if head is None:
        return {name: int(number) for name, number in form.columns.items()}
    places = {name.strip(): i for i, name in enumerate(head)}
    missing = [column for column in form.columns.values() if column not in places]
    if missing:
        raise NoTable(f"{path}:1: no {form.title} file; its head lacks {', '.join(map(repr, missing))}")
    told = {name: places[column] for name, column in form.attributed.items() if column in places}
    return {name: places[column] for name, column in form.columns.items()} | told


def _deed(row: list[str], places: dict[str, int], form: Form) -> Deed:
    needed = max(
        form.width,
        1 + max(place for name, place in places.items() if name in form.columns and name not in OPTIONAL),
    )
    if len(row) < needed:
        raise _Wrong(f"{len(row)} columns; a row has at least {needed}")
    cell = {name: _bare(row[place]) if place < len(row) else "" for name, place in places.items()}
    if why := _objection(cell):
        raise _Wrong(why)
    type_, mode = _coded(cell["code"], cell.get("more") or cell.get("mode", ""), form)
    actor, recipient = (_who(cell[side], form, side) for side in ("actor", "recipient"))
    if actor == recipient:
        raise _Wrong("actor and recipient are the same; a deed is between two")
    source = cell.get("cited") or (f"{form.title}: {cell['source']}" if cell["source"] else form.title)
    return Deed(
        day=_day_of(cell, form), actor=actor, recipient=recipient, type=type_, mode=mode,
        source=source, certainty=cell.get("certainty") or SAID, id=cell["id"],
    )  # fmt: skip


def _bare(written: str) -> str:
    """What a cell holds, without the apostrophe that keeps a spreadsheet from computing it."""
    value = written.strip()
    return value[1:] if value[:1] == "'" and value[1:2] in FORMULA else value


def _objection(cell: dict[str, str]) -> str:
    """Why a row that says how surely is no deed."""
    firm = cell.get("certainty") in (None, "", *FIRM) and cell.get("polarity") in (None, "", AFFIRMED)
    return (
        ""
        if firm and not cell.get("denied")
        else "nobody says firmly that it happened, or somebody denies it"
    )


def _day_of(cell: dict[str, str], form: Form) -> str:
    """The day of a deed; where the form says when a row was added, one long before is a guess of the data set's."""
    day = _day(cell["day"], form)
    added = cell.get("added", "")[: len(cell["day"])]
    if added and form.freshness:
        before = (date.fromisoformat(_day(added, form)) - date.fromisoformat(day)).days
        if before > form.freshness:
            raise _Wrong(
                f"dated more than {form.freshness} days before it was reported; so old a day is a guess"
            )
    return day


def _day(text: str, form: Form) -> str:
    for pattern in form.days:
        for candidate in (text, text[:10]):
            try:
                return datetime.strptime(candidate, pattern).date().isoformat()
            except ValueError:
                continue
    raise _Wrong(f"day {text!r} is none; right would be one as {date(2024, 10, 18).strftime(form.days[0])}")


def _who(name: str, form: Form, side: str) -> str:
    if not name:
        raise _Wrong(f"no {side}")
    if form.actors == "party":
        return party_by_name(name)
    found = state_by_code(name) if form.actors == "code" else state_by_name(name)
    if found is None:
        raise _Wrong(f"{side} {name!r} is no state that we know")
    return found


def _coded(code: str, more: str, form: Form) -> Coded:
    """Type and mode."""
    for key in ((code, more), (code, "")):
        if key in form.codes:
            return form.codes[key]
    found = coded_by_cameo(code, form.codes) if code.isdigit() else None
    if found:
        return found
    raise _Wrong(f"code {' / '.join(filter(None, (code, more)))!r} is none that is mapped to a type")
