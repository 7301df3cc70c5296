"""The errors that Lagebild raises, each addressed to whoever can mend it.

LagebildError            anything that Lagebild itself found wrong
├── DocumentError        a document that cannot be read: the run sets it aside with this reason and goes on
│   ├── Forbidden        what must not be asked for, or whose owner does not want it to be
│   └── Unreachable      what cannot be had just now, and perhaps later
├── DataError            mistakes in data files: all of them at once, as `file:line: what; what would be right`
├── LedgerError          a ledger that cannot be opened, written, or asked that
└── UnknownLanguage      no parser or no pack for a language
"""

import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Self


class LagebildError(Exception):
    """Anything that Lagebild itself found wrong; its text says where, what, and what would be right."""


class DocumentError(LagebildError):
    """A document that cannot be read. `str(error)` is the reason under which it is set aside."""


class Forbidden(DocumentError):
    """An address that must not be asked, or whose owner has said that programs should not."""


class Unreachable(DocumentError):
    """What cannot be had just now. `after`: seconds that the other side asks to wait."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class LedgerError(LagebildError):
    """A ledger that cannot be opened or written, or that was asked for something which it does not have."""


class UnknownLanguage(LagebildError):
    """A language that has no parser or no pack here."""


class DataError(LagebildError):
    """Mistakes in data files, all of them at once.

    `problems` holds one line a mistake, in the form `file:line: what; what would be right`.
    """

    def __init__(self, subject: str, problems: Sequence[str]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__("\n  ".join([f"{subject} has {count} {noun}:", *self.problems]))

    def __reduce__(self) -> tuple[type[Self], tuple[str, tuple[str, ...]]]:
        """By its parts, so that it comes through from another process."""
        return type(self), (self.subject, self.problems)


def mistake_of_ours(error: BaseException) -> str:
    """What no error of ours tells: the error and the line that raised it, for whoever reports it."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"in {last.name}, {Path(last.filename).name}:{last.lineno}"
    return f"a mistake of Lagebild's own, please report it: {type(error).__name__}: {error} ({place})"
