"""What the shipped tables hold, and what is true of all of them."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import lagebild
from lagebild.gazetteer import load_gazetteer, names_of
from lagebild.ontology import load_ontology

PACKAGE = Path(lagebild.__file__).parent
# A city that is a state has no other name as a capital.
CITY_STATES = {"HKG", "LUX", "MCO", "SGP", "SMR", "VAT"}
# Its government sits in exile.
NO_CAPITAL = {"ESH"}
# Nobody is called after the Holy See.
NO_DEMONYM = {"VAT"}

# Whose territory a place is, or of nobody alone.
LAW = {
    "UKR/crimea": "UKR",
    "UKR/sevastopol": "UKR",
    "SYR/golan": "SYR",
    "SYR/majdal_shams": "SYR",
    "SYR/katzrin": "SYR",
    "MUS/chagos": "MUS",
    "PSE/east_jerusalem": "PSE",
    "PSE/maale_adumim": "PSE",
    "ESH/laayoune": "ESH",
    "CYP/northern_cyprus": "CYP",
    "GEO/abkhazia": "GEO",
    "GEO/tskhinvali": "GEO",
    "MDA/transnistria": "MDA",
    "AZE/nagorno_karabakh": "AZE",
    "TWN/taipei": "TWN",
    "INT/kashmir": "",
    "INT/srinagar": "",
    "INT/jammu_and_kashmir": "",
    "INT/azad_kashmir": "",
    "INT/muzaffarabad": "",
    "INT/kerch_strait": "",
    "INT/halaib": "",
    "INT/shebaa_farms": "",
}


def languages():
    return sorted(load_gazetteer().names)


def kinds_of(lang):
    kinds = defaultdict(set)
    for name in load_gazetteer().names[lang]:
        kinds[name.id].add(name.kind)
    return kinds


def test_every_member_of_the_united_nations_is_there_and_six_more():
    assert len(load_gazetteer().countries) == 193 + 6


@pytest.mark.parametrize("lang", languages())
def test_every_state_has_name_adjective_demonym_and_capital(lang):
    kinds = kinds_of(lang)
    due = {
        "name": set(),
        "adjective": set(),
        "demonym": NO_DEMONYM,
        "capital": CITY_STATES | NO_CAPITAL,
    }
    missing = [
        (state, kind)
        for state in load_gazetteer().countries
        for kind, exempt in due.items()
        if kind not in kinds[state] and state not in exempt
    ]
    assert missing == []


@pytest.mark.parametrize("lang", languages())
def test_every_entry_has_a_name(lang):
    gazetteer, kinds = load_gazetteer(), kinds_of(lang)
    entries = [*gazetteer.countries, *gazetteer.organisations, *gazetteer.places, *gazetteer.holders]
    assert [id for id in entries if id not in kinds] == []


@pytest.mark.parametrize("lang", languages())
def test_every_person_is_named_in_full(lang):
    names = load_gazetteer().names[lang]
    full = {
        name.id
        for name in names
        if name.kind == "person" and (" " in name.name or name.id == "JPN.GOV.naruhito")
    }
    assert [id for id in load_gazetteer().holders if id not in full] == []


@pytest.mark.parametrize("lang", languages())
def test_there_are_at_least_250_agents(lang):
    assert len(load_gazetteer().agents[lang]) >= 250


def test_sectors_are_those_of_the_ontology():
    assert load_gazetteer().words.sectors == frozenset(load_ontology().sectors)


def test_the_offices_of_the_news_have_titles():
    for lang in languages():
        titled = {name.id for name in load_gazetteer().names[lang] if name.kind == "title"}
        assert {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"} <= titled


def test_a_place_lies_where_international_law_has_it():
    country = {id: place.country for id, place in load_gazetteer().places.items()}
    for id, state in LAW.items():
        assert country[id] == state, id


def test_there_are_places_enough_for_the_news_of_crises():
    assert len(load_gazetteer().places) >= 3000


def test_there_are_organisations_agencies_and_media_enough():
    gazetteer = load_gazetteer()
    kinds = [organisation.kind for organisation in gazetteer.organisations.values()]
    assert len(kinds) >= 250
    assert kinds.count("agency") + kinds.count("medium") >= 60
    assert len(gazetteer.publishers) >= 200


def test_every_agency_but_few_has_a_house():
    gazetteer = load_gazetteer()
    agencies = [id for id, entry in gazetteer.organisations.items() if entry.kind == "agency"]
    assert sum(id in gazetteer.publishers for id in agencies) >= 0.8 * len(agencies)


def test_sixty_states_have_head_government_foreign_and_defence_minister():
    on = date(2025, 12, 20)
    gazetteer = load_gazetteer()

    def held(state, *offices):
        return any(gazetteer.holders_of(state, office, on) for office in offices)

    full = [
        state
        for state in gazetteer.countries
        if held(state, "head_of_state", "supreme_leader")
        and held(state, "head_of_government", "head_of_state")
        and held(state, "foreign_minister")
        and held(state, "defence_minister")
    ]
    assert len(full) >= 60, len(full)


def test_no_office_begins_after_the_tables_were_made():
    rows = [row for rows in load_gazetteer().holders.values() for row in rows]
    assert [row.person for row in rows if max(row.first, row.last or "") > "2026-12-31"] == []


@pytest.mark.parametrize("lang", languages())
def test_no_two_places_of_one_state_share_a_sure_name(lang):
    meant = defaultdict(set)
    for name in load_gazetteer().names[lang]:
        if "/" in name.id and name.weight >= 0.5:
            meant[name.id[:4] + name.name].add(name.id)
    assert [ids for ids in meant.values() if len(ids) > 1] == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("de", "Berater Hammer Essen Halle Süße Mundus Galle Bad Hof Celle Markt Berg Mitte"),
        ("en", "Reading Nice Mobile Split Man Of Bath Sandwich Hammer Surrey Cabaret Battle March Deal"),
    ],
)
def test_words_that_look_like_places_are_none(lang, words):
    index = names_of(lang, load_gazetteer())
    assert [word for word in words.split() if index.find([word], [word])] == []


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("gazetteer/countries.csv", ["id"]),
        ("gazetteer/organisations.csv", ["id"]),
        ("gazetteer/places.csv", ["id"]),
        ("gazetteer/offices.csv", ["state", "office", "from"]),
        ("gazetteer/publishers.csv", ["id", "from"]),
        ("gazetteer/given_names.csv", ["name"]),
        ("gazetteer/surnames.csv", ["name"]),
    ],
)
def test_the_tables_are_sorted(file, columns):
    lines = [line for line in (PACKAGE / file).read_text("utf-8").splitlines() if not line.startswith("#")]
    keys = [[row[column] for column in columns] for row in csv.DictReader(lines)]
    assert keys == sorted(keys)


@pytest.mark.parametrize("lang", languages())
def test_the_names_are_sorted_by_id_section_by_section(lang):
    text = (PACKAGE / "languages" / lang / "names.csv").read_text("utf-8")
    for section in text.split("\n# ---")[1:]:
        ids = [line.split(",")[0] for line in section.splitlines()[1:] if not line.startswith("#")]
        assert ids == sorted(ids)
