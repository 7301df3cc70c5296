"""Word classes, lemmas and morphemes, by HanTa (Wartena 2019).

Takes the words of a sentence; gives each with tag, lemma and last stem morpheme. HanTa is asked once per word form and
remembered: news repeats its words, and HanTa was the slowest part of the path. The search over the sentence is our
own, because HanTa's tries every tag for every word.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from lagebild.caches import RECENT, WORDS, Cache, cache_of
from lagebild.sentences.features import Tagged, plain
from lagebild.sentences.hanta import tagger_of

# HanTa's time grows with the square of the word's length; nothing longer than this is a word (URLs, garbage).
LONGEST_WORD = 48
# HanTa keeps analyses within 5 nats of the best one, and six states of the search; so do we.
CUTOFF = 5.0
STATES_KEPT = 6
_AFFIXES = ("SUF", "PREF", "FUGE", "HYPHEN", "PTK")
_NEVER = float("-inf")
_EMPTY, _START, _END, _UNKNOWN = 0, 1, 2, 3


class Tagger:
    """Holds one HanTa model and what it has said so far."""

    def __init__(self, model: str) -> None:
        """Load HanTa's model file by its name."""
        self._hanta: Any = tagger_of(model)
        # Lemma and morphemes come from the same analysis; HanTa would make it twice.
        self._hanta.analyze_viterbi = lru_cache(maxsize=RECENT)(self._hanta.analyze_viterbi)
        # Its classes, too: they are asked for with the word's capital and without.
        self._hanta.analyze_forward = lru_cache(maxsize=RECENT)(self._hanta.analyze_forward)
        self._classes = lru_cache(maxsize=WORDS)(self._classes_of)
        self._analysis = lru_cache(maxsize=WORDS)(self._analysis_of)
        self._morphemes = lru_cache(maxsize=2 * RECENT)(self._morphemes_of)
        self._open = tuple((tag, 0.0) for tag in self._hanta.LP_wtag)

    def tag(self, words: Sequence[str]) -> tuple[Tagged, ...]:
        """Tags that fit each other, then lemma and stem of each word under its tag; forms come back `plain`."""
        words = [plain(word) for word in words]
        classes = [self._classes(word, i > 0) for i, word in enumerate(words)]
        return tuple(
            self._analysis(word, tag) for word, tag in zip(words, self._best_path(classes), strict=True)
        )

    def caches(self) -> dict[str, Cache]:
        """What is remembered of word forms."""
        return {
            "tags": cache_of(self._classes),
            "lemmas": cache_of(self._analysis),
            "morphemes": cache_of(self._morphemes),
        }

    def tag_among(self, word: str, tags: Sequence[str]) -> str:
        """The likeliest of these tags for this word; the first if it can have none of them."""
        numbers = {self._hanta.tag2int[tag]: tag for tag in tags}
        found = [(p, numbers[number]) for number, p in self._classes(plain(word), False) if number in numbers]
        return max(found)[1] if found else tags[0]

    def can_be(self, word: str, tag: str) -> bool:
        """Whether the word can have this tag."""
        number = self._hanta.tag2int[tag]
        return any(found == number for found, _ in self._classes(plain(word), False))

    def lemma_as(self, word: str, tag: str) -> str:
        """The lemma that the word has under this tag."""
        return self._analysis(plain(word), self._hanta.tag2int[tag]).lemma

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The lemmas that a word may have, whatever stands around it; the likeliest first."""
        word = plain(word)
        found = (self._analysis(word, tag).lemma for tag, _ in self._classes(word, False))
        return tuple(dict.fromkeys(found))

    def morphemes(self, word: str, tag: str) -> tuple[tuple[str, str], ...]:
        """The word's parts under this tag, each with its kind."""
        return self._morphemes(plain(word), self._hanta.tag2int[tag])

    def lemma_of_stem(self, stem: str, tag: str) -> str:
        """`entführ` -> `entführen`, under the infinitive's tag."""
        lemma: str = self._hanta.makelemma([stem], tag)
        return lemma

    def base(self, text: str, kind: str) -> str:
        """`wirf` -> `werf`: the stem that a variant belongs to."""
        return _base(self._hanta, text, kind)

    def _classes_of(self, word: str, case_counts: bool) -> tuple[tuple[int, float], ...]:
        if len(word) > LONGEST_WORD:
            return self._open
        found = self._hanta._tag_word(word, cutoff=CUTOFF, casesensitive=case_counts, conditional=True)
        return tuple((tag, float(p)) for tag, p in found if tag != _UNKNOWN) or self._open

    def _analysis_of(self, word: str, tag: int) -> Tagged:
        name = self._hanta.int2tag[tag]
        if len(word) > LONGEST_WORD:
            return Tagged(word, word, name, "")
        lemma = self._hanta._analyze(word, tag, taglevel=1)[0]
        return Tagged(word, lemma or word, name, _last_stem(self._hanta, self._morphemes(word, tag)))

    def _morphemes_of(self, word: str, tag: int) -> tuple[tuple[str, str], ...]:
        return () if len(word) > LONGEST_WORD else tuple(self._hanta._analyze(word, tag, taglevel=3)[1])

    def _best_path(self, classes: Sequence[Iterable[tuple[int, float]]]) -> list[int]:
        """Viterbi over pairs of tags."""
        follow = self._hanta.LP_trans_word
        row: dict[tuple[int, int], float] = {(_EMPTY, _START): 0.0}
        back: list[dict[tuple[int, int], tuple[int, int]]] = []
        for choices in classes:
            row, pointers = _step(row, choices, follow)
            back.append(pointers)
        if not back:
            return []
        state = max(row, key=lambda s: row[s] + follow[s][_END])
        path = [state[1]]
        for pointers in reversed(back[1:]):
            state = pointers[state]
            path.append(state[1])
        return path[::-1]


@cache
def load_tagger(model: str) -> Tagger:
    """The tagger with one of HanTa's models, loaded once."""
    return Tagger(model)


def _step(
    row: dict[tuple[int, int], float], choices: Iterable[tuple[int, float]], follow: Any
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[int, int]]]:
    kept = list(row.items())
    if len(kept) > STATES_KEPT:
        kept = sorted(kept, key=itemgetter(1), reverse=True)[:STATES_KEPT]
    new: dict[tuple[int, int], float] = {}
    back: dict[tuple[int, int], tuple[int, int]] = {}
    best = new.get
    for state, score in kept:
        likely, last = follow[state], state[1]
        for tag, p in choices:
            reached = (last, tag)
            total = score + likely[tag] + p
            if total > best(reached, _NEVER):
                new[reached], back[reached] = total, state
    return new, back


def _last_stem(hanta: Any, morphemes: Sequence[tuple[str, str]]) -> str:
    stems = [_base(hanta, text, kind) for text, kind in morphemes if not kind.startswith(_AFFIXES)]
    return stems[-1] if stems else ""


def _base(hanta: Any, text: str, kind: str) -> str:
    """`wirf` -> `werf`: the stem that a variant belongs to."""
    base: str = hanta.stemdict.get(hanta.tag2int[kind], {}).get(text, text)
    return base
