"""What is true of the ledger in a file, beyond what is true of every ledger."""

import gzip
import os
import signal
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from lagebild.errors import LedgerError
from lagebild.ledger import (
    Anchor,
    MemoryLedger,
    Query,
    Remark,
    database,
    forgetting,
    journal_of,
    open_ledger,
    pack,
    restore,
    verify,
    ways,
)
from lagebild.ledger.packing import packed_text
from lagebild.ledger.terms import Terms

SECRET = "Xylographenweg"


def raw(folder):
    """Every byte of every file in a folder."""
    return b"\0".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.fixture
def secret(made):
    """A document with words that stand nowhere else."""
    text = f"Soldaten stürmten das Haus im {SECRET}. " + " ".join(f"wort{n}" for n in range(400)) + "."
    return made.reading(
        text,
        ("stürmten", "ASSAULT", ["Soldaten"], [], {"source": SECRET, "certainty": "reported"}),
        document_id="secret",
        title=f"Haus im {SECRET}",
    )


@pytest.fixture
def others(made):
    return [
        made.reading(f"Nordkorea entsandte Truppe {n}.", ("entsandte", "AID"), document_id=f"d{n}")
        for n in range(30)
    ]


def traces_of(reading):
    """Pieces of everything that a file holds of a reading: as it is written, and as it is packed."""
    packed = pack(reading)
    blobs = (packed.text, packed.claims, packed.sentences, packed_text(reading.document.text))
    pieces = {blob[at : at + 24] for blob in blobs for at in range(8, len(blob) - 24, 24)}
    return pieces | {SECRET.encode(), SECRET.lower().encode()}


def test_what_is_forgotten_is_in_no_byte_of_ledger_log_and_backups(files, tmp_path, secret, others):
    ledger = files()
    ledger.record_all(others[:15])
    ledger.record(secret)
    ledger.record_all(others[15:])
    trigger = secret.claims[0].trigger
    anchor = Anchor(
        document_id="secret", version_id=secret.document.version_id, start=trigger.start, end=trigger.end, quote=trigger.text
    )  # fmt: skip
    ledger.remark(Remark(remark_id="r", kind="note", author="a", at="2026", text=SECRET, anchors=(anchor,)))
    ledger.derive("stories", [("1", SECRET.encode())])
    ledger.set_aside("x", "broken", secret.document)
    ledger.backup(tmp_path / "backup.sqlite")
    traces = traces_of(secret)
    there = raw(tmp_path)
    assert sum(piece in there for piece in traces) > 0.9 * len(traces)
    ledger.forget("secret", "anna", "court order")
    assert ledger.forget_in_copies() == []
    left = raw(tmp_path)
    assert [piece for piece in traces if piece in left] == []
    assert len(list(ledger.claims())) == 30
    assert verify(ledger).problems == ()
    with open_ledger(tmp_path / "backup.sqlite") as backup:
        assert backup.record(secret).what == "forgotten"


def test_who_writes_while_another_forgets_gives_nobody_the_number_of_another(files, made):
    def printed_by(publisher, n):
        return made.reading(
            f"Nordkorea entsandte Truppe {n}.", ("entsandte", "AID"), document_id=f"d{n}", publisher=publisher
        )

    ledger, another = files(), files()
    ledger.record(printed_by("Rheinbote", 1))
    another.forget("d1", "anna")
    another.record(printed_by("Elbe-Kurier", 2))
    ledger.record(printed_by("Rheinbote", 3))
    for publisher, id in (("Rheinbote", "d3"), ("Elbe-Kurier", "d2")):
        found = ledger.claims(Query(publisher=publisher))
        assert [one.document.document_id for one in found] == [id]


def test_old_pages_that_somebody_still_reads_are_told(files, monkeypatch, secret, others):
    monkeypatch.setattr(database, "PATIENCE", 0.1)
    ledger = files()
    ledger.record_all([*others, secret])
    reading = files(readonly=True).claims()
    next(reading)
    ledger.forget("secret", "anna")
    assert not ledger.empty_log()
    reading.close()
    assert ledger.empty_log()


def test_a_backup_that_is_not_there_any_more_is_named(files, tmp_path, secret):
    ledger = files()
    ledger.record(secret)
    ledger.backup(tmp_path / "backup.sqlite")
    (tmp_path / "backup.sqlite").unlink()
    ledger.forget("secret", "anna")
    assert [copy.path for copy in ledger.forget_in_copies()] == [str(tmp_path / "backup.sqlite")]


def test_a_backup_overwrites_a_backup_and_nothing_else(files, tmp_path, others):
    ledger = files()
    ledger.record_all(others)
    for _ in range(2):
        ledger.backup(tmp_path / "backup.sqlite")
    (tmp_path / "letter.txt").write_text("Dear reader, this is no ledger. " * 20)
    for target, told in (
        ("letter.txt", "no ledger that could be written over"),
        ("ledger.sqlite", "the ledger itself"),
    ):
        with pytest.raises(LedgerError, match=told):
            ledger.backup(tmp_path / target)
    assert (tmp_path / "letter.txt").read_text().startswith("Dear")


def test_a_damaged_ledger_is_told_and_a_backup_brings_it_back(files, tmp_path, others):
    ledger = files()
    ledger.record_all(others)
    ledger.backup(tmp_path / "backup.sqlite")
    ledger.close()
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"\xff" * path.stat().st_size)
    with pytest.raises(LedgerError, match=r"not a ledger, or damaged .*lagebild restore"):
        open_ledger(path)
    restore(path, tmp_path / "backup.sqlite")
    with open_ledger(path) as again:
        assert again.counts().documents == 30


def test_a_ledger_that_another_program_has_open_is_not_put_aside(files, tmp_path, others):
    ledger, path = files(), tmp_path / "ledger.sqlite"
    ledger.record_all(others[:9])
    ledger.backup(tmp_path / "backup.sqlite")
    with pytest.raises(LedgerError, match="another program has it open"):
        restore(path, tmp_path / "backup.sqlite")
    ledger.record_all(others[9:])
    ledger.close()
    with open_ledger(path) as same:
        assert same.counts().documents == 30
    restore(path, tmp_path / "backup.sqlite")
    with open_ledger(path) as again:
        assert again.counts().documents == 9


def test_whoever_is_ended_while_a_backup_is_brought_back_has_a_whole_ledger(
    files, tmp_path, others, monkeypatch
):
    ledger, path = files(), tmp_path / "ledger.sqlite"
    ledger.record_all(others[:9])
    ledger.backup(tmp_path / "backup.sqlite")
    ledger.record_all(others[9:])
    ledger.close()

    replaced = Path.replace

    def ended(self, target):
        if target == path:
            raise KeyboardInterrupt
        return replaced(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", ended)
        with pytest.raises(KeyboardInterrupt):
            restore(path, tmp_path / "backup.sqlite")
    with open_ledger(path) as same:
        assert same.counts().documents == 30
    kept = tmp_path / "another name of it.sqlite"
    kept.hardlink_to(path)
    restore(path, tmp_path / "backup.sqlite")
    with open_ledger(path) as again:
        assert again.counts().documents == 9
    aside, *_ = [other for other in tmp_path.glob("ledger.sqlite.2*") if other.samefile(kept)]
    with open_ledger(aside) as before:
        assert before.counts().documents == 30


def made_earlier(path):
    """The file as if the version before this one had made it."""
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {database.SCHEMA - 1}")
        for (index,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE name IN ('current_by_source', 'current_by_publisher')"
        ).fetchall():
            connection.execute(f"DROP INDEX {index}")
    connection.close()


def test_a_backup_that_an_earlier_version_made_is_written_over_and_brought_back(files, tmp_path, others):
    backup = tmp_path / "backup.sqlite"
    ledger = files()
    ledger.record_all(others)
    ledger.backup(backup)
    made_earlier(backup)
    ledger.backup(backup)
    with open_ledger(backup, readonly=True) as copy:
        assert copy.counts().documents == 30
    ledger.close()
    made_earlier(backup)
    restore(tmp_path / "ledger.sqlite", backup)
    with open_ledger(tmp_path / "ledger.sqlite") as again:
        assert again.counts().documents == 30


def test_what_an_earlier_version_forgot_stays_forgotten_when_a_backup_comes_back(
    files, tmp_path, secret, others
):
    ledger = files()
    ledger.record_all([*others, secret])
    ledger.backup(tmp_path / "backup.sqlite")
    (tmp_path / "elsewhere.sqlite").write_bytes((tmp_path / "backup.sqlite").read_bytes())
    ledger.forget("secret", "anna")
    ledger.close()
    made_earlier(tmp_path / "ledger.sqlite")
    restore(tmp_path / "ledger.sqlite", tmp_path / "elsewhere.sqlite")
    with open_ledger(tmp_path / "ledger.sqlite") as again:
        assert again.counts().documents == 30
        assert again.record(secret).what == "forgotten"


def test_who_is_ended_while_forgetting_leaves_nothing_in_the_file(
    files, tmp_path, monkeypatch, secret, others
):
    ledger = files()
    ledger.record_all([*others, secret])
    monkeypatch.setattr(forgetting, "clean", lambda db: None)
    ledger.forget("secret", "anna")
    ledger.close()
    left = raw(tmp_path)
    assert [piece for piece in traces_of(secret) if piece in left] == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda ledger, word: ledger.called(word),
        lambda ledger, word: list(ledger.claims(Query(publisher=word))),
        lambda ledger, word: ledger.forget(word, "anna"),
    ],
)
def test_a_word_that_is_no_text_is_told(files, ask):
    with pytest.raises(LedgerError, match=r"'\\udcff', which is no text"):
        ask(files(), "\udcff")


def test_a_document_may_be_called_as_a_claim_begins(files, made):
    ledger = files()
    for n in range(30):
        ledger.record(
            made.reading(f"Nordkorea entsandte Truppe {n}.", ("entsandte", "AID"), document_id=f"{n:x}")
        )
    first = {found.claim.claim_id[0] for found in ledger.claims()}
    assert [ledger.called(key) for key in sorted(first)] == [(None, key) for key in sorted(first)]


# ------------------------------------------------------------------ opening


def test_another_database_is_no_ledger(tmp_path):
    path = tmp_path / "x.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(LedgerError, match="an SQLite file, but no ledger"):
        open_ledger(path)


def test_a_ledger_of_a_later_version_is_left_alone(files, tmp_path):
    files().db.run("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match=r"written by a later version of Lagebild \(schema 99"):
        open_ledger(tmp_path / "ledger.sqlite")


@pytest.mark.parametrize("path", ["nowhere/ledger.sqlite", "."])
def test_a_ledger_that_cannot_be_made_is_told(tmp_path, path):
    with pytest.raises(LedgerError, match="cannot be opened; right would be"):
        open_ledger(tmp_path / path)


def test_only_reading_makes_no_file(tmp_path):
    with pytest.raises(LedgerError, match="no such ledger; right would be one that `lagebild add` made"):
        open_ledger(tmp_path / "x.sqlite", readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_a_long_query_ends_when_it_is_interrupted(files, envoy):
    """Ctrl-C was heard only when SQLite had found everything: a slip in `lagebild sql` ran for hours."""
    files().record(envoy)
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 40000000) SELECT count(*) FROM n"

    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    reader, began = files(readonly=True), time.perf_counter()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(KeyboardInterrupt):
            reader.db.value(endless)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.perf_counter() - began < 2
    assert len(list(reader.claims())) == 2


def test_who_only_reads_cannot_write(files, envoy, others):
    files().record(envoy)
    with pytest.raises(LedgerError, match="only to be read"):
        files(readonly=True).record(others[0])


def test_a_ledger_on_a_disk_that_is_only_to_be_read_is_looked_at_without_a_log(
    files, envoy, tmp_path, monkeypatch
):
    """SQLite would make one beside it, and could not."""
    with files() as ledger:
        ledger.record(envoy)
    seen = os.statvfs(tmp_path)
    flags = os.statvfs_result((*seen[:8], os.ST_RDONLY, *seen[9:]))
    monkeypatch.setattr(os, "statvfs", lambda _: flags)
    with open_ledger(tmp_path / "ledger.sqlite", readonly=True) as reader:
        assert len(list(reader.claims())) == 2
        assert [path.name for path in tmp_path.iterdir()] == ["ledger.sqlite"]


def test_a_ledger_where_nobody_may_write_is_told_so(files, envoy, tmp_path, monkeypatch):
    with files() as ledger:
        ledger.record(envoy)

    def refused(*_, **__):
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(database.sqlite3, "connect", refused)
    with pytest.raises(LedgerError, match="where nobody may write; right would be a copy"):
        open_ledger(tmp_path / "ledger.sqlite")


# ------------------------------------------------------------------ one writes, others read


def test_a_reader_sees_the_last_whole_state_and_does_not_wait(files, envoy, others):
    writer = files()
    writer.record(envoy)
    reader = files(readonly=True)
    with writer.db.transaction():
        writer.db.run("UPDATE state SET stamp = stamp + 1")
        began = time.perf_counter()
        assert len(list(reader.claims())) == 2
        assert time.perf_counter() - began < 0.2
    writer.record_all(others)
    assert len(list(reader.claims(Query(type="AID")))) == 31


def test_a_second_writer_waits_for_the_first(files, tmp_path, envoy):
    first = files()
    done = []

    def second():
        with open_ledger(tmp_path / "ledger.sqlite") as ledger:
            done.append(ledger.record(envoy).what)

    thread = threading.Thread(target=second)
    with first.db.transaction():
        thread.start()
        time.sleep(0.2)
        assert done == []
    thread.join(30)
    assert done == ["new"]


# ------------------------------------------------------------------ never changed


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reading SET body = x'00'",
        "DELETE FROM reading",
        "UPDATE version SET text = x'00'",
        "DELETE FROM version",
        "DELETE FROM remark",
        "UPDATE adoption SET author = 'x'",
        "DELETE FROM adoption",
    ],
)
def test_what_was_read_cannot_be_changed_even_in_sql(files, envoy, statement):
    ledger = files()
    ledger.record(envoy)
    ledger.remark(Remark(remark_id="r", kind="note", author="a", at="2026"))
    with pytest.raises(LedgerError, match="are never"):
        ledger.db.run(statement)


# ------------------------------------------------------------------ verifying


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("DELETE FROM current WHERE claim = 1", "claims are missing, or too many"),
        ("DELETE FROM indexed", "readings count that should not, or should and do not"),
        ("INSERT INTO pair VALUES (99, 1, 1, 1, 1, '2024')", "actors stand without their claim"),
        ("UPDATE current SET until = '2024-01-01'", "do not know when their wording was replaced"),
    ],
)
def test_tables_that_do_not_agree_are_told_and_made_again(files, envoy, damage, told):
    ledger = files()
    ledger.record(envoy)
    assert verify(ledger).problems == ()
    ledger.db.run(damage)
    assert told in "\n".join(verify(ledger).problems)
    ledger.rebuild()
    assert verify(ledger).problems == ()
    assert len(list(ledger.claims(Query(actor="PRK")))) == 1


def test_a_span_that_does_not_cut_its_quote_is_told(files, envoy):
    ledger = files()
    ledger.record(envoy)
    ledger.db.run("DROP TRIGGER version_stays")
    ledger.db.run("UPDATE version SET text = ?", (packed_text("!" + envoy.document.text),))
    problems = verify(ledger).problems
    assert "cuts" in problems[0] and "right would be" in problems[0]


# ------------------------------------------------------------------ migrations


def test_a_ledger_of_an_earlier_schema_is_brought_to_todays(files, tmp_path, envoy, monkeypatch):
    old = files()
    old.record(envoy)
    old.close()
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    monkeypatch.setattr(
        database, "steps_after", lambda version: ["CREATE TABLE later (x);\nINSERT INTO later VALUES (1);"]
    )
    with pytest.raises(
        LedgerError, match="of an earlier version; right would be to open it once for writing"
    ):
        files(readonly=True)
    ledger = files()
    assert ledger.db.value("SELECT x FROM later") == 1
    assert ledger.db.value("PRAGMA user_version") == database.SCHEMA
    assert verify(ledger).problems == ()


def test_a_migration_that_fails_changes_nothing(files, tmp_path, envoy, monkeypatch):
    old = files()
    old.record(envoy)
    old.close()
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    monkeypatch.setattr(database, "steps_after", lambda version: ["CREATE TABLE later (x);\nNONSENSE;"])
    with pytest.raises(LedgerError):
        files()
    monkeypatch.undo()
    assert verify(files()).problems == ()


# Each written by the last version of its schema: `make_frozen` below, called by hand when the schema changes.
FROZEN = sorted((Path(__file__).parent / "frozen").glob("schema-*.sqlite.gz"))


def make_frozen(ledger, envoy):
    """What a frozen ledger holds."""
    ledger.record(envoy, at="2024-10-19T08:00:00.000000Z")
    ledger.remark(
        Remark(remark_id="r", kind="note", author="anna", at="2024-10-20T08:00:00.000000Z", text="!")
    )
    ledger.set_aside("x.txt", "broken", at="2024-10-20T08:00:00.000000Z")


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda path: path.name)
def test_a_ledger_of_every_released_schema_opens_and_holds_what_it_held(tmp_path, frozen, files, envoy):
    (tmp_path / "ledger.sqlite").write_bytes(gzip.decompress(frozen.read_bytes()))
    ledger, new = files(), files("new.sqlite")
    make_frozen(new, envoy)
    assert verify(ledger).problems == ()
    assert list(journal_of(ledger)) == list(journal_of(new))
    for query in ({}, {"actor": "PRK"}, {"words": ("Soldaten",)}):
        assert list(ledger.claims(Query(**query))) == list(new.claims(Query(**query)))
    assert sorted(_schema_of(ledger)) == sorted(_schema_of(new))


def test_todays_schema_is_among_the_frozen_ones():
    assert [int(path.name.removeprefix("schema-").partition(".")[0]) for path in FROZEN] == list(
        range(1, database.SCHEMA + 1)
    )


def _schema_of(ledger):
    return ledger.db.all("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")


NARROWED = (
    {"source": "IGO.nato"}, {"publisher": "Kurier"}, {"source": "nobody"}, {"source": "IGO.nato", "publisher": "Kurier"}, {"type": "AID", "certainty": "denied"},
    {"certainty": "denied", "lang": "de"}, {"actor": "PRK", "publisher": "Kurier"}, {"between": ("RUS", "PRK"), "certainty": "reported"},
)  # fmt: skip


@pytest.fixture
def varied(made):
    """Claims of two publishers, by two sources or none, of two certainties."""
    return [
        made.reading(
            f"Nordkorea entsandte laut Nato Truppe {n} nach Russland.",
            ("entsandte", "AID", ["Nordkorea"], ["Russland"], {
                "certainty": ("reported", "denied")[n % 2], **({"source": "Nato"} if n % 3 else {}),
                "days": (f"2024-10-{n + 1:02}", f"2024-10-{n + 1:02}"),
            }),
            document_id=f"d{n}", publisher=("Bote", "Kurier")[n % 4 > 1],
        )
        for n in range(20)
    ]  # fmt: skip


@pytest.mark.parametrize("few", [0, ways.FEW], ids=["along the pairs", "by the search"])
@pytest.mark.parametrize("asked", NARROWED, ids=str)
def test_what_few_claims_have_together_is_found_along_an_index(files, varied, monkeypatch, asked, few):
    monkeypatch.setattr(ways, "FEW", few)
    ledger, memory = files(), MemoryLedger()
    ledger.record_all(varied)
    memory.record_all(varied)
    query = Query(**asked)
    found = [one.claim.claim_id for one in ledger.claims(query)]
    assert found == [one.claim.claim_id for one in memory.claims(query)]
    assert bool(found) is (asked != {"source": "nobody"})
    for where in ways.ways_to(ledger.db, Terms(ledger.db), query):
        plan = ledger.db.all(f"EXPLAIN QUERY PLAN {where.sql('c.day')}", where.values)
        steps = [row[3] for row in plan]
        assert not [step for step in steps if step.startswith("SCAN c") and "COVERING" not in step], steps
        if not where.tables.startswith(("pair", "json_each")):
            assert [step for step in steps if "COVERING INDEX current_by" in step and "TEMP" not in step], (
                steps
            )


def test_a_reading_is_found_along_indices_however_many_there_are(files, monkeypatch, others):
    ledger = files()
    ledger.record_all(others)
    asked = []
    one = type(ledger.db).one

    def noted(db, sql, values=()):
        asked.append((sql, values))
        return one(db, sql, values)

    monkeypatch.setattr(type(ledger.db), "one", noted)
    assert ledger.reading(others[3].document.version_id).document == others[3].document
    monkeypatch.undo()
    plans = [row[3] for sql, values in asked for row in ledger.db.all(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert plans and not [step for step in plans if step.startswith("SCAN") or "LIST SUBQUERY" in step]
