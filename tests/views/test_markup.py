import pytest

from lagebild.views.markup import Markup, element, join, table, text
from lagebild.views.plain import fit, one_line

NASTY = """<script>alert("x")</script> & 'y'"""


def test_text_is_escaped_wherever_it_stands():
    made = element("p", NASTY, title=NASTY)
    assert "<script>" not in made
    assert made.count("&lt;script&gt;") == 2
    assert '"x"' not in made.partition(">")[0]


def test_markup_goes_in_as_it_is():
    assert element("p", element("b", "a"), "<") == "<p><b>a</b>&lt;</p>"


def test_markup_in_an_attribute_is_text_again():
    assert element("p", title=Markup('"><b>')) == '<p title="&quot;&gt;&lt;b&gt;"></p>'


@pytest.mark.parametrize(
    ("attributes", "made"),
    [
        ({"class_": "a", "aria_label": "b"}, '<p class="a" aria-label="b"></p>'),
        ({"hidden": True, "id": None, "lang": False}, "<p hidden></p>"),
        ({"x": 1.0, "y": 2.5}, '<p x="1" y="2.5"></p>'),
    ],
)
def test_attributes_are_written_as_html_has_them(attributes, made):
    assert element("p", **attributes) == made


def test_joined_parts_are_escaped_one_by_one():
    assert join(["<", element("b", "&")], ", ") == "&lt;, <b>&amp;</b>"


def test_a_table_names_its_columns_and_rows():
    made = table(["who", "n"], [["A<", "1"]])
    assert '<th scope="col">who</th>' in made
    assert '<th scope="row" data-label="who">A&lt;</th><td data-label="n">1</td>' in made


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_a_sign_that_must_not_be_shown_is_replaced_by_one(sign):
    assert fit(f"a{sign}b") == "a\ufffdb"
    assert sign not in text(sign)


@pytest.mark.parametrize("word", ["Größe", "👩‍👩‍👧", "a\u0308", "\u200d", "„“", "\t"])
def test_letters_stay_as_they_are(word):
    assert fit(word) == word


def test_one_line_is_one_line():
    assert one_line(" a\r\nb\t\u2028 c ") == "a b c"
