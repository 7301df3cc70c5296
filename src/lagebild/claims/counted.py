"""What a number counts.

Takes the tokens of a sentence and the place behind a number; gives the noun that is counted, its name and its
kind.
"""

from collections.abc import Sequence
from functools import lru_cache

from lagebild.caches import RECENT
from lagebild.claims.numbers import NumberWords
from lagebild.model import Token

# Words between a number and its noun: "600 weitere bewaffnete Polizisten", "five of its own soldiers".
LONGEST_REACH = 5
# Shorter nouns are the ends of too many others.
SHORTEST_END = 5
NOUNS = ("NOUN", "PROPN")
BETWEEN = ("ADJ", "ADV", "DET", "PRON")


class Counted:
    """One sentence, asked for the nouns that its numbers count."""

    def __init__(self, tokens: Sequence[Token], words: NumberWords) -> None:
        self.tokens = tokens
        self.words = words
        self.forms = [token.form for token in tokens]

    def is_in(self, i: int, name: str) -> bool:
        """Whether a token is in a class of `numbers.toml`."""
        return self.words.is_in(self.forms[i], name)

    def unit_of(self, head: int, behind: int) -> int | None:
        """The noun that a number counts: the first one behind it, or the one that the tree gives further on."""
        near, number = self._noun_after(behind), self.tokens[head]
        if near is not None and self._stands_beside(number, near):
            return None
        if near is None or self.tokens[near].upos == "PRON" or self._is_measure(near):
            return near
        counted = number.head if number.deprel.startswith("nummod") else -1
        if near < counted <= behind + LONGEST_REACH and self.tokens[counted].upos in NOUNS:
            return counted
        return self._last_part(near)

    def _stands_beside(self, number: Token, noun: int) -> bool:
        """`Tausende | die dritte Nacht in Folge`: a number that is a part of the clause itself does not count the next part of it."""
        part = number.upos == "NOUN" and number.deprel.startswith(("nsubj", "obj"))
        determined = any(token.upos == "DET" for token in self.tokens[number.i + 1 : noun])
        return part and determined and self.tokens[noun].head == number.head

    def _noun_after(self, at: int) -> int | None:
        """The next noun or, after "of", pronoun; without one, an adjective that stands for a noun."""
        found = None
        for i in range(at, min(at + LONGEST_REACH, len(self.tokens))):
            token, after_of = self.tokens[i], i > at and self.is_in(i - 1, "of")
            if token.upos in NOUNS or self.is_in(i, "percent"):
                return i
            if token.upos == "PRON" and after_of and not ("poss" in token.deprel or self.is_in(i, "of")):
                return i
            if not (self._passes(token) or (token.upos == "NUM" and after_of)):
                break
            if token.upos == "ADJ" and token.form[0].isupper():
                found = i
        return found

    def _passes(self, token: Token) -> bool:
        """Whether a noun may follow behind this word."""
        between = token.upos in BETWEEN or self.is_in(token.i, "more") or self.is_in(token.i, "of")
        return between or self._is_participle(token)

    def _is_measure(self, i: int) -> bool:
        """Money, time and percent are units whatever stands behind them: "sieben Millionen Dollar Schmiergeld"."""
        return self.is_in(i, "percent") or self.kind(self.forms[i]) in ("money", "time")

    def _is_participle(self, token: Token) -> bool:
        """ "four jailed politicians", "elf getötete Kämpfer", and the comma between two such words."""
        return token.deprel.startswith(("amod", "acl")) or (
            token.form == "," and self._next_is_adjective(token.i)
        )

    def _next_is_adjective(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i - 1].upos == self.tokens[i + 1].upos == "ADJ"

    def _last_part(self, i: int) -> int:
        """ "police officers", "North Korean soldiers": on to the noun that these are parts of."""
        for _ in range(LONGEST_REACH):
            token = self.tokens[i]
            is_part = (
                token.deprel.startswith(("compound", "flat", "amod", "nmod:unmarked")) and token.head > i
            )
            if not is_part or self.tokens[token.head].upos not in (*NOUNS, "ADJ"):
                break
            i = token.head
        return i

    def is_age(self, begin: int, unit: int) -> bool:
        """54 Jahre alt, aged 54 years."""
        following = unit + 1 < len(self.forms) and self.is_in(unit + 1, "age")
        before = begin > 0 and self.is_in(begin - 1, "age")
        return "unit" in self.time(unit) and (following or before)

    def time(self, i: int) -> frozenset[str]:
        """The classes of time of a token."""
        return frozenset(self.words.dates.values(self.forms[i]))

    def name(self, unit: int | None) -> str:
        """The unit as worded; a pronoun and nothing have none."""
        if unit is None or self.tokens[unit].upos == "PRON":
            return ""
        form = self.forms[unit]
        return self.words.currency.get(form.lower(), form)

    def kind(self, unit: str) -> str:
        """people, money, weapons, time or other."""
        return _kind(unit.lower(), self.words)


@lru_cache(maxsize=RECENT)
def _kind(unit: str, words: NumberWords) -> str:
    for name, nouns in words.kinds.items():
        if unit in nouns or (words.solid and any(unit.endswith(n) for n in nouns if len(n) >= SHORTEST_END)):
            return name
    return "time" if unit and "unit" in words.dates.values(unit) else "other"
