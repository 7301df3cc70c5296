"""From the bytes of a web page to its letters.

Takes bytes and what their sender calls them; gives text. What is valid UTF-8 is UTF-8, whatever it is called; then the sender is
believed, then the page, then what the bytes look like. Letters that went through the wrong encoding on their way are mended where
all of them can be.
"""

import codecs
import re

from lagebild.documents.encoding import MARKS, WESTERN_LETTERS

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
HEAD = 4_000  # bytes in which a page says its encoding
SAMPLE = 20_000  # bytes that are enough to guess one
# The web's own rule: who says ASCII or Latin-1 means Windows-1252.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}
# Bytes that are no letters and that extractors and terminals stumble over.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
# Two to four letters that were one before its UTF-8 was read as Windows-1252: a lead and what follows it.
_TAIL = "[\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
_GARBLED = re.compile(f"[\u00c2-\u00df]{_TAIL}|[\u00e0-\u00ef]{_TAIL}{{2}}|[\u00f0-\u00f4]{_TAIL}{{3}}")


def page_text(data: bytes, called: str = "") -> str:
    """The letters of a page; `called` is the Content-Type that it came with."""
    return _CONTROL.sub("", repaired(_decoded(data, called)))


def _decoded(data: bytes, called: str) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in _named(data, called):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _guessed(data)


def _named(data: bytes, called: str) -> list[str]:
    """The encodings that sender and page name, as far as they exist."""
    names = [match[1] for match in (_HEADER.search(called),) if match]
    names += [match[1].decode("ascii") for match in (_META.search(data[:HEAD]),) if match]
    return [found for name in names if (found := _encoding(name))]


def _encoding(name: str) -> str | None:
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    # Some codecs of Python are no encodings of text (base64, zlib): what they make of bytes is not to be asked for.
    if not getattr(info, "_is_text_encoding", True):
        return None
    return _MEANT.get(info.name, info.name)


def _guessed(data: bytes) -> str:
    """What the bytes look like. Mostly UTF-8 with a few broken signs is UTF-8."""
    as_utf8 = data.decode("utf-8", "replace")
    broken, letters = as_utf8.count("\ufffd"), sum(c > "\x7f" for c in as_utf8)
    if broken * 10 < letters:
        return as_utf8
    as_western = data.decode("cp1252", "replace")
    if {c for c in as_western if c > "\x7f"} <= WESTERN_LETTERS:
        return as_western
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return data.decode(_encoding(best.encoding) or "cp1252" if best else "cp1252", "replace")


def repaired(text: str) -> str:
    """The text with letters mended whose UTF-8 was read as Windows-1252; untouched unless every such place can be mended."""
    found = _GARBLED.findall(text)
    if not found or any(_mended(one) is None for one in set(found)):
        return text
    # A text that is garbled has hardly any such letter that is right.
    right = sum(c > "\x7f" for c in _GARBLED.sub("", text))
    return _GARBLED.sub(lambda match: _mended(match[0]) or match[0], text) if len(found) > right else text


def _mended(letters: str) -> str | None:
    try:
        return bytes(
            b for c in letters for b in (c.encode("cp1252") if ord(c) > 0xFF else c.encode("latin-1"))
        ).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
