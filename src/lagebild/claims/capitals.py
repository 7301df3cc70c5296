"""When a capital is its government, and when no more than a place: `Moskau droht`, `berief den Botschafter aus Paris ab`, `Schüsse in Moskau`.

Takes a scene and the token of a capital or of what has its seat there; says whether it acts, and whose seat it is.
"""

from lagebild.claims.scene import CAPITAL, Scene

SEATED, DIPLOMAT = "seated", "diplomat"
SEAT_BEHIND = 2  # the tokens from what is seated to its seat: ministry | in | Baku


def stands_for_government(scene: Scene, i: int) -> bool:
    """A capital stands for its government as subject of an act, in a pair (zwischen A und B), not behind *in*."""
    preposition, above = scene.tree.preposition(i), scene.tree.tokens[i].head
    if preposition and above >= 0 and scene.in_class(above, "placed_deed"):
        return False  # "der Anschlag von Moskau"
    if preposition and above >= 0 and _is_accredited(scene, above):
        return True
    issues = above >= 0 and preposition in scene.tree.grammar.get("issuer_prepositions", ())
    if issues and _is_said_there(scene, above):
        return True
    return preposition not in scene.tree.grammar.get("locative_prepositions", ())


def _is_accredited(scene: Scene, above: int) -> bool:
    """`berief den Botschafter | aus Paris | ab`, `its ambassador | in Paris |`: diplomats are sent to a government, and not only to its capital."""
    tree = scene.tree
    held = (
        [
            k
            for k in tree.children[above]
            if tree.relation(k) == "obj" or tree.tokens[k].deprel == "nsubj:pass"
        ]
        if tree.is_verbal(above)
        else [above]
    )
    return any(scene.in_class(k, DIPLOMAT) for k in held)


def _is_said_there(scene: Scene, above: int) -> bool:
    """`Kritik aus Ankara`, `Scharfe Kritik kam aus Ankara`: words come from a government, where people come from a place."""
    tree, types = scene.tree, scene.know.ontology.types
    nouns = (
        [k for k in tree.children[above] if tree.relation(k) == "nsubj"] if tree.is_verbal(above) else [above]
    )
    kinds = [frame.type for k in nouns for frame in scene.know.noun_frames(tree.lemma(k))]
    return bool(kinds) and all(types[kind].speech_act for kind in kinds)


def seat_of(scene: Scene, i: int) -> str | None:
    """`the defence ministry in Baku`, `die Regierung in Mali`: what each state has once is that of the capital or state behind it."""
    hit = scene.name_at(i + SEAT_BEHIND)
    seated = hit is not None and scene.know.is_state(hit.id) and _is_seated(scene, i + SEAT_BEHIND)
    return scene.know.state_of(hit.id) if hit is not None and seated else None


def is_seat(scene: Scene, place: int) -> bool:
    """Whether a capital only says whose ministry or government stands before it."""
    hit = scene.name_at(place)
    return hit is not None and hit.kind == CAPITAL and _is_seated(scene, place)


def _is_seated(scene: Scene, place: int) -> bool:
    if place < SEAT_BEHIND:
        return False
    at_home = scene.tree.is_behind(place, scene.tree.grammar.get("home_prepositions", ()))
    return at_home and scene.in_class(place - SEAT_BEHIND, SEATED)
