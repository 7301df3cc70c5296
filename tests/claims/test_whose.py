"""Whose somebody is who has no id of his own: what his own words name, and no more."""

import pytest

from lagebild.api import Lagebild

ROWS = [
    # a state or an organisation in somebody's own words
    ("de", "angegriffen", "actor", "RUS", "Russische Drohnen haben in der Nacht den Hafen angegriffen."),
    ("de", "trafen", "actor", "USA", "US-Drohnen trafen ein Lager."),
    ("de", "trafen", "actor", "PSE.REB.hamas", "Hamas-Raketen trafen Aschkelon."),
    ("en", "shot", "recipient", "RUS", "Ukraine's air force shot down Russian drones."),
    ("en", "rammed", "actor", "CHN", "A Chinese vessel rammed a Philippine boat."),
    # a place is its state's
    ("de", "beschossen", "recipient", "UKR", "Separatisten beschossen Awdijiwka."),
    ("en", "hit", "recipient", "ISR", "Missiles hit the port of Haifa."),
    # who is for, against, apart from or backed by somebody is not his
    ("de", "beschossen", "actor", None, "Pro-russische Separatisten beschossen Awdijiwka."),
    ("de", "griffen", "actor", None, "Anti-russische Demonstranten griffen die Botschaft an."),
    ("de", "beschossen", "actor", None, "Russlands Nachbarn beschossen das Dorf."),
    ("de", "nahmen", "actor", None, "Die von Russland unterstützten Kämpfer nahmen die Stadt ein."),
    ("en", "attacked", "actor", None, "Russia-backed fighters attacked the village."),
    ("en", "attacked", "actor", None, "Enemies of Russia attacked the consulate."),
    ("en", "hacked", "actor", None, "A Kremlin-linked group hacked the ministry."),
    # whose friend is the president's is nobody's
    ("de", "griffen", "actor", None, "Putins Freunde griffen Journalisten an."),
]


@pytest.fixture(scope="module")
def reader():
    return Lagebild(data=())


@pytest.mark.parametrize(("lang", "word", "side", "owner", "text"), ROWS, ids=[row[4][:50] for row in ROWS])
def test_whoever_has_no_id_is_of_the_only_state_that_his_words_name(reader, lang, word, side, owner, text):
    claims = reader.read(text, lang=lang, published="2024-10-18").claims
    event = next(c.event for c in claims if c.trigger.text == word and c.event)
    who = (event.actors if side == "actor" else event.recipients)[0]
    assert (who.actor, who.of) == (None, owner)


@pytest.mark.parametrize(
    ("lang", "text"),
    [("de", "Russische Soldaten griffen das Dorf an."), ("en", "Moscow attacked the village.")],
)
def test_whoever_has_an_id_is_not_of_somebody_besides(reader, lang, text):
    (claim,) = reader.read(text, lang=lang, published="2024-10-18").claims
    assert claim.event.actors[0].actor and claim.event.actors[0].of is None


def test_who_is_meant_by_a_pronoun_is_of_the_same_state(reader):
    text = "Chinesische Schiffe haben die Insel blockiert. Sie rammten ein Boot."
    *_, last = reader.read(text, lang="de", published="2024-10-18").claims
    (who,) = last.event.actors
    assert who.means is None or who.of == "CHN"
