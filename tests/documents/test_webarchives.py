"""Web archives, and who prints at which host."""

import gzip

import pytest

from benchmarks.hostile import page, response, warc
from lagebild.documents import Particulars, documents_in
from lagebild.documents.hosts import printed_at, publisher_at

pytest.importorskip("warcio")
SENTENCE = "Nordkorea hat nach Angaben des Geheimdienstes Soldaten nach Russland entsandt."
ONE = page(
    f"<article><p>{SENTENCE}</p></article>", "<meta property='article:published_time' content='2024-10-17'>"
)
OTHER = page(
    "<article><p>Die Nato drohte Russland am Montag mit Sanktionen, sagte ein Sprecher in Brüssel.</p></article>"
)


def archive(url="https://www.spiegel.de/a"):
    picture = response(b"\x89PNG", url="https://www.spiegel.de/b.png").replace(b"text/html", b"image/png")
    missing = response(ONE, url="https://www.spiegel.de/c").replace(b"200 OK", b"404 No")
    packed = response(
        gzip.compress(OTHER), coding="Content-Encoding: gzip\r\n", url="https://unknown.example/d"
    )
    return warc(response(ONE, url=url), picture, missing, packed)


@pytest.mark.parametrize("packing", ["", ".gz"])
def test_the_pages_of_a_web_archive_are_documents(tmp_path, packing):
    path = tmp_path / f"a.warc{packing}"
    path.write_bytes(gzip.compress(archive()) if packing else archive())
    one, other = documents_in(path)
    assert (one.text, one.publisher, one.url) == (
        SENTENCE,
        publisher_at("https://spiegel.de"),
        "https://www.spiegel.de/a",
    )
    assert (one.published, one.modified) == ("2024-10-17", "2024-10-18")
    assert (other.publisher, other.published, other.modified) == ("unknown.example", None, "2024-10-18")


def test_bytes_that_begin_as_an_archive_are_one():
    assert len(list(documents_in(archive()))) == 2


def test_one_page_that_cannot_be_read_leaves_the_others_alone(tmp_path):
    path = tmp_path / "a.warc"
    path.write_bytes(warc(response(page(""), url="https://a.example/"), response(ONE)))
    aside, document = documents_in(path)
    assert str(aside).startswith(f"{path}/https://a.example/: no article found") and document.text == SENTENCE


@pytest.mark.parametrize(
    ("came", "says", "kept"),
    [
        ("https://www.bote.example/a", "https://bote.example/a?b", "https://bote.example/a?b"),
        ("https://m.bote.example/a", "/amp/a", "https://m.bote.example/amp/a"),
        ("https://bote.example/a", "https://reuters.com/b", "https://bote.example/a"),
        ("https://evil.example/a", "https://www.spiegel.de/b", "https://evil.example/a"),
        ("https://bote.example/a", "javascript:alert(1)", "https://bote.example/a"),
        ("https://bote.example/a", "https://bote.example@evil.example/", "https://bote.example/a"),
        ("https://bote.example/a", None, "https://bote.example/a"),
        ("https://bote.example/a", "http://[bote.example/b", "https://bote.example/a"),
        ("https://bote.example/a", "https://bote\u2100.example/b", "https://bote.example/a"),
        (
            "https://bote.example/a",
            "https://bote.example/",
            "https://bote.example/a",
        ),  # the front page is no article
        ("https://bote.example/?p=3", "/", "https://bote.example/?p=3"),
        ("https://bote.example/a", "/?p=3", "https://bote.example/?p=3"),
    ],
)
def test_a_page_names_its_own_address_only_at_home(came, says, kept):
    assert printed_at(came, Particulars(url=says)).url == kept


@pytest.mark.parametrize("says", ["Reuters", "dpa", None])
def test_who_prints_is_whose_host_it_is_not_who_the_page_says(says):
    assert (
        printed_at("https://www.unknown.example/a", Particulars(publisher=says)).publisher
        == "unknown.example"
    )
