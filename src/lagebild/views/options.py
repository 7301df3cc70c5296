"""The options that several commands share, and what makes a command end well."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lagebild.errors import LagebildError

INTERRUPTED = 130
NOBODY_LISTENS = 141

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Texts, web pages (.html), JSON Lines (.jsonl) or tables (.csv); - is standard input.",
        show_default=False,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="CODE", help="Language of the text (de, en); else found from it."),
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DAY",
        help="Day of publication, as 2024-10-18: 'on Tuesday' is counted from it.",
    ),
]
PublishedBy = Annotated[
    str | None,
    typer.Option(
        "--publisher",
        metavar="NAME",
        help="Who published it, where the text does not say; it decides how many origins count.",
    ),
]
Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data", metavar="DIR", exists=True, file_okay=False,
        help="A folder of your own tables, laid over ours; may be given several times.", show_default=False,
    ),
]  # fmt: skip


def spoken(value: str | None) -> str | None:
    """A language that labels are in; another one would be answered in English, as if it had not been asked for."""
    from lagebild.views.labels import interface_languages  # only who asks for one pays for it

    return None if value is None else one_of(value, interface_languages(), "--interface")


Interface = Annotated[
    str | None,
    typer.Option(
        "--interface",
        metavar="CODE",
        callback=spoken,
        help="Language of labels and headings (de, en); else that of your system.",
    ),
]


@contextmanager
def ending_well() -> Iterator[None]:
    """Ctrl-C and a reader that has gone away end a command quietly; our own errors and a full disk are told, not traced."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _close_stdout()
        raise typer.Exit(NOBODY_LISTENS) from None
    except OSError as error:
        if error.filename is None:  # it was standard output
            _close_stdout()
        print(f"{error.filename or 'standard output'}: {error.strerror or error}", file=sys.stderr)
        raise typer.Exit(2) from None
    except LagebildError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(2) from None


def _close_stdout() -> None:
    """Nobody reads any more: what is still buffered goes nowhere, without a complaint at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def day(value: str | None, option: str = "--published") -> str | None:
    """A day that exists.

    Raises:
        BadParameter: when it is none.
    """
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is no day; right would be one as 2024-10-18", param_hint=option
        ) from None


def one_of(value: str | None, allowed: tuple[str, ...], option: str) -> str | None:
    """A value that an option may have.

    Raises:
        BadParameter: when it is none of them.
    """
    if value is not None and value not in allowed:
        raise typer.BadParameter(f"{value!r} is not known; there are {', '.join(allowed)}", param_hint=option)
    return value


def system_language() -> str | None:
    """The language that the environment asks for."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), None)
