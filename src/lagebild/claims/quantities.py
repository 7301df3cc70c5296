"""How many: the numbers of a sentence with what they count.

Takes a sentence's tokens and the language's words of number; gives each quantity with its unit and how
exactly it is said. Years, dates, times, ages, ordinals and the numbers of articles and flights are none.
"""

import math
from collections.abc import Iterator, Set
from typing import Literal, NamedTuple, cast

import msgspec

from lagebild.claims.calendar import ROUND
from lagebild.claims.counted import Counted
from lagebild.claims.numbers import (
    Number,
    NumberWords,
    load_number_words,
    may_begin_a_number,
    money_value_of,
    number_at,
    phrases_before,
)
from lagebild.model import Quantity, Sentence, Span

__all__ = ["NumberWords", "QuantityHit", "load_number_words", "quantities_in"]

FIRST_YEAR, EARLIEST, LATEST = 1000, 1800, 2100  # what may be a year: before an article, before a noun
Exactness = Literal["exact", "about", "at_least", "at_most", "range", "vague"]


class QuantityHit(NamedTuple):
    """A quantity: the head token of its number, the token of its unit (the number's own when it has none)."""

    head: int
    unit: int
    quantity: Quantity


def quantities_in(
    sentence: Sentence, text: str, words: NumberWords, taken: Set[int]
) -> tuple[QuantityHit, ...]:
    """The quantities of a sentence from left to right. `part_of` is a position in what is given.

    `taken`: the tokens of dates, hours and names, whose numbers count nothing.
    """
    if not any(may_begin_a_number(token.form, words) for token in sentence.tokens):
        return ()
    hits: list[QuantityHit] = []
    for hit, is_part, goes_on in _Finder(sentence, text, words, taken).hits():
        whole = _whole(hits, is_part, goes_on)
        hits.append(hit._replace(quantity=msgspec.structs.replace(hit.quantity, part_of=whole)))
    return tuple(_with_elided_units(hits))


def numbers_in(sentence: Sentence, text: str, words: NumberWords, taken: Set[int]) -> tuple[QuantityHit, ...]:
    """All numbers of a sentence that are no dates and no articles, also those that name nothing that they count."""
    found = _Finder(sentence, text, words, taken, every=True).hits()
    return tuple(hit for hit, _, _ in found)


def _whole(hits: list[QuantityHit], is_part: bool, goes_on: bool) -> int | None:
    """The quantity that this one is a part of: "darunter drei Kinder und zwei Frauen"."""
    if not hits or not (is_part or goes_on):
        return None
    last = hits[-1].quantity.part_of
    return last if last is not None or not is_part else len(hits) - 1


def _with_elided_units(hits: list[QuantityHit]) -> Iterator[QuantityHit]:
    """ "promised 600 officers but has delivered only 400": a number alone counts what the last one counted."""
    unit, kind = "", ""
    for hit in hits:
        if not hit.quantity.unit:
            yield hit._replace(quantity=msgspec.structs.replace(hit.quantity, unit=unit, kind=kind))
        else:
            unit, kind = hit.quantity.unit, hit.quantity.kind
            yield hit


def _known(value: float | None) -> float | None:
    """A number; one with more digits than a number can have is unknown."""
    return value if value is not None and math.isfinite(value) else None


class _Amount(NamedTuple):
    """One number or a range, from token `first` up to `end`; its phrase goes from `begin` up to `behind`."""

    begin: int
    first: int
    end: int
    low: float | None
    high: float | None
    exactness: Exactness
    bare: bool = False
    more: int = 0

    @property
    def behind(self) -> int:
        """Where the noun may follow."""
        return self.end + self.more


class _Finder:
    """One sentence on its way to its quantities."""

    def __init__(
        self,
        sentence: Sentence,
        text: str,
        words: NumberWords,
        taken: Set[int],
        *,
        every: bool = False,
    ) -> None:
        self.tokens = sentence.tokens
        self.text = text
        self.words = words
        self.counted = Counted(self.tokens, words)
        self.forms = self.counted.forms
        self.numeric = [may_begin_a_number(form, words) for form in self.forms]
        self.taken = taken
        self.every = every

    def hits(self) -> Iterator[tuple[QuantityHit, bool, bool]]:
        """Each quantity, whether a word says that it is a part, whether it goes on a list."""
        behind = 0
        for at in [at for at, numeric in enumerate(self.numeric) if numeric and at not in self.taken]:
            if at >= behind and (tied := self._tied(at)) is not None:
                yield tied, False, False
                behind = tied.unit
                continue
            amount = self._amount(at) if at >= behind else None
            if amount is None:
                continue
            hit = self._hit(amount)
            if hit is not None:
                yield hit, self._is_part(amount), self._goes_on(amount)
            behind = amount.behind

    # ------------------------------------------------ the number

    def _amount(self, at: int) -> _Amount | None:
        number = self._number(at)
        if number is None:
            return None
        begin, said = self._said_before(at)
        if number.vague:
            return _Amount(begin, at, number.end, number.value or None, None, "vague")
        other = self._range_end(number)
        if other is not None:
            return self._range(begin, number, other)
        more, said_after = (0, None) if said else self._said_after(number.end)
        said = said or said_after
        low = None if said == "at_most" else number.value
        high = None if said == "at_least" else number.value
        bare = (number.bare and self._may_be_article(begin, at, said)) or self._is_presupposed(begin, at)
        return _Amount(begin, at, number.end, low, high, said or "exact", bare, more)

    def _tied(self, at: int) -> QuantityHit | None:
        """`a | 26-year | sentence`, `a | 50-billion-euro | package`: money, or years, that hyphens tie to their number."""
        at_word = self._hyphened(at)
        scaled = at_word is not None and self.numeric[at_word]
        unit = self._hyphened(at_word) if at_word is not None and scaled else at_word
        if unit is None or self._hyphened(unit) is not None or not self._is_term(unit):
            return None
        words = [self.forms[at], *([self.forms[at_word]] if at_word is not None and scaled else ())]
        number = number_at(words, 0, self.words)
        if number is None or number.vague or number.end != len(words):
            return None
        name, start, end = self.counted.name(unit), self.tokens[at].start, self.tokens[unit].end
        quantity = Quantity(
            span=Span(start=start, end=end, text=self.text[start:end]),
            low=_known(number.value),
            high=_known(number.value),
            unit=name,
            kind=self.counted.kind(name),
            exactness="exact",
        )
        return QuantityHit(at, unit, quantity)

    def _hyphened(self, i: int) -> int | None:
        """The word that a hyphen ties to a token."""
        if i + 2 >= len(self.forms) or self.forms[i + 1] != "-":
            return None
        tied = (
            self.tokens[i].end == self.tokens[i + 1].start
            and self.tokens[i + 1].end == self.tokens[i + 2].start
        )
        return i + 2 if tied else None

    def _is_term(self, unit: int) -> bool:
        kind = self.counted.kind(self.counted.name(unit))
        return kind in ("money", "time") and not self._in(unit, "not_units")

    def _may_be_article(self, begin: int, at: int, said: Exactness | None) -> bool:
        """ "at least one" counts; "one", "about a" and "over a" (a preposition more often) do not."""
        return said in (None, "about") or (begin == at - 1 and self._in(begin, "preposition"))

    def _is_presupposed(self, begin: int, at: int) -> bool:
        """ "the two leaders": whom the reader knows by number are named, not counted."""
        return begin == at and at > 0 and self._in(at - 1, "definite") and not self.forms[at][0].isdigit()

    def _number(self, at: int) -> Number | None:
        """The number here; beside a sign of currency "50m" is one, and groups may be parted by a space."""
        number = number_at(self.forms, at, self.words)
        if self._currency(at, at + 1) is not None:
            value = money_value_of(self.forms[at], self.words)
            if value is not None and (number is None or number.end == at + 1):
                return Number(at, at + 1, value)
        if number is None or number.end != at + 1 or not self.forms[at].isdecimal():
            return number
        end = at + 1
        while end < len(self.forms) and self._is_group(end):
            end += 1
        return number if end == at + 1 else Number(at, end, float("".join(self.forms[at:end])))

    def _is_group(self, i: int) -> bool:
        """Three digits after a space: "12 000"."""
        before, here = self.tokens[i - 1], self.tokens[i]
        parted = here.start - before.end == 1 and len(before.form) <= 3
        return parted and len(here.form) == 3 and here.form.isdecimal()

    def _said_before(self, at: int) -> tuple[int, Exactness | None]:
        start = at - 1 if self._currency(at, at + 1) == at - 1 else at
        for length, name in phrases_before(self.forms, start, self.words.before):
            return start - length, cast(Exactness, name)
        return start, None

    def _said_after(self, end: int) -> tuple[int, Exactness | None]:
        """How many words behind a number grade it ("or more"), and what they say."""
        for phrase, name in self.words.after.items():
            if tuple(form.lower() for form in self.forms[end : end + len(phrase)]) == phrase:
                return len(phrase), cast(Exactness, name)
        return 0, None

    def _range_end(self, number: Number) -> Number | None:
        """ "10 bis 12", "between 10 and 12": the number that closes a range."""
        link = number.end
        if link + 1 >= len(self.forms) or not self.numeric[link + 1]:
            return None
        between = number.first > 0 and self._in(number.first - 1, "between")
        if not (self._in(link, "range") or (between and self._in(link, "between_and"))):
            return None
        other = number_at(self.forms, link + 1, self.words)
        if other is None or other.vague or other.bare or number.bare or other.value <= number.value:
            return None
        return other

    def _range(self, begin: int, number: Number, other: Number) -> _Amount:
        """ "zwei bis drei Millionen": the factor counts for both."""
        shared = other.factor if number.factor == 1 and other.factor >= 1000 > number.value else 1.0
        first = number.first - 1 if number.first and self._in(number.first - 1, "between") else begin
        return _Amount(first, number.first, other.end, number.value * shared, other.value, "range")

    # ------------------------------------------------ what it counts

    def _hit(self, amount: _Amount) -> QuantityHit | None:
        if self._is_label(amount) or amount.bare:
            return None
        sign = self._currency(amount.first, amount.end)
        unit = sign if sign is not None else self.counted.unit_of(amount.end - 1, amount.behind)
        if not self.every and not self._counts(amount, unit):
            return None
        name = self.counted.name(unit)
        head = amount.end - 1
        start, end = self.tokens[amount.begin].start, self.tokens[amount.end - 1].end
        quantity = Quantity(
            span=Span(start=start, end=end, text=self.text[start:end]),
            low=_known(amount.low),
            high=_known(amount.high),
            unit=name,
            kind=self.counted.kind(name),
            exactness=amount.exactness,
        )
        return QuantityHit(head, head if unit is None else unit, quantity)

    def _is_label(self, amount: _Amount) -> bool:
        """The number of an article, a flight, a resolution; a part of a hyphened word ("54-year-old", "F-16"); a whole of which only a part is meant."""
        before = amount.first - 1
        if self._is_parted(amount.begin) or self._is_hour(amount.first):
            return True
        if before >= 0 and (self._in(before, "numbered") or self._is_of_a_name(amount.first)):
            return True
        if amount.end >= len(self.tokens):
            return False
        following = self.tokens[amount.end]
        return following.form == "-" and following.start == self.tokens[amount.end - 1].end

    def _is_hour(self, at: int) -> bool:
        """`0741 EU envoys back gas levy`: no number begins with nought, an hour of the day does."""
        form = self.forms[at]
        return len(form) == len("0741") and form.isdecimal() and form.startswith("0")

    def _is_parted(self, begin: int) -> bool:
        """`half of the 300 hostages`, `ein Drittel der 900 Soldaten`, `a quarter of a million`: how many that are is not said."""
        at = begin - 1
        while at > 0 and self._in(at, "of"):
            at -= 1
        return 0 <= at < begin - 1 and self._in(at, "fraction")

    def _is_of_a_name(self, at: int) -> bool:
        """A number that a hyphen ties to letters before it: F-16, S-300."""
        if at < 2:
            return False
        letters, hyphen = self.tokens[at - 2 : at]
        tied = letters.end == hyphen.start and hyphen.end == self.tokens[at].start
        return hyphen.form == "-" and tied and letters.form.isalpha() and letters.form[0].isupper()

    def _currency(self, first: int, end: int) -> int | None:
        """The sign of currency beside a number."""
        beside = (i for i in (first - 1, end) if 0 <= i < len(self.forms))
        return next((i for i in beside if self.forms[i].lower() in self.words.currency), None)

    def _counts(self, amount: _Amount, unit: int | None) -> bool:
        """Whether this is a quantity at all."""
        if unit is None:
            return amount.exactness != "vague" and self._stands_alone(amount)
        return not (
            self._in(unit, "not_units")
            or self._in(unit, "fraction")
            or self._is_of_a_year(amount, unit)
            or "month" in self.counted.time(unit)
            or self.counted.is_age(amount.begin, unit)
        )

    def _is_of_a_year(self, amount: _Amount, unit: int) -> bool:
        """`the 1951 treaty`, `stimmte 1842 | den Bedingungen zu`, `2018 Sanktionen`, `In 2008 Russian troops`: a year, and no number of what stands behind it.

        Persons are counted, if nothing else tells: `1984 Menschen`; and so is whatever the number is round for.
        """
        form, kind = self.forms[amount.first], self.counted.kind(self.forms[unit])
        if len(form) != 4 or not form.isdecimal() or amount.exactness != "exact":
            return False
        if self.tokens[amount.end].upos in ("DET", "ADP"):
            return FIRST_YEAR <= int(form) <= LATEST
        if not EARLIEST <= int(form) <= LATEST:
            return False
        one = "Number=Sing" in self.tokens[unit].feats
        led = amount.begin > 0 and self._in(amount.begin - 1, "before_years")
        return (one and kind == "other") or bool((kind == "other" or led) and int(form) % ROUND)

    def _stands_alone(self, amount: _Amount) -> bool:
        """A number without a noun counts when it is graded, or ends its clause after another word than a noun."""
        if amount.exactness not in ("exact", "range"):
            return True
        before = self.tokens[amount.begin - 1] if amount.begin else None
        following = self.tokens[amount.behind] if amount.behind < len(self.tokens) else None
        opens = before is not None and before.upos in ("ADV", "VERB", "AUX")
        closes = following is None or following.upos in ("PUNCT", "VERB", "AUX", "CCONJ", "ADP")
        if following is not None and self._in(amount.behind, "suffering"):
            return True  # "left | four | dead"
        first = (before is None or before.upos in ("PUNCT", "CCONJ")) and self._is_of_somebody(amount)
        return (opens and closes) or (first and following is not None and following.upos in ("VERB", "AUX"))

    def _is_of_somebody(self, amount: _Amount) -> bool:
        """`| Four | were killed`: a number that no year can be."""
        return not (len(self.forms[amount.first]) == len("2024") and self.forms[amount.first].isdecimal())

    # ------------------------------------------------ wholes and parts

    def _is_part(self, amount: _Amount) -> bool:
        at = amount.begin - 1
        while at >= 0 and self._in(at, "more"):
            at -= 1
        return at >= 0 and self._in(at, "part_of")

    def _goes_on(self, amount: _Amount) -> bool:
        return amount.begin > 0 and self._in(amount.begin - 1, "and")

    def _in(self, i: int, name: str) -> bool:
        return self.counted.is_in(i, name)
