"""Documents that end the process that reads them.

Takes the place where a shard's attempts are noted; says before each document that it is begun. An attempt that was ended from outside
leaves its note, so that the next one knows at which document. One at which three attempts ended is set aside, and the shard goes on.
"""

import os
from collections import Counter
from pathlib import Path

from lagebild.engines.local import Read
from lagebild.errors import LagebildError
from lagebild.model import Document, Reading

MOST = 3
_WIDTH = 12


class Attempt:
    """One attempt at a shard: what earlier ones ended at, and where this one is."""

    reader: Read

    def __init__(self, path: Path) -> None:
        self._path = path
        self._given_up: set[int] = set()
        self._n = 0

    def __enter__(self) -> "Attempt":
        notes = self._path.read_bytes().split() if self._path.exists() else []
        ended = Counter(int(note) for note in notes if note.isdigit())
        self._given_up = {n for n, times in ended.items() if n and times >= MOST}
        self._at = len(notes) * _WIDTH
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT)
        self._note(0)
        return self

    def __exit__(self, *_: object) -> None:
        """An attempt that ends by itself, well or with an error that can be told, is none that was ended."""
        os.close(self._file)
        self._path.unlink(missing_ok=True)

    def read(self, document: Document) -> Reading:
        """The reading of the shard's next document.

        Raises:
            LagebildError: when attempts have ended at it before.
        """
        self._n += 1
        if self._n in self._given_up:
            raise LagebildError(f"ended the process that read it {MOST} times (memory?)")
        self._note(self._n)
        try:
            return self.reader(document)
        finally:
            self._note(0)

    def _note(self, n: int) -> None:
        os.pwrite(self._file, f"{n:0{_WIDTH - 1}}\n".encode(), self._at)
