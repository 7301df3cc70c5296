"""A preposition that a sentence ends with has nothing behind it."""

import pytest

from lagebild.api import Lagebild


@pytest.mark.parametrize(
    "text", ["Die EU hat Sanktionen verhängt, gegen", "Die Armee rückte auf Goma vor, dem gegenüber"]
)
def test_a_preposition_at_the_end_is_read(text):
    Lagebild().read(text, lang="de")
