"""Whether the words of a text speak of politics: by whole words and by their parts, and what the text is long or short of counts alike."""

import pytest

from lagebild.claims.wording import SLOTS, Wording, slots_of, wording_of

SPEAK = [
    (
        "de",
        "die miliz beschoss am montag ein lager der rebellen und die regierung verhängte eine ausgangssperre",
    ),
    ("en", "the militia shelled a rebel camp on monday and the government imposed a curfew"),
]
SPEAK_NOT = [
    ("de", "die mannschaft griff früh an und die abwehr der gäste kapitulierte nach der pause"),
    ("de", "im roman stürmen die ritter eine burg und das publikum lacht"),
    ("en", "the striker attacked early and the visitors surrendered after the interval"),
    ("en", "in the novel knights storm a castle and the audience laughs"),
]


@pytest.mark.parametrize(("lang", "text"), SPEAK_NOT)
def test_words_of_politics_speak_more_for_it_than_words_of_war_beside_those_of_sport_or_stage(lang, text):
    wording, politics = wording_of(lang), dict(SPEAK)[lang]
    assert wording.speaks(politics.split()) > wording.speaks(text.split()) + 0.5


def test_a_word_that_nobody_has_seen_speaks_by_its_parts():
    seen, unseen = slots_of(["karneval"]), slots_of(["karnevalsprinzessinnen"])
    assert len(seen & unseen) >= 4


def test_numbers_and_marks_say_nothing():
    assert slots_of(["2,000", "–", "12.30"]) == set()
    wording = Wording([0.5, *([1.0] * SLOTS)])
    assert wording.speaks([]) == wording.speaks(["17"]) == 0.5


def test_order_and_number_of_workers_change_no_digit():
    words = SPEAK[0][1].split()
    assert wording_of("de").speaks(words) == wording_of("de").speaks(set(words))


def test_a_language_without_weights_has_none():
    assert wording_of("_template") is None
