"""Phrases that were cut at the wrong place.

Takes a parsed sentence and a verb; gives moves of tokens, so that a number stands with the noun that it counts (`Three | Tunisians accused of
plotting were freed`), and a name or noun that was read as more of the name before it is what the verb is about (`bat er | Delhi | um Hilfe`,
`verlegt Äthiopien | Panzer`). Cut so, the accused become accusers, and whoever is asked the one who asks.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.tree import SUBJECTS, Tree

BARE = (*SUBJECTS, "obj")
JOINED = ("appos", "compound", "nmod", "dep", "flat")


def parted_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved among the bare nominals of a verb."""
    moves = _addressed(tree, c)
    for k in tree.children[c]:
        token = tree.tokens[k]
        if token.upos == "NUM" and token.deprel in BARE:
            moves |= _counted_behind(tree, c, k)
        elif token.deprel == "ccomp" and token.upos == "DET" and k < c and not tree.has_child(c, "nsubj"):
            moves[k] = (c, "nsubj")  # "Einer von ihnen, der ..., | spricht von 90.000"
        elif token.deprel == "nsubj" and token.upos in ("PRON", "PROPN"):
            moves |= _object_read_as_name(tree, c, k) or _name_in_two(tree, c, k)
        if k > c and tree.tokens[k].deprel in BARE:
            moves |= _article_across(tree, c, k)
    return moves


def _article_across(tree: Tree, c: int, noun: int) -> Moves:
    """`Das | sagte | Verteidigungsminister Galant`: no article stands before the verb and its noun behind it; it is what was said."""
    across = (k for k in tree.children[noun] if k < c and tree.tokens[k].deprel == "det")
    return dict.fromkeys(across, (c, "obj"))


def _name_in_two(tree: Tree, c: int, first: int) -> Moves:
    """`berichtet die | Harbour | Gazette`: with one article before both, the second of two names is no object beside the first."""
    second = first + 1
    if second >= len(tree) or tree.tokens[second].head != c or tree.tokens[second].upos != "PROPN":
        return {}
    article = tree.child(second, "det")
    whole = tree.relation(second) == "obj" and article is not None and c < article < first
    return {first: (second, "flat"), second: (c, tree.tokens[first].deprel)} if whole else {}


def _counted_behind(tree: Tree, c: int, number: int) -> Moves:
    """`Three | Tunisians | accused of plotting`: what stands right behind a bare number is what it counts."""
    noun = number + 1
    if noun >= len(tree) or tree.tokens[noun].upos not in ("NOUN", "PROPN") or tree.preposition(noun):
        return {}
    many = tree.feature(noun, "Number") == "Plur" or tree.tokens[noun].upos == "PROPN"
    if not many or tree.preposition(number):
        return {}
    deprel = tree.tokens[number].deprel
    beside = tree.tokens[noun].head == c and tree.tokens[noun].deprel in BARE
    below = tree.tokens[noun].head == number and tree.relation(noun) in JOINED
    if not (beside or below):
        return {}
    rest = brought_to(
        tree, noun, (k for k in tree.children[number] if k > noun and tree.relation(k) != "punct")
    )
    return {number: (noun, "nummod"), noun: (c, deprel), **rest}


def _object_read_as_name(tree: Tree, c: int, subject: int) -> Moves:
    """`habe er | Tigray | angegriffen`: no pronoun has a name for its second word, and behind the verb a name no common noun."""
    thing = subject + 1
    if thing >= len(tree) or tree.tokens[thing].head != subject or tree.relation(thing) != "flat":
        return {}
    pronoun, upos = tree.tokens[subject].upos == "PRON", tree.tokens[thing].upos
    finite = tree.finite(c)
    behind = finite is not None and finite < subject
    if not (behind and upos == ("PROPN" if pronoun else "NOUN")) or tree.has_child(c, "obj"):
        return {}
    return {thing: (c, "obj")}


def _addressed(tree: Tree, c: int) -> Moves:
    """`Frau Haddad, | die Armee sagt, in Suweida seien nur Bewaffnete getötet worden`: of two subjects the one that a question opens with is addressed."""
    words = tree.grammar.get("address_words", ())
    if not words or tree.word(0) not in words or tree.tokens[0].head != c:
        return {}
    others = [k for k in tree.children[c] if k > 0 and tree.relation(k) == "nsubj"]
    commas = tree.grammar.get("inserted_after", ())
    comma = next((k for k in range(1, c) if tree.tokens[k].form in commas), -1)
    if tree.relation(0) != "nsubj" or not others or not 0 < comma < others[0]:
        return {}
    told = [k for i in tree.subtree(0) for k in tree.children[i] if tree.tokens[k].deprel == "acl:relcl"]
    moves: Moves = {0: (c, "vocative")}
    for said in told[:1]:
        who = said - 1
        moves |= {said: (c, "parataxis"), who: (said, "nsubj")} if tree.tokens[who].head == said else {}
        moves |= {who - 1: (who, "det")} if tree.tokens[who - 1].upos == "DET" else {}
    return moves
