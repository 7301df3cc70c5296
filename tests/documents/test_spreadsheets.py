"""Tables of reports: a row each, as databases of the press and spreadsheets give them out."""

import pytest

from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.model import Document

TEXT = "The minister, he said, had recalled the envoy."


def read(folder, data, name="a.csv", known=None):
    (folder / name).write_bytes(data)
    return list(documents_in(folder / name, known=known))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f'title,text,published,publisher\r\nEnvoy,"{TEXT}",2026-03-02,Abendpost\r\n'.encode()),
        ("a.csv", f'Title;Text;Published;Publisher\nEnvoy;"{TEXT}";2026-03-02;Abendpost'.encode("utf-8-sig")),
        ("a.csv", f'title;text;published;publisher\nEnvoy;"{TEXT}";2026-03-02;Abendpost'.encode("utf-16")),
        (
            "a.tsv",
            f"title\ttext\tpublished\tpublisher\tseen\nEnvoy\t{TEXT}\t2026-03-02\tAbendpost\t7\n".encode(),
        ),
    ],
)
def test_each_row_is_a_document_with_what_its_columns_say(tmp_path, name, data):
    (found,) = read(tmp_path, data, name)
    assert (found.text, found.title, found.published, found.publisher) == (
        TEXT,
        "Envoy",
        "2026-03-02",
        "Abendpost",
    )


def test_a_cell_may_go_on_over_lines_and_be_long(tmp_path):
    long = f"{TEXT}\n\n" * 4_000
    (found,) = read(tmp_path, f'text\n"{long}"\n'.encode())
    assert found.text.strip() == long.strip()


def test_letters_of_spreadsheets_are_read(tmp_path):
    (found,) = read(tmp_path, "text;publisher\nÄgypten bestätigte die Übung.;Küstenblatt\n".encode("cp1252"))
    assert (found.text, found.publisher) == ("Ägypten bestätigte die Übung.", "Küstenblatt")


def test_a_row_that_is_wrong_leaves_the_others_alone(tmp_path):
    data = f'text,published\n"{TEXT}\nSecond line.",2026-03-02\n{TEXT[:12]},2.3.2026\n,\n{TEXT[:12]},\n'
    first, aside, last = read(tmp_path, data.encode(), known=Particulars(publisher="Abendpost"))
    assert isinstance(first, Document) and (last.published, last.publisher) == (None, "Abendpost")
    assert isinstance(aside, SetAside) and aside.line == 4 and "'published' is '2.3.2026'" in aside.why


@pytest.mark.parametrize(
    ("name", "sign", "right"), [("a.csv", ",", "a ','"), ("a.csv", ";", "a ';'"), ("a.tsv", "\t", "a tab")]
)
def test_a_row_with_more_cells_than_columns_is_told_and_not_read_in_part(tmp_path, name, sign, right):
    denied = f"Jets bombed the village{sign} which the ministry denied."
    lines = [f"text{sign}publisher", f"{denied}{sign}Abendpost", f"{TEXT[:12]}{sign}Abendpost{sign}{sign} "]
    aside, found = read(tmp_path, "\n".join(lines).encode(), name)
    assert isinstance(aside, SetAside) and aside.line == 2
    assert aside.why.startswith("3 cells, where the first line names 2") and right in aside.why
    assert isinstance(found, Document) and found.publisher == "Abendpost"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"text,publisher,Text\na,b,c\n", "a table with two columns 'text'"),
        (b"headline,body\na,b\n", "a table without a column 'text'"),
        (b"text\n", "a table without a row"),
        (b'text\n"never closed\n', "a table that breaks off at line 2"),
    ],
)
def test_what_is_no_table_of_reports_is_told(tmp_path, data, why):
    (aside,) = read(tmp_path, data)
    assert isinstance(aside, SetAside) and aside.why.startswith(why) and "right would be" in aside.why
