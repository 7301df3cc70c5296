"""Which claims of several short reports tell one happening, from the text on: with the parser that ships."""

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.stories import stories_of, tellings_of

SHELLS = "Die Slowakei hat der Ukraine 40.000 Artilleriegranaten geliefert, sagte Außenminister Juraj Blanár."
KIDNAPPED = "Two Emirati engineers were kidnapped near Bamako, the foreign ministry in Abu Dhabi said."
JAILED = "Ein Gericht in Tunis hat den Oppositionsführer Rached Ghannouchi zu 14 Jahren Haft verurteilt, meldete Radio Mosaique."
AMBUSH = "Militants attacked a fuel convoy near the town of Diema in western Mali on Sunday, the army said."
FIRE = "Israelische Soldaten haben nach Angaben des Gesundheitsministeriums in Gaza ein Krankenhaus gestürmt. Ein Teil der Gebäude sei angezündet worden."
POLICE = (
    "Kenia will weitere 500 Polizisten nach Haiti schicken, kündigte Innenminister Kipchumba Murkomen an."
)


TEMPLE = "Cambodian soldiers opened fire on a Thai army post near the Ta Muen Thom temple on Thursday, the Thai military said."


TANKER = "Iran's Revolutionary Guards seized a tanker near the island of Qeshm on Tuesday, the Tasnim news agency reported."


BASE = "Jihadists killed 15 soldiers in an attack on a base at Djibo on Monday, the mayor of Djibo said."


@pytest.fixture(scope="module")
def reader():
    return Lagebild()


def stories(reader, *reports):
    """The stories of reports, each with its day."""
    documents = [
        document_of(text, Particulars(publisher=f"Bote {i}", published=day))
        for i, (day, text) in enumerate(reports)
    ]
    return stories_of(t for document in documents for t in tellings_of(reader.read(document)))


@pytest.mark.parametrize(
    ("first", "second", "triggers", "one"),
    [
        (
            ("2025-06-02", SHELLS),
            (
                "2025-06-02",
                "Slovakia has delivered 40,000 shells to Ukraine, Foreign Minister Juraj Blanar told radio.",
            ),
            {"geliefert", "delivered"},
            True,
        ),
        (
            ("2025-06-02", SHELLS),
            (
                "2025-06-02",
                "Slovakia has delivered 40 tanks to Ukraine, Foreign Minister Juraj Blanar told radio.",
            ),
            {"geliefert", "delivered"},
            False,
        ),
        (
            ("2025-09-25", KIDNAPPED),
            ("2025-10-27", "JNIM freed two Emirati engineers. The two had been abducted in September."),
            {"kidnapped", "abducted"},
            True,
        ),
        (
            ("2025-07-25", JAILED),
            (
                "2025-07-25",
                "Tunisian opposition leader Rached Ghannouchi was sentenced to 14 years in prison, his party said.",
            ),
            {"verurteilt", "sentenced"},
            True,
        ),
        (
            ("2025-09-15", AMBUSH),
            ("2025-09-16", "JNIM said on Tuesday it had ambushed the fuel convoy near the town of Diema."),
            {"attacked", "ambushed"},
            True,
        ),
        (
            ("2025-09-15", AMBUSH),
            ("2025-09-16", "JNIM said it had ambushed a fuel convoy near the town of Diema on Tuesday."),
            {"attacked", "ambushed"},
            False,
        ),
        (
            ("2024-12-27", FIRE),
            (
                "2024-12-28",
                "The Israeli military confirmed it had raided the hospital, but denied that its soldiers had set fire to the building.",
            ),
            {"angezündet", "set"},
            True,
        ),
        (
            ("2025-10-01", POLICE),
            (
                "2025-10-21",
                "In Haiti sind 230 kenianische Polizisten eingetroffen, wie die Regierung mitteilte.",
            ),
            {"schicken", "eingetroffen"},
            True,
        ),
        (
            ("2025-10-01", POLICE),
            (
                "2025-10-01",
                "In Haiti sind 230 kenianische Polizisten eingetroffen, wie die Regierung mitteilte.",
            ),
            {"schicken", "eingetroffen"},
            False,
        ),
        (
            ("2025-07-24", TEMPLE),
            (
                "2025-07-24",
                "Cambodian rockets hit a petrol station in Thailand's Sisaket province, killing six civilians, the Thai public health minister said.",
            ),
            {"opened", "hit"},
            False,
        ),
        (
            ("2025-07-24", TEMPLE),
            (
                "2025-07-24",
                "Nach Darstellung des kambodschanischen Verteidigungsministeriums haben thailändische Truppen am Tempel Ta Muen Thom zuerst das Feuer eröffnet.",
            ),
            {"opened", "eröffnet"},
            True,
        ),
        (
            ("2025-04-22", TANKER),
            (
                "2025-04-22",
                "Die Besatzung sei vor der Insel Qeschm festgenommen worden, meldete die Agentur Tasnim.",
            ),
            {"seized", "festgenommen"},
            False,
        ),
        (
            ("2025-04-22", TANKER),
            (
                "2025-04-22",
                "Die iranischen Revolutionsgarden haben vor der Insel Qeschm einen Tanker aufgebracht, meldete die Agentur Tasnim.",
            ),
            {"seized", "aufgebracht"},
            True,
        ),
        (
            ("2025-09-02", BASE),
            (
                "2025-09-03",
                "The JNIM group said its fighters had overrun the base in Djibo and killed 40 soldiers.",
            ),
            {"attack", "overrun"},
            True,
        ),
        (
            ("2025-09-02", BASE),
            (
                "2025-09-03",
                "JNIM fighters overran a base in Djibo on Tuesday and killed 40 soldiers, the governor said.",
            ),
            {"attack", "overran"},
            False,
        ),
    ],
    ids=[
        "shells in two languages",
        "shells and tanks",
        "the month in which it was",
        "a person behind his office",
        "when it was said",
        "when it was done",
        "denied by who was only named",
        "which have come since",
        "more than have come",
        "shots and rockets",
        "who shot first",
        "a ship and its crew",
        "a ship in two languages",
        "each with his own number",
        "the next day",
    ],
)
def test_two_reports_tell_one_happening_or_two(reader, first, second, triggers, one):
    found = stories(reader, first, second)
    told = [{t.quote for t in story.tellings} & triggers for story in found]
    assert set().union(*told) == triggers
    assert (triggers in told) == one


def test_who_claims_what_is_only_named_is_an_origin_of_it(reader):
    raid = "Gunmen raided the village of Dessi in Niger's Tillabéri region on Thursday and killed 31 people, governor Maina Boukar said."
    claimed = "The jihadist group ISSP claimed the killings in Dessi."
    found = stories(reader, ("2025-07-12", raid), ("2025-07-14", claimed))
    (story,) = [s for s in found if {t.quote for t in s.tellings} >= {"raided", "killings"}]
    assert story.part("overall").count == 2


def origins_of(reader, *reports):
    """The origins of the first story with an event."""
    (story, *_) = [s for s in stories(reader, *reports) if s.type]
    return [origin.name for origin in story.part("overall").origins]


def test_the_ministry_is_the_only_one_that_is_named(reader):
    strike = (
        "An air strike on the market of Torit killed 31 people on Monday, South Sudan's health ministry said."
    )
    later = "An air strike on the market of Torit killed 31 people, the ministry said."
    assert len(origins_of(reader, ("2025-03-03", strike), ("2025-03-03", later))) == 1


def test_who_confirms_a_deal_of_his_own_is_an_origin_of_it(reader):
    agreed = "Thailand and Cambodia have agreed to a ceasefire, Malaysian Prime Minister Anwar Ibrahim told reporters."
    own = "Thailands amtierender Regierungschef Phumtham Wechayachai bestätigte die Einigung mit Kambodscha auf eine Waffenruhe."
    assert len(origins_of(reader, ("2025-07-28", agreed), ("2025-07-28", own))) == 2


def test_an_acting_premier_is_of_his_own_country(reader):
    agreed = "Thailand and Cambodia have agreed to a truce, Malaysian Prime Minister Anwar Ibrahim said."
    acting = "Thailand and Cambodia have agreed to a truce, Thailand's acting prime minister said."
    assert len(origins_of(reader, ("2025-07-28", agreed), ("2025-07-28", acting))) == 2


def test_no_single_soldier_is_there_denies_that_they_were_sent(reader):
    sent = "Kongos Regierung beschuldigte Ruanda, viertausend Soldaten nach Walikale geschickt zu haben."
    none = "Kigali wies das zurück. In Walikale befinde sich kein einziger ruandischer Soldat, erklärte Regierungssprecherin Yolande Makolo."
    found = stories(reader, ("2025-03-21", sent), ("2025-03-21", none))
    (story,) = [s for s in found if "geschickt" in {t.quote for t in s.tellings}]
    assert story.status == "disputed"
