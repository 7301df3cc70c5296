"""The page to search on: claims by words, actors, days; what is found can be saved, or watched for.

Takes a request; gives the page. A saved search is asked by its id; what cannot be asked is told.
"""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass

import typer
from starlette.requests import Request
from starlette.responses import Response

from lagebild.errors import LedgerError
from lagebild.ledger import Facets, Found, Ledger, Page, Placed, Seek
from lagebild.ledger.words import wanted
from lagebild.ontology import load_ontology
from lagebild.views.labels import Labels
from lagebild.views.naming import id_named
from lagebild.views.shapes import CERTAINTIES
from lagebild.views.sourcenames import called
from lagebild.views.storywords import names
from lagebild.views.watching import FIELDS, query_asked
from lagebild.views.web.lists import Asked
from lagebild.views.web.notes import of_kind
from lagebild.views.web.paging import keyed
from lagebild.views.web.rendering import page
from lagebild.views.web.seat import Seat

SIZE = 25
FACETS = ("type", "certainty", "publisher", "source", "lang")
FILTERS = ("q", *FIELDS, "between", "saved")
UNSEEN = ("country", "between", "lang")  # by what an address may narrow, without a field of the form
NAMED = 8  # values of each facet that are shown


@dataclass(frozen=True)
class Answer:
    """What was found, and how many have which value."""

    page: Page[Found]
    facets: Facets


def search_page(request: Request) -> Response:
    """What is asked, and what was found."""
    seat = Seat(request)
    remarks = seat.desk.remarks()
    value, problem = _value(seat, remarks)
    with seat.desk.looking() as ledger:
        answer, problem = _answer(ledger, value, seat.seek) if value and not problem else (None, problem)
    found = answer and answer.page
    shown = found and keyed(found.rows, seat, found.before, found.after)
    return page(
        request, "search.html", value=value, asked=_asked(seat), shown=shown, facets=answer and answer.facets, saved=of_kind(remarks, "search", "watch"), problem=problem,
        types=sorted(load_ontology().types), certainties=CERTAINTIES, facet_names=FACETS, named=NAMED, facet_word=facet_word,
        unseen=UNSEEN, narrowing=[(name, _narrowed_by(name, seat)) for name in UNSEEN if seat.asked(name)],
    )  # fmt: skip


def load() -> None:
    """Load the words of all languages, which the first search would wait for."""
    wanted(("0",))


def _asked(seat: Seat) -> Asked:
    """The fields of the form, as they were filled in."""
    return {name: seat.asked(name) for name in ("q", *FIELDS, "between")}


def _value(seat: Seat, remarks: Iterable[Placed]) -> tuple[str, str]:
    """What is asked, as a saved search holds it; why it cannot be."""
    if saved := seat.asked("saved"):
        found = [p.remark.value for p in remarks if p.remark.remark_id == saved]
        return (found[0], "") if found else ("", "gone")
    fields = [shlex.quote(f"{name}={value}") for name, value in _asked(seat).items() if value and name != "q"]
    return " ".join([*fields, *map(shlex.quote, seat.asked("q").split())]), ""


def _answer(ledger: Ledger, value: str, seek: Seek) -> tuple[Answer | None, str]:
    """The claims of one page."""
    try:
        query = query_asked(value)
        return Answer(ledger.page(query, seek, SIZE), ledger.facets(query)), ""
    except (typer.BadParameter, ValueError, LedgerError) as error:
        return None, str(getattr(error, "message", error))


def _narrowed_by(name: str, seat: Seat) -> str:
    """What a filter without a field asks for, in the words of the page."""
    value = seat.asked(name)
    if name == "lang":
        return facet_word(name, value, seat.labels)
    return names((id_named(one.strip()) for one in value.split(",")), seat.labels)


def facet_word(name: str, value: str, labels: Labels) -> str:
    """What a value of a facet is called."""
    section = {"type": "types", "certainty": "certainty", "lang": "languages"}.get(name)
    if section == "types" and value not in labels.table["types"]:
        return labels.word("statement_kind", value)
    if name == "source":
        return called(value, value, labels)
    return labels.word(section, value) if section else value
