"""Whom an attack killed or hurt, told in a clause beside it or over it.

Takes a Scene and the trigger of an attack; gives the clauses that tell its toll. Casualties belong to the attack that caused them, and are no
second event (ANNOTATION §2).
"""

from lagebild.claims.attribution import speech_over
from lagebild.claims.marks import marks_at
from lagebild.claims.scene import Scene

LEFT = ("obj", "xcomp")
BESIDE = ("conj", "parataxis")
WHEN = ("advcl", "ccomp")  # nobody says by dying: the parser's "when" after a verb
UNSURE = frozenset({"evidence=distanced", "commitment=possible", "commitment=negated", "commitment=denied"})


def is_casualty(scene: Scene, i: int) -> bool:
    """Whether a word tells of the dead or hurt, not of who did what."""
    return scene.know.in_class(scene.tree.lemma(i), "casualty")


def is_hurt(scene: Scene, i: int) -> bool:
    """Whether a word tells of the hurt, and not of the dead."""
    return scene.in_class(i, "hurt")


def tolls_of(scene: Scene, attack: int) -> list[int]:
    """The heads of all clauses of a sentence that tell the toll of an attack."""
    return [*tolls_beside(scene, attack), *tolls_over(scene, attack)]


def tolls_beside(scene: Scene, attack: int) -> list[int]:
    """The heads of the clauses that tell the toll of an attack told before them, in the same sentence."""
    beside = [k for k in scene.tree.children[attack] if k > attack and _is_beside(scene, k)]
    told = [k for k in beside if is_casualty(scene, k) and _is_its(scene, attack, k)]
    left = (k for k in beside if k not in told and _is_outcome(scene, k))
    return told + [i for k in left for i in _left_behind(scene, k)]


def tolls_over(scene: Scene, attack: int) -> list[int]:
    """`Nine people were | killed | and 30 | wounded | when a shell struck the market`: the heads of the clauses that tell an attack's toll, over the one that tells the attack.

    Not where it says itself who killed them, where the attack is not sure, or where time lies between the two ("a year after ...").
    """
    tree = scene.tree
    toll, opening = tree.tokens[attack].head, tree.word(tree.first_word(attack))
    if toll < 0 or tree.relation(attack) not in WHEN or not is_casualty(scene, toll):
        return []
    if opening not in tree.grammar.get("toll_marks", ()) or _tells_doer(scene, toll):
        return []
    if _are_attackers(scene, toll, attack):
        return []
    if any(mark.means in UNSURE for mark in marks_at(scene, attack, None)):
        return []
    if speech_over(scene, attack).links != speech_over(scene, toll).links:
        return []
    first = tree.tokens[toll].head
    listed = tree.relation(toll) == "conj" and is_casualty(scene, first)
    return [toll, first] if listed and not _tells_doer(scene, first) else [toll]


def _tells_doer(scene: Scene, toll: int) -> bool:
    """`shot dead by police | when gunmen attacked`, `rebels killed four`; not so of "four | died"."""
    return bool(scene.reached(toll, ("nsubj",))) and bool(scene.reached(toll, ("obj",)))


def _are_attackers(scene: Scene, toll: int, attack: int) -> bool:
    """`Two gunmen were killed when | they | attacked`, `Nine rebels died when insurgents stormed the base`: those may have died who attacked."""
    tree, doer, dead = scene.tree, scene.tree.child(attack, "nsubj"), scene.tree.surface_subject(toll)
    if doer is None or dead is None:
        return False
    one, other = scene.agent_at(doer), scene.agent_at(dead)
    alike = one is not None and other is not None and one.sector == other.sector
    return tree.tokens[doer].upos == "PRON" or tree.lemma(doer) == tree.lemma(dead) or alike


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
