"""Which source claims, denies or confirms which story: a row a story, a column a source.

Takes cells; gives a picture. Columns stand by how much their sources say; on a narrow sheet the story's name stands over its row.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    MOST,
    SIGNS,
    SIZE,
    SMALL,
    WIDE,
    Picture,
    Sign,
    Table,
    box,
    heading,
    legend,
    line,
    more,
    nothing,
    sheet,
    sign,
    words,
)
from lagebild.views.pictures.letters import cut, text_width

CELL, SLANT = 25.0, 112.0
ORDER: tuple[Sign, ...] = (
    "denies",
    "confirms",
    "claims",
    "hearsay",
)  # of two things that one source says, the one shown


@dataclass(frozen=True)
class Cell:
    """A source stands so to a story; `how` says it in words."""

    story: str
    source: str
    sign: Sign
    how: str = ""


def matrix_picture(cells: Sequence[Cell], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture; stories in the order in which they come. Sources that there is no room for share the last column."""
    stories = list(dict.fromkeys(c.story for c in cells))
    over = width < WIDE
    left = 4.0 if over else min(width * 0.5, max([text_width(s, SIZE) for s in stories] + [60.0]) + 14)
    there = [kind for kind in SIGNS if any(c.sign == kind for c in cells)]
    keys, deep = legend(42, width, labels, there)
    columns, shown = _columns(cells, max(2, int((width - left - SLANT * 0.62) / CELL)), labels)
    rows = stories[:MOST]
    top = 34 + deep + min(SLANT, max([text_width(s, SMALL) for s in columns] + [0.0]) * 0.72 + 14)
    drawn, bottom = _drawn(shown, rows, columns, left, top, over, width)
    left_out = len(stories) - len(rows)
    parts = [
        heading(title, width),
        *nothing(cells, 44, labels),
        *keys,
        *_heads(columns, left, top),
        *drawn,
        *more(left_out, 4, bottom + 16, labels),
    ]
    said = labels.table["picture"]["matrix_said"].format(
        stories=len(stories), sources=len({c.source for c in cells})
    )
    height = bottom + (24 if left_out else 6)
    return Picture(sheet("matrix", title, said, parts, width, height, width), _table(cells, title, labels))


def _columns(
    cells: Sequence[Cell], fitting: int, labels: Labels
) -> tuple[list[str], dict[tuple[str, str], list[Cell]]]:
    """The sources that have a column, and what stands in which: no story loses who says so."""
    counted = Counter(source for source, _ in dict.fromkeys((c.source, c.story) for c in cells))
    sources = sorted(counted, key=lambda name: (-counted[name], name))
    columns = sources if len(sources) <= fitting else sources[: fitting - 1]
    others = labels.table["picture"]["others"].format(n=len(sources) - len(columns))
    shown: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        shown.setdefault((cell.story, cell.source if cell.source in columns else others), []).append(cell)
    return (columns if len(columns) == len(sources) else [*columns, others]), shown


def _table(cells: Sequence[Cell], title: str, labels: Labels) -> Table:
    head = tuple(labels.word("picture", key) for key in ("story", "source", "stance", "note"))
    rows = tuple((c.story, c.source, labels.word("picture_sign", c.sign), c.how) for c in cells)
    return Table(title, head, rows)


def _heads(columns: Sequence[str], left: float, top: float) -> list[Markup]:
    """The sources over their columns, slanting."""
    parts = []
    for i, name in enumerate(columns):
        x, y = left + (i + 0.5) * CELL, top - 6
        short = cut(name, SLANT / 0.72 - 14, SMALL)
        title = element("title", name) if short != name else None
        parts.append(
            element("text", title, short, x=x, y=y, class_="small", transform=f"rotate(-46 {x:g} {y:g})")
        )
    return parts


def _drawn(
    shown: dict[tuple[str, str], list[Cell]],
    rows: Sequence[str],
    columns: Sequence[str],
    left: float,
    top: float,
    over: bool,
    width: float,
) -> tuple[list[Markup], float]:
    """The rows; with `over` their names stand over them. And where they end."""
    high = CELL + 18 if over else CELL
    bottom = top + len(rows) * high
    right = left + len(columns) * CELL
    parts = [box(0, top + j * high, width if over else right, high, "band") for j in range(0, len(rows), 2)]
    if not over:
        parts += [line(f"M{left + i * CELL:g} {top:g} V{bottom:g}", "grid") for i in range(len(columns) + 1)]
    for j, story in enumerate(rows):
        y = top + j * high
        room, size = (width - 8, SMALL) if over else (left - 12, SIZE)
        parts.append(words(story, 4, y + (14 if over else 17), "small" if over else "", room=room, size=size))
        middle = y + high - CELL / 2
        own = ((i, shown.get((story, source))) for i, source in enumerate(columns))
        parts += [_cell(found, left + (i + 0.5) * CELL, middle) for i, found in own if found]
    return parts, bottom


def _cell(own: Sequence[Cell], x: float, y: float) -> Markup:
    shown = min((c.sign for c in own), key=ORDER.index)
    how = "; ".join(dict.fromkeys(f"{c.source}: {c.how}" for c in own))
    return sign(shown, x, y, how)
