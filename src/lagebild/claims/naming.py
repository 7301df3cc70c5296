"""What somebody is called, in quotation marks, is not who is called so.

Takes a parsed sentence and a verb that names; gives the move that makes the quoted word what the object is called ("nannte sie
„Terroristen“", "nannte die Demonstranten „Terroristen“").
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree

HUNG = ("obj", "appos", "nmod", "flat", "conj")


def naming_moves(tree: Tree, verb: int, know: Knowledge) -> Moves:
    """The bare quoted word behind the object of a naming verb is its predicate."""
    if tree.lemma(verb) not in tree.grammar.get("naming_verbs", ()) or tree.has_child(verb, "xcomp"):
        return {}
    things = [k for k in tree.children[verb] if tree.relation(k) == "obj"]
    hung = (k for thing in things for k in (*tree.children[thing], *things) if k > thing)
    called = (k for k in hung if tree.relation(k) in HUNG and _is_quoted(tree, k, know))
    return dict.fromkeys(list(called)[:1], (verb, "xcomp"))


def _is_quoted(tree: Tree, k: int, know: Knowledge) -> bool:
    """Whether a quotation mark opens right before the phrase of a word."""
    first = min(i for i in tree.subtree(k) if tree.tokens[i].form not in know.quote_marks)
    return first > 0 and tree.tokens[first - 1].form in know.quote_marks
