"""One who belongs to a people is not its state: nobody deports the United States when he deports an American."""

import pytest

from lagebild.api import Lagebild

ROWS = [
    ("de", "Israel hat den Amerikaner ausgewiesen.", "ausgewiesen", "recipients", "USA.UNK"),
    ("de", "Die im Mai verschleppte Französin ist frei.", "verschleppte", "recipients", "FRA.UNK"),
    ("de", "Der Russe wurde in Oslo festgenommen.", "festgenommen", "recipients", "RUS.UNK"),
    ("de", "Die Russen haben Awdijiwka eingenommen.", "eingenommen", "actors", "RUS"),
    ("en", "The Frenchman was sentenced to ten years in prison.", "sentenced", "recipients", "FRA.UNK"),
    ("en", "Iran arrested the Briton last week.", "arrested", "recipients", "GBR.UNK"),
    ("en", "The Chinese accused the Americans of spying.", "accused", "recipients", "USA"),
]


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:50])
def test_one_of_a_people_is_not_its_state(reader, row):
    lang, text, trigger, side, wanted = row
    claims = reader.read(text, lang=lang, published="2024-10-18").claims
    found = [claim.event for claim in claims if claim.trigger.text == trigger and claim.event]
    assert [who.actor for event in found for who in getattr(event, side)] == [wanted]
