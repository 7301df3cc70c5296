"""The source of a module -> source that means the same, as mypyc takes it.

Takes our Python; gives it with three things said otherwise. What is asked `once` is kept in a dict of the object and looked up in place:
the class then needs no `__dict__`, and mypyc makes it a native one. Records say by a base class that they are frozen: mypyc drops
the keywords of a class. A tuple with a star behind `in` is made by `tuple`: mypyc 2.4 stops there.
"""

import ast
from collections.abc import Iterator
from typing import NamedTuple

RECORDS = "lagebild.records"
"""The module of the base classes of records, which is not compiled."""

RECORD = "msgspec.Struct"
NOTHING = "None"  # what a property is before it was asked


class Edit(NamedTuple):
    """Bytes of the source to be replaced: from, to, by what."""

    start: int
    end: int
    text: str


def rewritten(source: str) -> str:
    """The source in mypyc's words."""
    tree, whole = ast.parse(source), source.encode()
    at = _Places(whole)
    edits = [edit for node in ast.walk(tree) for edit in _edits(node, at, whole)]
    used = sorted({_base_of(node) for node in ast.walk(tree) if _is_record(node)})
    if used:
        first = next(node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
        edits.append(Edit(at.start(first), at.start(first), f"from {RECORDS} import {', '.join(used)}\n"))
    for edit in sorted(edits, reverse=True):
        whole = whole[: edit.start] + edit.text.encode() + whole[edit.end :]
    return whole.decode()


def records_in(sources: Iterator[str]) -> str:
    """The module of base classes that the records of these sources need."""
    classes = {
        _base_of(node): node for source in sources for node in ast.walk(ast.parse(source)) if _is_record(node)
    }
    rows = [f"class {name}({RECORD}, {_said_of(node)}):\n    pass" for name, node in sorted(classes.items())]
    return "\n\n\n".join(['"""Written by `compiling/`."""\n\nimport msgspec', *rows]) + "\n"


class _Places:
    """Where nodes stand in the source, in bytes: `ast` counts so within a line."""

    def __init__(self, whole: bytes) -> None:
        self.lines = [0]
        for line in whole.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def start(self, node: ast.stmt | ast.expr) -> int:
        return self.lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.stmt | ast.expr) -> int:
        return self.lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def _edits(node: ast.AST, at: _Places, whole: bytes) -> Iterator[Edit]:
    if isinstance(node, ast.Compare):
        for operator, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(operator, ast.In | ast.NotIn) and _is_starred(right):
                yield Edit(at.start(right), at.start(right), "tuple(")
                yield Edit(at.end(right), at.end(right), ")")
    elif isinstance(node, ast.ClassDef):
        if _is_record(node):
            yield Edit(at.start(node.bases[0]), at.end(node.keywords[-1].value), _base_of(node))
        if any(map(_asked, node.body)):
            yield from _memories(node, at, whole)


def _is_starred(node: ast.expr) -> bool:
    return isinstance(node, ast.Tuple) and any(isinstance(each, ast.Starred) for each in node.elts)


# ------------------------------------------------ records


def _is_record(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.ClassDef) and bool(node.keywords) and [*map(ast.unparse, node.bases)] == [RECORD]
    )


def _base_of(node: ast.AST) -> str:
    """`frozen=True, eq=False` -> FrozenTrueEqFalse."""
    words = _said_of(node).replace("=", " ").replace(",", " ").split()
    return "".join(word.capitalize() for word in words)


def _said_of(node: ast.AST) -> str:
    assert isinstance(node, ast.ClassDef)
    return ", ".join(f"{each.arg}={ast.unparse(each.value)}" for each in node.keywords)


# ------------------------------------------------ what is asked once


class Memory(NamedTuple):
    """Where an object keeps answers: the attribute, its type, what it is before anything was asked."""

    name: str
    type: str
    empty: str


def _asked(node: ast.AST) -> str:
    """`once` of a method of one argument, `found_once` of a property; empty for anything else."""
    names = [each.id for each in getattr(node, "decorator_list", ()) if isinstance(each, ast.Name)]
    return next((name for name in names if name in ("once", "found_once")), "")


def _memories(owner: ast.ClassDef, at: _Places, whole: bytes) -> Iterator[Edit]:
    """The edits that give a class memories of its own, and what lets go of them."""
    methods = [node for node in owner.body if isinstance(node, ast.FunctionDef)]
    asked = [node for node in methods if _asked(node)]
    memories = [_memory_of(node) for node in asked]
    for node in asked:
        name = whole.index(node.name.encode(), at.start(node))
        first = at.lines[node.decorator_list[0].lineno - 1]
        yield Edit(first, at.lines[node.lineno - 1], _answering(node))
        yield Edit(name, name + len(node.name), f"find_{node.name}")
    made = "".join(f"        self.{m.name}: {m.type} = {m.empty}\n" for m in memories)
    yield from _made(owner, made, at)
    yield Edit(at.lines[owner.end_lineno or 0], at.lines[owner.end_lineno or 0], _letting_go(owner, memories))
    for node in ast.walk(owner):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "forget":
            yield Edit(at.start(node), at.end(node), f"{ast.unparse(node.args[0])}.forget_answers()")


def _memory_of(node: ast.FunctionDef) -> Memory:
    name, answer = f"kept_{node.name}", _answer_of(node)
    if _asked(node) == "found_once":
        return Memory(name, f"{answer} | None", NOTHING)
    return Memory(name, f"dict[{_question_of(node)}, {answer}]", "{}")


def _answering(node: ast.FunctionDef) -> str:
    """The method that looks first and asks then."""
    answer, kept = _answer_of(node), f"self.kept_{node.name}"
    if _asked(node) == "found_once":
        return (
            f"    @property\n    def {node.name}(self) -> {answer}:\n"
            f"        if {kept} is None:\n            {kept} = self.find_{node.name}()\n        return {kept}\n\n"
        )
    about = node.args.args[1].arg
    return (
        f"    def {node.name}(self, {about}: {_question_of(node)}) -> {answer}:\n"
        f"        if {about} in {kept}:\n            return {kept}[{about}]\n"
        f"        found = {kept}[{about}] = self.find_{node.name}({about})\n        return found\n\n"
    )


def _made(owner: ast.ClassDef, made: str, at: _Places) -> Iterator[Edit]:
    """The memories as an object begins: first thing in `__init__`, which a dataclass is given."""
    begins = next((n for n in owner.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    if begins is not None:
        first = at.lines[begins.body[0].lineno - 1]
        yield Edit(first, first, made)
        return
    fields = [node for node in owner.body if isinstance(node, ast.AnnAssign)]
    taken = ", ".join(ast.unparse(field) for field in fields)
    kept = "".join(f"        self.{name} = {name}\n" for name in (ast.unparse(f.target) for f in fields))
    yield Edit(at.lines[owner.decorator_list[0].lineno - 1], at.lines[owner.lineno - 1], "")
    begin, end = at.lines[fields[0].lineno - 1], at.lines[fields[-1].end_lineno or 0]
    yield Edit(begin, end, f"    def __init__(self, {taken}) -> None:\n{kept}{made}")


def _letting_go(owner: ast.ClassDef, memories: list[Memory]) -> str:
    above = "        super().forget_answers()\n" if owner.bases else ""
    # As `forget` does: what was `found_once` stays.
    rows = (
        "".join(f"        self.{m.name} = {m.empty}\n" for m in memories if m.empty != NOTHING)
        or "        pass\n"
    )
    return f"\n    def forget_answers(self) -> None:\n{above}{rows}"


def _question_of(node: ast.FunctionDef) -> str:
    asked = node.args.args[1].annotation
    return ast.unparse(asked) if asked else "object"


def _answer_of(node: ast.FunctionDef) -> str:
    return ast.unparse(node.returns) if node.returns else "object"
