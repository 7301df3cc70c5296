"""A corpus of any size out of our own texts: `python -m benchmarks.corpus --sentences 100000 > corpus.jsonl`.

Takes the dev passages of gold/, the demo's reports and sentences that tell of no event; gives documents of several of them, as JSON
Lines. States, persons and numbers are others in each, so that no two texts are the same and caches see as many words that they do not
know as in news. The same number and seed give the same bytes.
"""

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.gold import GOLD, ROOT

PACKAGE = ROOT / "src" / "lagebild"
REPORTS = PACKAGE / "demo" / "reports.jsonl"
LANGUAGES = ("de", "en")
PASSAGES = (2, 8)  # in a document
WITHOUT_EVENTS = 0.3  # of the passages: what they are in a newspaper is more, in the news of a crisis less
FIRST_DAY, DAYS = date(2000, 1, 1), 9_000
# A name that a German article stands before cannot be put where one without stands.
_ARTICLES = re.compile(r"\b(?:der|die|das|den|dem|des|im|am|zur|zum|vom|the)\s+(\w+)")
_ENDINGS = ("land", "ien", "stan", "reich")
_SENTENCE_END = re.compile(r"[.!?][\"“”»']?(?:\s|$)")


@dataclass(frozen=True)
class Material:
    """What the texts of one language are made of."""

    passages: tuple[str, ...]
    without_events: tuple[str, ...]
    states: tuple[str, ...]
    swap: re.Pattern[str]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--sentences", type=int, default=10_000, help="at least so many (10,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lang", choices=LANGUAGES, help="only in this language; else both")
    options = parser.parse_args()
    langs = (options.lang,) if options.lang else LANGUAGES
    for line in documents(options.sentences, options.seed, langs):
        sys.stdout.write(line)
    return 0


def documents(sentences: int, seed: int = 1, langs: tuple[str, ...] = LANGUAGES) -> Iterator[str]:
    """Documents with at least so many sentences together, each a line of JSON."""
    dice = random.Random(seed)
    material = {lang: material_of(lang) for lang in langs}
    surnames, givens = (_column(f"gazetteer/{name}.csv") for name in ("surnames", "given_names"))
    made = number = 0
    while made < sentences:
        lang = dice.choice(langs)
        text = _text(material[lang], dice, surnames, givens)
        made += len(_SENTENCE_END.findall(text))
        record = {
            "id": f"corpus-{seed}-{number:08}",
            "lang": lang,
            "publisher": f"Blatt {dice.randrange(200)}",
            "published": (FIRST_DAY + timedelta(days=dice.randrange(DAYS))).isoformat(),
            "text": text,
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"
        number += 1


def material_of(lang: str) -> Material:
    """Our own texts in a language, and the names of states that can stand for each other in them."""
    passages = [record["text"] for record in _records() if record.get("lang", "").startswith(lang)]
    without = _tsv(GOLD / "nonevents" / f"{lang}.tsv")
    behind_articles = {word for text in passages for word in _ARTICLES.findall(text)}
    states = [
        name
        for name in _names_of_states(lang)
        if name not in behind_articles and (name.endswith(_ENDINGS) or any(name in text for text in passages))
    ]
    names = "|".join(map(re.escape, sorted(states, key=len, reverse=True)))
    swap = re.compile(rf"\b(?P<state>{names})(?P<s>s?)\b|\b(?P<number>\d{{2,}})(?![.\d])")
    return Material(tuple(passages), tuple(without), tuple(states), swap)


def _text(material: Material, dice: random.Random, surnames: list[str], givens: list[str]) -> str:
    """Some passages, with one choice of names for all of them."""
    chosen = [
        dice.choice(material.without_events if dice.random() < WITHOUT_EVENTS else material.passages)
        for _ in range(dice.randint(*PASSAGES))
    ]
    text = material.swap.sub(_swapping(material, dice), "\n".join(chosen))
    return text + f"\n({dice.choice(givens)} {_surname(dice, surnames)})"


def _swapping(material: Material, dice: random.Random) -> Callable[[re.Match[str]], str]:
    stands_for: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        if match["number"]:
            return str(dice.randrange(10 ** (len(match["number"]) - 1), 10 ** len(match["number"])))
        state = stands_for.setdefault(match["state"], dice.choice(material.states))
        return state + match["s"]

    return other


def _surname(dice: random.Random, surnames: list[str]) -> str:
    """One, or two joined: there are as many as one likes."""
    one = dice.choice(surnames)
    return one if dice.random() < 0.5 else f"{one}-{dice.choice(surnames)}"


def _records() -> Iterator[dict[str, str]]:
    for path in (*sorted((GOLD / "dev").glob("*.jsonl")), REPORTS):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _names_of_states(lang: str) -> list[str]:
    states = set(_column("gazetteer/countries.csv", "id"))
    rows = _rows(PACKAGE / "languages" / lang / "names.csv")
    return sorted(
        {
            row["name"]
            for row in rows
            if row["id"] in states and row["kind"] == "name" and row["name"].isalpha()
        }
    )


def _column(name: str, column: str = "name") -> list[str]:
    return [row[column] for row in _rows(PACKAGE / name)]


def _rows(path: Path) -> list[dict[str, str]]:
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return list(csv.DictReader(lines))


def _tsv(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [row["sentence"] for row in csv.DictReader(lines, delimiter="\t")]


if __name__ == "__main__":
    sys.exit(main())
