"""The ways into the table of claims: a query as statements, each along an index.

Takes a Query; gives the statements that answer it together, newest claims first. By words the search index is asked, which narrows by type,
actor and the rest, too; so it is for the claims of an actor of which few meet the rest. Otherwise it goes along the pairs of an actor, or
along an index of claims that holds all that narrows a list.
"""

from itertools import chain

import msgspec

from lagebild.ledger.database import Database
from lagebild.ledger.marks import mark
from lagebild.ledger.records import Query
from lagebild.ledger.terms import Terms, state_of
from lagebild.ledger.words import wanted
from lagebild.model import Noun

NARROWING = ("type", "certainty", "publisher", "lang", "source")
INDEXED = ("source", "publisher", "type")
COUNTED = 2_000  # claims under an index that are counted: of more it does not matter
# Claims that are put in order where they are so few. More of an actor's stand so close that a page is full before many others are looked at:
# of 200,000 claims, 20,000 are sorted in 60 ms, and 5,000 of them counted along the pairs in as many.
FEW = 20_000


class Where(Noun, frozen=True):
    """The conditions of one statement: tables, conditions, values; the columns by which its rows come, the largest first unless `back`."""

    tables: str
    conditions: tuple[str, ...]
    values: tuple[object, ...]
    order: tuple[str, ...]
    back: bool = False

    def sql(self, columns: str) -> str:
        """The statement."""
        conditions = " AND ".join(self.conditions) or "TRUE"
        order = ", ".join(f"{column} {'ASC' if self.back else 'DESC'}" for column in self.order)
        return f"SELECT {columns} FROM {self.tables} WHERE {conditions} ORDER BY {order}"

    def going_on(self, place: tuple[str, int], back: bool) -> "Where":
        """The same from the day and number of a claim on."""
        values = place[-len(self.order) :]
        condition = f"({', '.join(self.order)}) {'>' if back else '<'} ({', '.join('?' * len(values))})"
        return msgspec.structs.replace(
            self, conditions=(*self.conditions, condition), values=(*self.values, *values), back=back
        )


def ways_to(db: Database, terms: Terms, query: Query) -> list[Where]:
    """The statements that answer a query together; none where it asks for a word that no claim has."""
    if _asks_for_nothing(terms, query):
        return []
    if query.words:
        return [_by_words(terms, query)]
    if _asks_for_actors(query) and _asks_for_more(query) and (few := _few_with(db, query)) is not None:
        return [_among(few, terms, query)]
    if whos := _whos(query):
        return [_by_actors(terms, query, *who) for who in whos]
    conditions, values = _conditions(terms, query)
    tables = f"current c{_along(db, terms, query)}"
    return [Where(tables=tables, conditions=conditions, values=values, order=("c.day", "c.claim"))]


def _whos(query: Query) -> list[tuple[str | None, str | None]]:
    """Actor and recipient, as each statement asks for them: of two whichever way round, of a country on either side."""
    if query.between:
        return [query.between, query.between[::-1]]
    if query.actor or query.recipient:
        return [(query.actor, query.recipient)]
    return [(query.country, None), (None, query.country)] if query.country else []


def _along(db: Database, terms: Terms, query: Query) -> str:
    """The index to go along, where several would do: the one under which the fewest claims are, as far as they are counted."""
    asked = [(name, getattr(query, name)) for name in INDEXED if getattr(query, name)]
    if len(asked) < 2:
        return ""

    def under(name: str, value: str) -> int:
        index = f"FROM current INDEXED BY current_by_{name} WHERE {name} = ?"
        counted = f"SELECT count(*) FROM (SELECT 1 {index} LIMIT {COUNTED})"
        return int(db.value(counted, (terms.known(value),)))

    return f" INDEXED BY current_by_{min(asked, key=lambda one: under(*one))[0]}"


def _by_words(terms: Terms, query: Query) -> Where:
    conditions, values = _conditions(terms, query)
    return Where(
        tables="claim_words w CROSS JOIN current c ON c.claim = w.rowid",
        conditions=("claim_words MATCH ?", *conditions),
        values=(match_of(query), *values),
        order=("w.rowid",),
    )


def _among(few: list[int], terms: Terms, query: Query) -> Where:
    """What few claims of an actor have together: the search index knew which, and they are put in order."""
    conditions, values = _conditions(terms, query)
    there, asked = _has_one_of(terms, _whos(query))
    return Where(
        tables="json_each(?) w CROSS JOIN current c ON c.claim = w.value",
        conditions=(there, *conditions),
        values=(str(few), *asked, *values),
        order=("c.day", "c.claim"),
    )


def _has_one_of(terms: Terms, whos: list[tuple[str | None, str | None]]) -> tuple[str, list[object]]:
    """That a claim has one of these pairs of actor and recipient."""
    sides = [_side(terms, *who, by_claim=True) for who in whos]
    there = " OR ".join(f"({' AND '.join(side)})" for side, _ in sides)
    asked = list(chain.from_iterable(values for _, values in sides))
    return f"EXISTS (SELECT 1 FROM pair p WHERE p.claim = c.claim AND ({there}))", asked


def _asks_for_nothing(terms: Terms, query: Query) -> bool:
    return any(value and terms.known(value) is None for value in (getattr(query, name) for name in NARROWING))


def _asks_for_actors(query: Query) -> bool:
    return bool(_whos(query))


def _asks_for_more(query: Query) -> bool:
    return any(getattr(query, name) for name in NARROWING)


def _few_with(db: Database, query: Query) -> list[int] | None:
    """The claims that have all that is asked for as marks, where they are few."""
    sql = "SELECT rowid FROM claim_words WHERE claim_words MATCH ? LIMIT ?"
    found = [claim for (claim,) in db.all(sql, (match_of(query), FEW + 1))]
    return found if len(found) <= FEW else None


def match_of(query: Query) -> str:
    """A query in the words of FTS5: every word in one of its forms, every other wish as a mark."""
    groups = [[_quoted(term) for term in row] for row in wanted(query.words)]
    if not groups and (query.words or not (_asks_for_actors(query) or _asks_for_more(query))):
        return '"."'  # words without a letter are nowhere
    for name in ("type", "certainty", "lang", "publisher", "source", "actor", "recipient"):
        value = getattr(query, name)
        groups += [[_quoted(mark(name, value))]] if value else []
    if query.country:
        groups += [[_quoted(mark(name, query.country)) for name in ("actor", "recipient")]]
    joined = [f"({' OR '.join(row)})" for row in groups]
    if query.between:
        one, other = query.between
        ways = [_both(one, other), _both(other, one)]
        joined.append(f"({' OR '.join(ways)})")
    return " AND ".join(joined)


def _both(actor: str, recipient: str) -> str:
    return f"({_quoted(mark('actor', actor))} AND {_quoted(mark('recipient', recipient))})"


def _quoted(term: str) -> str:
    return f'"{term[:-1]}"*' if term.endswith("*") else f'"{term}"'


def _by_actors(terms: Terms, query: Query, actor: str | None, recipient: str | None) -> Where:
    sides, side_values = _side(terms, actor, recipient)
    conditions, values = _conditions(terms, query, day="p.day")
    return Where(
        # CROSS: along the index of pairs, in its order, and never the other way round.
        tables="pair p CROSS JOIN current c ON c.claim = p.claim",
        conditions=(*sides, *conditions),
        values=(*side_values, *values),
        order=("p.day", "p.claim"),
    )


def _side(
    terms: Terms, actor: str | None, recipient: str | None, *, by_claim: bool = False
) -> tuple[list[str], list[object]]:
    """Actor and recipient as conditions: the state by its index, what is below it by a list; `by_claim`: of the pairs of one claim."""
    p = "+p" if by_claim else "p"  # the sign keeps SQLite off the index of states
    conditions: list[str] = []
    values: list[object] = []
    for name, state, column in ((actor, "state", "actor"), (recipient, "to_state", "recipient")):
        if name is None:
            continue
        conditions.append(f"{p}.{state} = ?")
        values.append(terms.known(state_of(name) or "") or -1)
        if "." in name:
            numbers = terms.at_or_below(name)
            conditions.append(f"{p}.{column} IN ({', '.join('?' * len(numbers))})")
            values += numbers
    return conditions, values


def _conditions(terms: Terms, query: Query, day: str = "c.day") -> tuple[tuple[str, ...], tuple[object, ...]]:
    conditions, values = _clocks(query, day)
    more = [(f"c.{name} = ?", getattr(query, name)) for name in NARROWING]
    asked = [(condition, terms.known(value) or -1) for condition, value in more if value]
    conditions = (*conditions, *(condition for condition, _ in asked))
    values = (*values, *(value for _, value in asked))
    if not query.country or not (query.actor or query.recipient or query.between):
        return conditions, values
    there, sides = _has_one_of(terms, [(query.country, None), (None, query.country)])
    return (*conditions, there), (*values, *sides)


def _clocks(query: Query, day: str = "c.day") -> tuple[tuple[str, ...], tuple[object, ...]]:
    """What the world had, and when it happened."""
    found: list[tuple[str, tuple[object, ...]]] = []
    if query.read_by:
        pass  # `_then` knows which readings counted
    elif query.as_of:
        found += [("c.world < ?", (query.as_of,)), ("(c.until IS NULL OR c.until >= ?)", (query.as_of,))]
    else:
        found.append(("c.until IS NULL", ()))
    found += [(f"{day} >= ?", (query.first,))] if query.first else []
    found += [(f"{day} <= ?", (query.last,))] if query.last else []
    if query.document_id:
        found.append(
            (
                "c.reading IN (SELECT reading FROM indexed JOIN version USING (version) JOIN document USING (document)"
                " WHERE document_id = ?)",
                (query.document_id,),
            )
        )
    return tuple(condition for condition, _ in found), tuple(value for _, values in found for value in values)
