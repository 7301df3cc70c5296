"""JSON Lines -> deeds.

Takes a file and what reads one line; gives the deeds of all lines, by day, and each line that gave none with the reason.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.tabular import Aside, Imported

Read = Callable[[bytes], tuple[Sequence[Deed], str]]  # the deeds of a line, and why there are none


def deeds_of_lines(path: Path, read: Read, what: str, writer: str) -> Imported:
    """The deeds of a file; each line should be `what`, as the command `writer` writes it."""
    deeds: list[Deed] = []
    aside: list[Aside] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            found, why = read(line)
        except msgspec.MsgspecError as error:
            found, why = (), f"no {what}: {error}; right would be a line of `{writer}`"
        deeds += found
        if not found:
            aside.append(Aside(f"{path.name}:{number}", why))
    return Imported(tuple(sorted(deeds, key=lambda deed: (deed.day, deed.id))), tuple(aside))
