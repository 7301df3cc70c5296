"""Readings as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.

Takes Readings and the labels of a language; gives the page. Its frame is `report.html`, its looks `report.css`.
"""

from collections.abc import Sequence
from importlib.resources import files
from string import Template
from urllib.parse import urlsplit

from lagebild.model import Document, Reading
from lagebild.views import wording
from lagebild.views.article import Shown, article
from lagebild.views.cards import card
from lagebild.views.labels import Labels
from lagebild.views.marks import numbered_claims
from lagebild.views.markup import Markup, element, join, text
from lagebild.views.plain import one_line
from lagebild.views.reportcard import legend, report_card
from lagebild.views.shapes import patterns
from lagebild.views.tally import tally_of


def page(readings: Sequence[Reading], labels: Labels, stories: Markup = Markup()) -> str:  # noqa: B008
    """The whole file; what the documents tell together stands above them."""
    documents = [_document(reading, f"d{number}", labels) for number, reading in enumerate(readings, 1)]
    frame = Template(_resource("report.html"))
    return frame.substitute(
        lang=text(labels.lang),
        title=text(_title(readings, labels)),
        style=_resource("report.css"),
        skip=text(labels.text("skip")),
        summary=text(labels.text("summary")),
        patterns=patterns(),
        contents=_contents(readings, labels),
        documents=join([stories, *documents]),
        legend=legend(labels),
        colophon=_colophon(readings, labels),
    )


def _resource(name: str) -> str:
    return (files("lagebild.views") / name).read_text(encoding="utf-8")


def _title(readings: Sequence[Reading], labels: Labels) -> str:
    one = len(readings) == 1
    return labels.text(
        "title",
        title=wording.title_of(readings[0].document, labels)
        if one
        else labels.count("documents", len(readings)),
    )


def _contents(readings: Sequence[Reading], labels: Labels) -> Markup:
    """The documents of the page, when there are several."""
    if len(readings) < 2:
        return Markup()
    items = [_contents_line(reading, f"d{number}", labels) for number, reading in enumerate(readings, 1)]
    name = labels.text("contents")
    return element("nav", element("h2", name), element("ol", *items), class_="contents", aria_label=name)


def _contents_line(reading: Reading, place: str, labels: Labels) -> Markup:
    document = reading.document
    link = element("a", wording.title_of(document, labels), href=f"#{place}", lang=_lang_of(document))
    about = " · ".join(
        [*wording.origin_of(document, labels)[:2], labels.count("claims", len(reading.claims))]
    )
    return element("li", link, element("span", about, class_="quiet"))


# ------------------------------------------------------------------ one document


def _document(reading: Reading, place: str, labels: Labels) -> Markup:
    unread = wording.unread_reason(reading, labels)
    parts = [
        _head(reading.document, place, labels),
        element("p", labels.text("not_read", reason=unread), class_="warning") if unread else None,
        None if unread else report_card(tally_of(reading), place, labels),
        element("div", _text(reading, place, labels), _claims(reading, place, labels), class_="columns"),
    ]
    return element("article", *parts, class_="document", id=place, aria_labelledby=f"{place}-title")


def _head(document: Document, place: str, labels: Labels) -> Markup:
    title = element("h2", wording.title_of(document, labels), id=f"{place}-title", lang=_lang_of(document))
    about = [text(part) for part in wording.origin_of(document, labels)]
    about += (
        [element("a", labels.text("original"), href=document.url, rel="noreferrer")]
        if _is_web(document.url)
        else []
    )
    about += [_credits(document, labels)] if document.credits else []
    return element("header", element("p", join(about, " · "), class_="about"), title)


def _credits(document: Document, labels: Labels) -> Markup:
    return text(f"{labels.word('words', 'credits')}: {', '.join(map(one_line, document.credits))}")


def _is_web(url: str | None) -> bool:
    try:
        return urlsplit(url or "").scheme in ("http", "https")
    except ValueError:
        return False


def _lang_of(document: Document) -> str | None:
    """The language of a title, when the title is the document's own words."""
    return document.lang if document.title or document.text.strip() else None


def _text(reading: Reading, place: str, labels: Labels) -> Markup:
    title = element("h3", labels.text("text"), id=f"{place}-text")
    return element(
        "section",
        title,
        article(reading, Shown(place), labels),
        class_="reading",
        aria_labelledby=f"{place}-text",
        tabindex="0",
    )


def _claims(reading: Reading, place: str, labels: Labels) -> Markup:
    title = element("h3", labels.text("claims"), id=f"{place}-claims")
    cards = [card(reading, number, claim, place, labels) for number, claim in numbered_claims(reading)]
    inside = (
        element("ol", *cards, class_="cards")
        if cards
        else element("p", labels.word("words", "no_claims"), class_="quiet")
    )
    return element("section", title, inside, class_="claims", aria_labelledby=f"{place}-claims")


def _colophon(readings: Sequence[Reading], labels: Labels) -> Markup:
    """Which release read, and with which data."""
    releases = dict.fromkeys(reading.release for reading in readings if reading.release)
    lines = []
    for release in releases:
        data = {name: getattr(release, name) for name in ("pack", "parser", "ontology", "gazetteer")}
        lines.append(
            f"{labels.text('made_with', release=release.lagebild)}. {labels.text('made_data', **data)}."
        )
    return join([element("p", line) for line in (labels.text("caution"), *lines)])
