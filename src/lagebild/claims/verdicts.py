"""What is said of a report itself: that it is false, made up or taken back.

Takes a scene and the noun for a report, or its source; gives the marks of a denial that such a verdict is.
"""

from lagebild.claims.axes import Mark
from lagebild.claims.cues import cues_at, source_of
from lagebild.claims.grades import grades_at, marks_of
from lagebild.claims.nothing_true import nothing_in
from lagebild.claims.scene import Scene


def made_up(scene: Scene, i: int) -> list[Mark]:
    """`A fake tweet said ...`: the marks of a source or text that is no true one."""
    asides = (
        k for c in scene.tree.children[i] if scene.tree.relation(c) == "acl" for k in scene.tree.conjuncts(c)
    )
    words = (c for c in scene.tree.children[i] if scene.tree.relation(c) in ("amod", "compound"))
    adjectives = (*words, *asides)  # "its claim, since disproved, that ..."
    marks = (
        mark for c in adjectives for grade in grades_at(scene, c, "adjective") for mark in marks_of(c, grade)
    )
    return [mark for mark in marks if mark.means == "commitment=denied"]


def verdict_on(scene: Scene, here: int) -> list[Mark]:
    """`Reports of a mutiny are baseless`: what is said of the report itself."""
    head = scene.tree.tokens[here].head
    if head >= 0 and is_retracted(scene, head) and here in scene.tree.dependents(head, "obj"):
        return [Mark(head, "commitment=denied", f"{scene.know.pack.code}.rule:retracted")]
    if head >= 0 and scene.tree.is_passive(head) and here in scene.tree.dependents(head, "obj"):
        if any(source_of(scene, here, cue) is not None for cue in cues_at(scene, here, "noun")):
            return []  # somebody's claim that somebody rejects is disputed
        refuting = (cue for cue in cues_at(scene, head, "verb") if cue.stance == "denies")
        graded = (m for g in grades_at(scene, head, "verb") for m in marks_of(head, g))
        denied = [m for m in graded if m.means == "commitment=denied"]  # "the reports were invented"
        return [Mark(head, "commitment=denied", cue.key) for cue in refuting][:1] or denied
    if empty := nothing_in(scene, here):
        return empty
    if scene.tree.relation(here) != "nsubj" or head < 0:
        return []
    fake = made_up(scene, head) if scene.tree.has_child(head, "cop") else []
    verdicts = (
        (k, g)
        for k in (head, *_said_on(scene, head))
        for g in grades_at(scene, k, "adjective", "noun", "verb")
    )
    return fake + [
        mark
        for k, grade in verdicts
        for mark in marks_of(k, grade)
        if (grade.construction != "verb" and k == head) or grade.commitment == "denied"
    ]


def _said_on(scene: Scene, head: int) -> list[int]:
    """`The rumour spread and | proved | false`: what else is said of the same subject."""
    tree = scene.tree
    beside = (k for k in tree.children[head] if k > head and tree.relation(k) in ("conj", "parataxis"))
    return [k for k in beside if tree.is_verbal(k) and not tree.has_child(k, "nsubj", "nsubj:pass", "expl")]


def is_retracted(scene: Scene, verb: int) -> bool:
    """`withdrew its report`, `took | back | its claim`."""
    words, moves = scene.tree.grammar.get("back_words", ()), scene.in_class(verb, "taking_back")
    return scene.in_class(verb, "retracting") or (
        moves and any(scene.tree.word(c) in words for c in scene.tree.children[verb])
    )
