"""Rows as the codebooks describe them; every one of them made up."""

import gzip
from datetime import date

import pytest

from lagebild.ontology import load_ontology
from lagebild.outlook.imports import deeds_of_benchmark, import_table, load_forms
from lagebild.outlook.imports.states import state_of_holder
from lagebild.outlook.imports.tabular import NoTable
from lagebild.outlook.packed import NotWhole

FORMS = load_forms().forms
ICEWS = "Event ID\tEvent Date\tSource Name\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\tTarget Country\tPublisher\n"
POLECAT = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Country\tRecipient Country\tPublisher\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,source\n"
UCDP = "id,type_of_violence,side_a,side_b,source_article,date_start\n"


def gdelt(day="20240701", actor="RUS", recipient="UKR", code="173", added="20240702"):
    cells = [""] * 61
    cells[0], cells[1], cells[7], cells[17], cells[26], cells[59], cells[60] = (
        "9",
        day,
        actor,
        recipient,
        code,
        added,
        "https://example.org/a",
    )
    return "\t".join(cells) + "\n"


ROWS = [
    ("gdelt", gdelt(), ("2024-07-01", "RUS", "UKR", "COERCE")),
    ("gdelt", gdelt(recipient="ROM"), ("2024-07-01", "RUS", "ROU", "COERCE")),
    ("icews", ICEWS + "1\t2014-03-01\tA\tRussian Federation\tx\t036\tB\tOccupied Palestinian Territory\tPaper\n", ("2014-03-01", "RUS", "PSE", "AGREE")),
    ("icews", ICEWS + '1\t2014-03-01\t"A\tFrance\tx\t42\tB\tGermany\tPaper\n', ("2014-03-01", "FRA", "DEU", "CONSULT")),
    ("polecat", POLECAT + "1\t2023-01-05\tTHREATEN\t\tPRK\tKOR\tPaper\n", ("2023-01-05", "PRK", "KOR", "THREATEN")),
    ("acled", ACLED + 'U1,05 January 2023,Battles,Armed clash,Military Forces of Ukraine (2019-),"Military Forces of Russia (2000-)",Paper\n', ("2023-01-05", "UKR", "RUS", "ASSAULT")),
    ("acled", ACLED + "U1,2023-01-05,Protests,Peaceful protest,Protesters (Ukraine),Some Front,Paper\n", ("2023-01-05", "UKR", "Some Front", "PROTEST")),
    ("ucdp", UCDP + "5,1,Government of Russia (Soviet Union),Some Army,Paper,2022-03-01 00:00:00.000\n", ("2022-03-01", "RUS", "Some Army", "ASSAULT")),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text", "expected"), ROWS)
def test_a_row_of_each_form_is_a_deed_with_source_and_certainty(tmp_path, form, text, expected):
    path = tmp_path / "rows.txt"
    path.write_text(text, encoding="utf-8")
    imported = import_table(path, FORMS[form])
    assert [(each.day, each.actor, each.recipient, each.type) for each in imported.deeds] == [expected], (
        imported.aside
    )
    assert imported.deeds[0].certainty == "reported" and imported.deeds[0].source.startswith(
        FORMS[form].title
    )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (gdelt(day="2024-07"), "day '2024-07' is none"),
        (gdelt(actor=""), "no actor"),
        (gdelt(recipient="XXX"), "recipient 'XXX' is no state"),
        (gdelt(code="010"), "code '010' is none"),
        ("1\t2\n", "2 columns; a row has at least 58"),
        (gdelt(recipient="RUS"), "actor and recipient are the same"),
        (gdelt(day="20230702"), "dated more than 14 days before it was reported"),
    ],
)
def test_a_row_that_cannot_be_mapped_is_set_aside_with_its_reason(tmp_path, row, why):
    path = tmp_path / "x.CSV"
    path.write_text(gdelt() + row + gdelt(), encoding="utf-8")
    imported = import_table(path, FORMS["gdelt"])
    assert len(imported.deeds) == 2
    assert [each.where for each in imported.aside] == ["x.CSV:2"] and why in imported.aside[0].why


def test_a_file_without_the_columns_of_its_form_is_told(tmp_path):
    path = tmp_path / "x.tab"
    path.write_text("Event ID\tEvent Date\n", encoding="utf-8")
    with pytest.raises(NoTable, match="its head lacks 'Source Country'"):
        import_table(path, FORMS["icews"])


def test_every_code_that_is_mapped_is_a_type_of_the_ontology():
    types = load_ontology().types
    for form in FORMS.values():
        assert all(
            type_ in types and (not mode or mode in types[type_].modes) for type_, mode in form.codes.values()
        )


def test_a_compressed_file_is_read(tmp_path):
    path = tmp_path / "x.CSV.gz"
    path.write_bytes(gzip.compress(gdelt().encode()))
    assert len(import_table(path, FORMS["gdelt"]).deeds) == 1


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.gz", b"plain", "no whole gzip file"),
        ("x.gz", gzip.compress(gdelt().encode())[:-9], "no whole gzip file"),
        ("x.zip", b"plain", "no whole ZIP archive"),
        ("x.zip", b"PK\x05\x06" + bytes(18), "an archive without a file"),
    ],
)
def test_a_packed_file_that_is_not_whole_is_told_by_its_name(tmp_path, name, content, why):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotWhole, match=f"{name}: {why}"):
        import_table(path, FORMS["gdelt"])


def test_a_row_is_told_by_its_line_even_where_one_before_it_goes_over_several(tmp_path):
    path = tmp_path / "x.csv"
    good = 'U1,2023-01-05,Battles,Armed clash,Some Army,Some Front,"a\nb\nc"\n'
    path.write_text(ACLED + good + "U2,x,Battles,Armed clash,Some Army,Some Front,Paper\n", encoding="utf-8")
    assert [each.where for each in import_table(path, FORMS["acled"]).aside] == ["x.csv:5"]


def test_a_person_stands_for_a_state_only_while_in_office():
    assert state_of_holder("Barack Obama", date(2014, 5, 1)) == "USA"
    assert state_of_holder("Barack Obama", date(2019, 5, 1)) is None


def test_a_benchmark_gives_deeds_between_states(tmp_path):
    (tmp_path / "entity2id.txt").write_text(
        "Citizen_(Nigeria)\t0\nBarack_Obama\t1\nSomebody\t2\n", encoding="utf-8"
    )
    (tmp_path / "relation2id.txt").write_text("Consult\t0\nDance\t1\n", encoding="utf-8")
    for part, text in (("train", "0 0 1 0\n0 1 1 0\n"), ("valid", "1 0 0 24\n"), ("test", "2 0 1 48\n")):
        (tmp_path / f"{part}.txt").write_text(text, encoding="utf-8")
    relations = tmp_path / "relations.csv"
    relations.write_text("relation_text,cameo\nConsult,040\n", encoding="utf-8")
    imported = deeds_of_benchmark(tmp_path, relations, date(2014, 1, 1))
    assert [(each.day, each.actor, each.recipient, each.type) for each in imported.deeds] == [
        ("2014-01-01", "NGA", "USA", "CONSULT"),
        ("2014-01-02", "USA", "NGA", "CONSULT"),
    ]
    assert len(imported.aside) == 2


def test_a_story_that_is_said_to_have_happened_is_a_deed_and_others_say_why_they_are_none(tmp_path):
    from lagebild.outlook.imports import deeds_in, deeds_of_stories
    from lagebild.stories import Story, Telling
    from lagebild.views.storylines import line_of

    def story(id, **more):
        telling = {
            "actors": ("PRK.MIL",),
            "recipients": ("RUS",),
            "certainty": "reported",
            "publisher": "Paper",
        } | more
        told = Telling(
            claim_id="c",
            document_id="d",
            day="2024-10-20",
            lang="en",
            start=0,
            end=1,
            quote="x",
            sentence="x",
            type="AID",
            **telling,
        )
        return Story(story_id=id, type="AID", tellings=(told,))

    stories = [
        story("s1", first="2024-10-18"),
        story("s2", certainty="planned", time="future"),
        story("s3", recipients=()),
    ]
    path = tmp_path / "stories.jsonl"
    path.write_bytes(b"".join(map(line_of, stories)) + b"no story\n")
    imported = deeds_of_stories(path)
    assert imported.deeds == deeds_in((each.story_id, each) for each in stories).deeds
    (deed,) = imported.deeds
    assert (deed.day, deed.actor, deed.recipient, deed.source, deed.certainty) == (
        "2024-10-18",
        "PRK",
        "RUS",
        "Paper",
        "reported",
    )
    assert [each.where for each in imported.aside] == [f"stories.jsonl:{n}" for n in (2, 3, 4)]
    assert imported.aside[0].why == "nobody says firmly that it happened"
