"""Text cut into sentences and words.

Takes a text and a language's `tokens.toml`; gives `Line`s of words with their offsets. Nothing is changed or dropped
but white space: `text[start:end]` is the word. Line breaks end a sentence. The rules are here, the words are data.
"""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeVar

import msgspec

from lagebild.sentences.cutting import Cutting
from lagebild.sentences.features import UNSEEN

# A parse is quadratic in the sentence's length; news sentences have fewer than 100 words.
LONGEST_SENTENCE = 160
# No word is as long. What strangers send may be, and much that is asked of a word looks at each of its parts: what is longer is cut.
LONGEST_WORD = 1_000
# Headings of the sample articles have 2 to 11 words.
LONGEST_HEADING = 14

_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Signs that are not seen: inside a word they are part of it; between
# words they are white space. Possessive, because a text may hold a hundred thousand of them.
_UNSEEN = "".join(map(chr, UNSEEN))
_INSIDE = rf"(?:[{_UNSEEN}]++(?=[^\W_]))?+"
_LETTER = rf"[^\W\d_][\u0300-\u036f]*{_INSIDE}"
_HYPHEN = r"[-\u2010\u2011]"
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d{1,4}[A-Z]{0,2}s?")
_JOINT = re.compile(f"({_HYPHEN})")
_PIECE = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"„“”»«]+[^\s<>"„“”»«.,;:!?)\]'’]   # address
    | [\w.+-]{{1,64}}@[\w-]+(?:\.[\w-]+)+                           # mail
    | [@\#]\w+
    | \d+(?:[.,:/]\d+)*(?:{_HYPHEN}?{_LETTER}(?:{_LETTER}|\d|{_HYPHEN}{_INSIDE}(?=\w))*{_HYPHEN}?)?  # 12.000, 3:2, 20er, 15-jährige
    | {_LETTER}(?:{_LETTER}|\d|['’](?={_LETTER})|(?:{_HYPHEN}|&){_INSIDE}(?=\w)|/(?={_HYPHEN})|(?<=\b\w)\.(?=\w)|(?<=\b\w\w)\.(?=\w\b)|\.(?=[a-z]{{2,3}}\b)|_(?=\w))*
      (?:{_HYPHEN}(?![\w-]))?                                             # z.B, Ukraine-Krieg, Nord-
    | [:;]-?[)(](?!\w) | \.{{2,}} | -{{2,}} | '' | `` | [!?]{{2,}}
    | [\U0001f1e6-\U0001f1ff]{{2}}
    | [\u2600-\u27bf\U0001f300-\U0001faff](?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d[\u2600-\u27bf\U0001f300-\U0001faff])*
    | [^\s{_UNSEEN}][\u0300-\u036f\ufe0f]*
    """,
    re.VERBOSE,
)
_CHUNK = re.compile(rf"[^\s{_UNSEEN}](?:\S*[^\s{_UNSEEN}])?")
_END = re.compile(r"[.!?…]+$")
_CLOSING = "\"'”“’»«›‹)]"
_OPENING = "\"'„“‚‘»«›‹([–—-"
_APOSTROPHES = "'’"
# A word in front of a full stop and a small letter: an abbreviation we do not know if it is no longer than this.
LONGEST_ABBREVIATION = 5
# Shorter stretches beside a semicolon are items of a list.
LEAST_CLAUSE = 3
LEAST_ITEMS = 3
LEAST_HEADLINE = 4  # words: "Zwei Tote in Odessa"; names, dates and rubrics have fewer
_ENDING = frozenset(".!?…,;:")
_DASHES = frozenset("-–—")
_SOFT_BREAKS = (";", ":", "–", "—", "--", ",")
T = TypeVar("T")
Row = tuple[int, int, str]  # start, end, and whether it is a line, a lead-in or a part between lead-ins


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word and where it stands in the text."""

    form: str
    start: int
    end: int


class Line(msgspec.Struct, frozen=True):
    """The words of one sentence, or of a heading."""

    words: tuple[Word, ...]
    heading: bool = False


def lines_of(text: str, cutting: Cutting, *, start: int = 0) -> Iterator[Line]:
    """Sentences and headings of `text[start:]`, in order, found as they are asked for."""
    rows = (row for row in _leads(text, start, cutting) if text[row[0] : row[1]].strip())
    for row, next_row, listed in _with_neighbours(text, rows):
        follows = text[slice(*next_row[:2])].lstrip() if next_row else ""
        yield from _row_lines(text, row, follows, cutting, listed)


def _row_lines(text: str, row: Row, follows: str, cutting: Cutting, listed: bool) -> Iterator[Line]:
    begin, end, lead = row
    whole = (part for words in _sentences(text, begin, end, cutting) for part in _at_semicolons(words))
    items = (part for words in whole for part in _at_dashes(words, follows))
    parts = (part for words in items for part in _short(words))
    for i, (words, next_words) in enumerate(_with_next(parts)):
        alone = i == 0 and next_words is None
        over = lead == "line" and alone and not listed and _is_heading(words, follows)
        yield Line(tuple(words), over or lead == "lead-in")


def _with_neighbours(text: str, rows: Iterator[Row]) -> Iterator[tuple[Row, Row | None, bool]]:
    """Each row, the next, and whether it is one of three or more headlines in a row, over none of which a text stands."""
    ahead = deque[tuple[Row | None, bool]]()
    earlier = before = False
    for row in chain(rows, (None, None)):
        ahead.append((row, row is not None and _is_headline(text, row)))
        if len(ahead) > 2 and (this := ahead.popleft())[0] is not None:
            (next_row, after), (_, later) = ahead
            yield this[0], next_row, this[1] and ((before and (earlier or after)) or (after and later))
            earlier, before = before, this[1]


def _is_headline(text: str, row: Row) -> bool:
    """A line of several words without a mark at its end."""
    line = text[row[0] : row[1]].strip().rstrip(_CLOSING)
    return row[2] == "line" and line[-1:] not in _ENDING and len(line.split()) >= LEAST_HEADLINE


def _with_next(things: Iterator[T]) -> Iterator[tuple[T, T | None]]:
    thing = next(things, None)
    while thing is not None:
        next_thing = next(things, None)
        yield thing, next_thing
        thing = next_thing


def _rows(text: str, start: int) -> Iterator[tuple[int, int]]:
    for match in _LINE_BREAK.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _leads(text: str, start: int, cutting: Cutting) -> Iterator[Row]:
    """The rows: whole lines, or lead-ins ("+++ 16.20 Uhr:" in a live ticker; a heading each) and the parts between them."""
    for begin, end in _rows(text, start):
        kind = "line"
        for match in cutting.lead_ins.finditer(text, begin, end):
            kind = "part"
            yield begin, match.start(), kind
            yield match.start(), match.end(), "lead-in"
            begin = match.end()
        yield begin, end, kind


def _is_heading(words: Sequence[Word], follows: str) -> bool:
    """Short, without an end mark, and something follows that does not go on in the middle of a sentence."""
    if not follows or follows[0].islower() or len(words) > LONGEST_HEADING:
        return False
    marks = [word.form for word in words if word.form[-1] not in _CLOSING]
    return bool(marks) and not _END.search(marks[-1]) and marks[-1] not in (",", ";")


def _sentences(text: str, start: int, end: int, cutting: Cutting) -> Iterator[list[Word]]:
    """The sentences of one line."""
    words: list[Word] = []
    for chunk, next_chunk in _with_next(_CHUNK.finditer(text, start, end)):
        form = chunk.group()
        if form.isalpha() and len(form) <= LONGEST_WORD and _is_whole(form.lower(), cutting):  # most often
            words.append(Word(form, *chunk.span()))
            continue
        follows = next_chunk.group() if next_chunk else ""
        pieces, ended = _closed(text, _pieces(text, *chunk.span()), follows, cutting)
        words += [word for piece in pieces for word in _parts(piece, cutting)]
        if ended and words:
            yield words
            words = []
    if words:
        yield words


def _is_whole(low: str, cutting: Cutting) -> bool:
    """Whether a word of letters is one word: no fixed split, no clitic at its end."""
    return low not in cutting.splits and not low.endswith(cutting.clitics)


def _at_semicolons(words: list[Word]) -> Iterator[list[Word]]:
    """Main clauses parted by a semicolon are sentences of their own: neither reports nor grades the other."""
    start = 0
    for i, word in enumerate(words):
        if word.form == ";" and i - start >= LEAST_CLAUSE and len(words) - i - 1 > LEAST_CLAUSE:
            yield words[start : i + 1]
            start = i + 1
    yield words[start:]


def _at_dashes(words: list[Word], follows: str) -> Iterator[list[Word]]:
    """`Israel strikes Tyre - Hezbollah fires rockets - US urges restraint`: items of a ticker, three or more, without a mark at the end."""
    parted = [
        i + 1
        for i in range(1, len(words) - 1)
        if words[i].form in _DASHES
        and words[i - 1].end < words[i].start
        and words[i].end < words[i + 1].start
    ]
    items = list(pairwise((0, *parted, len(words))))
    short = any(
        end - start < LEAST_CLAUSE + (end < len(words)) for start, end in items
    )  # the dash is none of its words
    if len(items) < LEAST_ITEMS or short or _END.search(words[-1].form) or _is_heading(words, follows):
        items = [(0, len(words))]
    yield from (words[start:end] for start, end in items)


def _pieces(text: str, start: int, end: int) -> list[Word]:
    pieces = [Word(m.group(), m.start(), m.end()) for m in _PIECE.finditer(text, start, end)]
    if end - start <= LONGEST_WORD:  # as good as always
        return pieces
    return [part for piece in pieces for part in _cut(piece, _lengths(piece))]


def _lengths(word: Word) -> list[int]:
    """The parts of a word that is longer than any, in letters."""
    size = word.end - word.start
    return [min(LONGEST_WORD, size - done) for done in range(0, size, LONGEST_WORD)]


def _closed(text: str, pieces: list[Word], follows: str, cutting: Cutting) -> tuple[list[Word], bool]:
    """Join a full stop to its abbreviation or ordinal; say whether the sentence ends with this chunk."""
    last = len(pieces) - 1
    while last > 0 and pieces[last].form in _CLOSING:
        last -= 1
    mark = pieces[last].form
    if not _END.fullmatch(mark):
        return _with_stops(text, pieces, cutting), False
    begins = _begins(follows, cutting)
    if mark != "." or last == 0:
        return pieces, begins == "surely" or (
            begins == "maybe" and mark[-1] in ".!?" and mark not in ("...", "..")
        )
    before = pieces[last - 1]
    ended = _full_stop_ends(before.form, begins, closed=last < len(pieces) - 1, cutting=cutting)
    if _keeps_stop(before.form, follows, ended, closed=last < len(pieces) - 1, cutting=cutting):
        whole = Word(text[before.start : pieces[last].end], before.start, pieces[last].end)
        pieces = [*pieces[: last - 1], whole, *pieces[last + 1 :]]
    return pieces, ended


def _with_stops(text: str, pieces: list[Word], cutting: Cutting) -> list[Word]:
    """Inside a chunk, too, an abbreviation keeps its full stop: `z.B.,`."""
    found: list[Word] = []
    for piece in pieces:
        before = found[-1] if found else None
        stop = piece.form == "." and before and _abbreviation(before.form, cutting)
        possessive = before and piece.form in _APOSTROPHES and before.form[-1] in cutting.possessive_after
        if before and (stop or possessive):
            found[-1] = Word(text[before.start : piece.end], before.start, piece.end)
        else:
            found.append(piece)
    return found


def _begins(follows: str, cutting: Cutting) -> str:
    """Whether a sentence begins with this chunk: surely, maybe (it could), no."""
    if not follows:
        return "surely"
    bare = follows.lstrip(_OPENING)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or not bare[0].isalnum()):
        return "no" if bare else "maybe"
    word = re.match(r"\w*", bare)
    known = word is not None and word.group().lower() in cutting.starters
    return (
        "surely" if known or (bare != follows and bare[0].isupper() and follows[0] not in "-–—(") else "maybe"
    )


def _full_stop_ends(before: str, begins: str, *, closed: bool, cutting: Cutting) -> bool:
    kind = _abbreviation(before, cutting)
    if before in cutting.letter_names:  # "wrote on X. The army ...": a name, and nobody's initial
        return begins != "no"
    if kind == "never" or (begins == "no" and (closed or len(before) <= LONGEST_ABBREVIATION)):
        return False
    if kind == "maybe" or (cutting.ordinals and not closed and _may_be_ordinal(before)):
        return begins == "surely"
    return True


def _keeps_stop(before: str, follows: str, ended: bool, *, closed: bool, cutting: Cutting) -> bool:
    """Whether the full stop belongs to the word: abbreviations, ordinals, and unknown words in mid-sentence."""
    if _abbreviation(before, cutting):
        return not (ended and len(before) == 1)
    return not ended and not closed and bool(follows) and before[-1].isalnum()


def _abbreviation(form: str, cutting: Cutting) -> str:
    """`never`: its stop ends no sentence; `maybe`; or nothing."""
    low = f"{form.lower()}."
    if (
        low in cutting.abbreviations_at_end
        or (len(form) == 1 and form.isupper())
        or re.fullmatch(r"(?:\w\.)+\w", form)
    ):
        return "never" if low in cutting.abbreviations else "maybe"
    return "never" if low in cutting.abbreviations else ""


def _may_be_ordinal(form: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{1,2}\.)?\d{1,2}|[IVX]{1,5}", form))


def _parts(word: Word, cutting: Cutting) -> list[Word]:
    """The words inside a piece: clitics, fixed splits, hyphens."""
    low = word.form.lower().replace("’", "'")
    if low in cutting.splits:
        return _cut(word, cutting.splits[low])
    for clitic in cutting.clitics:
        if low.endswith(clitic) and len(low) > len(clitic):
            size = len(word.form) - len(clitic)
            return [
                *_parts(Word(word.form[:size], word.start, word.start + size), cutting),
                *_cut(word, [size, len(clitic)])[1:],
            ]
    if (
        cutting.hyphens == "split"
        and _JOINT.search(word.form, 1)
        and word.form[0].isalnum()
        and "@" not in word.form
        and "://" not in word.form
    ):
        return _at_hyphens(word, cutting)
    return [word]


def _at_hyphens(word: Word, cutting: Cutting) -> list[Word]:
    first, _, rest = _JOINT.split(word.form, 1)
    if rest in cutting.name_tails and first.istitle():
        return [word]
    if (first.lower() in cutting.joined_prefixes and rest) or re.fullmatch(rf"(?:\d|{_HYPHEN})+", word.form):
        return [word]
    if is_designation(word.form):
        return [word]
    return _cut(word, [len(part) for part in _JOINT.split(word.form) if part])


def is_designation(form: str) -> bool:
    """What an aircraft or a weapon is called: F-16, MiG-31, S-400."""
    return _DESIGNATION.fullmatch(form) is not None


def _cut(word: Word, lengths: Sequence[int]) -> list[Word]:
    found, start = [], word.start
    for length in lengths:
        offset = start - word.start
        found.append(Word(word.form[offset : offset + length], start, start + length))
        start += length
    return found


def _short(words: list[Word]) -> Iterator[list[Word]]:
    """Cut what is longer than any sentence, at the last soft mark if there is one in the second half."""
    start = 0
    while len(words) - start > LONGEST_SENTENCE:
        half = range(start + LONGEST_SENTENCE - 1, start + LONGEST_SENTENCE // 2, -1)
        last = next((i for mark in _SOFT_BREAKS for i in half if words[i].form == mark), half[0])
        yield words[start : last + 1]
        start = last + 1
    yield words[start:]
