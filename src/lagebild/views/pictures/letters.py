"""How wide words are, and where they break: there is no font here to ask.

Takes words and a size; gives widths of a plain sans serif, rather too wide than too narrow, and words cut or broken to them.
"""

from functools import lru_cache
from textwrap import wrap

_NARROW = frozenset("fijlrtI.,:;'!|()[] -")
_WIDE = frozenset("mwMWQ@%…—")


def text_width(words: str, size: float) -> float:
    """About how wide a line of a plain sans serif is: there is no font here to ask, so rather too wide than too narrow."""
    return sum(map(_letter_width, words)) * size


def _letter_width(letter: str) -> float:
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE:
        return 0.9
    if ord(letter) > 0x2E7F:  # East Asian scripts and emoji fill a square
        return 1.05
    return 0.73 if letter.isupper() else 0.62


def cut(words: str, room: float, size: float = 13) -> str:
    """The words, or as many letters of them as there is room for, and a sign that there are more."""
    if text_width(words, size) <= room:
        return words
    wide = 0.0
    for i, letter in enumerate(words):
        wide += _letter_width(letter) * size
        if wide > room - size:
            return words[:i].rstrip() + "…"
    return words


@lru_cache(maxsize=4096)
def wrapped(words: str, letters: int) -> tuple[str, ...]:
    """The words in lines of so many letters."""
    return tuple(wrap(words, letters)) if words else ()


def broken(words: str, room: float, lines: int, size: float = 13) -> list[str]:
    """The words in at most so many lines of this width; the last is cut."""
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < lines - 1:
        n = 1
        while n < len(rest) and text_width(" ".join(rest[: n + 1]), size) <= room:
            n += 1
        found.append(cut(" ".join(rest[:n]), room, size))
        rest = rest[n:]
    return [*found, cut(" ".join(rest), room, size)] if rest else found
