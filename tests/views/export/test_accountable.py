"""No row leaves without who says so and how surely; what has no column for it has only what a text asserts itself."""

import csv
import io
import json

import pytest

from lagebild.ledger import Query
from lagebild.views.export.cells import cell
from lagebild.views.export.events import ATTRIBUTION
from lagebild.views.export.formats import EVENTS, FORMATS, LISTS
from tests.views.export.conftest import exported, records

CLAIM_FORMS = ("plover", "cameo", "geojson", "stix", "claims")


def tab_rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_no_claim_is_listed_without_source_and_certainty(hand_made):
    rows = records("claims", hand_made)
    assert len(rows) == 6 + 5 + 1 + 4
    assert all(row["source"] and row["certainty"] and row["polarity"] and row["document"] for row in rows)


def test_what_a_text_says_itself_has_its_publisher_as_source(hand_made):
    own = [row for row in records("claims", hand_made) if not row["chain"]]
    assert own and all(row["source"] == row["publisher"] and row["source_kind"] == "self" for row in own)


def test_no_record_of_plover_is_without_source_and_certainty(hand_made):
    for attributed in (False, True):
        rows = records("plover", hand_made, attributed=attributed)
        assert rows and all(row["source"] and row["certainty"] for row in rows)


@pytest.mark.parametrize("form", ["plover", "cameo"])
def test_without_columns_only_what_is_asserted_affirmed_and_undisputed_gets_out(hand_made, form):
    few, all_of_them = exported(form, hand_made), exported(form, hand_made, attributed=True)
    assert "attacked" in few  # Russia attacked Ukraine: the text says it itself
    for left_out in ("struck Kharkiv", "burned a depot", "will strike", "nach Angaben", "bestreitet"):
        assert left_out not in few and left_out in all_of_them


def test_attribution_is_in_columns_of_its_own(hand_made):
    rows = tab_rows(exported("cameo", hand_made, attributed=True))
    assert set(ATTRIBUTION) <= set(rows[0])
    assert all(row["Cited Source"] and row["Certainty"] and row["Polarity"] for row in rows)
    chained = next(
        row
        for row in rows
        if row["Event Text"].startswith("Wie der Rheinische Bote")
        or "Rheinische Bote;" in row["Source Chain"]
    )
    assert chained["Source Chain"].count(";") == 1


def test_a_carried_source_says_that_it_is_inferred(hand_made):
    assert [row["inferred"] for row in records("claims", hand_made) if row["quote"] == "verlegt"] == [True]


def test_who_denies_stands_beside_who_claims(hand_made):
    row = next(row for row in records("claims", hand_made) if row["quote"] == "entsandt")
    assert "Kreml" in row["denied_by"] and row["claimed_by"] == ["Geheimdienst NIS"]
    denied = next(row for row in records("claims", hand_made) if row["certainty"] == "denied")
    assert denied["denied_by"] == ["Kreml"]


def test_a_presumed_doer_is_marked_in_every_list(hand_made):
    assert [row["actors"] for row in records("claims", hand_made) if row["quote"] == "burned"] == [
        ["Suspects?"]
    ]


def test_no_story_source_or_dyad_is_without_who_says_so(read):
    stories = records("stories", read)
    assert stories and all(row["sources"] and row["certainties"] and row["status"] for row in stories)
    assert all(row["sources"] and row["certainties"] and row["statuses"] for row in records("dyads", read))


def test_no_feature_of_the_map_is_without_source_and_certainty(hand_made):
    features = json.loads(exported("geojson", hand_made))["features"]
    assert len(features) >= 3
    assert all(
        f["properties"]["source"] and f["properties"]["certainty"] and f["properties"]["precision"]
        for f in features
    )


def test_no_claim_of_jsonld_is_without_author_and_certainty(read):
    graph = json.loads(exported("jsonld", read))["@graph"]
    assert graph
    for node in graph:
        named = {one["name"]: one["value"] for one in node["additionalProperty"]}
        assert node["author"]["name"] and named["certainty"] and named["polarity"] and "inferred" in named


# ------------------------------------------------------------------ every form


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_readings_give_the_same_bytes(read, form):
    assert exported(form, read) == exported(form, read)


@pytest.mark.parametrize("form", LISTS)
def test_a_list_has_the_same_rows_as_csv_and_as_json(read, form):
    table = list(csv.reader(io.StringIO(exported(form, read, csv=True), newline="")))
    rows = records(form, read)
    assert len(table) == len(rows) + 1 and table[0] == list(rows[0])


@pytest.mark.parametrize("form", CLAIM_FORMS)
def test_filters_are_those_of_claims(hand_made, form):
    more = {"attributed": True} if form in EVENTS else {}
    every, some = (
        exported(form, hand_made, **more),
        exported(form, hand_made, query=Query(lang="en", actor="RUS"), **more),
    )
    assert "de-wire" in every and "plain" in some and "de-wire" not in some


def test_stories_documents_and_sources_are_those_of_the_claims_that_fit(read):
    query = Query(publisher="Harbour Courier")
    assert [row["publisher"] for row in records("documents", read, query=query)] == ["Harbour Courier"]
    assert 0 < len(records("stories", read, query=query)) < len(records("stories", read))


def test_a_backtest_exports_nothing_published_later(read):
    days = {row["published"] for row in records("claims", read, query=Query(as_of="2024-10-19"))}
    assert days and max(days) < "2024-10-19"


# ------------------------------------------------------------------ spreadsheets


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("plain", "plain"), (-9.5, "-9.5"), (-3, -3),
        (None, ""), (True, "yes"), (("a", "b"), "a; b"), (("=a", "b"), "'=a; b"), ((), ""),
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(value, shown):
    assert cell(value) == shown


def test_a_publisher_that_looks_like_a_formula_is_text_in_csv_and_tsv(hand_made):
    assert "'=HYPERLINK(1)" in exported("claims", hand_made, csv=True)
    assert "\t'=HYPERLINK(1)" in exported("cameo", hand_made)
    assert not any(
        value.startswith("=")
        for row in csv.reader(io.StringIO(exported("claims", hand_made, csv=True)))
        for value in row
    )
