"""What is remembered has a bound, so that a million sentences need no more memory than ten thousand."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "lagebild"
# What keeps all its answers may be asked of these alone, of which there are few, however much is read.
FEW = {"lang", "model", "path", "folders", "overlays", "data", "decides", "gazetteer"}
FEW |= {"pattern", "relation", "named", "state", "code", "id"}  # of a table of ours
READ = """
import gc, random, sys
import lagebild.caches
lagebild.caches.WORDS = lagebild.caches.QUICK = lagebild.caches.RECENT = 50
from lagebild.claims import decider, knowledge
from lagebild.sentences import analysis
decider.CACHED_TRAITS = knowledge.CACHED_ENDINGS = 50
analysis.WORDS_KEPT = analysis.FORMS_KEPT = 200
from lagebild.documents import Particulars, document_of
from lagebild.engines.columns import row_of, rows_of
from lagebild.loading import collecting_seldom
from lagebild.pipeline import read_document
lang, text = sys.argv[1:]
dice = random.Random(1)
def word():
    return "".join(dice.choice("bdfgklmnprst") + dice.choice("aeiou") for _ in range(dice.randint(3, 5)))
def read(count):
    for _ in range(count):
        words = [word() for _ in range(12)]
        new = text.format(*words, *map(str.capitalize, words), dice.randrange(10**6))
        reading = read_document(document_of(new, Particulars(lang=lang)))
        row_of(reading), list(rows_of(reading))
    gc.collect()
    return sys.getallocatedblocks()
read(60)
before = read(60)
print((read(120) - before) / 120)
"""
TEXTS = {
    "de": "Die {0}armee hat am Montag {13} angegriffen, sagte {14} {15} der {16}zeitung {17}. Er {2}te, {6} Soldaten "
    "und {24} {18}bürger hätten die {19}stadt {20} verlassen. Der {21}minister verurteilte den {7}en {22}angriff.",
    "en": "The {0} army attacked {13} on Monday, {14} {15} of {16} told {17}. He {2}ed that {24} {6} soldiers and {18} "
    "citizens had left {19}, a {7} town. The minister of {20} condemned the {8} {21} attack on {22}.",
}


def test_what_remembers_says_how_much():
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(map(_is_without_bound, node.decorator_list)):
                assert {each.arg for each in node.args.args} <= FEW, f"{path}:{node.lineno}"
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "lru_cache":
                said = [*node.args, *(word.value for word in node.keywords)]
                assert said and ast.unparse(said[0]) != "None", f"{path}:{node.lineno}"


def _is_without_bound(decorator):
    return isinstance(decorator, ast.Name) and decorator.id == "cache"


@pytest.mark.parametrize("lang", TEXTS)
def test_new_words_leave_nothing_behind(lang):
    """Blocks of memory a text: one new word of its fourteen, kept for good, is four of them."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONHASHSEED": "0"}
    done = subprocess.run(
        [sys.executable, "-c", READ, lang, TEXTS[lang]],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert float(done.stdout) < 4, done.stdout
