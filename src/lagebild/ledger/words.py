"""What a text can be found by.

Takes sentences; gives, token by token, the terms under which a search finds them: the form, the lemma, and the parts of
compounds ("Truppen" finds "Truppenentsendung"), in small letters without accents. Takes the words of a search; gives
for each the terms of which one must be there.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from lagebild.caches import QUICK, WORDS
from lagebild.gazetteer.pieces import folded
from lagebild.languages import installed_languages, load_pack
from lagebild.model import Document, Noun, Sentence, Token
from lagebild.sentences import lemmas_of_word, parts_of_word

NOMINAL = ("NOUN", "PROPN")
# Letters; what is shorter was never a compound that a search would want opened.
SHORTEST_COMPOUND = 7
SHORTEST_PART = 3
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"\S[^\n]*")


class Indexed(Noun, frozen=True):
    """One sentence for the search: where it and its tokens stand, and the terms of each token.

    `offsets` holds start and end of one token after another; `terms` the tokens' terms, tokens parted by spaces, the terms of
    one token by `|`. As flat as can be: a ledger has as many tokens as all its texts.
    """

    start: int
    end: int
    heading: bool
    offsets: tuple[int, ...]
    terms: str

    @property
    def words(self) -> str:
        """All terms of the sentence."""
        return self.terms.replace("|", " ")


def indexed(document: Document, sentences: Sequence[Sentence]) -> tuple[Indexed, ...]:
    """The sentences of a document with their terms; of one that was not read its lines, with forms alone."""
    if not sentences:
        return tuple(_line(match.start(), match.group()) for match in _SENTENCE.finditer(document.text))
    return tuple(
        _sentence(one, document.lang)
        if one.tokens
        else _line(one.start, document.text[one.start : one.end], one.heading)
        for one in sentences
    )


def _line(start: int, text: str, heading: bool = False) -> Indexed:
    words = [(match.span(), plain(match.group())) for match in _WORD.finditer(text)]
    return Indexed(
        start=start,
        end=start + len(text),
        heading=heading,
        offsets=tuple(start + at for span, term in words if term for at in span),
        terms=" ".join(term for _, term in words if term),
    )


def _sentence(sentence: Sentence, lang: str) -> Indexed:
    rows = [(token.start, token.end, _terms_of(token, lang)) for token in sentence.tokens]
    return Indexed(
        start=sentence.start,
        end=sentence.end,
        heading=sentence.heading,
        offsets=tuple(at for row in rows if row[2] for at in row[:2]),
        terms=" ".join(terms for _, _, terms in rows if terms),
    )


def _terms_of(token: Token, lang: str) -> str:
    compound = token.upos in NOMINAL and len(token.form) >= SHORTEST_COMPOUND and _opens_compounds(lang)
    return terms_of(token.form, token.lemma, lang, token.xpos if compound else "")


@lru_cache(WORDS)
def terms_of(form: str, lemma: str, lang: str, tag: str = "") -> str:
    """Form and lemma of one token, what it may be alone, and of a noun (by its tag) the parts, each once."""
    terms = [*_words(form), *_words(lemma)]
    if form.isalpha():
        terms += map(plain, lemmas_of_word(form, lang))
    terms += [plain(part) for word in _words_as_written(form) for part in _parts(word, lang, tag)]
    return "|".join(dict.fromkeys(filter(None, terms)))


def _parts(word: str, lang: str, tag: str) -> tuple[str, ...]:
    return parts_of_word(word, lang, tag) if tag and len(word) >= SHORTEST_COMPOUND else ()


@lru_cache
def _opens_compounds(lang: str) -> bool:
    return lang in installed_languages() and load_pack(lang, ()).grammar.get("compounds") == "closed"


def _words(text: str) -> list[str]:
    return [plain(word) for word in _words_as_written(text)]


def _words_as_written(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(QUICK)
def plain(word: str) -> str:
    """A word without capitals and accents, nothing in it but letters and digits."""
    return "".join(letter for letter in folded(word).casefold() if letter.isalnum())


# ------------------------------------------------------------------ the words of a search


def wanted(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """For each word of a search the terms of which one must be there; `Trupp*` stands for all that begin so."""
    return tuple(alternatives for word in words for alternatives in _alternatives(word))


@lru_cache(QUICK)
def _alternatives(word: str) -> tuple[tuple[str, ...], ...]:
    if word.endswith("*"):
        return tuple((f"{part}*",) for part in _words(word[:-1])[-1:])
    return tuple(_forms(part) for part in _words_as_written(word) if plain(part))


def _forms(word: str) -> tuple[str, ...]:
    lemmas = [
        lemma
        for lang in installed_languages()
        for spelt in _spellings(word)
        for lemma in lemmas_of_word(spelt, lang)
    ]
    found = dict.fromkeys(filter(None, map(plain, (word, *lemmas))))
    return (
        *found,
        *dict.fromkeys(each for one in found for each in _as_first_parts(one) if each not in found),
    )


def _as_first_parts(term: str) -> tuple[str, ...]:
    """How a word begins a compound when it loses its ending there: `Grenze` finds `Grenzöffnung`."""
    return tuple(
        short
        for lang in installed_languages()
        for ending in _losses(lang)
        if term.endswith(ending) and len(short := term.removesuffix(ending)) >= SHORTEST_PART
    )


@lru_cache
def _losses(lang: str) -> tuple[str, ...]:
    return tuple(map(str, load_pack(lang, ()).grammar.get("compound_losses", ())))


def _spellings(word: str) -> tuple[str, ...]:
    """As it is written, and with a capital: who searches writes small, and German nouns have their lemma as nouns."""
    return tuple(dict.fromkeys((word, word[:1].upper() + word[1:])))


def matches(terms: str, alternatives: Sequence[Sequence[str]]) -> bool:
    """Whether terms hold one of each row."""
    there = terms.split()
    return all(any(_is_there(one, there) for one in row) for row in alternatives)


def _is_there(term: str, there: Sequence[str]) -> bool:
    if term.endswith("*"):
        return any(each.startswith(term[:-1]) for each in there)
    return term in there


def hits_in(sentence: Indexed, alternatives: Sequence[Sequence[str]]) -> tuple[tuple[int, int], ...]:
    """The tokens that a search hit, as offsets into the text."""
    sought = [one for row in alternatives for one in row]
    spans = zip(sentence.offsets[::2], sentence.offsets[1::2], strict=True)
    return tuple(
        span
        for span, terms in zip(spans, sentence.terms.split(), strict=True)
        if any(_is_there(one, terms.split("|")) for one in sought)
    )
