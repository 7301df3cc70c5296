"""What is fuzzed: functions of bytes, each with the errors that it may raise."""

from collections.abc import Callable, Iterator
from pathlib import Path

from lagebild.claims.date_words import load_date_words
from lagebild.claims.dates import periods_in
from lagebild.claims.numbers import load_number_words, number_at
from lagebild.documents.charsets import page_text
from lagebild.documents.datelines import dateline_of, shipped_forms
from lagebild.documents.net import reservations, robots
from lagebild.documents.net.addresses import target_of
from lagebild.documents.net.feeds import feed_of
from lagebild.documents.net.kinds import kind_of
from lagebild.documents.net.opml import outlines_of
from lagebild.documents.webpages import page_of
from lagebild.errors import LagebildError
from lagebild.languages import installed_languages
from lagebild.ledger import MemoryLedger
from lagebild.ledger.journal import replay
from lagebild.model import Sentence, Token
from lagebild.sentences import read_conllu, write_conllu
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.tokens import lines_of

SEEDS = Path(__file__).parent / "seeds"
PUBLISHED = ("2024-10-18", None)
LONGEST_LINE = 2_000


def dateline(data: bytes) -> None:
    text = _text(data)
    found = dateline_of(text, shipped_forms())
    if found:
        assert text[found.span.start : found.span.end] == found.span.text


def date(data: bytes) -> None:
    text = _text(data)
    for lang in installed_languages():
        for sentence in _sentences(text, lang):
            for published in PUBLISHED:
                for hit in periods_in(sentence, text, load_date_words(lang), published):
                    span, period = hit.period.span, hit.period
                    assert text[span.start : span.end] == span.text
                    assert period.first is None or period.last is None or period.first <= period.last


def number(data: bytes) -> None:
    forms = _text(data).split()[:200]
    for lang in installed_languages():
        words = load_number_words(lang)
        for at in range(len(forms)):
            found = number_at(forms, at, words)
            assert found is None or (
                at <= found.first < found.end <= len(forms) and found.value == found.value
            )


def conllu(data: bytes) -> None:
    sentences = read_conllu(_text(data))
    if sentences:
        write_conllu(sentences, " " * max(sentence.end for sentence in sentences))


def journal(data: bytes) -> None:
    replay(MemoryLedger(), data.splitlines(), "fuzz")


def opml(data: bytes) -> None:
    assert all(outline.url for outline in outlines_of(data))


def html(data: bytes) -> None:
    called, _, page = data.partition(b"\n")
    found = page_of(page, called.decode("latin-1"))
    assert found.text.strip()


def feed(data: bytes) -> None:
    feed_of(data, "https://example.org/feed")


def net(data: bytes) -> None:
    """The small things that hosts say of themselves, and addresses."""
    kind_of(data)
    page_text(data)
    path = "/" + _text(data)[-200:]
    robots.rules_in(data).allow(path)
    reservations.reserved(path, reservations.reservations_in(data))
    target_of(_text(data)[:500])


TARGETS: dict[str, Callable[[bytes], None]] = {
    each.__name__: each for each in (dateline, date, number, conllu, journal, opml, html, feed, net)
}
EXPECTED = LagebildError


def seeds_of(target: str) -> list[Path]:
    """The files that a target begins with."""
    return sorted(path for path in (SEEDS / target).iterdir() if path.is_file())


def run(target: str, data: bytes) -> None:
    """Run a target; what it may raise is no crash."""
    try:
        TARGETS[target](data)
    except EXPECTED:
        return


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\0", " ")


def _sentences(text: str, lang: str) -> Iterator[Sentence]:
    """Sentences under a flat tree."""
    for i, line in enumerate(lines_of(text[:LONGEST_LINE], cutting_of(lang))):
        tokens = tuple(
            Token(i=n, form=word.form, lemma=word.form, upos="VERB" if n == 0 else "X", head=-1 if n == 0 else 0,
                  deprel="root" if n == 0 else "dep", start=word.start, end=word.end)
            for n, word in enumerate(line.words)
        )  # fmt: skip
        if tokens:
            yield Sentence(i=i, start=tokens[0].start, end=tokens[-1].end, tokens=tokens)
