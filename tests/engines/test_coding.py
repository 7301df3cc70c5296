"""A corpus in, tables out: the same bytes whoever reads, nothing lost, nothing doubled."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import duckdb
import msgspec
import pytest

from lagebild.documents import Particulars, document_of, documents_in
from lagebild.engines.attempts import MOST, Attempt
from lagebild.engines.checking import problems_of
from lagebild.engines.columns import ClaimRow, ReadingRow, rows_of
from lagebild.engines.parquet import columns_of, write_table
from lagebild.engines.pool import coded_here
from lagebild.engines.records import held, read_manifest
from lagebild.engines.tables import readings_in
from lagebild.errors import DataError, LagebildError
from lagebild.ledger import canonical_of, open_ledger
from lagebild.ledger.packing import pack
from lagebild.model import Document, Noun, Reading
from lagebild.pipeline import read_document
from lagebild.views.corpus.keeping import load_run

DEMO = Path(__file__).parents[2] / "src" / "lagebild" / "demo" / "reports.jsonl"


def lines(count, lang="xx"):
    """Documents in a language that needs no parser."""
    return "".join(
        json.dumps({"id": f"d{n}", "lang": lang, "text": f"Text {n} äöü 😀"}, ensure_ascii=False) + "\n"
        for n in range(count)
    )


def bytes_of(folder):
    """All that a run gave, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix == ".parquet" or path.name == "quarantine.jsonl" or path.parent.name == "quarantine"
        if path.is_file()
    }


def ids_in(folder):
    return [reading.document.document_id for reading in readings_in(folder)]


@pytest.fixture(scope="module")
def demo_run(tmp_path_factory):
    """The demo's reports, read and kept as tables; and their readings."""
    from lagebild.engines.coding import How
    from lagebild.engines.running import Order, coded

    folder = tmp_path_factory.mktemp("demo") / "out"
    order = Order(
        files=(("reports.jsonl", DEMO),), how=How(folder=str(folder)), engine=coded_here, size=4_000
    )
    *_, manifest = coded(order)
    readings = [read_document(each) for each in documents_in(DEMO) if isinstance(each, Document)]
    return folder, manifest, readings


# ------------------------------------------------------------------ the tables


def without_trees(reading):
    bare = tuple(msgspec.structs.replace(sentence, tokens=()) for sentence in reading.sentences)
    return msgspec.structs.replace(reading, sentences=bare)


def test_a_reading_comes_back_from_the_tables_as_it_was_without_trees(demo_run):
    folder, manifest, readings = demo_run
    assert list(readings_in(folder)) == list(map(without_trees, readings))
    assert manifest.counts.shards > 3


def test_a_claim_has_a_row_that_can_be_asked(demo_run):
    folder, _, readings = demo_run
    tables = f"read_parquet('{folder}/claims/*.parquet')"
    rows = [row for reading in readings for row in rows_of(reading)]
    asked = f"SELECT claim_id, type, [a.id FOR a IN actors], chain[-1].name, certainty, trigger.text, quote.text FROM {tables}"
    expected = [
        (
            row.claim_id, row.type, [one.id for one in row.actors], row.chain[-1].name if row.chain else None,
            row.certainty, row.trigger.text, row.quote.text,
        )
        for row in rows
    ]  # fmt: skip
    assert duckdb.sql(asked).fetchall() == expected
    texts = {reading.document.version_id: reading.document.text for reading in readings}
    for row in rows:
        text = texts[row.version_id]
        for words in (row.trigger, row.quote):
            assert text[words.start : words.end] == words.text


@pytest.mark.parametrize("row", [ClaimRow, ReadingRow])
def test_every_field_of_a_row_has_a_column(row):
    assert list(columns_of(row)) == list(row.__struct_fields__)


def test_a_run_that_is_loaded_makes_the_ledger_that_adding_makes(demo_run, tmp_path, capsys):
    folder, manifest, readings = demo_run
    assert load_run(folder, tmp_path / "loaded.sqlite") == 0
    with open_ledger(tmp_path / "added.sqlite") as added, open_ledger(tmp_path / "loaded.sqlite") as loaded:
        added.record_all([pack(reading) for reading in readings], at=manifest.finished)
        assert list(canonical_of(loaded)) == list(canonical_of(added))
        assert loaded.integrity() == ()
    load_run(folder, tmp_path / "loaded.sqlite")
    assert "0 of 24 readings are new" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["a\x00b", 'q"uo\\te', "line\u2028end", "😀" * 3, "\x1b[31m", "x" * 3_000_000],
    ids=["nul", "quotes", "line separator", "emoji", "escape", "long"],
)
def test_any_text_comes_back_from_the_tables(text, tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(
        json.dumps({"id": "a", "text": text, "title": text[:50]}), encoding="utf-8"
    )
    code(folder)
    (reading,) = readings_in(tmp_path / "out")
    assert (reading.document.text, reading.document.title) == (text, text[:50])


# ------------------------------------------------------------------ the same again


def test_two_processes_write_the_bytes_that_one_writes(corpus, code, tmp_path):
    one = code(corpus, "one")
    two = code(corpus, "two", engine=partial(coded_here, workers=2))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert one.digest == two.digest and one.counts == two.counts
    assert one.counts.shards > 5
    assert [n for n in ids_in(tmp_path / "one") if n.startswith("d")] == [f"d{n}" for n in range(300)]


def test_shards_that_are_read_in_another_order_give_the_same(corpus, code, tmp_path):
    code(corpus, "one")
    code(corpus, "two", engine=lambda shards, how: coded_here(reversed(list(shards)), how))
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert read_manifest(tmp_path / "one").outputs == read_manifest(tmp_path / "two").outputs


def test_a_run_that_was_ended_goes_on_where_it_was(corpus, code, tmp_path):
    code(corpus, "one")
    read = []

    def ended(shards, how):
        for n, done in enumerate(coded_here(shards, how)):
            read.append(done.number)
            yield done
            if n == 2:
                (tmp_path / "two" / "tries" / "000003").write_bytes(b"00000000007\n")
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code(corpus, "two", engine=ended)
    assert not list((tmp_path / "two" / "tries").iterdir())  # nobody is to blame for Ctrl-C
    half = tmp_path / "two" / "claims" / ".000009.parquet.1-a.half"
    half.write_bytes(b"half")
    with pytest.raises(LagebildError, match="has a run already; right would be --resume"):
        code(corpus, "two")

    def others(shards, how):
        for done in coded_here(shards, how):
            assert done.number not in read
            yield done

    code(corpus, "two", engine=others, resume=True)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")
    assert not half.exists()


def test_a_run_over_other_files_is_not_gone_on_with(corpus, code):
    code(corpus)
    (corpus / "d.txt").write_text("Noch einer.", encoding="utf-8")
    with pytest.raises(LagebildError, match="its run was of other inputs"):
        code(corpus, resume=True)


def test_a_file_that_changes_while_it_is_read_is_told(corpus, code):
    def changing(shards, how):
        yield from coded_here(shards, how)
        (corpus / "c.txt").write_text("Ein anderer Text.", encoding="utf-8")

    with pytest.raises(LagebildError, match=r"c\.txt: has changed since the run began"):
        code(corpus, engine=changing)


def test_two_processes_do_not_write_one_run(corpus, code):
    def twice(shards, how):
        with pytest.raises(LagebildError, match="another process is at this run"):
            code(corpus, resume=True)
        yield from coded_here(shards, how)

    code(corpus, engine=twice)


# ------------------------------------------------------------------ what cannot be read


def test_what_cannot_be_read_is_told_with_its_line_in_the_file(tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    rows = lines(60).splitlines(keepends=True)
    rows[41] = '{"text": 7}\n'
    (folder / "a.jsonl").write_text("".join(rows), encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("".join(rows).encode(), 0))
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    manifest = code(folder, size=700)
    aside = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    assert [(one["file"], one["line"]) for one in aside] == [
        ("a.jsonl", 42),
        ("b.jsonl.gz", 42),
        ("c.pdf", None),
    ]
    assert aside[0]["why"] == "'text' is a number; right would be a string"
    assert manifest.counts.rejected == 3 and manifest.counts.documents == 118


def test_a_file_that_is_not_there_is_set_aside(tmp_path, code, corpus):
    (corpus / "gone.txt").symlink_to(tmp_path / "nowhere")
    code(corpus)
    assert '"gone.txt"' in (tmp_path / "out" / "quarantine.jsonl").read_text()


def broken(document):
    if document.document_id == "d7":
        raise IndexError("no such token")
    return Reading(document=document, sentences=(), claims=(), status="not read yet")


def test_a_document_that_breaks_the_reader_is_kept_beside_the_reason(corpus, code, tmp_path):
    code(corpus, engine=partial(coded_here, read=broken))
    aside = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    (one,) = [one for one in aside if one["document"]]
    assert one["document"]["document_id"] == "d7" and "IndexError: no such token" in one["why"]
    assert "d7" not in ids_in(tmp_path / "out")


def test_mistakes_in_the_data_end_the_run(corpus, code, tmp_path):
    tables = tmp_path / "tables"
    (tables / "languages" / "de").mkdir(parents=True)

    def wrong(document):
        raise DataError("the data", ["x.csv:1: wrong; right"])

    with pytest.raises(DataError):
        code(corpus, engine=partial(coded_here, read=wrong))
    assert not list((tmp_path / "out" / "claims").iterdir())


def test_parquet_can_be_read(tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(200), encoding="utf-8")
    duckdb.sql(f"COPY (SELECT *, 1 AS other FROM read_json('{folder}/a.jsonl')) TO '{tmp_path}/a.parquet'")
    (folder / "a.jsonl").unlink()
    (tmp_path / "a.parquet").rename(folder / "a.parquet")
    (folder / "b.parquet").write_bytes(b"none")
    manifest = code(folder, size=500)
    assert ids_in(tmp_path / "out") == [f"d{n}" for n in range(200)]
    assert manifest.counts.shards > 2
    assert "no Parquet table" in (tmp_path / "out" / "quarantine.jsonl").read_text()


def test_where_a_table_is_broken_the_rest_is_read(tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    table = folder / "a.parquet"
    rows = "SELECT 'xx' AS lang, concat('Text ', i) AS text, concat('d', i) AS id, md5(i::VARCHAR) AS url FROM range(20000) t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{table}' (ROW_GROUP_SIZE 2048)")
    broken = bytearray(table.read_bytes())
    middle = len(broken) // 2
    broken[middle : middle + 64] = bytes(byte ^ 0x5A for byte in broken[middle : middle + 64])
    table.write_bytes(broken)
    (folder / "b.jsonl").write_text(lines(3), encoding="utf-8")
    manifest = code(folder, size=100_000)
    aside = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    assert aside and all("cannot be read" in one["why"] for one in aside)
    assert manifest.counts.documents >= 10_000


def test_pieces_of_packed_files_that_are_done_do_not_stay_unpacked(tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(lines(100).encode(), 0))

    def ended(shards, how):
        for done in coded_here(shards, how):
            yield done
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code(folder, engine=ended, size=700)
    unpacked = tmp_path / "out" / "unpacked"

    def looking(shards, how):
        for shard in shards:
            assert sorted(map(str, unpacked.iterdir())) == [piece.path for piece in shard.pieces]
            yield from coded_here([shard], how)

    code(folder, engine=looking, size=700, resume=True)


def test_a_run_that_was_ended_before_it_had_its_name_begins_anew(corpus, code, tmp_path):
    for name in ("claims", "done"):
        (tmp_path / "out" / name).mkdir(parents=True)
    (tmp_path / "out" / ".run.json.17-0a.half").write_bytes(b"{")
    assert code(corpus).counts.documents
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LagebildError, match="is not empty and has no run"):
        code(corpus, "other")


def test_whoever_begins_holds_the_folder_before_the_run_has_its_name(corpus, code, tmp_path):
    with held(tmp_path / "out"), pytest.raises(LagebildError, match="another process is at this run"):
        code(corpus)


def test_no_document_is_to_blame_when_the_disk_is_full(corpus, code, tmp_path):
    def full(shards, how):
        (tmp_path / "out" / "tries" / "000001").write_bytes(b"00000000007\n")
        raise LagebildError("no space left")
        yield from coded_here(shards, how)

    with pytest.raises(LagebildError, match="no space"):
        code(corpus, engine=full)
    assert not list((tmp_path / "out" / "tries").iterdir())


# ------------------------------------------------------------------ ended processes


def children():
    mine = str(os.getpid())
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                stat = (path / "stat").read_text().rpartition(")")[2].split()
                command = (path / "cmdline").read_bytes()
            except OSError:
                continue
            if stat[1] == mine and stat[0] != "Z" and b"spawn_main" in command:
                yield int(path.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes there are")
def test_processes_that_are_ended_are_replaced_and_nothing_is_lost_or_doubled(tmp_path, code):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text(lines(4_000), encoding="utf-8")
    code(folder, "one", size=8_000)
    ended = []
    over = threading.Event()

    def end_some():
        while not over.is_set() and len(ended) < 5:
            time.sleep(0.7)
            for pid in list(children())[:1]:
                os.kill(pid, signal.SIGKILL)
                ended.append(pid)

    thread = threading.Thread(target=end_some)
    thread.start()

    def slowly(shards, how):
        for done in coded_here(shards, how, workers=2):
            time.sleep(0.05)
            yield done

    code(folder, "two", size=8_000, engine=slowly)
    over.set()
    thread.join()
    assert ended
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_document_at_which_three_attempts_ended_is_set_aside(tmp_path):
    path = tmp_path / "000000"
    document = document_of("x", Particulars(lang="xx"))
    for n in range(MOST):
        attempt = Attempt(path).__enter__()
        attempt.reader = broken
        attempt.read(document)
        attempt._note(2)  # as if the process had ended at the second
        os.close(attempt._file)
        assert len(path.read_bytes().split()) == n + 1
    with Attempt(path) as attempt:
        attempt.reader = broken
        assert attempt.read(document).document == document
        with pytest.raises(LagebildError, match="ended the process that read it 3 times"):
            attempt.read(document)
        assert attempt.read(document).document == document
    assert not path.exists()


# Codes a folder with a reader that one document ends, as a library would that breaks.
POISONED = """
import os, sys
from pathlib import Path
from lagebild.engines.coding import How
from lagebild.engines.pool import coded_here
from lagebild.engines.running import Order, coded
from lagebild.model import Reading
def read(document):
    if document.document_id == "d5":
        os._exit(9)
    return Reading(document=document, sentences=(), claims=(), status="not read yet")
source, out = sys.argv[1:]
engine = lambda shards, how: coded_here(shards, how, read=read)
list(coded(Order(files=(("a.jsonl", Path(source)),), how=How(folder=out), engine=engine, resume=True)))
"""


def test_a_document_that_ends_every_process_costs_three_of_them_and_nothing_else(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines(20), encoding="utf-8")
    command = [sys.executable, "-c", POISONED, str(tmp_path / "a.jsonl"), str(tmp_path / "out")]
    ended = [subprocess.run(command, check=False).returncode for _ in range(MOST + 1)]
    assert ended == [9] * MOST + [0]
    assert ids_in(tmp_path / "out") == [f"d{n}" for n in range(20) if n != 5]
    (aside,) = [json.loads(line) for line in (tmp_path / "out" / "quarantine.jsonl").read_text().splitlines()]
    assert aside["document"]["document_id"] == "d5" and "ended the process" in aside["why"]


# ------------------------------------------------------------------ verify


def test_a_run_that_is_whole_has_no_problems(corpus, code, tmp_path):
    code(corpus)
    assert list(problems_of(tmp_path / "out", inputs=True)) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda out: (out / "claims" / "000001.parquet").unlink(), "claims/000001.parquet: is not there"),
        (
            lambda out: (out / "claims" / "000001.parquet").write_bytes(b"x"),
            "is not what was written (1 bytes",
        ),
        (
            lambda out: (out / "readings" / "x.parquet").write_bytes(b"x"),
            "readings/x.parquet: is not in the manifest",
        ),
        (
            lambda out: (out.parent / "corpus" / "c.txt").write_text("other"),
            "c.txt: has changed since it was read",
        ),
    ],
)
def test_what_is_wrong_with_a_run_is_told(spoil, said, corpus, code, tmp_path):
    code(corpus)
    spoil(tmp_path / "out")
    (problem,) = problems_of(tmp_path / "out", inputs=True)
    assert said in problem


def test_a_run_that_has_not_ended_is_told(tmp_path):
    with pytest.raises(LagebildError, match="whose run has ended"):
        list(problems_of(tmp_path))


class Long(Noun, frozen=True):
    """A row of any length."""

    text: str
    more: str


@pytest.mark.parametrize(("count", "length"), [(3_500, 10_000), (230, 150_000), (9, 2_000_000)])
def test_the_rows_of_a_shard_fit_into_the_memory_of_the_table_maker(tmp_path, count, length):
    dice = random.Random(1)
    files, longest = [], 0
    for start in range(0, count, 100):
        rows = [
            Long(*(dice.randbytes(length // 2).hex() for _ in "ab")) for _ in range(min(100, count - start))
        ]
        files.append(tmp_path / f"{start}.jsonl")
        files[-1].write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
        longest = 2 * length + 100
    write_table(files, Long, tmp_path / "long.parquet", longest=longest)
    assert duckdb.sql(f"SELECT count(*), sum(length(text)) FROM '{tmp_path}/long.parquet'").fetchall() == [
        (count, count * length)
    ]
