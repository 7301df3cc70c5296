"""Stories as JSON Lines: one Story a line.

Takes a Story; gives its line: claims with document, offsets and quote, who says it and how surely; origins part by part with the derivation;
status, phase, figures. A part that no claim speaks of is null. Reasons are told in the default language. `lagebild outlook import stories` reads these lines.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from lagebild.stories import Part, Story, Telling
from lagebild.stories.changes import Change
from lagebild.views.labels import labels_for
from lagebild.views.reasons import because, not_counted

PARTS = ("overall", "presence", "number", "place", "time")
FIGURE = ("value_low", "value_high", "unit", "source", "day", "until")


def line_of(story: Story, changes: Sequence[Change] | None = None) -> bytes:
    """One line, with its end; where it was asked what has changed, with the changes."""
    shape = shape_of(story)
    if changes is not None:
        shape["changes"] = [{"what": c.what, "before": c.before, "after": c.after} for c in changes]
    return msgspec.json.encode(shape) + b"\n"


def shape_of(story: Story) -> dict[str, Any]:
    """A story as plain objects."""
    return {
        "story": story.story_id,
        "type": story.type or None,
        "claims": [_claim(telling) for telling in story.tellings],
        "origins": _origins(story),
        "status": story.status,
        "phase": story.phase,
        "phases": [
            {"phase": rung.phase, "day": rung.day, "sources": list(rung.sources)} for rung in story.phases
        ],
        "figures": [{name: getattr(figure, name) for name in FIGURE} for figure in story.figures],
        "denied_by": list(story.deniers),
        "joined": [
            {"claims": [joint.one, joint.other], "score": joint.score, "because": list(joint.reasons)}
            for joint in story.joints
        ],
        "aliases": list(story.aliases),
    }


def _claim(telling: Telling) -> dict[str, Any]:
    return {
        "document": telling.document_id,
        "start": telling.start,
        "end": telling.end,
        "quote": telling.quote,
        "type": telling.type or None,
        "claim": telling.claim_id,
        "published": telling.day,
        "publisher": telling.publisher,
        "sources": [voice.name for voice in telling.chain],
        "certainty": telling.certainty,
        "polarity": telling.polarity,
        "time": telling.time,
        "day": telling.first,
        "mode": telling.mode,
        "actors": list(telling.actors),
        "recipients": list(telling.recipients),
        "denied_by": [voice.name for voice in telling.deniers],
    }


def _origins(story: Story) -> dict[str, Any]:
    parts = {part.name: part for part in story.parts}
    counts = {name: parts[name].count if name in parts else None for name in PARTS}
    return {**counts, "derivation": {part.name: _derivation(part) for part in story.parts}}


def _derivation(part: Part) -> dict[str, Any]:
    return {
        "value": part.value,
        "origins": [
            {
                "origin": o.key,
                "name": o.name,
                "side": o.side,
                "claims": list(o.claims),
                "why": because(o.why, labels_for()),
            }
            for o in part.origins
        ],
        "not_counted": [not_counted(left, labels_for()) for left in part.left_out],
    }
