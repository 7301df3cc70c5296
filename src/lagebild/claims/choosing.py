"""Which rules are asked at a verb: those that its relation and its language may concern.

Takes rows of rules in their order, each with the relations that it concerns and the switch of the grammar that it needs; gives the moves
of the first that finds any. Most rules look at one or two relations: to ask all of them at every verb took longer than what they found.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import Tree

Rule = Callable[[Tree, int, Knowledge], Moves]
CHOICES_KEPT = 1_000  # a relation of a language each, for a set of rules


class Row(NamedTuple):
    """A rule; the relations that it concerns, with or without subtype (any, where none is named); without which switch it finds nothing."""

    rule: Rule
    relations: str = ""
    switch: str = ""


def chosen(rows: Iterable[Row], deprel: str, know: Knowledge) -> tuple[Rule, ...]:
    """The rules for a relation, in their order."""
    names, grammar = {deprel, deprel.partition(":")[0]}, know.pack.grammar
    return tuple(
        row.rule
        for row in rows
        if (not row.relations or names & {*row.relations.split()})
        and (not row.switch or grammar.get(row.switch))
    )


def first_moves(rules: tuple[Rule, ...], tree: Tree, c: int, know: Knowledge) -> Moves:
    """What the first rule that finds anything moves."""
    for rule in rules:
        if moves := rule(tree, c, know):
            return moves
    return {}


def all_moves(rules: tuple[Rule, ...], tree: Tree, c: int, know: Knowledge) -> Moves:
    """What all rules move; a later one counts."""
    moves: Moves = {}
    for rule in rules:
        if found := rule(tree, c, know):
            moves |= found
    return moves
