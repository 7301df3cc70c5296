"""The map: whose outline what lies in, what is hatched, and that nothing is drawn finer than it was told."""

import json
from pathlib import Path

import pytest

from lagebild.gazetteer import load_gazetteer
from lagebild.model import Mention, Place, Span
from lagebild.views.labels import interface_languages, labels_of
from lagebild.views.pictures import outlines
from lagebild.views.pictures.frame import frame_around
from lagebild.views.pictures.outlines import VIEWPOINTS, clipped, load_outlines, within
from lagebild.views.pictures.places import point_of, spots_of
from lagebild.views.pictures.worldmap import Spot, map_picture

SPOT = Spot("Simferopol", 34.1, 44.95, "city", ("Assault; per NIS; reported",))


def states_at(lon, lat):
    return [code for code, rings in load_outlines().states.items() if within(lon, lat, rings)]


def areas_at(lon, lat):
    return [area.id for area in load_outlines().disputed if within(lon, lat, area.rings)]


@pytest.mark.parametrize(
    ("lon", "lat", "state", "area"),
    [
        (34.1, 44.95, "UKR", "crimea"), (33.6, 44.55, "UKR", "crimea"), (37.8, 48.0, "UKR", "donbas"), (35.79, 33.0, "SYR", "golan"),
        (35.2, 31.9, "PSE", "palestine"), (34.45, 31.5, "PSE", "palestine"), (33.32, 35.33, "CYP", "northern_cyprus"),
        (44.06, 9.56, "SOM", "somaliland"), (41.0, 43.0, "GEO", "abkhazia"), (43.97, 42.22, "GEO", "south_ossetia"),
        (29.6, 46.84, "MDA", "transnistria"), (-13.1, 27.05, "ESH", "western_sahara"), (21.16, 42.66, "KOS", "kosovo"),
        (121.5, 25.03, "TWN", "taiwan"), (74.8, 34.09, None, "kashmir"), (77.58, 34.16, None, "kashmir"),
    ],
)  # fmt: skip
def test_what_is_disputed_lies_in_the_outline_that_the_decision_names(lon, lat, state, area):
    assert states_at(lon, lat) == ([state] if state else [])
    assert areas_at(lon, lat) == [area]


def test_no_disputed_area_lies_in_the_outline_of_who_holds_it_against_the_law():
    for area in load_outlines().disputed:
        if area.held and area.held != area.law and area.held in load_outlines().states:
            middle = outlines.centre_of(max(area.rings, key=outlines.size_of))
            assert not within(*middle, load_outlines().states[area.held]), area.id


def test_cities_lie_in_the_outline_of_the_state_that_the_gazetteer_has():
    """The outlines are true to some five kilometres: of cities on a border a few stand on the other side. Every fourth is asked."""
    own = load_outlines().states
    cities = [p for p in load_gazetteer().places.values() if p.kind == "city" and p.country in own][::4]
    outside = [p for p in cities if not within(p.lon, p.lat, own[p.country])]
    astray = [p.id for p in outside if states_at(p.lon, p.lat)]
    assert len(cities) > 800 and len(astray) < len(cities) / 100, astray


def test_every_disputed_area_is_named_in_every_language():
    for lang in interface_languages():
        assert {area.id for area in load_outlines().disputed} == set(labels_of(lang).table["disputed"])


def test_codes_of_disputed_areas_are_states_of_ours():
    known = load_gazetteer().countries
    own_outline = {"FLK", "GIB"}  # no states, and so not in countries.csv
    for area in load_outlines().disputed:
        assert {*area.claimed, *filter(None, (area.law, area.held))} - own_outline <= set(known), area.id


@pytest.mark.parametrize("viewpoint", VIEWPOINTS)
def test_crimea_is_hatched_and_named_from_every_viewpoint_and_never_russian(viewpoint):
    svg = map_picture([SPOT], "Where", labels_of("en"), viewpoint=viewpoint).svg
    assert "Crimea; claimed by Ukraine, Russia; held by Russia" in svg and ">Crimea" in svg
    assert svg.count('class="veil"') >= (viewpoint != "law")


def test_the_rule_by_which_borders_are_drawn_stands_under_the_map():
    for viewpoint in VIEWPOINTS:
        assert (
            labels_of("en").word("viewpoint", viewpoint)[:20]
            in map_picture([SPOT], "Where", labels_of("en"), viewpoint=viewpoint).svg
        )


def test_the_outlines_are_small_enough_to_ship():
    path = Path(outlines.__file__).with_name("outlines.json")
    assert path.stat().st_size <= 250_000
    assert "Natural Earth" in json.loads(path.read_text(encoding="utf-8"))["source"]


@pytest.mark.parametrize("lon", [-170.0, 0.0, 179.0])
@pytest.mark.parametrize("lat", [-70.0, 0.0, 80.0])
def test_a_frame_shows_its_spots_and_stays_on_the_world(lon, lat):
    frame = frame_around([(lon, lat, 0.1), (lon / 2, lat / 2, 0.1)], 720)
    assert -180 <= frame.west < frame.east <= 180 and -90 <= frame.south < frame.north <= 90
    for x, y in (frame.at(lon, lat), frame.at(lon / 2, lat / 2)):
        assert 0 <= x <= frame.width and 0 <= y <= frame.height


def test_spots_around_the_world_are_all_on_a_narrow_sheet():
    frame = frame_around([(-120, 40, 0.1), (140, 35, 0.1), (20, -30, 0.1)], 350)
    assert all(0 <= frame.at(lon, lat)[0] <= 350 for lon, lat in ((-120, 40), (140, 35), (20, -30)))


def test_a_ring_is_clipped_to_the_frame():
    assert set(clipped(((0, 0), (10, 0), (10, 10), (0, 10)), 5, 5, 20, 20)) == {
        (10, 5),
        (10, 10),
        (5, 10),
        (5, 5),
    }


# ------------------------------------------------------------------ never finer than the text


def place(**more):
    return Place(mention=Mention(span=Span(start=0, end=1, text="x"), sentence=0, head=0), **more)


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (place(place="UKR/kyiv", country="UKR", precision="city"), "city"),
        (place(place="UKR/kyiv", country="UKR", precision="region"), "region"),
        (place(place="UKR/kyiv", country="UKR", precision="country"), "country"),
        (place(place="INT/black_sea", precision="unknown"), "region"),
        (place(country="UKR", precision="country"), "country"),
        (place(country="UKR", precision="unknown"), "country"),
    ],
)
def test_a_point_is_never_finer_than_the_text(place, precision):
    assert point_of(place).precision == precision


def test_a_place_that_nobody_knows_is_on_no_map():
    assert point_of(place()) is None


def test_claims_of_one_place_are_one_spot_whose_lines_have_source_and_certainty(wire):
    spots = spots_of(((claim, wire.document) for claim in wire.claims), labels_of("en"))
    assert [s.precision for s in spots] == [
        "country"
    ]  # the hand-made claim gives no id: no finer than Russia
    assert all("per " in line and "reported" in line for s in spots for line in s.said)
