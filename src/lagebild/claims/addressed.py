"""Whom a speaker tells is not whose he is.

Takes a parsed sentence and what the language files say of its words; gives moves of tokens. `Das sagten zwei Sanitäter | der Agentur Reuters`, `Bisimwa
sagte | der AFP, seine Kämpfer ...`: an article that has several cases; behind a citing verb a medium is whom they told.
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

NOUNS = ("NOUN", "PROPN")


def addressed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """A medium that hangs on the subject behind a citing verb, with such an article, goes to the verb; a reporter stays its own."""
    words, speaker = tree.grammar.get("genitive_or_dative", ()), tree.tokens[c].head
    articles = [k for k in tree.children[c] if tree.relation(k) == "det" and tree.word(k) in words]
    if not articles or speaker < 0:
        return {}
    verb = tree.tokens[speaker].head
    behind = (k + 1 for k in articles if k + 1 < len(tree))  # a text may break off at the article
    titled = any(tree.tokens[k].form in know.quote_marks for k in behind)  # der "New York Times"
    medium = titled or know.in_class(tree.lemma(c), "interviewer")
    last = (
        speaker < c and max(tree.subtree(c)) == verb - 1
    )  # "wie zwei Sanitäter | der Agentur Reuters | sagten"
    beside = 0 <= verb < speaker < c or last
    told = tree.relation(speaker) == "nsubj" and beside and cites_clause(tree, verb, know)
    own = know.in_class(tree.lemma(speaker), "interviewer")
    alone = not tree.preposition(c) and not tree.has_child(verb, "iobj", "obl:arg")
    return {c: (verb, "obl:arg")} if medium and told and alone and not own else {}


def speaker_in_front(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Der Rebellenchef | sagte | der AFP, seine Kämpfer zögen ab`: who stands in front of the verb says it, and does nothing in what is said."""
    words = tree.grammar.get("genitive_or_dative", ())
    behind = [k for k in tree.children[c] if k > c]
    content = next((k for k in behind if tree.relation(k) == "ccomp"), -1)
    hearer = next((k for k in behind if tree.relation(k) == "nsubj" and k < content), -1)
    if hearer < 0 or tree.preposition(hearer) or not cites_clause(tree, c, know):
        return {}
    front = [k for k in tree.children[content] if k < c and tree.relation(k) == "nsubj"]
    if not front or not any(
        tree.relation(k) == "det" and tree.word(k) in words for k in tree.children[hearer]
    ):
        return {}
    doers = [
        k
        for k in tree.children[content]
        if k < content and tree.relation(k) == "obj" and tree.tokens[k].upos in NOUNS
    ]
    acts = {doers[0]: (content, "nsubj")} if len(doers) == 1 else {}
    return {front[0]: (c, "nsubj"), hearer: (c, "obl:arg"), **acts}
