"""Numbers that stand alone for those to whom it was done: *Bei der Kundgebung wurden | 43 | festgenommen*, *nahm die Polizei | 43 | fest*.

Takes a tree and the lexicon; gives moves of tokens. Parsers take such a number for a time, or for a part of the noun before it. Of a language
without the switch (`object_first`), none: where the verb stands before its object, the number is found as any other.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.counted_victims import is_done_to_somebody
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.tree import SUBJECTS, Tree

YEAR = 4  # digits
BETWEEN = frozenset({"ADV", "ADJ", "PART"})
ENDING = frozenset({"PUNCT", "VERB", "ADV", "ADP", "AUX"})


def bare_number_moves(tree: Tree, know: Knowledge) -> Moves:
    """The numbers that become the subject of a passive, or the object of an active."""
    if not tree.grammar.get("object_first"):
        return {}
    moves: Moves = {}
    for token in tree.tokens:
        if token.upos == "NUM" and not tree.preposition(token.i) and not _may_be_year(token.form):
            moves |= _suffering(tree, token.i, know) or _taken(tree, token.i, know)
    return moves


def _may_be_year(form: str) -> bool:
    return len(form) == YEAR and form.isdecimal()


def _suffering(tree: Tree, number: int, know: Knowledge) -> Moves:
    """`wurden | 43 | festgenommen`, `wurden elf Menschen getötet und | 43 | festgenommen`: right before the participle, which has no other subject but a part of them behind it."""
    verb = tree.tokens[number].head
    near = number < verb and all(tree.tokens[k].upos in BETWEEN for k in range(number + 1, verb))
    timed = tree.relation(number) == "obl" and tree.is_verbal(verb) and tree.is_passive(verb)
    if not near or not timed or not is_done_to_somebody(tree.lemma(verb), know):
        return {}
    subjects = [k for k in tree.children[verb] if tree.tokens[k].deprel in SUBJECTS]
    parts = [
        k
        for k in subjects
        if k > verb and any(know.numbers.is_in(tree.tokens[c].form, "part_of") for c in tree.subtree(k))
    ]
    if subjects != parts:
        return {}
    return {number: (verb, "nsubj:pass")} | dict.fromkeys(parts, (number, "nmod"))


def _taken(tree: Tree, number: int, know: Knowledge) -> Moves:
    """`nahm die Polizei | 43 | fest`: a number right behind who acts is no part of him."""
    doer = tree.tokens[number].head
    if doer != number - 1 or tree.relation(number) != "nummod" or tree.tokens[doer].deprel != "nsubj":
        return {}
    verb, behind = tree.tokens[doer].head, number + 1
    ends = behind < len(tree) and tree.tokens[behind].upos in ENDING
    open_ = not tree.has_child(verb, "obj", "ccomp", "xcomp") and is_done_to_somebody(tree.lemma(verb), know)
    return {number: (verb, "obj")} if ends and open_ and can_act(tree, doer, know) else {}
