import io

import pytest
from rich.console import Console

from lagebild.views.labels import labels_of
from lagebild.views.lines import plain_lines
from lagebild.views.terminal import show, show_explanation

DE, EN = labels_of("de"), labels_of("en")


def shown(reading, labels=DE, width=100, **more):
    out = io.StringIO()
    show(reading, Console(file=out, width=width, **more), labels)
    return out.getvalue()


def words_of(picture):
    return " ".join(picture.split())


@pytest.mark.parametrize(
    "words",
    [
        "12.000 Mann für den Krieg des Kremls?",
        "Havelländer Morgenblatt · 19. Oktober 2024 · Deutsch",
        "▶ geplant (Hörensagen) Hilfe AID",
        "Nordkorea → Russland",
        "rund 12.000 Soldaten",
        "laut südkoreanischen Geheimdienst NIS (mit Abstand) ‹ Rheinische Bote",
        "bestritten von Kreml, Nato",
        "Nordkoreaner (mutmaßlich)",
        "etwa 12.000 Soldaten [entsandt] werden",
        "Aussage: Bedingung · verschlechtert",
        "5 Angaben: einer Quelle zugeschrieben 2",
        "4 Quellen: 3 benannte, 1 Sammelquelle",
    ],
)
def test_the_picture_tells(denial, words):
    assert words in words_of(shown(denial))


@pytest.mark.parametrize(
    "words",
    [
        "Agenturen: dpa",
        "Dienst (übernommen)",
        "Wladiwostok (Ort, RUS)",
        "zwischen dem 8. und dem 13. Oktober (8. Oktober 2024 bis 13. Oktober 2024)",
        "Nordkorea → Russland (gegen Ukraine)",
        "laut dem Text selbst",
        "◐ berichtet (verneint)",
    ],
)
def test_the_picture_of_a_wire_tells(wire, words):
    assert words in words_of(shown(wire))


def test_the_picture_speaks_the_language_of_the_interface(english):
    picture = words_of(shown(english, EN))
    assert "◇ possible Mobilisation · troops MOBILIZE troops" in picture
    assert "per White House spokesman" in picture
    assert (
        "“WASHINGTON (AP) — The United States believes that at least 3,000 North Korean soldiers have [arrived]"
        in picture
    )


def test_every_claim_shows_its_certainty_and_who_says_so(wire, denial):
    for reading in (wire, denial):
        picture = shown(reading)
        assert picture.count("\n  laut ") == len(reading.claims)
        for claim in reading.claims:
            assert DE.word("certainty", claim.certainty) in picture


@pytest.mark.parametrize("width", [30, 60, 100, 300])
def test_no_line_is_wider_than_the_window(denial, width):
    assert max(map(len, shown(denial, width=width).splitlines())) <= width


def test_no_colour_when_none_is_wanted(denial, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    picture = shown(denial, force_terminal=True)
    assert "\x1b[1m" in picture  # weight is no colour
    assert not any(code in picture for code in ("\x1b[94", "\x1b[34", ";94m", "38;5"))


def test_the_trigger_is_styled_on_a_terminal_and_bracketed_elsewhere(denial):
    assert "[entsandt]" in shown(denial)
    assert "[entsandt]" not in shown(denial, force_terminal=True)


def test_a_text_cannot_steer_the_terminal(hand):
    made = hand("Kyjiw \x1b[31msagt\x07, Moskau\u202e greife an.", title="a\x1b]0;b\x07", publisher="\x9b2J")
    made.claim(
        "greife",
        made.event("ASSAULT", [made.who("Moskau\u202e")]),
        "reported",
        [made.link("Kyjiw \x1b[31m", "sagt\x07")],
    )
    picture = shown(made.reading()) + "".join(plain_lines(made.reading()))
    assert not any(sign in picture for sign in "\x1b\x07\x9b\u202e")


def test_a_claim_is_one_line_whatever_its_text(hand):
    made = hand("Kyjiw\r\nsagt\nes.")
    made.claim("sagt", made.event("ACCUSE", [made.who("Kyjiw\r\nsagt")]))
    assert len("\n".join(plain_lines(made.reading())).splitlines()) == 1


def test_a_plain_line_is_the_claim_itself(denial):
    lines = list(plain_lines(denial))
    assert lines == [str(claim) for claim in sorted(denial.claims, key=lambda claim: claim.trigger.start)]


def test_markup_in_a_text_is_text(hand):
    made = hand("Kyjiw sagt [bold]das[/bold].")
    made.claim("sagt", made.event("ACCUSE"))
    assert "[bold]das[/bold]" in shown(made.reading())


@pytest.mark.parametrize(
    ("status", "words"),
    [("not read yet", "Nicht ausgewertet: diese Sprache"), ("read", "Keine Angabe gefunden.")],
)
def test_a_reading_without_claims_says_why(hand, status, words):
    assert words in words_of(shown(hand("Ingenting.", lang="no").reading(status=status)))


def test_an_explanation_names_its_stations():
    out = io.StringIO()
    show_explanation([("triggers", ("a: ASSAULT", "b")), ("unheard", ())], Console(file=out, width=20), DE)
    assert out.getvalue() == "Auslöser\n  a: ASSAULT\n  b\n\nunheard\n\n"


def test_an_explanation_puts_the_words_of_a_sentence_in_columns():
    out = io.StringIO()
    show_explanation(
        [("tree", ("Kyjiw  PROPN  nsubj ← sagt", "sagt  VERB  root ← ·"))], Console(file=out, width=20), DE
    )
    assert out.getvalue() == "Satzbau\n  Kyjiw  PROPN  nsubj ← sagt\n  sagt   VERB   root ← ·\n\n"
