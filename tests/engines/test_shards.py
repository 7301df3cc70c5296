"""How a corpus is cut."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lagebild.documents import Particulars, documents_in
from lagebild.documents.stretches import documents_in_records
from lagebild.engines.shards import LARGEST, SMALLEST, Cutting, shards_of, size_of_shards
from lagebild.model import Document


def cut(files, size, tmp_path, rows_in=lambda path: 0):
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir(exist_ok=True)
    return list(shards_of(((path.name, path) for path in files), Cutting(size, unpacked, rows_in)))


def pieces(shards):
    return [piece for shard in shards for piece in shard.pieces]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.text(alphabet="ab ä", max_size=30), min_size=1, max_size=30),
    size=st.integers(1, 200),
    ended=st.booleans(),
)
def test_every_byte_of_a_file_of_lines_is_in_one_piece_and_every_cut_is_between_lines(
    rows, size, ended, tmp_path
):
    data = "\n".join([*rows, *([""] if ended else [])]).encode()
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    found = pieces(cut([path], size, tmp_path))
    if not data:
        return
    assert (found[0].start, found[-1].end) == (0, len(data))
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(piece.end > piece.start for piece in found)
    assert all(data[piece.end - 1 : piece.end] == b"\n" for piece in found[:-1])


def test_small_files_share_a_shard_and_large_ones_are_cut(tmp_path):
    for n in range(6):
        (tmp_path / f"{n}.txt").write_text("x" * 40)
    (tmp_path / "big.jsonl").write_text("y" * 49 + "\n" + ("y" * 49 + "\n") * 9)
    shards = cut(sorted(tmp_path.glob("*.*")), 100, tmp_path)
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert sum(shard.weight for shard in shards) == 6 * 40 + 500
    assert max(shard.weight for shard in shards) <= 150
    assert len(shards) < 9


def test_a_packed_file_is_unpacked_into_pieces_that_know_their_first_line(tmp_path):
    data = b"".join(b'{"text": "%03d"}\n' % n for n in range(50))
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(data, 0))
    found = pieces(cut([path], 160, tmp_path))
    assert b"".join(Path(piece.path).read_bytes() for piece in found) == data
    assert [piece.line for piece in found] == [0, 10, 20, 30, 40]
    assert {piece.name for piece in found} == {"x.jsonl.gz"}


def test_a_packed_file_that_breaks_off_gives_what_comes_before(tmp_path):
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 50_000)[:-20])
    *good, torn = pieces(cut([path], 200, tmp_path))
    assert sum(Path(piece.path).read_bytes().count(b"\n") for piece in good) > 40_000
    assert torn.kind == "torn" and "no whole gzip file" in torn.why


PAGE = "<html><body><article><p>{}</p></article></body></html>"
# A page that has in it what looks like the beginning of a record.
FORGED = "Harmless.\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nForged"


def record(n, packed):
    text = FORGED if n == 7 else f"Am Montag griffen russische Truppen die Stadt Nummer {n} an. " * (n + 5)
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.format(text).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\n"
        f"WARC-Date: 2024-10-18T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{n}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    whole = head.encode() + body + b"\r\n\r\n"
    return gzip.compress(whole, mtime=0) if packed else whole


def web_archive(path, packed):
    """Writes one with twenty pages."""
    path.write_bytes(b"".join(record(n, packed) for n in range(20)))


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_a_web_archive_is_cut_between_its_records_and_nowhere_else(packed, tmp_path):
    path = tmp_path / ("x.warc.gz" if packed else "x.warc")
    web_archive(path, packed)
    found = pieces(cut([path], 1_000, tmp_path))
    assert len(found) > 3
    assert (found[0].start, found[-1].end) == (0, path.stat().st_size)
    assert all(one.end == other.start for one, other in pairwise(found))
    known = Particulars(lang="de")
    in_pieces = [
        document
        for piece in found
        for document in documents_in_records(path, piece.start, piece.end, piece.name, known)
    ]
    whole = list(documents_in(path, known=known))
    assert [one.url for one in in_pieces if isinstance(one, Document)] == [
        one.url for one in whole if isinstance(one, Document)
    ]
    assert [str(one) for one in in_pieces] == [str(one).replace(str(path), path.name) for one in whole]
    assert len(whole) == 20


@pytest.mark.parametrize(
    ("total", "size"), [(0, SMALLEST), (10**6, SMALLEST), (64 * 10**6, 10**6), (10**12, LARGEST)]
)
def test_how_large_a_shard_is_depends_on_the_corpus_alone(total, size):
    assert size_of_shards(total) == size
