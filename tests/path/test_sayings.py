"""Whoever says it is its source, whatever the words for saying: rows of verbs before the same content, and of other ways to cite.

The verbs are those that news has for saying, holding, learning and proving. What is admitted or rejected is coded as an act of its own and has no row.
"""

import csv
from pathlib import Path

import pytest

from lagebild.api import Lagebild

VERBS, WAYS = (Path(__file__).with_name(name) for name in ("sayings.tsv", "cited.tsv"))
SEPARABLE = frozenset("mit an bekannt ein zu hinzu fest heraus hervor aus dar klar nahe".split())


def rows(path):
    with path.open(encoding="utf-8") as file:
        return [tuple(row.values()) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def text_of(lang, saying):
    """A sentence with the verb; a German particle stands behind the day."""
    if lang == "en":
        return f"The ministry in Kyiv {saying} that Moscow had sent 300 soldiers to Syria."
    verb, *more = saying.split()
    parted = f"{verb} am Montag {more[0]}" if len(more) == 1 and more[0] in SEPARABLE else saying
    return f"Das Ministerium in Kiew {parted}, dass Moskau 300 Soldaten nach Syrien geschickt habe."


@pytest.fixture(scope="module")
def reader():
    return Lagebild()


TEXTS = [*((lang, text_of(lang, verb)) for lang, verb in rows(VERBS)), *rows(WAYS)]


@pytest.mark.parametrize(("lang", "text"), TEXTS)
def test_whoever_says_it_is_its_source(reader, lang, text):
    claims = reader.read(text, lang=lang, published="2024-10-18").claims
    sent = [claim for claim in claims if claim.trigger.text in ("sent", "geschickt")]
    by_kyiv = [
        claim for claim in sent if any((link.source.actor or "").startswith("UKR") for link in claim.chain)
    ]
    assert sent, [str(claim) for claim in claims]
    assert by_kyiv == sent, [str(claim) for claim in sent]
