"""A reading as a picture on the terminal.

Takes a Reading and Labels; prints a head and one block for each claim, in the order of the text: how sure, what, who to
whom, how many, where, when, who says so, who denies it, and the sentence with its trigger.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len, set_cell_size
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.model import Claim, Event, Reading
from lagebild.views import wording
from lagebild.views.labels import Labels
from lagebild.views.marks import Piece, numbered_claims, quote_of
from lagebild.views.plain import fit, one_line
from lagebild.views.shapes import SIGNS
from lagebild.views.tally import GROUPS, STANDINGS, tally_of

ACCENT = "bright_blue"
WIDEST = 110


def show(reading: Reading, console: Console, labels: Labels) -> None:
    """Print the picture of one reading."""
    width = min(console.width, WIDEST)
    console.print(picture(reading, labels, styled=console.is_terminal), width=width, highlight=False)


def picture(reading: Reading, labels: Labels, *, styled: bool = True) -> RenderableType:
    """Head, claims, and what the text rests on. Without styles, brackets mark the trigger."""
    blocks = [_block(reading, number, claim, labels, styled) for number, claim in numbered_claims(reading)]
    body: list[RenderableType] = (
        [*blocks, _tally(reading, labels)] if blocks else [Text(_nothing(reading, labels), style="dim")]
    )
    return Group(_head(reading, labels), *body, Text())


def _nothing(reading: Reading, labels: Labels) -> str:
    unread = wording.unread_reason(reading, labels)
    return labels.text("not_read", reason=unread) if unread else labels.word("words", "no_claims")


def _head(reading: Reading, labels: Labels) -> RenderableType:
    document = reading.document
    about = wording.origin_of(document, labels)
    if document.credits:
        about.append(f"{labels.word('words', 'credits')}: {', '.join(map(one_line, document.credits))}")
    return Group(
        Rule(style="dim"),
        Text(wording.title_of(document, labels), style="bold"),
        Text(" · ".join(about), style="dim"),
        Text(),
    )


# ------------------------------------------------------------------ one claim


def _block(reading: Reading, number: int, claim: Claim, labels: Labels, styled: bool) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=len(str(len(reading.claims))), no_wrap=True)
    grid.add_column(ratio=1)
    inside = Group(
        _headline(claim, labels),
        *_sides(claim, labels),
        _facts(claim, labels),
        _quote(reading, claim, labels, styled),
    )
    grid.add_row(Text(str(number), style="dim"), inside)
    return Padding(grid, (0, 0, 1, 0))


def _headline(claim: Claim, labels: Labels) -> Text:
    line = chip(claim, labels)
    line.append("  ")
    prefix = "" if claim.event else f"{labels.word('words', 'statement')}: "
    line.append(prefix + " · ".join(wording.kind_of(claim, labels)), style="bold")
    return line.append(f"  {wording.code_of(claim)}", style="dim")


def chip(claim: Claim, labels: Labels) -> Text:
    """Sign and word of the certainty, and what the word leaves unsaid."""
    word = f"{SIGNS[claim.certainty]} {labels.word('certainty', claim.certainty)}"
    notes = wording.grade_notes(claim, labels)
    return Text.assemble((word, f"bold {ACCENT}"), (f" ({', '.join(notes)})" if notes else "", ACCENT))


def _sides(claim: Claim, labels: Labels) -> list[Text]:
    line = wording.who_to_whom(claim, labels)
    return [Text(line)] if line else []


def _facts(claim: Claim, labels: Labels) -> Table:
    facts = list(_fact_lines(claim, labels))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    for name, value in facts:
        grid.add_row(Text(name), Text(value))
    return grid


def _fact_lines(claim: Claim, labels: Labels) -> Iterator[tuple[str, str]]:
    content = claim.content
    amounts = wording.amounts_of(claim, labels)
    if amounts:
        yield labels.word("words", "amount"), ", ".join(amounts)
    if content.place:
        yield labels.word("words", "where"), wording.place_of(content.place, labels)
    if content.period:
        yield labels.word("words", "when"), wording.period_of(content.period, labels)
    if not isinstance(content, Event) and content.condition:
        yield labels.word("words", "condition"), wording.clause_of(content.condition)
    yield labels.word("words", "per"), wording.source_line(claim, labels)
    yield from wording.stances_of(claim, labels)


def _quote(reading: Reading, claim: Claim, labels: Labels, styled: bool) -> Text:
    opening, closing = labels.quote("\n").split("\n")
    words = [_quoted(piece, styled) for piece in quote_of(reading, claim)]
    return Text.assemble((opening, "dim"), *words, (closing, "dim"))


def _quoted(piece: Piece, styled: bool) -> tuple[str, str]:
    words = " ".join(fit(piece.text).split("\n")).replace("\r", "")
    if not piece.marks:
        return words, "dim"
    return (words, f"bold underline {ACCENT}") if styled else (f"[{words}]", "")


# ------------------------------------------------------------------ what the text rests on


def _tally(reading: Reading, labels: Labels) -> Text:
    tally = tally_of(reading)
    standings = [
        f"{labels.word('standing', key)} {tally.standings[key]}" for key in STANDINGS if tally.standings[key]
    ]
    groups = [
        labels.count(group, len(tally.sources_of(group))) for group in GROUPS if tally.sources_of(group)
    ]
    lines: Sequence[str] = (
        _counted(labels.count("claims", tally.claims), standings),
        _counted(labels.count("sources", len(tally.sources)), groups),
    )
    return Text("\n".join(lines), style="dim")


def _counted(whole: str, parts: Sequence[str]) -> str:
    return f"{whole}: {', '.join(parts)}" if parts else whole


# ------------------------------------------------------------------ explanations


def console_for(stream: TextIO) -> Console:
    """A console for standard output. NO_COLOR, TERM and the width of the window are rich's to ask for."""
    return Console(file=stream, highlight=False, soft_wrap=False)


def show_explanation(stations: Iterable[tuple[str, Sequence[str]]], console: Console, labels: Labels) -> None:
    """Print every station with its lines, long lines whole."""
    for name, lines in stations:
        console.print(Text(labels.word("station", name), style=f"bold {ACCENT}"))
        for line in _in_columns([fit(line).replace("\n", " ") for line in lines]):
            console.print(Text(f"  {line}"), soft_wrap=True)
        console.print()


def _in_columns(lines: Sequence[str]) -> Sequence[str]:
    """Lines of the same number of parts, parted by two spaces, under each other."""
    rows = [line.split("  ") for line in lines]
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 3:
        return lines
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(set_cell_size, row, widths)).rstrip() for row in rows]
