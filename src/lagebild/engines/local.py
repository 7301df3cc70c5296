"""Reading in this process, or in several on this machine.

Takes Documents, one after another; gives for each, in the same order, its reading ready to be kept, or why there is none.
Never more documents are under way than there is work for, so that a corpus of any size passes through.
"""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from lagebild.errors import DataError, LagebildError, mistake_of_ours
from lagebild.ledger.packing import Packed, pack
from lagebild.loading import collecting_seldom
from lagebild.model import Document, Noun, Reading
from lagebild.pipeline import read_document

# Documents under way for each process: enough that none waits while the first of them is a long one.
AHEAD = 4

Read = Callable[[Document], Reading]
Made = TypeVar("Made")


class NotRead(Noun, frozen=True):
    """A document that could not be read, and why."""

    document: Document
    why: str


def packed_in(
    documents: Iterable[Document], *, workers: int = 1, data: tuple[Path, ...] = (), read: Read | None = None
) -> Iterator[Packed | NotRead]:
    """The readings of documents, in their order. `read` stands for the reader in this process.

    Raises:
        DataError: with every mistake in the data; nothing can be read with it.
        LagebildError: when a process was ended from outside.
    """
    if workers == 1:
        for document in documents:
            yield packed_or_not(document, read or (lambda each: read_document(each, data)))
        return
    # Spawned, not forked: a fork would inherit the ledger's open file.
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=end_with_the_parent) as pool:
        waiting: deque[Future[Packed | NotRead]] = deque()
        try:
            for document in documents:
                waiting.append(pool.submit(_in_a_process, document, data))
                if len(waiting) > workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise LagebildError(
                "a reading process was ended from outside (memory?); what was kept stays, "
                "right would be the same command again with fewer --workers"
            ) from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def packed_or_not(document: Document, read: Read) -> Packed | NotRead:
    """One document, read and packed; one that breaks the reader does not end a run over thousands."""
    return _or_not(document, lambda each: pack(read(each)))


def read_or_not(document: Document, read: Read) -> Reading | NotRead:
    """One document, read, or why it could not be."""
    return _or_not(document, read)


def _or_not(document: Document, made: Callable[[Document], Made]) -> Made | NotRead:
    try:
        return made(document)
    except DataError:
        raise
    except LagebildError as error:
        return NotRead(document=document, why=str(error))
    except Exception as error:
        why = mistake_of_ours(error)
        return NotRead(document=document, why=why)


def end_with_the_parent() -> None:
    """A process that reads must not outlive the one that it reads for; Ctrl-C is the parent's to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:
        threading.Thread(target=_wait_for, args=(parent.sentinel,), daemon=True).start()


def _wait_for(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _in_a_process(document: Document, data: tuple[Path, ...]) -> Packed | NotRead:
    with collecting_seldom():
        return packed_or_not(document, lambda each: read_document(each, data))
