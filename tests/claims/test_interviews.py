"""An answer in an interview is the word of whoever gives it, never the author's."""

import pytest

from lagebild.api import Lagebild
from lagebild.claims.interviews import labels_of

GERMAN = """Was ist in der Stadt geschehen?
Haddad: Die Soldaten haben drei Lehrer erschossen. Danach bombardierte die Armee den Markt.

Die Regierung spricht von Terroristen. Stimmt das?
Haddad: Nein. Die Miliz hat das Krankenhaus angegriffen.

Am Montag griffen Rebellen einen Konvoi der Armee an.
"""

ENGLISH = """Q: What happened in the town?
A: Soldiers shot three teachers. The army bombed the market.

Q: The government says they were militants. Were they?
A: No. The militia attacked the hospital.
"""


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


def claims_at(reader, text, lang, word):
    claims = reader.read(text, lang=lang, published="2025-10-18").claims
    return [claim for claim in claims if claim.trigger.text == word]


@pytest.mark.parametrize("word", ["erschossen", "bombardierte", "angegriffen"])
def test_a_named_label_says_all_of_its_paragraph(reader, word):
    claims = claims_at(reader, GERMAN, "de", word)
    assert claims
    assert all(claim.chain[-1].source.mention.span.text == "Haddad" for claim in claims)
    assert all(claim.certainty == "reported" for claim in claims)


def test_a_paragraph_without_label_is_the_authors(reader):
    claims = claims_at(reader, GERMAN, "de", "griffen")
    assert [(claim.chain, claim.certainty) for claim in claims] == [((), "asserted")]


@pytest.mark.parametrize("word", ["shot", "bombed", "attacked"])
def test_an_answer_without_a_name_is_somebodys_word(reader, word):
    claims = claims_at(reader, ENGLISH, "en", word)
    assert claims
    assert all(claim.unnamed for claim in claims)


def test_labels_that_come_once_or_without_questions_make_no_interview():
    assert not labels_of("Gaza: Drei Tote.\nBerlin: Wer zahlt? Und wann?\n", "?").names
    assert not labels_of("Ukraine: Drei Tote.\nUkraine: Neue Angriffe.\n", "?").names
