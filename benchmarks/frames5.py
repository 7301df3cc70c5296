"""No sentence of our own gold is a training sentence in other clothes: `python -m benchmarks.frames5`.

Takes the texts of `gold/own`, and every sentence that rules or weights were made with or checked on; gives each frame that
both have, as `file:line`. A frame is five words in a row, in lower case, numbers masked, two of them words of content
(`function_words.toml` has the others).
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
OWN = ("gold/own/*.jsonl",)
# Whatever is written for the program, now or later, lies in one of these places.
OTHERS = (
    "training/**/*.tsv",
    "training/**/*.txt",
    "training/**/*.conllu",
    "training/**/*.jsonl",
    "src/lagebild/languages/*/*.conllu",
    "src/lagebild/languages/*/families.toml",
    "src/lagebild/demo/*.jsonl",
    "gold/nonevents/*",
    "gold/dev/*",
    "gold/fresh/*",
    "gold/blind/*",
)
LENGTH = 5
FEWEST_CONTENT = 2
NUMBER = "#"
TREE_TEXT = ("# text = ", "# doc_text = ")
# Words may be marked in sentences for training: `{griff|ASSAULT|reported}`.
MARKED = re.compile(r"\{([^|{}]*)\|[^{}]*\}")
END = re.compile(r"[.!?…]+(?=\s|$)")
WORD = re.compile(r"\d[\d.,:]*|\w+")
Frame = tuple[str, ...]


class Line(NamedTuple):
    """A text and where it stands."""

    where: str
    text: str


def main() -> int:
    """Say what is shared."""
    shared = collisions(lines_in(ROOT, OWN), lines_in(ROOT, OTHERS), function_words())
    print(
        "\n".join(shared) or "no frame of gold/own is in a training sentence",
        file=sys.stderr if shared else None,
    )
    return int(bool(shared))


def shared_frames() -> list[str]:
    """The frames that `gold/own` shares with what the program was made with, one a line."""
    return collisions(lines_in(ROOT, OWN), lines_in(ROOT, OTHERS), function_words())


def collisions(own: Iterable[Line], others: Iterable[Line], without_content: frozenset[str]) -> list[str]:
    """One line for each frame that both have: where it stands, where else, and what it is."""
    first: dict[Frame, str] = {}
    for line in others:
        for frame in frames_of(line.text, without_content):
            first.setdefault(frame, line.where)
    return [
        f"{line.where}: '{' '.join(frame)}' stands at {first[frame]}, too; right would be other words"
        for line in own
        for frame in frames_of(line.text, without_content)
        if frame in first
    ]


def frames_of(text: str, without_content: frozenset[str]) -> Iterator[Frame]:
    """The frames of a text, sentence by sentence."""
    for sentence in END.split(text):
        words = [masked(word) for word in WORD.findall(sentence.lower())]
        for start in range(len(words) - LENGTH + 1):
            frame = tuple(words[start : start + LENGTH])
            if sum(word not in without_content for word in frame) >= FEWEST_CONTENT:
                yield frame


def masked(word: str) -> str:
    """A word, or the sign for a number."""
    return NUMBER if word[0].isdigit() else word


def function_words() -> frozenset[str]:
    """The words without content, of all languages, and the sign for a number."""
    lists = tomllib.loads(Path(__file__).with_name("function_words.toml").read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words.split()) | {NUMBER}


# ------------------------------------------------------------------ what there is to compare


def lines_in(root: Path, patterns: Iterable[str]) -> Iterator[Line]:
    """The texts of all files under these patterns."""
    for path in sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()}):
        name = path.relative_to(root).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            text = text_in(path.suffix, line)
            if text:
                yield Line(f"{name}:{number}", text)


def text_in(suffix: str, line: str) -> str:
    """What a line of a file says: a passage's text, a tree's text, or the line itself."""
    if suffix == ".jsonl":
        return str(json.loads(line).get("text", "")) if line.strip() else ""
    if suffix == ".conllu":
        return next((line.removeprefix(head) for head in TREE_TEXT if line.startswith(head)), "")
    return MARKED.sub(r"\1", line)


if __name__ == "__main__":
    sys.exit(main())
