"""Whose name it is: what a document has named before, two states in one adjective, all of a union or some of it.

A row is a language, a text, the word of a claim, and whom its actors, recipients or sources are taken to mean; `-` is nobody of ours.
"""

import pytest

from lagebild import Lagebild

ROWS = [
    # A document's own Biden, Kim, Traoré
    ("en", "Kim Keon Hee was jailed in Seoul. Kim denied taking bribes, and North Korea mocked her.", "denied>-"),
    ("en", "North Korea fired a missile, South Korean spokesman Kim Tae-hyo said. Kim accused Pyongyang.", "accused>-"),
    ("en", "Colonel Adama Traoré was jailed in Ouagadougou. Traoré had criticised the junta.", "criticised>-"),
    ("en", "Lara Trump criticised the ruling in Washington. Trump said the court had banned the rally.", "banned<-"),
    ("en", "Yoon Mi-hyang was convicted in Seoul. Yoon denied embezzlement.", "convicted>>-"),
    ("en", "US President Joe Biden met Olaf Scholz. Hunter Biden stayed away. Biden criticised Moscow.", "criticised>USA.GOV.biden"),
    ("en", "Kim Jong Un met Kim Yong Nam in North Korea. Kim threatened Seoul.", "threatened>PRK.GOV.kim_jong_un"),
    ("de", "Oberst Adama Traoré wurde in Ouagadougou festgenommen. Traoré hatte die Junta kritisiert.", "kritisiert>-"),
    # Whom it has named in full, and who holds his office elsewhere
    ("en", "Pakistani Defence Minister Khawaja Asif accused Kabul. Asif threatened the Taliban.", "threatened>PAK.GOV.khawaja_asif"),
    ("en", "Bolivian President Rodrigo Paz met Rubio. Paz accused Morales of terrorism.", "accused>BOL.GOV.rodrigo_paz"),
    ("en", "Colombian Defence Minister Pedro Sánchez condemned the bombing. Sánchez blamed Spain.", "condemned>COL.GOV blamed>-"),
    ("en", "Colombia's defence minister, Pedro Sánchez, condemned the bombing.", "condemned>COL.GOV"),
    ("en", "Spanish Prime Minister Pedro Sánchez condemned Russia's bombing.", "condemned>ESP.GOV.sanchez"),
    ("de", "Kolumbiens Verteidigungsminister Pedro Sánchez verurteilte den Angriff.", "verurteilte>COL.GOV"),
    ("de", "Pakistans Verteidigungsminister Khawaja Asif kritisierte Kabul. Asif drohte den Taliban.", "drohte>PAK.GOV.khawaja_asif"),
    ("en", "Georgia's governor Brian Kemp condemned the protesters.", "condemned>USA.GOV.kemp"),
    ("de", "Ein Deutsch-Iraner verurteilte das Regime.", "verurteilte>-"),
    # Its own abbreviations
    ("en", "Reporters Without Borders (RSF) met ministers in Sudan. The RSF accused the army of abducting two men.", "accused>NGO.rsf"),
    ("en", "The Sudan Animal Fund (SAF) met ministers in Khartoum. The SAF accused the army of abducting two men.", "accused>-"),
    ("en", "The Rapid Support Forces (RSF) shelled Khartoum. The RSF accused the army of lying.", "accused>SDN.REB.rsf"),
    ("de", "Reporter ohne Grenzen (RSF) kritisierte den Sudan. RSF warf der Armee die Entführung zweier Männer vor.", "warf>NGO.rsf"),
    ("en", "The Palestine Red Crescent said troops shot two medics. The Red Crescent demanded talks.", "demanded>PSE.SOC.red_crescent"),
    ("en", "The Palestine Red Crescent said troops shot two medics. The ICRC demanded talks.", "demanded>NGO.icrc"),
    ("de", "Das Kenianische Rote Kreuz meldete neun Tote. Das Rote Kreuz forderte Zugang zum Lager.", "forderte>KEN.SOC.red_cross"),
    ("en", "Marine Le Pen was in Paris. Jean-Marie Le Pen condemned Algeria.", "condemned>-"),
    # Two states in one adjective
    ("en", "A US-Israeli strike killed nine people in Tehran.", "strike>USA strike>ISR"),
    ("en", "A Franco-German proposal was rejected by Moscow.", "rejected>>FRA rejected>>DEU"),
    ("en", "The Saudi-Emirati coalition bombed Sanaa.", "bombed>-"),
    ("de", "Ein amerikanisch-israelischer Angriff tötete neun Menschen in Teheran.", "Angriff>USA Angriff>ISR"),
    ("de", "Die US-israelischen Angriffe töteten neun Menschen.", "Angriffe>USA Angriffe>ISR"),
    ("de", "Die ukrainisch-russischen Gespräche in Istanbul endeten ergebnislos.", "Gespräche>UKR Gespräche>RUS"),
    # All of a union, or some
    ("en", "Three NATO members rejected the plan.", "rejected>-"),
    ("en", "A NATO member rejected the plan.", "rejected>-"),
    ("en", "Some EU countries rejected the plan.", "rejected>-"),
    ("en", "Eastern NATO allies rejected the plan.", "rejected>-"),
    ("en", "NATO members rejected the plan.", "rejected>IGO.nato"),
    ("de", "Die EU-Staaten verurteilten den Angriff.", "verurteilten>EUR"),
    ("de", "Die G7-Länder verurteilten den Angriff.", "verurteilten>IGO.g7"),
    ("de", "Mehrere EU-Staaten verurteilten den Angriff.", "verurteilten>-"),
    ("de", "Ein EU-Land lehnte den Plan ab.", "lehnte>-"),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


def ids(claim, sign):
    event = claim.event
    if sign == "<":
        return {link.source.actor or "-" for link in claim.chain}
    people = (event.recipients if sign == ">>" else event.actors) if event else ()
    return {who.actor or "-" for who in people}


@pytest.mark.parametrize(("lang", "text", "asked"), ROWS, ids=[text[:60] for _, text, _ in ROWS])
def test_a_name_is_whose_the_document_says(reader, lang, text, asked):
    claims = reader.read(text, lang=lang, published="2026-01-20").claims
    for row in asked.split():
        sign = next(sign for sign in ("<", ">>", ">") if sign in row)
        word, _, meant = row.partition(sign)
        found = [ids(claim, sign) for claim in claims if claim.trigger.text == word]
        assert {meant} in found or (meant != "-" and any(meant in each for each in found)), found
