"""The reliability diagram: what was said against what happened.

Takes the bins of a track record; gives SVG. On the diagonal, what was given 30 % happened in 30 % of cases; the area of a dot
is the number of forecasts in it.
"""

from collections.abc import Sequence
from math import sqrt

from lagebild.outlook.reactions.scores import Bin
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element

SIDE, MARGIN, LARGEST = 300.0, 44.0, 14.0


def reliability_diagram(bins: Sequence[Bin], labels: Labels) -> Markup:
    """The picture; every dot says its numbers when it is pointed at."""
    most = max((each["n"] for each in bins), default=1)
    size = SIDE + 2 * MARGIN
    parts = [
        *_grid(labels),
        element(
            "line",
            x1=_x(0), y1=_y(0), x2=_x(1), y2=_y(1),
            stroke="currentColor", stroke_dasharray="4 4", stroke_opacity=0.6,
        ),
        *(_dot(each, most, labels) for each in bins),
    ]  # fmt: skip
    title = labels.word("outlook", "reliability")
    return element(
        "svg",
        element("title", title),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size:g} {size:g}",
        role="img",
        aria_label=title,
        font_family="sans-serif",
        font_size="12",
        fill="currentColor",
    )


def _x(share: float) -> float:
    return MARGIN + share * SIDE


def _y(share: float) -> float:
    return MARGIN + (1 - share) * SIDE


def _grid(labels: Labels) -> list[Markup]:
    """Lines at every fifth, with their percentages, and the names of the axes."""
    parts = []
    for fifth in range(6):
        share = fifth / 5
        for ends in ((_x(share), _y(0), _x(share), _y(1)), (_x(0), _y(share), _x(1), _y(share))):
            x1, y1, x2, y2 = ends
            parts.append(
                element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_opacity=0.15)
            )
        parts.append(element("text", f"{share:.0%}", x=_x(share), y=_y(0) + 16, text_anchor="middle"))
        parts.append(element("text", f"{share:.0%}", x=_x(0) - 6, y=_y(share) + 4, text_anchor="end"))
    said, happened = labels.word("outlook", "said"), labels.word("outlook", "happened")
    parts.append(element("text", said, x=_x(1), y=_y(0) + 34, text_anchor="end"))
    parts.append(element("text", happened, x=_x(0), y=_y(1) - 14))
    return parts


def _dot(each: Bin, most: int, labels: Labels) -> Markup:
    words = f"{each['said']:.0%} {labels.word('outlook', 'said')}, {each['happened']:.0%} {labels.word('outlook', 'happened')}, n = {each['n']}"
    return element(
        "circle",
        element("title", words),
        cx=_x(each["said"]),
        cy=_y(each["happened"]),
        r=max(2.5, LARGEST * sqrt(each["n"] / most)),
        fill_opacity=0.7,
    )
