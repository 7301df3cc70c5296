"""Whom one would have to believe.

Takes a clause; gives the head of whoever says what its main clause tells: `To hear the minister (tell it), the rebels ...`, `Glaubt man
dem Minister, haben die Rebellen ...`. It is no condition.
"""

from lagebild.claims.answers import once_a_scene
from lagebild.claims.scene import Scene

CLAUSES = frozenset({"advcl", "ccomp"})
OBJECTS = ("obj", "iobj", "obl")


@once_a_scene
def believing_in(scene: Scene) -> frozenset[int]:
    """The clauses of a sentence that tell whom one would have to believe."""
    clauses = (t.i for t in scene.tree.tokens if scene.tree.relation(t.i) in CLAUSES)
    return frozenset(c for c in clauses if believed(scene, c) is not None)


@once_a_scene
def believed(scene: Scene, clause: int) -> int | None:
    """Who is heard or believed in an adverbial clause, or None when it is nothing of the kind."""
    tree, grammar = scene.tree, scene.tree.grammar
    if tree.relation(clause) not in CLAUSES or not tree.is_verbal(clause):
        return None
    if tree.lemma(clause) in grammar.get("hearing_verbs", ()) and not tree.has_child(clause, "nsubj"):
        opening = tree.feature(clause, "VerbForm") == "Inf" or tree.finite(clause) == clause
        return _person(scene, clause) if opening else None
    if tree.lemma(clause) not in grammar.get("believing_verbs", ()):
        return None
    if tree.is_passive(clause) or tree.has_child(clause, "nsubj:pass"):
        return next(iter(tree.dependents(clause, "obj")), None) or tree.surface_subject(clause)
    subject = tree.child(clause, "nsubj")
    anybody = subject is not None and tree.word(subject) in grammar.get("anybody", ())
    return _person(scene, clause) if anybody else None


def _person(scene: Scene, clause: int) -> int | None:
    tree = scene.tree
    found = (k for k in tree.children[clause] if tree.relation(k) in OBJECTS and not tree.preposition(k))
    return next((k for k in found if scene.is_actor(k) or tree.tokens[k].upos == "PROPN"), None)
