"""Things with names tell happenings apart: from the text on, with the parser that ships."""

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.stories import stories_of, tellings_of
from lagebild.stories.spelling import are_alike, spelt_alike


@pytest.fixture(scope="module")
def reader():
    return Lagebild()


def told(reader, text, publisher="Bote", day="2025-05-03"):
    return tellings_of(reader.read(document_of(text, Particulars(publisher=publisher, published=day))))


def are_one(reader, one, other):
    claims = (*told(reader, one), *told(reader, other, publisher="Herald"))
    return any(len({t.document_id for t in story.tellings}) == 2 for story in stories_of(claims))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Houthi rebels fired missiles at the tanker Blue Heron.", {"vessel:bla haran"}),
        ("Bewaffnete haben im Osten Kongos das Dorf Mahihi überfallen.", {"settlement:mahaha"}),
        ("Iranische Kräfte haben den Tanker «Okeanis» aufgebracht.", {"vessel:akana"}),
        ("Drones struck the Kirishi refinery near Saint Petersburg overnight.", {"facility:karasha"}),
        ("Water cannon were fired at another Philippine vessel, the Datu Pagbuaya.", {"vessel:data pagba"}),
        ("Die 92. Brigade hat die Stadt Kupjansk angegriffen.", {"formation:92"}),
        ("Sea drones attacked the Crimea bridge.", set()),
        ("Das Lager wurde angegriffen, teilte das Innenministerium in Kairo mit.", set()),
    ],
    ids=["a ship", "a village", "in quotation marks", "a name before its noun", "behind a comma", "by its number", "after a region", "a seat"],
)  # fmt: skip
def test_a_thing_is_called_by_the_noun_beside_its_name(reader, text, things):
    claims = [t for t in told(reader, text) if t.type]
    assert {thing for t in claims for thing in t.things} >= things
    assert bool(things) or not any(t.things for t in claims)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (
            "Houthi rebels fired missiles at the tanker Blue Heron in the Red Sea.",
            "Houthi rebels fired missiles at the container ship Maya Star in the Red Sea.",
            False,
        ),
        (
            "Gunmen attacked the village of Maradoni in Nigeria's Zamfara state, killing 14 people.",
            "Gunmen attacked the village of Tungar Baro in Nigeria's Zamfara state, killing six people.",
            False,
        ),
        (
            "Bewaffnete haben im Osten Kongos das Dorf Mahihi überfallen und zwölf Menschen getötet.",
            "Militiamen attacked the village of Mahihi in eastern Congo and killed a dozen people.",
            True,
        ),
        (
            "Russische Truppen haben das Dorf Nowopil eingenommen.",
            "Russian troops have taken the village of Troitske.",
            False,
        ),
        (
            "Russische Truppen haben das Dorf Nowopil eingenommen.",
            "Russian troops have taken the village of Novopil.",
            True,
        ),
        (
            "The army has retaken the town of Bara in Sudan's North Kordofan, it said.",
            "Sudans Armee hat die Stadt Kazgeil in Nord-Kordofan zurückerobert.",
            False,
        ),
        (
            "Britain imposed sanctions on the Russian shipping company Sovkom Marine.",
            "Britain imposed sanctions on the Russian oil producer Surgut Energy.",
            False,
        ),
        (
            "Syriens Armee hat das Viertel Hanano in Aleppo eingenommen.",
            "The Syrian army seized the Sakhour district of Aleppo.",
            False,
        ),
        (
            "Syriens Armee hat das Viertel Hanano in Aleppo eingenommen.",
            "Syrian troops captured the Hanano district of Aleppo.",
            True,
        ),
        (
            "Russian missiles hit Pavlohrad and wounded 34 people.",
            "Russische Raketen haben Uman getroffen und 23 Menschen getötet.",
            False,
        ),
    ],
    ids=["two ships", "two villages", "one village", "other spelling, other village", "other spelling, one village",
         "two towns", "two firms", "two quarters", "one quarter", "two towns that are hit"],
)  # fmt: skip
def test_two_things_of_one_kind_with_other_names_are_two_happenings(reader, one, other, together):
    assert are_one(reader, one, other) == together


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (
            "Iran executed Mohsen Langarneshin for spying for Israel.",
            "Iran executed Pedram Madani for spying for Israel.",
            False,
        ),
        (
            "Iran executed Mohsen Langarneshin for spying for Israel.",
            "Der Iran hat Mohsen Langarneschin wegen Spionage für Israel hingerichtet.",
            True,
        ),
        (
            "Die russische Justiz hat den Journalisten Pawel Iwanow zu vier Jahren Haft verurteilt.",
            "A Russian court sentenced journalist Antonina Favorskaya to five years in prison.",
            False,
        ),
        (
            "Peruvian prosecutors charged former president Pedro Castillo with rebellion.",
            "Peruvian prosecutors charged former president Ollanta Humala with money laundering.",
            False,
        ),
        (
            "Ein türkisches Gericht hat einen kurdischen Journalisten freigelassen.",
            "A Turkish court released two members of parliament.",
            False,
        ),
        (
            "Jihadists killed 20 soldiers at an army base in Mali, the army said.",
            "Malian soldiers killed at least 15 villagers, a rights group said.",
            False,
        ),
        (
            "Somalia's army killed a senior al-Shabaab commander in Lower Shabelle.",
            "Somalias Armee hat in Hiran 30 Kämpfer der Shabaab getötet.",
            False,
        ),
        (
            "The US navy carried out exercises with Japan in the Philippine Sea.",
            "Die US-Marine hat im Südchinesischen Meer mit den Philippinen geübt.",
            False,
        ),
    ],
    ids=["two who are executed", "one who is executed", "other names and terms", "two who are charged", "one and two",
         "soldiers and villagers", "one and thirty", "with others"],
)  # fmt: skip
def test_other_persons_are_other_happenings(reader, one, other, together):
    assert are_one(reader, one, other) == together


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (
            "A suicide bomber attacked a checkpoint in Gao and killed seven soldiers, the army said.",
            "A day after the attack on the checkpoint, a car bomb exploded at the market in Gao.",
            False,
        ),
        (
            "Russian drones struck a power plant in Odesa.",
            "Nach dem Angriff auf das Kraftwerk hat Russland in Odessa den Hafen beschossen.",
            False,
        ),
        (
            "Gunmen attacked a church in Owo, Nigeria, and killed 40 worshippers.",
            "Forty people were killed in the attack on the church in Owo, the governor said.",
            True,
        ),
    ],
    ids=["a day after", "nach", "in it"],
)
def test_what_comes_after_such_a_deed_is_another(reader, one, other, together):
    claims = (*told(reader, one), *told(reader, other, publisher="Herald", day="2025-05-04"))
    stories = [
        s for s in stories_of(claims) if len({t.document_id for t in s.tellings if not t.passing}) == 2
    ]
    assert bool(stories) == together


@pytest.mark.parametrize(
    ("one", "day", "other", "together"),
    [
        (
            "In Minsk haben sich Russland und die Ukraine auf eine Waffenruhe geeinigt.", "2025-10-03",
            "Die Ukraine und die Separatisten haben in Minsk eine Waffenruhe vereinbart.", False,
        ),
        (
            "Die EU hat Sanktionen gegen 78 belarussische Amtsträger verhängt.", "2025-05-06",
            "Die EU hat Wirtschaftssanktionen gegen Belarus beschlossen.", False,
        ),
        (
            "Die EU hat Sanktionen gegen 78 belarussische Amtsträger beschlossen.", "2025-05-06",
            "Die EU hat Sanktionen gegen 78 belarussische Amtsträger verhängt.", True,
        ),
    ],
    ids=["a truce months later", "decided after it was in force", "in force after it was decided"],
)  # fmt: skip
def test_what_begins_again_is_another(reader, one, day, other, together):
    claims = (*told(reader, one), *told(reader, other, publisher="Herald", day=day))
    assert any(len({t.document_id for t in s.tellings}) == 2 for s in stories_of(claims)) == together


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Balitsky", "Balizki", True),
        ("Mahihi", "Lukwese", False),
        ("Nowopil", "Novopil", True),
        ("Arisch", "El-Arish", False),
        ("Langarneshin", "Langarneschin", True),
        ("Tral", "Trap", False),
    ],
)
def test_a_name_is_one_whatever_language_spells_it(one, other, alike):
    assert are_alike(spelt_alike(one), spelt_alike(other)) == alike


def test_what_one_sentence_tells_beside_each_other_is_never_one_story(reader):
    one = "Papuan separatists have taken a New Zealand pilot hostage in Nduga, a spokesman for the West Papua National Liberation Army said."
    other = "Rebellen haben in der indonesischen Provinz Papua ein Flugzeug angezündet und den neuseeländischen Piloten entführt."
    claims = (*told(reader, one), *told(reader, other))
    assert {"angezündet", "entführt"} <= {t.quote for t in claims}
    assert all(
        len({t.quote for t in s.tellings} & {"angezündet", "entführt"}) < 2 for s in stories_of(claims)
    )
