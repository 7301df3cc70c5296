import numpy as np
import pytest

from lagebild.outlook.reactions.columns import rows_of
from lagebild.outlook.reactions.series import known_before, series_of
from tests.outlook.conftest import FIRST, deed, made_up

TYPES = ("CONSULT", "ACCUSE", "AID", "THREATEN")
LAST = FIRST.toordinal()


def test_a_count_fades_by_half_in_its_half_life():
    series = series_of([deed(0, "AAA", "BBB"), deed(20, "BBB", "AAA")], TYPES, last=LAST + 20, least=1)
    at = known_before(series, [1, 11])
    one = series.dyads.index(("AAA", "BBB"))
    assert at[1].faded[1][one, 0] == 1 and at[11].faded[1][one, 0] == pytest.approx(0.5)
    assert at[11].gap[one, 0] == 11 and at[11].faded_back[1][series.back[one], 0] == pytest.approx(0.5)


def test_both_directions_of_a_pair_are_asked_about():
    assert series_of([deed(0, "AAA", "BBB")], TYPES, last=LAST + 5, least=1).dyads == (
        ("AAA", "BBB"),
        ("BBB", "AAA"),
    )


def test_what_an_actor_does_to_itself_is_no_dyad():
    assert series_of([deed(0, "AAA", "AAA")], TYPES, last=LAST, least=1).dyads == ()


@pytest.mark.parametrize("seed", range(5))
def test_deleting_all_deeds_at_or_after_a_day_changes_nothing_that_is_known_before_it(seed):
    day = int(np.random.default_rng(seed).integers(100, 300))
    deeds = made_up(days=320, seed=seed)
    whole = series_of(deeds, TYPES, last=LAST + 319, least=1, until=LAST + 90)
    cut = series_of(
        [each for each in deeds if each.ordinal < LAST + day],
        TYPES,
        last=LAST + 319,
        least=1,
        until=LAST + 90,
    )
    assert whole.dyads == cut.dyads
    one, other = (rows_of(series, (1, 3, 2, 3), [day], 7) for series in (whole, cut))
    assert np.array_equal(one.values, other.values) and one.outcome.any() and not other.outcome.any()


def test_an_outcome_that_is_not_over_is_not_known():
    series = series_of(made_up(days=50), TYPES, last=LAST + 49, least=1)
    assert np.isnan(rows_of(series, (1, 3, 2, 3), [44], 7).outcome).all()
    assert not np.isnan(rows_of(series, (1, 3, 2, 3), [43], 7).outcome).any()
