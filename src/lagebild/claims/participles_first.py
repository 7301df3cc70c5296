"""A participle that stands first: `Geschossen | hätten Demonstranten`, `..., geliefert | worden seien nur Ersatzteile`.

Takes a parsed sentence and a verb, in a language whose verb stands second; gives moves of tokens after which who stands behind the auxiliary
does it, or has it done to him, and the clause is told by who speaks before it: parsers take whoever stands next to the participle.
"""

from lagebild.claims.agents import can_act
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import SUBJECTS, Tree

ASTRAY = ("obj", "nsubj", "nsubj:pass", "parataxis", "appos", "conj", "obl", "xcomp", "ccomp")


def participle_first_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """What is to be moved at a participle that opens its clause."""
    finite = _finite_behind(tree, c)
    noun = -1 if finite < 0 else _noun_behind(tree, finite)
    if noun < 0 or tree.relation(noun) not in ASTRAY:
        return {}
    suffered = tree.lemma(finite) == tree.grammar.get("passive_auxiliary") or finite > c + 1
    pronouns = [
        k for k in range(finite + 1, noun) if tree.tokens[k].upos == "PRON" and not tree.preposition(k)
    ]
    acts = can_act(tree, noun, know)
    if not suffered and not acts:
        return {}
    moves: Moves = {noun: (c, SUBJECTS[suffered])} | dict.fromkeys(pronouns, (c, "obj"))
    moves |= {k: (c, "aux") for k in range(c + 1, finite + 1) if tree.tokens[k].head != c}
    return moves | _told_before(tree, c, noun, finite, know)


def _finite_behind(tree: Tree, c: int) -> int:
    """The auxiliary right behind a participle that opens a clause, or behind its second one (*worden*); -1 where there is none."""
    opens = c == 0 or tree.tokens[c - 1].upos == "PUNCT"
    if not opens or tree.feature(c, "VerbForm") != "Part" or tree.tokens[c].upos != "VERB":
        return -1
    for k in range(c + 1, min(c + 3, len(tree))):
        if tree.tokens[k].upos != "AUX":
            return -1
        if tree.is_finite(k):
            return k
    return -1


def _noun_behind(tree: Tree, finite: int) -> int:
    """The first bare noun behind the auxiliary, before the next mark, if its article does not tell that it is an object; -1 where there is none."""
    for k in range(finite + 1, len(tree)):
        if tree.tokens[k].upos in ("PUNCT", "ADP", "VERB"):
            return -1
        if tree.tokens[k].upos in ("NOUN", "PROPN"):
            oblique = tree.grammar.get("oblique_relatives", {})
            return -1 if any(tree.word(i) in oblique for i in range(finite + 1, k)) else k
    return -1


def _told_before(tree: Tree, c: int, noun: int, finite: int, know: Knowledge) -> Moves:
    """The clause is what is said by the verb before its comma, where the noun was taken for the clause or the participle for a circumstance."""
    head, relation = tree.tokens[c].head, tree.relation(c)
    if tree.tokens[noun].head == head and tree.relation(noun) in ("parataxis", "ccomp") and head >= 0:
        return {c: (head, "ccomp")}
    if tree.tokens[c].head == noun:
        return {c: tree.edge(noun)}
    told = tree.feature(finite, "Mood") == "Sub" and relation in ("advcl", "xcomp", "conj") and 0 <= head < c
    if told and relation == "xcomp":
        return {c: (head, "conj")}
    return {c: (head, "ccomp")} if told and cites_clause(tree, head, know) else {}


def participle_between_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Er wurde, | kaum aus der Haft entlassen, | erneut verhaftet`: a participle between two commas behind the auxiliary is an aside, the next one is what was done."""
    last = next((k for k in tree.children[c] if k > c and tree.relation(k) == "conj"), -1)
    finite = next((k for k in tree.children[c] if tree.relation(k) == "aux" and tree.is_finite(k)), -1)
    participles = all(tree.feature(k, "VerbForm") == "Part" for k in (c, last))
    if last < 0 or not 0 <= finite < c or not participles or tree.has_child(last, "cc", "aux", *SUBJECTS):
        return {}
    commas = know.inserted_after
    if tree.tokens[finite + 1].form not in commas or tree.tokens[c + 1].form not in commas:
        return {}
    inside = range(finite + 1, c + 2)
    moves: Moves = {last: tree.edge(c), c: (last, "advcl")}
    return moves | {
        k: (last, tree.tokens[k].deprel) for k in tree.children[c] if k not in inside and k != last
    }
