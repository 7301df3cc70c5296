"""A noun and what it tells, in front of the verb.

Takes a parsed sentence, its root and what the language files say of its words; gives moves of tokens: `Die Behauptung, | Soldaten hätten das Dorf
geplündert, | habe keinen wahren Kern, sagte der Minister`: the clause between the commas is what the noun tells, and what stands behind it is said of the noun.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import takes_content
from lagebild.claims.tree import NOMINAL, Tree

VERBS = frozenset({"VERB", "AUX"})


def told_in_front(tree: Tree, root: int, know: Knowledge) -> Moves:
    """What the first noun of a sentence tells, to that noun; what stands behind it, to the verb there."""
    commas = [t.i for t in tree.tokens if t.form in know.inserted_after]
    if len(commas) < 2 or commas[1] + 1 >= len(tree):
        return {}
    clause, main = (
        range(commas[0] + 1, commas[1]),
        range(commas[1] + 1, commas[2] if len(commas) > 2 else len(tree)),
    )
    noun = next((k for k in range(commas[0]) if takes_content(tree, k, know)), -1)
    front = [k for k in range(commas[0]) if k != noun and tree.tokens[k].upos in VERBS]
    told = _told(tree, clause)
    if noun < 0 or front or told < 0 or not _is_finite(tree, main.start):
        return {}
    return {told: (noun, "acl")} | _sides(tree, told, clause) | _main(tree, noun, told, main)


def _sides(tree: Tree, told: int, clause: range) -> Moves:
    """`Rebellen | hätten Goma erobert`: who stands before the verb that is second does it, and does it to what was read as its object."""
    verb = next(k for k in clause if tree.tokens[k].upos in VERBS)
    front = [k for k in range(clause.start, verb) if tree.tokens[k].head not in range(clause.start, verb)]
    doer = len(front) == 1 and tree.tokens[front[0]].upos in NOMINAL and not tree.preposition(front[0])
    if not doer or tree.has_child(told, "aux:pass"):
        return {}
    things = [k for k in tree.children[told] if k > verb and tree.relation(k) == "obj" and k in clause]
    return {front[0]: (told, "nsubj"), **dict.fromkeys(things, (told, "obj"))}


def _told(tree: Tree, clause: range) -> int:
    """The head of a clause with its verb second, in the mood of reports; -1 where it is none."""
    verb = next((k for k in clause if tree.tokens[k].upos in VERBS), -1)
    mood = (
        verb > clause.start
        and tree.feature(verb, "Mood") == "Sub"
        and tree.feature(verb, "VerbForm") == "Fin"
    )
    heads = [k for k in clause if tree.tokens[k].head not in clause and tree.tokens[k].upos != "PUNCT"]
    heads = [k for k in heads if tree.is_verbal(k)]
    relative = any("Rel" in tree.feature(k, "PronType") or tree.relation(k) == "mark" for k in clause)
    return heads[0] if mood and len(heads) == 1 and not relative else -1


def _is_finite(tree: Tree, k: int) -> bool:
    return tree.tokens[k].upos in VERBS and tree.feature(k, "VerbForm") == "Fin"


def _main(tree: Tree, noun: int, told: int, main: range) -> Moves:
    """The predicate behind the second comma as it would stand without the first clause, and the noun with it."""
    verb = main.start
    over = tree.tokens[verb].head
    head = over if over in main else verb
    words = [k for k in main if k not in (head, verb) and tree.tokens[k].upos != "PUNCT"]
    moves = brought_to(
        tree, head, (k for k in words if _hangs_before(tree, k, main) or tree.tokens[k].head == verb)
    )
    if _hangs_before(tree, head, main):
        moves[head] = tree.edge(told) if tree.tokens[told].head != noun else tree.edge(noun)
    if tree.tokens[noun].head != head:
        other = any(tree.relation(k) == "nsubj" for k in main)
        moves[noun] = (head, "obl" if tree.preposition(noun) else "obj" if other else "nsubj")
    return moves


def _hangs_before(tree: Tree, k: int, main: range) -> bool:
    return 0 <= tree.tokens[k].head < main.start
