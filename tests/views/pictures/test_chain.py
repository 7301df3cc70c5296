import re
from xml.etree import ElementTree

import pytest

from lagebild.model import Certainty
from lagebild.views.pictures.chain import Stop, chain_lying, chain_upright, sample_line
from lagebild.views.pictures.letters import text_width
from lagebild.views.shapes import CERTAINTIES, SIGNS, bar, patterns, sign, swatch
from lagebild.views.tally import STANDINGS

STOPS = [
    Stop("Leser"),
    Stop("Elbtaler Nachrichten", "Agentur: dpa"),
    Stop(
        "südkoreanische Nachrichtenagentur Yonhap",
        "Agentur",
        "unter Berufung auf",
        "mit Abstand",
        distancing=True,
    ),
    Stop("NIS & <Co>", "Einrichtung", "sagte", "übernommen", inferred=True),
]


@pytest.mark.parametrize("draw", [chain_lying, chain_upright])
def test_a_chain_is_a_picture_with_a_name(draw):
    picture = ElementTree.fromstring(draw(STOPS, "Kette"))
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-label"] == picture.find("title").text == "Kette"


@pytest.mark.parametrize("draw", [chain_lying, chain_upright])
def test_a_chain_has_a_box_for_each_stop_and_a_line_between(draw):
    picture = draw(STOPS, "Kette")
    assert len(re.findall('class="box"', picture)) == 4
    assert len(re.findall('class="link', picture)) == 3


@pytest.mark.parametrize("draw", [chain_lying, chain_upright])
def test_a_link_carried_over_is_dashed_and_one_at_a_distance_is_crossed(draw):
    picture = draw(STOPS, "Kette")
    assert picture.count("link inferred") == 1
    assert picture.count('class="distance"') == 1


@pytest.mark.parametrize("draw", [chain_lying, chain_upright])
def test_the_whole_name_is_written(draw):
    words = " ".join(ElementTree.fromstring(draw(STOPS, "")).itertext())
    assert " ".join("südkoreanische Nachrichtenagentur Yonhap".split()) in " ".join(words.split())
    assert "NIS & <Co>" in words


@pytest.mark.parametrize("draw", [chain_lying, chain_upright])
@pytest.mark.parametrize("name", ["M" * 80, "ein Name " * 20, "中" * 30, "x"])
def test_boxes_stay_inside_the_picture_and_letters_inside_their_box(draw, name):
    picture = ElementTree.fromstring(draw([*STOPS, Stop(name, "Person", "sagte " * 9)], ""))
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    for box in picture.iter("rect"):
        x, y, w, h = (float(box.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
    for line in picture.iter("text"):
        assert 0 <= float(line.attrib["y"]) <= height


def test_a_wide_letter_takes_more_room_than_a_narrow_one():
    assert text_width("W", 13) > text_width("i", 13)
    assert text_width("中", 13) >= 13


def test_each_certainty_has_a_sign_of_its_own():
    assert set(SIGNS) == set(CERTAINTIES) == set(Certainty.__args__)
    assert (
        len(set(SIGNS.values()))
        == len({str(sign(certainty)) for certainty in CERTAINTIES})
        == len(CERTAINTIES)
    )


def test_the_bar_shares_its_length_among_the_standings():
    counts = dict(zip(STANDINGS, (6, 3, 0, 1), strict=True))
    widths = [float(rect.attrib["width"]) for rect in ElementTree.fromstring(bar(counts, "")).iter("rect")]
    assert widths == [358.0, 178.0, 0.0, 58.0]


def test_a_bar_of_nothing_is_empty():
    assert 'width="0"' in bar(dict.fromkeys(STANDINGS, 0), "")


def test_each_standing_has_a_filling_of_its_own():
    assert len({str(swatch(standing)) for standing in STANDINGS}) == len(STANDINGS)
    assert {"pattern-stripes", "pattern-dots"} <= set(re.findall('id="([^"]+)"', patterns()))


def test_a_sample_shows_what_the_chain_shows():
    assert "inferred" in sample_line(Stop("", inferred=True))
    assert "distance" in sample_line(Stop("", distancing=True))
