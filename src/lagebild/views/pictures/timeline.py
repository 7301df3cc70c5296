"""Who claimed, denied or confirmed it, and when: time runs downward, each of the three has a lane.

Takes moments; gives a picture. A sign stands on its lane, its words beside it; where days were silent the gap says how many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup
from lagebild.views.pictures.drawing import (
    MOST,
    SMALL,
    WIDE,
    Picture,
    Sign,
    Table,
    heading,
    legend,
    line,
    more,
    nothing,
    sheet,
    sign,
    words,
)

ROW, DAY, GAP, LANE = 22.0, 24.0, 18.0, 22.0
TALL = 37.0  # a row on a narrow sheet, where the note stands under the name
LANES: dict[Sign, int] = {"claims": 0, "hearsay": 0, "denies": 1, "confirms": 2}
SILENCE = 7  # days; a shorter gap needs no words


@dataclass(frozen=True)
class Moment:
    """Somebody claimed, denied or confirmed it on a day; `note` says how surely and where it was printed."""

    day: str
    sign: Sign
    who: str
    note: str = ""


def timeline_picture(moments: Sequence[Moment], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of all moments in the order of their days; beyond the first forty only in the table."""
    ordered = sorted(moments, key=lambda m: (m.day or "9999", LANES[m.sign], m.who, m.note))
    there = [kind for kind in LANES if any(m.sign == kind for m in ordered)]
    keys, deep = legend(42, width, labels, there)
    rows, bottom = _rows(ordered[:MOST], 42 + deep, width, labels)
    lanes = [
        line(f"M{_lane(n):g} {32 + deep:g} V{bottom:g}", "lane")
        for n in sorted({LANES[kind] for kind in there})
    ]
    rest = more(len(ordered) - MOST, _lane(3), bottom + 14, labels)
    parts = [heading(title, width), *nothing(moments, 52, labels), *keys, *lanes, *rows, *rest]
    said = labels.table["picture"]["timeline_said"].format(
        **{
            name: sum(LANES[m.sign] == n for m in ordered)
            for n, name in enumerate(("claims", "denials", "confirmations"))
        }
    )
    height = bottom + (22 if rest else 6)
    return Picture(
        sheet("timeline", title, said, parts, width, height, width), _table(ordered, title, labels)
    )


def _lane(n: int) -> float:
    return 14 + n * LANE


def _table(ordered: Sequence[Moment], title: str, labels: Labels) -> Table:
    head = tuple(labels.word("picture", key) for key in ("day", "stance", "who", "note"))
    rows = tuple(
        (labels.day(m.day) or "?", labels.word("picture_sign", m.sign), m.who, m.note) for m in ordered
    )
    return Table(title, head, rows)


def _rows(ordered: Sequence[Moment], y: float, width: float, labels: Labels) -> tuple[list[Markup], float]:
    parts: list[Markup] = []
    before = ""
    for day, group in groupby(ordered, key=lambda m: m.day):
        silent = _days_between(before, day)
        if silent > SILENCE:
            parts.append(
                words(labels.table["picture"]["silent"].format(n=silent), _lane(3), y + 12, "soft small")
            )
            y += GAP
        parts.append(
            words(labels.day(day) or labels.word("words", "undated"), _lane(3), y + 14, "bold small")
        )
        y += DAY
        for moment in group:
            parts += _row(moment, y, width)
            y += TALL if moment.note and width < WIDE else ROW
        before = day
    return parts, y


def _row(moment: Moment, y: float, width: float) -> list[Markup]:
    left = _lane(3)
    room = width - left - 2
    full = f"{moment.who}: {moment.note}" if moment.note else moment.who
    dot = sign(moment.sign, _lane(LANES[moment.sign]), y + 4, full)
    if width < WIDE and moment.note:
        under = words(moment.note, left, y + 23, "soft small", room=room, size=SMALL, full=full)
        return [dot, words(moment.who, left, y + 8, room=room, full=full), under]
    name = words(moment.who, left, y + 8, room=room * (0.46 if moment.note else 1), full=full)
    note = words(
        moment.note, left + room * 0.49, y + 8, "soft small", room=room * 0.51, size=SMALL, full=full
    )
    return [dot, name, *([note] if moment.note else [])]


def _days_between(one: str, other: str) -> int:
    try:
        return (date.fromisoformat(other) - date.fromisoformat(one)).days - 1
    except ValueError:
        return 0
