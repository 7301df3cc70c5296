"""The two clocks: days of the world, moments of ours.

A document's day is the day on which the world had that wording: `modified` where it is known, of a document's first wording
the day of publication, else the day on which we fetched it; a later wording is never dated back to the first. Both
clocks ask for what was there *before*: before that day, before that moment.
"""

from datetime import UTC, datetime

from lagebild.model import Document


def now() -> str:
    """This moment, to the microsecond, as the ledger writes it; such strings sort as time does."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def world_day(document: Document, *, first: bool, fetched_at: str) -> str:
    """The day from which the world had this wording."""
    if document.modified:
        return document.modified
    return document.published if first and document.published else fetched_at[:10]


def moment_of(text: str) -> str:
    """A day or a moment as somebody writes it, as the ledger does; a day is its beginning.

    Raises:
        ValueError: when it is neither.
    """
    parsed = datetime.fromisoformat(text)
    try:
        there = parsed.replace(tzinfo=parsed.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text!r} is before or after all days that there are") from None
    # Not `strftime`, which writes the year 900 with three digits.
    return there.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
