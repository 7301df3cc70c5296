"""The political nouns of a sentence: "a minister", "the general staff", "two rebel leaders".

Takes a tree and the knowledge of its language; gives the agents of the gazetteer by the token that stands for each.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.tree import Tree
from lagebild.gazetteer import Agent
from lagebild.model import Token

DESCRIBING = frozenset({"NOUN", "PROPN", "ADJ"})
HYPHENS = frozenset("-\u2010\u2011")


def can_act(tree: Tree, i: int, know: Knowledge) -> bool:
    """A name, or a noun for somebody."""
    return tree.tokens[i].upos == "PROPN" or know.agent(tree.lemma(i)) is not None


def is_named(tree: Tree, i: int) -> bool:
    """`die | Afrikanische Union |`: a noun behind an adjective that is written as part of a name."""
    own = (k for k in tree.children[i] if k < i and tree.relation(k) == "amod")
    return tree.tokens[i].upos == "NOUN" and any(k > 0 and tree.tokens[k].form[:1].isupper() for k in own)


def agents_in(tree: Tree, know: Knowledge) -> dict[int, Agent]:
    """The agents by token; those of several words by the word that the others hang on."""
    nouns = (token for token in tree.tokens if token.upos in DESCRIBING)
    found = {token.i: agent for token in nouns if (agent := _agent_of(tree, token, know)) is not None}
    phrases = know.agent_phrases([t.form for t in tree.tokens], [t.lemma for t in tree.tokens])
    for hit in phrases:
        heads = [
            i for i in range(hit.first, hit.last + 1) if not hit.first <= tree.tokens[i].head <= hit.last
        ]
        if len(heads) == 1 and tree.tokens[heads[0]].upos in DESCRIBING:
            found[heads[0]] = hit.agent
    return found


def _agent_of(tree: Tree, token: Token, know: Knowledge) -> Agent | None:
    """By its lemma with what is joined to it by a hyphen that the language makes a word of its own: `secretary-general`; else by its lemma."""
    i, lemma = token.i, tree.lemma(token.i) if token.upos == "ADJ" else token.lemma
    joined = None
    if i > 1 and tree.is_behind(i, HYPHENS):
        joined = know.agent(f"{tree.tokens[i - 2].lemma}-{lemma}")
    return joined or know.agent(lemma) or know.agent(lemma.rsplit("-", 1)[-1])
