"""Each form as others read it, and back again."""

import itertools
import json
import re

import pytest
from typer.testing import CliRunner

from lagebild.evaluation.records import score_records
from lagebild.ontology import load_ontology
from lagebild.outlook.imports import deeds_of_plover, import_table, load_forms
from lagebild.views.cli import app
from lagebild.views.export import geojson, stix
from lagebild.views.labels import interface_languages, labels_of
from tests.views.export.conftest import exported, records


def run(*args, code=0):
    result = CliRunner().invoke(app, [str(arg) for arg in args])
    assert result.exit_code == code, result.output
    return result


# ------------------------------------------------------------------ round trips


def test_plover_records_come_back_as_deeds_of_the_same_sides_and_type(hand_made, tmp_path):
    path = tmp_path / "plover.jsonl"
    path.write_text(exported("plover", hand_made, attributed=True), encoding="utf-8")
    imported = deeds_of_plover(path)
    assert [(d.actor, d.recipient, d.type, d.certainty) for d in imported.deeds] == [
        ("PRK", "RUS", "AGREE", "reported"), ("KOR", "PRK", "REQUEST", "asserted"), ("RUS", "UKR", "ASSAULT", "asserted"),
    ]  # fmt: skip
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert len(imported.aside) == lines - len(imported.deeds)


def test_a_record_that_is_denied_disputed_or_only_planned_is_no_deed(hand_made, tmp_path):
    path = tmp_path / "plover.jsonl"
    path.write_text(exported("plover", hand_made, attributed=True), encoding="utf-8")
    told = {one.why for one in deeds_of_plover(path).aside}
    assert (
        "nobody says firmly that it happened, or somebody denies it" in told
        and "not between two states" in told
    )
    path.write_text("{}\n", encoding="utf-8")
    assert "no PLOVER record" in deeds_of_plover(path).aside[0].why


def test_plover_records_have_the_names_by_which_gold_records_are_scored(hand_made):
    rows = records("plover", hand_made)
    said = {
        r["id"]: [
            {
                "type": r["event"],
                "actor_ids": [a["code"] for a in r["actors"]],
                "recipient_ids": [a["code"] for a in r["recipients"]],
            }
        ]
        for r in rows
    }
    scores = score_records(rows, said)
    assert scores.type.tp == len(rows) and scores.type.fp == scores.type.fn == 0


def test_cameo_rows_come_back_by_the_importer_of_icews(hand_made, tmp_path):
    path = tmp_path / "cameo.tsv"
    path.write_text(exported("cameo", hand_made), encoding="utf-8")
    deeds = import_table(path, load_forms().forms["icews"]).deeds
    assert [(d.actor, d.recipient, d.type, d.day) for d in deeds] == [
        ("KOR", "PRK", "REQUEST", "2024-10-18"), ("RUS", "UKR", "ASSAULT", "2024-10-22"),
    ]  # fmt: skip


def test_cameo_rows_with_their_columns_come_back_with_source_and_certainty(hand_made, tmp_path):
    path = tmp_path / "cameo.tsv"
    path.write_text(exported("cameo", hand_made, attributed=True), encoding="utf-8")
    found = import_table(path, load_forms().forms["icews"])
    plover = tmp_path / "plover.jsonl"
    plover.write_text(exported("plover", hand_made, attributed=True), encoding="utf-8")
    firm = {(d.actor, d.recipient, d.certainty, d.source) for d in deeds_of_plover(plover).deeds}
    assert {(d.actor, d.recipient, d.certainty, d.source) for d in found.deeds} >= firm
    assert {d.certainty for d in found.deeds} <= {"asserted", "reported"}
    assert any("firmly" in one.why for one in found.aside)


def test_outlook_import_takes_plover(hand_made, tmp_path):
    path = tmp_path / "plover.jsonl"
    path.write_text(exported("plover", hand_made), encoding="utf-8")
    assert '"type":"ASSAULT"' in run("outlook", "import", "plover", path).stdout


# ------------------------------------------------------------------ GeoJSON


def test_a_place_is_never_finer_than_the_text(hand_made):
    by_precision = {
        f["properties"]["precision"]: f["geometry"]["type"]
        for f in json.loads(exported("geojson", hand_made))["features"]
    }
    assert by_precision == {"city": "Point", "country": "MultiPolygon"}


@pytest.mark.parametrize("state", ["USA", "KOR", "CHL", "UKR", "ISR", "VAT", "ZAF"])
def test_the_outline_of_a_state_does_not_cross_itself(state):
    parts = [tuple(map(tuple, ring[:-1])) for (ring,) in geojson._outline(state)]
    assert geojson._is_simple(parts) and sum(map(len, parts)) < 800


def test_outlines_are_closed_and_turn_left(hand_made):
    shapes = [
        f["geometry"]
        for f in json.loads(exported("geojson", hand_made))["features"]
        if f["geometry"]["type"] == "MultiPolygon"
    ]
    assert shapes
    for (ring,) in (polygon for shape in shapes for polygon in shape["coordinates"]):
        area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))
        assert ring[0] == ring[-1] and area > 0 and len(ring) < 150


# ------------------------------------------------------------------ STIX

stix2 = pytest.importorskip("stix2", reason="STIX needs the extra 'stix'")


def bundle(path):
    return json.loads(exported("stix", path))


def test_the_bundle_is_valid_stix(hand_made):
    found = stix2.parse(exported("stix", hand_made), allow_custom=False)
    assert found.type == "bundle" and len(found.objects) > 40


def test_whatever_is_referred_to_is_in_the_bundle(hand_made):
    objects = bundle(hand_made)["objects"]
    ids = [each["id"] for each in objects]
    assert len(ids) == len(set(ids))
    extension = [each["extensions"][stix.EXTENSION] for each in objects if each["type"] == "incident"]
    wanted = {
        ref
        for each in objects
        for name, value in each.items()
        if name.endswith(("_ref", "_refs"))
        for ref in ([value] if isinstance(value, str) else value)
    }
    wanted |= {each["source_ref"] for each in extension} | {
        ref for each in extension for ref in each.get("party_refs", ())
    }
    assert wanted <= set(ids)


def test_a_claim_is_an_incident_that_says_who_says_so_even_without_the_extension(hand_made):
    incidents = [each for each in bundle(hand_made)["objects"] if each["type"] == "incident"]
    words = labels_of("en").table["certainty"]
    assert incidents
    for each in incidents:
        inside = each["extensions"][stix.EXTENSION]
        assert inside["extension_type"] == "property-extension" and inside["source"] and inside["certainty"]
        assert (
            words[inside["certainty"]] in each["name"]
            and f"certainty:{inside['certainty']}" in each["labels"]
        )
        assert "confidence" not in each  # what a text expresses is no probability


def test_a_denial_is_an_opinion_on_the_claim(hand_made):
    objects = bundle(hand_made)["objects"]
    by_id = {each["id"]: each for each in objects}
    opinions = [each for each in objects if each["type"] == "opinion"]
    assert {each["opinion"] for each in opinions} == {"strongly-disagree"}
    kreml = [by_id[each["object_refs"][0]] for each in opinions if each["authors"] == ["Kreml"]]
    assert any("Entsendung" in each["description"] or "entsandt" in each["description"] for each in kreml)


def test_an_address_that_is_none_of_the_web_is_no_reference(hand_made):
    assert "javascript:" not in exported("stix", hand_made)


def test_who_lacks_the_extra_is_told_which(hand_made, monkeypatch):
    monkeypatch.setattr(stix, "find_spec", lambda name: None)
    with pytest.raises(stix.MissingStix, match=r"lagebild\[stix\]"):
        exported("stix", hand_made)


# ------------------------------------------------------------------ JSON-LD


def test_a_retelling_points_to_where_its_source_first_said_so(read):
    graph = json.loads(exported("jsonld", read))["@graph"]
    assert all(
        node["firstAppearance"].get("datePublished", "") <= node["appearance"].get("datePublished", "")
        for node in graph
    )
    assert {node["@type"] for node in graph} == {"Claim"}


# ------------------------------------------------------------------ the codebook


@pytest.mark.parametrize("lang", interface_languages())
def test_the_codebook_has_every_type_mode_and_word_of_certainty(lang, tmp_path):
    book = run("codebook", "--interface", lang).stdout
    ontology, words = load_ontology(), labels_of(lang).table["certainty"]
    assert all(f"### {name}:" in book for name in ontology.types)
    assert all(f"| {mode} |" in book for kind in ontology.types.values() for mode in kind.modes)
    assert all(f"| {word} |" in book for word in words.values())
    page = tmp_path / "book.html"
    run("codebook", "--interface", lang, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>") and "<script" not in text and "http" not in text


def test_the_codebook_gives_an_example_of_every_type_in_each_language():
    book = run("codebook", "--interface", "en").stdout
    parts = book.split("### ")[1:]
    assert len(parts) == len(load_ontology().types)
    assert all(part.count("Example: ") >= 2 for part in parts), [
        part[:9] for part in parts if part.count("Example: ") < 2
    ]


# ------------------------------------------------------------------ the commands


def test_an_export_is_there_whole_or_not_at_all(hand_made, tmp_path):
    out = tmp_path / "claims.csv"
    assert run("export", "claims", hand_made, "--csv", "--out", out).stdout == ""
    assert out.read_text(encoding="utf-8").startswith("claim,date,") and not list(tmp_path.glob(".*.half"))


def test_where_an_export_cannot_be_written_the_name_is_told_that_was_asked_for(hand_made, tmp_path):
    out = tmp_path / "nowhere" / "claims.csv"
    ran = CliRunner().invoke(app, ["export", "claims", str(hand_made), "--csv", "--out", str(out)])
    assert ran.exit_code == 2 and ran.stderr == f"{out}: cannot be written (No such file or directory)\n"


def test_files_and_ledger_give_the_same_rows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = {
        "id": "a",
        "text": "Russian troops attacked Kharkiv on Monday.",
        "lang": "en",
        "published": "2024-10-19",
        "publisher": "Courier",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(text), encoding="utf-8")
    run("add", "a.jsonl")
    for form in ("claims", "plover", "stories", "documents", "dyads"):
        assert run("export", form).stdout == run("export", form, "a.jsonl").stdout, form
    run("export", "claims", "--out", "claims.jsonl")
    assert "claims.jsonl: export of" in run("forget", "a", "--yes", code=1).stderr


def test_what_an_analyst_has_corrected_is_no_plain_event_any_more(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = {
        "id": "a",
        "text": "Russia attacked Ukraine on Monday.",
        "lang": "en",
        "published": "2024-10-19",
        "publisher": "Courier",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(text), encoding="utf-8")
    run("add", "a.jsonl")
    (row,) = map(json.loads, run("export", "plover").stdout.splitlines())
    run("remark", "correction", row["id"], "--value", "certainty=alleged", "--author", "anna")
    assert run("export", "plover").stdout == ""
    (row,) = map(json.loads, run("export", "plover", "--with-attribution").stdout.splitlines())
    assert row["remarks"] == ["correction certainty=alleged (anna)"]
    assert "correction certainty=alleged (anna)" in run("export", "cameo", "--with-attribution").stdout
    assert "correction certainty=alleged (anna)" in run("export", "claims", "--csv").stdout


@pytest.mark.parametrize("form", ["plover", "cameo"])
def test_what_a_form_leaves_out_because_only_somebody_says_so_is_counted(hand_made, form):
    """Of a report that cites everything nothing came out, and nothing said why."""
    plain, whole = run("export", form, hand_made), run("export", form, hand_made, "--with-attribution")
    told = re.fullmatch(r"(\d+) events left out .*--with-attribution.*\n", plain.stderr)
    assert told and int(told[1]) > 0 and whole.stderr == ""
    if form == "plover":
        assert len(whole.stdout.splitlines()) - len(plain.stdout.splitlines()) == int(told[1])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("jornal",), "'jornal' is not known; there are journal, plover"),
        (("plover", "READINGS", "--csv"), "plover is no list"),
        (("stix", "READINGS", "--with-attribution"), "stix has who says so in any case"),
        (("journal", "READINGS"), "the journal is of a ledger"),
        (("claims", "READINGS", "--read-by", "2024-10-18"), "a moment of reading is asked of a ledger"),
        (("claims", "--ledger", "nowhere.sqlite"), "there is no ledger"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(hand_made, arguments, told):
    result = run("export", *(hand_made if each == "READINGS" else each for each in arguments), code=2)
    assert told in " ".join(result.output.replace("│", " ").split())


def test_the_map_tells_places_and_draws_them(hand_made, tmp_path):
    out = tmp_path / "map.svg"
    shown = run("map", hand_made, "--interface", "en", "--svg", out, "--viewpoint", "neutral").stdout
    assert "Kharkiv\tcity\t1 claim\t" in shown
    assert all(len(line.split("\t")) == 5 for line in shown.splitlines())
    assert out.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(("published", "day_from"), [("2026-03-02", "publication"), (None, "arrival")])
def test_a_day_says_where_it_comes_from(tmp_path, monkeypatch, published, day_from):
    monkeypatch.chdir(tmp_path)
    dated = ("--published", published) if published else ()
    (tmp_path / "a.txt").write_text("The minister said that Russia had attacked Ukraine.", encoding="utf-8")
    run("add", "a.txt", *dated)
    rows = [json.loads(line) for line in run("export", "claims").stdout.splitlines()]
    assert rows and all(row["date_from"] == day_from for row in rows)
    assert all(row["date"] == published for row in rows) == bool(published)
