"""Whatever the text: it is read, every span cuts it, every tree is a tree, and the same text gives the same claims."""

import json
import re
import unicodedata
from importlib.resources import files

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lagebild
from lagebild.languages import installed_languages
from lagebild.model import (
    Attribution,
    Cue,
    Event,
    Noun,
    Participant,
    Period,
    Place,
    Quantity,
    Span,
    Stance,
    Statement,
)
from lagebild.sentences.features import UNSEEN

LINES = (files("lagebild") / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
REPORTS = [json.loads(line) for line in LINES]
LANGS = st.sampled_from(installed_languages())
DAYS = st.sampled_from([None, "0001-01-01", "2024-02-29", "2024-10-18", "9999-12-31"])
ODD = (
    "😀|👩‍🚀|🇩🇪|🏽|\u0301|\u0308|\ufe0f|\u200b|\u200d|\u202e|\u2066|\ufeff|\xad|\xa0|\u202f|\t|\x00|\x1b|\x85|\u2028|\r\n|\r|\n|"
    "“|”|„|»|«|'|’|(|)|[|]|.|,|;|:|…|-|‑|–|/|%|&|<b>|</script>|$|€|#|@|\\|1|0|00|12.000|٣|½|²|Ⅻ|ß|İ|ı|ﬁ|한|中|ش|"
    "am 30. Februar|31.02.2024|October 99|99999999999999999999|zwischen|bis|nicht|no one|Millionen|dozens of|said|sagte|z.B.|U.S."
).split("|")
BOUNDED = settings(
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=80,
    suppress_health_check=[HealthCheck.too_slow],
)


@st.composite
def spliced(draw):
    """Some sentences of a report, with odd things put in, and parts of it taken out or doubled."""
    report = draw(st.sampled_from(REPORTS))
    sentences = re.split(r"(?<=[.!?]) ", report["text"])
    first = draw(st.integers(0, len(sentences) - 1))
    text = " ".join(sentences[first : first + draw(st.integers(1, 4))])
    for _ in range(draw(st.integers(0, 12))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        match draw(st.sampled_from(["put", "put", "put", "take", "double"])):
            case "put":
                text = text[:start] + draw(st.sampled_from(ODD)) + text[start:]
            case "take":
                text = text[:start] + text[min(end, start + 20) :]
            case _:
                text = text[:end] + text[start : start + 40] + text[end:]
    return text, draw(st.sampled_from([report["lang"]] * 3 + list(installed_languages())))


@st.composite
def hyphenated(draw):
    """A report's text, and the same with signs inside its words that are not seen."""
    report = draw(st.sampled_from(REPORTS))
    text = report["text"]
    start = lagebild.read(text, lang=report["lang"]).document.body_start
    inside = [m.start() for m in re.finditer(r"(?<=[^\W\d_])(?=[^\W\d_])", text) if m.start() > start]
    spots = draw(st.lists(st.sampled_from(inside), max_size=30, unique=True))
    sign = draw(st.sampled_from(["\xad", "\u200b", "\u2060"]))
    pieces = [text[a:b] for a, b in zip([0, *sorted(spots)], [*sorted(spots), len(text)], strict=True)]
    return report, sign.join(pieces)


def parts_of(value):
    """Everything that a noun consists of, itself first."""
    if isinstance(value, Noun):
        yield value
        for name in value.__struct_fields__:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from parts_of(part)


def reaches_root(sentence, token):
    for _ in sentence.tokens:
        if token.head < 0:
            return True
        token = sentence.tokens[token.head]
    return False


def check(text, reading):
    for part in parts_of(reading):
        if isinstance(part, Span):
            assert 0 <= part.start < part.end
            assert text[part.start : part.end] == part.text
    end = 0
    for i, sentence in enumerate(reading.sentences):
        assert sentence.i == i
        assert (sentence.start, sentence.end) == (sentence.tokens[0].start, sentence.tokens[-1].end)
        for token in sentence.tokens:
            assert end <= token.start < token.end
            assert text[token.start : token.end] == token.form
            assert -1 <= token.head < len(sentence.tokens)
            assert reaches_root(sentence, token)
            end = token.end
        assert [token.deprel for token in sentence.tokens if token.head == -1] == ["root"]
    for claim in reading.claims:
        sentence = reading.sentences[claim.sentence]
        assert sentence.start <= claim.trigger.start and claim.trigger.end <= sentence.end
    for mention in (part for part in parts_of(reading.claims) if hasattr(part, "mention")):
        sentence = reading.sentences[mention.mention.sentence]
        assert 0 <= mention.mention.head < len(sentence.tokens)
        assert sentence.start <= mention.mention.span.start and mention.mention.span.end <= sentence.end
    assert len({claim.claim_id for claim in reading.claims}) == len(reading.claims)


def as_json(reading):
    return msgspec.json.encode(reading)


@BOUNDED
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300), lang=LANGS, day=DAYS)
def test_any_text_is_read_and_every_span_cuts_it(text, lang, day):
    check(text, lagebild.read(text, lang=lang, published=day))


@BOUNDED
@given(made=spliced(), day=DAYS)
def test_reports_with_anything_put_in_are_read_and_every_span_cuts_them(made, day):
    text, lang = made
    check(text, lagebild.read(text, lang=lang, published=day))


@settings(BOUNDED, max_examples=30)
@given(made=spliced())
def test_the_same_text_read_twice_gives_the_same_bytes(made):
    text, lang = made
    assert as_json(lagebild.read(text, lang=lang)) == as_json(lagebild.read(text, lang=lang))


@settings(BOUNDED, max_examples=5)
@given(order=st.permutations(range(len(REPORTS))))
def test_the_order_of_documents_does_not_matter(order):
    read = {i: as_json(lagebild.read(REPORTS[i]["text"], lang=REPORTS[i]["lang"])) for i in order}
    for i, report in enumerate(REPORTS):
        assert read[i] == as_json(lagebild.read(report["text"], lang=report["lang"]))


@settings(BOUNDED, max_examples=15)
@given(made=hyphenated())
def test_signs_that_are_not_seen_inside_words_change_no_claim(made):
    report, text = made
    told = lagebild.read(text, lang=report["lang"], published=report["published"]).claims
    plain = lagebild.read(report["text"], lang=report["lang"], published=report["published"]).claims
    assert [str(claim).translate(dict.fromkeys(UNSEEN)) for claim in told] == [str(claim) for claim in plain]


@pytest.mark.parametrize("report", REPORTS, ids=[report["id"] for report in REPORTS])
def test_line_ends_and_decomposed_letters_change_no_claim(report):
    plain = [str(claim) for claim in lagebild.read(report["text"], lang=report["lang"]).claims]
    for text in (report["text"].replace("\n", "\r\n"), unicodedata.normalize("NFD", report["text"])):
        reading = lagebild.read(text, lang=report["lang"])
        check(text, reading)
        assert [unicodedata.normalize("NFC", str(claim)) for claim in reading.claims] == plain


def test_the_reports_have_a_span_of_every_kind():
    readings = [lagebild.read(one["text"], lang=one["lang"], published=one["published"]) for one in REPORTS]
    kinds = {type(part) for reading in readings for part in parts_of(reading)}
    assert kinds >= {Attribution, Cue, Event, Participant, Period, Place, Quantity, Stance, Statement}
    assert any(reading.document.dateline for reading in readings)
