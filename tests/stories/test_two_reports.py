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
    "no live rounds, tear gas": (
        ("2026-08-11", "Police fired tear gas at protesters in Antananarivo on Tuesday, RFI reported."),
        ("2026-08-12", "Die Polizei bestritt, in Antananarivo Demonstranten erschossen zu haben."),
        {"fired", "erschossen"},
        False,
    ),
    "who is arrested is no town": (
        (
            "2026-02-01",
            "Die Anwältin Marta Quintero ist in Caracas festgenommen worden, meldete die Partei Vente Venezuela.",
        ),
        ("2026-02-02", "Venezuela's attorney general, Tarek Saab, said Quintero had not been arrested."),
        {"festgenommen", "arrested"},
        True,
    ),
    "another vessel, the flag before its name": (
        (
            "2025-07-08",
            "Die Huthi haben im Roten Meer den Frachter «Coral Dawn» angegriffen, teilte die Marine mit.",
        ),
        (
            "2025-07-08",
            "A bulk carrier, the Liberian-flagged Westwind, was attacked in the Red Sea, its owner said.",
        ),
        {"angegriffen", "attacked"},
        False,
    ),
    "rammed, and sprayed": (
        ("2025-10-06", "A Chinese coast guard ship rammed the Philippine boat Datu Sumakwel near Sandy Cay."),
        (
            "2025-10-06",
            "Pekings Küstenwache bestätigte den Einsatz von Wasserwerfern gegen die «Datu Sumakwel».",
        ),
        {"rammed", "Einsatz"},
        False,
    ),
    "those who were hit complain": (
        (
            "2026-04-20",
            "Kanada hat neun georgische Richter mit Sanktionen belegt, teilte das Außenministerium in Ottawa mit.",
        ),
        ("2026-04-21", "Georgia's foreign minister called the Canadian sanctions unlawful."),
        {"belegt", "sanctions"},
        True,
    ),
    "others complain, of something else": (
        (
            "2026-04-20",
            "Kanada hat neun georgische Richter mit Sanktionen belegt, teilte das Außenministerium in Ottawa mit.",
        ),
        ("2026-06-21", "Iran's foreign minister called the Canadian sanctions unlawful."),
        {"belegt", "sanctions"},
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


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        (
            "Thailand accused Cambodia of laying fresh mines along the border, which Phnom Penh rejected.",
            "laying",
            "disputed",
        ),
        ("Armenia said Azerbaijan had shelled Sotk overnight, which Baku dismissed.", "shelled", "disputed"),
        (
            "Kiew warf Moskau vor, ein Krankenhaus in Sumy beschossen zu haben, was der Kreml zurückwies.",
            "beschossen",
            "disputed",
        ),
        ("Ecuador raided the embassy, which Mexico rejected as a breach of law.", "raided", "single-origin"),
        ("Israel proposed a truce of 60 days, which Hamas rejected.", "proposed", "single-origin"),
        (
            "Moscow threatened to cut gas supplies, Kyiv said. The Kremlin denied having threatened anyone.",
            "threatened",
            "disputed",
        ),
        (
            "The opposition said police had arrested its candidate. The interior ministry said no one had been detained.",
            "arrested",
            "disputed",
        ),
        (
            "Kyiv said its drones had struck the refinery. The governor of Samara said two people had been hurt.",
            "struck",
            "single-origin",
        ),
        (
            "The union said 300 people had been arrested. The police said no journalists had been hurt.",
            "arrested",
            "single-origin",
        ),
    ],
)
def test_who_says_that_it_is_not_so_disputes_it(reader, text, trigger, status):
    found = [s for s in stories(reader, ("2025-07-26", text)) if trigger in {t.quote for t in s.tellings}]
    assert [s.status for s in found] == [status]


def test_a_side_that_says_it_was_hit_itself_disputes_it(reader):
    one = "A Chinese coast guard ship rammed the Philippine boat Datu Sumakwel near Sandy Cay, Manila's coast guard said."
    other = "China's coast guard said the Datu Sumakwel had rammed one of its ships near Sandy Cay."
    found = stories(reader, ("2025-10-05", one), ("2025-10-05", other))
    (story,) = [s for s in found if s.type == "ASSAULT"]
    assert story.status == "disputed"


def test_that_somebody_denies_it_is_no_report_of_it(reader):
    broken = "The union said the government had broken its promise."
    denied = "The government denied it had broken its promise."
    found = stories(reader, ("2025-05-10", broken), ("2025-05-10", denied))
    (story,) = [s for s in found if {t.quote for t in s.tellings} == {"broken"}]
    assert story.status == "disputed"
    assert story.part("overall").count == 1


def test_the_government_and_its_only_minister_who_is_named_are_one(reader):
    minister = "Hungary will quit the court, said Minister of State Gergely Nagy."
    government = "Ungarn verlässt den Gerichtshof, teilte die Regierung mit."
    found = stories(reader, ("2025-04-03", minister), ("2025-04-03", government))
    (story,) = [s for s in found if {"quit", "verlässt"} <= {t.quote for t in s.tellings}]
    assert story.part("overall").count == 1


@pytest.mark.parametrize(
    "text",
    [
        "A group called the Free Sons claimed responsibility for the attack on the barracks near Gao.",
        "A group calling itself the Free Sons claimed responsibility for the attack on the barracks near Gao.",
        "Eine Gruppe namens «Freie Söhne» bekannte sich zu dem Angriff auf die Kaserne der Armee bei Gao.",
    ],
)
def test_a_group_is_who_it_is_called(reader, text):
    raid = "Gunmen attacked army barracks near Gao in northern Mali on Friday, the governor said."
    found = stories(reader, ("2025-05-09", raid), ("2025-05-10", text))
    (story,) = [s for s in found if "attacked" in {t.quote for t in s.tellings}]
    assert story.part("overall").count == 2
