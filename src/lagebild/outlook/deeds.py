"""What happened, as far as is known: the history that an outlook rests on.

Takes JSON Lines of deeds (from `lagebild outlook import`, or from a ledger); gives them in order of day. A deed is one line:
who did what kind of thing to whom on which day, with its source and how certain it is: none goes without.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec

from lagebild.errors import DataError

BOM = b"\xef\xbb\xbf"
HOLE, STRAYS = (
    90,
    0.05,
)  # days without a deed by anybody, and the share of deeds that do not count when they lie before


class Deed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event of a history. `day` is ISO; `type` and `mode` are the ontology's; `certainty` is the text's word for it."""

    day: str
    actor: str
    recipient: str
    type: str
    source: str
    certainty: str
    mode: str = ""
    id: str = ""

    @property
    def ordinal(self) -> int:
        """The day as a number that can be counted with."""
        return date.fromisoformat(self.day).toordinal()


def read_history(path: Path, types: Iterable[str]) -> tuple[Deed, ...]:
    """The deeds of a file, in order of day; one with an id that stands there again is taken once.

    Raises:
        DataError: every line that is none.
    """
    decoder, known = msgspec.json.Decoder(Deed), frozenset(types)
    deeds: list[Deed] = []
    problems: list[str] = []
    seen: set[Deed] = set()
    for number, line in enumerate(path.read_bytes().removeprefix(BOM).splitlines(), 1):
        if not line.strip():
            continue
        try:
            deed = decoder.decode(line)
            problem = _problem(deed, known)
        except msgspec.MsgspecError as error:
            problem = f"{error}; a line has day, actor, recipient, type, source, certainty"
        if problem:
            problems.append(f"{path.name}:{number}: {problem}")
        elif not deed.id or deed not in seen:
            deeds.append(deed)
            seen.add(deed)
    if problems:
        raise DataError(str(path), problems)
    return tuple(sorted(deeds, key=lambda deed: (deed.day, deed.actor, deed.recipient, deed.type)))


def without_strays(deeds: Sequence[Deed]) -> Sequence[Deed]:
    """Deeds in order of day, without the few before a hole of `HOLE` days in which nobody did anything: they make a history no longer."""
    begin = 0
    for i, (earlier, later) in enumerate(pairwise(deeds), 1):
        if i > STRAYS * len(deeds):
            break
        if earlier.day != later.day and later.ordinal - earlier.ordinal > HOLE:
            begin = i
    return deeds[begin:]


def _problem(deed: Deed, known: frozenset[str]) -> str:
    try:
        date.fromisoformat(deed.day)
    except ValueError:
        return f"day {deed.day!r} is none; right would be one as 2024-10-18"
    if deed.type not in known:
        return f"type {deed.type!r} is unknown; it is one of {', '.join(sorted(known))}"
    empty = [name for name in ("actor", "recipient", "source", "certainty") if not getattr(deed, name)]
    return f"{', '.join(empty)} must not be empty" if empty else ""


def lines_of(deeds: Iterable[Deed]) -> Iterator[str]:
    """Deeds as JSON Lines."""
    encoder = msgspec.json.Encoder()
    for deed in deeds:
        yield encoder.encode(deed).decode("utf-8")
