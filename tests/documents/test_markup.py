"""What is markup in a text is none of its words, and moves none of them."""

import re

import pytest

import lagebild
from lagebild.documents.markup import without_markup, words_alone
from tests.views.web.payloads import PAYLOADS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Kyiv <b>said</b> so.</p><p>Moscow did not.</p>", "Kyiv said so. Moscow did not."),
        ("<script>alert(1)</script> Kyiv said so.", "Kyiv said so."),
        ("<style>p { color: red }</style>\nKyiv said so.<br/>", "Kyiv said so."),
        ("<!-- Moscow said so. -->Kyiv <svg/onload=alert(1)>said so.", "Kyiv said so."),
        ("Kyiv said so. <img src=x onerror=alert(1)\nMoscow did not.", "Kyiv said so. Moscow did not."),
        ("Kyiv &amp; Moscow &quot;said&quot; so.", "Kyiv Moscow said so."),
        ("If x < 3 and y > 2, <NIS> and <a@b.org> said so.", "If x < 3 and y > 2, <NIS> and <a@b.org> said so."),
        ("Tanks <b and c. AT&T said so.", "Tanks <b and c. AT&T said so."),
    ],
)  # fmt: skip
def test_tags_and_comments_and_scripts_are_blanks(text, words):
    assert " ".join(without_markup(text).split()) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<p>Kyiv <b>said</b> so.</p><p>Moscow &amp; Minsk did&nbsp;not.</p>",
            "Kyiv said so.\n\nMoscow & Minsk did not.",
        ),
        ("<script>alert(1)</script>\nKyiv said so.", "Kyiv said so."),
        ("Kyiv  said so:\n\n\nx < 3.", "Kyiv  said so:\n\n\nx < 3."),
    ],
)
def test_of_what_is_pasted_the_words_are_kept(text, words):
    assert words_alone(text) == words


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_left_stands_where_it_stood(payload):
    text = f"{payload}\nKyiv {payload} said so."
    plain = without_markup(text)
    assert len(plain) == len(text)
    assert all(one in (other, " ", "\n") for one, other in zip(plain, text, strict=True))
    assert (
        "Kyiv" in plain or "<!--" in payload or re.search("<(script|style|iframe|object|svg)", payload, re.I)
    )


def test_a_tag_is_no_source_and_no_actor():
    text = (
        "<p>Nach Angaben des <b>Geheimdienstes</b> NIS hat <i>Nordkorea</i> rund 700 Soldaten nach Russland entsandt.</p>"
        "<p>Der Kreml wies das zurück.</p>"
    )
    plain = re.sub("<[^>]+>", "", text.replace("</p><p>", "\n\n"))
    told = [[str(claim) for claim in lagebild.read(one, lang="de").claims] for one in (text, plain)]
    assert told[0] == told[1]
    assert "NIS" in told[0][0] or "KOR.SPY.nis" in told[0][0]


def test_spans_still_cut_the_text():
    text = "<b>Kyiv</b> said it <em>shot down</em> 34 drones. Seoul &amp; Tokyo condemned North Korea."
    triggers = [claim.trigger for claim in lagebild.read(text, lang="en").claims]
    assert [text[span.start : span.end] for span in triggers] == [span.text for span in triggers]
    assert {"shot", "condemned"} <= {span.text for span in triggers}
