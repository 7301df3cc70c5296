"""Rules are asked where they may find something, in their order."""

from lagebild.claims import knowledge_of
from lagebild.claims.choosing import Row, all_moves, chosen, first_moves
from lagebild.claims.tree import Tree
from lagebild.model import Sentence

ENGLISH = knowledge_of("en")
TREE = Tree(Sentence(i=0, start=0, end=0, tokens=()), {})


def test_a_rule_is_asked_at_its_relations_with_or_without_subtype_and_only_where_the_language_has_its_switch():
    rows = (
        Row(_nothing, "acl advcl"),
        Row(_one, "acl:relcl"),
        Row(_two, switch="circumstance_marks"),
        Row(_three, switch="no such switch"),
    )
    assert chosen(rows, "acl:relcl", ENGLISH) == (_nothing, _one, _two)
    assert chosen(rows, "acl", ENGLISH) == (_nothing, _two)
    assert chosen(rows, "conj", ENGLISH) == (_two,)


def test_of_several_rules_the_first_that_finds_anything_counts_or_all_do_and_the_last_prevails():
    assert first_moves((_nothing, _two, _one), TREE, 0, ENGLISH) == {1: (0, "obj")}
    assert all_moves((_nothing, _two, _one), TREE, 0, ENGLISH) == {1: (0, "nsubj"), 2: (0, "obl")}


def _nothing(tree, c, know):
    return {}


def _one(tree, c, know):
    return {1: (0, "nsubj"), 2: (0, "obl")}


def _two(tree, c, know):
    return {1: (0, "obj")}


def _three(tree, c, know):
    return {3: (0, "obj")}
