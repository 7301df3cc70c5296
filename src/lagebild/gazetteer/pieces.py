"""The pieces of words: what hyphens, slashes and clitics join.

Takes the forms of a sentence's tokens; gives their pieces, so that `US-Regierung`, `Ukraine-Krieg` and `Iran - backed`
are read alike, however a treebank cuts its tokens.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK

JOINT = re.compile(r"([-\u2010\u2011\u2013/])")
# Letters that Unicode does not take apart into a letter and a mark.
PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ø": "o", "Ø": "O", "æ": "ae", "ß": "ss"}
)


class Pieces(NamedTuple):
    """Pieces of a sentence in their order, and the token that each belongs to."""

    texts: list[str]
    tokens: list[int]

    def ends_token(self, at: int) -> bool:
        """Whether the piece is the last of its token."""
        return at + 1 == len(self.texts) or self.tokens[at + 1] != self.tokens[at]

    def starts_token(self, at: int) -> bool:
        """Whether the piece is the first of its token."""
        return at == 0 or self.tokens[at - 1] != self.tokens[at]


def pieces_of(forms: Sequence[str], clitics: tuple[str, ...]) -> Pieces:
    """The pieces of all tokens; joints are pieces of their own, as `-` or `/`."""
    texts: list[str] = []
    tokens: list[int] = []
    for i, form in enumerate(forms):
        if form.isalpha():  # most are, and have no joint
            texts.append(form)
            tokens.append(i)
            continue
        parts = split(form, clitics)
        texts += parts
        tokens += [i] * len(parts)
    return Pieces(texts, tokens)


@lru_cache(maxsize=QUICK)
def split(form: str, clitics: tuple[str, ...]) -> tuple[str, ...]:
    """One form cut at its joints and before its clitic; a dash that stands alone stays what it is."""
    form = form.replace("\u2019", "'") if len(form) > 1 else form
    for clitic in clitics:
        if form.endswith(clitic) and len(form) > len(clitic):
            return (*split(form[: -len(clitic)], clitics), clitic)
    if len(form) < 2 or not JOINT.search(form):
        return (form,)
    return tuple("/" if part == "/" else JOINT.sub("-", part) for part in JOINT.split(form) if part)


def folded(text: str) -> str:
    """The text without marks over and through its letters: Erdoğan, Erdogan."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(PLAIN))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
