"""Attributes with a phrase of their own before a noun: `zwei | mit der Sache vertraute | Personen`.

Takes a parsed sentence and what the language files say of its words; gives it with such a noun and its article or number on both sides of the phrase
put together: parsers take the number in front for whom is meant, and the noun for whatever is left. Which adjectives take which preposition stands in
the language's grammar.
"""

from lagebild.claims.moves import Moves, moved
from lagebild.claims.tree import NOMINAL, SUBJECTS, Tree

WITHIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
COUNTING = {"DET": "det", "NUM": "nummod", "ADJ": "amod", "PRON": "det"}
LEFT_OVER = ("obj", "obl", "iobj", "nmod")


def with_attributes(tree: Tree) -> Tree:
    """The tree with those attributes at their nouns; of a language without such adjectives, the tree itself."""
    takes = tree.grammar.get("adjectives_with", {})
    found = [t.i for t in tree.tokens if takes and t.upos == "ADJ" and t.lemma in takes]
    moves: Moves = {}
    for i in found:
        moves |= _put_together(tree, i, takes[tree.tokens[i].lemma])
    return moved(tree, moves) if moves else tree


def _put_together(tree: Tree, adjective: int, preposition: str) -> Moves:
    noun = adjective + 1
    while noun < len(tree) and tree.tokens[noun].upos == "ADJ":
        noun += 1
    if noun >= len(tree) or tree.tokens[noun].upos != "NOUN":
        return {}
    case = adjective - 1
    while case > 0 and tree.tokens[case].upos in WITHIN:
        case -= 1
    if tree.word(case) != preposition:
        return {}
    inside = range(case + 1, adjective)
    things = [k for k in inside if tree.tokens[k].upos in NOMINAL - {"NUM", "SYM"}]
    if not things and len(inside) == 1:
        things = [
            k for k in inside if tree.tokens[k].upos in ("DET", "PRON")
        ]  # "die | mit | ihr | verbündete Miliz"
    if not things:
        return {}
    moves: Moves = {adjective: (noun, "amod"), things[-1]: (adjective, "obl"), case: (things[-1], "case")}
    first = case - 1 if case > 0 and tree.tokens[case - 1].upos in COUNTING else -1
    if first >= 0:
        moves[first] = (noun, COUNTING[tree.tokens[first].upos])
    return moves | where_it_hangs(tree, noun, range(first if first >= 0 else case, noun))


def where_it_hangs(tree: Tree, noun: int, front: range) -> Moves:
    """The noun hangs where what is in front of it did, or, behind a preposition, on the noun before that."""
    marks = front.start - 1
    if marks > 0 and tree.tokens[marks].upos == "ADP":
        before = tree.tokens[marks - 1].upos in NOMINAL
        over = (marks - 1, "nmod") if before else (tree.verb_above(noun), "obl")
        return {noun: over, marks: (noun, "case")} if over[0] >= 0 else {}
    outside = next((k for k in front if tree.relation(k) in SUBJECTS and noun != tree.tokens[k].head), -1)
    if outside >= 0 and tree.tokens[outside].head not in front:
        return {noun: tree.edge(outside)}
    verb = tree.tokens[noun].head
    free = verb >= 0 and tree.is_verbal(verb) and not tree.has_child(verb, *SUBJECTS, "nsubj:pass")
    return {noun: (verb, "nsubj")} if free and tree.relation(noun) in LEFT_OVER else {}
