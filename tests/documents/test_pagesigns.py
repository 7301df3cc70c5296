"""What a page says of itself, and whether it is an article."""

import pytest

from lagebild.documents.webpages import page_of
from lagebild.errors import DocumentError

SENTENCE = "Nordkorea hat nach Angaben des Geheimdienstes NIS am Freitag Soldaten nach Russland entsandt. "
SHORT = SENTENCE * 2
LONG = "".join(
    f"<p>{SENTENCE}Das teilte die Regierung in Seoul zum {n}. Mal mit, wie Medien berichten.</p>"
    for n in range(20)
)


def page(body, head="", title="Lage"):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def record(**fields):
    said = ", ".join(f'"{name}": {value}' for name, value in fields.items())
    return f'<script type="application/ld+json">{{{said}}}</script>'


def jsonld(kind, **fields):
    return record(**{"@type": f'"{kind}"', **fields})


FIGURES = "<figure><img src='a.jpg'><figcaption>Ein Bild</figcaption></figure>" * 10
HEADLINES = "".join(f"<p><a href='/{n}'>Die Nato droht Russland mit Folgen</a></p>" for n in range(30))

NO_ARTICLES = [
    ("paywall", page(f"<p>{SHORT}</p>", jsonld("NewsArticle", isAccessibleForFree="false"))),
    ("paywall", page(f"<p>{SHORT}</p>", jsonld("NewsArticle", isAccessibleForFree='"False"'))),
    ("paywall", page(f"<p>{SHORT}</p>", '<meta property="article:content_tier" content="locked">')),
    ("paywall", page(f"<p>{SHORT}</p><p>Jetzt abonnieren und weiterlesen.</p>")),
    ("paywall", page(f"<p>{SHORT}</p><p>Dieser Artikel ist exklusiv für Abonnenten.</p>")),
    ("paywall", page(f"<p>{SHORT}</p><p>Sie haben bereits ein Abo? Anmelden.</p>")),
    ("paywall", page("<p>North Korea has sent troops to Russia, the spy agency said.</p><p>Subscribe to continue reading.</p>")),
    ("paywall", page("<p>North Korea has sent troops.</p><p>To read the full story, start your free trial.</p>")),
    ("cookies", page("<p>Wir und unsere Partner verarbeiten Daten, um Ihnen ein Angebot mit Werbung und Tracking zu machen. Alle akzeptieren?</p>")),
    ("cookies", page("<p>We value your privacy. We and our partners store information on a device. Accept all or manage your choices.</p>")),
    ("cookies", page("<p>Before you continue to the page: this site asks for consent to the use of cookies.</p>")),
    ("message of the server", page("<p>Die angeforderte Seite wurde nicht gefunden. Bitte prüfen Sie die Adresse.</p>", title="Fehler 404")),
    ("message of the server", page("<p>The page you are looking for does not exist or has been moved to another address.</p>", title="404")),
    ("message of the server", page("<p>Checking your browser before accessing this page. This takes a moment.</p>", title="Just a moment...")),
    ("message of the server", page("<p>You need to enable JavaScript to run this app and to see what it shows.</p>")),
    ("message of the server", page("<p>Access Denied. You don't have permission to access this page on this server.</p>")),
    ("pictures", page(FIGURES + "<p>Bilder des Tages aus Seoul und Moskau, gesammelt von der Redaktion.</p>")),
    ("pictures", page(f"<p>{SHORT}</p>", jsonld("ImageGallery"))),
    ("list of articles", page(HEADLINES, '<meta property="og:type" content="website">')),
    ("list of articles", page(HEADLINES, jsonld("CollectionPage"))),
    ("film", page("<p>Der Sprecher der Nato im Gespräch über die Lage in der Ukraine und die nächsten Schritte.</p>", jsonld("VideoObject"))),
    ("no article found", page("")),
]  # fmt: skip

ARTICLES = [
    page(f"<p>{SHORT}</p>"),
    page(LONG),
    page(LONG, jsonld("NewsArticle", isAccessibleForFree="false")),  # the whole text is there
    page(LONG + "<p>Jetzt abonnieren und weiterlesen.</p>"),
    page(f"<p>{SHORT}</p>", jsonld("NewsArticle", isAccessibleForFree="true")),
    page(LONG + FIGURES, jsonld("NewsArticle")),
    page(LONG, jsonld("NewsArticle") + jsonld("VideoObject")),
    page(LONG + HEADLINES, '<meta property="og:type" content="article">' + jsonld("NewsArticle")),
    page(
        LONG + "<p>Der Server meldete: page not found. Die Behörde nannte das einen technischen Fehler.</p>"
    ),
]


@pytest.mark.parametrize(("why", "data"), NO_ARTICLES)
def test_what_is_no_article_says_what_it_is_instead(why, data):
    with pytest.raises(DocumentError, match=why) as told:
        page_of(data)
    assert "right would be" in str(told.value)


@pytest.mark.parametrize("data", ARTICLES)
def test_an_article_is_an_article(data):
    assert "Nordkorea" in page_of(data).text


@pytest.mark.parametrize(
    ("head", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2024-10-18T23:30:00+02:00">', "2024-10-18", None),
        ('<meta property="article:published_time" content="2024-10-18"><meta property="article:modified_time" content="2024-10-20T08:00:00Z">', "2024-10-18", "2024-10-20"),
        ('<meta property="article:published_time" content="2024-10-18"><meta property="article:modified_time" content="2024-10-18T20:00:00Z">', "2024-10-18", None),
        (jsonld("NewsArticle", datePublished='"2024-10-18"', dateModified='"2024-10-19T00:00:00+00:00"'), "2024-10-18", "2024-10-19"),
        ('<meta property="article:published_time" content="2999-01-01">', None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_days_are_what_the_page_says_unless_they_lie_ahead(head, published, modified):
    found = page_of(page(LONG, head)).particulars
    assert (found.published, found.modified) == (published, modified)


def test_author_address_reservation_and_feeds_are_taken_from_the_head():
    head = (
        '<meta name="author" content="Anna Beispiel"><link rel="canonical" href="https://bote.example/a">'
        '<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://bote.example/tdm">'
        '<link rel="alternate" type="application/rss+xml" href="/feed">'
    )
    found = page_of(page(LONG, head))
    assert (found.particulars.author, found.particulars.url) == ("Anna Beispiel", "https://bote.example/a")
    assert (found.reserved, found.policy, found.feeds) == (True, "https://bote.example/tdm", ("/feed",))


@pytest.mark.parametrize(
    "script",
    ["{", "[" * 100_000, "null", "[1, 2]", '{"@type": [null, 1, {"a": []}], "@graph": {"@graph": {"@graph": []}}}', '{"dateModified": {"a": 1}}', '{"isAccessibleForFree": []}', "\ud800"],
)  # fmt: skip
def test_records_that_are_none_do_no_harm(script):
    data = page(
        LONG, f'<script type="application/ld+json">{script}</script>'.encode("utf-8", "replace").decode()
    )
    assert page_of(data).text
