"""From files and standard input to documents."""

import json

import pytest

from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.documents.identity import canonical_url
from lagebild.model import Document

TEXT = "SEOUL (dpa) – Nordkorea hat nach Angaben des Geheimdienstes beschlossen, Russland zu unterstützen."
LONGER = "Die Nato hat die Berichte nicht bestätigt. Der Kreml bestreitet die Entsendung, so ein Sprecher."
PAGE = f"""<!DOCTYPE html><html lang="de"><head><title>Truppen</title>
<meta property="og:site_name" content="Rheinischer Bote">
<meta property="og:title" content="Truppen für Russland">
<meta property="article:published_time" content="2024-10-18T08:00:00+02:00">
<link rel="canonical" href="https://bote.example/truppen"></head>
<body><nav><a href="/">Start</a></nav><article><p>{TEXT}</p><p>{LONGER}</p></article>
<footer>© 2019</footer></body></html>"""


def lines(*records):
    return b"\n".join(r if isinstance(r, bytes) else json.dumps(r).encode() for r in records)


def test_a_text_file_becomes_one_document_with_its_dateline(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode() + b"\r\n")
    (document,) = documents_in(path)
    assert isinstance(document, Document)
    assert document.text == TEXT + "\r\n"
    assert (document.lang, document.credits, document.dateline.place) == ("de", ("dpa",), "SEOUL")
    assert document.text[document.body_start :].strip().startswith("Nordkorea")


def test_a_web_page_gives_its_article_and_particulars():
    (document,) = documents_in(PAGE.encode())
    assert TEXT in document.text and "Start" not in document.text and "2019" not in document.text
    assert (document.title, document.publisher) == ("Truppen für Russland", "Rheinischer Bote")
    assert (document.published, document.url) == ("2024-10-18", "https://bote.example/truppen")


def test_a_page_too_large_or_empty_is_set_aside(tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<html>" + "<p>x</p>" * 300_000)
    assert [str(d) for d in documents_in(path)] == [
        f"{path}: 2.4 MB of HTML; right would be at most 2 MB, or the article as plain text"
    ]
    assert "no article found" in str(next(documents_in(b"<html><body></body></html>")))


def test_a_broken_line_is_set_aside_with_its_number_and_the_rest_is_read(tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_bytes(
        lines({"id": "a", "text": TEXT}, b'{"id": "b", "text": ', b"", {"id": "d", "text": TEXT})
    )
    first, broken, last = documents_in(path)
    assert (first.document_id, last.document_id) == ("a", "d")
    assert isinstance(broken, SetAside) and broken.line == 2
    assert str(broken).startswith(f"{path}:2: not JSON: the line breaks off; right would be")


WRONG = [
    ({"id": 7, "text": TEXT}, "'id' is a number; right would be a string"),
    ({"text": None}, "'text' is null; right would be a string"),
    ({"text": "  "}, "'text' is empty; right would be"),
    ({"id": "a"}, "no 'text'; right would be"),
    (
        {"text": TEXT, "published": "2024-02-31"},
        "'published' is '2024-02-31'; right would be a day that exists",
    ),
    ({"text": TEXT, "published": "18.10.2024"}, "'published' is '18.10.2024'"),
    ({"text": TEXT, "published": 20241018}, "'published' is a number"),
    ({"text": TEXT, "lang": "deutsch!"}, "'lang' is 'deutsch!'; right would be a code"),
    ([TEXT], "a list; right would be an object"),
    (b'{"text": "\xff"}', "not JSON: not UTF-8 at byte 0"),
    (b'{"text": "\\ud800"}', "not JSON: "),
]


@pytest.mark.parametrize(("record", "said"), WRONG)
def test_a_wrong_field_is_named_with_what_would_be_right(tmp_path, record, said):
    path = tmp_path / "x.jsonl"
    path.write_bytes(lines(record))
    (aside,) = documents_in(path)
    assert str(aside).startswith(f"{path}:1: {said}")


def test_all_mistakes_of_a_line_are_told_at_once():
    (aside,) = documents_in(lines({"text": TEXT, "published": "x", "title": 3}))
    assert "'published'" in aside.why and "'title'" in aside.why


def test_a_date_with_time_is_cut_to_its_day_and_a_locale_to_its_language():
    record = {"text": TEXT, "published": "2024-10-18T23:30:00+02:00", "lang": "de-DE", "events": []}
    (document,) = documents_in(lines(record))
    assert (document.published, document.lang) == ("2024-10-18", "de")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"", "standard input: empty"),
        (b"\x00\x01", "standard input: binary"),
        ("nowhere.txt", "nowhere.txt: no such file; right would be"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_a_reason(source, said):
    (aside,) = documents_in(source)
    assert isinstance(aside, SetAside) and str(aside).startswith(said)


def test_a_folder_is_set_aside(tmp_path):
    (aside,) = documents_in(tmp_path)
    assert "a folder; right would be" in str(aside)


def test_an_empty_file_of_lines_is_set_aside(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\n")
    (aside,) = documents_in(path)
    assert "empty" in aside.why


def test_what_the_user_knows_fills_gaps_and_never_overrides_the_file():
    known = Particulars(publisher="Bote", published="2024-10-20")
    (document,) = documents_in(lines({"text": TEXT, "published": "2024-10-18"}), known=known)
    assert (document.publisher, document.published) == ("Bote", "2024-10-18")


def test_a_changed_article_keeps_its_document_id_and_gets_a_new_version():
    address = {"publisher": "Bote", "url": "https://bote.example/a"}
    old, new = documents_in(lines({**address, "text": TEXT}, {**address, "text": TEXT + " Neu."}))
    assert old.document_id == new.document_id
    assert old.version_id != new.version_id
    assert len(old.document_id) == len(old.version_id) == 16


def test_without_an_address_another_text_is_another_document():
    one, two = documents_in(lines({"text": TEXT}, {"text": LONGER}))
    assert one.document_id != two.document_id


def test_one_article_has_one_canonical_address():
    wanted = canonical_url("https://bote.example/a?id=3")
    for url in ("http://www.Bote.example/a/?utm_source=x&id=3#top", "https://bote.example/a?id=3&fbclid=9"):
        assert canonical_url(url) == wanted


def test_a_number_alone_behind_the_question_mark_names_the_article():
    one, two = documents_in(
        lines(*({"text": TEXT, "url": f"https://bote.example/news.php?{number}"} for number in (4711, 4712)))
    )
    assert one.document_id != two.document_id


@pytest.mark.parametrize("url", ["http://[kaputt", "kein url", "//", "?"])
def test_an_address_that_is_none_still_makes_a_key(url):
    (document,) = documents_in(lines({"text": TEXT, "url": url}))
    assert len(document.document_id) == 16


@pytest.mark.parametrize(
    "text", ["(/) – Die", "( ) Die", "(,;) – Die", "SEOUL/ (dpa) – Die", "/ (dpa) - Die", "A\n\n\n"]
)
def test_broken_datelines_do_no_harm(text):
    (document,) = documents_in(lines({"text": text}))
    assert document.text == text


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-16", "UTF-16"), ("utf-32", "UTF-32"), ("utf-16-be", "UTF-16")]
)
def test_json_lines_in_another_encoding_are_told_by_its_name(tmp_path, encoding, name):
    mark = b"\xfe\xff" if encoding.endswith("be") else b""
    path = tmp_path / "a.jsonl"
    path.write_bytes(mark + json.dumps({"text": TEXT}).encode(encoding))
    (aside,) = documents_in(path)
    assert aside.why == f"{name}; right would be JSON Lines in UTF-8 (iconv -f {name} -t UTF-8 FILE)"
