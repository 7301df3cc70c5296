"""The chain of sources as a picture: reader ← publisher ← … ← innermost source.

Takes the links of a chain as `Stop`s; gives SVG. Drawn twice, lying and upright, because a page has narrow screens too. A
link carried over from another sentence is dashed; one that the text holds at a distance is crossed by two strokes.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.views.markup import Markup, element
from lagebild.views.pictures.letters import text_width, wrapped

LETTERS_A_LINE = 19
CUE_LETTERS = 15
LINE = 16.0
PAD = 9.0
LINK_HEIGHT = 40.0


@dataclass(frozen=True)
class Stop:
    """One box of the chain, and the line that leads to it from the box before: the cue over it, what is special under it."""

    name: str
    note: str = ""
    cue: str = ""
    special: str = ""
    inferred: bool = False
    distancing: bool = False


@dataclass(frozen=True)
class _Box:
    x: float
    y: float
    width: float
    height: float
    stop: Stop

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


def chain_lying(stops: Sequence[Stop], title: str) -> Markup:
    """The chain from left to right."""
    height = max(map(_height_needed, stops))
    boxes: list[_Box] = []
    x = 1.0
    for stop in stops:
        x += _link_width(stop) if boxes else 0
        boxes.append(_Box(x, 1 + (height - _box_height(stop)) / 2, _box_width(stop), _box_height(stop), stop))
        x += _box_width(stop)
    links = (_lying_link(left, right) for left, right in itertools.pairwise(boxes))
    return _picture([*map(_drawn, boxes), *links], x + 1, height + 2, "lying", title)


def _height_needed(stop: Stop) -> float:
    over = 13 * len(wrapped(stop.cue, CUE_LETTERS)) + 12
    return max(_box_height(stop), LINK_HEIGHT, 2 * over)


def chain_upright(stops: Sequence[Stop], title: str) -> Markup:
    """The chain from top to bottom."""
    width = max(map(_box_width, stops))
    boxes: list[_Box] = []
    y = 1.0
    for stop in stops:
        y += _link_height(stop) if boxes else 0
        boxes.append(_Box(1, y, width, _box_height(stop), stop))
        y += _box_height(stop)
    links = (_upright_link(upper, lower) for upper, lower in itertools.pairwise(boxes))
    return _picture([*map(_drawn, boxes), *links], max(width + 2, 220), y + 1, "upright", title)


def _picture(parts: Sequence[Markup], width: float, height: float, kind: str, title: str) -> Markup:
    box = f"0 0 {width:g} {height:g}"
    return element(
        "svg", element("title", title), *parts,
        class_=f"chain {kind}", viewBox=box, width=width, height=height, role="img", aria_label=title,
    )  # fmt: skip


# ------------------------------------------------------------------ boxes


def _drawn(box: _Box) -> Markup:
    middle, _ = box.middle
    frame = element("rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=6.0, class_="box")
    names = _lines(box.stop.name, middle, box.y + PAD + 11, LETTERS_A_LINE, "name")
    note = [_text(box.stop.note, middle, box.y + box.height - PAD - 1, "note")] if box.stop.note else []
    return element("g", frame, *names, *note)


def _box_height(stop: Stop) -> float:
    lines = len(wrapped(stop.name, LETTERS_A_LINE)) + bool(stop.note)
    return lines * LINE + 2 * PAD - 2


def _box_width(stop: Stop) -> float:
    names = (text_width(line, 13) for line in wrapped(stop.name, LETTERS_A_LINE))
    return round(max([*names, text_width(stop.note, 11), 40]) + 2 * PAD + 4)


# ------------------------------------------------------------------ links


def _link_width(stop: Stop) -> float:
    words = [*wrapped(stop.cue, CUE_LETTERS), stop.special]
    return round(max([text_width(word, 11) for word in words] + [22]) + 26)


def _link_height(stop: Stop) -> float:
    return LINK_HEIGHT if stop.cue or stop.special else 26.0


def _lying_link(left: _Box, right: _Box) -> Markup:
    start, end, y = left.x + left.width, right.x, left.middle[1]
    middle = (start + end) / 2
    cue = wrapped(right.stop.cue, CUE_LETTERS)
    lift = 10 if right.stop.distancing else 6
    over = [_text(line, middle, y - lift - 13 * (len(cue) - 1 - i), "cue") for i, line in enumerate(cue)]
    under = [_text(right.stop.special, middle, y + lift + 11, "special")] if right.stop.special else []
    arrow = _line(f"M{end:g} {y:g} H{start + 5:g}", right.stop)
    head = element(
        "path", d=f"M{start + 9:g} {y - 4:g} L{start + 3:g} {y:g} L{start + 9:g} {y + 4:g}", class_="head"
    )
    strokes = [_strokes(middle, y)] if right.stop.distancing else []
    return element("g", arrow, head, *strokes, *over, *under)


def _upright_link(upper: _Box, lower: _Box) -> Markup:
    x, start, end = 22.0, upper.y + upper.height, lower.y
    middle = (start + end) / 2
    words = [word for word in (lower.stop.cue, lower.stop.special) if word]
    first = middle + 4 - 7 * (len(words) - 1)
    beside = [
        _text(word, x + 16, first + 14 * i, "cue start" if word == lower.stop.cue else "special start")
        for i, word in enumerate(words)
    ]
    arrow = _line(f"M{x:g} {end:g} V{start + 5:g}", lower.stop)
    head = element(
        "path", d=f"M{x - 4:g} {start + 9:g} L{x:g} {start + 3:g} L{x + 4:g} {start + 9:g}", class_="head"
    )
    strokes = [_strokes(x, middle)] if lower.stop.distancing else []
    return element("g", arrow, head, *strokes, *beside)


def _line(path: str, stop: Stop) -> Markup:
    return element("path", d=path, class_="link inferred" if stop.inferred else "link")


def _strokes(x: float, y: float) -> Markup:
    return element("path", d=f"M{x - 5:g} {y + 6:g} l4 -12 M{x + 1:g} {y + 6:g} l4 -12", class_="distance")


def sample_line(stop: Stop) -> Markup:
    """A link alone, for the legend."""
    strokes = [_strokes(26, 8)] if stop.distancing else []
    head = element("path", d="M9 4 L3 8 L9 12", class_="head")
    parts = [_line("M50 8 H5", stop), head, *strokes]
    return element(
        "svg", *parts, class_="chain sample", viewBox="0 0 52 16", width=52, height=16, aria_hidden="true"
    )


# ------------------------------------------------------------------ letters


def _lines(words: str, x: float, y: float, letters: int, kind: str) -> Iterator[Markup]:
    for i, line in enumerate(wrapped(words, letters)):
        yield _text(line, x, y + i * LINE, kind)


def _text(words: str, x: float, y: float, kind: str) -> Markup:
    return element("text", words, x=x, y=y, class_=kind)
