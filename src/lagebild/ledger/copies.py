"""Copies of a ledger: backups made and brought back, and where they lie.

A ledger knows its copies, because what must be forgotten must be forgotten in them, too. A backup is whole or is not there; bringing
one back never brings back what was forgotten since.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lagebild.errors import LedgerError
from lagebild.ledger import forgetting
from lagebild.ledger.database import Database, is_open_elsewhere
from lagebild.ledger.moments import now
from lagebild.ledger.records import Copy, Forgotten

BESIDE = ("", "-wal", "-shm")


def note(db: Database, path: Path, kind: str) -> None:
    """Note that a copy was made. Inside a transaction."""
    values = (str(path.absolute()), kind, now())
    db.run("INSERT OR REPLACE INTO copy (path, kind, at) VALUES (?, ?, ?)", values)


def copies(db: Database) -> Iterator[Copy]:
    """The copies that were made."""
    for path, kind, at in db.all("SELECT path, kind, at FROM copy ORDER BY path"):
        yield Copy(path=path, kind=kind, at=at)


def backup(db: Database, path: Path) -> None:
    """Write a backup, while others may read and write; it appears under its name once it is whole and on the disk.

    Raises:
        LedgerError: when it would overwrite something that is no backup of a ledger, or cannot be written.
    """
    if path.exists():
        if path.samefile(db.path):
            raise LedgerError(f"{path}: the ledger itself; right would be another file")
        # a backup is written over, an earlier version's, too; anything else stays
        try:
            Database(path, readonly=True, earlier=True).close()
        except LedgerError as error:
            raise LedgerError(
                f"{path}: is there, and no ledger that could be written over; right would be another file"
            ) from error
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        db.copy_to(unfinished)
        _sync(unfinished)
        unfinished.replace(path)
        _sync(path.absolute().parent)
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be written ({error.strerror}); right would be a folder with room"
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    with db.transaction():
        note(db, path, "backup")


def whole_copy(source: Path, target: Path) -> None:
    """Write a ledger as it is now to another place; that it is there is noted nowhere.

    Raises:
        LedgerError: when the source is no ledger, or the target cannot be written.
    """
    origin = Database(source, readonly=True, earlier=True)
    try:
        origin.copy_to(target)
    finally:
        origin.close()


def restore(path: Path, source: Path) -> None:
    """Put a backup in the place of a ledger; what stood there is kept beside it, and what was forgotten stays forgotten.

    Raises:
        LedgerError: when the backup is no whole ledger, or another program has the ledger open: it would go on writing beside.
    """
    _refuse_if_open(path)
    tombs, known = _forgotten_and_copies(path)
    aside = path.with_name(f"{path.name}.{now().replace(':', '')}")
    if path.exists():
        known.append(Copy(path=str(aside.absolute()), kind="backup", at=now()))
    unfinished = path.with_name(f"{path.name}.unfinished")
    for ending in BESIDE:
        path.with_name(f"{unfinished.name}{ending}").unlink(missing_ok=True)
    whole_copy(source, unfinished)
    new = Database(unfinished)
    try:
        _check(new, source)
        _forget_again(new, tombs, known)
    finally:
        new.close()
    _sync(unfinished)
    _refuse_if_open(path)  # since; this folds the log into the file, too
    _keep_aside(path, aside)
    unfinished.replace(path)
    _sync(path.absolute().parent)


def _refuse_if_open(path: Path) -> None:
    if path.exists() and is_open_elsewhere(path):
        raise LedgerError(f"{path}: another program has it open; right would be to end that first")


def _forgotten_and_copies(path: Path) -> tuple[list[Forgotten], list[Copy]]:
    """What the present ledger knows that a backup may not; nothing when it can no longer be read."""
    try:
        db = Database(path, readonly=True, earlier=True)
    except LedgerError:
        return [], []
    try:
        return list(forgetting.all_of(db)), list(copies(db))
    except LedgerError:
        return [], []
    finally:
        db.close()


def _check(db: Database, source: Path) -> None:
    said = [said for (said,) in db.all("PRAGMA integrity_check")]
    if said != ["ok"]:
        raise LedgerError(f"{source}: damaged ({said[0]}); right would be an older backup")


def _forget_again(db: Database, tombs: list[Forgotten], known: list[Copy]) -> None:
    forgetting.forget_hashes(db, tombs)
    with db.transaction():
        for copy in known:
            db.run(
                "INSERT OR IGNORE INTO copy (path, kind, at) VALUES (?, ?, ?)",
                (copy.path, copy.kind, copy.at),
            )
    db.run("PRAGMA wal_checkpoint(TRUNCATE)")


def _keep_aside(path: Path, aside: Path) -> None:
    """What stands in the ledger's place gets a second name, so that at every moment a whole ledger stands there; one with a log that nobody
    could fold into it (it is damaged), or on a disk that gives no second names, is moved, log and all.
    """
    log, index = (path.with_name(f"{path.name}{ending}") for ending in BESIDE[1:])
    if path.exists() and not log.exists():
        with suppress(OSError):
            os.link(path, aside)
            index.unlink(missing_ok=True)
            return
    for ending in BESIDE:
        there = path.with_name(f"{path.name}{ending}")
        if there.exists():
            there.replace(aside.with_name(f"{aside.name}{ending}"))


def forget_in_copies(db: Database, tombs: list[Forgotten]) -> list[Copy]:
    """Forget in every copy of a ledger what it has of these documents; gives the copies where that could not be done."""
    missed = []
    for copy in list(copies(db)):
        if not Path(copy.path).exists() or copy.kind != "backup" or not _forget_in(Path(copy.path), tombs):
            missed.append(copy)
    return missed


def _forget_in(path: Path, tombs: list[Forgotten]) -> bool:
    try:
        db = Database(path)
    except LedgerError:
        return False
    try:
        forgetting.forget_hashes(db, tombs)
        return True
    except LedgerError:
        return False
    finally:
        db.close()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
