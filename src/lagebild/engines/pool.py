"""Shards on this machine.

Takes shards; gives what came of each, as they end. With several workers each is a process of its own; one that is ended from outside is
replaced, and its shard is read again from the beginning.
"""

import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from lagebild.engines.coding import Done, How, code_shard
from lagebild.engines.local import Read, end_with_the_parent
from lagebild.engines.shards import Shard
from lagebild.errors import DataError, LagebildError, mistake_of_ours

# A shard may end as many processes until the run ends, too: a document that does it is set aside after three.
MOST_ENDS = 40


def coded_here(
    shards: Iterable[Shard], how: How, *, workers: int = 1, read: Read | None = None
) -> Iterator[Done]:
    """What came of shards, in the order in which they end. `read` stands for the reader in this process.

    Raises:
        DataError: with every mistake in the data; nothing can be read with it.
        LagebildError: when a shard ends every process that takes it up.
    """
    if workers == 1:
        for shard in shards:
            yield code_shard(shard, how, read)
        return
    crew = _Crew(how)
    try:
        yield from crew.done(iter(shards), workers)
    finally:
        crew.dismiss()


@dataclass
class _Worker:
    """A process, the line to it, and its shard."""

    process: BaseProcess
    line: Connection
    shard: Shard


class _Crew:
    """The processes at work."""

    def __init__(self, how: How) -> None:
        self._how = how
        self._spawn = get_context("spawn")  # a fork would inherit open files
        self._at_work: list[_Worker] = []
        self._ends: Counter[int] = Counter()

    def done(self, shards: Iterator[Shard], workers: int) -> Iterator[Done]:
        for _ in range(workers):
            if shard := next(shards, None):
                self._at_work.append(self._hired(shard))
        while self._at_work:
            ready = wait([worker.line for worker in self._at_work])
            for worker in [one for one in self._at_work if one.line in ready]:
                done = self._heard(worker)
                if done:
                    self._go_on(worker, next(shards, None))
                    yield done

    def _heard(self, worker: _Worker) -> Done | None:
        """What a worker sent; None when it is gone, and another has taken up its shard."""
        try:
            answer = worker.line.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return None
        if isinstance(answer, Done):
            return answer
        subject, problems = answer
        raise DataError(subject, problems) if problems else LagebildError(subject)

    def _replace(self, worker: _Worker) -> None:
        self._leave(worker)
        self._ends[worker.shard.number] += 1
        if self._ends[worker.shard.number] >= MOST_ENDS:
            raise LagebildError(
                f"shard {worker.shard.number} ended {MOST_ENDS} processes (memory?); what is done stays, "
                "right would be the same command with --resume and fewer --workers"
            )
        self._at_work.append(self._hired(worker.shard))

    def _go_on(self, worker: _Worker, shard: Shard | None) -> None:
        if shard is None:
            self._leave(worker)
            return
        worker.shard = shard
        with suppress(OSError):  # gone between two shards: found out when it is listened to
            worker.line.send(shard)

    def _hired(self, shard: Shard) -> _Worker:
        here, there = self._spawn.Pipe()
        process = self._spawn.Process(target=_work, args=(there, self._how), daemon=True)
        with _deaf_to_interrupts():
            process.start()
        there.close()
        with suppress(OSError):
            here.send(shard)
        return _Worker(process, here, shard)

    def _leave(self, worker: _Worker) -> None:
        worker.line.close()
        self._at_work.remove(worker)
        worker.process.join()

    def dismiss(self) -> None:
        """End what is still at work; its shards are not done."""
        for worker in self._at_work:
            worker.line.close()
            worker.process.kill()
        for worker in self._at_work:
            worker.process.join()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C is the parent's to hear, also while a process is only just beginning; it inherits this."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection, how: How) -> None:
    end_with_the_parent()
    while True:
        try:
            shard = line.recv()
        except EOFError:
            return
        try:
            line.send(code_shard(shard, how))
        except DataError as error:  # its parts: it does not come through a pipe as it is
            line.send((error.subject, error.problems))
        except LagebildError as error:
            line.send((str(error), ()))
        except OSError as error:
            line.send((f"{error.filename or how.folder}: {error.strerror or error}", ()))
        except Exception as error:
            line.send((mistake_of_ours(error), ()))
