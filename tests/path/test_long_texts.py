"""A text of any length is read: what is settled is given, and nothing is kept that is not needed."""

import gc
import json

import msgspec
import pytest
from typer.testing import CliRunner

import lagebild
from lagebild import pipeline
from lagebild.claims import claims_of, knowledge_of, passage, repeats
from lagebild.documents import Particulars, document_of
from lagebild.model import Claim, Reading
from lagebild.sentences import load_parser
from lagebild.stories import tellings_of
from lagebild.views.cli import app

ATTACK = "Russland hat am Montag die Stadt Charkiw mit Drohnen angegriffen. "
SAID = "Kiew wirft Moskau vor, Schulen zu beschießen. Der Kreml wies den Vorwurf zurück. "
QUIET = "Es regnete. "
AGAIN = "Nach dem russischen Angriff wurde es ruhig. "


def document(text=ATTACK + SAID):
    return document_of(text, Particulars(lang="de", published="2024-10-18"))


def test_a_stream_gives_the_claims_of_the_reading_and_then_the_reading_without_them():
    *claims, reading = lagebild.Lagebild().stream(document())
    whole = lagebild.Lagebild().read(document())
    assert claims and tuple(claims) == whole.claims
    assert reading == msgspec.structs.replace(whole, claims=())


def test_the_first_claim_is_given_before_the_last_sentence_is_parsed(monkeypatch):
    monkeypatch.setattr(passage, "PASSAGE", 10)
    parsed = []

    def parse(text):
        for sentence in load_parser("de").stream(text.text):
            parsed.append(sentence)
            yield sentence

    first = next(iter(pipeline.stream_document(document((ATTACK + SAID) * 20), parse=parse)))
    assert isinstance(first, Claim)
    assert 10 <= len(parsed) < 20


def test_a_reading_of_a_long_text_has_the_same_claims_and_no_tokens(monkeypatch):
    whole = lagebild.Lagebild().read(document())
    monkeypatch.setattr(pipeline, "LONG", 20)
    long = lagebild.Lagebild().read(document())
    assert long.claims == whole.claims
    assert [s.tokens for s in long.sentences] == [()] * len(whole.sentences)
    assert [(s.start, s.end) for s in long.sentences] == [(s.start, s.end) for s in whole.sentences]


@pytest.mark.parametrize(
    "text", [ATTACK + SAID, "Russland hat zwei Häuser in Charkiw zerstört, teilte das Ministerium mit. "]
)
def test_claims_of_a_long_text_are_told_for_stories_without_its_tokens(monkeypatch, text):
    monkeypatch.setattr(pipeline, "LONG", 20)
    reading = lagebild.Lagebild().read(document(text))
    assert not any(sentence.tokens for sentence in reading.sentences)
    told = tellings_of(reading)
    assert [each.claim_id for each in told] == [claim.claim_id for claim in reading.claims] != []


@pytest.mark.parametrize("how", ["--json", "--plain"])
def test_a_long_text_is_written_while_it_is_read_as_any_other(tmp_path, monkeypatch, how):
    (tmp_path / "report.txt").write_text(ATTACK + SAID, encoding="utf-8")
    command = ["read", str(tmp_path / "report.txt"), "--lang", "de", how]
    usual = CliRunner().invoke(app, command).stdout
    monkeypatch.setattr(pipeline, "LONG", 20)
    long = CliRunner().invoke(app, command).stdout
    if how == "--plain":
        assert long == usual
    else:
        without = [{**sentence, "tokens": []} for sentence in json.loads(usual)["sentences"]]
        assert json.loads(long) == {**json.loads(usual), "sentences": without}
        assert msgspec.json.decode(long, type=dict).keys() == json.loads(usual).keys()


def test_passages_of_one_topic_give_what_the_whole_gives(monkeypatch):
    whole = lagebild.read((ATTACK + SAID) * 6, lang="de").claims
    monkeypatch.setattr(passage, "PASSAGE", 6)  # more than a denial looks back
    assert lagebild.read((ATTACK + SAID) * 6, lang="de").claims == whole


@pytest.mark.parametrize(("between", "told"), [(0, 1), (repeats.REACH - 2, 1), (repeats.REACH + 2, 2)])
def test_a_mention_means_what_was_told_within_reach(between, told):
    reader = lagebild.Lagebild(
        decider=False
    )  # what counts is not weighed here: it is about what is told twice
    claims = reader.read(ATTACK + QUIET * between + AGAIN, lang="de").claims
    assert sum(claim.event is not None for claim in claims) == told


def test_what_a_sentence_was_asked_is_let_go_of_without_the_collector():
    text = document((ATTACK + SAID) * 60)
    sentences = load_parser("de").parse(text.text)
    know = knowledge_of("de")
    claims_of(text, sentences, know)
    gc.collect()
    gc.disable()
    try:
        claims_of(text, sentences, know)
        circles = gc.collect()
    finally:
        gc.enable()
    assert circles < 10 * len(sentences)


def test_a_stream_ends_with_a_reading_whatever_the_status():
    (reading,) = lagebild.Lagebild().stream(document_of("Dette er en norsk tekst.", Particulars(lang="no")))
    assert isinstance(reading, Reading) and reading.status == "not read yet"
