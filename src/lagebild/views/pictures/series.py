"""How two actors stand to each other, month by month: cooperation above the line, conflict below it, each story once.

Takes points; gives a picture, and the same in letters for a terminal.
"""

from collections.abc import Iterator, Sequence

from lagebild.stories.relations import Point
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    SMALL,
    WIDE,
    Picture,
    Table,
    box,
    heading,
    key_of,
    line,
    nothing,
    sheet,
    words,
)
from lagebild.views.pictures.letters import text_width

TOP, HALF, LEAST = 48.0, 92.0, 34.0
WIDEST = 34.0  # of a bar; on a broad sheet more, so that few months fill it


def series_picture(points: Sequence[Point], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of all months from the first to the last, silent ones too."""
    months = _filled(points)
    most = max([1.0, *(max(p.cooperation, -p.conflict) for p in months)])
    left = max(LEAST, text_width(f"+{_most(most, labels)}", SMALL) + 7)
    widest = max(WIDEST, width / 16)
    step = min((width - left - 6) / max(len(months), 1), widest * 1.6)
    middle = TOP + HALF
    hatch = key_of("series", title, width, months)
    bars = [
        part
        for i, p in enumerate(months)
        for part in _bars(p, left + i * step, min(step * 0.7, widest), step, middle, most, hatch, labels)
    ]
    parts = [
        _hatching(hatch),
        heading(title, width),
        *nothing(points, 100, labels),
        *_axis(left, middle, most, width, labels),
        *bars,
        *_months(months, left, step, middle, width),
    ]
    said = labels.table["picture"]["series_said"].format(
        n=len(months),
        cooperation=labels.number(sum(p.cooperation for p in months)),
        conflict=labels.number(sum(p.conflict for p in months)),
    )
    return Picture(
        sheet("series", title, said, parts, width, middle + HALF + 42, width), _table(points, title, labels)
    )


def _table(points: Sequence[Point], title: str, labels: Labels) -> Table:
    head = tuple(labels.word("picture", key) for key in ("month", "cooperation", "conflict", "stories"))
    rows = tuple(
        (p.month, labels.number(p.cooperation), labels.number(p.conflict), labels.number(len(p.stories)))
        for p in points
    )
    return Table(title, head, rows)


def _filled(points: Sequence[Point]) -> list[Point]:
    """The months without a gap: one in which nothing happened is part of how they stand."""
    by_month = {p.month: p for p in points}
    found: list[Point] = []
    for month in sorted(by_month):
        while found and (following := _after(found[-1].month)) < month:
            found.append(Point(month=following, cooperation=0.0, conflict=0.0, stories=()))
        found.append(by_month[month])
    return found


def _after(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _hatching(name: str) -> Markup:
    stroke = element("path", d="M0 0 V6", class_="hatch")
    pattern = element(
        "pattern",
        stroke,
        id=name,
        width=5,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


def _most(most: float, labels: Labels) -> str:
    return labels.number(round(most, 1))


def _axis(left: float, middle: float, most: float, width: float, labels: Labels) -> list[Markup]:
    return [
        line(f"M{left:g} {middle:g} H{width - 2:g}", "axis"),
        words(labels.word("picture", "cooperation"), 1, TOP - 10, "soft small"),
        words(labels.word("picture", "conflict"), 1, middle + HALF + 15, "soft small"),
        words(f"+{_most(most, labels)}", left - 5, middle - HALF + 7, "soft small end"),
        words("0", left - 5, middle + 4, "soft small end"),
        words(f"−{_most(most, labels)}", left - 5, middle + HALF, "soft small end"),
        line(f"M{left:g} {middle - HALF:g} H{width - 2:g}", "grid"),
        line(f"M{left:g} {middle + HALF:g} H{width - 2:g}", "grid"),
    ]


def _bars(
    point: Point, x: float, wide: float, step: float, middle: float, most: float, hatch: str, labels: Labels
) -> Iterator[Markup]:
    left = x + (step - wide) / 2
    said = labels.table["picture"]["point"].format(
        month=point.month,
        cooperation=labels.number(point.cooperation),
        conflict=labels.number(point.conflict),
        n=len(point.stories),
    )
    if point.cooperation > 0:
        up = HALF * point.cooperation / most
        yield box(left, middle - up, wide, up, "up", said)
    if point.conflict < 0:
        down = HALF * -point.conflict / most
        rect = {"x": round(left, 1), "y": middle, "width": round(wide, 1), "height": round(down, 1)}
        yield element("rect", element("title", said), **rect, fill=f"url(#{hatch})", class_="down")


def _months(months: Sequence[Point], left: float, step: float, middle: float, width: float) -> list[Markup]:
    """The names of as many months as have room for theirs."""
    every = max(1, -int(-52 // step)) if months else 1
    y = middle + HALF + 30
    return [
        words(p.month, left + (i + 0.5) * step, y, "small middle", size=SMALL)
        for i, p in enumerate(months)
        if i % every == 0 and 22 < left + (i + 0.5) * step < width - 24
    ]


def series_lines(points: Sequence[Point]) -> Iterator[str]:
    """The same in letters: a line a month."""
    most = max([1.0, *(max(p.cooperation, -p.conflict) for p in points)])
    for point in points:
        up, down = (round(20 * value / most) for value in (point.cooperation, -point.conflict))
        bars = f"{'-' * down:>20}|{'+' * up:<20}"
        yield f"{point.month}  {bars}  {point.cooperation:+6.1f} {point.conflict:+6.1f}  {len(point.stories)}"
