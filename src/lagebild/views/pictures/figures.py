"""How many, by whom: the figures of a story from low to high, a line a source.

Takes figures; gives a picture. Where a source says "at least" the line is open with an arrow, where it says "about" it is broken; a figure that
the same source has replaced is thin and struck out. No figure stands without its source and its certainty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    MOST,
    WIDE,
    Picture,
    Table,
    heading,
    line,
    more,
    sheet,
    words,
)

ROW, TOP = 38.0, 34.0
WIDEST_SPREAD = 40  # beyond this ratio a straight scale shows the small ones as nothing


@dataclass(frozen=True)
class Amount:
    """A figure as one source gives it: `shown` is how it is written, `until` when the same source gave another."""

    source: str
    low: float
    high: float
    shown: str
    unit: str
    certainty: str
    exactness: str = "exact"
    day: str = ""
    until: str = ""


@dataclass(frozen=True)
class _Scale:
    """Where numbers stand between left and right."""

    left: float
    right: float
    least: float
    most: float
    logarithmic: bool

    def at(self, value: float) -> float:
        """The place of a number."""
        if not self.logarithmic:
            share = value / self.most if self.most else 0.0
        else:
            low, high = log10(self.least), log10(self.most)
            share = (log10(max(value, self.least)) - low) / ((high - low) or 1)
        return round(self.left + share * (self.right - self.left), 1)

    @property
    def ticks(self) -> list[float]:
        """Round numbers to write at the scale."""
        if self.logarithmic:
            return [
                10.0**p
                for p in range(floor(log10(self.least)), floor(log10(self.most)) + 1)
                if 10.0**p >= self.least
            ]
        step = 10.0 ** floor(log10(self.most)) if self.most else 1.0
        step = next(s for s in (step / 5, step / 2, step, step * 2) if self.most / s <= 5)
        return [i * step for i in range(int(self.most / step) + 1)]


def figures_picture(amounts: Sequence[Amount], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of all figures, those of one unit together; beyond the first forty only in the table."""
    parts = [heading(title, width)]
    y = TOP
    for unit in dict.fromkeys(a.unit for a in amounts[:MOST]):
        own = [a for a in amounts[:MOST] if a.unit == unit]
        drawn, y = _group(own, unit, y, width, labels)
        parts += drawn
    if not amounts:
        y += 24
        parts.append(words(labels.word("picture", "no_figures"), 1, y - 8, "soft"))
    parts += more(len(amounts) - MOST, 1, y + 8, labels)
    said = labels.table["picture"]["figures_said"].format(
        n=len(amounts), sources=len({a.source for a in amounts})
    )
    height = y + (18 if len(amounts) > MOST else 6)
    return Picture(sheet("figures", title, said, parts, width, height, width), _table(amounts, title, labels))


def _table(amounts: Sequence[Amount], title: str, labels: Labels) -> Table:
    keys = ("source", "figure", "low", "high", "unit", "certainty", "day", "replaced_on")
    rows = tuple(
        (
            a.source, a.shown, labels.number(a.low), labels.number(a.high), a.unit,
            labels.word("certainty", a.certainty), labels.day(a.day), labels.day(a.until),
        )
        for a in amounts
    )  # fmt: skip
    return Table(title, tuple(labels.word("picture", key) for key in keys), rows)


def _group(
    own: Sequence[Amount], unit: str, y: float, width: float, labels: Labels
) -> tuple[list[Markup], float]:
    """The figures of one unit with their scale under them."""
    scale = _scale(own, 14, width - 40)
    bottom = y + 22 + len(own) * ROW
    parts = [words(unit or labels.word("picture", "unit_unknown"), 1, y + 12, "bold", room=width - 2)]
    parts += [line(f"M{scale.at(t):g} {y + 22:g} V{bottom:g}", "grid") for t in scale.ticks]
    for i, amount in enumerate(own):
        parts.append(_row(amount, scale, y + 22 + i * ROW, width, labels))
    parts.append(line(f"M{scale.left:g} {bottom:g} H{scale.right:g}", "axis"))
    parts += [words(labels.number(t), scale.at(t), bottom + 14, "soft small middle") for t in _apart(scale)]
    if scale.logarithmic:
        parts.append(words(labels.word("picture", "logarithmic"), scale.left, bottom + 28, "soft small"))
    return parts, bottom + (38 if scale.logarithmic else 26)


def _scale(own: Sequence[Amount], left: float, right: float) -> _Scale:
    values = [v for a in own for v in (a.low, a.high)]
    least, most = min(values), max(values)
    spread = least > 0 and most / least > WIDEST_SPREAD
    return _Scale(left, right, 10.0 ** floor(log10(least)) if spread else 0.0, max(most, 1.0), spread)


def _apart(scale: _Scale) -> list[float]:
    """The ticks that have room for their number."""
    found: list[float] = []
    for tick in scale.ticks:
        if not found or scale.at(tick) - scale.at(found[-1]) > 52:
            found.append(tick)
    return found


def _row(amount: Amount, scale: _Scale, y: float, width: float, labels: Labels) -> Markup:
    """Source over the line, figure and certainty at its end."""
    grade = labels.word("certainty", amount.certainty)
    said = f"{amount.shown} {amount.unit} ({amount.source}; {grade}{f'; {labels.day(amount.day)}' if amount.day else ''})"
    gone = bool(amount.until)
    note = labels.table["brief"]["replaced"].format(day=labels.day(amount.until)) if gone else grade
    name_room = width * 0.5
    figure = element("tspan", amount.shown, class_="bold struck" if gone else "bold")
    right = element("text", figure, f"  {note}", x=width - 2, y=y + 12, class_="end small halo")
    return element(
        "g", element("title", said), words(amount.source, 14, y + 13, "halo", room=name_room, full=said), right,
        *_span(amount, scale, y + 25), class_="gone" if gone else None,
    )  # fmt: skip


def _span(amount: Amount, scale: _Scale, y: float) -> list[Markup]:
    """A dot for a number, a bar for a range; a ring or a broken bar where it is only about so many."""
    low, high = scale.at(amount.low), scale.at(amount.high)
    if amount.exactness == "at_least":
        return [line(f"M{low:g} {y - 6:g} v12", "end-stroke"), _arrow(low, y, 1)]
    if amount.exactness == "at_most":
        return [line(f"M{high:g} {y - 6:g} v12", "end-stroke"), _arrow(high, y, -1)]
    loose = " loose" if amount.exactness in ("about", "vague") else ""
    if high - low < 6:
        return [element("circle", cx=(low + high) / 2, cy=y, r=4.5, class_=f"dot{loose}")]
    return [line(f"M{low:g} {y:g} H{high:g}", f"span{loose}")]


def _arrow(x: float, y: float, way: int) -> Markup:
    return line(f"M{x:g} {y:g} h{22 * way} m{-6 * way} -4 l{6 * way} 4 l{-6 * way} 4", "end-stroke")
