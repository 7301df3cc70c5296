"""What may stand in the fields of a document.

Takes a text and its particulars as somebody gave them, from JSON or from Python; gives every mistake in words, and the
values in the form in which they are kept. Fields with other names are not ours and are left alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

_NAMES = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bytes: "bytes",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}
_LANG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")
# Half of a pair that stands for one character in UTF-16: it cannot be written in any other encoding.
_SURROGATE = re.compile("[\ud800-\udfff]")


def problems_in(record: Mapping[str, object]) -> tuple[str, ...]:
    """All mistakes of a record with the field `text` and, where known, the others."""
    return tuple(
        f"'{name}' {wrong}" if name in record else 'no \'text\'; right would be {"text": "…"}'
        for name, check in _CHECKS.items()
        if (wrong := _wrong(name, record.get(name), check))
    )


def day_of(value: str) -> str | None:
    """The ISO day of an ISO date or date and time, as it is written there; None when it is neither."""
    try:
        return (
            date.fromisoformat(value).isoformat()
            if len(value) <= 10
            else datetime.fromisoformat(value).date().isoformat()
        )
    except ValueError:
        return None


def code_of(lang: str) -> str:
    """The code of a language, without the country of a locale ("de-AT")."""
    return re.split("[-_]", lang)[0].lower()


def _kind_of(value: object) -> str:
    return _NAMES.get(type(value), f"a {type(value).__name__}")


def _wrong(name: str, value: object, check: Callable[[str], str | None]) -> str | None:
    if value is None:
        return "is null; right would be a string" if name == "text" else None
    if not isinstance(value, str):
        return f"is {_kind_of(value)}; right would be a string"
    return next(_unwritable(value), None) or (check(value) if value or name == "text" else None)


def _unwritable(value: str) -> Iterator[str]:
    for half in _SURROGATE.finditer(value):
        yield f"has half a character ({ascii(half[0])[1:-1]}) at {half.start()}; right would be text that UTF-8 can hold"


def _any(value: str) -> str | None:
    return None


def _language(value: str) -> str | None:
    return None if _LANG.fullmatch(value) else f'is {value!r}; right would be a code of two letters, as "de"'


def _day(value: str) -> str | None:
    return None if day_of(value) else f'is {value!r}; right would be a day that exists, as "2024-10-18"'


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "text": _any,
    "id": _any,
    "lang": _language,
    "published": _day,
    "modified": _day,
    "publisher": _any,
    "title": _any,
    "author": _any,
    "url": _any,
}
