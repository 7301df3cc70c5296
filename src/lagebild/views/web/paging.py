"""Long lists in pages.

Takes rows and a request; gives the rows of the page that is asked for, with the addresses of its neighbours. No page grows with the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.views.web.seat import Seat

SIZE, LARGEST = 50, 500


@dataclass(frozen=True)
class Shown:
    """The rows of one page. `total` is None where counting all would take too long: then `more` says whether there are."""

    rows: Sequence[Any]
    page: int
    size: int
    total: int | None
    more: bool
    before: str | None = None
    after: str | None = None

    @property
    def first(self) -> int:
        """The number of the first row."""
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of the last row."""
        return self.first + len(self.rows) - 1


def page_of(rows: Sequence[Any], seat: Seat, size: int = SIZE) -> Shown:
    """The page of a list that is all there."""
    number = asked_page(seat)
    shown = rows[(number - 1) * size : number * size]
    return linked(shown, number, size, len(rows), len(rows) > number * size, seat)


def linked(rows: Sequence[Any], number: int, size: int, total: int | None, more: bool, seat: Seat) -> Shown:
    """A page with the addresses of the pages beside it."""
    before = seat.with_query(page=number - 1) if number > 1 else None
    after = seat.with_query(page=number + 1) if more else None
    return Shown(rows, number, size, total, more, before, after)


def asked_page(seat: Seat) -> int:
    """The number of the page that is asked for; the first when it is none."""
    asked = seat.asked("page")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) < 10**6 else 1
