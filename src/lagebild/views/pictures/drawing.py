"""What all pictures are made of: the sheet, letters on it, signs, and the table behind it.

Takes sizes, words and places; gives `Markup`. What stands where is said here in numbers, how it looks in `pictures.css`: no picture has a
colour of its own, so that page, paper and dark screen each give theirs. Every sign has a shape of its own beside its colour.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, table
from lagebild.views.pictures.letters import cut
from lagebild.views.plain import one_line

# A page that fills a screen, a page of text, and a screen of 390 pixels without its margins.
BROAD, WIDE, NARROW = 1040.0, 720.0, 350.0
IN_TEXT, ON_PAGE = (WIDE, NARROW), (WIDE, NARROW, BROAD)
SIZE, SMALL = 13.0, 11.0
MOST = 40  # rows of a picture; the table has all

Sign = Literal["claims", "hearsay", "denies", "confirms"]
SIGNS: tuple[Sign, ...] = ("claims", "hearsay", "denies", "confirms")


@dataclass(frozen=True)
class Table:
    """The same data as the picture, in rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def markup(self) -> Markup:
        """The table for a page."""
        return table(self.head, self.rows, aria_label=self.caption)


@dataclass(frozen=True)
class Picture:
    """A picture, and the table behind it."""

    svg: Markup
    table: Table

    @property
    def file(self) -> Markup:
        """The picture as a file of its own, with its looks in it."""
        body = element("style", Markup(style()))
        head, rest = self.svg.split(">", 1)
        alone = head.replace('class="drawn', 'class="drawn alone', 1)
        return Markup(f"{alone}>{body}{rest}\n")


@cache
def style() -> str:
    """How pictures look: CSS for a page that holds some."""
    return files(__package__).joinpath("pictures.css").read_text(encoding="utf-8")


def shown(draw: Callable[[float], Picture], labels: Labels, widths: tuple[float, ...] = IN_TEXT) -> Markup:
    """A picture on a page: drawn for each width of the page, one of which is seen, with the table behind it."""
    pictures = [draw(width) for width in widths]
    behind = element(
        "details",
        element("summary", labels.word("picture", "as_table")),
        pictures[0].table.markup,
        class_="behind",
    )
    kind = "picture for-broad" if BROAD in widths else "picture"
    return element("figure", *(picture.svg for picture in pictures), behind, class_=kind)


# ------------------------------------------------------------------ the sheet

_SIZES = ((NARROW, "narrow"), (WIDE, "wide"), (BROAD, "broad"))


def sheet(
    kind: str, title: str, said: str, parts: Iterable[Markup], width: float, height: float, room: float
) -> Markup:
    """The picture as a whole. `said` is what somebody who does not see it should hear; `room` is the width that was asked for."""
    size = min((abs(room - each), name) for each, name in _SIZES)[1]
    ground = element("rect", width=width, height=height, class_="ground")
    return element(
        "svg", element("title", title), element("desc", said), ground, *parts,
        xmlns="http://www.w3.org/2000/svg", class_=f"drawn {kind} {size}", viewBox=f"0 0 {width:g} {height:g}",
        width=width, height=height, role="img",
    )  # fmt: skip


def heading(title: str, width: float) -> Markup:
    """The title over a picture, at 20 from its top."""
    return words(title, 1, 18, "title", room=width - 2, size=15.5)  # 14.5, and bold


def words(
    text: str,
    x: float,
    y: float,
    kind: str = "",
    *,
    room: float | None = None,
    size: float = SIZE,
    full: str | None = None,
) -> Markup:
    """Words on the sheet, cut to the room there is; what was cut, or more (`full`), is told when they are pointed at."""
    line = one_line(text)
    short = cut(line, room, size) if room is not None else line
    told = full or (line if short != line else None)
    title = element("title", told) if told else None
    return element("text", title, short, x=round(x, 1), y=round(y, 1), class_=kind or None)


def line(path: str, kind: str) -> Markup:
    """A line along a path."""
    return element("path", d=path, class_=kind)


def box(x: float, y: float, width: float, height: float, kind: str, title: str | None = None) -> Markup:
    """A rectangle; with a title, it says it when it is pointed at."""
    inside = [element("title", title)] if title else []
    return element(
        "rect", *inside, x=round(x, 1), y=round(y, 1), width=round(width, 1), height=round(height, 1), class_=kind
    )  # fmt: skip


def more(left: int, x: float, y: float, labels: Labels) -> list[Markup]:
    """A line that says how many rows the picture leaves to its table."""
    text = labels.table["picture"]["more"].format(n=labels.number(left))
    return [words(text, x, y, "soft small")] if left > 0 else []


def nothing(rows: Sequence[object], y: float, labels: Labels) -> list[Markup]:
    """That there is nothing to draw, when there is not."""
    return [] if rows else [words(labels.word("picture", "nothing"), 1, y, "soft")]


def key_of(*parts: object) -> str:
    """A name for what is defined once in a picture, the same whenever the picture is."""
    return "p" + sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:10]


# ------------------------------------------------------------------ signs


def sign(kind: Sign, x: float, y: float, title: str = "") -> Markup:
    """A dot (claims), a ring (hearsay), a cross (denies), a ticked square (confirms)."""
    told = [element("title", title)] if title else []
    return element("g", *told, *_SIGNS[kind](round(x, 1), round(y, 1)), class_=f"sign {kind}")


def _dot(x: float, y: float) -> list[Markup]:
    return [element("circle", cx=x, cy=y, r=5.5)]


def _cross(x: float, y: float) -> list[Markup]:
    return [element("path", d=f"M{x - 5:g} {y - 5:g} l10 10 M{x - 5:g} {y + 5:g} l10 -10")]


def _tick(x: float, y: float) -> list[Markup]:
    square = element("rect", x=x - 6, y=y - 6, width=12.0, height=12.0, rx=2.0)
    return [square, element("path", d=f"M{x - 3.5:g} {y:g} l2.5 3 l4.5 -6", class_="tick")]


_SIGNS: dict[Sign, Callable[[float, float], list[Markup]]] = {
    "claims": _dot,
    "hearsay": _dot,
    "denies": _cross,
    "confirms": _tick,
}


def legend(
    y: float, width: float, labels: Labels, shown: Sequence[Sign] = SIGNS
) -> tuple[list[Markup], float]:
    """What the signs mean, in as many lines as it takes; and how high that is."""
    parts: list[Markup] = []
    x, top = 8.0, y
    for kind in shown:
        name = labels.word("picture_sign", kind)
        wide = 26 + len(name) * 6.6
        if x + wide > width and x > 8:
            x, y = 8.0, y + 20
        parts += [sign(kind, x, y - 4), words(name, x + 11, y, "soft small", size=SMALL)]
        x += wide
    return parts, y - top + 20
