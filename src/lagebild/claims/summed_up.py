"""Nouns that sum up what stands before them: `Rebels shelled the market, | a claim the army made |`.

Takes a scene; gives such nouns, and the link of whoever makes, repeats or spreads the claim: without him what he claims would be the author's.
"""

from msgspec.structs import replace

from lagebild.claims.answers import once_a_scene
from lagebild.claims.cues import Said, can_speak, cues_at, source_of
from lagebild.claims.scene import Scene
from lagebild.languages import Cue


def claimed_beside(scene: Scene, here: int, c: int) -> list[Said]:
    """`Rebels shelled the market, | a claim the army made |`: what stands before the comma is his word who makes the claim."""
    noun = summed_up(scene).get(c, -1)
    cue = (
        next((cue for cue in cues_at(scene, noun, "noun") if cue.stance != "denies"), None)
        if noun > here
        else None
    )
    source = None if cue is None else _who_claims(scene, noun)
    return (
        []
        if cue is None or source is None
        else [Said(scene, noun, replace(cue, distance="distancing"), source)]
    )


@once_a_scene
def summed_up(scene: Scene) -> dict[int, int]:
    """Nouns with the indefinite article that sum up what stands before their comma, by the child of its verb in which they stand."""
    tree, commas, found = scene.tree, scene.know.inserted_after, dict[int, int]()
    for noun in scene.cues:
        indefinite = any(tree.feature(k, "Definite") == "Ind" and k == noun - 1 for k in tree.children[noun])
        if not indefinite or noun < 2 or tree.tokens[noun - 2].form not in commas:
            continue
        if tree.relation(noun) == "parataxis":
            found[noun] = noun
        elif tree.relation(noun) == "appos":
            found[tree.tokens[noun].head] = noun
    return found


def made_by(scene: Scene, noun: int, cue: Cue) -> list[Said]:
    """`repeated the assertion | that ...`: what nobody else is said to claim is claimed by who makes or repeats it."""
    tree, verb = scene.tree, scene.tree.tokens[noun].head
    made = verb >= 0 and tree.relation(noun) == "obj" and scene.in_class(verb, "making_claims")
    if not made or cue.construction != "noun" or source_of(scene, noun, cue) is not None:
        return []
    who = tree.surface_subject(verb)
    return [] if who is None or not can_speak(scene, who) else [Said(scene, noun, cue, who)]


def _who_claims(scene: Scene, noun: int) -> int | None:
    """The subject or agent of the verb that makes, repeats, spreads a claim; a relative pronoun is none."""
    tree = scene.tree
    verbs = (
        k for k in tree.children[noun] if tree.relation(k) == "acl" and scene.in_class(k, "making_claims")
    )
    for verb in verbs:
        beside = [*tree.children[verb], *(k for k in tree.children[noun] if k > noun)]
        for relation in ("obl:agent", "nsubj", "obj"):
            for k in (k for k in beside if tree.tokens[k].deprel == relation):
                if tree.antecedent(k) == k and can_speak(scene, k):
                    return k
    return None
