"""Texts that take long to read: read in a process of their own, so that every other page goes on being answered.

Takes documents; gives, as they come, each reading with its row for stories, and until then how far it has come. One process reads at a time;
what it reads can be given up. A process that ends without an answer is told of as a problem, as is a mistake of ours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Condition, Thread
from time import monotonic

import msgspec

from lagebild.engines.local import end_with_the_parent
from lagebild.errors import LagebildError, mistake_of_ours
from lagebild.model import Claim, Document, Reading
from lagebild.views.plain import one_line
from lagebild.views.readings import lagebild_with
from lagebild.views.storydata import told_in

OFTEN = 0.5  # seconds between two words on how far it has come
Row = tuple[str, bytes]
Take = Callable[[Reading, Row | None], None]
_READING = msgspec.msgpack.Decoder(Reading)


@dataclass
class UnderWay:
    """A text that is being read, or waits for it: which part of it has been read."""

    document: Document
    part: float = 0.0
    begun: bool = False


@dataclass
class Apart:
    """The texts that are read apart; `take` is given each reading."""

    data: tuple[Path, ...]
    take: Take
    problems: list[str] = field(default_factory=list)
    _waiting: dict[str, UnderWay] = field(default_factory=dict)
    _changed: Condition = field(default_factory=Condition)
    _process: BaseProcess | None = None
    _thread: Thread | None = None

    def put(self, documents: Iterable[Document]) -> None:
        """Begin with these once those before them are read."""
        with self._changed:
            for document in documents:
                self._waiting.setdefault(document.version_id, UnderWay(document))
            if self._waiting and (self._thread is None or not self._thread.is_alive()):
                self._thread = Thread(target=self._read_all, daemon=True)
                self._thread.start()

    def under_way(self) -> list[UnderWay]:
        """What is not read yet, in the order in which it will be."""
        with self._changed:
            return list(self._waiting.values())

    def called(self, key: str) -> UnderWay | None:
        """The one of this version."""
        with self._changed:
            return self._waiting.get(key)

    def wait(self, seconds: float) -> None:
        """Until all is read, and no longer than this."""
        end = monotonic() + seconds
        with self._changed:
            while self._waiting and (left := end - monotonic()) > 0:
                self._changed.wait(left)

    def give_up(self, key: str) -> None:
        """Read this one no further."""
        with self._changed:
            gone = self._waiting.pop(key, None)
            if gone and gone.begun and self._process:
                self._process.kill()
            self._changed.notify_all()

    # ------------------------------------------------ the thread that listens

    def _read_all(self) -> None:
        while True:
            with self._changed:
                one = next(iter(self._waiting.values()), None)
                if one is None:
                    self._thread = None
                    return
            self._read(one)
            with self._changed:
                self._waiting.pop(one.document.version_id, None)
                self._changed.notify_all()

    def _read(self, one: UnderWay) -> None:
        """Listen to a process that reads a text: parts, then what it found or why nothing."""
        spawn = get_context("spawn")  # a fork would inherit open files
        here, there = spawn.Pipe(duplex=False)
        process = spawn.Process(target=_work, args=(there, one.document, self.data), daemon=True)
        with self._changed:
            if one.document.version_id not in self._waiting:  # given up meanwhile
                return
            one.begun, self._process = True, process
            process.start()
        there.close()
        try:
            while isinstance(said := here.recv(), float):
                one.part = said
            self._hear(one, said)
        except (EOFError, OSError):
            self._fail(one, "the process that read it was ended (memory?); right would be `lagebild add`")
        finally:
            here.close()
            process.join()

    def _hear(self, one: UnderWay, said: str | tuple[bytes, Row | None]) -> None:
        if isinstance(said, str):
            self._fail(one, said)
        elif self.called(one.document.version_id):
            self.take(_READING.decode(said[0]), said[1])

    def _fail(self, one: UnderWay, why: str) -> None:
        if self.called(one.document.version_id):  # nobody has given it up
            title = one.document.title or one.document.text[:60]
            self.problems.append(f"{one_line(title)}: {why}")


# ------------------------------------------------------------------ the process that reads


def _work(line: Connection, document: Document, data: tuple[Path, ...]) -> None:
    end_with_the_parent()
    try:
        reading = _read_telling(line, document, data)
        row = told_in(reading) if reading.status == "read" else None
        line.send((msgspec.msgpack.encode(reading), row))
    except LagebildError as error:
        line.send(str(error))
    except Exception as error:  # the page must go on; the place goes into what is told
        line.send(mistake_of_ours(error))


def _read_telling(line: Connection, document: Document, data: tuple[Path, ...]) -> Reading:
    """The reading; now and then it is said how far it has come."""
    claims: list[Claim] = []
    told_at = monotonic()
    for step in lagebild_with(data).stream(document):
        if isinstance(step, Reading):
            return msgspec.structs.replace(step, claims=tuple(claims))
        claims.append(step)
        if monotonic() - told_at > OFTEN:
            told_at = monotonic()
            line.send(min(1.0, step.trigger.end / len(document.text)))
    raise AssertionError("a text was read without an end")
