"""What a number is: digits, words, and both."""

import pytest

from lagebild.claims.numbers import load_number_words, number_at, value_of
from lagebild.errors import DataError

WORDS = [
    ("de", "12.000", 12000), ("de", "12,000", 12000), ("de", "6,3", 6.3), ("de", "1500", 1500), ("de", "1.234.567", 1234567),
    ("de", "dreiundzwanzig", 23), ("de", "zwölftausend", 12000), ("de", "hundertfünfzig", 150), ("de", "tausendeins", 1001),
    ("de", "zweitausenddreihundertvierundzwanzig", 2324), ("de", "Vier", 4), ("de", "anderthalb", 1.5),
    ("de", "54-jährige", None), ("de", "3.", None), ("de", "14:30", None), ("de", "hundert", None), ("de", "und", None),
    ("de", "verhundert", None), ("de", "Tausendsassa", None), ("de", "3.10.2024", None),
    ("en", "12,000", 12000), ("en", "2.5", 2.5), ("en", "2.5bn", 2.5e9), ("en", "twenty-four", 24), ("en", "twenty-twenty", None),
    ("en", "fifty", 50), ("en", "5m", None), ("en", "3rd", None), ("en", "non-zero", None),
]  # fmt: skip

ROWS = [
    ("de", "6,3 Milliarden Euro", 6.3e9, 2),
    ("de", "50 Mio. Euro", 50e6, 2),
    ("de", "zwei Dutzend Raketen", 24, 2),
    ("de", "ein Dutzend Panzer", 12, 2),
    ("de", "eine halbe Million Menschen", 500000, 3),
    ("de", "hundert Menschen", 100, 1),
    ("de", "12 Soldaten", 12, 1),
    ("en", "two hundred and fifty thousand people", 250000, 5),
    ("en", "half a million dollars", 500000, 3),
    ("en", "a dozen tanks", 12, 2),
    ("en", "a million doses", 1e6, 2),
    ("en", "two and three", 2, 1),
    ("en", "360 billion yuan", 360e9, 2),
]


@pytest.mark.parametrize(("lang", "word", "value"), WORDS)
def test_a_word_has_its_value(lang, word, value):
    assert value_of(word, load_number_words(lang)) == value


@pytest.mark.parametrize(("lang", "text", "value", "end"), ROWS)
def test_a_number_goes_on_as_long_as_it_multiplies(lang, text, value, end):
    number = number_at(text.split(), 0, load_number_words(lang))
    assert (number.value, number.end, number.vague) == (value, end, False)


@pytest.mark.parametrize(
    ("lang", "text", "least", "end"),
    [
        ("de", "Tausende Soldaten", 1000, 1),
        ("de", "mehrere Tausend Rekruten", 1000, 2),
        ("de", "Millionen Euro", 1e6, 1),
        ("en", "hundreds of thousands", 100000, 3),
        ("en", "several people", 0, 1),
    ],
)
def test_a_vague_numeral_says_an_order_of_magnitude(lang, text, least, end):
    number = number_at(text.split(), 0, load_number_words(lang))
    assert (number.value, number.end, number.vague) == (least, end, True)


@pytest.mark.parametrize(("lang", "text"), [("de", "ein Mann"), ("en", "a man"), ("en", "one man")])
def test_the_word_one_may_be_an_article(lang, text):
    assert number_at(text.split(), 0, load_number_words(lang)).bare


@pytest.mark.parametrize("text", ["half the troops", "million", "soldiers"])
def test_what_multiplies_nothing_is_no_number(text):
    assert number_at(text.split(), 0, load_number_words("en")) is None


def test_all_mistakes_in_the_file_are_told(tmp_path):
    (tmp_path / "numbers.toml").write_text(
        '[values]\nx = "y"\n[before]\nnearly = ["fast"]\n[kinds]\ncars = "auto"', "utf-8"
    )
    with pytest.raises(DataError) as error:
        load_number_words("de", (tmp_path,))
    assert len(error.value.problems) == 3


def test_a_users_words_are_added_to_ours(tmp_path):
    (tmp_path / "numbers.toml").write_text('[values]\n60 = "schock"', "utf-8")
    words = load_number_words("de", (tmp_path,))
    assert value_of("Schock", words) == 60 and value_of("zwölf", words) == 12
