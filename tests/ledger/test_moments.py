"""The clocks of a ledger."""

import pytest

from lagebild.ledger.moments import moment_of


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-10-18", "2024-10-18T00:00:00.000000Z"),
        ("2024-10-18T01:00+02:00", "2024-10-17T23:00:00.000000Z"),
        ("0900-01-02", "0900-01-02T00:00:00.000000Z"),
    ],
)
def test_moments_are_written_so_that_they_sort_as_time_does(text, moment):
    assert moment_of(text) == moment


@pytest.mark.parametrize("text", ["0001-01-01T00:00+05:00", "9999-12-31T23:00-05:00", "yesterday"])
def test_what_is_no_moment_is_told(text):
    with pytest.raises(ValueError):
        moment_of(text)
