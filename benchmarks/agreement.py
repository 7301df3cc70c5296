"""How far the annotators of our own gold agree: `python -m benchmarks.agreement`.

Takes what each annotated by himself (`gold/raw/a`, `b`, and `c` for a third of few passages) and the texts of `gold/own`;
gives the figures of the guideline for each pair, once as annotated and once without any alternative that was allowed
beside the answer. `--keep` writes them to `benchmarks/results/agreement.json` and into the table of gold/README.md.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.gold import GOLD, ROOT
from benchmarks.table import between
from lagebild.evaluation import Passage, read_gold, score

RAW = GOLD / "raw"
RESULTS = ROOT / "benchmarks" / "results" / "agreement.json"
README = GOLD / "README.md"
LANGUAGES = ("de", "en")
# Who is compared with whom: the first is taken as right.
PAIRS = (("a", "b"), ("c", "a"), ("c", "b"))
# An event that allows nothing beside its answer.
NO_ALTERNATIVES: dict[str, Any] = {"accept": {}}
FIGURES = {
    "typed": "typed F1",
    "agnostic": "events and statements F1",
    "certainty_acc": "certainty",
    "certainty_e2e": "found and certainty F1",
    "attribution_e2e": "innermost source F1, end to end",
    "actors_e2e": "actors F1, end to end",
    "recipients_e2e": "recipients F1, end to end",
    "quantity": "quantity F1",
}
Figures = dict[str, float]


def main() -> int:
    """Print the table; keep it when asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument(
        "--keep", action="store_true", help="write the results and the table of gold/README.md"
    )
    found = agreements()
    print("\n".join(table_of(found)))
    if parser.parse_args().keep:
        RESULTS.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        README.write_text(
            between(README.read_text(encoding="utf-8"), "agreement", table_of(found)), encoding="utf-8"
        )
    return 0


def agreements() -> dict[str, dict[str, Any]]:
    """Passages and figures by column: `en a-b`, `en a-b bare`."""
    return {
        f"{lang} {first}-{second}{' bare' if bare else ''}": compared(lang, first, second, bare=bare)
        for lang in LANGUAGES
        for first, second in PAIRS
        for bare in (False, True)
    }


def compared(lang: str, first: str, second: str, *, bare: bool) -> dict[str, Any]:
    """The figures of one pair over the passages that both annotated."""
    texts = own_passages(lang)
    gold, other = (annotated(who, lang, texts, bare=bare) for who in (first, second))
    both = [passage for passage in gold.values() if passage.id in other]
    scores = score(both, {passage.id: other[passage.id].events for passage in both})
    return {"passages": len(both)} | {name: round(scores[name], 3) for name in FIGURES}


def own_passages(lang: str) -> dict[str, Passage]:
    """The settled passages of a language, whose texts the raw annotations are of."""
    return {
        passage.id: passage
        for path in sorted((GOLD / "own").glob(f"*.{lang}.jsonl"))
        for passage in read_gold(path)
    }


def annotated(who: str, lang: str, texts: dict[str, Passage], *, bare: bool = False) -> dict[str, Passage]:
    """What one annotator wrote, by passage; bare is without alternatives.

    Raises:
        KeyError: when a passage was annotated that gold/own does not have.
    """
    return {
        record["id"]: msgspec.convert(
            {
                "id": record["id"],
                "lang": lang,
                "text": texts[record["id"]].text,
                "events": [event | (NO_ALTERNATIVES if bare else {}) for event in record["events"]],
            },
            Passage,
        )
        for record in _records(RAW / who / f"{lang}.jsonl")
    }


def _records(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def table_of(found: dict[str, dict[str, Any]]) -> list[str]:
    """One row a figure, one column a pair; the bare figure stands behind the other."""
    pairs = [name for name in found if not name.endswith(" bare")]
    rows = [["", *(f"{name} ({found[name]['passages']})" for name in pairs)], ["---", *["---:"] * len(pairs)]]
    for figure, heading in FIGURES.items():
        cells = (f"{found[name][figure]:.2f} / {found[f'{name} bare'][figure]:.2f}" for name in pairs)
        rows.append([heading, *cells])
    return [_row(cells) for cells in rows]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
