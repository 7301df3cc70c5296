"""Participles that tell how something is done: *werde jeden Angriff | entschieden | abwehren*, *verurteilte die Tat | entschieden*.

Takes a tree; gives it with those participles as adverbs, and what hung on them at the verb. Which words they are stands in the language's grammar.
"""

from msgspec.structs import replace

from lagebild.claims.moves import Moves, brought_to, moved
from lagebild.claims.tree import Tree

VERBAL = ("xcomp", "advcl", "advmod")
BETWEEN = ("CCONJ", "ADV", "ADJ")
"""Parts of speech that stand between two such words: `entschlossen | und hart | reagieren`."""


def with_manner(tree: Tree) -> Tree:
    """The tree with the participles that are adverbs of a verb beside them as such; of a language without a list of them, the tree itself."""
    words = tree.grammar.get("manner_participles", ())
    participles = (t.i for t in tree.tokens if t.upos == "VERB" and t.form in words) if words else ()
    found = {i: verb for i in participles if (verb := _verb_of(tree, i)) >= 0}
    if not found:
        return tree
    moves: Moves = {}
    for i, verb in found.items():
        moves |= _as_adverb(tree, i, verb)
    tokens = tuple(replace(t, upos="ADV", feats="") if t.i in found else t for t in tree.tokens)
    return moved(Tree(replace(tree.sentence, tokens=tokens), tree.grammar), moves)


def _verb_of(tree: Tree, i: int) -> int:
    """The verb that the word tells the manner of: the next one of its own clause, or the finite one that it hangs on; -1 for none."""
    behind = i + 1
    while behind < len(tree) and tree.tokens[behind].upos in BETWEEN:
        behind += 1
    if behind < len(tree) and tree.tokens[behind].upos == "VERB":
        return behind
    over = tree.tokens[i].head
    held = 0 <= over < i and tree.relation(i) in VERBAL and tree.is_verbal(over) and not tree.auxiliaries(i)
    return over if held else -1


def _as_adverb(tree: Tree, i: int, verb: int) -> Moves:
    """What hung on it is the verb's; where the verb hung on it, or beside it, it takes its place."""
    below = brought_to(tree, verb, (k for k in tree.children[i] if k != verb))
    place: Moves = {verb: tree.edge(i)} if _is_beside(tree, i, verb) else {}
    return {**below, **place, i: (verb, "advmod")}


def _is_beside(tree: Tree, i: int, verb: int) -> bool:
    return verb in tree.children[i] or tree.tokens[i].head == tree.tokens[verb].head
