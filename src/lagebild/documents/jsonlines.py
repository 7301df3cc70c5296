"""Documents as JSON Lines: one object a line.

It has `text` and, where known, `id`, `lang`, `published`, `modified`, `publisher`, `title`, `author`, `url`.
Takes one line; gives the text and its particulars, or every mistake of that line. Fields with other names are
not ours and are left alone.
"""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from lagebild.documents.fields import problems_in
from lagebild.documents.identity import Particulars
from lagebild.errors import DocumentError

_BYTE = re.compile(r" \(byte (\d+)\)")
_KINDS = {"array": "a list", "str": "a string", "bool": "true or false", "null": "null"}
FIELDS = Particulars.__struct_fields__


def record_of(line: bytes) -> tuple[str, Particulars]:
    """Text and particulars of one line."""
    return record_in(_object(line))


def record_in(record: Mapping[str, Any]) -> tuple[str, Particulars]:
    """Text and particulars of fields by their names.

    Raises:
        DocumentError: with every mistake in them.
    """
    problems = problems_in(record)
    if isinstance(record.get("text"), str) and not record["text"].strip():
        problems = ("'text' is empty; right would be a text of at least one sentence", *problems)
    if problems:
        raise DocumentError("; and ".join(problems))
    return record["text"], Particulars(**{name: record.get(name) or None for name in FIELDS})


def _object(line: bytes) -> dict[str, Any]:
    """Our fields of the object; what stands in others is not looked at, so that it may be anything."""
    try:
        fields = msgspec.json.decode(line, type=dict[str, msgspec.Raw])
        return {name: _value(fields[name]) for name in ("text", *FIELDS) if name in fields}
    except msgspec.ValidationError as error:
        kind = next((kind for name, kind in _KINDS.items() if f"got `{name}`" in str(error)), "a number")
        raise DocumentError(f'{kind}; right would be an object {{"text": "…"}}') from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(
            f"not JSON: {_plainly(error)}; right would be one whole object a line, in UTF-8"
        ) from None


def _value(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except msgspec.ValidationError:
        return 0  # a number that is too large to be one of Python's; any number is wrong here


def _plainly(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start} of the string"
    if isinstance(error, RecursionError):
        return "brackets within brackets, too deep"
    said = (
        str(error)
        .removeprefix("JSON is malformed: ")
        .replace("Input data was truncated", "the line breaks off")
    )
    return _BYTE.sub(r" at byte \1", said)
