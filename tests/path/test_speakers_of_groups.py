"""Whoever speaks for a group or is of it is not of the state in which it sits."""

import pytest

from lagebild.api import Lagebild

SAID = {"en": "{} denied the report.", "de": "{} wies den Bericht zurück."}
OF = [
    ("en", "A spokesman for the Houthis", "YEM.REB.houthi"),
    ("en", "A spokesman of the Houthis", "YEM.REB.houthi"),
    ("en", "The spokesman for the Rapid Support Forces", "SDN.REB.rsf"),
    ("en", "A spokesman for the M23 rebels", "COD.REB.m23"),
    ("en", "A spokeswoman for Boeing", "USA.BUS.boeing"),
    ("en", "A spokesman for Germany's AfD party", "DEU.PTY.afd"),
    ("en", "A spokesperson for Human Rights Watch", "NGO.hrw"),
    ("en", "A spokesman for the World Health Organization", "UNO.MED.who"),
    ("en", "A spokesman for the government of Yemen", "YEM"),
    ("en", "The National Intelligence Service", "KOR.SPY.nis"),
    ("en", "Kenya's National Intelligence Service", "KEN.SPY.nis"),
    ("en", "The National Guard", None),
    ("en", "The Red Cross", "NGO.icrc"),
    ("en", "The Ethiopian Red Cross", "ETH.SOC.red_cross"),
    ("en", "Sudan's Red Crescent", "SDN.SOC.red_crescent"),
    ("en", "British charity Oxfam", "NGO.oxfam"),
    ("en", "The United Arab Emirates", "ARE"),
    ("de", "Das Rote Kreuz", "NGO.icrc"),
    ("de", "Das Äthiopische Rote Kreuz", "ETH.SOC.red_cross"),
    ("en", "The Hague District Court", "NLD.JUD"),
    ("de", "Kenias Geheimdienst NIS", "KEN.SPY.nis"),
    ("de", "Ein Sprecher der Huthi", "YEM.REB.houthi"),
    ("de", "Ein Sprecher der M23-Rebellen", "COD.REB.m23"),
    ("de", "Ein Sprecher der Rebellengruppe M23", "COD.REB.m23"),
    ("de", "Ein Sprecher des Konzerns Gazprom", "RUS.BUS.gazprom"),
    ("de", "Ein Sprecher der jemenitischen Regierung", "YEM"),
]


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


def test_a_society_of_one_state_is_called_by_its_whole_name(reader):
    (claim, *_) = reader.read("Das Äthiopische Rote Kreuz wies den Bericht zurück.", lang="de").claims
    assert [each.name for each in claim.event.actors] == ["Äthiopische Rote Kreuz"]


@pytest.mark.parametrize(("lang", "who", "actor"), OF, ids=[who for _, who, _ in OF])
def test_a_spokesman_is_of_whom_he_speaks_for(reader, lang, who, actor):
    (claim, *_) = reader.read(SAID[lang].format(who), lang=lang).claims
    assert [each.actor for each in claim.event.actors] == [actor]


APART = [
    ("en", "Opponents of the Iranian government", "IRN.OPP"),
    ("en", "Supporters of Donald Trump", "USA.CVL"),
    ("en", "A Putin ally", None),
    ("en", "A close ally of President Putin", None),
    ("en", "The wife of the jailed Belarusian activist", "BLR.CVL"),
    ("en", "The ousted president of Niger", "NER.ELI"),
    ("en", "Russia's ally Belarus", "BLR"),
    ("en", "Former president Donald Trump", "USA.GOV.trump"),
    ("en", "Former Colombian rebels", "COL.REB"),
    ("de", "Ehemalige syrische Häftlinge", "SYR.UNK"),
    ("de", "Gegner der iranischen Regierung", "IRN.OPP"),
    ("de", "Der Sohn des ugandischen Präsidenten", "UGA.CVL"),
    ("de", "Ein Vertrauter von Präsident Putin", None),
    ("de", "Der frühere russische Präsident", "RUS.ELI"),
    ("de", "Ein pensionierter US-General", "USA.ELI"),
    ("de", "Präsident Wladimir Putin", "RUS.GOV.putin"),
]


@pytest.mark.parametrize(("lang", "who", "actor"), APART, ids=[who for _, who, _ in APART])
def test_whoever_is_against_a_state_near_it_or_of_it_no_more_is_not_the_state(lang, who, actor, reader):
    text = {"en": f"{who} attacked the post.", "de": f"{who} griff den Posten an."}[lang]
    (claim, *_) = reader.read(text, lang=lang, published="2026-11-20").claims
    assert [each.actor for each in claim.event.actors] == [actor]


NAMED = [
    (
        "de",
        "Die von der Hamas kontrollierte Behörde griff den Posten an.",
        "von der Hamas kontrollierte Behörde",
    ),
    ("de", "Die Rebellen griffen den unter liberianischer Flagge fahrenden Frachter an.", "Rebellen"),
]


@pytest.mark.parametrize(("lang", "text", "name"), NAMED, ids=[text for _, text, _ in NAMED])
def test_a_participle_is_named_with_what_stands_before_it(lang, text, name, reader):
    (claim, *_) = [c for c in reader.read(text, lang=lang).claims if c.event]
    assert [each.name for each in claim.event.actors] == [name]


CREWS = [
    ("en", "Russian jets bombed a village near Sumy.", "RUS.MIL"),
    ("en", "Chinese warships shelled the port.", "CHN.MIL"),
    ("de", "Israelische Kampfjets bombardierten ein Dorf im Libanon.", "ISR.MIL"),
    ("en", "American-made jets bombed Sanaa.", None),
    ("en", "Iranian drones attacked Kyiv.", None),
    ("de", "Iranische Drohnen griffen Kiew an.", None),
]


@pytest.mark.parametrize(("lang", "text", "actor"), CREWS, ids=[text for _, text, _ in CREWS])
def test_a_state_acts_by_what_its_forces_fly_and_sail_not_by_what_it_may_have_given_away(
    lang, text, actor, reader
):
    (claim,) = reader.read(text, lang=lang).claims
    assert [who.actor for who in claim.event.actors] == [actor]
