"""From texts to stories, all the way."""

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
