"""Every picture, with nothing, one row and many, with plain, long and nasty names."""

import re
from xml.etree import ElementTree

import pytest

from lagebild.views.labels import labels_of
from lagebild.views.pictures.drawing import NARROW, WIDE, shown, style
from lagebild.views.pictures.letters import cut, text_width
from tests.views.pictures.conftest import LONG, NASTY, PICTURES, amounts, cells, fresh, moments, spots, ways

SVG = "{http://www.w3.org/2000/svg}"


def letters_of(text):
    """What is seen of a text: without what it says when it is pointed at."""
    return (text.text or "") + "".join(
        (part.text or "") * (part.tag != f"{SVG}title") + (part.tail or "") for part in text
    )


def test_a_picture_is_well_formed_and_says_what_it_is(case, width):
    root = ElementTree.fromstring(case(width).svg)
    assert root.get("role") == "img"
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert all((child.text or "").strip() for child in list(root)[:2])


def test_nothing_of_a_text_becomes_markup(case, width):
    picture = case(width)
    for markup in (picture.file, picture.table.markup):
        assert "<script" not in markup
        assert not [name for name in re.findall(r"<[a-z]+([^>]*)>", markup) if re.search(r"\son\w+=", name)]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_same_data_give_the_same_bytes(name):
    assert fresh(name, 60, "nasty", WIDE, "de").file == fresh(name, 60, "nasty", WIDE, "de").file


def test_no_picture_has_a_colour_of_its_own(case, width):
    assert not re.search(r'(?:fill|stroke|style)="(?!url\(#)[^"]*"', case(width).svg)


def test_words_stay_on_the_sheet(case, width):
    """By the widths that the picture reckons with; turned words lean inwards."""
    root = ElementTree.fromstring(case(width).svg)
    across = float(root.get("width"))
    assert across <= width
    for text in root.iter(f"{SVG}text"):
        kind = (text.get("class") or "").split()
        if text.get("transform"):
            continue
        wide = text_width(letters_of(text), 11 if "small" in kind else 13) * 0.98
        left = float(text.get("x")) - (wide if "end" in kind else wide / 2 if "middle" in kind else 0)
        assert left >= -9 and left + wide <= across + 9, letters_of(text)


def test_words_of_german_and_english_are_labels(case, width):
    assert "{" not in case(width, "de").svg.split("</style>")[-1]
    assert "{" not in case(width, "en").svg


def test_a_name_that_is_cut_is_told_whole():
    rows = ways(3, LONG)
    svg = PICTURES["origins"][1](rows, labels_of("en"), NARROW).svg
    assert f"<title>{LONG} 0, 18 October 2024</title>" in svg and "…" in svg


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_the_table_has_every_row_however_many_the_picture_shows(name):
    make, draw = PICTURES[name]
    rows = make(60, "Yonhap")
    assert len(draw(rows, labels_of("en"), NARROW).table.rows) == len(rows)


@pytest.mark.parametrize("name", ["origins", "figures", "timeline", "matrix"])
def test_a_picture_that_leaves_rows_out_says_how_many(name):
    make, draw = PICTURES[name]
    assert "more in the table" in draw(make(200, "Yonhap"), labels_of("en"), WIDE).svg


def test_a_page_holds_two_drawings_and_one_table():
    make, draw = PICTURES["figures"]
    page = shown(lambda width: draw(make(3, NASTY), labels_of("en"), width), labels_of("en"))
    assert page.count("<svg") == 2 and page.count("<table") == 1 and "<script" not in page


def test_what_is_defined_in_a_picture_has_a_name_of_its_own():
    make, draw = PICTURES["map"]
    both = "".join(draw(make(5, "Kursk"), labels_of("en"), width).svg for width in (WIDE, NARROW))
    names = re.findall(r' id="([^"]+)"', both)
    assert len(names) == len(set(names)) > 1


def test_a_file_has_its_looks_in_it_and_needs_nothing_else():
    make, draw = PICTURES["series"]
    file = draw(make(3, ""), labels_of("en"), WIDE).file
    assert "prefers-color-scheme: dark" in file and "@media print" in file
    assert "http" not in file.replace("http://www.w3.org/2000/svg", "") and "@import" not in file
    ElementTree.fromstring(file)


def test_every_class_that_is_drawn_has_a_look(case, width):
    looks = set(re.findall(r"\.([a-z-]+)", style()))
    kinds = {kind for names in re.findall(r'class="([^"]*)"', case(width).svg) for kind in names.split()}
    plain = {
        "wide",
        "way",
        "origins",
        "figures",
        "timeline",
        "ladder",
        "matrix",
        "network",
        "series",
        "map",
        "reliability",
        "claims",
        "confirms",
        "city",
        "sign",
    }
    assert kinds - looks <= plain


def test_signs_differ_in_shape_not_only_in_colour():
    svg = PICTURES["timeline"][1](moments(4, "x"), labels_of("en"), WIDE).svg
    shapes = {
        kind: re.search(rf'class="sign {kind}"(.*?)</g>', svg)[1] for kind in ("claims", "denies", "confirms")
    }
    assert (
        "<circle" in shapes["claims"] and "<circle" not in shapes["denies"] and "<rect" in shapes["confirms"]
    )
    assert ".sign.hearsay circle { fill: var(--d-paper); stroke-dasharray" in style()


def test_no_figure_is_shown_without_its_source_and_certainty():
    svg = PICTURES["figures"][1](amounts(5, "Yonhap"), labels_of("en"), WIDE).svg
    assert svg.count("reported") >= 5 and all(f"Yonhap {i}" in svg for i in range(5))


def test_a_link_that_was_carried_over_is_drawn_otherwise_than_one_that_was_said():
    svg = PICTURES["origins"][1](ways(4, "Yonhap"), labels_of("en"), WIDE).svg
    assert 'class="way carried"' in svg and 'class="way"' in svg


def test_no_story_of_the_matrix_loses_its_sources_for_want_of_room():
    rows = cells(120, "Yonhap")
    root = ElementTree.fromstring(PICTURES["matrix"][1](rows, labels_of("en"), NARROW).svg)
    names = [t for t in root.iter(f"{SVG}text") if re.fullmatch(r"Yonhap \d+", letters_of(t))]
    signs = [
        g
        for g in root.iter(f"{SVG}g")
        if g.find(f"{SVG}title") is not None and (g.get("class") or "").startswith("sign")
    ]
    assert len(names) == 40 and len(signs) >= 40


def test_each_line_of_a_spot_has_source_and_certainty():
    table = PICTURES["map"][1](spots(8, "Yonhap"), labels_of("en"), WIDE).table
    assert table.rows and all("per Yonhap; reported" in row[-1] for row in table.rows)


@pytest.mark.parametrize(("name", "room"), [("Yonhap", 200), (LONG, 90), ("mmmmmmmmmmmm", 50), ("", 10)])
def test_cut_words_fit_the_room(name, room):
    assert text_width(cut(name, room), 13) <= room + 13
