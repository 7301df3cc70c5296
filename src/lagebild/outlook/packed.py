"""The text of a file that may be packed.

Takes a path; gives its text: plain, of a .gz or .zst, or of the one file in a .zip. A mark at its beginning that says how it is encoded is left out.
"""

import zipfile
import zlib
from pathlib import Path

from lagebild.documents.archives import PACKED, members, unpacked
from lagebild.errors import DocumentError, LagebildError


class NotWhole(LagebildError):
    """A packed file that cannot be unpacked; says which, and what would be right."""


def text_of(path: Path) -> str:
    """The text; bytes that are no UTF-8 are replaced.

    Raises:
        NotWhole: it is packed, and breaks off or is not what its name says.
    """
    try:
        return _bytes_of(path).decode("utf-8-sig", errors="replace")
    except (DocumentError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise NotWhole(f"{path.name}: {error}") from None


def _bytes_of(path: Path) -> bytes:
    if path.suffix == ".zip":
        return _first_in(path)
    if path.suffix not in PACKED:
        return path.read_bytes()
    with path.open("rb") as file, unpacked(file, path.suffix) as inside:
        return inside.read()


def _first_in(path: Path) -> bytes:
    for _, inside in members(path):
        if isinstance(inside, DocumentError):
            raise inside
        with inside:
            return inside.read()
    raise DocumentError("an archive without a file; right would be one with the table in it")
