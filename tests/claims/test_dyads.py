"""Both sides of an act, as event coders fill them in; what the text does not name is marked as inferred."""

import pytest

from lagebild.claims import claims_of, knowledge_of
from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import read_examples

# Sentences with frozen trees: type, actors, recipients, what is inferred.
SIDES = [
    ("de", "Der russische Angriff auf Charkiw dauerte die ganze Nacht.", ("RUS",), ("UKR",), ("recipients",)),
    ("de", "Die USA hoben die Sanktionen gegen das Ministerium auf.", ("USA",), ("USA",), ("recipients",)),
    ("de", "Der Präsident reiste am Montag nach Peking.", (), ("CHN",), ("actors", "recipients")),
    ("de", "Der Präsident dankte der Türkei für ihre Vermittlung.", (), ("TUR",), ("actors",)),
    ("en", "Hungary refused to send weapons to Ukraine.", ("HUN",), ("UKR",), ()),
    ("en", "French troops withdrew from Niger in December.", ("FRA.MIL",), ("NER",), ("recipients",)),
    ("en", "Gunmen killed four policemen in Peshawar.", ("PAK",), ("PAK",), ("actors", "recipients")),
    ("en", "A UN patrol came under fire from militants in Mali.", ("MLI",), ("UNO",), ("actors",)),
    ("en", "Kyiv accused Moscow of abducting children.", ("UKR",), ("RUS",), ()),
]


def dyads(lang, text):
    example = next(example for example in read_examples(lang) if example.text == text)
    document = document_of(text, Particulars(lang=lang))
    claims = claims_of(document, example.sentences, knowledge_of(lang))
    return [
        (d.actors, d.recipients, d.inferred) for claim in claims if claim.event and (d := claim.event.dyad)
    ]


@pytest.mark.parametrize(("lang", "text", "actors", "recipients", "inferred"), SIDES)
def test_a_side_that_is_not_named_is_what_content_place_or_the_only_state_tells(
    lang, text, actors, recipients, inferred
):
    assert (actors, recipients, inferred) in dyads(lang, text)
