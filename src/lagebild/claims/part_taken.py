"""Whose part in a deed is denied, claimed or laid to somebody: *Die Miliz wies jede Verantwortung für den Angriff zurück*, *claimed the killings*, *blamed it for the blast*.

Takes a scene and such a word; gives the deeds that are named there. They are not denied: that they happened is known; only who did it is in
dispute.
"""

from collections.abc import Iterator

from lagebild.claims.scene import Scene
from lagebild.claims.statements import word_at
from lagebild.claims.triggers import Hit, entries_in

PART = "part_in_a_deed"  # the class of words for having had a part
CLAIMED, ALLEGED = "responsibility", "allege"  # a kind of statements, and the mode of frames that accuse
CLAUSES = frozenset({"xcomp", "ccomp", "obl", "obj", "advcl"})


def denied_parts(scene: Scene, i: int) -> tuple[int, ...]:
    """The deeds of which a word of denial says that somebody had no part in them."""
    if not any(cue.stance == "denies" for cue in scene.know.cues_of(scene.tree.lemma(i))):
        return ()
    return tuple(dict.fromkeys(_parts(scene, i)))


def claimed_deeds(scene: Scene, i: int) -> tuple[int, ...]:
    """The deeds that somebody says to have done: *claimed responsibility for the | killings*, *bekannte sich zu den | Morden*."""
    word = word_at(scene, i)
    if word is None or word.kind != CLAIMED:
        return ()
    below = (i, *(c for c in scene.tree.children[i] if scene.in_class(c, PART) or _is_phrase(scene, c)))
    return tuple(k for c in below for k in scene.tree.children[c] if _is_object(scene, k))


def laid_deeds(hit: Hit) -> tuple[int, ...]:
    """The deeds that an accusation lays to somebody: *blamed the PKK for the | blast*."""
    tree = hit.scene.tree
    mark = tree.grammar.get("charging_with_nouns", {}).get(tree.lemma(hit.token))
    if hit.frame.mode != ALLEGED or not mark:
        return ()
    phrases = (
        c for c in tree.children[hit.token] if tree.relation(c) == "obl" and tree.preposition(c) == mark
    )
    # "for the unrest": of what says neither of whom nor where nobody knows whether it is one deed
    return tuple(c for c in phrases if _is_deed(hit.scene, c) and tree.has_child(c, "nmod", "compound"))


def _is_phrase(scene: Scene, i: int) -> bool:
    """`bekannte sich | in einem Video | zu dem Hinterhalt`: a phrase that the deed may have been hung on."""
    return scene.tree.relation(i) == "obl" and bool(scene.tree.preposition(i))


def _is_object(scene: Scene, i: int) -> bool:
    return scene.tree.relation(i) in ("obj", "obl", "nmod") and _is_deed(scene, i)


def is_denied_part(scene: Scene, i: int) -> bool:
    """Whether a noun names a deed in which somebody denies to have had a part."""
    return any(i in denied_parts(scene, here) for here in scene.tree.ancestors(i))


def _parts(scene: Scene, i: int) -> Iterator[int]:
    """Below what is denied, or beside it where the parser hung the deed on the verb."""
    tree = scene.tree
    for c in tree.children[i]:
        if tree.relation(c) not in CLAUSES and tree.tokens[c].deprel != "nsubj:pass":
            continue
        yield from _taken_in(scene, c)
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


def _taken_in(scene: Scene, c: int) -> Iterator[int]:
    """`rejects claims that they | took part | in the capture`: in a clause, or one that a noun tells, the deed in which somebody took a part."""
    tree = scene.tree
    told = (k for k in tree.children[c] if tree.relation(k) == "acl") if tree.relation(c) == "obj" else ()
    for clause in (c, *told):
        if tree.is_verbal(clause) and any(scene.in_class(k, PART) for k in tree.dependents(clause, "obj")):
            yield from _deeds(scene, clause)


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
