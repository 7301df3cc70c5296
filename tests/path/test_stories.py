"""From texts to stories, all the way."""

import pytest

import lagebild
from lagebild.stories import stories_of, tellings_of


def told(*texts):
    """The tellings of texts of several papers, a day each."""
    readings = [
        lagebild.read(text, publisher=f"Paper {i}", published=f"2024-10-{18 + i}", title=str(i))
        for i, text in enumerate(texts)
    ]
    return [telling for reading in readings for telling in tellings_of(reading)]


def largest(*texts):
    return max(stories_of(told(*texts)), key=lambda story: len(story.tellings))


def test_one_service_told_in_two_languages_is_one_origin():
    story = largest(
        "Nordkorea hat nach Angaben des südkoreanischen Geheimdienstes NIS 1500 Soldaten nach Russland geschickt.",
        "North Korea has sent 1,500 soldiers to Russia, South Korea's spy agency NIS said, according to Yonhap.",
    )
    assert {t.lang for t in story.tellings} == {"de", "en"}
    assert [origin.key for origin in story.part("overall").origins] == ["KOR.SPY.nis"]
    assert story.phase == "sent"


def test_minister_and_ministry_are_one_body():
    keys = {
        voice.key
        for telling in told(
            "Russia attacked Kharkiv with drones, Ukraine's foreign ministry said.",
            "Russia attacked Kharkiv with drones, the Ukrainian foreign minister said.",
        )
        for voice in telling.chain
    }
    assert keys == {"UKR:foreign_ministry"}


def test_a_spokeswoman_who_is_new_does_not_speak_for_whom_was_cited_before():
    last = told(
        "NATO said that Russia had attacked Kharkiv. A spokeswoman said Russia had also attacked Odesa."
    )[-1]
    assert [voice.key for voice in last.chain] == [None]


def test_a_report_that_is_taken_back_has_no_origin():
    story = largest(
        "Militants raided a camp in Bama and killed 40 people, the Nigerian army said.",
        "Nigerias Armee hat ihre Meldung über einen Überfall auf ein Lager in Bama zurückgezogen.",
    )
    assert (story.status, story.part("overall").count) == ("retracted", 0)


def test_who_had_no_part_in_a_deed_disputes_it_where_somebody_lays_it_to_him():
    accused = largest(
        "Iranian hackers attacked the parliament of Albania, the prime minister, Edi Rama, said.",
        "Iran denied any involvement in the cyberattack on the parliament of Albania.",
    )
    assert accused.status == "disputed"
    nobody = largest(
        "A cyberattack hit the parliament of Albania, the prime minister, Edi Rama, said.",
        "Iran denied any involvement in the cyberattack on the parliament of Albania.",
    )
    assert nobody.status == "single-origin"


ATTACK = {
    "en": "Gunmen attacked the village of Gidan Waya in {} on Monday, killing 12 people, {} said.",
    "de": "Bewaffnete haben am Montag das Dorf Gidan Waya in {} angegriffen, teilte {} mit.",
}
ONE = [  # language, country, who say it under one key, the key; None for who is nobody in particular
    ("en", "Nigeria", ["Tinubu's office", "the office of President Bola Tinubu", "President Bola Tinubu"], "NGA:presidency"),
    ("de", "Nigeria", ["das Büro von Präsident Bola Tinubu", "die nigerianische Präsidentschaft"], "NGA:presidency"),
    ("en", "Nigeria", ["presidential spokesman Bayo Onanuga", "the president's office"], "role:presidency"),
    ("en", "Nigeria", ["the state police command", "police spokesman Ahmed Rufai"], "role:police"),
    ("de", "Nigeria", ["Polizeisprecherin Grace Okafor", "die Polizeidirektion", "Polizeikommissar Musa Garba"], "role:police"),
    ("de", "Nigeria", ["der Generalstabschef", "Armeesprecher Musa Garba"], "role:army"),
    ("en", "Nigeria", ["residents and the army", "the defence headquarters"], "role:army"),
    ("en", "Nigeria", ["police and hospital sources", "residents and a doctor", "military sources"], None),
    ("en", "Colombia", ["Defence Minister Pedro Sánchez"], "role:defence_ministry"),
    ("en", "Ukraine", ["military blogger Yuri Podolyaka", "Yuri Podolyaka, a military analyst,"], "name:padalaka"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "where", "who", "key"), ONE, ids=[who[0] for _, _, who, _ in ONE])
def test_who_speaks_for_one_body_has_one_key(lang, where, who, key):
    for one in who:
        text = ATTACK[lang].format(where, one)
        reading = lagebild.read(text, lang=lang, published="2025-06-03", publisher="Paper")
        keys = {t.chain[-1].key for t in tellings_of(reading) if t.chain}
        assert keys == {key}, one


def test_an_office_without_a_name_is_that_of_whom_the_sentence_before_names():
    last = told("President Bola Tinubu has freed four hostages. That was said by his office.")[-1]
    assert [voice.key for voice in last.chain] in ([], ["NGA:presidency"])
    (one,) = told("Präsident Bola Tinubu hat am Montag vier Geiseln befreit. Das teilte sein Büro mit.")
    assert [voice.key for voice in one.chain] == ["NGA:presidency"]


@pytest.mark.parametrize("reporter", ["ein Reporter dieser Zeitung", "unsere Korrespondentin"])
def test_a_papers_own_reporter_is_the_paper(reporter):
    story = largest(
        f"Wie {reporter} berichtete, nahm die Polizei in Nairobi am Montag Dutzende Demonstranten fest."
    )
    assert [origin.name for origin in story.part("overall").origins] == ["Paper 0"]


def test_whoever_is_of_a_body_that_is_cited_is_no_second_source():
    story = largest(
        "Die Polizei in Minsk hat am Sonntag 30 Demonstranten festgenommen, teilte die Bürgerrechtsgruppe Wjasna mit.",
        "Die Polizei in Minsk hat am Sonntag 30 Demonstranten festgenommen, sagte Pawel Sapelko von Wjasna.",
    )
    assert story.part("overall").count == 1


def test_the_diocese_and_its_bishop_are_one():
    story = largest(
        "Gunmen attacked a church in Essakane in Burkina Faso on Sunday, killing 15 people, the diocese of Dori said.",
        "Gunmen attacked a church in Essakane in Burkina Faso on Sunday, killing 15 people, the bishop of Dori, Laurent Dabiré, said.",
    )
    assert story.part("overall").count == 1


def test_a_service_goes_by_the_state_that_the_text_names():
    keys = [
        t.chain[-1].key for t in told("Ein Reporter ist in Minsk festgenommen worden, teilte der KGB mit.")
    ]
    assert keys == ["BLR.SPY.kgb"]


BOMB = "A car bomb went off outside a mosque in Quetta on Friday, killing nine people, police said. "


@pytest.mark.parametrize(
    ("answer", "origins", "status"),
    [
        ("The Pakistani Taliban claimed the bombing.", ["role:police", "PAK.REB.ttp"], "corroborated"),
        ("No group claimed responsibility for the bombing.", ["role:police"], "single-origin"),
        ("The Pakistani Taliban denied any role in the bombing.", ["role:police"], "single-origin"),
    ],
)
def test_who_claims_a_deed_is_an_origin_and_who_had_no_part_in_it_does_not_deny_it(answer, origins, status):
    story = largest(BOMB + answer)
    assert [origin.key for origin in story.part("overall").origins] == origins
    assert story.status == status


def test_who_tells_of_a_claim_of_responsibility_vouches_for_nothing():
    story = largest(
        "Ein Frachter ist vor Hodeida von einer Rakete getroffen worden, meldete die Firma Ambrey.",
        "Huthi-Sprecher Jahja Sari reklamierte den Angriff auf den Frachter vor Hodeida für seine Gruppe.",
    )
    assert {origin.key for origin in story.part("overall").origins} <= {"name:ambra", "YEM.REB.houthi"}


def test_who_counts_the_dead_of_what_a_text_tells_is_its_source():
    story = largest(
        "Bewaffnete haben in Cauca in Kolumbien einen Transport überfallen. Der Gouverneur von Cauca sprach von vier getöteten Wärtern."
    )
    assert [origin.key for origin in story.part("overall").origins] == ["name:kaka:governor"]


def test_media_of_a_state_in_the_plural_are_nobody():
    keys = [
        t.chain[-1].key
        for t in told("Die Brüsseler Polizei hat Bauern festgenommen, wie belgische Medien berichteten.")
    ]
    assert keys == [None]


def test_a_police_spokeswoman_who_tells_an_agency_is_the_police():
    keys = {
        t.chain[-1].key
        for t in told(
            "Die Polizei in Brüssel hat 40 Bauern festgenommen. Das teilte eine Polizeisprecherin der Agentur Belga mit."
        )
    }
    assert keys == {"role:police"}


def test_a_hospital_goes_by_its_name_and_a_mayor_by_his_office():
    (one,) = [
        t
        for t in told(
            "Ein israelischer Luftangriff hat eine Schule in Nuseirat getroffen, teilte das Al-Awda-Krankenhaus mit."
        )
        if t.chain
    ]
    assert one.chain[-1].key == "name:alavda"
    story = largest(
        "A bomb exploded at a police academy in Cali in Colombia on Thursday, mayor Alejandro Eder said.",
        "A bomb exploded at a police academy in Cali in Colombia on Thursday, Colombia's defence ministry said.",
    )
    assert story.status == "corroborated within one side"


def test_whoever_is_of_an_organisation_is_that_organisation():
    last = told(
        "Rebels attacked a village near Goma on Monday, killing ten people, Irungu Houghton of Amnesty International said."
    )[-1]
    assert [voice.key for voice in last.chain] == ["NGO.amnesty"]
    wjasna = largest(
        "Die Polizei in Minsk hat am Sonntag 30 Demonstranten festgenommen, teilte das Menschenrechtszentrum Wjasna mit.",
        "Die Polizei in Minsk hat am Sonntag 30 Demonstranten festgenommen, sagte der Wjasna-Vorsitzende Pawel Sapelko.",
    )
    assert wjasna.part("overall").count == 1
