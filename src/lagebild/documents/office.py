"""Word-processor files (.docx) -> text.

Takes the bytes; gives the text, a paragraph a line, and the title. Tables are read cell by cell; headers, footers and comments are
left out.
"""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from lagebild.documents.identity import Particulars
from lagebild.errors import DocumentError

TEXT, PROPERTIES = "word/document.xml", "docProps/core.xml"
OTHER = {"mimetype", "[Content_Types].xml"}  # which of the two there is depends on the maker
# What a document of MOST_BYTES takes at most once its markup is unpacked.
MOST_UNPACKED = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def is_office(data: bytes) -> bool:
    """Whether these bytes are a ZIP archive with a text document in it."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return TEXT in archive.namelist()
    except zipfile.BadZipFile:
        return False


def refuse_other(data: bytes) -> None:
    """Workbooks, slides, books and documents of other word processors are ZIP archives, too, but none of texts.

    Raises:
        DocumentError: when it is one of those.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return
    if OTHER & names:
        raise DocumentError(
            "an office document or a book, not .docx; right would be PDF, .docx, HTML or text"
        )


def office_text(data: bytes) -> tuple[str, Particulars]:
    """Text and title of a document.

    Raises:
        DocumentError: when it is none, or has no text.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            root = _parsed(archive, TEXT)
            title = (
                _parsed(archive, PROPERTIES).findtext(_TITLE) if PROPERTIES in archive.namelist() else None
            )
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, RuntimeError) as error:
        raise DocumentError(
            f"no whole .docx file ({error}); right would be one that a word processor opens"
        ) from error
    text = "\n".join("".join(_pieces(paragraph)) for paragraph in root.iter(f"{_W}p")).strip()
    if not text:
        raise DocumentError("no text in it; right would be a document with running text")
    return text, Particulars(title=title or None)


def _parsed(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if archive.getinfo(name).file_size > MOST_UNPACKED:
        raise DocumentError(f"more than {MOST_UNPACKED // 10**6} MB unpacked; right would be one report")
    return ElementTree.fromstring(archive.read(name))


def _pieces(paragraph: ElementTree.Element) -> list[str]:
    pieces = []
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            pieces.append(part.text or "")
        else:
            pieces.append(_SIGNS.get(part.tag, ""))
    return pieces
