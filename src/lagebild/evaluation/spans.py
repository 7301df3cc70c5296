"""Where triggers are, counted in words.

Takes a passage's text; gives positions of triggers and how far two of them are apart inside a clause.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]")
_CLAUSE_MARKS = frozenset(".!?;:,()[]–—")


class Stretch(NamedTuple):
    """First and last word of a trigger."""

    first: int
    last: int


class Words:
    """The words of one text by position."""

    def __init__(self, text: str) -> None:
        """Cut the text into words and marks."""
        self.text = text
        self._borders = [match.span() for match in _TOKEN.finditer(text)]

    def stretch(self, start: int, length: int) -> Stretch | None:
        """The words that these characters touch."""
        end = start + max(1, length)
        touched = [i for i, (a, b) in enumerate(self._borders) if b > start and a < end]
        return Stretch(touched[0], touched[-1]) if touched else None

    def located(self, trigger: str, start: int | None) -> Stretch | None:
        """The words of a predicted trigger: at its offset where that fits, else where it first occurs."""
        if not trigger:
            return None
        place = self._place(trigger, start)
        return self.stretch(place, len(trigger)) if place >= 0 else None

    def _place(self, trigger: str, start: int | None) -> int:
        if start is not None and self.text[start : start + len(trigger)] == trigger:
            return start
        place = self.text.find(trigger)
        if place < 0:
            place = self.text.lower().find(trigger.lower())
        if place < 0 and start is not None and 0 <= start < len(self.text):
            place = start
        return place

    def distance(self, one: Stretch, other: Stretch) -> int | None:
        """Words from one to the other; 0 when they overlap, None when a clause ends between them."""
        left, right = sorted((one, other))
        if right.first <= left.last:
            return 0
        between = (self.text[slice(*self._borders[i])] for i in range(left.last + 1, right.first))
        return None if any(word in _CLAUSE_MARKS for word in between) else right.first - left.last
