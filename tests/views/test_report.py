import itertools
import re
from html import unescape
from html.parser import HTMLParser

import pytest

import lagebild
from lagebild.views.article import Shown, article
from lagebild.views.labels import interface_languages, labels_of
from lagebild.views.marks import lines_of
from lagebild.views.report import page

DE, EN = labels_of("de"), labels_of("en")
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """What a browser would see of the structure."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.targets, self.open, self.attributes = [], [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [found["id"]] if "id" in found else []
        self.targets += [found["href"][1:]] if found.get("href", "").startswith("#") else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def words_of(html):
    return " ".join(
        unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.S))).split()
    )


def article_text(html):
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", html, flags=re.S)
    return [unescape(re.sub(r"<[^>]+>", "", paragraph)) for paragraph in paragraphs]


@pytest.fixture
def both(wire, denial):
    return page([wire, denial], DE)


# ------------------------------------------------------------------ the file


@pytest.mark.parametrize("lang", interface_languages())
def test_every_element_is_closed_and_every_id_is_there_once(wire, denial, lang):
    outline = Outline(page([wire, denial], labels_of(lang)))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))


def test_every_link_inside_leads_somewhere(both):
    outline = Outline(both)
    assert set(outline.targets) <= set(outline.ids)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(both):
    outline = Outline(both)
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(outline.tags)
    assert not any(
        name.startswith("on") or name in ("src", "srcset", "action") for name, _ in outline.attributes
    )
    assert not re.search(r"url\((?!#)|@import|https?:", both)
    assert "default-src 'none'" in both


@pytest.mark.parametrize("lang", interface_languages())
def test_the_page_says_its_language(wire, lang):
    assert f'<html lang="{lang}">' in page([wire], labels_of(lang))


def test_the_text_says_its_language_when_the_interface_has_another(english):
    assert '<div class="article" lang="en">' in page([english], DE)


def test_a_page_has_landmarks(both):
    assert {"header", "nav", "main", "footer", "article", "section"} <= set(Outline(both).tags)


def test_headings_go_down_step_by_step(both):
    levels = [int(tag[1]) for tag in Outline(both).tags if re.fullmatch(r"h\d", tag)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_picture_has_a_name_or_is_hidden(both):
    pictures = re.findall(r"<svg[^>]*>", both)
    assert pictures
    assert all('aria-label="' in picture or 'aria-hidden="true"' in picture for picture in pictures)


def test_dark_print_and_narrow_are_looked_after(both):
    assert "prefers-color-scheme: dark" in both
    assert "@media print" in both
    assert "@media (max-width" in both


# ------------------------------------------------------------------ the article

TEXTS = [
    "Kyjiw sagt, Moskau greife an. Ende.",
    "🇺🇦 Kyjiw sagt,\r\nMoskau 👩‍👩‍👧 greife  an.\r\n\r\nEnde.",
    'Kyjiw sagt, Moskau grei\u0308fe an <b>&amp;</b> "so".\n\n\n\tEnde.',
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_article_holds_the_text_letter_by_letter(hand, text):
    made = hand(text)
    trigger = "greife" if "greife" in text else "grei\u0308fe"
    made.claim(
        trigger,
        made.event("ASSAULT", quantities=(made.amount(text[8:20], 1, 1, "x"),)),
        "reported",
        [made.link("Kyjiw", "sagt")],
    )
    made.claim(trigger[2:], made.event("ASSAULT"), cues=(made.cue(text[3:14], "reported", "x"),))
    lines = [text[a:b] for a, b in lines_of(text) if text[a:b].strip()]
    assert article_text(article(made.reading(), Shown("d1"), DE)) == lines


def test_every_trigger_leads_to_its_card_and_back(both):
    for document, claims in (("d1", 6), ("d2", 5)):
        for number in range(1, claims + 1):
            assert both.count(f'href="#{document}-c{number}"') == 1
            assert both.count(f'href="#{document}-t{number}"') == 1
            assert both.count(f'id="{document}-c{number}"') == both.count(f'id="{document}-t{number}"') == 1


def test_two_claims_on_one_trigger_have_a_link_each(hand):
    made = hand("Kyjiw greift an.")
    for _ in range(2):
        made.claim("greift", made.event("ASSAULT"))
    html = article(made.reading(), Shown("d1"), DE)
    assert {"d1-c1", "d1-c2"} == set(Outline(html).targets)
    assert {"d1-t1", "d1-t2"} == set(Outline(html).ids)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("source", "Rheinische Bote"),
        ("cue", "unter Berufung auf"),
        ("quantity", "etwa 12.000"),
        ("trigger", "entsandt"),
    ],
)
def test_what_a_claim_rests_on_is_highlighted_in_place(denial, kind, words):
    assert re.search(rf'class="{kind}"[^>]*>{words}<', article(denial, Shown("d1"), DE))


def test_a_heading_is_shown_as_one(hand):
    html = article(hand("Folgen für Europa\nKyjiw greift an.").reading(), Shown("d1"), DE)
    assert '<p class="heading">Folgen für Europa</p>' in html


def test_a_line_of_a_ticker_is_no_heading_because_an_hour_stands_before_it():
    reading = lagebild.read(
        "++ 08.40 Uhr: Kyjiw meldet zwölf Tote in Charkiw. ++\n\n++ 09.10 Uhr: Moskau weist den Bericht zurück. ++",
        lang="de",
    )
    assert any(sentence.heading for sentence in reading.sentences)
    assert 'class="heading"' not in article(reading, Shown("d1"), DE)


# ------------------------------------------------------------------ cards and report card


@pytest.mark.parametrize(
    "words",
    [
        "Mobilisierung · Truppen MOBILIZE troops",
        "Wer dazu steht und wer nicht behauptet bestreitet",
        "„unter Berufung auf“ → mit Abstand wiedergegeben „berichtet“ → einer Quelle nachgesagt „sollen“ → künftig, mit Abstand wiedergegeben de.certainty:sollen/modal",
        "Zeit künftig Festlegung als sicher Herkunft mit Abstand wiedergegeben ergibt geplant",
        "etwa 12.000 12.000 12.000 Soldaten ungefähr – südkoreanischen Geheimdienst NIS",
        "unbestimmt rund 12.000 Soldaten südkoreanischen Geheimdienst NIS",
        "Keine Quelle genannt: Havelländer Morgenblatt sagt das.",
        "einer Quelle zugeschrieben 2 40 %",
        "eigene Mutmaßung 2 40 %",
        "4 Quellen · 3 benannte, 1 Sammelquelle",
        "Agenturen in Orts- oder Autorenzeile: dpa",
        "1 Angabe mit einer Quelle, die aus einem anderen Satz übernommen ist",
        "2 Angaben von einer Quelle bestritten.",
        "Nordkoreaner (mutmaßlich) PRK.MIL",
        "Soldaten „Sie“ PRK.MIL",
        "Gelesen mit Lagebild 0.1.0",
    ],
)
def test_the_page_tells(both, words):
    assert words in words_of(both)


def test_every_card_shows_certainty_source_and_sentence(both):
    cards = re.findall(r'<article class="card".*?</article>', both, flags=re.S)
    assert len(cards) == 11
    for card in cards:
        assert 'class="chip ' in card
        assert 'class="chain lying"' in card
        assert "<blockquote" in card


def test_a_link_carried_over_is_drawn_dashed_and_told_in_the_table(both):
    card = re.search(r'<article class="card" id="d1-c4".*?</article>', both, flags=re.S)[0]
    assert 'class="link inferred"' in card
    assert "Konjunktiv I ohne Abstand ja" in words_of(card)


def test_text_from_a_document_is_never_markup(hand):
    nasty = '<img src=x onerror="alert(1)">'
    made = hand(
        f"Kyjiw {nasty} sagt, Moskau greife an.",
        title=nasty,
        publisher=nasty,
        credits=(nasty,),
        url="javascript:alert(1)",
    )
    who = made.who(nasty, nasty)
    link = made.link(nasty, nasty, actor=nasty)
    made.claim(
        "greife",
        made.event(
            "ASSAULT",
            [who],
            [who],
            quantities=(made.amount(nasty, None, None, nasty),),
            place=made.place(nasty),
        ),
        "reported",
        [link],
        cues=(made.cue(nasty, nasty, nasty),),
        evidence=(nasty,),
        stances=(made.stance(nasty, "denies", nasty),),
    )
    made.claim(
        "sagt",
        made.statement(
            nasty, nasty, [who], direction=nasty, cause=made.span(nasty), condition=made.span(nasty)
        ),
    )
    html = page([made.reading(), made.reading()], DE)
    assert "<img" not in html
    assert "javascript:" not in html
    assert Outline(html).open == []


def test_a_document_without_title_is_named_by_how_it_begins(hand):
    html = page([hand("Kyjiw meldet Angriffe aus der Luft und vom Meer. " * 9, title=None).reading()], DE)
    assert "Luft und vom Meer. Kyjiw meldet Angriffe aus der …</title>" in html
    assert "Ohne Titel" in page([hand("", title=None).reading(status="empty")], DE)


def test_an_address_is_linked_only_when_it_is_a_web_address(hand):
    assert 'href="https://example.org/a?b=1&amp;c"' in page(
        [hand("A.", url="https://example.org/a?b=1&c").reading()], DE
    )
    assert "example.org" not in page([hand("A.", url="http://[example.org").reading()], DE)


@pytest.mark.parametrize("status", ["undecided", "not read yet", "empty"])
def test_an_unread_document_is_shown_as_unread(hand, status):
    html = page([hand("Ingenting.", lang="no").reading(status=status)], EN)
    assert "Not read: " in html
    assert "Report card" not in html


def test_a_document_of_which_nothing_is_known_is_shown_too(hand):
    words = words_of(page([hand("A.", publisher=None, published=None, title=None, lang="und").reading()], EN))
    assert "publisher unknown · undated · undecided A." in words
