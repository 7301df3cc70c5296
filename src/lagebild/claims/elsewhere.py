"""Another state's than the one that a name has in our tables.

Takes the head of a participant and whom its name means by itself; gives the state that the sentence names beside it ("the Austrian Greens", "Kenya's
National Intelligence Service", "the Ethiopian Red Cross"), and the organisation whose branch is called after a state.
"""

from lagebild.claims.scene import Scene

# What every state has: named beside another state, it is that state's, which has an entry of its own or none.
HOME_KINDS = ("party", "parliament", "ministry", "court", "police", "government_seat")
BRANCHED = "ngo"  # has societies in many states
WORLDWIDE = ("ngo", "company", "bank")


def anothers(scene: Scene, i: int, id: str) -> str | None:
    """`Kenya's National Intelligence Service`, `Kenias Geheimdienst NIS`: the other state that has one that is called alike."""
    if scene.know.organisation_kind(id) not in (*HOME_KINDS, "service"):
        return None
    owners = [
        c
        for c in scene.tree.children[i]
        if scene.tree.relation(c) in ("amod", "nmod:poss")
        or (scene.tree.relation(c) == "nmod" and not scene.tree.preposition(c))
    ]
    hits = [hit for c in owners if (hit := scene.name_at(c)) is not None and hit.id != id]
    states = [hit.id for hit in hits if scene.know.is_state(hit.id)]
    return states[0] if states and id[:3] not in states else None


def home_elsewhere(scene: Scene, i: int, id: str) -> str | None:
    """`die Grünen in Österreich`, `the Austrian Greens`: the other state than the one that the name has in our tables."""
    tree, kind = scene.tree, scene.know.organisation_kind(id)
    if another := anothers(scene, i, id) or (_branch(scene, i) if kind == BRANCHED else None):
        return another
    if kind not in HOME_KINDS:
        return None
    homes = {*tree.grammar.get("genitive_prepositions", ()), *tree.grammar.get("home_prepositions", ())}
    beside = [
        c
        for c in tree.children[i]
        if tree.relation(c) == "amod" or (tree.relation(c) == "nmod" and tree.preposition(c) in homes)
    ]
    hits = [scene.name_at(c) or scene.place_at(c) for c in beside]
    states = [state for hit in hits if hit and (state := scene.know.state_of(hit.id))]
    return states[0] if states and id[:3] not in states else None


def _branch(scene: Scene, i: int) -> str | None:
    """`the Ethiopian Red Cross`: the state whose adjective or name stands right before it, with a society of its own, not the one of all."""
    whole = scene.name_at(i)
    if whole is None or not whole.first:
        return None
    ending = scene.tree.relation(whole.first - 1) == "case"  # Sudan's
    at = whole.first - 1 - ending
    joined = ending or scene.tree.tokens[at].upos == "ADJ" or scene.tree.relation(at) in ("compound", "flat")
    before = scene.name_at(at) if joined else None
    return before.id if before is not None and before != whole and scene.know.is_state(before.id) else None


def branch_named(scene: Scene, i: int) -> str | None:
    """`Amnesty International Russia`: the organisation before the name of the state that one of its branches is called after."""
    hit = scene.name_at(i)
    if hit is None or not hit.first or not scene.know.is_state(hit.id):
        return None
    before = scene.name_at(hit.first - 1)
    if before is None or scene.know.organisation_kind(before.id) not in WORLDWIDE:
        return None
    inside = any(scene.tree.tokens[k].head == i for k in range(before.first, before.last + 1))
    return before.id if inside else None
