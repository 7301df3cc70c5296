"""Documents as JSON Lines: one object a line.

It has `text` and, where known, `id`, `lang`, `published`, `publisher`, `title`, `url`.
Takes one line; gives the text and its particulars, or every mistake of that line. Fields with other names are
not ours and are left alone.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import msgspec

from lagebild.documents.identity import Particulars
from lagebild.errors import DocumentError

_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
_LANG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*")
_BYTE = re.compile(r" \(byte (\d+)\)")


def record_of(line: bytes) -> tuple[str, Particulars]:
    """Text and particulars of one line."""
    record = _object(line)
    problems = [
        problem for name, check in _CHECKS.items() if (problem := _problem(name, record.get(name), check))
    ]
    if "text" not in record:
        problems.insert(0, 'no \'text\'; right would be {"text": "…"}')
    if problems:
        raise DocumentError("; and ".join(problems))
    return record["text"], _particulars(record)


def _object(line: bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DocumentError(
            f"not JSON: {_plainly(error)}; right would be one whole object a line, in UTF-8"
        ) from error
    if not isinstance(record, dict):
        raise DocumentError(f'{_kind(record)}; right would be an object {{"text": "…"}}')
    return record


def _plainly(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start} of the string"
    said = (
        str(error)
        .removeprefix("JSON is malformed: ")
        .replace("Input data was truncated", "the line breaks off")
    )
    return _BYTE.sub(r" at byte \1", said)


def _kind(value: object) -> str:
    return _NAMES.get(type(value), "a number")


def _problem(name: str, value: object, check: Callable[[str], str | None]) -> str | None:
    if value is None:
        return "'text' is null; right would be a string" if name == "text" else None
    if not isinstance(value, str):
        return f"'{name}' is {_kind(value)}; right would be a string"
    wrong = check(value)
    return f"'{name}' {wrong}" if wrong else None


def _any(value: str) -> str | None:
    return None


def _filled(value: str) -> str | None:
    return None if value.strip() else "is empty; right would be a text of at least one sentence"


def _language(value: str) -> str | None:
    return None if _LANG.fullmatch(value) else f'is {value!r}; right would be a code of two letters, as "de"'


def _day(value: str) -> str | None:
    return None if day_of(value) else f'is {value!r}; right would be a day that exists, as "2024-10-18"'


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "text": _filled,
    "id": _any,
    "lang": _language,
    "published": _day,
    "publisher": _any,
    "title": _any,
    "url": _any,
}


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


def _particulars(record: dict[str, Any]) -> Particulars:
    lang, published = record.get("lang"), record.get("published")
    return Particulars(
        id=record.get("id") or None,
        lang=re.split("[-_]", lang)[0].lower() if lang else None,
        published=day_of(published) if published else None,
        publisher=record.get("publisher") or None,
        title=record.get("title") or None,
        url=record.get("url") or None,
    )
