"""Whether the owner of a page reserves its text from text and data mining (TDMRep, W3C community group report, 2024).

Takes what a host says for its paths (/.well-known/tdmrep.json), or the headers of an answer; gives whether there is a reservation
and where its policy stands. Whoever reserves anywhere has reserved: German law (§ 44b UrhG) asks us to heed it, not to weigh it.
"""

from typing import Any

import msgspec

from lagebild.documents.net.robots import fits, normal
from lagebild.model import Noun

WHERE = "/.well-known/tdmrep.json"
MOST_BYTES = 500_000
MOST_RULES = 5_000
HEADER, POLICY = "tdm-reservation", "tdm-policy"


class Reservation(Noun, frozen=True):
    """A reservation for paths that begin so, and where its conditions can be read."""

    location: bytes
    policy: str | None = None


def reservations_in(data: bytes) -> tuple[Reservation, ...]:
    """The reservations of a host; what is no such file reserves nothing."""
    try:
        rows = msgspec.json.decode(data[:MOST_BYTES], type=list[dict[str, Any]])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return ()
    return tuple(
        Reservation(
            location=normal(str(row["location"]).encode("utf-8", "replace")), policy=_policy(row.get(POLICY))
        )
        for row in rows[:MOST_RULES]
        if "location" in row and str(row.get(HEADER, "")).strip() == "1"
    )


def is_reserved(said: str) -> bool:
    """Whether a header reserves; where it is sent more than once, one is enough."""
    return "1" in (each.strip() for each in said.split(","))


def reserved(path: str, reservations: tuple[Reservation, ...]) -> Reservation | None:
    """The reservation that holds for a path."""
    asked = normal(path.encode("utf-8", "replace"))
    return next((one for one in reservations if fits(one.location, asked)), None)


def why_reserved(policy: str | None) -> str:
    """What is told of a page that is reserved."""
    where = f" (its conditions: {policy})" if policy else ""
    return f"its owner reserves text and data mining{where}; right would be the owner's permission and the text as a file"


def _policy(value: object) -> str | None:
    return str(value)[:500] if value else None
