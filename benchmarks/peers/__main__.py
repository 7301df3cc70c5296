"""Lagebild beside its peers: `python -m benchmarks.peers`.

Measures, language by language and each in a process of its own, the parser alone (the limit of any reader that rests on it) and the
whole path, in turns over one made-up corpus, so that caches and other programs weigh on both alike. Writes them to
`benchmarks/results/peers.json` beside what was recorded of others (recorded.toml). Scores on the PLOVER records are those of
`benchmarks/results/plover.json`, untouched half (`python -m benchmarks.plover`).
"""

import argparse
import json
import os
import tomllib
from pathlib import Path
from typing import Any

from benchmarks.bench import NEWS_TOKENS, ROOT, in_own_process, peak, started, timed
from benchmarks.corpus import LANGUAGES, documents
from lagebild import __version__
from lagebild.documents import document_of
from lagebild.documents.jsonlines import record_of
from lagebild.model import Document
from lagebild.pipeline import read_document
from lagebild.sentences import load_parser

RESULTS = ROOT / "benchmarks" / "results" / "peers.json"
RECORDED = Path(__file__).parent / "recorded.toml"


def main() -> None:
    options = _options()
    if options.lang:
        print(json.dumps(measured(options.lang, options.sentences)))
        return
    found = {
        lang: in_own_process("benchmarks.peers", lang=lang, sentences=options.sentences) for lang in LANGUAGES
    }
    record = {
        "lagebild": __version__,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[1], 1),
        "languages": found,
        "recorded": tomllib.loads(RECORDED.read_text(encoding="utf-8"))["peer"],
    }
    print(json.dumps(record, indent=2))
    if not options.look:
        RESULTS.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--sentences", type=int, default=3_000, help="of each language (3,000)")
    parser.add_argument("--lang", help="measure this language here and print JSON")
    parser.add_argument("--look", action="store_true", help="print only; keep no results")
    return parser.parse_args()


def measured(lang: str, sentences: int) -> dict[str, Any]:
    """Both in turns: of two documents that follow each other one is only parsed, the other read, by turns the first and the second."""
    corpus = [made(line) for line in documents(sentences, seed=3, langs=(lang,))]
    parser = load_parser(lang)
    read_document(corpus[0])  # loads all that there is to load
    spent, tokens, count = ({"parser": 0.0, "whole": 0.0} for _ in range(3))
    for n, document in enumerate(corpus[1:]):
        kind = ("parser", "whole", "whole", "parser")[n % 4]
        seconds, found = timed(lambda kind=kind, document=document: _done(kind, document, parser))
        spent[kind] += seconds
        tokens[kind] += sum(len(sentence.tokens) for sentence in found)
        count[kind] += len(found)
    speeds = {kind: tokens[kind] / spent[kind] for kind in spent}
    return {
        "sentences": sum(count.values()),
        "tokens_per_second": {kind: round(speed) for kind, speed in speeds.items()},
        "of_twenty_tokens_per_second": {
            kind: round(speed / NEWS_TOKENS, 1) for kind, speed in speeds.items()
        },
        "sentences_per_second": {kind: round(count[kind] / spent[kind], 1) for kind in spent},
        "of_the_limit": round(speeds["whole"] / speeds["parser"], 3),
        "start_seconds": started(lang, corpus[0])["least"],
        "megabytes": peak(),
    }


def made(line: str) -> Document:
    """The document of a line of the corpus."""
    return document_of(*record_of(line.encode()))


def _done(kind: str, document: Document, parser: Any) -> Any:
    if kind == "parser":
        return list(parser.parse(document.text, start=document.body_start))
    return read_document(document).sentences


if __name__ == "__main__":
    main()
