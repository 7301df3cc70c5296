"""What stands before ", sagte X" is one clause.

Takes a parsed sentence, its root and what the language files say of its words; gives moves of tokens: `Russland hat | das Recht, Kiew zu
bombardieren, | sagte Medwedew`, `Taiwan | ist in der Lage, ..., sagte der Minister`: no part of what is said is one of who says it.
"""

from lagebild.claims.knowledge import Knowledge
from lagebild.claims.moves import Moves, brought_to
from lagebild.claims.noun_clauses import cites_clause, is_told_by_noun_before
from lagebild.claims.tree import NOMINAL, Tree

PARTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:arg", "advmod", "xcomp"})


def before_speaker(tree: Tree, root: int, know: Knowledge) -> Moves:
    """The parts in front of a citing verb that its subject follows, moved to the one clause there."""
    commas = tree.grammar.get("inserted_after", ())
    if root < 2 or not tree.is_behind(root, commas):
        return {}
    if tree.finite(root) != root:
        return _state_before(tree, root, know) if tree.is_finite(root) else {}
    subjects = [k for k in tree.children[root] if tree.relation(k) == "nsubj" and k > root]
    front = [k for k in tree.children[root] if k < root and tree.tokens[k].upos != "PUNCT"]
    parts = [k for k in front if tree.tokens[k].deprel in PARTS]
    late = subjects or _speaker_as_object(tree, root)
    if not late or not parts or not cites_clause(tree, root, know):
        return {}
    clauses = [k for k in front if _has_finite_verb(tree, k)]
    if len(clauses) != 1 or tree.has_child(clauses[0], "mark"):
        return {}
    if is_told_by_noun_before(tree, clauses[0], know):
        return {}
    told = clauses[0]
    moves: Moves = brought_to(tree, told, (k for k in parts if k != told))
    moves |= {} if subjects else {late[0]: (root, "nsubj")}
    return moves | ({told: (root, "ccomp")} if told in parts else {})


def _speaker_as_object(tree: Tree, root: int) -> list[int]:
    """`Nicht A, sondern B hätten ihn erschossen, vermutet | die Behörde |`: right behind the verb, and a subject in front of the comma that is not its own."""
    front = any(tree.relation(k) == "nsubj" and k < root for k in tree.children[root])
    objects = [k for k in tree.children[root] if k > root and tree.tokens[k].deprel == "obj"]
    fitting = [k for k in objects if tree.tokens[k].upos in NOMINAL and min(tree.subtree(k)) == root + 1]
    return fitting if front and len(objects) == 1 else []


def _state_before(tree: Tree, root: int, know: Knowledge) -> Moves:
    """`Die Miliz | sei in der Lage, ..., | verkündete Minister Okello`: the copula was read as the auxiliary of the verb behind the comma, who speaks as its object."""
    copula = next((k for k in tree.children[root] if k < root and tree.relation(k) == "aux"), -1)
    states = (
        k for k in tree.children[root] if copula < k < root and tree.relation(k) in ("obl", "advmod", "xcomp")
    )
    state = next((k for k in states if tree.tokens[k].upos in NOMINAL or tree.tokens[k].upos == "ADV"), -1)
    report = copula >= 0 and tree.lemma(copula) in tree.grammar.get("state_verbs", ())
    if not report or tree.feature(copula, "Mood") != "Sub" or state < 0 or not cites_clause(tree, root, know):
        return {}
    behind = [
        k
        for k in tree.children[root]
        if k > root and tree.relation(k) in ("nsubj", "obj") and not tree.preposition(k)
    ]
    front = [k for k in tree.children[root] if k < root and k != state and tree.tokens[k].upos != "PUNCT"]
    moves: Moves = brought_to(tree, state, front)
    return (
        moves | {state: (root, "ccomp"), copula: (state, "cop")} | dict.fromkeys(behind[:1], (root, "nsubj"))
    )


def _has_finite_verb(tree: Tree, k: int) -> bool:
    """Whether a word is a finite verb, or has one beside it (`ist | in der Lage`)."""
    return tree.finite(k) is not None or any(
        tree.relation(c) == "cop" and tree.feature(c, "VerbForm") == "Fin" for c in tree.children[k]
    )
