"""The rounds: kills, faults, power.

Each forks a writer from a warm process, breaks it off in its way, and looks at what is left. Takes how many; gives a `Tally`.
"""

import errno
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.torture.power import disks_of
from benchmarks.torture.shim import Page, note
from benchmarks.torture.work import (
    OPENING,
    PREPARING,
    RECORDING,
    Step,
    canonical_after,
    problems_after,
    problems_at_the_end,
    work,
)
from lagebild.errors import LedgerError

STAGES = {OPENING: "opening the ledger", PREPARING: "between documents", RECORDING: "in a transaction"}
IN_A_CALL = "in a write or sync"
FULL, BROKEN = errno.ENOSPC, errno.EIO


@dataclass
class Tally:
    """What came of the rounds: when they broke off, how much was confirmed, and every problem."""

    rounds: int = 0
    confirmed: int = 0
    finished: int = 0
    when: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def note(self, problems: Sequence[str], where: str) -> None:
        self.problems += [f"{where}: {problem}" for problem in problems]


class Bench:
    """A folder, the work, and the page that steers the writers."""

    def __init__(self, folder: Path, steps: Sequence[Step], page: Page) -> None:
        self.folder, self.steps, self.page = folder, steps, page
        self.path = folder / "watched" / "ledger.sqlite"
        self.acks = folder / "confirmed"
        self.expected = canonical_after(steps)
        self.fresh()

    def fresh(self) -> None:
        """A new, empty folder."""
        shutil.rmtree(self.path.parent, ignore_errors=True)
        self.path.parent.mkdir(parents=True)
        self.acks.write_bytes(b"")

    def confirmed(self) -> list[str]:
        """The steps that a writer confirmed."""
        return self.acks.read_text(encoding="utf-8").splitlines()

    def writer(self, confirm: Callable[[str], None] | None = None) -> int:
        """Fork a writer; gives its number."""
        child = os.fork()
        if child:
            return child
        code = 1
        try:
            acks = os.open(self.acks, os.O_WRONLY | os.O_APPEND)
            work(self.path, self.steps, self.page, confirm or (lambda name: _write(acks, name)))
            code = 0
        except LedgerError:
            code = 3
        finally:
            os._exit(code)

    def ends_well(self) -> bool:
        """Whether a writer that nothing disturbs finishes the work."""
        self.page.clear()
        _, status = os.waitpid(self.writer(), 0)
        return os.waitstatus_to_exitcode(status) == 0

    def all_is_done(self) -> list[str]:
        """What is wrong at the end."""
        return problems_at_the_end(self.path, self.expected)


def _write(acks: int, name: str) -> None:
    os.write(acks, f"{name}\n".encode())


# ------------------------------------------------------------------ kills


def kills(bench: Bench, rounds: int, dice: random.Random) -> Tally:
    """End the writer at a random moment, again and again, on the same ledger until the work is done; then on a new one."""
    tally = Tally()
    usual = _seconds(bench)
    bench.fresh()
    while tally.rounds < rounds:
        bench.page.clear()
        child = bench.writer()
        time.sleep(dice.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):  # it had finished before
            tally.note(bench.all_is_done(), "finished")
            tally.finished += 1
            tally.confirmed += len(set(bench.confirmed()))
            bench.fresh()
            continue
        tally.rounds += 1
        tally.when[IN_A_CALL if bench.page.inside else STAGES[bench.page.stage]] += 1
        _look(bench, tally, f"kill {tally.rounds}")
    return tally


def torn(bench: Bench, rounds: int, dice: random.Random) -> Tally:
    """End the writer in the middle of one write, half of which is on the disk."""
    tally = Tally()
    calls = _calls(bench)
    for _ in range(rounds):
        bench.fresh()
        bench.page.clear()
        bench.page.kill_at = dice.randint(1, calls)
        _, status = os.waitpid(bench.writer(), 0)
        tally.rounds += 1
        tally.when[IN_A_CALL if os.WIFSIGNALED(status) else "not at all"] += 1
        _look(bench, tally, f"torn {tally.rounds}")
        _finish(bench, tally, f"torn {tally.rounds}")
    return tally


def _look(bench: Bench, tally: Tally, where: str) -> None:
    bench.page.clear()
    confirmed = bench.confirmed()
    tally.note(problems_after(bench.path, bench.steps, confirmed), where)


def _finish(bench: Bench, tally: Tally, where: str) -> None:
    """The same work again must end in the ledger that it makes."""
    if not bench.ends_well():
        tally.note(["the work could not be taken up again"], where)
    else:
        tally.finished += 1
        tally.note(bench.all_is_done(), where)
    tally.confirmed += len(set(bench.confirmed()))


def _seconds(bench: Bench) -> float:
    bench.fresh()
    began = time.perf_counter()
    assert bench.ends_well()
    return time.perf_counter() - began


def _calls(bench: Bench) -> int:
    """How many writes, syncs and truncations the whole work takes."""
    bench.fresh()
    bench.page.clear()
    os.waitpid(bench.writer(), 0)
    return int(bench.page.calls)


# ------------------------------------------------------------------ faults


def faults(bench: Bench, rounds: int | None, dice: random.Random) -> Tally:
    """Let each call fail once (all of them, or so many by chance): broken once, or full until somebody makes room."""
    tally = Tally()
    calls = range(1, _calls(bench) + 1)
    chosen = calls if rounds is None else sorted(dice.sample(calls, min(rounds, len(calls))))
    for call in chosen:
        for error in (FULL, BROKEN) if rounds is None else (dice.choice((FULL, BROKEN)),):
            bench.fresh()
            bench.page.clear()
            bench.page.fail_from, bench.page.error = call, error
            # A broken sector fails once; a full disk is full for everything that follows.
            bench.page.fail_to = call if error == BROKEN else 1 << 40
            _, status = os.waitpid(bench.writer(), 0)
            where = f"{errno.errorcode[error]} at call {call}"
            tally.rounds += 1
            tally.when[f"{errno.errorcode[error]}: {_ending(status)}"] += 1
            _look(bench, tally, where)
            _finish(bench, tally, where)
    return tally


def _ending(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return {0: "not noticed, all kept", 3: "told, and ended"}.get(code, f"ended with {code}")


# ------------------------------------------------------------------ power


def power(bench: Bench, rounds: int, dice: random.Random) -> Tally:
    """Cut the power at any call: what was synced is there, of the rest some, some halves, or none."""
    tally = Tally()
    bench.fresh()
    bench.page.clear()
    log = bench.folder / "calls"
    with log.open("wb") as file:
        bench.page.log = file.fileno()
        os.waitpid(bench.writer(note), 0)
        bench.page.clear()
    for n, disk in enumerate(disks_of(log, rounds, dice), 1):
        bench.fresh()
        for name, content in disk.files.items():
            (bench.path.parent / name).write_bytes(content)
        tally.rounds += 1
        tally.confirmed += len(disk.notes)
        tally.when["with something lost" if disk.lost else "with everything synced"] += 1
        tally.note(problems_after(bench.path, bench.steps, disk.notes), f"power {n}")
        if n % 10 == 0:
            _finish(bench, tally, f"power {n}")
    return tally
