"""What a word can be looked up by: its lemma, and the parts that it is put together from.

Takes one word and a language; gives `Truppen` -> Truppe, `Truppenentsendung` -> truppe, entsendung. Only the tagger is
asked, so that a look-up does not wait for the networks.
"""

from functools import cache

from lagebild.sentences.parser import model_of
from lagebild.sentences.tags import Tagger, load_tagger
from lagebild.sentences.weights import tagger_named_in

# Shorter stems are endings that were taken for stems more often than they were parts.
SHORTEST_PART = 3
_NO_STEM = ("SUF", "PREF", "FUGE", "HYPHEN", "PTK")


@cache
def _tagger(lang: str) -> Tagger:
    return load_tagger(tagger_named_in(model_of(lang)))


def lemmas_of_word(word: str, lang: str) -> tuple[str, ...]:
    """The lemmas that a word may have when it stands alone, the likeliest first."""
    return _tagger(lang).lemmas(word)


def parts_of_word(word: str, lang: str, tag: str) -> tuple[str, ...]:
    """The stems that a word of a tag (`Token.xpos`) is put together from, when there are several."""
    tagger = _tagger(lang)
    stems = [
        tagger.base(text, kind) for text, kind in tagger.morphemes(word, tag) if not kind.startswith(_NO_STEM)
    ]
    return tuple(stem for stem in stems if len(stem) >= SHORTEST_PART) if len(stems) > 1 else ()
