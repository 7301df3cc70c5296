"""The commonest errors of parsers on news, mended by the lexicon.

Takes a parsed sentence and what the language files say of its words; gives the sentence with two things put right:
a prepositional phrase that hangs on the verb although the noun before it asks for just that preposition ("hat Berichte | über ein
Treffen zurückgewiesen": an entry says `nmod:über`), and an inserted ", sagte X" that hangs on some noun of what X said.
"""

from msgspec.structs import replace

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.model import Sentence

HOLDERS = frozenset({"obj", "nsubj", "nsubj:pass", "obl", "obl:arg", "iobj"})


def reattached(sentence: Sentence, know: Knowledge) -> Sentence:
    """The sentence with misplaced prepositional phrases at their nouns and inserted citing clauses at what they cite."""
    tree = Tree(sentence, know.pack.grammar)
    moves = {c: (noun, "nmod") for c in range(len(tree)) if (noun := _noun_for(tree, c, know)) is not None}
    moves |= {c: (said, "parataxis") for c in range(len(tree)) if (said := _said_by(tree, c, know)) is not None}
    if not moves:
        return sentence
    tokens = tuple(replace(t, head=moves[t.i][0], deprel=moves[t.i][1]) if t.i in moves else t for t in sentence.tokens)
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


def _said_by(tree: Tree, c: int, know: Knowledge) -> int | None:
    """The head of what an inserted citing clause cites: a citing verb with a subject of its own, after a comma."""
    if tree.relation(c) in ("root", "ccomp", "conj") or not tree.is_verbal(c) or tree.has_child(c, "mark", "cop", "aux:pass"):
        return None
    if not any(cue.construction == "verb" for cue in know.cues_of(tree.lemma(c))):
        return None
    subject = tree.child(c, "nsubj")
    if subject is None or _is_relative(tree, c) or any(tree.relation(k) in ("obj", "ccomp", "xcomp") for k in tree.children[c]):
        return None
    first = min(*tree.subtree(subject), c)
    if first == 0 or tree.tokens[first - 1].form not in know.inserted_after:
        return None
    above = [k for k in tree.ancestors(c) if not tree.is_apart(k, c)]
    return above[-1] if above and above[-1] < first and (above[-1], "parataxis") != (tree.tokens[c].head, tree.relation(c)) else None


def _is_relative(tree: Tree, c: int) -> bool:
    return any(tree.antecedent(k) != k for k in tree.subtree(c, skip=frozenset({"acl", "ccomp", "advcl"})))
