"""A long text, page by page.

Takes a Reading; gives its stretches: each with as many claims as a page has cards for, and no longer than a page can be. Put together again they
are the text; a stretch ends where a sentence does.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.model import Claim, Reading
from lagebild.views.marks import numbered_claims

CARDS = 25  # claims on one page: each card has some 6 KB
WHOLE = 30_000  # characters up to which a text stands on each page whole
LONGEST = 20_000  # characters of one stretch


@dataclass(frozen=True)
class Stretch:
    """A part of a text with its claims, numbered as everywhere."""

    start: int
    end: int
    claims: tuple[tuple[int, Claim], ...]


def stretches_of(reading: Reading) -> list[Stretch]:
    """The stretches in the order of the text; at least one."""
    text, claims = reading.document.text, numbered_claims(reading)
    longest = len(text) if len(text) <= WHOLE else LONGEST
    starts = [claim.trigger.start for _, claim in claims]
    ends = sorted({sentence.end for sentence in reading.sentences} | {len(text)})
    found: list[Stretch] = []
    start = first = 0
    while start < len(text) or not found:
        end = _end(start, first, longest, starts, ends, len(text))
        last = bisect_left(starts, end, first) if end < len(text) else len(claims)
        found.append(Stretch(start, end, tuple(claims[first:last])))
        start, first = end, last
    return found


def _end(
    start: int, first: int, longest: int, starts: Sequence[int], ends: Sequence[int], length: int
) -> int:
    """Where the stretch ends: before the claim that is one too many, before it is too long, and where a sentence ends if one does."""
    before = starts[first + CARDS] if first + CARDS < len(starts) else length
    limit = min(start + longest, before, length)
    if limit == length:
        return length
    i = bisect_left(ends, limit + 1) - 1
    sentence = ends[i] if i >= 0 else 0
    return sentence if sentence > start else limit


def page_with(stretches: Sequence[Stretch], number: int) -> int:
    """The page, from 1, on which a claim has its card."""
    lasts = [stretch.claims[-1][0] if stretch.claims else 0 for stretch in stretches]
    for page, last in enumerate(lasts, 1):
        if number <= last:
            return page
    return len(stretches)
