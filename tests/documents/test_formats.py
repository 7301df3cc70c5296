"""Archives, PDF, mail and word-processor files."""

import gzip
import io
import json
import time
import zipfile

import pytest

from lagebild.documents import Particulars, SetAside, documents_in
from lagebild.documents.paper import joined
from lagebild.model import Document

TEXT = "Nordkorea hat nach Angaben des Geheimdienstes beschlossen, Soldaten nach Russland zu entsenden."
LINES = b"".join(json.dumps({"id": key, "text": TEXT}).encode() + b"\n" for key in "ab")
PAGE = f"<!DOCTYPE html><html><head><title>T</title></head><body><article><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"


def read(path):
    return list(documents_in(path))


def ids(path):
    return [found.document_id if isinstance(found, Document) else str(found) for found in read(path)]


# ------------------------------------------------------------------ archives


def zipped(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


def test_packed_lines_are_read_line_by_line(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    packed = {"r.jsonl.gz": gzip.compress(LINES), "r.jsonl.zst": zstandard.ZstdCompressor().compress(LINES)}
    for name, data in packed.items():
        (tmp_path / name).write_bytes(data)
        assert ids(tmp_path / name) == ["a", "b"]


def test_a_packed_text_is_a_text(tmp_path):
    (tmp_path / "r.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert [document.text for document in read(tmp_path / "r.txt.gz")] == [TEXT]


def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    many = LINES * 500
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(many)[:-40])
    first, *_, last = read(tmp_path / "r.jsonl.gz")
    assert first.document_id == "a" and "no whole gzip file" in last.why
    (tmp_path / "x.jsonl.gz").write_bytes(b"no gzip")
    (tmp_path / "x.jsonl.zst").write_bytes(b"no zstd")
    assert "right would be one that `gzip -t` accepts" in read(tmp_path / "x.jsonl.gz")[0].why
    assert "right would be one that `zstd -t` accepts" in read(tmp_path / "x.jsonl.zst")[0].why
    assert zstandard


def test_every_file_of_an_archive_is_read_under_its_name(tmp_path):
    inner = io.BytesIO()
    zipped(inner, a_txt="x")
    path = zipped(
        tmp_path / "all.zip", b__news_jsonl=LINES, a_txt=TEXT, c_html=PAGE, d_txt=b"\x00", e_zip=inner.getvalue(), f_jsonl=b"{"
    )  # fmt: skip
    text, first, second, page, *aside = read(path)
    assert (text.text, first.document_id, second.document_id) == (TEXT, "a", "b")
    assert TEXT in page.text
    assert [one.file.removeprefix(f"{path}/") for one in aside] == ["d.txt", "e.zip", "f.jsonl"]
    assert "an archive in an archive; right would be to unpack it" in aside[1].why


def test_an_archive_over_standard_input_is_opened(tmp_path):
    path = zipped(tmp_path / "all.zip", a_txt=TEXT)
    assert [document.text for document in documents_in(path.read_bytes())] == [TEXT]


def test_what_is_no_archive_is_set_aside(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    (aside,) = read(path)
    assert isinstance(aside, SetAside) and "right would be one that `unzip -t` accepts" in aside.why


def test_a_file_in_an_archive_is_never_read_further_than_a_document_is_long(tmp_path):
    path = zipped(tmp_path / "bomb.zip", a_txt=b"0" * 70_000_000, b_txt=TEXT)
    assert path.stat().st_size < 100_000
    bomb, text = read(path)
    assert "unpacks to hundreds of times its size" in bomb.why and text.text == TEXT


# ------------------------------------------------------------------ word processors


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = (
    f"<w:document {W}><w:body><w:p><w:r><w:t>Erster </w:t></w:r><w:r><w:t>Absatz.</w:t><w:br/><w:t>Neue Zeile.</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Zelle</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:body></w:document>"
)
CORE = '<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Lage</dc:title></p>'


def test_a_word_processor_file_gives_its_paragraphs_and_its_title(tmp_path):
    path = zipped(tmp_path / "r.docx", word__document_xml=BODY, docProps__core_xml=CORE)
    for source in (path, path.read_bytes()):
        (document,) = documents_in(source, known=Particulars(lang="de"))
        assert (document.text, document.title) == ("Erster Absatz.\nNeue Zeile.\nZelle", "Lage")


@pytest.mark.parametrize(
    "files", [{"a_txt": "x"}, {"word__document_xml": "<w"}, {"word__document_xml": f"<w:document {W}/>"}]
)
def test_a_word_processor_file_that_is_none_is_set_aside(tmp_path, files):
    (aside,) = read(zipped(tmp_path / "r.docx", **files))
    assert isinstance(aside, SetAside) and "right would be" in aside.why


# ------------------------------------------------------------------ mail

HEAD = "From: Rheinischer Bote <news@bote.example>\nSubject: =?utf-8?q?Truppen_f=C3=BCr?=\n Russland\nDate: Fri, 18 Oct 2024 09:30:00 +0200\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    "body",
    [
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{TEXT}\n",
        f"Content-Type: text/html; charset=utf-8\n\n{PAGE}",
        f"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>other</p>\n--x\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n--x--\n",
    ],
)
def test_a_message_gives_its_text_sender_subject_and_day(tmp_path, body):
    path = tmp_path / "m.eml"
    path.write_text(HEAD + body, encoding="utf-8")
    (document,) = read(path)
    assert document.text.startswith(TEXT)
    assert (document.title, document.publisher, document.published) == (
        "Truppen für Russland",
        "Rheinischer Bote",
        "2024-10-18",
    )


def test_a_message_without_text_is_set_aside(tmp_path):
    path = tmp_path / "m.eml"
    path.write_text(HEAD + "Content-Type: image/png\n\nxx", encoding="utf-8")
    (aside,) = read(path)
    assert "no text in this message" in aside.why


# ------------------------------------------------------------------ PDF


def pdf_of(*lines, title="Lage"):
    """The smallest PDF that shows these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in lines).encode("cp1252")
    stream = b"BT /F1 12 Tf 14 TL 50 700 Td " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode(),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (table, len(out))


def test_a_pdf_gives_its_text_with_lines_joined(tmp_path):
    pytest.importorskip("pypdf")
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf_of("Nordkorea hat Solda-", "ten nach Russland", "entsandt."))
    for source in (path, path.read_bytes()):
        (document,) = documents_in(source, known=Particulars(lang="de"))
        assert (document.text, document.title) == ("Nordkorea hat Soldaten nach Russland entsandt.", "Lage")


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\nnothing of the kind", pdf_of()])
def test_a_pdf_without_text_is_set_aside(data):
    pytest.importorskip("pypdf")
    (aside,) = documents_in(data)
    assert isinstance(aside, SetAside) and "right would be" in aside.why


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("a\nb", "a b"),
        ("Solda-\nten", "Soldaten"),
        ("Nord-\nKorea", "Nord- Korea"),
        ("eins.  \nzwei.\n\ndrei", "eins. zwei.\n\ndrei"),
        ("1990-\n2000", "1990- 2000"),
    ],
)
def test_lines_are_joined_and_parted_words_are_one(text, one):
    assert joined(text) == one


# ------------------------------------------------------------------ what would be read as words


def office(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, f"<x>{TEXT}</x>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.xml", f"<?xml version='1.0'?><news><p>{TEXT}</p></news>".encode(), "XML (<news>), not text"),
        ("a.rss", f"\ufeff <!-- x --><rss><item>{TEXT}</item></rss>\n".encode(), "XML (<rss>), not text"),
        ("a.svg", f"<svg xmlns='x'><text>{TEXT}</text></svg>".encode(), "XML (<svg>), not text"),
        ("a.json", json.dumps([TEXT, TEXT]).encode(), "a JSON list"),
        ("a.csv", f'id,body\n1,"{TEXT}"\n'.encode(), "a table without a column 'text'"),
        ("a.odt", office("mimetype", "content.xml"), "an office document or a book, not .docx"),
        ("a.epub", office("mimetype", "a.xhtml"), "an office document or a book, not .docx"),
        (
            "a.xlsx",
            office("[Content_Types].xml", "xl/workbook.xml"),
            "an office document or a book, not .docx",
        ),
    ],
)
def test_what_is_no_text_is_told_and_not_read_as_words(tmp_path, name, data, why):
    (tmp_path / name).write_bytes(data)
    (aside,) = read(tmp_path / name)
    assert isinstance(aside, SetAside) and aside.why.startswith(why) and "right would be" in aside.why


@pytest.mark.parametrize(
    "text", [f"<Kiew> {TEXT}", f"[Kiew] {TEXT}", f"<a> {TEXT} <b>", f"From 2024 on: {TEXT}"]
)
def test_a_text_that_begins_as_other_formats_do_is_a_text(tmp_path, text):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert [document.text for document in read(tmp_path / "a.txt")] == [text]


@pytest.mark.parametrize(
    "beginning", ["<!--" * 400_000, "<?a" * 400_000, " " * 5_000_000, "<a" + "a" * 5_000_000, "<!" * 900_000, "[" * 5_000_000, "From " + "1" * 5_000_000]
)  # fmt: skip
def test_what_a_file_is_costs_no_more_than_its_length(beginning):
    began = time.process_time()
    list(documents_in(beginning.encode(), known=Particulars(lang="de")))
    assert time.process_time() - began < 10


MAILBOX = b"""From a@bote.example Fri Oct 18 09:00:00 2024
From: Bote <a@bote.example>
Subject: Eins
Date: Fri, 18 Oct 2024 09:00:00 +0200

Der erste Brief.
>From Kiew kam nichts.

From b@kurier.example Sat Oct 19 09:00:00 2024
From: Kurier <b@kurier.example>
Subject: Zwei

Der zweite Brief.

From c@x.example Sun Oct 20 09:00:00 2024
Subject: Leer

"""


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_a_mailbox_is_its_messages_each_with_its_sender(tmp_path, ends):
    (tmp_path / "all.mbox").write_bytes(MAILBOX.replace(b"\n", ends))
    first, second, aside = read(tmp_path / "all.mbox")
    assert (first.title, first.publisher, first.published) == ("Eins", "Bote", "2024-10-18")
    assert first.text == "Der erste Brief.\nFrom Kiew kam nichts."
    assert (second.text, second.publisher, second.published) == ("Der zweite Brief.", "Kurier", None)
    assert aside.file.endswith("all.mbox/3") and "no text in this message" in aside.why
