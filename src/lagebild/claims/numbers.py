"""What a number is: in digits, in words, in both.

Takes the words of a sentence and a place in it; gives the value of the number that begins there. The words
are data (`numbers.toml` of the language), the arithmetic of "two hundred and fifty thousand" is here.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from lagebild.caches import QUICK, RECENT
from lagebild.claims.date_words import LANGUAGES, DateWords, load_date_words
from lagebild.errors import DataError
from lagebild.tables import Problems, short, toml_like, toml_of

EXACTNESS = ("about", "at_least", "at_most")
KINDS = ("people", "money", "weapons")
CLASSES = (
    "range", "between", "between_and", "more", "of", "part_of", "and", "percent", "numbered", "not_units", "age",
    "preposition", "definite", "fraction", "before_years", "suffering",
)  # fmt: skip
# Groups of three after a point or comma are thousands in either custom: agencies copy numbers as they come.
_GROUPED = re.compile(r"\d{1,3}(?:[.,’']\d{3})+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_WITH_SUFFIX = re.compile(r"([\d.,]*\d)([a-z]+)")
Phrase = tuple[str, ...]


class NumberWords(msgspec.Struct, frozen=True, eq=False):
    """A language's words of number."""

    values: Mapping[str, float]
    multiples: Mapping[str, float]
    vague: Mapping[str, float]
    suffixes: Mapping[str, float]
    money_suffixes: Mapping[str, float]
    currency: Mapping[str, str]
    before: Mapping[Phrase, str]
    after: Mapping[Phrase, str]
    classes: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    solid: bool
    hundred: str
    thousand: str
    conjunction: str
    dates: DateWords

    def is_in(self, form: str, name: str) -> bool:
        """Whether a form is in a class of the file."""
        return form.lower() in self.classes[name]


class Number(NamedTuple):
    """A number in a sentence: its tokens from `first` up to `end`, its value, the factor that it closes with.

    `vague` when only an order of magnitude is said; `bare` when it is the word "one" and may be an article.
    """

    first: int
    end: int
    value: float
    factor: float = 1.0
    vague: bool = False
    bare: bool = False


# ------------------------------------------------------------------ numbers in a row of words


def number_at(forms: Sequence[str], at: int, words: NumberWords) -> Number | None:
    """The number that begins at a place, as long as it goes."""
    vague = words.vague.get(forms[at].lower())
    value = value_of(forms[at], words)
    if value is not None:
        number = _composed(forms, at, value, 1.0, words)
        is_article = number.end == at + 1 and value == 1 and not forms[at][0].isdigit()
        return number._replace(bare=is_article)
    if vague is not None:
        return _vague(forms, at, vague, words)
    return _from_multiple(forms, at, words)


def _from_multiple(forms: Sequence[str], at: int, words: NumberWords) -> Number | None:
    """A multiple without a number before it: "hundert Menschen", "half a million"."""
    factor = words.multiples.get(forms[at].lower())
    if factor is None or factor not in (0.5, 100, 1000):
        return None
    number = _composed(forms, at, factor, factor, words)
    return number if number.value >= 1 else None


def _vague(forms: Sequence[str], at: int, least: float, words: NumberWords) -> Number:
    """ "several thousand", "hundreds of thousands", "Dutzende"."""
    end = at + 1
    if end < len(forms) and (factor := words.multiples.get(forms[end].lower())):
        return Number(at, end + 1, max(least, 1) * factor, vague=True)
    if (
        end + 1 < len(forms)
        and words.is_in(forms[end], "of")
        and (more := words.vague.get(forms[end + 1].lower()))
    ):
        return Number(at, end + 2, least * more, vague=True)
    return Number(at, end, least, vague=True)


def _composed(forms: Sequence[str], at: int, value: float, factor: float, words: NumberWords) -> Number:
    """Goes on over multiples and what they are followed by: "two hundred and fifty thousand", "6,3 Milliarden"."""
    total, current, end = 0.0, value, at + 1
    while end < len(forms):
        step = words.multiples.get(forms[end].lower())
        if step is not None:
            factor = step
            total, current = (total + current * step, 0.0) if step >= 1000 else (total, current * step)
            end += 1
            continue
        added = _added(forms, end, factor, words)
        if added is None:
            break
        end, more = added
        current += more
    return Number(at, end, total + current, factor)


def _added(forms: Sequence[str], at: int, factor: float, words: NumberWords) -> tuple[int, float] | None:
    """What goes on after a multiple, in words: "hundred and fifty"; "half a million"."""
    if factor == 1.0:
        return None
    skip = 1 if forms[at].lower() == words.conjunction and factor >= 100 else 0
    value = value_of(forms[at + skip], words) if at + skip < len(forms) else None
    after = forms[at + skip + 1].lower() if at + skip + 1 < len(forms) else ""
    if factor < 1 and value == 1 and after in words.multiples:
        return at + 1, 0.0
    if value is None or not 1 < value < factor or forms[at + skip][0].isdigit():
        return None
    return at + skip + 1, value


# ------------------------------------------------------------------ one word


@lru_cache(maxsize=QUICK)
def may_begin_a_number(form: str, words: NumberWords) -> bool:
    """Whether a number may begin with this word."""
    return form[0].isdigit() or form.lower() in words.multiples or number_at((form,), 0, words) is not None


@lru_cache(maxsize=RECENT)
def value_of(form: str, words: NumberWords) -> float | None:
    """The value of one word: digits or a number word, joined or hyphenated."""
    low = form.lower()
    if low[:1].isdigit():
        return _digits(low, words)
    if low in words.values:
        return words.values[low]
    if "-" in low and not words.solid:
        return _hyphenated(low, words)
    return _solid(low, words) if words.solid else None


def _digits(form: str, words: NumberWords) -> float | None:
    suffixed = _WITH_SUFFIX.fullmatch(form)
    if suffixed:
        factor = words.suffixes.get(suffixed[2])
        base = _digits(suffixed[1], words)
        return base * factor if factor and base is not None else None
    if _GROUPED.fullmatch(form):
        return float(re.sub(r"\D", "", form))
    return float(form.replace(",", ".")) if _PLAIN.fullmatch(form) else None


def money_value_of(form: str, words: NumberWords) -> float | None:
    """The value of digits beside a sign of currency, where "m" is a million."""
    suffixed = _WITH_SUFFIX.fullmatch(form.lower())
    if not suffixed or suffixed[2] not in words.money_suffixes:
        return value_of(form, words)
    base = _digits(suffixed[1], words)
    return base * words.money_suffixes[suffixed[2]] if base is not None else None


def _hyphenated(form: str, words: NumberWords) -> float | None:
    """ "twenty-four": tens and ones."""
    tens, _, ones = form.partition("-")
    values = words.values.get(tens), words.values.get(ones)
    return (
        sum(v for v in values if v) if values[0] and values[1] and values[0] >= 20 > 10 > values[1] else None
    )


def _solid(form: str, words: NumberWords) -> float | None:
    """ "zwölftausenddreihundertvierundzwanzig", from the largest part to the smallest."""
    if form in words.values:
        return words.values[form]
    for name, factor in ((words.thousand, 1000.0), (words.hundred, 100.0)):
        left, found, right = form.partition(name)
        if found and (left or right):
            parts = _solid(left, words) if left else 1.0, _solid(right, words) if right else 0.0
            return None if parts[0] is None or parts[1] is None else parts[0] * factor + parts[1]
    ones, found, tens = form.partition(words.conjunction)
    low, high = words.values.get(ones), words.values.get(tens)
    return low + high if found and low and high and low < 10 and high >= 20 else None


# ------------------------------------------------------------------ from the file


@cache
def load_number_words(lang: str, folders: tuple[Path, ...] = ()) -> NumberWords:
    """The words of number of a language; those of further folders are added.

    Raises:
        DataError: with every mistake in the files.
    """
    problems = Problems()
    tables: list[dict[str, Any]] = []
    for folder in (LANGUAGES / lang, *folders):
        path = folder / "numbers.toml"
        table = toml_like(path, tables[0], problems) if tables else toml_of(path, problems)
        _check(short(path), table, problems)
        tables.append(table)
    if problems.lines:
        raise DataError(f"numbers of {lang!r}", problems.lines)
    return _words(tables, load_date_words(lang, folders))


def _words(tables: Sequence[dict[str, Any]], dates: DateWords) -> NumberWords:
    def merged(name: str) -> dict[str, Any]:
        return {key: value for table in tables for key, value in table.get(name, {}).items()}

    return NumberWords(
        **{
            name: _numbers(tables, name)
            for name in ("values", "multiples", "vague", "suffixes", "money_suffixes")
        },
        currency={sign: name for name, line in merged("currency").items() for sign in line.split()},
        before=_phrases(merged("before")),
        after=_phrases(merged("after")),
        classes={
            name: frozenset(word for t in tables for word in t.get("classes", {}).get(name, "").split())
            for name in CLASSES
        },
        kinds={
            name: frozenset(word for t in tables for word in t.get("kinds", {}).get(name, "").split())
            for name in KINDS
        },
        solid=bool(tables[0].get("solid")),
        hundred=str(tables[0].get("hundred", "")),
        thousand=str(tables[0].get("thousand", "")),
        conjunction=str(tables[0].get("and", "")),
        dates=dates,
    )


def _numbers(tables: Sequence[dict[str, Any]], name: str) -> dict[str, float]:
    rows = ((value, word) for t in tables for value, line in t.get(name, {}).items() for word in line.split())
    return {word: float(value) for value, word in rows}


def _phrases(table: Mapping[str, Sequence[str]]) -> dict[Phrase, str]:
    return {tuple(phrase.split()): name for name, phrases in table.items() for phrase in phrases}


def _check(where: str, table: Mapping[str, Any], problems: Problems) -> None:
    for name in ("values", "multiples", "vague", "suffixes", "money_suffixes"):
        for value in table.get(name, {}):
            if not _is_number(value):
                problems.add(where, f"[{name}] {value!r} is no number", "digits with a point")
    for section, allowed in (
        ("before", EXACTNESS),
        ("after", EXACTNESS),
        ("classes", CLASSES),
        ("kinds", KINDS),
    ):
        for name in table.get(section, {}):
            if name not in allowed:
                problems.add(where, f"[{section}] {name!r} is unknown", f"one of {', '.join(allowed)}")


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def phrases_before(forms: Sequence[str], at: int, phrases: Mapping[Phrase, str]) -> Iterator[tuple[int, str]]:
    """The phrases that end directly before a place: how many words each has and what it means, longest first."""
    for length in range(min(4, at), 0, -1):
        found = phrases.get(tuple(form.lower() for form in forms[at - length : at]))
        if found:
            yield length, found
