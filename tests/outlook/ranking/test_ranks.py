import numpy as np
import pytest

from lagebild.outlook.ranking.ranks import rank_of_the_unproposed, ranks_among, summary_of


@pytest.mark.parametrize(
    ("scores", "answers", "place", "rank"),
    [
        ([3, 2, 1], [0], 0, 1),
        ([3, 2, 1], [2], 2, 3),
        ([3, 2, 1], [0, 2], 2, 2),  # the other answer is passed over
        ([1, 1, 1], [1], 1, 2),  # a tie of three: the middle
        ([2, 1, 1], [2], 2, 2.5),
        ([1, 1, 1], [0, 1], 1, 1.5),
    ],
)
def test_a_rank_is_filtered_and_a_tie_has_the_rank_expected_of_it(scores, answers, place, rank):
    is_answer = np.isin(np.arange(3), answers)[None, :]
    found = ranks_among(np.asarray([scores], np.float32), is_answer, np.asarray([0]), np.asarray([place]))
    assert found.tolist() == [rank]


def test_what_nobody_proposed_shares_the_places_behind_the_candidates():
    # Ten entities, four proposed, one of two answers among them: three ahead, five others tied with it.
    assert rank_of_the_unproposed(10, 4, np.asarray([2.0]), np.asarray([1.0])).tolist() == [1 + 3 + 5 / 2]


def test_figures_are_in_percent():
    assert summary_of(np.asarray([1.0, 2.0, 20.0])) == {
        "mrr": pytest.approx(51.667),
        "h1": pytest.approx(33.333),
        "h3": pytest.approx(66.667),
        "h10": pytest.approx(66.667),
    }
