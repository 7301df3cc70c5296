"""The report card of a text, and the legend of the page.

Takes a Tally; gives the bar with its table, the sources and the credits. The legend explains every sign that a page has.
"""

from collections.abc import Iterator

from lagebild.views.article import HIGHLIGHTS, sample
from lagebild.views.cards import chip
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join, table
from lagebild.views.pictures.chain import Stop, sample_line
from lagebild.views.plain import one_line
from lagebild.views.shapes import CERTAINTIES, bar, swatch
from lagebild.views.tally import GROUPS, STANDINGS, CitedSource, Standing, Tally


def report_card(tally: Tally, place: str, labels: Labels) -> Markup:
    """What a text rests on, in one look."""
    title = element("h3", labels.text("report_card"), id=f"{place}-report")
    note = element("p", labels.text("report_card_note"), class_="quiet")
    standing = element("div", _counted(tally, labels), _standings(tally, labels))
    sources = element("div", _source_counts(tally, labels), _sources(tally, labels), _credits(tally, labels))
    inside = element("div", standing, sources, class_="halves")
    return element("section", title, note, inside, class_="report", aria_labelledby=f"{place}-report")


def _counted(tally: Tally, labels: Labels) -> Markup:
    kinds = f"{labels.count('events', tally.events)}, {labels.count('statements', tally.statements)}"
    return element(
        "p", element("strong", labels.count("claims", tally.claims)), f" · {kinds}", class_="count"
    )


def _standings(tally: Tally, labels: Labels) -> Markup:
    parts = ", ".join(f"{labels.word('standing', key)} {tally.standings[key]}" for key in STANDINGS)
    rows = [
        (
            _standing(key, labels),
            labels.number(tally.standings[key]),
            f"{100 * tally.standings[key] / (tally.claims or 1):.0f} %",
        )
        for key in STANDINGS
    ]
    head = [labels.text(key) for key in ("standing", "number", "share")]
    picture = bar(tally.standings, labels.text("bar", parts=parts))
    return join([picture, table(head, rows, class_="figures"), *_standing_notes(tally, labels)])


def _standing(standing: Standing, labels: Labels) -> Markup:
    return element(
        "span", swatch(standing), element("span", labels.word("standing", standing)), class_="standing"
    )


def _standing_notes(tally: Tally, labels: Labels) -> Iterator[Markup]:
    if tally.carried:
        yield element(
            "p", labels.text("carried_note", claims=labels.count("claims", tally.carried)), class_="quiet"
        )
    if tally.disputed:
        yield element(
            "p", labels.text("disputed_note", claims=labels.count("claims", tally.disputed)), class_="quiet"
        )


def _source_counts(tally: Tally, labels: Labels) -> Markup:
    found = [(group, len(tally.sources_of(group))) for group in GROUPS]
    groups = ", ".join(labels.count(group, n) for group, n in found if n)
    return element(
        "p",
        element("strong", labels.count("sources", len(tally.sources))),
        f" · {groups}" if groups else "",
        class_="count",
    )


def _sources(tally: Tally, labels: Labels) -> Markup:
    if not tally.sources:
        return element("p", labels.text("no_sources"), class_="quiet")
    rows = [_source_row(source, labels) for source in tally.sources]
    return table(
        [labels.text(key) for key in ("source", "source_group", "source_claims")],
        rows,
        class_="figures named",
    )


def _source_row(source: CitedSource, labels: Labels) -> tuple[Markup, str, str]:
    name = join([one_line(source.name), *([element("code", source.actor)] if source.actor else [])], " ")
    words = dict.fromkeys(
        (labels.word("source_group", source.group), labels.word("source_kind", source.kind))
    )
    return name, ", ".join(words), labels.number(source.claims)


def _credits(tally: Tally, labels: Labels) -> Markup:
    named = ", ".join(map(one_line, tally.credits)) or labels.word("words", "no_credits")
    return element("p", f"{labels.text('credits')}: ", element("b", named), class_="credits")


# ------------------------------------------------------------------ legend


def legend(labels: Labels) -> Markup:
    """Every sign of the page with its meaning."""
    parts = (
        ("legend_certainty", _certainties(labels)),
        ("standing", _standings_explained(labels)),
        ("legend_marks", _marks(labels)),
        ("legend_chain", _links(labels)),
    )
    blocks = [element("section", element("h3", labels.text(key)), part) for key, part in parts]
    title = element("h2", labels.text("legend"), id="legend")
    return element("section", title, element("div", *blocks, class_="legend"), aria_labelledby="legend")


def _certainties(labels: Labels) -> Markup:
    rows = (
        _explained(chip(key, labels), labels.word("certainty_meaning", key)) for key in reversed(CERTAINTIES)
    )
    return join([element("dl", *rows), element("p", labels.text("legend_certainty_note"), class_="quiet")])


def _standings_explained(labels: Labels) -> Markup:
    signs = {key: _standing(key, labels) for key in STANDINGS}
    return element(
        "dl", *(_explained(sign, labels.word("standing_meaning", key)) for key, sign in signs.items())
    )


def _marks(labels: Labels) -> Markup:
    explained = (labels.text(f"mark_{kind}").partition(": ") for kind in ("trigger", *HIGHLIGHTS))
    kinds = zip(("trigger", *HIGHLIGHTS), explained, strict=True)
    return element(
        "dl", *(_explained(sample(kind, name), meaning or name) for kind, (name, _, meaning) in kinds)
    )


def _links(labels: Labels) -> Markup:
    lines = (
        (Stop(""), "line_said"),
        (Stop("", inferred=True), "line_carried"),
        (Stop("", distancing=True), "line_distanced"),
    )
    return element("dl", *(_explained(sample_line(stop), labels.text(key)) for stop, key in lines))


def _explained(sign: Markup, meaning: str) -> Markup:
    return element("div", element("dt", sign), element("dd", meaning))
