"""When: the expressions of time in a sentence.

Takes a sentence's tokens, the language's words of time and the day of publication; gives each expression with the days it means.
The words and the shapes of expressions are data (`dates.toml` of the language); the arithmetic is in `calendar.py`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lagebild.claims.calendar import MEANINGS, UNKNOWN, Found, limited
from lagebild.errors import DataError
from lagebild.model import Period, Sentence, Span, Token
from lagebild.tables import Problems, short, toml_of

LANGUAGES = Path(__file__).parent.parent / "languages"
Value = int | str
Values = Mapping[str, Value | tuple[int, ...]]
# Classes that are made of digits, and the meaning that takes an expression out of the count.
COMPUTED = ("day", "year", "count", "decade", "numeric")
NOTHING = "nothing"
GUARDS = ("", "led", "free")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})?")
_YEAR = re.compile(r"(?:19|20)\d\d")


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


@dataclass(frozen=True)
class DateWords:
    """A language's words of time: values by class for each form, and the rules."""

    forms: Mapping[str, Mapping[str, Value]]
    rules: tuple[Rule, ...]
    plural: frozenset[str]
    day_suffixes: tuple[str, ...]
    decade_suffixes: tuple[str, ...]
    dotted: bool

    def values(self, form: str) -> Values:
        """The classes of a form, with their values. A capital counts where the data has one."""
        return _values(self, form)

    def __hash__(self) -> int:
        return id(self)


class PeriodHit(NamedTuple):
    """An expression of time: first and last token, and the period."""

    first: int
    last: int
    period: Period


# ------------------------------------------------------------------ a sentence's expressions


def periods_in(
    sentence: Sentence, text: str, words: DateWords, published: str | None
) -> tuple[PeriodHit, ...]:
    """The expressions of time of a sentence, from left to right, never overlapping.

    Without a day of publication only those come to days that name their year.
    """
    return tuple(_Finder(sentence, text, words, date.fromisoformat(published) if published else None).hits())


class _Match(NamedTuple):
    rule: Rule
    end: int
    taken: tuple[tuple[str, int], ...]


class _Lead(NamedTuple):
    """What stands before an expression: where it begins with its preposition, the bound, whether any."""

    start: int
    bound: str | None
    led: bool


class _Finder:
    """One sentence on its way to its expressions of time."""

    def __init__(self, sentence: Sentence, text: str, words: DateWords, published: date | None) -> None:
        self.tokens = sentence.tokens
        self.text = text
        self.words = words
        self.published = published
        self.values = [words.values(_form(token)) for token in self.tokens]

    def hits(self) -> Iterator[PeriodHit]:
        position = 0
        while position < len(self.tokens):
            match = self._longest(position)
            if match is None:
                position += 1
                continue
            if match.rule.means != NOTHING:
                yield self._hit(position, match)
            position = match.end

    def _longest(self, start: int) -> _Match | None:
        if not self.values[start]:
            return None
        best: _Match | None = None
        for rule in self.words.rules:
            taken = self._taken(rule.form, start)
            end = start + len(taken) if taken else start
            if taken and (best is None or end > best.end) and self._passes(rule, start, end):
                best = _Match(rule, end, taken)
        return best

    def _taken(self, form: Sequence[Element], at: int) -> tuple[tuple[str, int], ...] | None:
        """The class and token of each place that is filled, or None."""
        if not form:
            return ()
        element, rest = form[0], form[1:]
        if at < len(self.tokens):
            for name in element.classes:
                if name in self.values[at] and (more := self._taken(rest, at + 1)) is not None:
                    return ((name, at), *more)
        return self._taken(rest, at) if element.optional else None

    def _passes(self, rule: Rule, start: int, end: int) -> bool:
        if rule.guard and any("year" in self.values[i] and self._counts(i) for i in range(start, end)):
            return False
        return rule.guard != "led" or self._lead(start, end).led

    def _counts(self, i: int) -> bool:
        """Whether a number counts the noun after it ("2000 people"), so that it is no year."""
        token = self.tokens[i]
        head = self.tokens[token.head] if token.head > i else None
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        counted = token.deprel.startswith("nummod") and head is not None and head.upos == "NOUN"
        return counted or (following is not None and following.upos == "NOUN")

    def _lead(self, start: int, end: int) -> _Lead:
        """Looks back over articles and one preposition for a bound."""
        at = start - 1
        while at >= 0 and "article" in self.values[at]:
            at -= 1
        led = at >= 0 and "plain" in self.values[at]
        begin = at if led else start
        at -= led
        bound = self.values[at].get("bound") if at >= 0 and not self._is_possessive(end) else None
        return _Lead(at if bound else begin, str(bound) if bound else None, led or bool(bound))

    def _is_possessive(self, end: int) -> bool:
        return end < len(self.tokens) and "possessive" in self.values[end]

    def _hit(self, start: int, match: _Match) -> PeriodHit:
        lead = self._lead(start, match.end)
        first = lead.start if lead.bound or match.rule.keep else start
        last = match.end - 1
        begin, end = self.tokens[first].start, self.tokens[last].end
        days = limited(self._days(start, match), lead.bound, self.published)
        opens, closes = (day.isoformat() if day else None for day in days)
        span = Span(start=begin, end=end, text=self.text[begin:end])
        return PeriodHit(first, last, Period(span=span, first=opens, last=closes))

    def _days(self, start: int, match: _Match) -> tuple[date | None, date | None]:
        try:
            return MEANINGS[match.rule.means](self._found(start, match), self.published)
        except (ValueError, OverflowError):  # a year 0, a month 13, "in 9999 years"
            return UNKNOWN

    def _found(self, start: int, match: _Match) -> Found:
        values: dict[str, list[int | str]] = {}
        worded: dict[str, list[str]] = {"plural": list(self.words.plural)}
        for name, i in match.taken:
            value = self.values[i][name]
            values.setdefault(name, []).extend(value if isinstance(value, tuple) else (value,))
            worded.setdefault(name, []).append(self.tokens[i].form.lower())
        return Found(values, self._looks_ahead(start), match.rule.part, worded)

    def _looks_ahead(self, i: int) -> bool:
        """Whether the clause is about what is to come: by its auxiliaries, or an infinitive that is not perfect."""
        verb = self._verb_above(i)
        if verb is None:
            return False
        around = [verb, *(t for t in self.tokens if t.head == verb.i and t.upos in ("AUX", "PART", "VERB"))]
        if verb.deprel.startswith("xcomp") and verb.head >= 0:
            around.append(self.tokens[verb.head])
        classes = [self.words.values(token.form) for token in around]
        return any("looks_ahead" in names for names in classes) and not any("perfect" in n for n in classes[1:])

    def _verb_above(self, i: int) -> Token | None:
        token = self.tokens[i]
        for _ in self.tokens:
            if token.upos in ("VERB", "AUX"):
                return token
            if token.head < 0:
                return token
            token = self.tokens[token.head]
        return None


def _form(token: Token) -> str:
    """The form; at the head of a sentence a capital says nothing unless it is a noun's."""
    return token.form.lower() if token.i == 0 and token.upos not in ("NOUN", "PROPN") else token.form


@lru_cache(maxsize=50_000)
def _values(words: DateWords, form: str) -> Values:
    found: dict[str, Value | tuple[int, ...]] = dict(words.forms.get(form.lower(), {}))
    found |= words.forms.get(f"={form}", {})
    if form[:1].isupper():
        found |= words.forms.get(f"^{form.lower()}", {})
    if form[:1].isdigit():
        found |= dict(_computed(form, words))
    return found


def _computed(form: str, words: DateWords) -> Iterator[tuple[str, int | tuple[int, ...]]]:
    """What digits may be: a day, a year, a number, a decade, a date."""
    if form.isdecimal() and len(form) <= 4:
        yield "count", int(form)
    if _YEAR.fullmatch(form):
        yield "year", int(form)
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
    tables = [(short(path), toml_of(path, problems)) for path in paths]
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
            problems.add(place, f"{row.get('means')!r} is no meaning", f"one of {', '.join(MEANINGS)}, {NOTHING}")
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
