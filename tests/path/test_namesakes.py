"""Who has the surname of somebody in office is not always him."""

import pytest

from lagebild.api import Lagebild

ROWS = (
    ("en", "Police killed Souleymane Traoré in Bamako.", None),
    ("en", "Soldiers shot Colonel Traoré.", None),
    ("en", "Soldiers shot President Traoré.", "BFA.GOV.traore"),
    ("en", "Soldiers shot Captain Ibrahim Traoré.", "BFA.GOV.traore"),
    ("en", "Soldiers arrested Mr Trump.", "USA.GOV.trump"),
    ("de", "Die Polizei erschoss Adama Traoré in Paris.", None),
    ("de", "Soldaten erschossen den Oberst Traoré.", None),
    ("de", "Soldaten erschossen RSF-Chef Hemeti.", "SDN.REB.hemeti"),
    ("de", "Soldaten verhafteten Staatschef Xi.", "CHN.GOV.xi"),
    ("en", "Soldiers arrested President Volodimir Zelensky.", "UKR.GOV.zelensky"),
    ("de", "Soldaten verhafteten Wolodimir Selenski.", "UKR.GOV.zelensky"),
    ("de", "Soldaten verhafteten Bibi Netanjahu.", "ISR.GOV.netanyahu"),
    ("de", "Soldaten verhafteten Tayyip Erdogan.", "TUR.GOV.erdogan"),
)


@pytest.mark.parametrize(("lang", "text", "actor"), ROWS, ids=lambda value: str(value)[:40])
def test_a_namesake_is_nobody_in_office(lang, text, actor):
    claims = Lagebild(decider=False).read(text, lang=lang, published="2025-03-18").claims
    people = [who.actor for claim in claims if claim.event for who in claim.event.recipients]
    assert people == [actor]


LONGER = (
    ("en", "The army killed 14 members of the West Papua National Liberation Army.", None),
    ("en", "Soldiers attacked the National Liberation Army.", "COL.REB.eln"),
)


@pytest.mark.parametrize(("lang", "text", "actor"), LONGER, ids=lambda value: str(value)[:40])
def test_a_longer_name_is_another_group(lang, text, actor):
    claims = Lagebild(decider=False).read(text, lang=lang, published="2025-03-18").claims
    assert [who.actor for claim in claims if claim.event for who in claim.event.recipients] == [actor]


COUNCILS = (
    (
        "en",
        "The secretary of Armenia's Security Council, Armen Grigoryan, said Russia had withdrawn 70 soldiers.",
    ),
    (
        "de",
        "Der Sekretär des iranischen Sicherheitsrats, Ali Sadeghi, sagte, Russland habe 70 Soldaten abgezogen.",
    ),
    ("de", "Wie der armenische Sicherheitsrat mitteilte, hat Russland 70 Soldaten abgezogen."),
)


@pytest.mark.parametrize(("lang", "text"), COUNCILS, ids=lambda value: str(value)[:40])
def test_a_council_of_a_state_is_not_that_of_the_nations(lang, text):
    claims = Lagebild(decider=False).read(text, lang=lang, published="2025-03-18").claims
    sources = [link.source.actor or "" for claim in claims if claim.event for link in claim.chain]
    assert sources
    assert not [actor for actor in sources if actor.startswith("UNO")]
