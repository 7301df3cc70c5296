"""The entries of a large table, made when their word is asked for.

Takes the lines of a table and what makes entries of the rows of one word; gives a Mapping from lower-cased lemma to entries.
A text has a few hundred words, a table thousands: opening all of them would take longer than reading the text. A mistake in a
row is told when its word is opened; `open_all` opens every word and notes all mistakes.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from lagebild.errors import DataError
from lagebild.tables import Line, Problems, first_cell

T = TypeVar("T")
Make = Callable[[list[Line], Problems], Iterable[T]]


class Entries(Mapping[str, tuple[T, ...]], Generic[T]):
    """Entries by lower-cased lemma. `what` names the table in errors."""

    def __init__(self, lines: Iterable[Line], make: Make[T], what: str) -> None:
        self._lines: dict[str, list[tuple[str, str, int]]] = {}
        for line in lines:  # bare, as they are read back faster so
            self._lines.setdefault(first_cell(line).lower(), []).append((line.text, line.file, line.number))
        self._make = make
        self._what = what
        self._made: dict[str, tuple[T, ...]] = {}

    def open_all(self, lemmas: Iterable[str], problems: Problems) -> None:
        """Make the entries of these words, and note every mistake in them."""
        for lemma in lemmas:
            if self._lines[lemma]:
                self._made[lemma] = self._opened(lemma, problems)

    def __getitem__(self, lemma: str) -> tuple[T, ...]:
        """The entries of a lemma.

        Raises:
            DataError: with every mistake in its rows.
        """
        if lemma not in self._made:
            problems = Problems()
            made = self._opened(lemma, problems)
            if problems.lines:
                raise DataError(self._what, problems.lines)
            self._made[lemma] = made
            self._lines[lemma] = []  # which are not needed again
        return self._made[lemma]

    def get(self, lemma: str, default: Any = None) -> Any:
        """The entries of a lemma, or what is given for none: most words have none, and are told so at once."""
        return self[lemma] if lemma in self._lines else default

    def _opened(self, lemma: str, problems: Problems) -> tuple[T, ...]:
        return tuple(self._make([Line(*line) for line in self._lines[lemma]], problems))

    def __contains__(self, lemma: object) -> bool:
        return lemma in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
