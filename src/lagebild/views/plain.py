"""Text made fit to be shown.

Takes text from a document, which may hold anything; gives text that cannot steer a terminal, hide parts of itself or turn
the line around. Every character that is replaced is replaced by one, so that offsets still cut.
"""

import re

# Controls (but tab and line ends), surrogates, the signs that override writing direction, and what UTF-8 or HTML forbids.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES = re.compile(r"\s+")
REPLACEMENT = "\ufffd"


def fit(text: str) -> str:
    """The text with one replacement sign for each character that must not be shown."""
    return _UNFIT.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """The text on one line."""
    return _SPACES.sub(" ", fit(text)).strip()


def claims(number: int) -> str:
    """`1 claim`, `3 claims`."""
    return f"{number} claim{'' if number == 1 else 's'}"


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words, with a sign that there was more."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    return f"{kept.rpartition(' ')[0] or kept} …"
