"""The article with every claim's trigger, source, cue and quantity highlighted in place.

Takes a Reading; gives its text as paragraphs. Whatever is highlighted, the paragraphs hold the text character for
character: numbers beside triggers are drawn by the style sheet and stand in no text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from lagebild.model import Reading, Sentence
from lagebild.views.labels import Labels
from lagebild.views.marks import Mark, MarkKind, Piece, lines_of, marks_of, pieces
from lagebild.views.markup import Markup, element, join, text

Stretch = TypeVar("Stretch", Mark, Sentence)
HIGHLIGHTS: tuple[MarkKind, ...] = ("source", "cue", "quantity")


def article(reading: Reading, place: str, labels: Labels) -> Markup:
    """The text of a document; `place` is what the ids of its claims begin with."""
    document = reading.document
    lines = [span for span in lines_of(document.text) if document.text[slice(*span)].strip()]
    marks = _by_line(marks_of(reading), lines)
    headings = _by_line((sentence for sentence in reading.sentences if sentence.heading), lines)
    paragraphs = (
        _paragraph(document.text, span, marks[i], bool(headings[i]), place, labels)
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


def _paragraph(
    whole: str, line: tuple[int, int], marks: Sequence[Mark], heading: bool, place: str, labels: Labels
) -> Markup:
    parts = (_piece(piece, place, labels) for piece in pieces(whole, marks, *line))
    return element("p", *parts, class_="heading" if heading else None)


def _piece(piece: Piece, place: str, labels: Labels) -> Markup:
    kinds = [kind for kind in HIGHLIGHTS if piece.has(kind)]
    shown = text(piece.text)
    for kind in kinds:
        shown = element("span", shown, class_=kind)
    triggers = [mark for mark in piece.marks if mark.kind == "trigger"]
    return _linked(shown, piece, triggers, place, labels) if triggers else shown


def _linked(shown: Markup, piece: Piece, triggers: Sequence[Mark], place: str, labels: Labels) -> Markup:
    """The trigger as a link to its card, numbered where it ends; a second that ends there has its number alone for a link."""
    ending = [mark for mark in triggers if mark.end == piece.end]
    first, *others = ending or triggers[:1]
    link = element(
        "a", shown, class_="trigger", href=f"#{place}-c{first.claim}",
        id=f"{place}-t{first.claim}" if ending else None, data_n=first.claim if ending else None,
    )  # fmt: skip
    return join([link, *(_number(mark, place, labels) for mark in others)])


def _number(mark: Mark, place: str, labels: Labels) -> Markup:
    claim = f"{place}-c{mark.claim}"
    name = labels.text("claim", n=mark.claim)
    return element(
        "a",
        "",
        class_="trigger more",
        href=f"#{claim}",
        id=f"{place}-t{mark.claim}",
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
