"""Treebank files as trees to learn from.

Takes gzipped CoNLL-U files; gives `Tree`s, one word a surface token, with the differences between treebanks that
would only confuse the learner taken out: German-PUD marks no verb forms, so they are read off its part-of-speech tags.
"""

import gzip
from dataclasses import dataclass
from pathlib import Path

# German-PUD's tags for verb forms; GSD and the English treebanks say VerbForm themselves.
VERB_FORMS = {"VBC": "Fin", "VBN": "Part", "VB": "Inf", "VVFIN": "Fin", "VVINF": "Inf", "VVPP": "Part"}


@dataclass(frozen=True)
class Tree:
    """One sentence of a treebank; `heads` count from 1, 0 is the root."""

    name: str
    source: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[dict[str, str], ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    spaces: tuple[bool, ...]


def read_trees(path: Path, source: str) -> list[Tree]:
    """All trees of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        blocks = file.read().split("\n\n")
    return [_tree(block, source) for block in blocks if block.strip()]


def read_examples(path: Path, source: str, passed_over: tuple[str, ...]) -> list[Tree]:
    """The trees of a language's `examples.conllu`, corrected by hand; without those that keep an error on purpose."""
    found, about = [], ""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        about = next(
            (line.partition("=")[2].strip() for line in block.split("\n") if line.startswith("# about")),
            about,
        )
        if block.strip() and not about.startswith(passed_over):
            found.append(_tree(block, source))
    return found


def _tree(block: str, source: str) -> Tree:
    lines = block.strip("\n").split("\n")
    name = next((line.split("=", 1)[1].strip() for line in lines if line.startswith("# sent_id")), "")
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    columns = list(zip(*[row for row in rows if row[0].isdigit()], strict=True))
    return Tree(
        name=name,
        source=_source(name, source),
        forms=columns[1],
        lemmas=columns[2],
        upos=columns[3],
        xpos=columns[4],
        feats=tuple(map(_feats, columns[3], columns[4], columns[5])),
        heads=tuple(map(int, columns[6])),
        deprels=columns[7],
        spaces=tuple("SpaceAfter=No" not in misc for misc in columns[9]),
    )


def _source(name: str, source: str) -> str:
    """PUD sentences are called n… (news) or w… (Wikipedia) and a number; they are mixed with GSD's in one file."""
    return "pud" if source == "gsd" and name[:1] in "nw" and name[1:].isdigit() else source


def _feats(upos: str, xpos: str, feats: str) -> dict[str, str]:
    given = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    if upos in ("VERB", "AUX") and "VerbForm" not in given:
        form = "Fin" if "Mood" in given else VERB_FORMS.get(xpos)
        given |= {"VerbForm": form} if form else {}
    return given
