"""Who it was that did it, named before *it*: *Die Armee war es, die das Dorf niederbrannte, sagen Überlebende*.

Takes a parsed sentence, a relative clause and what the language files say of its words; gives moves of tokens after which the name is what the
sentence says, as in *Es war die Armee, die ...*: parsers have *it* do the deed, and whoever is named speak.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

NOUNS = ("NOUN", "PROPN")


def named_first_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`X | war es |, die ...`: the clause tells what X did; who is named behind a citing verb says so."""
    commas = know.inserted_after
    comma = next((k for k in range(min(tree.subtree(c)), c) if tree.tokens[k].form in commas), 0)
    it, be = comma - 1, comma - 2
    if be < 1 or tree.word(it) not in tree.grammar.get("cleft_subjects", ()):
        return {}
    if tree.tokens[be].upos != "AUX" or tree.lemma(be) not in tree.grammar.get("state_verbs", ()):
        return {}
    who = be - 1
    while tree.tokens[who].head in range(who) and tree.tokens[who].head != be:
        who = tree.tokens[who].head
    if (
        tree.tokens[who].upos not in NOUNS
        or tree.preposition(who)
        or tree.tokens[c].head not in (it, be, who)
    ):
        return {}
    over = tree.tokens[who].head if tree.tokens[who].head != be else tree.tokens[be].head
    said = over if over > c and cites_clause(tree, over, know) else -1
    moves: Moves = {who: (said, "ccomp" if said >= 0 else "root"), be: (who, "cop"), it: (who, "expl")}
    moves |= {c: (who, "acl:relcl")}
    if said < 0:
        return moves if over < 0 else {}
    behind = [
        k
        for k in tree.children[said]
        if k > said and tree.tokens[k].upos in NOUNS and not tree.preposition(k)
    ]
    return moves | ({behind[0]: (said, "nsubj")} if behind else {})
