"""No word of a language, no language code and no event type stands in the code: they are data."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from lagebild.languages import installed_languages, load_pack
from lagebild.ontology import load_ontology

SOURCE = Path(__file__).parents[2] / "src" / "lagebild"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "evaluation" not in path.parts)
# The code itself is English: an English word in a string proves nothing.
LANGUAGE_OF_THE_CODE = "en"
# What a regular expression comments is no string.
COMMENT = re.compile(r"\s#\s.*")


def id_of(path):
    return path.relative_to(SOURCE).as_posix()


def strings_in(path):
    """The string literals of a module that are not docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@cache
def foreign_words():
    """The lemmas of all packs but the one in the language of the code, short ones and the house's own names left out."""
    others = [load_pack(lang) for lang in installed_languages() if lang != LANGUAGE_OF_THE_CODE]
    words = {lemma for pack in others for lemma in lemmas_of(pack) if len(lemma) > 3}
    return words - set(lemmas_of(load_pack(LANGUAGE_OF_THE_CODE))) - names_of_ours()


def names_of_ours():
    """What folders, files and the values of the nouns are called."""
    return {path.stem for path in SOURCE.rglob("*")} | {text for _, text in strings_in(SOURCE / "model.py")}


def lemmas_of(pack):
    for table in (
        pack.frames,
        pack.statements,
        pack.cues,
        pack.grades,
        pack.negators,
        pack.sources,
        pack.references,
    ):
        yield from table


def found(path, is_wrong):
    return [f"{id_of(path)}:{line}: {text!r}" for line, text in strings_in(path) if is_wrong(text)]


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_module_names_a_language(path):
    codes = set(installed_languages())
    assert not found(path, lambda text: text in codes)


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_module_names_an_event_type(path):
    types = set(load_ontology().types)
    assert not found(path, lambda text: text in types)


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_module_lists_sectors(path):
    """Which of them are armed, ruling, private is said in sectors.toml."""
    codes = set(load_ontology().sectors)
    lists = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Tuple | ast.List | ast.Set)
        and len({part.value for part in node.elts if isinstance(part, ast.Constant)} & codes) > 2
    ]
    assert not [f"{id_of(path)}:{node.lineno}" for node in lists]


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_string_in_the_code_has_a_word_with_letters_that_english_has_not(path):
    assert not found(path, lambda text: any(map(is_foreign, COMMENT.sub("", text).split())))


def is_foreign(word):
    """Letters of both kinds; of one kind alone they are a list of letters."""
    letters = [c for c in word if c.isalpha()]
    return any(c.isascii() for c in letters) and any(not c.isascii() for c in letters)


@pytest.mark.parametrize("path", MODULES, ids=id_of)
def test_no_string_in_the_code_is_a_word_of_a_pack(path):
    words = foreign_words()
    assert not found(path, lambda text: text.lower() in words)
