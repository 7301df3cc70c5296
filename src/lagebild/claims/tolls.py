"""Whom an attack killed or hurt, told in a clause beside it.

Takes a Scene and the trigger of an attack; gives the clauses that tell its toll. Casualties belong to the attack that caused them, and are no
second event (ANNOTATION §2).
"""

from lagebild.claims.attribution import speech_over
from lagebild.claims.scene import Scene

LEFT = ("obj", "xcomp")
BESIDE = ("conj", "parataxis")


def is_casualty(scene: Scene, i: int) -> bool:
    """Whether a word tells of the dead or hurt, not of who did what."""
    return scene.know.in_class(scene.tree.lemma(i), "casualty")


def is_hurt(scene: Scene, i: int) -> bool:
    """Whether a word tells of the hurt, and not of the dead."""
    return scene.in_class(i, "hurt")


def tolls_beside(scene: Scene, attack: int) -> list[int]:
    """The heads of the clauses that tell the toll of an attack told before them, in the same sentence."""
    beside = [k for k in scene.tree.children[attack] if k > attack and _is_beside(scene, k)]
    told = [k for k in beside if is_casualty(scene, k) and _is_its(scene, attack, k)]
    left = (k for k in beside if k not in told and _is_outcome(scene, k))
    return told + [i for k in left for i in _left_behind(scene, k)]


def _left_behind(scene: Scene, outcome: int) -> tuple[int, ...]:
    """`attacked a base, | leaving | 12 dead`: a participle of any verb, with the dead it has for its object."""
    dead = [k for k in scene.tree.children[outcome] if scene.tree.relation(k) in LEFT]
    dead = [k for k in dead if is_casualty(scene, k)]
    return (outcome, *dead) if dead else ()


def _is_beside(scene: Scene, i: int) -> bool:
    """Coordinated, or a main clause behind a comma, which is now and then parsed as an adverbial clause; or a participle (`, killing twelve`)."""
    tree = scene.tree
    loose = tree.relation(i) == "advcl" and tree.finite(i) is not None and not tree.has_child(i, "mark")
    return tree.relation(i) in BESIDE or loose or _is_outcome(scene, i)


def _is_outcome(scene: Scene, i: int) -> bool:
    """`struck a market, | killing at least twelve`: a participle that hangs on the verb, without a mark and a subject of its own."""
    tree = scene.tree
    plain = not tree.has_child(i, "mark", "nsubj", "nsubj:pass", "aux", "case")
    participle = tree.feature(i, "VerbForm") in ("Part", "Ger") and tree.feature(i, "Tense") in ("Pres", "")
    return tree.relation(i) == "advcl" and plain and participle


def _is_its(scene: Scene, attack: int, toll: int) -> bool:
    """`beschoss das Boot und verletzte drei Seeleute`; `bombed the port, and nine dockers died`.

    Not where somebody else says so; with a subject of its own, where nobody else does it and no other place or day is named.
    """
    tree = scene.tree
    if speech_over(scene, attack).links != speech_over(scene, toll).links:
        return False
    subjects = [k for k in tree.children[toll] if tree.relation(k) == "nsubj"]
    if not subjects or all(tree.tokens[k].upos == "NUM" for k in subjects):
        return tree.relation(toll) == "conj" or _is_outcome(scene, toll)
    suffered = tree.is_passive(toll) or not tree.has_child(toll, "obj")
    return suffered and not _is_elsewhere(scene, toll)


def _is_elsewhere(scene: Scene, toll: int) -> bool:
    """`..., and in Hama three people were killed`, `in a second village three died`."""
    tree = scene.tree
    fronted = any(tree.relation(k) == "obl" and k < toll for k in tree.children[toll])
    return fronted or any(k in scene.dated or scene.place_at(k) is not None for k in tree.subtree(toll))
