"""Datelines: the pattern examples, and first sentences that must stay whole."""

import tomllib
from importlib import resources

import pytest

from lagebild.documents.datelines import dateline_of, shipped_forms

FORMS = tomllib.loads(resources.files("lagebild.documents").joinpath("datelines.toml").read_text("utf-8"))[
    "form"
]
EXAMPLES = [example for form in FORMS for example in form["examples"]]

PARTS = [
    ("SEOUL (Yonhap) – Nordkorea hat …", "SEOUL", ("Yonhap",)),
    ("KIEW/MOSKAU, 18. Oktober (dpa) - Russland hat …", "KIEW/MOSKAU", ("dpa",)),
    ("WASHINGTON, Oct 18 (Reuters) - The United States …", "WASHINGTON", ("Reuters",)),
    ("Berlin (dpa/AFP) – Die Regierung …", "Berlin", ("dpa", "AFP")),
    ("NEW YORK - The Council …", "NEW YORK", ()),
    ("(Seoul/dpa) Die Regierung …", "Seoul", ("dpa",)),
    ("(dpa) – Die Polizei …", None, ("dpa",)),
    ("dpa BERLIN. Die Koalition …", "BERLIN", ("dpa",)),
]

ORDINARY = [
    "Angela Merkel (CDU) – die frühere Kanzlerin – hat gesprochen.",
    "Olaf Scholz (SPD) – Er hat gesprochen.",
    "Kim Jong Un (links) – Der Machthaber lacht.",
    "Russland (Moskau) – Die Lage ist ernst.",
    "NATO – Das Bündnis ist besorgt.",
    "USA - Das Land der Freiheit.",
    "EILMELDUNG – Russland greift an.",
    "KORREKTUR – In einer früheren Fassung hieß es anders.",
    "14:32 — Riot police have fired tear gas.",
    "(Symbolbild) Die Polizei war da.",
    "(Er lebt.) Die Familie ist froh.",
    "NORTH KOREA SENDS TROOPS - REPORT",
    "RUSSIA ATTACKS KYIV - DEAD AND WOUNDED",
    "The U.S. State Department has denied it.",
    "Der Präsident – Putin heißt er – kommt.",
    "GENF – die Stadt am See – war still.",
    "",
    " ",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_form_finds_its_examples(text):
    dateline = dateline_of(text, shipped_forms())
    assert dateline is not None
    assert text[dateline.span.start : dateline.span.end] == dateline.span.text
    assert len(text[dateline.span.end :].split()) >= 3


@pytest.mark.parametrize(("text", "place", "credits"), PARTS)
def test_a_dateline_names_its_place_and_credits(text, place, credits):
    dateline = dateline_of(text, shipped_forms())
    assert dateline is not None
    assert (dateline.place, dateline.credits) == (place, credits)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_first_sentence_stays_whole(text):
    assert dateline_of(text, shipped_forms()) is None


def test_a_dateline_is_found_below_title_and_byline_but_not_below_a_sentence():
    assert dateline_of("Truppen für Moskau\nVon A. Muster\n\nSEOUL (dpa) – Nord", shipped_forms()) is not None
    assert dateline_of("Es gibt Truppen.\nSEOUL (dpa) – Nord", shipped_forms()) is None


def test_a_gazetteer_adds_agencies_and_places():
    forms = shipped_forms().knowing(agencies=["Harbour Wire"], places=["Hafenstadt"])
    for text in ("Altdorf (Harbour Wire) – Es ist …", "Hafenstadt - Es ist …"):
        assert dateline_of(text, shipped_forms()) is None
        assert dateline_of(text, forms) is not None
