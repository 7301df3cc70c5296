"""When: a day belongs to what is called after it, and not to whatever is said or done about that."""

import pytest

from lagebild.api import Lagebild

PUBLISHED = "2025-10-16"  # a Thursday
CASES = [
    # what is called after its day is no date of what is done about it
    ("en", "apologised", None, "The minister apologised for Monday's shooting."),
    ("en", "imposed", None, "Sanctions were imposed over the 2014 annexation of Crimea."),
    ("en", "cancelled", None, "The government cancelled Friday's talks with the rebels."),
    ("en", "protested", None, "Tens of thousands protested against Thursday's verdict."),
    ("en", "arrested", None, "The general was arrested over his role in the 2021 coup."),
    ("en", "rallied", None, "Ahead of Sunday's vote in Tbilisi, thousands rallied."),
    ("en", "detained", None, "Police detained 12 people over Sunday's bombing of a bus in Quetta."),
    ("de", "wies", None, "Moskau wies die Vorwürfe vom Dienstag zurück."),
    ("de", "demonstrierten", None, "Vor der Wahl am Sonntag demonstrierten Tausende in Tiflis."),
    # it is one of what happens in it, and of the deed itself
    ("en", "killed", "2025-10-14", "Tuesday night's raid killed 12 people in a camp near Jenin, the army said."),
    ("en", "attack", "2025-10-10", "In Friday's attack, rebels killed 12 soldiers."),
    ("en", "seized", "2017-01-01", "Zimbabwe's army seized power in the 2017 coup."),
    ("en", "meeting", "2025-10-12", "At Sunday's meeting in Doha, both sides agreed on a truce."),
    ("en", "returned", "2025-10-15", "Turkish artillery returned fire on Wednesday after a mortar bomb had landed in Akcakale."),
    ("de", "einigten", "2025-10-12", "Bei dem Treffen am Sonntag einigten sich beide Seiten auf eine Waffenruhe."),
    ("en", "broke", "2025-10-12", "Police broke up Sunday's rally in Tunis, arresting 40."),
    # what is due is to come where its clause is
    ("en", "protest", "2025-10-18", "Police will deploy 5,000 officers for Saturday's protest in Tunis."),
    # what is called after a day has been, however its sentence speaks
    ("en", "attack", "2025-10-10", "Officials blamed rebels for Friday's attack on a bus."),
    ("en", "bombing", "2025-10-12", "Nobody has claimed responsibility for Sunday's bombing of a bus in Quetta, though officials suspect separatists."),
    # till when something goes on, and by when another is to do it, is not when that was decided, protested against or demanded
    ("de", "demonstriert", "2025-10-16", "In Tiflis haben am Donnerstag Tausende gegen die Entscheidung demonstriert, die Gespräche bis 2028 auszusetzen."),
    ("en", "gave", None, "Washington gave Tehran until the end of November to admit inspectors."),
    ("de", "gab", None, "Washington gab Teheran eine Frist bis November, um die Häftlinge freizulassen."),
    # a deed in front has its own day
    ("en", "freed", None, "Two of the hostages seized by gunmen in March have been freed."),
    ("en", "seized", "2025-03-01", "Two of the hostages seized by gunmen in March have been freed."),
]  # fmt: skip


@pytest.fixture(scope="module")
def reader():
    return Lagebild(decider=False)


@pytest.mark.parametrize(("lang", "word", "day", "text"), CASES)
def test_a_day_is_that_of_what_is_called_after_it(reader, lang, word, day, text):
    claims = reader.read(text, lang=lang, published=PUBLISHED).claims
    periods = [claim.content.period for claim in claims if claim.trigger.text == word]
    assert [period and period.first for period in periods] == [day], [str(claim) for claim in claims]
