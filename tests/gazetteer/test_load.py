"""Loading: overlays, and mistakes, all of them at once."""

import msgspec
import pytest

from lagebild.errors import DataError
from lagebild.gazetteer import check_gazetteer, load_gazetteer, names_of
from lagebild.gazetteer.load import vocabulary
from lagebild.gazetteer.shipped import shipped_gazetteer


def overlay(folder, **files):
    """A folder of data, with a file for each `folder__name`."""
    for name, text in files.items():
        path = folder.joinpath(*name.split("__")).with_suffix(".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return (folder,)


ORGANISATIONS = "id,kind,state,sector,note,source\n"
OFFICES = "id,office,state,sector,person,key,from,to,source\n"
PLACES = "id,name,kind,country,lat,lon,source\n"
NAMES = "id,name,kind,weight\n"
AGENTS = "lemma,sector,kind,note\n"
COUNTRIES = "id,iso2,capital,region\n"
PUBLISHERS = "id,family,control,side,site,from,to,source\n"


def test_an_overlay_adds_entries_and_names(tmp_path):
    data = overlay(
        tmp_path,
        gazetteer__organisations=ORGANISATIONS + "MLI.REB.new,armed_group,MLI,REB,,our desk\n",
        languages__de__names=NAMES + "MLI.REB.new,Neue Front,name,\n",
    )
    forms = "die Neue Front".split()
    gazetteer = load_gazetteer(data)
    assert [hit.id for hit in names_of("de", gazetteer).find(forms, forms)] == ["MLI.REB.new"]
    assert load_gazetteer().actor("MLI.REB.new") is None


def test_an_overlay_replaces_a_row_of_ours(tmp_path):
    row = "RUS.GOV.lavrov,foreign_minister,RUS,GOV,Sergei Lavrov,lavrov,2004-03-09,2030-01-01,our desk\n"
    data = overlay(tmp_path, gazetteer__offices=OFFICES + row)
    assert load_gazetteer(data).holder_of("lavrov").last == "2030-01-01"
    assert load_gazetteer().holder_of("lavrov").last is None


@pytest.mark.parametrize(
    ("file", "row", "seen"),
    [
        (
            "gazetteer__countries",
            COUNTRIES + "SOL,XS,,eastern_africa\n",
            lambda g: g.countries["SOL"].iso2 == "XS",
        ),
        (
            "gazetteer__places",
            PLACES + "UKR/hamlet,Hamlet,city,UKR,48,37,us\n",
            lambda g: g.place("UKR/hamlet").lat == 48.0,
        ),
        (
            "gazetteer__offices",
            OFFICES + "CHE.GOV.x,foreign_minister,LIE,GOV,X Y,x,2026-01-01,,us\n",
            lambda g: [row.person for row in g.holders["CHE.GOV.x"]] == ["X Y"],
        ),
        (
            "gazetteer__publishers",
            PUBLISHERS + "DEU.JRN.bild,new_house,private,,bild.de,,,us\n",
            lambda g: g.publisher_of("DEU.JRN.bild").family == "new_house",
        ),
        ("gazetteer__given_names", "name\nXerxa\n", lambda g: "Xerxa" in g.given_names),
        ("gazetteer__surnames", "name\nXerxson\n", lambda g: "Xerxson" in g.surnames),
        (
            "languages__de__agents",
            AGENTS + "Xerxant,MIL,person,\n",
            lambda g: "Xerxant" in {agent.lemma for agent in g.agents["de"]},
        ),
    ],
)
def test_every_table_takes_an_overlay(tmp_path, file, row, seen):
    assert seen(load_gazetteer(overlay(tmp_path, **{file: row})))


def test_a_weight_of_nothing_takes_a_name_away(tmp_path):
    data = overlay(tmp_path, languages__de__names=NAMES + "USA.GOV.pentagon,Pentagon,name,0\n")
    assert names_of("de", load_gazetteer(data)).find(["Pentagon"], ["Pentagon"]) == []


@pytest.mark.parametrize(
    ("file", "text", "problem"),
    [
        (
            "gazetteer__organisations",
            ORGANISATIONS + "nato,alliance,,,,us\n",
            "organisations.csv:2: id 'nato'",
        ),
        (
            "gazetteer__organisations",
            ORGANISATIONS + "IGO.x,club,,,,us\n",
            "kind 'club' is unknown; it is one of",
        ),
        (
            "gazetteer__organisations",
            ORGANISATIONS + "IGO.x,igo,USA,,,us\n",
            "state 'USA' beside id IGO.x; ''",
        ),
        (
            "gazetteer__organisations",
            ORGANISATIONS + "IGO.x,igo,,,,\n",
            "no source; name where it is known from",
        ),
        ("gazetteer__organisations", ORGANISATIONS + "XYZ.x,igo,XYZ,,,us\n", "'XYZ.x' begins with no slot"),
        ("gazetteer__organisations", "id,kind\n", "organisations.csv:1: columns"),
        ("gazetteer__organisations", ORGANISATIONS + "IGO.x,igo\n", "2 cells; 6 are expected"),
        ("gazetteer__places", PLACES + "UKR/x,X,city,UKR,95,30,us\n", "lat '95'; degrees from -90 to 90"),
        ("gazetteer__places", PLACES + "UKR/x,X,city,RUS,45,30,us\n", "country 'RUS' beside id UKR/x; 'UKR'"),
        (
            "gazetteer__offices",
            OFFICES + "RUS.GOV.x,foreign_minister,RUS,GOV,X,x,2024-13-01,,us\n",
            "from '2024-13-01'; a day as 2024-10-18",
        ),
        (
            "gazetteer__offices",
            OFFICES + "RUS.GOV.x,foreign_minister,RUS,GOV,X,x,2024-01-01,,us\n",
            "Sergei Lavrov is in office until now",
        ),
        (
            "languages__de__names",
            NAMES + "XYZ,Ix,name,\n",
            "names.csv:2: id 'XYZ' of 'Ix' (name); it is an id",
        ),
        ("languages__de__names", NAMES + "USA,Onkel Sam,name,2\n", "weight '2'; a number from 0 to 1"),
        ("languages__de__names", NAMES + "USA,Onkel Sam,nickname,\n", "kind 'nickname' is unknown"),
        (
            "languages__de__names",
            NAMES + "USA,Sam,name,\nUSA,Sam,name,\n",
            "names.csv:3: 'USA Sam name' again; first at",
        ),
        (
            "gazetteer__publishers",
            PUBLISHERS + "DEU.JRN.x,house,private,RUS,,,,us\n",
            "side 'RUS' beside control private; directed media have a side",
        ),
        (
            "gazetteer__publishers",
            PUBLISHERS + "DEU.JRN.x,house,private,,,,,us\n",
            "id 'DEU.JRN.x'; a medium or agency of organisations.csv",
        ),
        (
            "gazetteer__publishers",
            PUBLISHERS + "DEU.JRN.bild,house,state,XYZ,,,,us\n",
            "side 'XYZ' of DEU.JRN.bild; a state's or organisation's id",
        ),
        (
            "gazetteer__publishers",
            PUBLISHERS + "DEU.JRN.bild,A House,club,,www,x,,\n",
            "control 'club' is unknown",
        ),
        ("languages__de__agents", AGENTS + "Zar,XXX,person,\n", "sector 'XXX' is unknown"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_would_be_right(tmp_path, file, text, problem):
    with pytest.raises(DataError) as raised:
        load_gazetteer(overlay(tmp_path, **{file: text}))
    assert problem in str(raised.value)


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    data = overlay(
        tmp_path,
        gazetteer__organisations=ORGANISATIONS + "nato,alliance,,,,us\nIGO.x,club,,,,us\n",
        languages__en__names=NAMES + "XYZ,Ix,name,\n",
    )
    with pytest.raises(DataError) as raised:
        load_gazetteer(data)
    assert len(raised.value.problems) == 3


def test_our_tables_taken_as_they_are_are_our_tables_checked():
    ours, checked = msgspec.structs.asdict(load_gazetteer()), msgspec.structs.asdict(check_gazetteer())
    assert [name for name in ours if ours[name] != checked[name]] == []


def test_a_row_of_ours_that_is_none_leads_to_the_full_check(tmp_path):
    for file in ("gazetteer/countries.csv", "languages/de/names.csv"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "gazetteer" / "countries.csv").write_text("id,iso2,capital,region\nMLI,ML\n", "utf-8")
    assert shipped_gazetteer(tmp_path, vocabulary(), {}) is None
    (tmp_path / "gazetteer" / "countries.csv").write_text("id,iso2\n", "utf-8")
    assert shipped_gazetteer(tmp_path, vocabulary(), {}) is None
