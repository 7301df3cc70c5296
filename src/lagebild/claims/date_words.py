"""A language's words of time, and the shapes of its expressions: `dates.toml` -> `DateWords`.

What the file holds is explained at its head. Digits need no words: what a number may be is computed here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from lagebild.caches import QUICK
from lagebild.claims.expressions import MEANINGS
from lagebild.errors import DataError
from lagebild.tables import Problems, short, toml_like, toml_of

LANGUAGES = Path(__file__).parent.parent / "languages"
Value = int | str
Values = Mapping[str, Value | tuple[int, ...]]
# Classes that are made of digits, and the meaning that takes an expression out of the count.
COMPUTED = ("day", "year", "count", "decade", "numeric", "clock")
NOTHING = "nothing"
NO_VALUES: Values = {}  # most words say nothing of time: one for all
GUARDS = ("", "led", "free")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])(?::[0-5]\d|[.]?[0-5]\d)?")  # 3:40, 03.40, 0340, 3


class Element(NamedTuple):
    """One place of a form: the classes that fit there."""

    classes: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Rule:
    """One shape of expression and its meaning. `where` names it in its file."""

    form: tuple[Element, ...]
    means: str
    guard: str
    keep: bool
    part: str | None
    examples: Mapping[str, str]
    where: str

    @cached_property
    def openings(self) -> frozenset[str]:
        """The classes that the first word may have."""
        first = next((i for i, element in enumerate(self.form) if not element.optional), len(self.form) - 1)
        return frozenset(name for element in self.form[: first + 1] for name in element.classes)


class DateWords(msgspec.Struct, frozen=True, eq=False):
    """A language's words of time: values by class for each form, and the rules."""

    forms: Mapping[str, Mapping[str, Value]]
    rules: tuple[Rule, ...]
    plural: frozenset[str]
    day_suffixes: tuple[str, ...]
    decade_suffixes: tuple[str, ...]
    dotted: bool
    present_suffixes: tuple[str, ...] = ("",)

    def rules_beginning(self, form: str) -> tuple[Rule, ...]:
        """The rules that may begin with a form, in their order."""
        return _rules_beginning(self, form)

    def values(self, form: str) -> Values:
        """The classes of a form, with their values. A capital counts where the data has one."""
        return _values(self, form)


@lru_cache(maxsize=QUICK)
def _rules_beginning(words: DateWords, form: str) -> tuple[Rule, ...]:
    classes = _values(words, form).keys()
    return tuple(rule for rule in words.rules if classes & rule.openings)


@lru_cache(maxsize=QUICK)
def _values(words: DateWords, form: str) -> Values:
    found: dict[str, Value | tuple[int, ...]] = dict(words.forms.get(form.lower(), {}))
    found |= words.forms.get(f"={form}", {})
    if form[:1].isupper():
        found |= words.forms.get(f"^{form.lower()}", {})
    if form[:1].isdigit():
        found |= dict(_computed(form, words))
    return found or NO_VALUES


def _computed(form: str, words: DateWords) -> Iterator[tuple[str, int | tuple[int, ...]]]:
    """What digits may be: a day, a year, a number, a decade, a date, an hour (2: nothing but one)."""
    if form.isdecimal() and len(form) <= 4:
        yield "count", int(form)
    if _YEAR.fullmatch(form):
        yield "year", int(form)
    if _CLOCK.fullmatch(form):
        yield "clock", 2 if ":" in form else 1
    digits = re.match(r"\d+", form)
    number, rest = (digits.group(), form[digits.end() :]) if digits else ("", form)
    if len(number) <= 2 and rest in words.day_suffixes and 1 <= int(number) <= 31:
        yield "day", int(number)
    if rest in words.decade_suffixes and number.endswith("0") and len(number) in (2, 4):
        yield "decade", int(number) + (1900 if len(number) == 2 else 0)
    if words.dotted and (dotted := _DOTTED.fullmatch(form)):
        yield "numeric", (int(dotted[3] or 0), int(dotted[2]), int(dotted[1]))


# ------------------------------------------------------------------ from the file


@cache
def load_date_words(lang: str, folders: tuple[Path, ...] = ()) -> DateWords:
    """The words of time of a language; those of further folders are added.

    Raises:
        DataError: with every mistake in the files.
    """
    problems = Problems()
    paths = [folder / "dates.toml" for folder in (LANGUAGES / lang, *folders)]
    ours = toml_of(paths[0], problems)
    laid_over = [toml_like(path, ours, problems) for path in paths[1:]]
    tables = [*zip(map(short, paths), (ours, *laid_over), strict=True)]
    words = _words(tables, problems)
    if problems.lines:
        raise DataError(f"dates of {lang!r}", problems.lines)
    return words


def _words(tables: Sequence[tuple[str, dict[str, Any]]], problems: Problems) -> DateWords:
    forms: dict[str, dict[str, Value]] = {}
    for _, table in tables:
        for name, words in table.get("classes", {}).items():
            _add_class(forms, name, words)
    known = {name for values in forms.values() for name in values} | set(COMPUTED)
    first = tables[0][1]
    return DateWords(
        forms=forms,
        rules=tuple(rule for where, table in tables for rule in _rules(where, table, known, problems)),
        plural=frozenset(form for form, values in forms.items() if "plural" in values),
        day_suffixes=tuple(first.get("day_suffixes", [""])),
        decade_suffixes=tuple(first.get("decade_suffixes", [])),
        dotted=first.get("date_order") == "dmy",
        present_suffixes=tuple(first.get("present_suffixes", [""])),
    )


def _add_class(forms: dict[str, dict[str, Value]], name: str, words: str | Mapping[str, str]) -> None:
    """`word` counts in any case, `Word` with its capital only, `=word` as written only."""
    for value, line in ({"1": words} if isinstance(words, str) else words).items():
        number: Value = int(value) if value.lstrip("-").isdecimal() else value
        for word in line.split():
            key = word if word.startswith("=") else f"^{word.lower()}" if word[0].isupper() else word
            forms.setdefault(key, {})[name] = number


def _rules(where: str, table: Mapping[str, Any], known: set[str], problems: Problems) -> Iterator[Rule]:
    for number, row in enumerate(table.get("rules", []), 1):
        place = f"{where} (rule {number}, {row.get('form')!r})"
        form = tuple(_element(part) for part in str(row.get("form", "")).split())
        for name in sorted({name for element in form for name in element.classes} - known):
            problems.add(place, f"class {name!r} has no words", "a class of this file")
        if row.get("means") not in (*MEANINGS, NOTHING):
            problems.add(
                place, f"{row.get('means')!r} is no meaning", f"one of {', '.join(MEANINGS)}, {NOTHING}"
            )
        if row.get("guard", "") not in GUARDS:
            problems.add(place, f"{row['guard']!r} is no guard", f"one of {', '.join(GUARDS[1:])}")
        yield Rule(
            form=form,
            means=row.get("means", NOTHING),
            guard=row.get("guard", ""),
            keep=row.get("keep", False),
            part=row.get("part"),
            examples=row.get("examples", {}),
            where=place,
        )


def _element(part: str) -> Element:
    return Element(tuple(part.removesuffix("?").split("|")), part.endswith("?"))
