"""Lagebild: the picture of a situation. Who did what to whom, who says so, how surely.

>>> import lagebild
>>> reading = lagebild.read("Nach Angaben der Polizei wurden drei Menschen festgenommen.")
>>> for claim in reading.claims:
...     print(claim)
"""

from typing import TYPE_CHECKING, Any

from lagebild.errors import DataError, DocumentError, LagebildError, UnknownLanguage
from lagebild.version import VERSION as __version__

if TYPE_CHECKING:
    from lagebild.api import Lagebild, read

__all__ = [
    "DataError",
    "DocumentError",
    "Lagebild",
    "LagebildError",
    "UnknownLanguage",
    "__version__",
    "read",
]


def __getattr__(name: str) -> Any:
    """`read` and `Lagebild`, imported when first asked for, so that `lagebild --help` starts at once."""
    if name in ("Lagebild", "read"):
        from lagebild import api

        return getattr(api, name)
    raise AttributeError(f"module 'lagebild' has no attribute {name!r}")
