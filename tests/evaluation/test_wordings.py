"""When two wordings name the same."""

import pytest

from lagebild.evaluation.wordings import number_of, same_name, share_a_word

SAME = [
    ("südkoreanischen Geheimdienstes (NIS)", "südkoreanische Geheimdienst"),
    ("südkoreanischen Geheimdienstes (NIS)", "NIS"),
    ("Behördenangaben", "Behörden"),
    ("Armee Nordkoreas", "Armee"),
    ("Sprecher des Außenministeriums", "ein Sprecher"),
    ("Kim Jong Un, Machthaber", "Machthaber"),
    ("the army", "army"),
    ("Yonhap", "yonhap "),
]
OTHER = [("Nordkorea", "Südkorea"), ("Kreml", "Nato"), ("", "Nato"), (None, "Nato"), ("Menschen", "Soldaten")]
NUMBERS = [
    (12000, 12000), ("12.000", 12000), ("12,000 soldiers", 12000), ("1,5 Millionen", 1.5e6), ("zwei Dutzend", 24), ("dozen", 12),
    ("three", 3), ("Tausend", 1000), ("einige", None), (None, None), (True, None), ("2.5", 2.5), ("1.2.3", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_inflected_shortened_and_extended_names_are_the_same(one, other):
    assert same_name(one, other) and same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_are_other(one, other):
    assert not same_name(one, other)


@pytest.mark.parametrize(("worded", "value"), NUMBERS)
def test_a_number_is_read_however_it_is_written(worded, value):
    assert number_of(worded) == value


def test_units_and_places_need_one_word_in_common():
    assert share_a_word("nordkoreanische Soldaten", "Soldat")
    assert not share_a_word("Soldaten", None)
