"""Freezes examples: `python -m training.freeze de [--add FILE] [--refresh]`.

Parses the examples of a language's valency families, and the texts of FILE (lines `rule<TAB>text`), that are not in
`examples.conllu` yet, and appends them with the claims that today's rules make. `--refresh` writes the claims of all examples anew;
trees are kept, since they may have been corrected by hand. Read the diff: it is what the rules now say.
"""

import argparse
from dataclasses import replace
from pathlib import Path

from lagebild.documents import Particulars, document_of
from lagebild.evaluation.examples import Example, claims_made, examples_file, family_texts, read_examples, written
from lagebild.languages import load_pack
from lagebild.sentences import load_parser


def main() -> None:
    """Read, add, write."""
    options = _options()
    examples = list(read_examples(options.lang))
    known = {(example.about, example.text) for example in examples}
    wanted = [*family_texts(load_pack(options.lang)), *_added(options.add)]
    fresh = [row for row in wanted if (row[0], row[2]) not in known]
    families = {(name, text) for name, _, text in wanted}
    rules = {example.about for example in examples} - set(load_pack(options.lang).families)
    examples = [e for e in examples if e.about in rules or (e.about, e.text) in families]
    examples += [_frozen(options.lang, *row, number=len(examples) + n) for n, row in enumerate(fresh, 1)]
    if options.refresh or fresh:
        new = {(row[0], row[2]) for row in fresh}
        examples = [
            replace(e, claims=claims_made(e, options.lang)) if options.refresh or (e.about, e.text) in new else e
            for e in examples
        ]
    examples_file(options.lang).write_text("".join(map(written, examples)), encoding="utf-8")
    print(f"{len(examples)} examples, {len(fresh)} of them new")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lang")
    parser.add_argument("--add", type=Path, help="lines `rule<TAB>text`")
    parser.add_argument("--refresh", action="store_true", help="write the claims of all examples anew")
    return parser.parse_args()


def _added(path: Path | None) -> list[tuple[str, str, str]]:
    if path is None:
        return []
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return [(rule, "fire", text) for rule, text in rows]


def _frozen(lang: str, about: str, must: str, text: str, *, number: int) -> Example:
    document = document_of(text, Particulars(lang=lang))
    sentences = load_parser(lang).parse(text, start=document.body_start)
    return Example(f"{lang}-{number:03}-{about}", text, about, must, sentences)


if __name__ == "__main__":
    main()
