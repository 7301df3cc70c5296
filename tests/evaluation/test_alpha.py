"""Krippendorff's alpha, on the worked examples of its author.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania, 2011): examples A and B (two values), C (nominal, two
observers), D (nominal, four observers, values missing).
"""

import pytest

from lagebild.evaluation.alpha import alpha_of


def units(*coders):
    return list(zip(*([None if v == "." else v for v in coder.split()] for coder in coders), strict=True))


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (
            (
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_alpha_is_that_of_the_published_examples(coders, alpha):
    assert alpha_of(units(*coders)) == pytest.approx(alpha, abs=0.0005)


def test_full_agreement_is_one_and_agreement_on_one_value_alone_says_nothing():
    assert alpha_of(units("a b a", "a b a")) == 1
    assert alpha_of(units("a a a", "a a a")) is None
    assert alpha_of([]) is None


def test_the_order_of_coders_and_units_makes_no_difference():
    one, other = "a a b b d c c", "b a b b b c a"
    assert alpha_of(units(one, other)) == pytest.approx(alpha_of(reversed(units(other, one))))
