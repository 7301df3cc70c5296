"""A reading as lines: one a claim, for pipes, logs and tests.

Takes a Reading; gives `str(claim)` of each in the order of the text. Needs nothing of the terminal's, so that a pipe starts at once.
"""

from collections.abc import Iterator

from lagebild.model import Claim, Reading
from lagebild.views.marks import numbered_claims
from lagebild.views.plain import fit


def plain_lines(reading: Reading) -> Iterator[str]:
    """One line a claim, as logs and tests write it: `str(claim)`."""
    for _, claim in numbered_claims(reading):
        yield one_line_of(claim)


def one_line_of(claim: Claim) -> str:
    """`str(claim)` without anything that would break or steer the line."""
    return fit(str(claim)).replace("\r", " ").replace("\n", " ")
