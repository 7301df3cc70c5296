"""Long lists in pages.

Takes rows and a request; gives the rows of the page that is asked for, with the addresses of its neighbours. A list that grows with the
ledger goes on from a row (`?after=`, `?before=`); one that is all there has numbered pages. No page grows with the ledger.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lagebild.views.web.seat import Seat

SIZE, LARGEST = 50, 500


@dataclass(frozen=True)
class Shown:
    """The rows of one page, and how many there are in all; None where counting all would take too long, or nobody asked.

    `first`: the number of the first row, where rows are numbered. `before`, `after`: the addresses of the pages beside it.
    """

    rows: Sequence[Any]
    total: int | None = None
    first: int | None = None
    before: str | None = None
    after: str | None = None

    @property
    def last(self) -> int | None:
        """The number of the last row."""
        return self.first + len(self.rows) - 1 if self.first else None


def page_of(rows: Sequence[Any], seat: Seat, size: int = SIZE) -> Shown:
    """The page of a list that is all there."""
    number = asked_page(seat)
    shown = rows[(number - 1) * size : number * size]
    return numbered(shown, number, size, seat, total=len(rows), more=len(rows) > number * size)


def numbered(
    rows: Sequence[Any], number: int, size: int, seat: Seat, *, more: bool, total: int | None = None
) -> Shown:
    """A page with a number."""
    before = seat.with_query(page=number - 1) if number > 1 else None
    after = seat.with_query(page=number + 1) if more else None
    return Shown(rows, total, (number - 1) * size + 1, before, after)


def keyed(
    rows: Sequence[Any], seat: Seat, before: str | None, after: str | None, total: int | None = None
) -> Shown:
    """A page of a list that goes on from rows with these keys."""
    return Shown(
        rows, total, None, before and seat.with_query(before=before, after=""), after and seat.with_query(after=after, before="")
    )  # fmt: skip


def asked_page(seat: Seat) -> int:
    """The number of the page that is asked for; the first when it is none."""
    asked = seat.asked("page")
    return int(asked) if asked.isascii() and asked.isdigit() and 0 < int(asked[:9]) < 10**6 else 1
