"""What the words of a description mean: `interior ministry`, `Kammergericht`, `Polizeiangaben`.

Takes tokens; gives senses, of compounds those of the part that says what it is.
"""

from collections.abc import Sequence
from itertools import pairwise

from lagebild.languages import load_pack
from lagebild.model import Token
from lagebild.stories.rules import senses_of

SHORTEST_PART = 5  # letters of the last part of a compound
SAID, SPEAKS = frozenset({"report"}), frozenset({"spokesperson"})


def is_what_is_said(token: Token, lang: str) -> bool:
    """`Polizeiangaben`: many words of one body."""
    senses, lemma = senses_of(lang), token.lemma.lower()
    return SAID in (senses.get(lemma), _last_part(lemma, senses) if is_closed(lang) else None)


def role_senses(tokens: Sequence[Token], lang: str) -> frozenset[str]:
    """The senses of a description: of its words, and of two words side by side (`interior ministry`), which then count for the second."""
    senses, closed = senses_of(lang), is_closed(lang)
    words = [t.lemma.lower() for t in tokens]
    pairs = [senses.get(" ".join(pair), frozenset()) for pair in pairwise(words)]
    alone = [t for k, t in enumerate(tokens) if k == 0 or not pairs[k - 1]]
    return frozenset().union(*pairs, *(_senses_of_word(t, senses, lang, closed) for t in alone))


def _senses_of_word(
    token: Token, senses: dict[str, frozenset[str]], lang: str, closed: bool
) -> frozenset[str]:
    """The senses of a word, of a compound those of its parts, by its lemma, or, where a hyphen made that a guess, as it stands there."""
    word = token.lemma.lower()
    found = (
        senses.get(f"{word}/{token.upos.lower()}")
        or senses.get(word)
        or (_parts(word, senses, lang) if closed else frozenset())
    )
    return found or (_parts(token.form.lower(), senses, lang) if closed and "-" in word else found)


def is_closed(lang: str) -> bool:
    """Whether a language writes compounds as one word."""
    return load_pack(lang).grammar.get("compounds") == "closed"


def _parts(word: str, senses: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """The senses of a compound: of its last part; of what somebody has said, of whoever said it (`Polizeiangabe`); of who speaks, of both
    (`Polizeisprecherin`).
    """
    last = _last_part(word, senses)
    if last == SPEAKS:
        return last | _first_part(word, senses, lang)
    return _first_part(word, senses, lang) or last if last == SAID else last


def _first_part(word: str, senses: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """The senses of the longest first part that has any, of one and not of many: `Regierungsangabe`, not `Behördenangabe`."""
    joints = ("", *load_pack(lang).grammar.get("compound_joints", ()))
    for k in range(len(word) - SHORTEST_PART, 2, -1):
        first, rest = word[:k].rstrip("-"), word[k:]
        if first in senses and any(rest.removeprefix(joint) in senses for joint in joints):
            return senses[first]
    return frozenset()


def _last_part(word: str, senses: dict[str, frozenset[str]]) -> frozenset[str]:
    """The senses of the longest last part of a compound that has any: `Kammergericht`."""
    _, hyphen, last = word.rpartition("-")
    if hyphen and last in senses:
        return senses[last]
    tails = (word[k:].lstrip("-") for k in range(3, len(word) - SHORTEST_PART + 1))
    return next((senses[tail] for tail in tails if tail in senses), frozenset())
