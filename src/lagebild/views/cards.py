"""The card of a claim.

Takes a claim with its number and document; gives a card: how sure, what, who to whom, the sentence, who says so, which
words decide that, the quantities by source, and who denies it.
"""

from collections.abc import Iterator, Sequence

from lagebild.model import Certainty, Claim, Cue, Event, Quantity, Reading, Span
from lagebild.views import wording
from lagebild.views.article import quote
from lagebild.views.labels import Labels
from lagebild.views.marks import quote_of
from lagebild.views.markup import Markup, element, join, table
from lagebild.views.people import people
from lagebild.views.plain import one_line
from lagebild.views.shapes import sign
from lagebild.views.sourcing import chain, stances
from lagebild.views.tally import is_disputed


def card(
    reading: Reading, number: int, claim: Claim, place: str, labels: Labels, foot: Markup | None = None
) -> Markup:
    """One claim; `foot` is what a page adds below it."""
    name = f"{place}-c{number}"
    parts = [
        _head(claim, number, place, labels),
        _sides(claim, labels),
        quote(quote_of(reading, claim), reading.document.lang, labels),
        _facts(claim, labels),
        *(_section(labels.text(key), part) for key, part in _said(reading, claim, labels) if part),
        element(
            "div",
            *(_section(labels.text(key), part) for key, part in _graded(claim, labels)),
            class_="graded",
        ),
        _evidence(claim, labels),
        foot,
    ]
    return element("li", element("article", *parts, class_="card", id=name, aria_labelledby=f"{name}-h"))


def chip(certainty: Certainty, labels: Labels, *notes: str) -> Markup:
    """The certainty as shape and word; what the word leaves unsaid follows it."""
    more = [element("span", note, class_="note") for note in notes]
    return element(
        "span", sign(certainty), labels.word("certainty", certainty), *more, class_=f"chip {certainty}"
    )


def _head(claim: Claim, number: int, place: str, labels: Labels) -> Markup:
    kind = " · ".join(wording.kind_of(claim, labels))
    prefix = "" if claim.event else f"{labels.word('words', 'statement')}: "
    title = element(
        "h4", prefix + kind, " ", element("code", wording.code_of(claim)), id=f"{place}-c{number}-h"
    )
    back = element(
        "a", str(number), class_="number", href=f"#{place}-t{number}", aria_label=labels.text("claim_in_text", n=number),
        title=labels.text("back"),
    )  # fmt: skip
    disputed = (
        element("span", labels.text("disputed"), class_="chip disputed") if _shows_dispute(claim) else None
    )
    return element(
        "header", back, title, chip(claim.certainty, labels, *wording.grade_notes(claim, labels)), disputed
    )


def _shows_dispute(claim: Claim) -> bool:
    """Whether a denial has to be told beside the certainty: `denied` tells it already."""
    return is_disputed(claim) and claim.certainty != "denied"


# ------------------------------------------------------------------ who, where, when


def _sides(claim: Claim, labels: Labels) -> Markup | None:
    content = claim.content
    if not isinstance(content, Event):
        return element("p", people(content.about, labels), class_="sides") if content.about else None
    if not (content.actors or content.recipients or content.against):
        return None
    parts = [
        people(content.actors, labels) or element("span", labels.word("words", "unknown"), class_="unknown")
    ]
    if content.recipients:
        arrow = element("span", "→", class_="arrow", aria_hidden="true")
        parts += [
            arrow,
            element("span", labels.word("words", "whom"), class_="unseen"),
            people(content.recipients, labels),
        ]
    if content.against:
        parts += [
            element("span", labels.word("words", "against"), class_="against"),
            people(content.against, labels),
        ]
    return element("p", *parts, class_="sides")


def _facts(claim: Claim, labels: Labels) -> Markup | None:
    rows = [
        element("div", element("dt", labels.word("words", key)), element("dd", value))
        for key, value in _fact_rows(claim, labels)
    ]
    return element("dl", *rows, class_="facts") if rows else None


def _fact_rows(claim: Claim, labels: Labels) -> Iterator[tuple[str, str]]:
    content = claim.content
    if content.place:
        yield "where", wording.place_of(content.place, labels)
    if content.period:
        yield "when", wording.period_of(content.period, labels)
    if isinstance(content, Event):
        if content.contexts:
            key = "context" if len(content.contexts) == 1 else "contexts"
            yield key, ", ".join(labels.word("contexts", context) for context in content.contexts)
        return
    for key, span in (("cause", content.cause), ("condition", content.condition)):
        if span:
            yield key, wording.clause_of(span)
    if content.horizon:
        yield "horizon", wording.period_of(content.horizon, labels)


# ------------------------------------------------------------------ the sections of a card


def _section(title: str, inside: Markup) -> Markup:
    return element("section", element("h5", title), inside)


def _said(reading: Reading, claim: Claim, labels: Labels) -> Iterator[tuple[str, Markup | None]]:
    yield "chain", chain(reading, claim, labels)
    yield "stances", stances(claim, labels)
    yield "amounts", _amounts(claim, labels)


def _graded(claim: Claim, labels: Labels) -> Iterator[tuple[str, Markup]]:
    yield "cues", _cues(claim, labels)
    yield "axes", _axes(claim, labels)


def _amounts(claim: Claim, labels: Labels) -> Markup | None:
    quantities = claim.content.quantities
    if not quantities:
        return None
    head = [
        labels.text(f"amount_{key}")
        for key in ("words", "low", "high", "unit", "exactness", "part", "source")
    ]
    nobody = labels.word("words", "unnamed" if claim.unnamed else "author")
    said = one_line(claim.chain[-1].source.name) if claim.chain else nobody
    return table(
        head, [_amount_row(quantity, quantities, said, labels) for quantity in quantities], class_="stacked"
    )


def _amount_row(
    quantity: Quantity, all_of_them: tuple[Quantity, ...], said: str, labels: Labels
) -> tuple[str, ...]:
    whole = quantity.part_of
    part = (
        wording.amount_of(all_of_them[whole], labels)
        if whole is not None and whole < len(all_of_them)
        else ""
    )
    return (
        one_line(quantity.span.text),
        labels.number(quantity.low) or "–",
        labels.number(quantity.high) or "–",
        one_line(quantity.unit),
        labels.word("exactness", quantity.exactness),
        part or "–",
        said,
    )


def _cues(claim: Claim, labels: Labels) -> Markup:
    words: dict[Span, list[Cue]] = {}
    for cue in (*_citing(claim), *claim.cues):
        words.setdefault(cue.span, []).append(cue)
    if not words:
        return element("p", labels.text("no_cues"), class_="quiet")
    lines = (_cue_line(words[span], labels) for span in sorted(words, key=lambda span: span.start))
    return element("ul", *lines, class_="cues")


def _citing(claim: Claim) -> Iterator[Cue]:
    """The words that cite: they make a claim a reported one."""
    for link in claim.chain:
        mode = "distanced" if link.distance == "distancing" else "reported"
        yield Cue(span=link.cue, means=f"evidence={mode}", entry="")


def _cue_line(cues: Sequence[Cue], labels: Labels) -> Markup:
    """One word of the text, all that it suggests, and the entries that say so."""
    means = ", ".join(dict.fromkeys(labels.grade(cue.means) for cue in cues))
    keys = dict.fromkeys(cue.entry for cue in cues if cue.entry)
    entries = join([element("code", entry) for entry in keys], " ")
    return element("li", element("b", labels.quote(one_line(cues[0].span.text))), f" → {means} ", entries)


def _axes(claim: Claim, labels: Labels) -> Markup:
    axes = (
        ("axis_time", labels.word("time", claim.time)),
        ("axis_commitment", labels.word("commitment", claim.commitment)),
        ("axis_evidence", labels.word("evidence_mode", claim.evidence_mode)),
    )
    rows = [element("div", element("dt", labels.text(key)), element("dd", value)) for key, value in axes]
    word = element(
        "div",
        element("dt", labels.text("axis_word")),
        element("dd", chip(claim.certainty, labels)),
        class_="word",
    )
    return element("dl", *rows, word, class_="axes")


def _evidence(claim: Claim, labels: Labels) -> Markup | None:
    if not claim.evidence:
        return None
    items = (element("li", element("code", key)) for key in claim.evidence)
    return element(
        "details", element("summary", labels.text("evidence")), element("ul", *items, class_="keys")
    )
