"""What a participle of saying adds belongs to whoever says the rest.

Takes a tree and such a participle behind a comma; gives the move that takes it from the clause that is said to the verb that says it.
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree
from lagebild.languages import Condition


def added_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`The army said rebels had attacked, | adding that ...`: who goes on saying is who says, and nobody of whom he says it."""
    behind_comma = c > 0 and tree.tokens[c - 1].form == "," and tree.feature(c, "VerbForm") == "Part"
    if not behind_comma or tree.has_child(c, "nsubj", "mark", "aux", "aux:pass"):
        return {}
    head = over = tree.tokens[c].head
    while over >= 0 and not _cites(tree, over, know):
        over = tree.tokens[over].head
    return {c: (over, "advcl")} if 0 <= over < c and over != head and cites_clause(tree, c, know) else {}


def _cites(tree: Tree, verb: int, know: Knowledge) -> bool:
    """A verb that cites as it stands here: "issued a statement", but "hit" only beside "back"."""
    if not tree.is_verbal(verb) or tree.relation(verb) == "obj":
        return False
    cues = (q for q in know.cues_of(tree.lemma(verb)) if q.construction == "verb" and "ccomp" in q.content)
    return any(all(_is_met(tree, verb, asked) for asked in cue.when) for cue in cues)


def _is_met(tree: Tree, verb: int, asked: Condition) -> bool:
    """Whether one of the words that a condition names stands beside the verb."""
    return asked.negated or any(tree.lemma(k) in asked.words for k in tree.children[verb])
