"""From bytes to text.

Takes the bytes of a file; gives its text, untouched but for a byte order mark, or a DocumentError that says
at which byte it stopped being text and what would be right. An old Western encoding is read only when nothing
else fits.
"""

import codecs
import re

import msgspec

from lagebild.documents.language import UNDECIDED, language_of
from lagebild.errors import DocumentError

# Reading takes a minute or so a megabyte, whatever the length, and hardly more memory than the text and its claims.
MOST_BYTES = 60_000_000
# In this order: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_XML = re.compile(
    r"\s*+(?P<declared><\?xml\b[^>]*+>)?+(?:\s|<!--(?:(?!-->).)*+-->|<![^>]*+>|<\?[^>]*+>)*+<(?P<root>[A-Za-z_][\w:.-]*)[\s/>]",
    re.S,
)
_RIGHT = "right would be text in UTF-8, HTML, or JSON Lines"
_WESTERN = "cp1252"
# In a text of a Western language these are what bytes above 127 stand for; anything else speaks against it.
WESTERN_LETTERS = frozenset("äöüÄÖÜßéèêëàâáîïíóòôúùûçñÉÀÇåæøÅÆØ€–—„“”‚‘’«»…§°·\u00a0©®½²³")


def text_of(data: bytes) -> str:
    """The text that these bytes are."""
    refuse_size(len(data))
    _refuse_formats(data)
    text = _decoded(data)
    if not text.strip():
        raise DocumentError("empty; right would be a text of at least one sentence")
    _refuse_markup(text)
    return text


def refuse_size(size: int) -> None:
    """No document is longer than a library of them."""
    if size > MOST_BYTES:
        raise DocumentError(
            f"more than {MOST_BYTES // 10**6} MB; right would be one document, or JSON Lines with one a line"
        )


def _refuse_formats(data: bytes) -> None:
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise DocumentError(f"{name}, not text; {_RIGHT}")


def _refuse_markup(text: str) -> None:
    """Tags and marks of other formats would be read as words, and as parts of names."""
    found = _XML.match(text)
    if found and (found["declared"] or text.rstrip().endswith(f"</{found['root']}>")):
        raise DocumentError(
            f"XML (<{found['root'][:40]}>), not text; right would be a web page, a feed by its address, or text"
        )
    if text.lstrip()[:1] == "[" and _is_json(text):
        raise DocumentError('a JSON list; right would be one object a line, {"text": "…"}')


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, len(mark))
    if b"\0" in data:
        raise DocumentError(f"binary: a zero at byte {data.index(0)}; {_RIGHT}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _western(data) or _refuse(data, error, "UTF-8", 0)


def _strictly(data: bytes, encoding: str, skipped: int) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return _refuse(data, error, encoding.upper().removesuffix("-LE").removesuffix("-BE"), skipped)
    if "\0" in text:
        raise DocumentError(f"binary: a zero at character {text.index(chr(0))}; {_RIGHT}")
    return text


def _refuse(data: bytes, error: UnicodeDecodeError, encoding: str, skipped: int) -> str:
    byte = f"0x{data[error.start]:02x}"
    raise DocumentError(
        f"not {encoding}: byte {error.start + skipped} is {byte}; "
        "right would be UTF-8 (iconv -f OLD -t UTF-8 FILE)"
    ) from error


def _western(data: bytes) -> str | None:
    """The text as Windows-1252 when that is certain: its letters are Western and make a language."""
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return None
    special = {character for character in text if character > "\x7f"}
    if not special <= WESTERN_LETTERS or language_of(text) == UNDECIDED:
        return None
    return text if _detector_agrees(data, text) else None


def _detector_agrees(data: bytes, text: str) -> bool:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return best is not None and str(best) == text
