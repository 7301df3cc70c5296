"""The language of a text: of news sentences, of scraps, of mixtures."""

import errno

import pytest

from lagebild.documents import documents_in, language
from lagebild.documents.language import language_of
from lagebild.errors import DocumentError, LagebildError

GERMAN = "Nordkorea will Russland offenbar mit Truppen helfen. Das meldete die Agentur am Montag aus Seoul."
ENGLISH = "North Korea has decided to send soldiers to Russia. The Kremlin denied the report on Monday."

CASES = [
    ("Russia attacked Kharkiv on Monday, Kyiv said.", "en"),
    ("NATO, Putin, Selenskyj", "und"),
    (GERMAN, "de"),
    (ENGLISH, "en"),
    ("Drei Menschen starben.", "de"),
    ("Three people were killed.", "en"),
    ("Le gouvernement a annoncé mardi de nouvelles sanctions.", "fr"),
    ("De regering heeft dinsdag nieuwe sancties aangekondigd.", "nl"),
    ("Правительство объявило о новых санкциях против страны.", "ru"),
    ("Уряд оголосив про нові санкції проти Росії.", "uk"),
    ("북한이 러시아에 군대를 보냈다고 한국 정보기관이 밝혔다.", "ko"),
    # headlines without a function word: a word of one language alone decides, and two overrule a neighbour
    ("Russia attacked Ukraine.", "en"),
    ("Israel strikes Beirut", "en"),
    ("Israel greift Beirut an", "de"),
    ("Kyiv shot down 34 drones.", "en"),
    ("Beijing summons Japanese ambassador", "en"),
    ("Israel intercepts 3 Houthi drones", "en"),
    ("Niger sperrt BBC", "de"),
    ("Huthi kapern Tanker", "de"),
    ("Niger suspend la BBC", "und"),
    ("Kiev schoot 34 drones neer", "und"),
    ("Iran droht Israel", "de"),
    ("Russland hat Kiew beschossen.", "de"),
    ("Rusland valt Oekraïne aan", "nl"),
    ("Ryssland attackerar Ukraina", "sv"),
    ("Rusland angriber Ukraine", "und"),
    ("Rusia ataca Ucrania", "und"),
    ("Hamas libera rehenes", "und"),
    # for the identifier the language comes second, and no word of another stands in it
    ("Gunmen killed five farmers near Gusau in Nigeria's Zamfara state on Sunday, the police said.", "en"),
    ("Police don arrest three people wey dey protest for Abuja, di governor tok.", "pcm"),
    ("?", "und"),
    ("", "und"),
    ("12.000 – 14:32 – 5/7", "und"),
    (f"{GERMAN} {GERMAN} {GERMAN}\n{ENGLISH} {ENGLISH} {ENGLISH}", "und"),
    (f"{GERMAN} " * 12 + ENGLISH, "de"),
]


@pytest.mark.parametrize(("text", "lang"), CASES)
def test_a_text_is_given_the_language_of_most_of_it_or_none(text, lang):
    assert language_of(text) == lang


def test_a_full_folder_for_temporary_files_ends_the_run_and_no_document_is_blamed(tmp_path, monkeypatch):
    """Every document would wait in the quarantine, as a file that may not be read."""
    from py3langid.langid import LanguageIdentifier

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", full)
    language._identifier.cache_clear()
    (tmp_path / "a.txt").write_text(GERMAN.split(".")[0])
    try:
        with pytest.raises(LagebildError, match=r"temporary files \(No space left") as told:
            list(documents_in(tmp_path / "a.txt"))
    finally:
        language._identifier.cache_clear()
    assert not isinstance(told.value, DocumentError)
