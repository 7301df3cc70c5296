"""Words behind the name that make a phrase of it: `Teheran zufolge`, `der Behörde zufolge`.

Takes a tree; gives it with whoever is cited so as no subject or object, and the moves that hang such a word on the phrase before it.
"""

from lagebild.claims.moves import Moves, moved
from lagebild.claims.tree import SUBJECTS, Tree

INSIDE = frozenset({"appos", "flat", "nmod", "compound", "conj", "amod", "det", "nummod"})
BARE = frozenset({"nsubj", "obj", "iobj", "obl", "obl:arg", "obl:tmod"})
HOLDERS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "iobj"})


def postposed(tree: Tree) -> Tree:
    """The tree in which whoever is cited by a word behind the name is no subject or object ("Teheran zufolge hat Israel ...")."""
    if tree.words.isdisjoint(tree.grammar.get("postpositions", ())):
        return tree
    behind = {c: k for c in range(len(tree)) if tree.relation(c) in HOLDERS and (k := _postposition(tree, c))}
    moves = {c: (tree.tokens[c].head, "obl") for c in behind if tree.relation(c) != "obl"}
    for c, k in behind.items():
        moves[k] = (c, "case")  # "einem Bericht des Senders | zufolge"
        if tree.relation(c) in SUBJECTS:
            moves |= _next_subject(tree, c)
    return moved(tree, moves)


def _next_subject(tree: Tree, c: int) -> Moves:
    """`Augenzeugen zufolge | eröffneten | Soldaten das Feuer`: the first bare noun behind the verb does it, or behind him before a verb at the end."""
    verb = tree.tokens[c].head
    others = [k for k in tree.children[verb] if k != c]
    if any(tree.relation(k) in SUBJECTS for k in others):
        return {}
    after = verb if verb < c or not tree.auxiliaries(verb) else c
    bare = (k for k in others if k > after and tree.tokens[k].deprel in BARE and not tree.preposition(k))
    return dict.fromkeys(list(bare)[:1], (verb, tree.tokens[c].deprel))


def _postposition(tree: Tree, c: int) -> int:
    """The word behind a nominal that makes a phrase of it; 0 where there is none."""
    words, phrase = tree.grammar.get("postpositions", ()), tree.subtree(c)
    last = max(phrase)
    own = (k for k in tree.children[c] if k > c and tree.relation(k) == "case" and tree.word(k) in words)
    if (behind := next(own, 0)) and tree.has_child(c, "acl:relcl"):
        return behind  # "Angaben der Armee | zufolge, die ...,"
    above = tree.tokens[last].head
    inside = tree.relation(above) in ("nmod", "appos", "flat") and tree.feature(c, "Case") == "Dat"
    found = tree.relation(last) in ("case", "mark") and tree.word(last) in words and last > c
    return last if found and (above == c or inside) else 0


def postposition_moves(tree: Tree, i: int) -> Moves:
    """`der Behörde zufolge`: a postposition belongs to the phrase before it."""
    token = tree.tokens[i]
    there = tree.relation(i) == "case" and token.head < i
    if token.form.lower() not in tree.grammar.get("postpositions", ()) or there or i == 0:
        return {}
    noun = i - 1
    while 0 <= tree.tokens[noun].head < i and (
        tree.tokens[noun].upos == "PUNCT"
        or (tree.relation(noun) in INSIDE and not tree.has_child(noun, "det:poss"))
    ):
        noun = tree.tokens[noun].head
    return {i: (noun, "case")} if tree.tokens[noun].upos in ("NOUN", "PROPN", "PRON") else {}
