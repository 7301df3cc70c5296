"""Document text -> Sentences, by the parsers that ship.

    lines (tokens) -> tags (tagger) -> analysis (network, tree) -> relations (roles) -> lemmas, features (morphology)

`Parser` is the seam: whatever gives Universal Dependencies with exact offsets can stand here.
"""

import hashlib
import importlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from msgspec.structs import replace

from lagebild.caches import Cache
from lagebild.errors import UnknownLanguage
from lagebild.loading import without_collecting
from lagebild.model import Sentence, Token
from lagebild.sentences.analysis import Analyser, Analysis
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.features import Tagged
from lagebild.sentences.grammar import grammar_of
from lagebild.sentences.morphology import Parsed, feats_of, lemmas_of, upos_of, with_verb_forms
from lagebild.sentences.particled import named
from lagebild.sentences.parts import (
    with_brackets,
    with_designations,
    with_insertions,
    with_particles,
    with_parts,
    with_postpositions,
    with_second_verbs,
    with_surnames,
)
from lagebild.sentences.roles import relations_of
from lagebild.sentences.set_in import put_together, said_in, set_in, without_and_alone
from lagebild.sentences.tags import load_tagger
from lagebild.sentences.tokens import Line, lines_of
from lagebild.sentences.weights import MODELS, read_weights

# Words that are parsed together: enough that sentences of like length meet, few enough that a book needs no more memory
# than an article.
BLOCK_WORDS = 6_000


class Parser(Protocol):
    """Gives the sentences of a text, as Universal Dependencies."""

    @property
    def name(self) -> str:
        """What a reading records of its parser."""

    def parse(self, text: str, *, start: int = 0) -> tuple[Sentence, ...]:
        """Sentences of `text[start:]`; offsets count in `text`."""

    def stream(self, text: str, *, start: int = 0) -> Iterator[Sentence]:
        """The same sentences, parsed as they are asked for, so that a text may be longer than memory holds trees."""


class TrainedParser:
    """Holds the model of one language: the one that ships, or another file."""

    def __init__(self, lang: str, path: Path | None = None, treebank: str = "") -> None:
        path = path or model_of(lang)
        self.lang = lang
        self.name = version_of(path)
        weights = read_weights(path)
        self.labels = weights.labels
        self._analyser = Analyser(weights, treebank)
        self._tagger = load_tagger(weights.tagger)
        # threadpoolctl has no types. One thread: the same sums on every machine, and no threads that wait for each other.
        self._threads: Any = importlib.import_module("threadpoolctl").ThreadpoolController()
        self._cutting, self._grammar = cutting_of(lang), grammar_of(lang)
        self._name_starts = self._grammar.particled.starts()

    def parse(self, text: str, *, start: int = 0) -> tuple[Sentence, ...]:
        """Sentences of `text[start:]`; offsets count in `text`."""
        return tuple(self.stream(text, start=start))

    def stream(self, text: str, *, start: int = 0) -> Iterator[Sentence]:
        """The same, parsed block by block."""
        i = 0
        for lines in _blocks(lines_of(text, self._cutting, start=start)):
            parsed = self.parse_words([[word.form for word in line.words] for line in lines])
            for line, each in zip(lines, parsed, strict=True):
                yield self._sentence(i, line, each)
                i += 1

    def parse_words(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """The same for text that is already cut into words."""
        rows = zip(sentences, *self.analyses_of(sentences), strict=True)
        return [self._parsed(words, tags, analysis) for words, tags, analysis in rows]

    def analyses_of(
        self, sentences: Sequence[Sequence[str]]
    ) -> tuple[list[tuple[Tagged, ...]], list[Analysis]]:
        """What tagger and networks say, before roles and morphology."""
        pairs = [
            named(self._tagger.tag(words), self._grammar.particled, self._name_starts) for words in sentences
        ]
        tagged, seen = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        found = self._grammar.set_in
        wholes = [set_in(words, found) for words in seen]
        insides = [said_in(words, whole, found) for words, whole in zip(seen, wholes, strict=True)]
        apart = list(zip(wholes, insides, strict=True))
        pieces = [
            piece
            for words, spots in zip(seen, apart, strict=True)
            for piece in without_and_alone(words, *spots)
        ]
        with self._threads.limit(limits=1):
            analyses = iter(self._analyser.analyse(pieces))
        return tagged, [
            put_together(next(analyses), next(analyses), *spots, self.labels) if spots[0] else next(analyses)
            for spots in apart
        ]

    def morphology_of(self, parsed: Parsed) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Lemma and features of each token."""
        return lemmas_of(parsed, self._tagger, self._grammar), feats_of(parsed, self._tagger, self._grammar)

    def caches(self) -> dict[str, Cache]:
        """What is remembered of words, and how well that serves."""
        return self._tagger.caches() | self._analyser.caches()

    def _parsed(self, forms: Sequence[str], words: tuple[Tagged, ...], analysis: Analysis) -> Parsed:
        """1. verbs that are verbs, postpositions  2. roles  3. brackets, insertions, parts of wholes  4. verb forms."""
        grammar, tagger = self._grammar, self._tagger
        likeliest = [self.labels[k] for k in analysis.relations.argmax(-1)]
        upos = upos_of(words, analysis.upos, analysis.feats, likeliest, tagger, grammar)
        analysis = with_postpositions(forms, replace(analysis, upos=upos), self.labels, grammar.postpositions)
        deprels = relations_of(words, analysis, self.labels, grammar)
        upos, heads, deprels = with_surnames(forms, upos, analysis.heads, deprels)
        upos, deprels = with_designations(forms, upos, deprels)
        heads = with_brackets(forms, with_particles(upos, heads, deprels), deprels)
        heads, deprels = with_insertions(forms, upos, heads, deprels, grammar.said_pronouns)
        heads, deprels = with_second_verbs(upos, analysis.feats, heads, deprels)
        heads, deprels = with_parts(forms, upos, heads, deprels, grammar.part_openers)
        return with_verb_forms(
            Parsed(words, tuple(word.form for word in words), upos, analysis.feats, heads, deprels),
            tagger,
            grammar,
        )

    def _sentence(self, i: int, line: Line, parsed: Parsed) -> Sentence:
        lemmas, feats = self.morphology_of(parsed)
        tokens = tuple(
            Token(
                i=k,
                form=word.form,
                lemma=lemmas[k],
                upos=parsed.upos[k],
                head=parsed.heads[k],
                deprel=parsed.deprels[k],
                start=word.start,
                end=word.end,
                feats=feats[k],
                xpos=parsed.words[k].tag,
            )
            for k, word in enumerate(line.words)
        )
        return Sentence(
            i=i, start=line.words[0].start, end=line.words[-1].end, tokens=tokens, heading=line.heading
        )


def _blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block, size = list[Line](), 0
    for line in lines:
        if size + len(line.words) > BLOCK_WORDS and block:
            yield block
            block, size = [], 0
        block.append(line)
        size += len(line.words)
    if block:
        yield block


def model_of(lang: str) -> Path:
    """The model file of a language; `UnknownLanguage` when there is none."""
    path = MODELS / f"{lang}.npz"
    if not path.is_file():
        there = ", ".join(sorted(each.stem for each in MODELS.glob("*.npz"))) or "none"
        raise UnknownLanguage(f"no parser for language {lang!r}; there are parsers for: {there}")
    return path


def parser_version(lang: str) -> str:
    """What a reading records of the parser that ships: language and digest of the model file."""
    return version_of(model_of(lang))


@cache
def version_of(path: Path) -> str:
    """Language and digest of a model file."""
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


@cache
def load_parser(lang: str) -> Parser:
    """The parser of a language, loaded once; `UnknownLanguage` when none ships for it."""
    with without_collecting():
        return TrainedParser(lang)
