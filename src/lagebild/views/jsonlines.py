"""Readings as JSON Lines: one Reading a line, with the names of `model.py`.

Takes a Reading; gives its line, and the JSON Schema of all such lines. Offsets count code points of `document.text`, end
exclusive. `content` with a `type` is an event; with a `kind` it is a statement. A chain runs from the outermost source
to the innermost; empty means that the text says so itself.
"""

import sys
from typing import Any

import msgspec

from lagebild.model import (
    Attribution,
    Claim,
    Cue,
    Document,
    Event,
    Reading,
    Release,
    Sentence,
    Stance,
    Statement,
)

REFERENCE = "#/$defs/{name}"
_BELOW = (Document, Sentence, Event, Statement, Attribution, Stance, Cue, Release)


def put(*lines: bytes) -> None:
    """Write lines to standard output, at once."""
    sys.stdout.buffer.writelines(lines)
    sys.stdout.buffer.flush()


def line_of(reading: Reading) -> bytes:
    """One line, with its end."""
    return msgspec.json.encode(reading) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line."""
    _, parts = msgspec.json.schema_components(_BELOW, ref_template=REFERENCE)
    claim = _object(Claim, "content", {"anyOf": [_reference(Event), _reference(Statement)]})
    reading = _object(Reading, "claims", {"type": "array", "items": _reference(Claim)})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_reference(Reading),
        "$defs": {"Reading": reading, "Claim": claim, **parts},
    }


def _object(noun: type[Claim] | type[Reading], field: str, described: dict[str, Any]) -> dict[str, Any]:
    """A noun's schema, one field of which is described by hand: of two nouns in one place msgspec wants a tag."""
    fields = [(one.name, one.type if one.name != field else str) for one in msgspec.structs.fields(noun)]
    plain = msgspec.defstruct(noun.__name__, fields)
    _, parts = msgspec.json.schema_components([plain], ref_template=REFERENCE)
    found: dict[str, Any] = parts[noun.__name__]
    return {
        **found,
        "description": noun.__doc__ or "",
        "properties": {**found["properties"], field: described},
    }


def _reference(noun: type) -> dict[str, str]:
    return {"$ref": REFERENCE.format(name=noun.__name__)}
