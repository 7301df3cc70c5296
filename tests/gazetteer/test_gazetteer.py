"""Whom an id means, and who held an office when."""

from datetime import date

import pytest

from lagebild.gazetteer import gazetteer_version, load_gazetteer


@pytest.mark.parametrize(
    ("id", "state", "sector", "kind"),
    [
        ("PRK", "PRK", None, "country"),
        ("KOS", "KOS", None, "country"),
        ("KOR.SPY.nis", "KOR", "SPY", "service"),
        ("IGO.nato", None, None, "alliance"),
        ("EUR", None, None, "igo"),
        ("UNO.MED.who", None, "MED", "igo"),
        ("RUS.GOV.putin", "RUS", "GOV", "person"),
        ("KOR.MIL", "KOR", "MIL", "role"),
        ("UKR.MIL.PRE", "UKR", "MIL", "role"),
        ("NGO", None, None, "slot"),
    ],
)
def test_an_id_tells_state_sector_and_kind(id, state, sector, kind):
    actor = load_gazetteer().actor(id)
    assert (actor.state, actor.sector, actor.kind) == (state, sector, kind)


@pytest.mark.parametrize("id", ["XXX", "prk", "PRK.GOV.nobody", "PRK.XYZ", "UKR/kyiv", ""])
def test_what_is_no_actor_gives_none(id):
    assert load_gazetteer().actor(id) is None


def test_an_actor_has_a_label_in_every_language():
    labels = load_gazetteer().actor("PRK").labels
    assert labels["de"] == "Nordkorea"
    assert labels["en"] == "North Korea"


def test_an_entry_without_a_name_is_called_by_its_id():
    assert load_gazetteer().label("KOR.MIL", "de") == "KOR.MIL"


@pytest.mark.parametrize(
    ("person", "on", "office"),
    [
        ("biden", date(2024, 10, 18), "head_of_state"),
        ("biden", date(2025, 1, 20), "head_of_state"),
        ("biden", date(2025, 1, 21), None),
        ("biden", date(2018, 1, 1), None),
        ("USA.GOV.biden", date(2012, 1, 1), "deputy_head_of_state"),
        ("biden", None, "head_of_state"),
        ("EUR.GOV.von_der_leyen", date(2018, 1, 1), "defence_minister"),
        ("EUR.GOV.von_der_leyen", date(2024, 1, 1), "commission_president"),
        ("nobody", date(2024, 1, 1), None),
    ],
)
def test_a_person_holds_an_office_only_in_its_days(person, on, office):
    holder = load_gazetteer().holder_of(person, on)
    assert (holder.office if holder else None) == office


def test_an_office_is_held_by_whom_its_days_say():
    gazetteer = load_gazetteer()
    on = {
        day: gazetteer.holders_of("DEU", "head_of_government", day)
        for day in (date(2021, 1, 1), date(2024, 1, 1))
    }
    assert [[holder.key for holder in held] for held in on.values()] == [["merkel"], ["scholz"]]


@pytest.mark.parametrize(
    ("medium", "on", "family", "side"),
    [
        ("DEU.JRN.bild", None, "axel_springer", None),
        ("DEU.JRN.welt", None, "axel_springer", None),
        ("RUS.JRN.tass", date(2024, 1, 1), "tass", "RUS"),
        ("LBN.JRN.al_manar", None, "al_manar", "LBN.PRM.hezbollah"),
        ("USA.JRN.politico", date(2024, 1, 1), "axel_springer", None),
    ],
)
def test_a_medium_has_a_house_and_if_it_is_a_mouthpiece_a_side(medium, on, family, side):
    publisher = load_gazetteer().publisher_of(medium, on)
    assert (publisher.family, publisher.side) == (family, side)


def test_a_medium_has_no_house_on_days_that_none_is_known_for():
    assert load_gazetteer().publisher_of("USA.JRN.politico", date(2015, 1, 1)) is None
    assert load_gazetteer().publisher_of("RUS") is None


@pytest.mark.parametrize(
    ("host", "medium"),
    [
        ("www.tagesschau.de", "DEU.JRN.ard"),
        ("SPIEGEL.de", "DEU.JRN.spiegel"),
        ("news.sky.com", "GBR.JRN.sky"),
        ("notspiegel.de", None),
        ("", None),
    ],
)
def test_a_host_tells_the_medium(host, medium):
    assert load_gazetteer().publisher_at(host) == medium


def test_crimea_is_a_region_of_ukraine():
    assert load_gazetteer().place("UKR/crimea").country == "UKR"


def test_the_tables_have_a_version():
    assert gazetteer_version() == load_gazetteer().words.version
