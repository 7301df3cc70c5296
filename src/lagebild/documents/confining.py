"""The way into `confined`: bytes that strangers made are taken apart in another process.

Takes what it is, and its bytes; gives what was found. A process that takes too long, needs too much or breaks is replaced, and the
error says so; this process never parses what came from outside.
"""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import cache
from typing import IO, TypeVar

import msgspec

from lagebild.errors import DocumentError, LagebildError
from lagebild.model import Noun

Found = TypeVar("Found")
SECONDS = 9  # and with what handing over takes still less than ten
READY = b"ready\n"
# A machine that is busy may take long to start a process, and to hand over 50 MB.
STARTING, HANDING_OVER = 120.0, 5.0
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from lagebild.documents.confined import serve; serve()"
_QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}


class Task(Noun, frozen=True):
    """The line before the bytes of a task."""

    what: str
    called: str
    size: int


class Done(Noun, frozen=True):
    """The line before what was found. `why`: why nothing was; `ended`: the signal that ended the work; `memory`: how much it took, in KiB."""

    size: int
    why: str | None = None
    ended: int = 0
    memory: int = 0


def taken_apart(what: str, data: bytes, into: type[Found], called: str = "") -> Found:
    """What `confined` finds in bytes.

    Raises:
        DocumentError: when it finds nothing, takes too long, needs too much memory or breaks.
    """
    return msgspec.json.decode(workshop().do(what, data, called), type=into)


@cache
def workshop() -> "Workshop":
    """The one that this process uses; it is started when the first thing is taken apart."""
    return Workshop()


class Workshop:
    """A process that takes things apart, one after another; it is started when it is needed, and again when it is gone.

    `most_memory`: the most that one of them took, in KiB.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        self._owner = os.getpid()
        self.most_memory = 0

    def do(self, what: str, data: bytes, called: str = "") -> bytes:
        """Hand over a task; gives what came back."""
        with self._one_at_a_time:
            process = self._running()
            try:
                done, found = _ask(process, Task(what=what, called=called, size=len(data)), data)
            except (OSError, EOFError, TimeoutError, msgspec.DecodeError) as error:
                self.close()
                raise DocumentError(f"taking it apart came to no end ({type(error).__name__}); right would be its text") from error  # fmt: skip
            except BaseException:
                self.close()  # interrupted between question and answer: the next question must not get this answer
                raise
        self.most_memory = max(self.most_memory, done.memory)
        if done.ended:
            raise DocumentError(_why_ended(done.ended))
        if done.why:
            raise DocumentError(done.why)
        return found

    @property
    def pid(self) -> int | None:
        """The process, where one runs."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process and what it has forked."""
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # forked: the process belongs to whoever started it
            self._process, self._owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _started()
        return self._process


def _started() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", _BEGIN, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_QUIET},
        start_new_session=True,  # Ctrl-C is for us to hear; and what it forks can be ended with it
    )
    try:
        ready = _read(process, len(READY), time.monotonic() + STARTING)
    except (OSError, EOFError, TimeoutError) as error:
        process.kill()
        process.wait()
        raise LagebildError("the process that takes documents apart cannot be started; right would be to install Lagebild anew") from error  # fmt: skip
    assert ready == READY
    return process


def _ask(process: subprocess.Popen[bytes], task: Task, data: bytes) -> tuple[Done, bytes]:
    _pipe(process.stdin).write(msgspec.json.encode(task) + b"\n")
    _pipe(process.stdin).write(data)
    _pipe(process.stdin).flush()
    end = time.monotonic() + SECONDS + HANDING_OVER
    line = bytearray()
    while not line.endswith(b"\n"):
        line += _read(process, 1, end)
    done = msgspec.json.decode(line, type=Done)
    return done, _read(process, done.size, end + HANDING_OVER)


def _read(process: subprocess.Popen[bytes], size: int, end: float) -> bytes:
    """So many bytes, in time."""
    handle, found = _pipe(process.stdout).fileno(), bytearray()
    while len(found) < size:
        ready, _, _ = select.select([handle], [], [], max(end - time.monotonic(), 0))
        if not ready:
            raise TimeoutError
        piece = os.read(handle, min(size - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return bytes(found)


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _why_ended(by: int) -> str:
    if by in (signal.SIGALRM, signal.SIGXCPU, signal.SIGKILL):
        return f"taking it apart takes longer than {SECONDS} seconds; right would be its text"
    return f"taking it apart breaks the program for it (signal {by}); right would be its text"
