"""How many of the claims found have which value.

Takes claims; gives `Facets`, the most frequent value first.
"""

from collections import Counter
from collections.abc import Iterator

from lagebild.ledger.packing import rows_of
from lagebild.ledger.records import Facets, Found

FACETS = ("type", "certainty", "source", "publisher", "lang")


def facets_of(found: Iterator[Found]) -> Facets:
    """The same, counted from claims."""
    all_found = list(found)
    by: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for each in all_found:
        for name, value in _facet_values(each).items():
            by[name][value or ""] += 1
    return Facets(
        claims=len(all_found), whole=True, by={name: dict(count.most_common()) for name, count in by.items()}
    )


def _facet_values(found: Found) -> dict[str, str | None]:
    (row,) = rows_of([found.claim], (), found.document)
    return {
        "type": row.type,
        "certainty": row.certainty,
        "source": row.source,
        "publisher": found.document.publisher,
        "lang": found.document.lang,
    }
