"""The stories above the documents of a page."""

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.views.labels import labels_for
from lagebild.views.report import page
from lagebild.views.storysection import stories_section

TEXTS = (
    (
        "Rheinbote",
        "Nordkorea hat nach Angaben des südkoreanischen Geheimdienstes NIS 1500 Soldaten nach Russland geschickt.",
    ),
    ("Harbour Gazette", "North Korea has sent 1,500 soldiers to Russia, South Korea's spy agency NIS said."),
)


@pytest.fixture(scope="module")
def readings():
    reader = Lagebild()
    return [
        reader.read(document_of(text, Particulars(publisher=publisher, published="2024-10-18")))
        for publisher, text in TEXTS
    ]


def test_a_story_stands_above_its_documents_with_who_says_so(readings):
    labels = labels_for("en")
    html = page(readings, labels, stories_section(readings, labels))
    assert html.index('id="stories"') < html.index('id="d1"')
    assert "1 independent origin of the number" in html
    assert 'href="#d1"' in html.split('id="d1"')[0]
    assert 'href="#d2"' in html.split('id="d1"')[0]


def test_where_no_two_documents_tell_one_happening_there_is_no_section(readings):
    assert stories_section(readings[:1], labels_for("en")) == ""
