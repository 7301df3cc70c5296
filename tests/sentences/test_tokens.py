"""Cases are rows: sentences by `|`, words by space, as they should come out."""

import pytest

from lagebild.errors import UnknownLanguage
from lagebild.sentences.cutting import cutting_of
from lagebild.sentences.tokens import LONGEST_SENTENCE, lines_of

GERMAN = [
    ("Er kam am 3. Oktober. Sie ging.", "Er kam am 3. Oktober . | Sie ging ."),
    ("Im 19. Jahrhundert begann es.", "Im 19. Jahrhundert begann es ."),
    ("Das galt bis 2014. Der Krieg begann.", "Das galt bis 2014 . | Der Krieg begann ."),
    ("Er traf Dr. Müller, z. B. in Bonn.", "Er traf Dr. Müller , z. B. in Bonn ."),
    ("Es kostet 3,5 Mio. Euro bzw. 12.000 Dollar.", "Es kostet 3,5 Mio. Euro bzw. 12.000 Dollar ."),
    ("„Wir kommen.“ Das sagte er.", "„ Wir kommen . “ | Das sagte er ."),
    ("„Kommt ihr?“, fragte er.", "„ Kommt ihr ? “ , fragte er ."),
    ("«Nein», sagte sie.", "« Nein » , sagte sie ."),
    ("Nord- und Südkorea im Ukraine-Krieg", "Nord- und Südkorea im Ukraine-Krieg"),
    ("Der Dienst (NIS) meldete 50% mehr.", "Der Dienst ( NIS ) meldete 50 % mehr ."),
    ("Karl-Heinz' Rede und Darius' Heer.", "Karl-Heinz' Rede und Darius' Heer ."),
    ("Mehr: https://example.org/a?b=c. Danke!", "Mehr : https://example.org/a?b=c . | Danke !"),
    ("Wirklich?! Ja…", "Wirklich ?! | Ja …"),
    ("Der 15-Jährige starb um 10:30 Uhr.", "Der 15-Jährige starb um 10:30 Uhr ."),
    ("Eins.\r\nZwei.\rDrei.", "Eins . | Zwei . | Drei ."),
    (
        "Nord\xadkorea im Ukraine‑\u200bKrieg\u200b.\u200b Ja.",
        "Nord\xadkorea im Ukraine‑\u200bKrieg . | Ja .",
    ),
    ("\ufeff„\u2066Nord‑ und Südkorea\u2069“ \u200b", "„ Nord‑ und Südkorea “"),
]
ENGLISH = [
    (
        "Israel strikes Tyre - Hezbollah fires rockets - US urges restraint",
        "Israel strikes Tyre - | Hezbollah fires rockets - | US urges restraint",
    ),
    ("The army - which denies it - said so.", "The army - which denies it - said so ."),
    ("Gaza truce holds - for now - say aides", "Gaza truce holds - for now - say aides"),
    ("It didn't work. They've gone.", "It did n't work . | They 've gone ."),
    ("The U.S. forces left. He can’t stay.", "The U.S. forces left . | He ca n’t stay ."),
    ("They cannot leave the US-led group's base.", "They can not leave the US - led group 's base ."),
    (
        "Mr. Smith met Gen. Brown on Sept. 3. The talks failed.",
        "Mr. Smith met Gen. Brown on Sept. 3 . | The talks failed .",
    ),
    ("He lives in the U.S. The army left.", "He lives in the U.S. | The army left ."),
    ("“We go,” she said. “Now.”", "“ We go , ” she said . | “ Now . ”"),
    ("The ex-president, an anti-war leader", "The ex-president , an anti-war leader"),
    ("It cost $4.5 million (2%).", "It cost $ 4.5 million ( 2 % ) ."),
    ("The US‑led group’s ex‑president", "The US ‑ led group ’s ex‑president"),
]


def shown(text, lang):
    lines = list(lines_of(text, cutting_of(lang)))
    assert all(text[word.start : word.end] == word.form for line in lines for word in line.words)
    return " | ".join(" ".join(word.form for word in line.words) for line in lines)


@pytest.mark.parametrize(("text", "words"), GERMAN)
def test_german_text_is_cut_as_the_treebanks_are_read(text, words):
    assert shown(text, "de") == words


@pytest.mark.parametrize(("text", "words"), ENGLISH)
def test_english_text_is_cut_as_ewt_does(text, words):
    assert shown(text, "en") == words


def test_nothing_but_white_space_is_lost():
    text = "»Ja« – so… \t(„Nö“) 👩‍🚀🇩🇪 a\u0308o\u0308 x_y@z.de #tag C++ 3:2 §5 …"
    words = [word for line in lines_of(text, cutting_of("de")) for word in line.words]
    kept = {i for word in words for i in range(word.start, word.end)}
    assert all(character.isspace() for i, character in enumerate(text) if i not in kept)


def test_combining_characters_stay_with_their_letter():
    assert shown("Ma\u0308nner ka\u0308mpfen.", "de") == "Ma\u0308nner ka\u0308mpfen ."


def test_a_short_line_without_an_end_mark_is_a_heading():
    lines = list(lines_of("Er kam.\nFolgen des Krieges\nSie ging.\nEnde", cutting_of("de")))
    assert [line.heading for line in lines] == [False, True, False, False]


def test_headlines_in_a_row_are_no_headings():
    text = (
        "Angriff auf Doha gemeldet\n\nKatar spricht von Staatsterror\n\nOli tritt sofort zurück\n\nSie ging."
    )
    assert not any(line.heading for line in lines_of(text, cutting_of("de")))


def test_a_title_and_what_stands_below_it_are_headings():
    text = "Angriff auf Doha gemeldet\nKatar spricht von Staatsterror\nVon Eva Maier\nSie ging."
    assert [line.heading for line in lines_of(text, cutting_of("de"))] == [True, True, True, False]


def test_a_line_that_goes_on_in_small_letters_is_no_heading():
    assert not any(line.heading for line in lines_of("Die Lage in\nder Stadt ist ernst.", cutting_of("de")))


def test_offsets_count_from_the_beginning_of_the_text():
    text = "SEOUL (Yonhap) – Er kam."
    (line,) = lines_of(text, cutting_of("de"), start=17)
    assert (line.words[0].form, line.words[0].start) == ("Er", 17)


@pytest.mark.parametrize("text", ["", "   ", "\n\r\n\u2028"])
def test_empty_text_has_no_sentences(text):
    assert not list(lines_of(text, cutting_of("de")))


@pytest.mark.parametrize(
    "text", ["wort " * 20_000, "x" * 100_000, "." * 100_000, "a, " * 33_000, "„" * 10_000]
)
def test_text_without_sentence_ends_is_cut_into_sentences_of_bounded_length(text):
    lines = list(lines_of(text, cutting_of("de")))
    assert max(len(line.words) for line in lines) <= LONGEST_SENTENCE


def test_an_unknown_language_is_named():
    with pytest.raises(UnknownLanguage, match="'xx'"):
        cutting_of("xx")
