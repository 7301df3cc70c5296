"""What sources are called: by the interface's names, the same in every list."""

import pytest

from lagebild.gazetteer import load_gazetteer
from lagebild.stories.rules import load_rules
from lagebild.views.labels import interface_languages, labels_of
from lagebild.views.sourcenames import called, source_called


@pytest.mark.parametrize(
    ("key", "worded", "en", "de"),
    [
        ("KOR.SPY.nis", "südkoreanischer Geheimdienst NIS", "South Korea's National Intelligence Service", "südkoreanischer Geheimdienst NIS"),
        ("KEN.SPY.nis", "NIS", "Kenya's National Intelligence Service", "kenianischer Geheimdienst NIS"),
        ("KOR.SPY", "südkoreanischer Geheimdienst", "South Korean intelligence service", "südkoreanischer Geheimdienst"),
        ("RUS.GOV", "Russian embassy", "Russian government", "russische Regierung"),
        ("PRK:foreign_ministry", "vice foreign minister", "North Korean foreign ministry", "nordkoreanisches Außenministerium"),
        ("USA:defence_ministry", "Pentagon spokesman", "Pentagon", "Pentagon"),
        ("UKR:presidency", "President Volodymyr Zelenskyy", "Ukrainian presidency", "ukrainisches Präsidialamt"),
        ("role:police", "Polizei", "police", "Polizei"),
        ("KOR", "Seoul", "South Korea", "Südkorea"),
        ("pub:elbe-kurier", "Elbe-Kurier", "Elbe-Kurier", "Elbe-Kurier"),
        ("name:bata", "Zentrale Militärkommission", "Zentrale Militärkommission", "Zentrale Militärkommission"),
        ("RUS:no_such_body", "whoever\nit is", "whoever it is", "whoever it is"),
    ],
)  # fmt: skip
def test_an_origin_is_called_by_its_key_however_texts_word_it(key, worded, en, de):
    assert source_called(key, worded, labels_of("en")) == en
    assert source_called(key, worded, labels_of("de")) == de


@pytest.mark.parametrize(
    ("actor", "worded", "en", "de"),
    [
        (None, "Abgeordneter", "lawmaker", "Abgeordneter"),
        (None, "spokeswoman", "spokeswoman", "Sprecher"),
        (None, "hochrangiger Abgeordneter", "hochrangiger Abgeordneter", "hochrangiger Abgeordneter"),
        (None, "Soldaten", "Soldaten", "Soldaten"),
        ("UKR.GOV.zelensky", "ukrainischer Präsident", "Volodymyr Zelensky", "Wolodymyr Selenskyj"),
        ("USA.GOV", "US-Regierung", "American government", "amerikanische Regierung"),
    ],
)
def test_who_speaks_is_called_in_the_language_of_the_interface(actor, worded, en, de):
    assert called(actor, worded, labels_of("en")) == en
    assert called(actor, worded, labels_of("de")) == de


@pytest.mark.parametrize("lang", interface_languages())
def test_every_body_that_speaks_for_a_state_has_a_name(lang):
    rules, table = load_rules(), labels_of(lang).table["body"]
    assert {*rules.bodies.values(), *rules.institutions, *rules.sectors.values()} - set(table) == set()
    assert all(load_gazetteer().adjective(state, lang) for state in load_gazetteer().countries)


@pytest.mark.parametrize("lang", interface_languages())
def test_no_two_organisations_that_may_be_cited_have_one_name(lang):
    """The reader could not tell who says so. Red Cross societies of two Congos and two Dominican states are told apart by their ids alone."""
    named = {}
    for id in load_gazetteer().organisations:
        named.setdefault(called(id, id, labels_of(lang)), []).append(id)
    alike = [ids for ids in named.values() if len(ids) > 1]
    assert [ids for ids in alike if not all(id.endswith(".red_cross") for id in ids)] == []
