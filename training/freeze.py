"""Freezes examples: `python -m training.freeze de [--refresh]`.

Parses the examples of a language's valency families, and the texts of `training/examples.<lang>.tsv`, that are not frozen yet, and writes
them to `examples.conllu` with the claims that today's rules make. Trees that are there already are kept, since they have been corrected by
hand: correct the new ones, then `--refresh`, which writes the claims of all examples anew. Read the diff: it is what the rules now say.

Lines of the texts are `rule<TAB>text`; `!rule` where the text must give no claim. `?rule<TAB>text<TAB>what is wrong` is a text that the rules
read wrongly today: its corrected tree and wrong claims wait in `training/waiting.<lang>.conllu`. When they are right, drop the `?`.
The trees under `attachment/` and `attribution/deep in the clause` keep one error of the parser, which the rule mends.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import (
    Example,
    claims_made,
    examples_file,
    family_texts,
    read_examples,
    written,
)
from lagebild.languages import load_pack
from lagebild.model import Sentence
from lagebild.sentences import load_parser
from lagebild.sentences.conllu import trees_of

WAITS = "fire, once the rules read it right"
MUST = {"!": "not fire", "?": WAITS}
Row = tuple[str, str, str]
"""What a text is an example of, whether it must fire, and the text."""


def main() -> None:
    """Read, add, write."""
    options = _options()
    lang, waiting = options.lang, Path(__file__).with_name(f"waiting.{options.lang}.conllu")
    frozen = {(example.about, example.text): example for example in read_examples(lang)}
    wanted = list(dict.fromkeys([*family_texts(load_pack(lang)), *_rules(lang)]))
    trees = _trees_in(waiting) | {example.text: example.sentences for example in frozen.values()}
    examples = [
        replace(old, id=id, must=row[1])
        if (old := frozen.get((row[0], row[2]))) is not None and not options.refresh
        else _with_claims(id, row, trees.get(row[2]) or _parsed(lang, row[2]), lang)
        for id, row in _numbered(lang, wanted)
    ]
    _write(examples_file(lang), [example for example in examples if example.must != WAITS])
    _write(waiting, [example for example in examples if example.must == WAITS])
    print(f"{len(examples)} examples")
    for about, _, text in wanted:
        if text not in trees:
            print(f"  new: {about}\t{text}")


def _trees_in(path: Path) -> dict[str, tuple[Sentence, ...]]:
    """The corrected trees of a file by the text of their example."""
    found: dict[str, tuple[Sentence, ...]] = {}
    text = ""
    for tree in trees_of(path.read_text(encoding="utf-8")) if path.exists() else ():
        text = tree.comments.get("doc_text", text)
        before = found.get(text, ())
        found[text] = (*before, msgspec.structs.replace(tree.sentence, i=len(before)))
    return found


def _write(path: Path, examples: list[Example]) -> None:
    path.write_text("".join(map(written, examples)), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("lang")
    parser.add_argument("--refresh", action="store_true", help="write the claims of all examples anew")
    return parser.parse_args()


def _rules(lang: str) -> Iterator[Row]:
    path = Path(__file__).with_name(f"examples.{lang}.tsv")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for rule, text, *_ in (line.split("\t") for line in lines if "\t" in line):
        yield rule.lstrip("!?"), MUST.get(rule[0], "fire"), text


def _numbered(lang: str, rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Ids that tell what is shown: `de-act_on-1`, and `de-act_on-not-1` for what must not fire."""
    seen: Counter[str] = Counter()
    for row in rows:
        name = "-".join(
            [
                lang,
                *row[0].replace("/", " ").split(),
                *({"not fire": ["not"], WAITS: ["waits"]}.get(row[1], [])),
            ]
        )
        seen[name] += 1
        yield f"{name}-{seen[name]}", row


def _parsed(lang: str, text: str) -> tuple[Sentence, ...]:
    return load_parser(lang).parse(text, start=document_of(text, Particulars(lang=lang)).body_start)


def _with_claims(id: str, row: Row, sentences: tuple[Sentence, ...], lang: str) -> Example:
    about, must, text = row
    example = Example(id, text, about, must, sentences)
    return replace(example, claims=claims_made(example, lang))


if __name__ == "__main__":
    main()
