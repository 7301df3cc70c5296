"""Whoever says it is its source, whatever the verb of saying: rows of verbs, each before the same content.

The verbs are those that news has for saying, holding, learning and proving. What is admitted or rejected is coded as an act of its own and has no row.
"""

import csv
from pathlib import Path

import pytest

from lagebild.api import Lagebild

ROWS = Path(__file__).with_name("sayings.tsv")
SEPARABLE = frozenset("mit an bekannt ein zu hinzu fest heraus hervor aus dar klar nahe".split())


def rows():
    with ROWS.open(encoding="utf-8") as file:
        return [(row["lang"], row["saying"]) for row in csv.DictReader(file, delimiter="\t")]


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


@pytest.mark.parametrize(("lang", "saying"), rows())
def test_whoever_says_it_is_its_source(reader, lang, saying):
    text = text_of(lang, saying)
    claims = reader.read(text, lang=lang, published="2024-10-18").claims
    sent = [claim for claim in claims if claim.trigger.text in ("sent", "geschickt")]
    assert sent, [str(claim) for claim in claims]
    assert [claim for claim in sent if any(link.source.actor == "UKR.GOV" for link in claim.chain)] == sent, [
        str(claim) for claim in sent
    ]
