"""Who says so: the part of a card that names its sources.

Takes a claim; gives its chain as a picture with a table behind it, and the sides that others take.
"""

from itertools import zip_longest

from lagebild.model import Attribution, Claim, Participant, Reading
from lagebild.views import wording
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join, table
from lagebild.views.people import person
from lagebild.views.pictures.chain import Stop, chain_lying, chain_upright
from lagebild.views.plain import one_line


def chain(reading: Reading, claim: Claim, labels: Labels) -> Markup:
    """The chain as a picture, lying and upright, with what the picture shows as a table or a sentence."""
    stops = [*_first_stops(reading, labels), *(_stop(link, labels) for link in claim.chain)]
    title = labels.text("chain_picture", names=", ".join(stop.name for stop in stops))
    pictures = element("div", chain_lying(stops, title), chain_upright(stops, title), class_="pictures")
    if claim.chain:
        return join([pictures, _chain_table(claim, labels)])
    author = one_line(reading.document.publisher or "") or labels.word("words", "author")
    return element(
        "div",
        pictures,
        element(
            "p",
            labels.text("chain_unnamed" if claim.unnamed else "chain_none", publisher=author),
            class_="quiet",
        ),
        class_="own",
    )


def _first_stops(reading: Reading, labels: Labels) -> tuple[Stop, Stop]:
    """The reader, and who printed it with the agencies named in the dateline."""
    document = reading.document
    credits = ", ".join(map(one_line, document.credits))
    agency = f"{labels.word('words', 'credit')}: {credits}" if credits else ""
    return Stop(labels.text("reader")), Stop(wording.origin_of(document, labels)[0], agency)


def _stop(link: Attribution, labels: Labels) -> Stop:
    notes = [labels.word("words", "carried")] if link.inferred else []
    distancing = link.distance == "distancing"
    notes += [labels.word("distance", link.distance)] if distancing else []
    kind = labels.word("source_kind", link.kind)
    return Stop(
        one_line(link.source.name), kind, one_line(link.cue.text), ", ".join(notes), link.inferred, distancing
    )


def _chain_table(claim: Claim, labels: Labels) -> Markup:
    head = [labels.text(f"link_{key}") for key in ("source", "kind", "cue", "mode", "distance", "carried")]
    rows = [
        (
            person(link.source, labels),
            labels.word("source_kind", link.kind),
            labels.quote(one_line(link.cue.text)),
            labels.word("cite_mode", link.mode),
            labels.word("distance", link.distance),
            labels.text("yes" if link.inferred else "no"),
        )
        for link in claim.chain
    ]
    return element(
        "details", element("summary", labels.text("chain_table")), table(head, rows, class_="stacked")
    )


def stances(claim: Claim, labels: Labels) -> Markup | None:
    """Each side in a column of its own, so that none comes first."""
    if not claim.stances:
        return None
    kinds = list(dict.fromkeys(stance.stance for stance in claim.stances))
    columns = [
        [
            _stance(stance.source, stance.span.text, labels)
            for stance in claim.stances
            if stance.stance == kind
        ]
        for kind in kinds
    ]
    head = element("tr", *(element("th", labels.word("stance", kind), scope="col") for kind in kinds))
    rows = (element("tr", *(element("td", cell or "") for cell in row)) for row in zip_longest(*columns))
    return element(
        "div",
        element("table", element("thead", head), element("tbody", *rows), class_="stances"),
        class_="table",
    )


def _stance(source: Participant, words: str, labels: Labels) -> Markup:
    return join([person(source, labels), element("span", labels.quote(one_line(words)), class_="as")], " ")
