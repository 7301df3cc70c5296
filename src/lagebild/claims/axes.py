"""The axes of certainty, what sets them, and the one word that they give.

Takes Marks (tokens that bear on certainty); gives Axes: time, commitment, evidence mode. The word is a pure function
of the axes, by the precedence of ANNOTATION §5.
"""

import msgspec
from msgspec.structs import replace

from lagebild.model import Certainty, Commitment, EvidenceMode, Polarity, Time


class Axes(msgspec.Struct, frozen=True):
    """What is stored: time, commitment, evidence mode."""

    time: Time = "past"
    commitment: Commitment = "certain"
    evidence: EvidenceMode = "own"


class Mark(msgspec.Struct, frozen=True):
    """A token that bears on certainty, what it means, and the key of its entry.

    `spent`: tokens that the entry's own conditions used up ("nicht ausgeschlossen" is possible, not negated).
    """

    token: int
    means: str
    entry: str
    spent: tuple[int, ...] = ()


def word_of(axes: Axes) -> Certainty:
    """The one word: denied > conditional > planned > possible > alleged > reported > asserted."""
    rules: tuple[tuple[bool, Certainty], ...] = (
        (axes.commitment == "denied", "denied"),
        (axes.time == "conditional", "conditional"),
        (axes.time == "future", "planned"),
        (axes.commitment == "possible", "possible"),
        (axes.evidence == "distanced", "alleged"),
        (axes.evidence == "reported", "reported"),
    )
    return next((word for holds, word in rules if holds), "asserted")


def polarity_of(axes: Axes) -> Polarity:
    """Denied and negated commitments as ANNOTATION's polarity; all else is affirmed."""
    return axes.commitment if axes.commitment in ("denied", "negated") else "affirmed"


def axes_from(marks: list[Mark], base: Axes) -> Axes:
    """The axes that the marks set on a base; the strongest of each kind counts."""
    means = {mark.means for mark in marks}
    axes = base
    for time in ("ongoing", "future", "conditional"):
        if f"time={time}" in means:
            axes = replace(axes, time=time)
    for commitment in ("possible", "negated", "denied"):
        if f"commitment={commitment}" in means:
            axes = replace(axes, commitment=commitment)
    if "evidence=distanced" in means:
        axes = replace(axes, evidence="distanced")
    return axes
