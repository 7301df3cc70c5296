"""Two short reports tell one happening or two, and who denies it: from the text on, with the parser that ships."""

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.stories import stories_of, tellings_of


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


TWO = {
    "fired on, beschossen": (
        ("2025-05-03", "The army fired on a refugee convoy near Nyala on Friday, the RSF said."),
        ("2025-05-03", "Die Armee hat bei Nyala einen Flüchtlingskonvoi beschossen, teilte die RSF mit."),
        {"fired", "beschossen"},
        True,
    ),
    "shots, rockets": (
        ("2025-05-03", "Gunmen opened fire on a police post near Quetta on Friday, officials said."),
        ("2025-05-03", "Rockets hit a police post near Quetta on Friday, the governor said."),
        {"opened", "hit"},
        False,
    ),
    "who denies it words it as he likes": (
        ("2025-05-03", "Hezbollah rockets struck Kiryat Shmona on Friday, Israel's army said."),
        ("2025-05-03", "Die Hisbollah bestritt, auf Kirjat Schmona gefeuert zu haben."),
        {"struck", "gefeuert"},
        True,
    ),
    "a charge and its denial": (
        (
            "2025-09-13",
            "Armenian troops shelled the village of Sotk overnight, Azerbaijan's defence ministry said.",
        ),
        (
            "2025-09-13",
            "Das armenische Verteidigungsministerium bestritt, dass seine Armee Zivilisten angegriffen habe.",
        ),
        {"shelled", "angegriffen"},
        True,
    ),
    "reports of a massacre": (
        (
            "2025-09-13",
            "RSF fighters killed dozens of villagers in Bara, the Emergency Lawyers group said.",
        ),
        ("2025-09-14", "Die RSF wies Berichte über ein Massaker zurück."),
        {"killed", "Massaker"},
        True,
    ),
    "it denies something else": (
        (
            "2025-09-13",
            "Russische Truppen haben ein Umspannwerk bei Odessa getroffen, teilte der Gouverneur mit.",
        ),
        ("2025-09-13", "Moscow denied that its missiles had hit a hospital."),
        {"getroffen", "hit"},
        False,
    ),
    "turned round": (
        (
            "2025-06-06",
            "Police fired rubber bullets at protesters in Nairobi on Friday, Citizen TV reported.",
        ),
        (
            "2025-06-07",
            "Kenias Innenminister warf Demonstranten vor, in Nairobi Polizisten angegriffen zu haben.",
        ),
        {"fired", "angegriffen"},
        False,
    ),
    "named in March, news in June": (
        (
            "2025-03-10",
            "The US sanctioned two police commanders over the beating of protesters in Tbilisi.",
        ),
        ("2025-06-11", "Die Polizei hat in Tiflis Demonstranten mit Wasserwerfern auseinandergetrieben."),
        {"beating", "auseinandergetrieben"},
        False,
    ),
    "officials of a government": (
        (
            "2025-08-13",
            "The United States imposed sanctions on nine officials in Honduras, the State Department said.",
        ),
        (
            "2025-08-13",
            "Washington hat Sanktionen gegen neun Vertreter der Regierung von Honduras verhängt.",
        ),
        {"imposed", "verhängt"},
        True,
    ),
    "states approve what takes effect": (
        ("2025-07-18", "EU states on Friday approved sanctions against four Russian shipyards."),
        (
            "2025-07-21",
            "The EU sanctions on four Russian shipyards took effect on Monday, the Council said.",
        ),
        {"approved", "sanctions"},
        True,
    ),
    "a chamber approves": (
        ("2025-07-18", "The US Senate approved sanctions against four Russian shipyards."),
        (
            "2025-07-21",
            "The US sanctions on four Russian shipyards took effect on Monday, the Treasury said.",
        ),
        {"approved", "sanctions"},
        False,
    ),
    "from where it came": (
        (
            "2025-08-18",
            "Gunmen attacked a bus near Rosh Pina in Israel and killed two people, the army said.",
        ),
        ("2025-08-18", "Israel's defence minister called the bus attack an act of terror from Lebanon."),
        {"attacked", "attack"},
        True,
    ),
    "from where they are": (
        (
            "2025-01-30",
            "Philippine agents have arrested four Chinese nationals suspected of spying near Cavite, the NBI said.",
        ),
        (
            "2025-01-30",
            "Auf den Philippinen sind vier mutmaßliche Spione aus China festgenommen worden, bestätigte die Polizei.",
        ),
        {"arrested", "festgenommen"},
        True,
    ),
    "called after another state": (
        (
            "2025-11-04",
            "RSF fighters killed patients at the Turkish hospital in Nyala, the doctors' union said.",
        ),
        ("2025-11-04", "Die RSF wies Berichte über Tötungen im türkischen Krankenhaus zurück."),
        {"killed", "Tötungen"},
        True,
    ),
}


@pytest.mark.parametrize(("first", "second", "triggers", "one"), TWO.values(), ids=TWO.keys())
def test_two_reports_tell_one_happening_or_two(reader, first, second, triggers, one):
    found = stories(reader, first, second)
    told = [{t.quote for t in story.tellings} & triggers for story in found]
    assert set().union(*told) == triggers
    assert (triggers in told) == one


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("The UN mission chief in Dakar condemned the attack.", "attack", None),
        ("Rebels in Goma reported an attack.", "attack", "COD"),
        ("Five suspected spies from China were arrested in Manila.", "arrested", "PHL"),
        ("Two soldiers fled from Goma.", "fled", "COD"),
        ("A bomb went off at the Iranian embassy in Kabul.", "bomb", "AFG"),
    ],
)
def test_a_deed_is_not_where_somebody_speaks_of_it_or_comes_from(reader, text, trigger, country):
    claims = tellings_of(
        reader.read(document_of(text, Particulars(publisher="Bote", published="2025-05-13")))
    )
    assert {t.country for t in claims if t.quote == trigger and t.type} <= {country}
