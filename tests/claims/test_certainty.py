"""The one word of certainty is a pure function of three axes (ANNOTATION §5)."""

import pytest

from lagebild.claims.axes import Axes, Mark, axes_from, polarity_of, word_of

WORDS = [
    (Axes("past", "certain", "own"), "asserted"),
    (Axes("past", "certain", "reported"), "reported"),
    (Axes("past", "certain", "distanced"), "alleged"),
    (Axes("past", "possible", "distanced"), "possible"),
    (Axes("past", "possible", "reported"), "possible"),
    (Axes("future", "possible", "reported"), "planned"),
    (Axes("future", "certain", "distanced"), "planned"),
    (Axes("conditional", "possible", "reported"), "conditional"),
    (Axes("conditional", "denied", "reported"), "denied"),
    (Axes("past", "negated", "own"), "asserted"),
]


@pytest.mark.parametrize(("axes", "word"), WORDS)
def test_the_word_follows_the_precedence_of_the_guideline(axes, word):
    assert word_of(axes) == word


@pytest.mark.parametrize(
    ("commitment", "polarity"),
    [("certain", "affirmed"), ("possible", "affirmed"), ("negated", "negated"), ("denied", "denied")],
)
def test_only_denied_and_negated_commitments_change_polarity(commitment, polarity):
    assert polarity_of(Axes(commitment=commitment)) == polarity


def test_marks_change_one_axis_each_and_keep_the_others():
    marks = [Mark(1, "time=future", "a"), Mark(2, "evidence=distanced", "b")]
    assert axes_from(marks, Axes(evidence="reported")) == Axes("future", "certain", "distanced")
