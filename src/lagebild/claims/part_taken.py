"""Whose part in a deed is denied: *Die Miliz wies jede Verantwortung für den Angriff zurück*, *denied any involvement in the raid*.

Takes a scene and a word that denies; gives the deeds that are named there. They are not denied: that they happened is known; only who did it is in
dispute.
"""

from collections.abc import Iterator

from lagebild.claims.scene import Scene
from lagebild.claims.triggers import entries_in

PART = "part_in_a_deed"  # the class of words for having had a part
CLAUSES = frozenset({"xcomp", "ccomp", "obl", "obj", "advcl"})


def denied_parts(scene: Scene, i: int) -> tuple[int, ...]:
    """The deeds of which a word of denial says that somebody had no part in them."""
    if not any(cue.stance == "denies" for cue in scene.know.cues_of(scene.tree.lemma(i))):
        return ()
    return tuple(dict.fromkeys(_parts(scene, i)))


def is_denied_part(scene: Scene, i: int) -> bool:
    """Whether a noun names a deed in which somebody denies to have had a part."""
    return any(i in denied_parts(scene, here) for here in scene.tree.ancestors(i))


def _parts(scene: Scene, i: int) -> Iterator[int]:
    """Below what is denied, or beside it where the parser hung the deed on the verb."""
    tree = scene.tree
    for c in tree.children[i]:
        if tree.relation(c) not in CLAUSES and tree.tokens[c].deprel != "nsubj:pass":
            continue
        charged = [k for k in tree.children[c] if scene.in_class(k, PART) and tree.relation(k) == "nmod"]
        if charged or scene.in_class(c, PART):  # "accusations of | involvement in the killing"
            yield from (deed for k in (c, *charged) for deed in _deeds(scene, k))
            yield from (k for k in _deeds(scene, i) if k > c)
        elif tree.preposition(c) in tree.grammar.get("behind_words", ()) and _is_deed(scene, c):
            yield c  # "denied being behind the attack"
        elif tree.relation(c) in ("xcomp", "ccomp"):
            yield from (
                k for k in _deeds(scene, c) if tree.preposition(k) in tree.grammar.get("behind_words", ())
            )  # "hinter dem Angriff zu stecken"


def _deeds(scene: Scene, i: int) -> Iterator[int]:
    tree = scene.tree
    phrases = (k for k in tree.children[i] if tree.relation(k) in ("nmod", "obl"))
    yield from (k for k in phrases if tree.preposition(k) and _is_deed(scene, k))


def _is_deed(scene: Scene, i: int) -> bool:
    """A noun for a deed, with an article, be it in its preposition (*am*), or a day or doer of its own that says that it is known."""
    tree = scene.tree
    contracted = tree.grammar.get("contracted_prepositions", ())
    known = any(
        tree.feature(k, "Definite") == "Def"
        or tree.tokens[k].deprel == "nmod:poss"
        or (tree.relation(k) == "case" and tree.word(k) in contracted)
        for k in tree.children[i]
    )
    return known and i in entries_in(scene)
