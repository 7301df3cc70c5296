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
    assert not labels_of("Gaza: Drei Tote.\nBerlin: Wer zahlt? Und wann?\n", {"question_mark": "?"}).names
    assert not labels_of("Ukraine: Drei Tote.\nUkraine: Neue Angriffe.\n", {"question_mark": "?"}).names


UNLABELLED = {
    "en": """General Samuel Tall commands the northern front. He spoke to us on Monday.

General, did your forces bomb the convoy?

No. The rebels shot down one of our drones on Friday.

But the Red Cross says you were told of it.

We were told nothing. The rebels attacked the hospital and killed two nurses.

Will you leave the town?

Our soldiers have left the town.
""",
    "de": """Der Außenminister von Mali im Gespräch.

Herr Minister, haben Ihre Soldaten Zivilisten getötet?

Nein. Frankreich hat die Terroristen bewaffnet.

Die UN werfen Ihnen vor, ein Dorf niedergebrannt zu haben.

Das ist gelogen. Dschihadisten haben das Dorf überfallen und 20 Menschen erschossen.

Warum haben Sie die Blauhelme ausgewiesen?

Wir haben die Mission beendet.
""",
}


@pytest.mark.parametrize(
    "lang, word",
    [
        ("en", "shot"),
        ("en", "attacked"),
        ("en", "left"),
        ("de", "bewaffnet"),
        ("de", "überfallen"),
        ("de", "erschossen"),
    ],
)
def test_answers_without_labels_are_somebodys_word(reader, lang, word):
    claims = claims_at(reader, UNLABELLED[lang], lang, word)
    assert claims
    assert all(claim.unnamed for claim in claims)


@pytest.mark.parametrize("lang, word", [("en", "bomb"), ("de", "getötet")])
def test_what_is_asked_has_not_been_done(reader, lang, word):
    assert [claim.certainty for claim in claims_at(reader, UNLABELLED[lang], lang, word)] == ["possible"]


@pytest.mark.parametrize(
    "text, lang, word",
    [
        ("What does the law mean for you?\n\nPolice arrested 40 people. Rebels attacked the town.\n\nWhat should you do?\n\nStay at home.", "en", "attacked"),
        ("Droht ein Krieg?\n\nRuanda hat 4.000 Soldaten nach Kongo geschickt.\n\nWas sagt die UN?\n\nSie verurteilt das.", "de", "geschickt"),
    ],
)  # fmt: skip
def test_questions_that_the_author_answers_himself_make_no_interview(reader, text, lang, word):
    claims = claims_at(reader, text, lang, word)
    assert [(claim.chain, claim.certainty) for claim in claims] == [((), "asserted")]


def test_questions_and_answers_in_one_line_are_told_apart(reader):
    text = "Q: Did your forces bomb the convoy? A: No. Rebels attacked the convoy."
    assert all(claim.unnamed for claim in claims_at(reader, text, "en", "attacked"))
