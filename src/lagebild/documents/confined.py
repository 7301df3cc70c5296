"""What is taken apart where it can do no harm.

Takes tasks on standard input: what it is, what its sender calls it, its bytes; gives for each what was found in it, or why nothing
was. Each task is done by a process of its own, forked from one that has everything loaded, with a limit on time and memory; it ends
with the task, and all that it did to its memory with it. `confining` starts this, nobody else.
"""

import gc
import os
import resource
import signal
import sys
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO, cast

import msgspec

from lagebild.documents.confining import READY, SECONDS, Done, Task
from lagebild.documents.letters import letter_text
from lagebild.documents.net.feeds import feed_of
from lagebild.documents.net.opml import outlines_of
from lagebild.documents.office import office_text
from lagebild.documents.paper import paper_text
from lagebild.documents.webpages import page_of
from lagebild.errors import DocumentError

MOST_MEMORY = 512_000_000
MOST_FOUND = 250_000_000  # bytes of an answer
# What is taken apart, by what. Each takes bytes and what their sender calls them.
TAKERS: dict[str, Callable[[bytes, str], Any]] = {
    "page": page_of,
    "paper": lambda data, _: paper_text(data),
    "office": lambda data, _: office_text(data),
    "letter": lambda data, _: letter_text(data),
    "feed": feed_of,
    "outlines": lambda data, _: outlines_of(data),
}
_WARM = b"<html><head><title>A</title></head><body><article><p>A page.</p></article></body></html>"


def serve() -> None:
    """Do tasks until there are no more."""
    tasks, answers = sys.stdin.buffer, sys.stdout.buffer
    _warm_up()
    gc.collect()
    gc.freeze()  # what is there already is not looked at again, so that children share it
    answers.write(READY)
    answers.flush()
    while line := tasks.readline():
        task = msgspec.json.decode(line, type=Task)
        done, found = _in_a_process(task, tasks.read(task.size))
        answers.write(msgspec.json.encode(done) + b"\n" + found)
        answers.flush()


def _warm_up() -> None:
    """Load what the tasks need, so that each begins with it."""
    import feedparser  # noqa: F401

    for what, data in (("page", _WARM), ("feed", b"<rss><channel><item/></channel></rss>")):
        try:
            TAKERS[what](data, "")
        except DocumentError:
            continue


def _in_a_process(task: Task, data: bytes) -> tuple[Done, bytes]:
    """One task, done by a child that ends with it."""
    with TemporaryFile() as found:
        child = os.fork()
        if child == 0:
            try:
                _work(task, data, found)
            finally:
                os._exit(1)
        _, status, used = os.wait4(child, 0)
        found.seek(0)
        answer = b"" if os.WIFSIGNALED(status) else found.read()
    memory = used.ru_maxrss
    if os.WIFSIGNALED(status):
        return Done(size=0, ended=os.WTERMSIG(status), memory=memory), b""
    if os.WEXITSTATUS(status) == 0:
        return Done(size=len(answer), memory=memory), answer
    why = answer.decode("utf-8", "replace") or "it cannot be taken apart; right would be its text"
    return Done(size=0, why=why, memory=memory), b""


def _work(task: Task, data: bytes, found: IO[bytes]) -> None:
    """Take one thing apart, under limits; never comes back."""
    _confine()
    why = ""
    try:
        found.write(msgspec.json.encode(TAKERS[task.what](data, task.called)))
    except DocumentError as error:
        why = str(error)
    except (MemoryError, RecursionError) as error:
        why = f"taking it apart needs too much memory ({type(error).__name__}); right would be its text"
    except Exception as error:  # the answer is the only way out of here
        why = (
            f"it cannot be taken apart ({type(error).__name__}: {str(error)[:200]}); right would be its text"
        )
    if why:
        found.seek(0)
        found.truncate()
        found.write(why.encode("utf-8", "replace"))
    cast(BinaryIO, found).flush()
    os._exit(1 if why else 0)


def _confine() -> None:
    """From here on: so much time, by the clock and of the processor, so much memory, no long answers."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # the kernel's own doing: no code of ours has to run for it
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, SECONDS + 1),
        (resource.RLIMIT_FSIZE, MOST_FOUND),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
