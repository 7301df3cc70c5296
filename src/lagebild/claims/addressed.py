"""Whom a speaker tells is not whose he is.

Takes a parsed sentence and what the language files say of its words; gives moves of tokens. `Das sagten zwei Sanitäter | der Agentur Reuters`:
an article that is genitive and dative alike; behind a citing verb and its subject a medium is whom they told.
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree


def addressed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A medium that hangs on the subject behind a citing verb, with such an article, goes to the verb; a reporter stays its own."""
    words, speaker = tree.grammar.get("genitive_or_dative", ()), tree.tokens[c].head
    articles = [k for k in tree.children[c] if tree.relation(k) == "det" and tree.word(k) in words]
    if not articles or speaker < 0:
        return {}
    verb = tree.tokens[speaker].head
    titled = any(tree.tokens[k + 1].form in know.quote_marks for k in articles)  # der "New York Times"
    medium = titled or know.in_class(tree.lemma(c), "interviewer")
    told = tree.relation(speaker) == "nsubj" and 0 <= verb < speaker < c and cites_clause(tree, verb, know)
    own = know.in_class(tree.lemma(speaker), "interviewer")
    alone = not tree.preposition(c) and not tree.has_child(verb, "iobj", "obl:arg")
    return {c: (verb, "obl:arg")} if medium and told and alone and not own else {}
