"""A reading as lines: one a claim, for pipes, logs and tests.

Takes a Reading; gives `str(claim)` of each in the order of the text. Needs nothing of the terminal's, so that a pipe starts at once.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lagebild.model import Claim, Reading
from lagebild.views.marks import numbered_claims
from lagebild.views.plain import fit

if TYPE_CHECKING:
    from lagebild.ledger import Changes


def plain_lines(reading: Reading) -> Iterator[str]:
    """One line a claim, as logs and tests write it: `str(claim)`."""
    for _, claim in numbered_claims(reading):
        yield one_line_of(claim)


def one_line_of(claim: Claim) -> str:
    """`str(claim)` without anything that would break or steer the line."""
    return fit(str(claim)).replace("\r", " ").replace("\n", " ")


def lines_of_changes(changes: "Changes") -> Iterator[str]:
    """`+` what came, `-` what went, `~` what is told otherwise, with the new wording below."""
    yield from (f"+ {one_line_of(claim)}" for claim in changes.gained)
    yield from (f"- {one_line_of(claim)}" for claim in changes.lost)
    for altered in changes.altered:
        yield f"~ {one_line_of(altered.before)}"
        yield f"  {one_line_of(altered.after)}"
