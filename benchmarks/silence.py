"""Could sentences be passed over unparsed? `python -m benchmarks.silence`.

Takes the sentences of the gold files that need no tree to be looked at: by word forms, the tagger's lemmas and the names in them. Gives,
file by file, the share without any word of the lexicon, the share in which besides nobody is named or stood for, so that nothing goes
on from them either, and what looking costs. Results in docs/decisions/0017.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.gold import GOLD
from lagebild.claims import knowledge_of
from lagebild.languages import installed_languages
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.features import Tagged
from lagebild.sentences.parser import model_of
from lagebild.sentences.tags import load_tagger
from lagebild.sentences.tokens import lines_of
from lagebild.sentences.weights import tagger_named_in

FILES = ("nonevents/{}.tsv", "own/dev.{}.jsonl", "dev/{}.jsonl")
SPEAKS, STANDS = 1, 2  # reports, cites, grades or negates; names somebody or stands for somebody


class Shares(NamedTuple):
    """Of a file: sentences, share without a word of the lexicon, share without anybody either, microseconds a sentence."""

    sentences: int
    wordless: float
    silent: float
    microseconds: float


class Listener:
    """Looks at the words of a language, each form once."""

    def __init__(self, lang: str) -> None:
        self.know, self.cutting = knowledge_of(lang), cutting_of(lang)
        self.tagger = load_tagger(tagger_named_in(model_of(lang)))
        self.word = lru_cache(50_000)(self._word)

    def hears(self, forms: Sequence[str]) -> int:
        """What a sentence has: words that speak, words that stand for somebody."""
        words = self.tagger.tag(forms)
        found = 0
        for i, word in enumerate(words):
            found |= self.word(word, i > 0)
        named = self.know.names.find(forms, [word.lemma for word in words])
        return found | (STANDS if named else 0)

    def _word(self, word: Tagged, inside: bool) -> int:
        know, pack = self.know, self.know.pack
        lemmas = {word.form.lower(), word.lemma.lower(), *map(str.lower, self.tagger.lemmas(word.form))}
        tables: tuple[Any, ...] = (pack.frames, pack.statements, pack.cues, pack.grades, pack.negators)
        listed = any(lemma in table for lemma in lemmas for table in tables)
        speaks = listed or any(know.noun_frames(k) or know.cues_of(k, closed=True) for k in lemmas)
        proper = inside and word.form[:1].isupper() and word.lemma == word.form
        stands = proper or know.is_pronoun(word.form) or know.agent(word.lemma) is not None
        return (SPEAKS if speaks else 0) | (STANDS if stands else 0)


def shares_of(listener: Listener, sentences: Sequence[Sequence[str]]) -> Shares:
    """Looked at twice, so that no word is new when time is taken."""
    for _ in range(2):
        start = time.process_time()
        heard = [listener.hears(forms) for forms in sentences]
        took = time.process_time() - start
    size = len(sentences)
    return Shares(size, sum(not h & SPEAKS for h in heard) / size, heard.count(0) / size, 1e6 * took / size)


def texts_in(path: Path) -> Iterator[str]:
    """The texts of a gold file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".tsv":
        yield from (line.split("\t")[1] for line in lines[1:])
    else:
        yield from (json.loads(line)["text"] for line in lines)


def cut(texts: Iterable[str], listener: Listener) -> list[list[str]]:
    """Their sentences, without headings, as forms."""
    lines = (line for text in texts for line in lines_of(text, listener.cutting) if not line.heading)
    return [[word.form for word in line.words] for line in lines]


def main() -> None:
    """A row a file."""
    for lang in installed_languages():
        listener = Listener(lang)
        for name in (file.format(lang) for file in FILES):
            found = shares_of(listener, cut(texts_in(GOLD / name), listener))
            print(
                f"{name:<20} {found.sentences:>5} sentences, without a word {100 * found.wordless:4.1f} %, "
                f"nor anybody {100 * found.silent:4.1f} %, looked at in {found.microseconds:.0f} µs each"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
