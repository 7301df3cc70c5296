"""Whether a claim meets a query, and in which order those that do are told.

Takes the row of a claim and its document; the same as what `asking` says in SQL, for readings that are not in the table.
"""

from collections.abc import Sequence

from lagebild.ledger.packing import Row, is_at_or_below
from lagebild.ledger.records import Query
from lagebild.ledger.words import matches
from lagebild.model import Document


def fits(
    row: Row, query: Query, document: Document, world: str, alternatives: Sequence[Sequence[str]]
) -> bool:
    """Whether a claim meets all of a query but its clocks; `alternatives` are its words as `wanted` gives them."""
    day = row.first or world
    return (
        all(
            wish is None or wish == there
            for wish, there in (
                (query.type, row.type),
                (query.certainty, row.certainty),
                (query.source, row.source),
                (query.publisher, document.publisher),
                (query.lang, document.lang),
                (query.document_id, document.document_id),
            )
        )
        and (query.first is None or day >= query.first)
        and (query.last is None or day <= query.last)
        and (not query.words or (bool(alternatives) and matches(row.terms, alternatives)))
        and _is_between(row, query)
        and (
            query.country is None
            or _has_pair(row, query.country, None)
            or _has_pair(row, None, query.country)
        )
    )


def _is_between(row: Row, query: Query) -> bool:
    if query.between:
        one, other = query.between
        return _has_pair(row, one, other) or _has_pair(row, other, one)
    return (query.actor is None and query.recipient is None) or _has_pair(row, query.actor, query.recipient)


def _has_pair(row: Row, actor: str | None, recipient: str | None) -> bool:
    return any(
        (actor is None or is_at_or_below(one, actor))
        and (recipient is None or is_at_or_below(other, recipient))
        for one, other in row.pairs
    )


def order_of(row: Row, query: Query, world: str, reading: int, nth: int) -> tuple[str, int, int]:
    """What claims are told by, largest first: the day, then what was read last; of words only the latter."""
    return "" if query.words else row.first or world, reading, nth
