"""The weights that a language has for what is weighed.

Takes the language and the name of a file beside its tables; gives the numbers in it, or None where the language has none.
"""

from array import array
from importlib.resources import files
from typing import Final

FLOAT: Final = "f"  # four bytes


def weights_in(lang: str, name: str) -> "array[float] | None":
    """The numbers of `languages/<lang>/<name>`, four bytes each."""
    file = files("lagebild") / "languages" / lang / name
    if not file.is_file():
        return None
    stored = array(FLOAT)
    stored.frombytes(file.read_bytes())
    return stored
