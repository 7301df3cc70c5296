"""Signs that need no colour: one shape for each certainty, one filling for each standing, and the bar made of them.

Takes a certainty or a Tally; gives a character for the terminal, or SVG. A circle is said of what is, a triangle of what lies
ahead, a diamond of what may be, a cross of what is denied; the fuller the shape, the more the text commits itself.
"""

from collections.abc import Mapping

from lagebild.model import Certainty
from lagebild.views.markup import Markup, element
from lagebild.views.tally import STANDINGS, Standing

CERTAINTIES: tuple[Certainty, ...] = (
    "asserted",
    "reported",
    "alleged",
    "possible",
    "planned",
    "conditional",
    "denied",
)
SIGNS: Mapping[Certainty, str] = {
    "asserted": "●",
    "reported": "◐",
    "alleged": "○",
    "possible": "◇",
    "planned": "▶",
    "conditional": "▷",
    "denied": "✕",
}
_LINE = {"fill": "none", "stroke": "currentColor", "stroke_width": 1.6, "stroke_linejoin": "round"}
_TRIANGLE = "M4 2.5 L12.5 8 L4 13.5 Z"


def sign(certainty: Certainty) -> Markup:
    """The shape of a certainty, as large as a letter. The word beside it says the same: it is hidden from screen readers."""
    shape = _SHAPES[certainty]
    return element("svg", *shape, class_="sign", viewBox="0 0 16 16", width=12, height=12, aria_hidden="true")


_SHAPES: Mapping[Certainty, tuple[Markup, ...]] = {
    "asserted": (element("circle", cx=8, cy=8, r=6, fill="currentColor"),),
    "reported": (
        element("circle", cx=8, cy=8, r=5.6, **_LINE),
        element("path", d="M8 2.4 A5.6 5.6 0 0 0 8 13.6 Z", fill="currentColor"),
    ),
    "alleged": (element("circle", cx=8, cy=8, r=5.6, stroke_dasharray="2.4 2", **_LINE),),
    "possible": (element("path", d="M8 1.5 L14.5 8 L8 14.5 L1.5 8 Z", **_LINE),),
    "planned": (element("path", d=_TRIANGLE, fill="currentColor"),),
    "conditional": (element("path", d=_TRIANGLE, **_LINE),),
    "denied": (element("path", d="M3 3 L13 13 M13 3 L3 13", **{**_LINE, "stroke_width": 2.4}),),
}


def bar(counts: Mapping[Standing, int], title: str) -> Markup:
    """Where the claims come from, as one bar; each standing has its own filling, which `swatch` shows alone."""
    whole = sum(counts.values()) or 1
    width, parts, left = 600.0, [element("title", title)], 0.0
    for standing in STANDINGS:
        share = width * counts[standing] / whole
        parts.append(
            element(
                "rect",
                x=left,
                y=0.0,
                width=max(share - 2, 0.0),
                height=18.0,
                rx=2.0,
                class_=f"fill {standing}",
            )
        )
        left += share
    return element(
        "svg",
        *parts,
        class_="bar",
        viewBox="0 0 600 18",
        preserveAspectRatio="none",
        role="img",
        aria_label=title,
    )


def swatch(standing: Standing) -> Markup:
    """The filling of one standing."""
    square = element("rect", x=0.5, y=0.5, width=13.0, height=13.0, rx=2.0, class_=f"fill {standing}")
    return element(
        "svg", square, class_="swatch", viewBox="0 0 14 14", width=14, height=14, aria_hidden="true"
    )


def patterns() -> Markup:
    """The fillings that bar and swatches share; stands once in a page."""
    stripes = element("path", d="M0 6 L6 0 M-1 1 L1 -1 M5 7 L7 5", class_="ink")
    dots = element("circle", cx=2.5, cy=2.5, r=1.1, class_="dot")
    kinds = (("pattern-stripes", 6, stripes), ("pattern-dots", 5, dots))
    defs = element("defs", *(_pattern(name, size, shape) for name, size, shape in kinds))
    return element("svg", defs, class_="patterns", width=0, height=0, aria_hidden="true")


def _pattern(name: str, size: int, shape: Markup) -> Markup:
    ground = element("rect", width=size, height=size, class_="ground")
    return element("pattern", ground, shape, id=name, width=size, height=size, patternUnits="userSpaceOnUse")
