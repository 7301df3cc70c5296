"""Bytes to text: what is read, what is refused, and in which words."""

import pytest

from lagebild.documents.encoding import text_of
from lagebild.errors import DocumentError

GERMAN = "Die Außenminister äußerten sich über die Sanktionen. Für Dienstag ist ein Gespräch in Köln geplant."
RUSSIAN = "Правительство объявило о новых санкциях против соседней страны."

READ = [
    (GERMAN.encode(), GERMAN),
    (b"\xef\xbb\xbf" + GERMAN.encode(), GERMAN),
    (b"\xff\xfe" + GERMAN.encode("utf-16-le"), GERMAN),
    (GERMAN.encode("cp1252"), GERMAN),
    (
        "„Die Lage ist ernst“, sagte der Außenminister – und ging in Köln über die Brücke.".encode("cp1252"),
        "„Die Lage ist ernst“, sagte der Außenminister – und ging in Köln über die Brücke.",
    ),
    ("eins\r\nzwei 👍🏽 e\u0301\r\n".encode(), "eins\r\nzwei 👍🏽 e\u0301\r\n"),
]

REFUSED = [
    (b"", "empty; right would be a text"),
    (b" \n\t ", "empty; right would be a text"),
    (b"%PDF-1.7 ...", "a PDF file, not text; right would be"),
    (b"PK\x03\x04rest", "a ZIP archive or an office document, not text"),
    (b"abc\x00def", "binary: a zero at byte 3"),
    (b"abc \xff\xfe def", "not UTF-8: byte 4 is 0xff; right would be UTF-8"),
    ("Schöne Grüße".encode()[:-2] + b"\xc3", "not UTF-8: byte"),
    (RUSSIAN.encode("cp1251"), "not UTF-8: byte 0 is 0xcf"),
    (RUSSIAN.encode("koi8-r"), "not UTF-8: byte 0 is 0xf0"),
    (
        "Rząd ogłosił we wtorek nowe sankcje wobec sąsiedniego państwa.".encode("cp1250"),
        "not UTF-8: byte 2 is 0xb9",
    ),
    (b"\xff\xfea\x00b", "not UTF-16: byte 4"),
]


@pytest.mark.parametrize(("data", "text"), READ)
def test_text_is_read_untouched(data, text):
    assert text_of(data) == text


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_what_is_no_text_is_refused_with_the_byte_and_what_would_be_right(data, said):
    with pytest.raises(DocumentError) as error:
        text_of(data)
    assert str(error.value).startswith(said)
    assert "right would be" in str(error.value)
