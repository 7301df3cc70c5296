"""Whoever calls untrue what somebody else has said denies it; the denial stands beside the claim."""

import pytest

from lagebild.api import Lagebild

CLAIM = {
    "en": "Soldiers attacked the village, a rights group said. ",
    "de": "Soldaten hätten das Dorf angegriffen, teilte eine Gruppe mit. ",
}
DENIED = [
    ("en", 'A militia spokesman called it "pure invention".'),
    ("en", "The army called the report false."),
    ("en", '"That is a lie," an army spokesman said.'),
    ("en", "An army spokesman said that was untrue."),
    ("de", "Ein Sprecher der Miliz nannte das „freie Erfindung“."),
    ("de", "Die Armee nannte das falsch."),
    ("de", "Die Armee sprach von einer Lüge."),
    ("de", "„Das ist eine Lüge“, sagte ein Armeesprecher."),
    ("de", "Das sei falsch, sagte ein Armeesprecher."),
]
NOT_DENIED = [
    ("en", "The army called for talks."),
    ("en", "The army rejected the offer of a truce."),
    ("de", "Die Armee sprach von einem Erfolg."),
    ("de", "Die Armee lehnte das Angebot einer Waffenruhe ab."),
]


@pytest.fixture(scope="module")
def reader():
    return Lagebild(data=(), decider=False)


def denials(reader, lang, answer):
    claims = reader.read(CLAIM[lang] + answer, lang=lang, published="2024-10-18").claims
    return [stance for c in claims if c.sentence == 0 for stance in c.stances if stance.stance == "denies"]


@pytest.mark.parametrize(("lang", "answer"), DENIED, ids=[row[1] for row in DENIED])
def test_to_call_it_untrue_is_to_deny_it(reader, lang, answer):
    assert denials(reader, lang, answer)


@pytest.mark.parametrize(("lang", "answer"), NOT_DENIED, ids=[row[1] for row in NOT_DENIED])
def test_to_refuse_something_else_denies_nothing(reader, lang, answer):
    assert not denials(reader, lang, answer)


def test_who_has_denied_one_thing_calls_nothing_else_untrue(reader):
    answer = (
        "North Korea denied that any soldiers had been sent and called the accusation a groundless rumour."
    )
    assert not denials(reader, "en", answer)


LONG_AGO = {
    "en": "Soldiers attacked the village, the rights group Altura said. Two houses were destroyed, the group said. ",
    "de": "Soldaten hätten das Dorf angegriffen, teilte die Gruppe Altura mit. Zwei Häuser seien zerstört worden, teilte die Gruppe mit. ",
}


@pytest.mark.parametrize(
    ("lang", "answer", "whole"),
    [
        ("en", "The army dismissed the account.", True),
        ("en", "The army denied a report that it had left.", False),
        ("de", "Die Armee wies die Darstellung zurück.", True),
        ("de", "Die Armee wies die Zahl zurück.", False),
    ],
)
def test_who_dismisses_an_account_denies_all_that_its_source_has_told(reader, lang, answer, whole):
    claims = reader.read(LONG_AGO[lang] + answer, lang=lang, published="2024-10-18").claims
    told = [c for c in claims if c.sentence == 0 and c.event]
    assert told
    assert any(s.stance == "denies" for c in told for s in c.stances) == whole


CHARGED = {
    "en": (
        "Chile has accused Russian hackers of attacking its largest port. President Kast announced the expulsion of two Russian diplomats. "
        "The Russian embassy called the accusations groundless."
    ),
    "de": (
        "Polen warf Belarus vor, Grenzer beschossen zu haben. Präsident Nawrocki verkündete die Ausweisung von zwei Diplomaten. "
        "Minsk wies die Vorwürfe zurück."
    ),
}


@pytest.mark.parametrize(
    ("lang", "charged", "own"), [("en", "attacking", "expulsion"), ("de", "beschossen", "Ausweisung")]
)
def test_who_rejects_accusations_does_not_deny_what_the_accuser_has_told_of_himself(
    reader, lang, charged, own
):
    claims = reader.read(CHARGED[lang], lang=lang, published="2026-04-10").claims
    denied = {c.trigger.text for c in claims for s in c.stances if s.stance == "denies"}
    assert charged in denied
    assert own not in denied


OWN = {
    "en": (
        "Cambodian troops fired rockets at a village, the Thai army said. Two civilians were killed, it said. Phnom Penh rejected the "
        "accusations. Thailand denied air strikes."
    ),
    "de": (
        "Nach thailändischen Armeeangaben feuerten kambodschanische Soldaten Raketen auf ein Dorf. Dabei seien zwei Zivilisten getötet worden. "
        "Phnom Penh wies die Vorwürfe zurück. Bangkok dementierte Luftangriffe."
    ),
}


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_state_does_not_deny_what_it_has_said_itself_and_accusations_are_all_that_were_made(reader, lang):
    claims = reader.read(OWN[lang], lang=lang, published="2026-06-01").claims
    told = [c for c in claims if c.sentence < 2]
    deniers = [{(s.source.actor or "")[:3] for s in c.stances if s.stance == "denies"} for c in told]
    assert deniers == [{"KHM"}, {"KHM"}]
