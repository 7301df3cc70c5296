"""Whether two wordings name the same thing.

Takes surface strings of gold and prediction; says whether they match: by most of their words, by a head noun,
or by an acronym in brackets. Case endings, articles and "nach Angaben von" are looked through. The words are
in `words.toml`.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import resources

from lagebild.model import Noun

# Half of the words in common: "südkoreanischer Geheimdienst NIS" is "Geheimdienst", "Armee Nordkoreas" is not
# "Armee Südkoreas".
ENOUGH = 0.5
LONGEST_APPOSITION = 6
SHORTEST_STEM = 4
SHORTEST_BEFORE_SUFFIX = 3
_WORD = re.compile(r"\w+")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_DIGITS = re.compile(r"\d[\d.,\s]*")
_GROUPED = re.compile(r"\d{1,3}([.,]\d{3})+")
Stems = frozenset[str]


class Lexicon(Noun, frozen=True):
    """The words of `words.toml`, all languages as one."""

    articles: frozenset[str]
    prepositions: frozenset[str]
    generic: frozenset[str]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]
    numbers: dict[str, float]
    multiples: dict[str, float]

    @property
    def light(self) -> frozenset[str]:
        """Words that name nothing."""
        return self.articles | self.prepositions


@cache
def lexicon() -> Lexicon:
    """The words of `words.toml`."""
    tables = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8")).values()

    def words(name: str) -> list[str]:
        return [word for table in tables for word in table[name].split()]

    def values(name: str) -> dict[str, float]:
        return {
            word: float(n) for table in tables for n, line in table[name].items() for word in line.split()
        }

    return Lexicon(
        articles=frozenset(words("articles")),
        prepositions=frozenset(words("prepositions")),
        generic=frozenset(words("generic")),
        suffixes=tuple(words("suffixes")),
        endings=tuple(words("endings")),
        numbers=values("numbers"),
        multiples=values("multiples"),
    )


@lru_cache(maxsize=100_000)
def same_name(one: str | None, other: str | None) -> bool:
    """Whether two wordings name the same participant or source."""
    if one is None or other is None:
        return False
    if one.strip().lower() == other.strip().lower():
        return True
    mine, theirs = _content_stems(one), _content_stems(other)
    if not mine or not theirs:
        return False
    return _overlap(mine, theirs) >= ENOUGH or _meet(_heads(one), _heads(other)) or _share_acronym(one, other)


@lru_cache(maxsize=100_000)
def share_a_word(one: str | None, other: str | None) -> bool:
    """Whether two wordings have a word of content in common; enough for units, places and dates."""
    return _meet(_content_stems(one or ""), _content_stems(other or ""))


def any_same(names: Iterable[str], others: Sequence[str]) -> bool:
    """Whether any of these names is any of those."""
    return any(same_name(name, other) for name in names for other in others)


def number_of(worded: float | str | None) -> float | None:
    """The value of a number as a prediction may write it: 12000, "12.000", "zwei Dutzend"."""
    if worded is None or isinstance(worded, bool):
        return None
    if isinstance(worded, int | float):
        return float(worded)
    return _number_in(worded.strip().lower())


def _number_in(text: str) -> float | None:
    value = _digits_in(text)
    for word in _WORD.findall(text):
        if value is None and word in lexicon().numbers:
            value = lexicon().numbers[word]
        elif word in lexicon().multiples:
            value = (1.0 if value is None else value) * lexicon().multiples[word]
    return value


def _digits_in(text: str) -> float | None:
    found = _DIGITS.search(text)
    if not found:
        return None
    digits = found.group().strip().replace(" ", "").rstrip(".,")
    digits = re.sub("[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


@lru_cache(maxsize=100_000)
def _stems(word: str) -> Stems:
    """A word without its compound suffix, each with and without its ending."""
    word = word.lower()
    bare = {
        word.removesuffix(suffix)
        for suffix in lexicon().suffixes
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST_BEFORE_SUFFIX
    }
    forms = bare | {word}
    shorter = {
        form.removesuffix(ending)
        for form in forms
        for ending in lexicon().endings
        if form.endswith(ending) and len(form) - len(ending) >= SHORTEST_STEM
    }
    return frozenset(forms | shorter)


@lru_cache(maxsize=100_000)
def _content_stems(wording: str) -> tuple[Stems, ...]:
    words = _WORD.findall(wording)
    named = [word for word in words if word.lower() not in lexicon().light]
    specific = [word for word in named if word.lower() not in lexicon().generic]
    return tuple(map(_stems, specific or named or words))


def _overlap(mine: Sequence[Stems], theirs: Sequence[Stems]) -> float:
    """F1 of the words in common."""
    precision = sum(any(one & other for other in theirs) for one in mine) / len(mine)
    recall = sum(any(one & other for one in mine) for other in theirs) / len(theirs)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _meet(mine: Sequence[Stems], theirs: Sequence[Stems]) -> bool:
    return any(one & other for one in mine for other in theirs)


@lru_cache(maxsize=100_000)
def _heads(wording: str) -> tuple[Stems, ...]:
    """Head words: of the phrase, of every apposition after a comma, and the last word of every bracket."""
    heads = [words[-1] for inside in _BRACKETS.findall(wording) if (words := _WORD.findall(inside))]
    for position, part in enumerate(_BRACKETS.sub(" ", wording).split(",")):
        words = _WORD.findall(part)
        phrase = _before_preposition(words)
        if phrase and not (position and len(words) > LONGEST_APPOSITION):
            heads.append(phrase[-1])
    return tuple(map(_stems, heads))


def _before_preposition(words: Sequence[str]) -> list[str]:
    phrase: list[str] = []
    for word in words:
        if word.lower() in lexicon().prepositions and phrase:
            break
        if word.lower() not in lexicon().light:
            phrase.append(word)
    return phrase


def _share_acronym(one: str, other: str) -> bool:
    in_brackets = {
        word.lower() for inside in _BRACKETS.findall(f"{one} {other}") for word in _WORD.findall(inside)
    }
    mine, theirs = ({word.lower() for word in _WORD.findall(wording)} for wording in (one, other))
    return bool(in_brackets & mine & theirs)
