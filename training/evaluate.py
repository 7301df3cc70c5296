"""How good the shipped parser is: `python -m training.evaluate de`, dev by default.

Runs the numpy runtime over a treebank's own words, before and after the role layer, and prints figures. Dev is parsed
as the product parses news; a test file (`--test`) by the conventions of its own treebank, as its figures are always
given. The test files are read seldom, each reading is written down in RESULTS.md.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lagebild.sentences.parser import TrainedParser, model_of
from training.languages import RECIPES
from training.scores import OBJECTS, SUBJECTS, Parse, feature_f1, figures, relation_f1
from training.surface import joined
from training.train import TREEBANKS
from training.treebanks import Tree, read_trees

VERBS = ("VERB", "AUX")


def main() -> None:
    """Print the figures of each file."""
    options = _options()
    recipe = RECIPES[options.lang]
    model = options.model or model_of(options.lang)
    pooled: list[tuple[Tree, Parse]] = []
    for name, source in recipe.test if options.test else recipe.dev:
        trees = read_trees(options.treebanks / f"{name}.conllu.gz", source)
        parser = TrainedParser(options.lang, model, treebank=source if options.test else "")
        pooled += report(name, trees, parser)
        if recipe.join_hyphens and not options.test:
            report(f"{name}, words as news is read", [joined(tree) for tree in trees], parser)
    if options.test:
        gold, parses = zip(*pooled, strict=True)
        print(f"pooled, with roles: {_line(figures(gold, parses))}")
        subjects_and_objects = relation_f1(pooled, SUBJECTS, OBJECTS)
        print(f"subjects and objects together {subjects_and_objects:.2f}")


def report(name: str, trees: Sequence[Tree], parser: TrainedParser) -> list[tuple[Tree, Parse]]:
    """One test set: network alone, with the role layer, lemmas, features, speed; gives trees and parses."""
    began = time.process_time()
    parses, lemmas = parses_of(trees, parser)
    seconds = time.process_time() - began
    print(f"{name}: {sum(len(tree.forms) for tree in trees)} words, {seconds:.1f} s (first reading)")
    print("  network   ", _line(figures(trees, _raw(trees, parses, parser))))
    print("  with roles", _line(figures(trees, parses)))
    print("  features  ", _line(feature_f1(trees, parses)))
    print(f"  lemmas     all {_lemmas(trees, lemmas, None):.2f} verbs {_lemmas(trees, lemmas, VERBS):.2f}")
    return list(zip(trees, parses, strict=True))


def parses_of(trees: Sequence[Tree], parser: TrainedParser) -> tuple[list[Parse], list[tuple[str, ...]]]:
    """What the product gives for the treebank's words."""
    parses, lemmas = [], []
    for parsed in parser.parse_words([tree.forms for tree in trees]):
        own, feats = parser.morphology_of(parsed)
        values = tuple(dict(pair.split("=", 1) for pair in cell.split("|") if pair) for cell in feats)
        parses.append(Parse(tuple(head + 1 for head in parsed.heads), parsed.deprels, parsed.upos, values))
        lemmas.append(own)
    return parses, lemmas


def _raw(trees: Sequence[Tree], parses: Sequence[Parse], parser: TrainedParser) -> list[Parse]:
    analyses = parser.analyses_of([tree.forms for tree in trees])[1]
    best = [tuple(parser.labels[k] for k in analysis.relations.argmax(-1)) for analysis in analyses]
    return [replace(parse, deprels=labels) for parse, labels in zip(parses, best, strict=True)]


def _lemmas(trees: Sequence[Tree], lemmas: Sequence[tuple[str, ...]], upos: tuple[str, ...] | None) -> float:
    rows = [
        (want.lower(), got.lower())
        for tree, own in zip(trees, lemmas, strict=True)
        for want, got, kind in zip(tree.lemmas, own, tree.upos, strict=True)
        if kind != "PUNCT" and (upos is None or kind in upos)
    ]
    return 100 * sum(want == got for want, got in rows) / max(1, len(rows))


def _line(values: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.2f}" for name, value in values.items() if name != "tokens")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the parser of one language.")
    parser.add_argument("lang", choices=sorted(RECIPES))
    parser.add_argument("--treebanks", type=Path, default=TREEBANKS, help="folder with the treebank files")
    parser.add_argument("--model", type=Path, help="model file; default: the one that ships")
    parser.add_argument(
        "--test", action="store_true", help="read the test files; note the reading in RESULTS.md"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
