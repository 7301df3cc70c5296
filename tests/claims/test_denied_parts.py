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


@pytest.mark.parametrize(
    ("lang", "text", "word", "source", "denier"),
    [
        ("de", "Teheran widersprach der Behauptung Israels, die Anlagen seien zerstört.", "zerstört", "Israels", "Teheran"),
        ("de", "Phnom Penh wies die Darstellung Thailands zurück, seine Soldaten hätten Minen gelegt.", "gelegt", "Thailands", "Phnom Penh"),
        ("de", "Der Sprecher bestritt die Angaben der Rebellen, sie hätten die Stadt eingenommen.", "eingenommen", "Rebellen", "Sprecher"),
        ("de", "Bangkok wirft Kambodscha vor, die Klinik beschossen zu haben. Phnom Penh sprach von haltlosen Vorwürfen.", "beschossen", "Bangkok", "Phnom Penh"),
        ("en", "Thailand accused Cambodian soldiers of laying mines; Phnom Penh spoke of a baseless insinuation.", "laying", "Thailand", "Phnom Penh"),
    ],
)  # fmt: skip
def test_whoever_denies_an_account_stands_beside_whose_it_is(reader, lang, text, word, source, denier):
    claim = next(c for c in reader.read(text, lang=lang).claims if c.trigger.text == word)
    assert [link.source.name for link in claim.chain] == [source]
    assert [(s.source.name, s.stance) for s in claim.stances] == [(denier, "denies")]
