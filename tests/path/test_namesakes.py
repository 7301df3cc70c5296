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
