"""The type that a deed has by how it is told.

Takes a trigger, its sides, who says it and its axes; gives the type where it is another than its entry's, and the axes: what still lies ahead is a promise
or a concession, what one will not do a refusal; violence that its doer announces is a threat, and an exercise that two states hold is their work together.
Which type turns into which, the ontology says.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.claims.actors import people_of
from lagebild.claims.axes import Axes, word_of
from lagebild.claims.conditions import condition_marks
from lagebild.claims.reference import Memory
from lagebild.claims.roles import Parts
from lagebild.claims.scene import Scene
from lagebild.claims.statements import is_refused
from lagebild.claims.triggers import Hit
from lagebild.model import Attribution, Participant

EXERCISE = "exercise"  # the class of words for drills


def type_as_told(
    hit: Hit, axes: Axes, parts: Parts, chain: Sequence[Attribution], memory: Memory
) -> tuple[str | None, Axes]:
    """The type where it is another than the entry's; a plan not to do it is a refusal."""
    ontology = hit.scene.know.ontology
    kind = ontology.types[hit.frame.type]
    if kind.together and _is_exercise(hit):
        return (kind.together if len(_states(people_of(hit.scene, parts.actors, memory))) > 1 else None), axes
    if kind.announced and chain and _may_be_announced(hit, axes):
        doers = people_of(hit.scene, parts.actors, memory)
        return (kind.announced if _is_one_of(hit.scene, doers, chain[-1].source) else None), axes
    if not kind.planned or not _lies_ahead(hit, axes):
        return None, axes
    if is_refused(hit.scene, hit.token, axes):
        return ontology.refusal, replace(axes, commitment="certain")
    return kind.planned, axes


def _is_exercise(hit: Hit) -> bool:
    """A drill, or a verb that says of one that it is held."""
    scene, held = hit.scene, hit.scene.tree.child(hit.token, "obj")
    return scene.in_class(hit.token, EXERCISE) or (held is not None and scene.in_class(held, EXERCISE))


def _states(actors: Sequence[Participant]) -> set[str]:
    """The states of some participants, by their slots: `PRK.MIL` is PRK."""
    return {who.actor.partition(".")[0] for who in actors if who.actor is not None}


def _may_be_announced(hit: Hit, axes: Axes) -> bool:
    """`Israel would strike, its prime minister said`: what will be done."""
    tree, i = hit.scene.tree, hit.token
    if hit.nominal or axes.commitment != "certain" or tree.is_passive(i):
        return False
    own = tree.grammar.get("will_verbs", ())
    return any(tree.lemma(a) in own for a in tree.auxiliaries(i)) and _lies_ahead(hit, axes)


def _is_one_of(scene: Scene, doers: Sequence[Participant], source: Participant | None) -> bool:
    """Whether who says it does it: the same, or one who speaks for the same state. Of whom nobody knows who he is nobody knows that either."""
    if source is None:
        return False
    if any(who.name == source.name for who in doers):
        return True
    return _speaks_for_state(scene, source) and not _states(doers).isdisjoint(_states([source]))


def _speaks_for_state(scene: Scene, who: Participant) -> bool:
    """Whether somebody is a body of his state: what rebels, parties and citizens say that its army will do, the army has not threatened."""
    sectors_of = scene.know.ontology.sectors_of
    sector = (who.actor or "").partition(".")[2].partition(".")[0]
    return sector not in sectors_of["apart"] | sectors_of["private"]


def _lies_ahead(hit: Hit, axes: Axes) -> bool:
    """Planned, or what would follow from a condition; the condition itself, and what would have been, is as it is called."""
    if axes.time != "conditional":
        return word_of(axes) == "planned"
    return not condition_marks(hit.scene, hit.token) and not hit.nominal and not is_perfect(hit)


def is_perfect(hit: Hit) -> bool:
    """`would have patrolled`."""
    tree = hit.scene.tree
    return "VerbForm=Part" in tree.tokens[hit.token].feats and not tree.is_passive(hit.token)
