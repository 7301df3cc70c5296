"""From the bytes of a page to its letters."""

import pytest

from lagebild.documents.charsets import page_text, repaired

TEXT = "Für Präsident Selenskyj „gibt es keine“ Straße – 5 €."


@pytest.mark.parametrize(
    ("data", "called"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode(), "text/html; charset=iso-8859-1"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=cp1252"),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252"),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (TEXT.encode("cp1252"), "text/html; charset=utf-8"),
        (TEXT.encode("cp1252"), 'text/html; charset="nonsense"'),
        (TEXT.encode("cp1252"), "text/html; charset=hex"),
        (TEXT.encode("cp1252"), ""),
        (TEXT.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode(), ""),
    ],
)
def test_letters_are_right_whatever_they_are_called(data, called):
    assert page_text(data, called).replace("\ufffd", "“") in (TEXT, TEXT.replace("“", "”"))


def test_what_the_page_says_counts_where_its_sender_says_nothing():
    data = '<meta charset="koi8-r"><p>Кремль'.encode("koi8-r")
    assert "Кремль" in page_text(data, "text/html")


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("FÃ¼r PrÃ¤sident Selenskyj", "Für Präsident Selenskyj"),
        ("KÃ¶ln â€“ so â€žes heiÃŸtâ€œ", "Köln – so „es heißt“"),
        ("Für Präsident Selenskyj", "Für Präsident Selenskyj"),
        ("São Paulo, Ã Paris", "São Paulo, Ã Paris"),
        ("Âµ und größer, wärmer, öfter", "Âµ und größer, wärmer, öfter"),
        ("Đồng â ê", "Đồng â ê"),
    ],
)
def test_garbled_letters_are_mended_where_all_of_them_can_be(garbled, right):
    assert repaired(garbled) == right


def test_signs_that_are_no_letters_are_left_out():
    assert page_text(b"a\x00b\x1b[2Jc\td\n") == "ab[2Jc\td\n"
