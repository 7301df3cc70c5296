"""Verbs behind other verbs, in a language whose verb stands second.

Takes a parsed sentence, a verb and what the language files say of its words; gives moves of tokens: what a speaker does behind what he says
(`„...“, sagte X und | drohte`), what the nearest of two verbs says (`wies das zurück und erklärte, | Russland habe ...`), a condition that opens
with its verb (`drohte mit Krieg, | sollte Israel angreifen`), and the subject of a reflexive verb (`Soldaten hätten sich zurückgezogen`).
"""

from lagebild.claims.insertions import Moves
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import NOMINAL, Tree

SUBJECTS = ("nsubj", "nsubj:pass")


def second_verb_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a verb."""
    if not tree.grammar.get("verb_last"):
        return {}
    return (
        _of_speaker(tree, c, know)
        or _content_of_nearest(tree, c, know)
        or _condition(tree, c)
        or _of_reflexive(tree, c, know)
        or _before_first(tree, c)
        or _toll_of(tree, c, know)
    )


def _of_speaker(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`„Russland hat sie beschossen“, sagte Selenskyj und | kündigte Vergeltung an`: it goes on with the verb whose subject stands right before *und*."""
    told, joined = tree.tokens[c].head, tree.child(c, "cc")
    said = tree.tokens[told].head if told >= 0 else -1
    if (
        tree.relation(c) != "conj"
        or joined is None
        or not told < said < joined
        or tree.has_child(c, *SUBJECTS)
    ):
        return {}
    speaker = tree.child(said, "nsubj")
    right = speaker is not None and said < speaker and max(tree.subtree(speaker)) == joined - 1
    return {c: (said, "conj")} if right and tree.is_finite(said) and cites_clause(tree, said, know) else {}


def _content_of_nearest(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`wies das zurück und erklärte, | Russland habe das Dorf beschossen`: what is told is told by the verb right before its comma."""
    first = tree.tokens[c].head
    if (
        tree.relation(c) not in ("ccomp", "conj", "advcl")
        or tree.has_child(c, "mark")
        or first < 0
        or first > c
    ):
        return {}
    inside = [k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"]
    verb = inside[0] - 2
    comma = verb > first and tree.tokens[verb + 1].form in tree.grammar.get("inserted_after", ())
    joined = (
        comma
        and tree.tokens[verb].head == first
        and tree.relation(verb) == "conj"
        and cites_clause(tree, verb, know)
    )
    return {c: (verb, "ccomp")} if joined and not tree.has_child(verb, "ccomp", "xcomp", "obj") else {}


def _condition(tree: Tree, c: int) -> Moves:
    """`drohte mit einer Antwort, | sollte Israel zurückschlagen`: behind a comma, verb first, without *und*: a condition, whose next noun does it."""
    words, first = tree.grammar.get("condition_auxiliaries", ()), tree.tokens[c].head
    opening = next((k for k in tree.subtree(c) if tree.tokens[k].upos != "PUNCT"), c)
    opens = tree.word(opening) in words and tree.relation(opening) == "aux" and opening > 0
    if not opens or tree.relation(c) not in ("conj", "parataxis", "advcl") or not 0 <= first < opening:
        return {}
    if tree.tokens[opening - 1].form not in tree.grammar.get("inserted_after", ()):
        return {}
    moves: Moves = {c: (first, "advcl")}
    thing = next((k for k in tree.children[c] if tree.relation(k) == "obj" and k > opening), None)
    if thing is not None and not tree.has_child(c, *SUBJECTS) and min(tree.subtree(thing)) == opening + 1:
        moves[thing] = (c, "nsubj")
    return moves


def _of_reflexive(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`behauptet, | Soldaten | hätten sich zurückgezogen`: beside *sich* the other bare noun is who does it; behind a citing verb it is told."""
    objects = [k for k in tree.children[c] if tree.relation(k) == "obj"]
    others = [
        k
        for k in objects
        if not tree.is_reflexive(k) and tree.tokens[k].upos in NOMINAL and not tree.preposition(k)
    ]
    if len(objects) != 2 or len(others) != 1 or tree.has_child(c, *SUBJECTS):
        return {}
    verb = tree.finite(c)
    if verb is None or others[0] > verb:
        return {}
    first = tree.tokens[c].head
    told = (
        tree.relation(c) == "conj"
        and not tree.has_child(c, "cc")
        and first >= 0
        and cites_clause(tree, first, know)
    )
    return {others[0]: (c, "nsubj")} | ({c: (first, "ccomp")} if told else {})


def _before_first(tree: Tree, c: int) -> Moves:
    """`hat weder | das Dorf | beschossen noch Häuser zerstört`: what stands before the first of two verbs is the first's."""
    first = tree.tokens[c].head
    if tree.relation(c) != "conj" or not 0 <= first < c or not tree.is_verbal(first):
        return {}
    early = [k for k in tree.children[c] if k < first]
    return {k: (first, tree.tokens[k].deprel) for k in early}


def _toll_of(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`melden drei Tote | nach Angriff auf Charkiw`: the phrase right behind the dead says what they died of, and is told with them."""
    thing = tree.child(c, "obj")
    if (
        thing is None
        or thing < c
        or not know.in_class(tree.lemma(thing), "casualty")
        or not know.cues_of(tree.lemma(c))
    ):
        return {}
    phrases = (k for k in tree.children[c] if tree.relation(k) == "obl" and tree.preposition(k))
    last = max(tree.subtree(thing))
    return {k: (thing, "nmod") for k in phrases if min(tree.subtree(k)) == last + 1}
