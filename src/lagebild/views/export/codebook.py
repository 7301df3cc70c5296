"""The codebook: what each type, mode and word of certainty means, with examples and how many words each language has for it.

Takes the ontology, the language packs and their examples as they are; gives Markdown or a page. It is made anew each time, so that it says what the
program does and nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterator

from lagebild.evaluation.examples import Example, read_examples
from lagebild.languages import installed_languages, load_pack
from lagebild.ontology import EventType, load_ontology
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join, table
from lagebild.views.plain import one_line

EXAMPLES = 2  # a type and language
SHORTEST, LONGEST = 30, 160  # letters of an example
STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "h3{margin-top:2.2rem}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;font-weight:400}"
    "td,th{overflow-wrap:anywhere}"
)

Part = tuple[str, list[str], list[list[str]]]  # a paragraph, the head of a table and its rows


def parts_of(labels: Labels) -> Iterator[tuple[int, str, Part]]:
    """The headings with their level, and what stands under each."""
    yield (
        1,
        labels.word("codebook", "title"),
        (labels.table["codebook"]["about"].format(version=load_ontology().version), [], []),
    )
    yield 2, labels.word("codebook", "types"), ("", [], [])
    counted = {lang: _counted(lang) for lang in installed_languages()}
    examples = {lang: read_examples(lang) for lang in installed_languages()}
    for kind in load_ontology().types.values():
        yield 3, f"{kind.name}: {labels.word('types', kind.name)}", _type(kind, counted, examples, labels)
    yield 2, labels.word("codebook", "certainty"), _words("certainty", "certainty_meaning", labels)
    yield (
        2,
        labels.word("codebook", "statements"),
        (
            labels.word("codebook", "statements_about"),
            [],
            [[word] for word in labels.table["statement_kind"].values()],
        ),
    )
    contexts = [[name, labels.word("contexts", name)] for name in sorted(load_ontology().contexts)]
    yield 2, labels.word("codebook", "contexts"), ("", _head(labels, "code", "means"), contexts)
    sectors = [[code, gloss] for code, gloss in (load_ontology().sectors | load_ontology().slots).items()]
    yield 2, labels.word("codebook", "sectors"), ("", _head(labels, "code", "means"), sectors)


def _head(labels: Labels, *keys: str) -> list[str]:
    return [labels.word("codebook", key) for key in keys]


def _counted(lang: str) -> Counter[str]:
    """How many words a language has for each type."""
    return Counter(frame.type for frames in load_pack(lang).frames.values() for frame in frames)


def _type(
    kind: EventType,
    counted: dict[str, Counter[str]],
    examples: dict[str, tuple[Example, ...]],
    labels: Labels,
) -> Part:
    words = ", ".join(
        f"{labels.word('languages', lang)} {labels.number(count[kind.name])}"
        for lang, count in counted.items()
    )
    facts = labels.table["codebook"]["facts"].format(
        gloss=kind.gloss, quad=labels.word("quad", str(kind.quad)), score=f"{kind.score:+g}", cameo=kind.cameo,
        recipient=labels.word("codebook", "recipient_needed" if kind.requires_recipient else "recipient_not_needed"), words=words,
    )  # fmt: skip
    told = [one for lang in examples for one in _told(kind.name, examples[lang])]
    shown = [f"{labels.word('codebook', 'example')}: {labels.quote(text)} – {claim}" for text, claim in told]
    rows = [
        [mode.name, labels.word("modes", mode.name), f"{mode.score:+g}", mode.cameo]
        for mode in kind.modes.values()
    ]
    head = _head(labels, "mode", "means", "score", "cameo") if rows else []
    return "\n\n".join([facts, *shown]), head, rows


def _told(type_name: str, examples: tuple[Example, ...]) -> list[tuple[str, str]]:
    """The shortest texts that give an event of the type, and the claim that they give; first those that give nothing else."""
    found = {
        (len(example.claims) > 1, len(example.text), one_line(example.text), one_line(claim))
        for example in examples
        for claim in example.claims[:1]
        if re.search(rf": {type_name}\b", claim) and SHORTEST <= len(example.text) <= LONGEST
    }
    return [(text, claim) for _, _, text, claim in sorted(found)[:EXAMPLES]]


def _words(section: str, meaning: str, labels: Labels) -> Part:
    rows = [[key, labels.word(section, key), labels.word(meaning, key)] for key in labels.table[meaning]]
    return labels.word("codebook", "certainty_about"), _head(labels, "code", "word", "means"), rows


def markdown_of(labels: Labels) -> Iterator[str]:
    """The codebook as Markdown."""
    for level, heading, (text, head, rows) in parts_of(labels):
        yield f"{'#' * level} {heading}\n"
        if text:
            yield f"{text}\n"
        if head:
            yield "\n".join([_line(head), _line(["---"] * len(head)), *map(_line, rows)]) + "\n"
        elif rows:
            yield "\n".join(f"- {row[0]}" for row in rows) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def page_of(labels: Labels) -> str:
    """The codebook as one page that needs nothing else."""
    body: list[Markup] = []
    for level, heading, (text, head, rows) in parts_of(labels):
        body.append(element(f"h{level}", heading))
        body += [element("p", part) for part in text.split("\n\n") if part]
        if head:
            body.append(table(head, rows))
        elif rows:
            body.append(element("ul", *(element("li", row[0]) for row in rows)))
    top = join(
        [
            element("meta", charset="utf-8"), element("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            element("title", labels.word("codebook", "title")), element("style", Markup(STYLE)),
        ]
    )  # fmt: skip
    return f"<!doctype html>\n{element('html', element('head', top), element('body', element('main', *body)), lang=labels.lang)}\n"
