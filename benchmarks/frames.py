"""Whole frames: predicate, subject, objects and clause, all right or not.

Takes sentences as news writes them, with their frames corrected by hand (`gold/frames/LANGUAGE.tsv`); gives the share that
the parser reads wholly right. `python -m benchmarks.frames de` prints the frames that it reads otherwise.

A row is one predicate, by its form: the heads of its subject and of its objects with what is coordinated with them
(`Soldaten+Dolmetscher`, `-` for none), and the relation of its clause with the word that it hangs on (`ccomp<sagte`). What may be
read either way stands side by side (`-|sich`). Only what hangs on the predicate itself counts.
"""

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lagebild.model import Sentence, Token
from lagebild.sentences import load_parser

FRAMES = Path(__file__).parent.parent / "gold" / "frames"
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
OBJECTS = ("obj", "iobj", "obl:arg")
NONE = "-"
# Treebanks are of two minds whether a clause is a complement or an open one, coordinated or beside.
KINDS = {
    "ccomp": "complement",
    "xcomp": "complement",
    "csubj": "complement",
    "conj": "beside",
    "parataxis": "beside",
}


@dataclass(frozen=True)
class Frame:
    """One predicate; what may be read in several ways has `|` between them."""

    predicate: str
    subject: str
    objects: str
    link: str

    def __str__(self) -> str:
        return f"{self.predicate}: {self.subject} / {self.objects} / {self.link}"


def read_frames(path: Path) -> list[tuple[str, list[Frame]]]:
    """Sentences with their frames; a sentence stands in the first row of its frames only."""
    found: list[tuple[str, list[Frame]]] = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if text := row.pop("sentence"):
                found.append((text, []))
            found[-1][1].append(Frame(**row))
    return found


def frame_of(token: Token, sentence: Sentence) -> Frame:
    """The frame of one predicate, as the tree has it."""
    hangs_on = f"<{sentence.tokens[token.head].form}" if token.head >= 0 else ""
    return Frame(
        token.form,
        _named(token, SUBJECTS, sentence),
        _named(token, OBJECTS, sentence),
        f"{token.deprel}{hangs_on}",
    )


def _named(token: Token, relations: Sequence[str], sentence: Sentence) -> str:
    heads = [each for each in sentence.tokens if each.head == token.i and each.deprel in relations]
    beside = [t for t in sentence.tokens if t.deprel == "conj" and any(t.head == each.i for each in heads)]
    return "+".join(each.form for each in sorted([*heads, *beside], key=lambda each: each.i)) or NONE


def agrees(want: Frame, got: Frame) -> bool:
    """Whether this is one of the readings that the row allows."""
    return (
        want.predicate == got.predicate
        and got.subject in want.subject.split("|")
        and got.objects in want.objects.split("|")
        and _kind(got.link) in [_kind(link) for link in want.link.split("|")]
    )


def _kind(link: str) -> str:
    relation, _, head = link.partition("<")
    relation = relation.partition(":")[0]
    return f"{KINDS.get(relation, relation)}<{head}"


def compared(path: Path) -> Iterator[tuple[str, Frame, list[Frame]]]:
    """Each frame with its sentence and what the tree has for the predicate: the right one alone, if it is there."""
    parser = load_parser(path.stem)
    for text, frames in read_frames(path):
        got = [
            frame_of(t, s) for s in parser.parse(text) for t in s.tokens if t.upos in ("VERB", "AUX", "ADJ")
        ]
        for want in frames:
            own = [frame for frame in got if frame.predicate == want.predicate]
            yield text, want, [frame for frame in own if agrees(want, frame)][:1] or own


def share_right(path: Path) -> float:
    """The share of frames that are wholly right."""
    rows = [any(agrees(want, frame) for frame in got) for _, want, got in compared(path)]
    return sum(rows) / len(rows)


def main() -> None:
    """Print the frames that are read otherwise, then the share."""
    options = argparse.ArgumentParser(description="Score whole frames.")
    options.add_argument("lang", choices=sorted(path.stem for path in FRAMES.glob("*.tsv")))
    path = FRAMES / f"{options.parse_args().lang}.tsv"
    for text, want, got in compared(path):
        if not any(agrees(want, frame) for frame in got):
            print(text, f"  want {want}", *(f"  got  {frame}" for frame in got), sep="\n")
    print(f"whole frames right: {100 * share_right(path):.1f} %")


if __name__ == "__main__":
    main()
