"""What is compiled means what the source means."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.bench import REPORTS
from compiling.building import CLAIMS, LEFT, modules_in, written
from compiling.rewriting import records_in, rewritten

SOURCE = Path(__file__).parents[2] / "src"
READING = """
import sys
from lagebild.claims import claims_of, knowledge_of
from lagebild.documents import documents_in
from lagebild.sentences import load_parser
import msgspec
for document in documents_in(sys.argv[1]):
    if document.lang in ("de", "en"):
        sentences = load_parser(document.lang).parse(document.text, start=document.body_start)
        print(msgspec.json.encode(claims_of(document, sentences, knowledge_of(document.lang))).decode())
"""

ASKED = """
from dataclasses import dataclass

from lagebild.claims.answers import forget, found_once, once


class Word:
    def __init__(self, letters: str) -> None:
        self.letters = letters
        self.asked = 0

    @once
    def letter(self, i: int) -> str:
        self.asked += 1
        return self.letters[i]


class Öl(Word):
    def __init__(self, letters: str) -> None:
        super().__init__(letters)

    @once
    def found(self, i: int) -> int | None:
        self.asked += 1
        return None


@dataclass(frozen=True, eq=False)
class Sentence:
    word: Öl
    mark: str = "."

    @found_once
    def length(self) -> int:
        self.word.asked += 1
        return len(self.word.letters)

    def forget(self) -> None:
        forget(self)
        forget(self.word)


word = Öl("Öl")
sentence = Sentence(word)
answers = [word.letter(1), word.letter(1), word.found(0), word.found(0), sentence.length, sentence.length]
once_each = word.asked
sentence.forget()
again = (word.letter(1), word.found(0), sentence.length, word.asked, sentence.mark)
"""


@pytest.mark.parametrize("written_as", [str, rewritten])
def test_each_answer_is_found_once_until_it_is_forgotten_and_a_property_for_good(written_as):
    found = {}
    exec(written_as(ASKED), found)
    assert found["answers"] == ["l", "l", None, None, 2, 2]
    assert found["once_each"] == 3
    assert found["again"] == ("l", None, 2, 5, ".")


def test_a_class_with_memories_needs_no_dict_of_its_own():
    words = rewritten(ASKED)
    assert "@once" not in words and "@found_once" not in words and "@dataclass" not in words


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ('good = "ä" in (*NAMES, "ö")', 'good = "ä" in tuple((*NAMES, "ö"))'),
        ("good = a not in (b, *c)", "good = a not in tuple((b, *c))"),
        ("good = a in (b, c)", "good = a in (b, c)"),
        ("good = (*a, b)", "good = (*a, b)"),
    ],
)
def test_a_tuple_with_a_star_behind_in_is_made_by_tuple(source, meant):
    assert rewritten(source) == meant


def test_records_inherit_what_they_say_of_themselves():
    source = "import msgspec\n\n\nclass Hit(msgspec.Struct, frozen=True, eq=False):\n    token: int\n"
    found = {}
    exec(records_in(iter([source])), found)
    assert issubclass(found["FrozenTrueEqFalse"], found["msgspec"].Struct)
    assert (
        found["FrozenTrueEqFalse"].__struct_config__.frozen
        and not found["FrozenTrueEqFalse"].__struct_config__.eq
    )
    assert "from lagebild.records import FrozenTrueEqFalse\nimport msgspec" in rewritten(source)
    assert "class Hit(FrozenTrueEqFalse):\n    token: int" in rewritten(source)


def test_every_module_that_is_named_is_there():
    assert all((SOURCE / "lagebild" / CLAIMS / f"{name}.py").is_file() for name in LEFT)
    assert all((SOURCE / path).is_file() for path in modules_in(SOURCE))


def test_the_rewritten_source_reads_the_demo_as_the_source_does(tmp_path):
    written(SOURCE, tmp_path)
    assert claims_read_by(sys.executable, tmp_path) == claims_read_by(sys.executable, SOURCE)


def claims_read_by(python, source=None, file=REPORTS):
    """The claims of a file, read by a Python with the program that it has, or with that of a folder."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    if source is not None:
        environment["PYTHONPATH"] = str(source)
    command = [str(python), "-P", "-c", READING, str(file)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
