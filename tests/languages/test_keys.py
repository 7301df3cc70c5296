"""What stands in a language's files is read by something, and what is asked for stands there."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import lagebild
from lagebild.languages import check_pack, installed_languages

PACKAGE = Path(lagebild.__file__).parent
LANGUAGES = PACKAGE / "languages"
# Sections of labels whose keys are data themselves: what is said, counted, drawn, held.
OF_DATA = {"types", "modes", "contexts", "body", "origin", "phase", "unit", "disputed", "languages"}
KNOWN_OTHERWISE = {"person"}  # by agents and names, without a list
NAMED_BY_ENDING = ("_field",)  # the fields that are no politics: `claims/topic.py` takes all of them


@cache
def trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]


@cache
def written():
    """Strings of the modules, whole and word by word, without docstrings; attributes; patterns of f-strings; what templates and tables name."""
    found, patterns = set(), set()
    for tree in trees():
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                found |= {node.value, *node.value.split()}
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(pattern_of(node))
    for path in [p for p in PACKAGE.rglob("*") if p.suffix in (".html", ".js")]:
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r"[\"']([\w -]+)[\"']", text))
        patterns |= {f"{start}.+" for start in re.findall(r"[\"']([a-z]+_)[\"']\s*~", text)}
    for path in [*(PACKAGE / "outlook").glob("*.toml"), *(PACKAGE / "ontology").glob("*.toml")]:
        found |= set(re.findall(r"\"(\w+)\"", path.read_text(encoding="utf-8")))
    return found, re.compile("|".join(sorted(patterns - {""})))


def pattern_of(node):
    """`f"link_{name}"` -> `link_.+`; empty where little of it is fixed."""
    fixed = [part.value for part in node.values if isinstance(part, ast.Constant)]
    if not any(re.search("[a-z]{2}", each) for each in fixed) or any(set(each) & set(" <") for each in fixed):
        return ""
    return "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values)


def is_written(key):
    found, patterns = written()
    return key in found or bool(patterns.fullmatch(key))


def table_of(lang, name):
    return tomllib.loads((LANGUAGES / lang / name).read_text(encoding="utf-8"))


def text_of(lang, *patterns):
    paths = [path for pattern in patterns for path in sorted((LANGUAGES / lang).glob(pattern))]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def switches_asked_for():
    """The names in `grammar.get("…")`, `grammar["…"]`, and of rules that need a switch."""
    for node in (node for tree in trees() for node in ast.walk(tree)):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name.endswith("grammar.get"):
                yield node.args[0]
            elif name == "Row":
                yield from [*node.args[2:3], *(k.value for k in node.keywords if k.arg == "switch")]
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("grammar"):
            yield node.slice


@pytest.mark.parametrize("lang", installed_languages())
def test_every_switch_of_a_grammar_is_asked_for_by_some_module(lang):
    assert [key for key in table_of(lang, "language.toml")["grammar"] if not is_written(key)] == []


def test_every_switch_that_is_asked_for_stands_in_some_language():
    known = {key for lang in installed_languages() for key in table_of(lang, "language.toml")["grammar"]}
    asked = {node.value for node in switches_asked_for() if isinstance(node, ast.Constant)}
    assert len(asked) > 100
    assert sorted(asked - known) == []


@pytest.mark.parametrize("lang", installed_languages())
def test_every_class_of_words_is_named_by_a_condition_a_switch_or_a_module(lang):
    tables = text_of(lang, "*.toml", "*.csv", "frames/*.csv")
    named = set(re.findall(r"@(\w+)", tables)) | set(re.findall(r"\"(\w+)\"", text_of(lang, "language.toml")))
    unread = [name for name in check_pack(lang).classes if name not in named and not is_written(name)]
    assert [name for name in unread if not name.endswith(NAMED_BY_ENDING)] == []


def test_a_class_that_a_module_asks_for_is_filled_in_some_language():
    filled = {name for lang in installed_languages() for name in check_pack(lang).classes}
    asked = {
        node.args[-1].value
        for node in (node for tree in trees() for node in ast.walk(tree))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "in_class"
        and isinstance(node.args[-1], ast.Constant)
    }
    assert len(asked) > 30
    assert sorted(asked - filled - KNOWN_OTHERWISE) == []


@pytest.mark.parametrize("lang", installed_languages())
def test_every_family_has_a_word(lang):
    rows = set(re.findall(r"\w+", text_of(lang, "frames/*.csv")))
    assert [name for name in table_of(lang, "families.toml") if name not in rows] == []


@pytest.mark.parametrize("lang", installed_languages())
def test_every_label_is_shown_somewhere(lang):
    sections = {
        name: table for name, table in table_of(lang, "labels.toml").items() if isinstance(table, dict)
    }
    assert {name for name in sections if not is_written(name)} == set()
    shown = {name: table for name, table in sections.items() if name not in OF_DATA}
    unread = [f"{name}.{key}" for name, table in shown.items() for key in table if not is_written(key)]
    assert unread == []
