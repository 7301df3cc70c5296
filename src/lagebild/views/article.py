"""The article with every claim's trigger, source, cue and quantity highlighted in place.

Takes a Reading; gives its text as paragraphs. Whatever is highlighted, the paragraphs hold the text character for
character: numbers beside triggers are drawn by the style sheet and stand in no text.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lagebild.model import Reading, Sentence
from lagebild.views.labels import Labels
from lagebild.views.marks import Mark, MarkKind, Piece, lines_of, marks_of, pieces
from lagebild.views.markup import Markup, element, join, text

Stretch = TypeVar("Stretch", Mark, Sentence)
HIGHLIGHTS: tuple[MarkKind, ...] = ("source", "cue", "quantity")


@dataclass(frozen=True)
class Shown:
    """How a text is shown: what the ids of its claims begin with, from where to where, and the page on which a claim has its card."""

    place: str
    start: int = 0
    end: int | None = None
    page: Callable[[int], str] = lambda claim: ""


def article(reading: Reading, shown: Shown, labels: Labels) -> Markup:
    """The text of a document, or a stretch of it."""
    document = reading.document
    end = len(document.text) if shown.end is None else shown.end
    lines = [
        (max(first, shown.start), min(last, end))
        for first, last in lines_of(document.text)
        if first < end and last > shown.start and document.text[first:last].strip()
    ]
    marks = _by_line(marks_of(reading, shown.start, end), lines)
    sentences = _by_line(reading.sentences, lines)
    paragraphs = (
        _paragraph(document.text, span, marks[i], _is_heading(sentences[i]), shown, labels)
        for i, span in enumerate(lines)
    )
    return element("div", *paragraphs, class_="article", lang=document.lang)


def _by_line(stretches: Iterable[Stretch], lines: Sequence[tuple[int, int]]) -> list[list[Stretch]]:
    """The stretches that lie on each line, those over several on each of them."""
    ends = [end for _, end in lines]
    found: list[list[Stretch]] = [[] for _ in lines]
    for stretch in stretches:
        i = bisect_right(ends, stretch.start)
        while i < len(lines) and lines[i][0] < stretch.end:
            found[i].append(stretch)
            i += 1
    return found


def _is_heading(sentences: Sequence[Sentence]) -> bool:
    """Whether a line is a heading: all of it, not the hour before what a ticker tells."""
    return bool(sentences) and all(sentence.heading for sentence in sentences)


def _paragraph(
    whole: str, line: tuple[int, int], marks: Sequence[Mark], heading: bool, shown: Shown, labels: Labels
) -> Markup:
    parts = (_piece(piece, shown, labels) for piece in pieces(whole, marks, *line))
    return element("p", *parts, class_="heading" if heading else None)


def _piece(piece: Piece, shown: Shown, labels: Labels) -> Markup:
    kinds = [kind for kind in HIGHLIGHTS if piece.has(kind)]
    words = text(piece.text)
    for kind in kinds:
        words = element("span", words, class_=kind)
    triggers = [mark for mark in piece.marks if mark.kind == "trigger"]
    return _linked(words, piece, triggers, shown, labels) if triggers else words


def _linked(words: Markup, piece: Piece, triggers: Sequence[Mark], shown: Shown, labels: Labels) -> Markup:
    """The trigger as a link to its card, numbered where it ends; a second that ends there has its number alone for a link."""
    ending = [mark for mark in triggers if mark.end == piece.end]
    first, *others = ending or triggers[:1]
    link = element(
        "a", words, class_="trigger", href=_card(first, shown),
        id=f"{shown.place}-t{first.claim}" if ending else None, data_n=first.claim if ending else None,
    )  # fmt: skip
    return join([link, *(_number(mark, shown, labels) for mark in others)])


def _card(mark: Mark, shown: Shown) -> str:
    return f"{shown.page(mark.claim)}#{shown.place}-c{mark.claim}"


def _number(mark: Mark, shown: Shown, labels: Labels) -> Markup:
    name = labels.text("claim", n=mark.claim)
    return element(
        "a",
        "",
        class_="trigger more",
        href=_card(mark, shown),
        id=f"{shown.place}-t{mark.claim}",
        data_n=mark.claim,
        aria_label=name,
    )


def quote(parts: Iterable[Piece], lang: str, labels: Labels) -> Markup:
    """A sentence with its trigger marked, in quotation marks."""
    inner = (element("mark", piece.text) if piece.marks else text(piece.text) for piece in parts)
    opening, closing = labels.quote("\n").split("\n")
    return element("blockquote", opening, element("span", *inner, lang=lang), closing, class_="quote")


def sample(kind: MarkKind, words: str) -> Markup:
    """A highlight alone, for the legend."""
    return element("span", words, class_=kind, data_n="1" if kind == "trigger" else None)
