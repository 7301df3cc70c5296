"""Who it was that did it, named before *it*: *Die Armee war es, die das Dorf niederbrannte, sagen Überlebende*.

Takes a parsed sentence, a relative clause and what the language files say of its words; gives moves of tokens after which the name is what the
sentence says, as in *Es war die Armee, die ...*: parsers have *it* do the deed, and whoever is named speak.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves
from lagebild.claims.noun_clauses import cites_clause
from lagebild.claims.tree import Tree

NOUNS = ("NOUN", "PROPN")


def named_first_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`X | war es |, die ...`: the clause tells what X did; who is named behind a citing verb says so."""
    commas = know.inserted_after
    comma = next((k for k in range(min(tree.subtree(c)), c) if tree.tokens[k].form in commas), 0)
    it, be = comma - 1, comma - 2
    if be < 1 or tree.word(it) not in tree.grammar.get("cleft_subjects", ()):
        return {}
    if tree.tokens[be].upos != "AUX" or tree.lemma(be) not in tree.grammar.get("state_verbs", ()):
        return {}
    who = be - 1
    while tree.tokens[who].head in range(who) and tree.tokens[who].head != be:
        who = tree.tokens[who].head
    if (
        tree.tokens[who].upos not in NOUNS
        or tree.preposition(who)
        or tree.tokens[c].head not in (it, be, who)
    ):
        return {}
    over = tree.tokens[who].head if tree.tokens[who].head != be else tree.tokens[be].head
    said = over if over > c and cites_clause(tree, over, know) else -1
    moves: Moves = {who: (said, "ccomp" if said >= 0 else "root"), be: (who, "cop"), it: (who, "expl")}
    moves |= {c: (who, "acl:relcl")}
    if said < 0:
        return moves if over < 0 else {}
    behind = [
        k
        for k in tree.children[said]
        if k > said and tree.tokens[k].upos in NOUNS and not tree.preposition(k)
    ]
    return moves | ({behind[0]: (said, "nsubj")} if behind else {})


def cleft_moves(tree: Tree, c: int, know: Knowledge) -> Moves:
    """`Es sei | nicht die Armee | gewesen, die ...`, `Es waren | Soldaten, die ...`: who it was is what the sentence says, and not one of two subjects."""
    who, words = tree.tokens[c].head, tree.grammar.get("cleft_subjects", ())
    if not 0 < who < c or tree.tokens[who].upos not in NOUNS or tree.preposition(who):
        return {}
    first = min(tree.subtree(who, skip=frozenset({"cop", "expl", "nsubj", "advmod"})))
    it = next((k for k in range(first - 1, -1, -1) if not _is_between(tree, k, who)), -1)
    if it < 0 or tree.word(it) != words[0] or tree.tokens[it].head == who:
        return {}
    being = [k for k in (*range(it + 1, first), who + 1) if tree.tokens[k].upos == "AUX"]
    if not being or any(tree.lemma(k) not in tree.grammar.get("state_verbs", ()) for k in being):
        return {}
    moves: Moves = {it: (who, "expl")} | dict.fromkeys(being, (who, "cop"))
    main = next((k for k in being if tree.tokens[k].head != who), -1)
    beside = main >= 0 and tree.tokens[who].head in (main, tree.tokens[main].head)
    return moves | ({who: tree.edge(main)} if beside else {})


def _is_between(tree: Tree, k: int, who: int) -> bool:
    """The verb, or a particle that negates or stresses who it was."""
    return tree.tokens[k].upos in ("AUX", "PART", "ADV") or k == who
