"""Deeds of which a sentence tells only that they take place, go on or end, that there was none, or that somebody reports them.

Takes a Scene and its triggers; gives the triggers with the nouns whose course is told, whatever they would need elsewhere: "The exercise is under
way"; "Die Übung ist zu Ende gegangen"; "There was no such raid"; "withdrew its report of a raid".
"""

from collections.abc import Iterator

from lagebild.claims.cues import cues_at
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit, deed_at, entries_in

DEED, FORCES = "course_deed", "troops"
COURSE, POINT, MOVING, EXISTENCE = "course", "course_point", "course_moving", "existence"
BESIDE = frozenset({"obl", "obj", "advmod", "xcomp", "compound:prt"})
SPOKEN_OF = ("obl", "nmod", "any")
OWN_CONTENT = ("obj", "ccomp", "xcomp")


def with_courses(scene: Scene, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The triggers with the deeds whose course is told."""
    fired, types = {hit.token for hit in hits}, scene.know.ontology.types
    judging = {hit.token for hit in hits if types[hit.frame.type].content == "alleged"}
    nouns = (
        i
        for i in entries_in(scene)
        if i not in fired and (_is_told(scene, i) or _is_reported(scene, i) or _is_judged(scene, i, judging))
    )
    found = tuple(hit for i in nouns if (hit := deed_at(scene, i)) is not None)
    found += tuple(_presences(scene))
    return tuple(sorted((*hits, *found), key=lambda hit: hit.token)) if found else hits


def _presences(scene: Scene) -> Iterator[Hit]:
    """`reports of North Korean | troops | in Russia`: what a report of forces somewhere is about is that they are there."""
    tree = scene.tree
    frames = [f for word in tree.grammar.get("presence_words", ()) for f in scene.know.noun_frames(word)]
    for i, token in enumerate(tree.tokens):
        head, preposition = token.head, tree.preposition(i)
        if not frames or token.upos != "NOUN" or head < 0 or not preposition or not scene.in_class(i, FORCES):
            continue
        wanted = {f"{name}:{preposition}" for name in SPOKEN_OF}
        told = any(wanted & set(cue.content) for cue in cues_at(scene, head, "noun"))
        there = any(scene.place_at(c) is not None and tree.preposition(c) for c in tree.children[i])
        if told and there and not any(tree.feature(c, "Definite") == "Def" for c in tree.children[i]):
            yield Hit(scene, i, frames[0])


def carries(scene: Scene, here: int) -> bool:
    """Whether a word only tells that the deed beside it takes place, is planned, ends: "stattfinden", "zu Ende gehen", "is | under way"."""
    carrying = ("carrier", COURSE)
    return any(scene.in_class(here, name) for name in carrying) or only_tells_course(scene, here)


def brings(scene: Scene, here: int) -> bool:
    """Whether a deed comes with the word that it is a part of, and is as sure: "may | trigger | an attack", "might | hasten | their withdrawal"."""
    return scene.in_class(here, "bringing")


def only_tells_course(scene: Scene, here: int) -> bool:
    """`is | under way`, `ging | zu Ende`, `there was`."""
    return _is_point(scene, here) or (scene.in_class(here, EXISTENCE) and is_impersonal(scene, here))


def _is_told(scene: Scene, i: int) -> bool:
    """Whether a noun is the subject of a word that tells a deed's course, or what there was."""
    tree, head = scene.tree, scene.tree.tokens[i].head
    if head < 0 or not scene.in_class(i, DEED) or tree.relation(i) not in ("nsubj", "obj"):
        return False
    if scene.in_class(head, EXISTENCE) and (tree.relation(i) == "obj" or tree.has_child(head, "expl")):
        return is_impersonal(scene, head)
    begins = tree.is_verbal(head) and scene.in_class(head, COURSE) and not tree.has_child(head, *OWN_CONTENT)
    return tree.relation(i) == "nsubj" and (begins or _is_point(scene, head))


def _is_reported(scene: Scene, i: int) -> bool:
    """Whether a noun is what a citing word has for its content: "reported a | raid", "detected the | launch", "seinen Bericht über eine | Razzia"."""
    head = scene.tree.tokens[i].head
    if head < 0 or not scene.in_class(i, DEED):
        return False
    preposition = scene.tree.preposition(i)
    if not preposition and not carries(scene, head):
        return False  # "described the drill as a rehearsal"
    wanted = {f"{name}:{preposition}" for name in SPOKEN_OF} if preposition else {scene.tree.relation(i)}
    return any(wanted & set(cue.content) for cue in cues_at(scene, head, "verb", "noun"))


def _is_judged(scene: Scene, i: int, judging: set[int]) -> bool:
    """`condemned the American | raids`: what somebody blames others for is known to have been; with an article alone it was told before."""
    tree = scene.tree
    if not scene.in_class(i, DEED) or tree.tokens[i].head not in judging:
        return False
    known = any(tree.feature(c, "Definite") == "Def" for c in tree.children[i]) or tree.has_child(
        i, "nmod:poss"
    )
    told = any(tree.relation(c) in ("amod", "nmod", "compound") for c in tree.children[i])
    return tree.relation(i) in ("obj", "obl") and known and told


def is_impersonal(scene: Scene, head: int) -> bool:
    """`There was ...`, `Es gab ...`."""
    tree, words = scene.tree, scene.tree.grammar.get("cleft_subjects", ())
    subject = tree.child(head, "nsubj")
    return tree.has_child(head, "expl") or (subject is not None and tree.word(subject) in words)


def _is_point(scene: Scene, here: int) -> bool:
    """`under way`, `over`, `zu Ende` as what is said of something, or beside the verb that says it."""
    tree = scene.tree
    if tree.has_child(here, "cop"):
        return _names_point(scene, here)
    moves = scene.in_class(here, MOVING)
    return moves and any(tree.relation(c) in BESIDE and _names_point(scene, c) for c in tree.children[here])


def _names_point(scene: Scene, i: int) -> bool:
    """A noun does so behind its preposition, or as the object of its verb ("took | place")."""
    tree = scene.tree
    bare = tree.tokens[i].upos in ("NOUN", "PROPN") and tree.relation(i) != "obj" and not tree.preposition(i)
    return scene.in_class(i, POINT) and not bare
