"""Two nouns side by side that are not one: `wegen der Festnahme von Demonstranten | Sanktionen | verhängen`.

Takes a parsed sentence and a noun, in a language whose verb stands last; gives moves of tokens after which the first noun ends its phrase and
the second, which has neither article nor preposition, is what the verb does, or who does it: parsers make one name of the two, so that
whoever imposes sanctions had arrested the demonstrators.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.numbers import may_begin_a_number
from lagebild.claims.tree import SUBJECTS, Tree

MODIFIERS = frozenset({"amod", "nummod"})
INSIDE = frozenset({"amod", "nmod", "nmod:poss", "compound", "appos", "flat", "nmod:desc", "obl"})
MEASURE, PLURAL = "measure", "Plur"


def juxtaposed_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at the second of two nouns."""
    first = _noun_before(tree, c)
    if first < 0 or not _are_two(tree, first, c, know):
        return {}
    below = tree.tokens[first].head == c
    over = tree.tokens[c].head if below or tree.tokens[c].head != first else tree.tokens[first].head
    verb = over
    while verb >= 0 and not tree.is_verbal(verb):
        verb = tree.tokens[verb].head
    role = _role_free(tree, verb) if verb >= 0 else ""
    if not role:
        return {}
    behind = [k for k in tree.children[over] if k > c and tree.preposition(k)] if over != verb else []
    moves: Moves = {c: (verb, role)} | dict.fromkeys(behind, (verb, "obl"))
    before = [k for k in tree.children[c] if k < first and tree.tokens[k].upos != "PUNCT"]
    if below:
        moves[first] = (over, tree.relation(c))
    return moves | {k: (first, tree.tokens[k].deprel) for k in before}


def _noun_before(tree: Tree, c: int) -> int:
    """The noun right before another, but for what modifies that, of which one hangs on the other or both on a third; -1 where there is none."""
    if tree.tokens[c].upos != "NOUN":
        return -1
    k = c - 1
    while (
        k > 0 and tree.tokens[k].head == c and tree.relation(k) in MODIFIERS and tree.tokens[k].upos != "NOUN"
    ):
        k -= 1
    if k < 1 or tree.tokens[k].upos != "NOUN":
        return -1
    over, theirs = tree.tokens[c].head, tree.tokens[k].head
    related = theirs == c or over in (k, theirs)
    return k if related and tree.relation(k) in INSIDE and (over == k or over < k) else -1


def _are_two(tree: Tree, first: int, c: int, know: Knowledge) -> bool:
    """Whether the first noun has the preposition or genitive of the phrase and counts nothing, and the second is several, without an article."""
    lemma = tree.lemma(first)
    between = [k for k in tree.children[c] if first < k < c]
    genitive = any(tree.feature(k, "Case") == "Gen" for k in (c, *between))
    counts = know.in_class(lemma, MEASURE) or may_begin_a_number(tree.word(first), know.numbers)
    if counts or genitive or any(tree.relation(k) in ("case", "det") for k in between):
        return False
    phrase = [k for k in (*tree.children[first], *tree.children[c]) if k < first]
    opened = any(tree.relation(k) == "case" or tree.feature(k, "Case") == "Gen" for k in phrase)
    return opened and tree.feature(c, "Number") == PLURAL


def _role_free(tree: Tree, verb: int) -> str:
    """What the verb lacks: whoever does it, or what is done; "" where it lacks neither."""
    if not tree.has_child(verb, *SUBJECTS):
        return "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    return "" if tree.has_child(verb, "obj", "ccomp", "nsubj:pass") else "obj"
