"""Saved searches and watches.

Takes a query as somebody wrote it (`actor=PRK recipient=RUS words=Truppen`), or conditions that claims make; gives the Query, and tells of each
new document which watches its claims meet.
"""

import shlex
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import get_args

import typer

from lagebild.languages import STATEMENT_KINDS
from lagebild.ledger import Found, Placed, Query, Remark, SqliteLedger
from lagebild.model import Certainty
from lagebild.ontology import load_ontology
from lagebild.stories import Telling
from lagebild.views.naming import id_asked, ids_asked
from lagebild.views.options import day, one_of
from lagebild.views.plain import one_line
from lagebild.views.storydata import tellings_in

VALUE = "--value"
ACTORS = ("actor", "recipient", "country")
FIELDS = (
    "actor",
    "recipient",
    "country",
    "type",
    "certainty",
    "publisher",
    "lang",
    "source",
    "first",
    "last",
)


def query_in(value: str) -> Query:
    """A query of words `field=value`; words without a field are searched for.

    Raises:
        BadParameter: when a field is not known, nobody is called so, or nothing is asked.
    """
    fields: dict[str, str] = {}
    words: list[str] = []
    between: tuple[str, str] | None = None
    for part in shlex.split(value):
        name, equals, rest = part.partition("=")
        if not equals:
            words.append(part)
        elif name == "between":
            between = ids_asked(rest, VALUE)
        elif name in FIELDS:
            fields[name] = (id_asked(rest, VALUE) or rest) if name in ACTORS else rest
        else:
            known = ", ".join((*FIELDS, "between"))
            raise typer.BadParameter(f"{part!r}: there are {known}, and words", param_hint=VALUE)
    if not (fields or words or between):
        raise typer.BadParameter("it asks for nothing; right would be as actor=PRK Truppen", param_hint=VALUE)
    return Query(**fields, words=tuple(words), between=between)  # type: ignore[arg-type]


def query_asked(value: str) -> Query:
    """The query that somebody writes now: what no claim can have is told, which one that was saved may ask for.

    Raises:
        BadParameter: as `query_in`, and when a word of it is none of those that there are, or a day does not exist.
    """
    query = query_in(value)
    one_of(query.type, (*load_ontology().types, *STATEMENT_KINDS), VALUE)
    one_of(query.certainty, get_args(Certainty), VALUE)
    day(query.first, VALUE), day(query.last, VALUE)
    return query


def standing(ledger: SqliteLedger) -> list[Placed]:
    """The remarks that were not withdrawn."""
    every = ledger.remarks()
    withdrawn = {placed.remark.about for placed in every if placed.remark.kind == "withdrawal"}
    return [placed for placed in every if placed.remark.remark_id not in withdrawn]


def saved(ledger: SqliteLedger, kind: str) -> Iterator[Remark]:
    """The searches or watches that were not withdrawn."""
    return (placed.remark for placed in standing(ledger) if placed.remark.kind == kind)


def saved_query(ledger: SqliteLedger, name: str) -> Query:
    """The query of a saved search or watch, by its id or its text.

    Raises:
        BadParameter: when there is none of that name.
    """
    for kind in ("search", "watch"):
        for remark in saved(ledger, kind):
            if name in (remark.remark_id, remark.text):
                return query_in(remark.value)
    raise typer.BadParameter(f"there is no saved search {name!r} (lagebild remarks)", param_hint="--saved")


def conditions(ledger: SqliteLedger, data: tuple[Path, ...]) -> list[tuple[str, Telling]]:
    """The conditions that analysts watch, each with the name of its watch."""
    found = []
    for placed in standing(ledger):
        if placed.remark.kind == "watch" and placed.remark.anchors:
            versions = dict.fromkeys(anchor.version_id for anchor in placed.remark.anchors)
            told = {t.claim_id: t for version in versions for t in tellings_in(version, ledger, data)}
            name = placed.remark.text or placed.remark.remark_id
            found += [(name, told[claim]) for claim in placed.claims if claim in told]
    return found


def understood(watches: Iterable[Remark], tell: Callable[[str], None]) -> Iterator[Remark]:
    """The watches that can be asked; of one that no longer can (nobody is called so any more) that is told, and nothing ends because of it."""
    for watch in watches:
        try:
            if watch.value:
                query_in(watch.value)
        except (typer.BadParameter, ValueError) as error:
            why, name = getattr(error, "message", error), one_line(watch.text or watch.remark_id)
            tell(
                f"The watch {name!r} cannot be asked: {why} (lagebild remark withdrawal --about {watch.remark_id})"
            )
        else:
            yield watch


def met(ledger: SqliteLedger, watches: list[Remark], document_id: str) -> Iterator[tuple[Remark, Found]]:
    """Each watch that claims of a document meet, with the claim."""
    for watch in watches:
        if watch.anchors and not watch.value:
            continue  # a condition is watched: it asks for no query
        query = query_in(watch.value)
        asked = {name: getattr(query, name) for name in query.__struct_fields__} | {
            "document_id": document_id
        }
        for found in ledger.claims(Query(**asked)):
            yield watch, found
