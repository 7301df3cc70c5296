"""Long lists, page by page.

Takes the row from which a list goes on; gives that page, and the rows from which the pages beside it go on. A row is named by a key of its
own, not by its number: so an address shows the same rows however many came before them meanwhile, and the thousandth page costs what the
first does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from lagebild.errors import LedgerError
from lagebild.model import Noun

Row = TypeVar("Row")


class Seek(Noun, frozen=True):
    """What comes after the row with this key; with `back` what stands before it. Without a key: from the first row on."""

    key: str = ""
    back: bool = False


FIRST = Seek()


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list. `before` and `after`: the keys from which the pages beside it go on; None where there are none."""

    rows: Sequence[Row]
    before: str | None = None
    after: str | None = None


def page_in(rows: Sequence[tuple[str, Row]], seek: Seek, size: int) -> Page[Row]:
    """The page of rows with their keys, read from a key in the direction of the wish: one more than a page has, where there are more."""
    more = len(rows) > size
    shown = rows[:size][::-1] if seek.back else rows[:size]
    if not shown:
        ends = (None, seek.key or None) if seek.back else (seek.key or None, None)
        return Page((), *ends)
    before = shown[0][0] if (more if seek.back else seek.key) else None
    after = shown[-1][0] if more or seek.back else None
    return Page([row for _, row in shown], before, after)


def places_from(keys: Sequence[str], seek: Seek) -> Iterable[int]:
    """The numbers of the rows of a list that is all there, from a key on, in the direction of the wish.

    Raises:
        LedgerError: when none of them has this key.
    """
    if not seek.key:
        return range(len(keys))
    if seek.key not in keys:
        raise is_nowhere(seek.key)
    place = keys.index(seek.key)
    return range(place - 1, -1, -1) if seek.back else range(place + 1, len(keys))


def is_nowhere(key: str) -> LedgerError:
    """That a list cannot go on from here."""
    return LedgerError(
        f"{key!r} is no row of this list (any more); right would be one that a page gave, or to begin from the first"
    )
