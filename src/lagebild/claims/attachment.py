"""Prepositional phrases given back to their nouns.

Takes a parsed sentence and what the language files say of its nouns; gives the sentence with those phrases attached to a
noun that the parser hung on the verb although the noun asks for just that preposition ("hat Berichte | über ein Treffen
zurückgewiesen": an entry says `nmod:über`). The commonest error of parsers on news, mended by the lexicon.
"""

from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.model import Sentence

HOLDERS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "iobj"})


def reattached(sentence: Sentence, know: Knowledge) -> Sentence:
    """The sentence with misplaced prepositional phrases moved to the noun before them that asks for them."""
    tree = Tree(sentence, know.pack.grammar)
    moves = {c: noun for c in range(len(tree)) if (noun := _noun_for(tree, c, know)) is not None}
    if not moves:
        return sentence
    tokens = tuple(replace(t, head=moves[t.i], deprel="nmod") if t.i in moves else t for t in sentence.tokens)
    return replace(sentence, tokens=tokens)


def _noun_for(tree: Tree, c: int, know: Knowledge) -> int | None:
    """The noun directly before a verb's prepositional phrase that asks for its preposition."""
    head = tree.tokens[c].head
    if tree.relation(c) != "obl" or head < 0 or not tree.is_verbal(head):
        return None
    preposition = tree.preposition(c)
    if not preposition:
        return None
    first = min(tree.subtree(c))
    nouns = [k for k in tree.children[head] if tree.tokens[k].deprel in HOLDERS and tree.tokens[k].upos == "NOUN" and k < c]
    near = next((k for k in nouns if max(tree.subtree(k)) + 1 == first), None)
    return near if near is not None and preposition in know.asked_prepositions(tree.lemma(near)) else None
