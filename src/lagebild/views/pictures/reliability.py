"""The reliability diagram: what was said against what happened.

Takes the bins of a track record; gives a picture. On the diagonal, what was given 30 % happened in 30 % of cases; the area of a dot
is the number of forecasts in it.
"""

from collections.abc import Sequence
from math import sqrt

from lagebild.outlook.reactions.scores import Bin
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import NARROW, Picture, Table, heading, line, sheet, words

LEFT, TOP, LARGEST = 46.0, 36.0, 13.0


def reliability_picture(bins: Sequence[Bin], labels: Labels, width: float = NARROW) -> Picture:
    """The picture; every dot says its numbers when it is pointed at."""
    side = min(width, 420.0) - LEFT - 16
    most = max((each["n"] for each in bins), default=1)
    title = labels.word("outlook", "reliability")
    dots = [_dot(each, most, side, labels) for each in bins]
    diagonal = line(f"M{LEFT:g} {TOP + side:g} L{LEFT + side:g} {TOP:g}", "dotted")
    said = labels.table["picture"]["reliability_said"].format(
        n=labels.number(sum(each["n"] for each in bins))
    )
    parts = [heading(title, width), *_grid(side, labels), diagonal, *dots]
    return Picture(
        sheet("reliability", title, said, parts, LEFT + side + 16, TOP + side + 42, NARROW),
        _table(bins, title, labels),
    )


def _table(bins: Sequence[Bin], title: str, labels: Labels) -> Table:
    head = (
        labels.word("outlook", "said"),
        labels.word("outlook", "happened"),
        labels.word("picture", "forecasts"),
    )
    rows = tuple(
        (f"{each['said']:.0%}", f"{each['happened']:.0%}", labels.number(each["n"])) for each in bins
    )
    return Table(title, head, rows)


def _grid(side: float, labels: Labels) -> list[Markup]:
    """Lines at every fifth, with their percentages, and the names of the axes."""
    parts: list[Markup] = []
    for fifth in range(6):
        step = side * fifth / 5
        x, y = LEFT + step, TOP + side - step
        parts += [line(f"M{x:g} {TOP:g} v{side:g}", "grid"), line(f"M{LEFT:g} {y:g} h{side:g}", "grid")]
        parts += [
            words(f"{fifth * 20} %", x, TOP + side + 16, "soft small middle"),
            words(f"{fifth * 20} %", LEFT - 5, y + 4, "soft small end"),
        ]
    happened = element(
        "text", labels.word("outlook", "happened"), x=10, y=TOP + side / 2, class_="small middle",
        transform=f"rotate(-90 10 {TOP + side / 2:g})",
    )  # fmt: skip
    return [
        *parts,
        words(labels.word("outlook", "said"), LEFT + side / 2, TOP + side + 34, "small middle"),
        happened,
    ]


def _dot(each: Bin, most: int, side: float, labels: Labels) -> Markup:
    told = f"{each['said']:.0%} {labels.word('outlook', 'said')}, {each['happened']:.0%} {labels.word('outlook', 'happened')}, n = {each['n']}"
    return element(
        "circle",
        element("title", told),
        cx=round(LEFT + each["said"] * side, 1),
        cy=round(TOP + side - each["happened"] * side, 1),
        r=round(max(2.5, LARGEST * sqrt(each["n"] / most)), 1),
        class_="spot",
    )
