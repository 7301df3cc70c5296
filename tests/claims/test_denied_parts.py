"""Whoever denies a part in a deed denies that deed, and nothing else that was told before."""

import pytest

from lagebild.api import Lagebild


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


@pytest.mark.parametrize(
    ("lang", "text", "denied"),
    [
        (
            "de",
            "Nigers Geheimdienst habe vermittelt, hieß es in Berlin. JNIM hat eine Beteiligung an der Entführung bestritten.",
            ["Entführung"],
        ),
        (
            "de",
            "Die Polizei beschuldigte JNIM, zwei Deutsche entführt zu haben. JNIM bestritt eine Beteiligung an der Entführung.",
            ["entführt"],
        ),
        (
            "en",
            "Qatar mediated in Doha, officials said. Hamas denied any involvement in the abduction.",
            ["abduction"],
        ),
    ],
)
def test_whoever_denies_a_part_in_a_deed_denies_nothing_else(reader, lang, text, denied):
    claims = reader.read(text, lang=lang).claims
    assert [c.trigger.text for c in claims if any(s.stance == "denies" for s in c.stances)] == denied
