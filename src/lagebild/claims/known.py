"""Whether a deed that a noun names is told here or known already.

Takes a trigger; gives what its article, what governs it and whom it names tell. What is known already is the author's word, whoever
speaks of it; what is told is the word of who tells it.
"""

from lagebild.claims.attribution import speech_over
from lagebild.claims.certainty import marks_on
from lagebild.claims.courses import brings, carries
from lagebild.claims.cues import cues_at
from lagebild.claims.grades import grades_at
from lagebild.claims.granularity import Sorted
from lagebild.claims.part_taken import is_denied_part
from lagebild.claims.roles import parts_named_by_itself
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit
from lagebild.claims.unfounded import is_invented

DENIALS = ("commitment=negated", "commitment=denied")


def is_known_already(hit: Hit) -> bool:
    """An event named in passing with the definite article ("der Angriff vom Montag") is the author's own (ANNOTATION §5).

    Not so one that is told just here: what a citing or carrying word has for its content, or whose parties are new ("die Festnahme eines Fahrers").
    """
    scene, tree = hit.scene, hit.scene.tree
    if hit.nominal and is_denied_part(scene, hit.token):
        return True
    if not hit.nominal or tree.relation(hit.token) in ("root", "ccomp"):
        return False
    if not any(_is_definite(scene, c) for c in tree.children[hit.token]):
        return False
    top = hit.token
    while tree.relation(top) == "conj" and not tree.is_verbal(tree.tokens[top].head):
        top = tree.tokens[top].head  # "meldete den Abschuss und | die Zerstörung"
    beside_new = top != hit.token and not any(_is_definite(scene, c) for c in tree.children[top])
    return not (
        beside_new
        or is_invented(scene, top)
        or _is_carried(scene, top)
        or _is_ahead(hit, top)
        or _is_spoken_of(scene, top)
        or _has_new_parties(scene, hit.token)
    )


def _is_carried(scene: Scene, i: int) -> bool:
    """Whether a noun is what a verb that carries or brings an event tells of: "meldete den Abschuss", "may | speed up | the withdrawal"."""
    head = scene.tree.tokens[i].head
    relation = scene.tree.relation(i)
    if head < 0:
        return False
    carried = carries(scene, head) and relation in ("nsubj", "obj", "obl", "nmod")
    return carried or (brings(scene, head) and relation == "obj")


def _is_ahead(hit: Hit, i: int) -> bool:
    """`Berlin prüft | die Lieferung von Panzern`: what is only weighed has not come; an attack that is looked into has."""
    scene, head = hit.scene, hit.scene.tree.tokens[i].head
    kind = scene.know.ontology.types.get(hit.frame.type)
    if head >= 0 and scene.tree.tokens[i].deprel == "nsubj" and scene.in_class(head, "not_yet_there"):
        things = (k for k in scene.tree.children[head] if scene.tree.relation(k) == "obj")
        return all(map(scene.tree.is_reflexive, things))  # "Die Offensive | verzögert sich"
    if (
        head >= 0 and scene.tree.relation(i) == "nmod" and scene.tree.preposition(i)
    ):  # "no date for | the withdrawal"
        return any(grade.time == "future" for grade in grades_at(scene, head, "noun"))
    if head < 0 or scene.tree.relation(i) != "obj" or kind is None or kind.hurts:
        return False
    return any(grade.time == "future" for grade in grades_at(scene, head, "verb"))


def _is_spoken_of(scene: Scene, i: int) -> bool:
    """Whether a preposition makes a noun the content of a word that cites: "berichtete von dem Abschuss"."""
    head, preposition = scene.tree.tokens[i].head, scene.tree.preposition(i)
    cues = cues_at(scene, head, "verb", "noun") if preposition and head >= 0 else ()
    return any(f"{name}:{preposition}" in cue.content for cue in cues for name in ("obl", "nmod", "any"))


def _has_new_parties(scene: Scene, i: int) -> bool:
    """`the arrest of two generals`, `die Festnahme eines Verdächtigen`: the article stands for the phrase behind it, not for what is known.

    Of what a verb does to a deed ("ordered the massacre of 200 villagers") nothing follows: that it took place may be known.
    """
    tree = scene.tree
    return tree.relation(i) != "obj" and any(
        tree.has_child(c, "nummod") or any(tree.feature(k, "Definite") == "Ind" for k in tree.children[c])
        for c in tree.children[i]
        if c > i and tree.relation(c) == "nmod"
    )


def is_done_by_subject(hit: Hit) -> bool:
    """`said he had not ordered the attack`: whose deed it is only the verb over it tells, so that verb's certainty and source are the deed's."""
    tree = hit.scene.tree
    verb = tree.tokens[hit.token].head
    return (
        tree.relation(hit.token) == "obj"
        and verb >= 0
        and tree.lemma(verb) in tree.grammar.get("doing_verbs", ())
    )


def is_ordered_as_told(hit: Hit, found: Sorted) -> bool:
    """`Laut Anklage befahl der Oberst | die Hinrichtung`: an order that somebody tells of, and nobody denies, is no deed that is known otherwise."""
    scene, tree = hit.scene, hit.scene.tree
    verb = tree.tokens[hit.token].head
    if tree.relation(hit.token) != "obj" or verb < 0:
        return False
    if tree.lemma(verb) not in tree.grammar.get("ordering_verbs", ()) or not is_only_said(hit, found):
        return False
    links = speech_over(scene, verb, found.accusing).links
    denied = any(mark.means in DENIALS for mark in marks_on(scene, verb, None))
    return bool(links) and not denied and all(link.cue.stance != "denies" for link in links)


def is_only_said(hit: Hit, found: Sorted) -> bool:
    """`denied having ordered the massacres`: that they took place is known; that it was he is what somebody says, or denies."""
    tree, verb = hit.scene.tree, hit.scene.tree.tokens[hit.token].head
    if tree.relation(hit.token) != "obj" or verb < 0 or parts_named_by_itself(hit):
        return False
    return bool(speech_over(hit.scene, verb, found.accusing).links or marks_on(hit.scene, verb, None))


def _is_definite(scene: Scene, c: int) -> bool:
    tree = scene.tree
    return tree.relation(c) == "det" and (
        tree.feature(c, "Definite") == "Def"
        or tree.feature(c, "PronType") == "Dem"
        or tree.tokens[c].deprel == "det:poss"
    )
