"""From when on something is the most or the first of its kind is not when it was."""

import pytest

from lagebild.api import Lagebild

ROWS = [
    ("en", "It was the deadliest attack on Kyiv since the truce of 2020.", "attack", None),
    ("en", "The army has shelled the town since Monday.", "shelled", "2024-10-14"),
    ("de", "Die Armee meldete am Donnerstag die schwersten Gefechte seit 2020.", "Gefechte", "2024-10-17"),
    ("de", "Seit Montag beschießt die Armee die Stadt Charkiw.", "beschießt", "2024-10-14"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    return Lagebild(data=(), decider=False)


@pytest.mark.parametrize(("lang", "text", "trigger", "first"), ROWS, ids=[row[1] for row in ROWS])
def test_the_first_since_a_day_was_not_on_that_day(reader, lang, text, trigger, first):
    claims = reader.read(text, lang=lang, published="2024-10-18").claims
    found = [c.event.period for c in claims if c.trigger.text == trigger and c.event]
    assert [period and period.first for period in found] == [first]
