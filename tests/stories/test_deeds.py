"""Which deed the words of a report mean, and which reports of one happening in other words are joined: with the parser that ships."""

import pytest

from lagebild import Lagebild
from lagebild.documents import Particulars, document_of
from lagebild.stories import stories_of, tellings_of
from lagebild.stories.rules import load_rules


@pytest.fixture(scope="module")
def reader():
    return Lagebild()


def told(reader, text, name, day):
    return tellings_of(reader.read(document_of(text, Particulars(publisher=name, published=day))))


@pytest.mark.parametrize(
    ("text", "trigger", "deed"),
    [
        ("Thousands of Georgians took to the streets of Tbilisi on Friday.", "took", "protest"),
        ("A rocket attack on Gao left nine civilians dead on Friday.", "attack", "attack"),
        ("Chad broke off diplomatic relations with Iran on Friday.", "broke", "cut"),
        ("Der Tschad hat am Freitag die Beziehungen zum Iran abgebrochen.", "abgebrochen", "cut"),
        ("China has launched military drills around Taiwan.", "launched", "drill"),
        ("In Tripolis gilt seit Freitag eine Waffenruhe.", "gilt", "ceasefire"),
        ("Pakistan recalled its ambassador from Kabul on Friday.", "recalled", "recall"),
        ("Russland hat 300.000 Reservisten einberufen.", "einberufen", "mobilise"),
        ("Norwegen gewährt der Ukraine sieben Milliarden Euro.", "gewährt", "help"),
        ("Finland put its army on alert on Friday.", "put", "mobilise"),
        ("Der Minister nannte den Angriff Israels auf Syrien ein Verbrechen.", "nannte", "condemn"),
        ("Kenya told Tanzania to release the activists at once.", "told", "demand"),
        ("Police drove the protesters out of the square in Lima on Friday.", "drove", "expel"),
        ("The parliament welcomed the lifting of the blockade.", "welcomed", "welcome"),
    ],
)
def test_a_word_means_a_deed_that_its_event_can_be(reader, text, trigger, deed):
    (found,) = [t.acts for t in told(reader, text, "Bote", "2025-03-08") if t.quote == trigger]
    assert deed in found
    assert not found & {"seize", "storm", "test", "lift"}


ONE = [
    (
        "Kenyan troops marched into the Somali town of Dhobley on Friday, residents said.",
        "Kenya's army crossed the border at Dhobley on Friday, the Somali government said.",
    ),
    (
        "Gambia's parliament removed President Adama Barrow from office on Friday.",
        "Gambias Parlament hat Präsident Adama Barrow am Freitag seines Amtes enthoben.",
    ),
    (
        "Moldau wird die Beziehungen zu Kuba abbrechen, falls Havanna die Söldner nicht abzieht, sagte Präsidentin Maia Sandu.",
        "Maia Sandu drohte Kuba am Freitag mit dem Abbruch der Beziehungen.",
    ),
    (
        "Serbien hat der Ukraine 5000 Granaten verkauft, sagte der Minister.",
        "Serbia has delivered 5,000 shells to Ukraine, a diplomat said.",
    ),
    (
        "Police drove hundreds of squatters out of a park in Lima on Friday.",
        "In Lima hat die Polizei am Freitag Hunderte Besetzer aus einem Park vertrieben.",
    ),
    (
        "Oman und Kuwait haben am Freitag einer Waffenruhe zugestimmt.",
        "A ceasefire between Oman and Kuwait came into force on Friday.",
    ),
    (
        "In vier Provinzen Perus gilt seit Freitag der Ausnahmezustand, teilte die Regierung mit.",
        "Peru imposed a state of emergency in four provinces on Friday.",
    ),
]
TWO = [
    (
        "Moldau hat die Beziehungen zu Kuba am Freitag abgebrochen.",
        "Maia Sandu drohte Kuba am Freitag mit dem Abbruch der Beziehungen.",
    ),
    (
        "Chad recalled its ambassador from Iran on Friday, the foreign ministry said.",
        "Chad broke off diplomatic relations with Iran on Friday, the foreign ministry said.",
    ),
    (
        "Peru hat am Freitag den Ausnahmezustand verhängt.",
        "Peru hat am Freitag eine Ausgangssperre verhängt.",
    ),
    (
        "The United States imposed sanctions on the Russian oil company Rosneft on Friday.",
        "The United States imposed sanctions on Colombia's president on Friday.",
    ),
    (
        "Die EU hat am Freitag Sanktionen gegen den Generalstabschef von Togo verhängt.",
        "Die EU hat die Budgethilfe für Togo eingestellt.",
    ),
    (
        "Gunmen attacked a school in the city of Quetta, the police said.",
        "Gunmen attacked a police station in the city of Quetta, the government said.",
    ),
]


@pytest.mark.parametrize(("one", "other", "stories"), [(*p, 1) for p in ONE] + [(*p, 2) for p in TWO])
def test_one_happening_is_one_in_other_words_and_two_in_alike_ones_are_two(reader, one, other, stories):
    first = told(reader, one, "Bote", "2025-03-08")
    found = stories_of(
        (*first, *told(reader, other, "Kurier", "2025-03-08" if stories == 1 else "2025-03-09"))
    )
    joined = [s for s in found if len({t.document_id for t in s.tellings}) > 1]
    assert len(joined) == 2 - stories


def test_what_the_tables_call_a_deed_is_one():
    rules = load_rules()
    named = [deeds for _, deeds in rules.across]
    assert all(deeds <= rules.deeds for deeds in (*named, *rules.foreign.values(), rules.launching))
