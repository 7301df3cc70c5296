"""What the parser's network sees of a word.

Takes a tagged word; gives one string per feature. Training builds its vocabularies from
the same strings, so that a word looks the same then and at run time.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK

# Soft hyphens, joiners and marks of writing direction are not seen and mean nothing.
UNSEEN = (
    0xAD,
    0x61C,
    0x180E,
    0xFEFF,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
)
# Treebanks write quotes and dashes otherwise than news does; to the parser they are the same.
_SAME: dict[int, str | None] = {
    **dict.fromkeys(UNSEEN, None),
    **dict.fromkeys(map(ord, "„“”‟»«‹›"), '"'),
    **dict.fromkeys(map(ord, "’‘‚‛`´"), "'"),
    **dict.fromkeys(map(ord, "–—―−"), "–"),
    **dict.fromkeys(map(ord, "‐‑"), "-"),
}
_SAME_WORD = {"``": '"', "''": '"', ",,": '"', "--": "–", "---": "–", "…": "...", "..": "...", "....": "..."}
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")


class Tagged(NamedTuple):
    """A word as the tagger sees it; `stem` is its last stem morpheme: in a compound, the one that carries the grammar."""

    form: str
    lemma: str
    tag: str
    stem: str


@lru_cache(maxsize=QUICK)
def plain(form: str) -> str:
    """The form with composed letters, without signs that are not seen, and with one kind of quotes, apostrophes and dashes."""
    same = unicodedata.normalize("NFC", form).translate(_SAME)
    return _SAME_WORD.get(same, same) or form


def features_of(word: Tagged, cluster: int) -> tuple[str, ...]:
    """Form, prefixes of one and three letters, suffixes of two to five, shape, tag, lemma, stem, cluster, and the first six and four of its signs; digits count as 0, so that numbers share their vectors.

    `cluster` is a path in a tree of words of like use, its lowest bits the first turns.
    """
    low = _DIGIT.sub("0", word.form.lower())
    long_suffix = low[-5:] if len(low) > 5 else ""
    affixes = (low, low[:1], low[:3], low[-2:], low[-3:], low[-4:], long_suffix, shape_of(word.form))
    clusters = (str(cluster), str(cluster & 63), str(cluster & 15)) if cluster else ("", "", "")
    return (*affixes, word.tag, word.lemma.lower(), word.stem, *clusters)


def shape_of(form: str) -> str:
    """`Ukraine-Krieg` -> `Xxx-Xxx`: letter case and digits, runs cut to two."""
    return _RUN.sub(r"\1\1", "".join(map(_shape_of_character, form[:40])))


def _shape_of_character(character: str) -> str:
    if character.isdigit():
        return "d"
    if character.isalpha():
        return "X" if character.isupper() else "x"
    return character
