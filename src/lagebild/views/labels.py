"""The words of the interface.

Takes a language of the interface; gives its `Labels`, read from `languages/CODE/labels.toml`. Every word that a picture
or page shows comes from there, so that a linguist can change it. What a user's own data adds (a mode, a cue's
reading) and the labels do not know is shown as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lagebild.errors import DataError, UnknownLanguage
from lagebild.tables import Problems, toml_of

LANGUAGES = Path(__file__).parent.parent / "languages"
_GRADES = (
    "time",
    "commitment",
    "evidence_mode",
    "certainty",
    "distance",
    "stance",
    "cite_mode",
    "polarity",
    "direction",
)
_GRADE = re.compile(r"(?:(\w+)=)?([^\s,;/+|=&]+)")


@dataclass(frozen=True)
class Labels:
    """The words of one interface language, by section and key."""

    lang: str
    table: Mapping[str, Any]

    def word(self, section: str, key: str | None) -> str:
        """The word for a key; the key itself, in plain letters, when the labels do not know it."""
        found = self.table.get(section, {}).get(key)
        return found if isinstance(found, str) else (key or "").replace("_", " ")

    def text(self, key: str, **values: object) -> str:
        """A sentence of the page with its values filled in."""
        return str(self.table["page"][key]).format(**values)

    def count(self, key: str, n: int) -> str:
        """`3 claims`: a number with its noun."""
        one, many = self.table["counts"][key]
        return str(one if n == 1 else many).format(n=self.number(n))

    def grade(self, reading: str) -> str:
        """What a cue suggests, in words: `time=future distanced` part by part."""
        return ", ".join(self._grade_word(axis, key) for axis, key in _GRADE.findall(reading))

    def _grade_word(self, axis: str, key: str) -> str:
        """The word of the axis that is named, be it by the beginning of its name; else of the first that has one."""
        ordered = sorted(_GRADES, key=lambda section: not (axis and section.startswith(axis)))
        known = (self.table.get(section, {}).get(key) for section in ordered)
        return next((word for word in known if word), key.replace("_", " "))

    def quote(self, text: str) -> str:
        """A text in this language's quotation marks."""
        return self._style("quote").format(text=text)

    def number(self, value: float | None) -> str:
        """A number with this language's separators."""
        if value is None:
            return ""
        plain = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
        marks = {",": self._style("thousands"), ".": self._style("decimal")}
        return "".join(marks.get(char, char) for char in plain)

    def day(self, iso: str | None) -> str:
        """An ISO date as this language writes a day; anything else as it stands."""
        try:
            day = date.fromisoformat(iso or "")
        except ValueError:
            return iso or ""
        month = self.table["interface"]["months"][day.month - 1]
        return self._style("day").format(day=day.day, month=month, year=day.year)

    def days(self, first: str | None, last: str | None) -> str:
        """A span of days; one day when both are the same."""
        if first and last and first != last:
            return self._style("days").format(first=self.day(first), last=self.day(last))
        return self.day(first or last)

    def _style(self, key: str) -> str:
        return str(self.table["interface"][key])


@cache
def interface_languages() -> tuple[str, ...]:
    """The codes of the languages that the interface speaks, in order."""
    return tuple(sorted(path.parent.name for path in LANGUAGES.glob("[a-z]*/labels.toml")))


@cache
def labels_of(lang: str) -> Labels:
    """The labels of an interface language.

    Raises:
        UnknownLanguage: when there are none for it.
        DataError: when its file cannot be read.
    """
    if lang not in interface_languages():
        raise UnknownLanguage(f"no labels for {lang!r}; there are {', '.join(interface_languages())}")
    problems = Problems()
    table = toml_of(LANGUAGES / lang / "labels.toml", problems)
    if problems.lines:
        raise DataError(f"labels of {lang!r}", problems.lines)
    return Labels(lang, table)


@cache
def labels_for(*wishes: str | None) -> Labels:
    """The labels of the first wish that the interface speaks (`de`, `de_DE.UTF-8`), else of the default language."""
    spoken = interface_languages()
    for wish in wishes:
        code = re.split(r"[-_.@]", wish or "")[0].lower()
        if code in spoken:
            return labels_of(code)
    return next(labels for labels in map(labels_of, spoken) if labels.table.get("default"))


def missing_labels() -> list[str]:
    """What one language's labels have and another's lack, as `file: what; what would be right`."""
    known = {lang: set(_keys(labels_of(lang).table)) for lang in interface_languages()}
    every = set().union(*known.values())
    return [
        f"languages/{lang}/labels.toml: [{section}] has no {key!r}; other languages have it"
        for lang, keys in known.items()
        for section, key in sorted(every - keys)
    ]


def _keys(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(section, key) for section, words in table.items() if isinstance(words, dict) for key in words]
