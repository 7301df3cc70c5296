"""Where, when, how many.

Takes the triggers that tell one event; gives the place, the period and the quantities that stand in its clause. Never
finer than the text; what belongs to another trigger's clause is left alone.
"""

from collections.abc import Sequence

from lagebild.claims.actors import is_seat
from lagebild.claims.attribution import speech_over
from lagebild.claims.branches import CLAUSE_RELATIONS
from lagebild.claims.phrases import mention_of
from lagebild.claims.quantities import QuantityHit
from lagebild.claims.scene import Scene
from lagebild.model import Period, Place, Quantity

OTHER_CLAUSES = frozenset({"ccomp", "parataxis", "acl:relcl", "advcl", "conj"})


def place_of(
    scene: Scene,
    triggers: Sequence[int],
    participants: Sequence[int] = (),
    *,
    speech_act: bool = False,
    others: Sequence[int] = (),
) -> Place | None:
    """The first place phrase of the event's clause: a preposition of place before a place name or a site noun.

    Who takes part is no place ("Druck auf Nordkorea"), nor is where the content of a demand lies ("forderte den Abzug aus Rafah").
    """
    reach = _near_act(scene, triggers[0]) if speech_act else _reach(scene, triggers, others)
    out = scene.dated | (_cited(scene, triggers[0]) - set(triggers)) | set(participants)
    reach = [i for i in reach if i not in out]
    found = [(rank, i) for i in reach if (rank := _place_rank(scene, i)) is not None]
    found = found or [(rank, i) for i in reach if (rank := _struck_place(scene, i)) is not None]
    if not found:
        return None
    _, i = min(found)
    return _place(scene, i)


def _near_act(scene: Scene, trigger: int) -> list[int]:
    """The phrases of a speech act's own verb."""
    return [c for c in scene.tree.children[trigger] if scene.tree.relation(c) == "obl"]


def _cited(scene: Scene, trigger: int) -> set[int]:
    """The tokens of the phrases that say who says so, unless the trigger stands in one."""
    links = speech_over(scene, trigger).links
    phrases = [set(scene.tree.subtree(link.cue_token)) for link in links if link.source is not None]
    return {i for phrase in phrases if trigger not in phrase for i in phrase}


def _struck_place(scene: Scene, i: int) -> int | None:
    """A place that stands as object ("beschoss das Dorf", "struck Tel Aviv") or as first part ("a Berlin park")."""
    relation = scene.tree.relation(i)
    if relation == "obj" or scene.tree.tokens[i].deprel == "nsubj:pass":
        known = scene.place_at(i) is not None or scene.in_class(i, "site")
        return _kind_of_place(scene, i) if known and scene.agent_at(i) is None else None
    return (
        3 if relation == "compound" and scene.place_at(i) is not None and scene.name_at(i) is None else None
    )


def _place_rank(scene: Scene, i: int) -> int | None:
    """0 a city or region, 1 a site, 2 a state, each plus 3 for a direction (accusative); None: no place."""
    tree = scene.tree
    if tree.relation(i) not in ("obl", "nmod", "conj", "appos") or is_seat(scene, i):
        return None
    preposition = tree.preposition(i)
    if preposition not in tree.grammar.get("place_prepositions", ()):
        return None
    case = tree.case_of(i)
    if case == "acc" and preposition in tree.grammar.get("target_prepositions", ()):
        return None
    rank = _kind_of_place(scene, i)
    return None if rank is None else rank + (3 if case == "acc" else 0)


def _kind_of_place(scene: Scene, i: int) -> int | None:
    tree = scene.tree
    hit = scene.place_at(i)
    if hit is not None:
        return 0 if "/" in hit.id else 2
    if scene.name_at(i) is not None:
        return None
    if scene.know.in_class(tree.lemma(i), "site"):
        return 1
    return 1 if tree.tokens[i].upos == "PROPN" and scene.agent_at(i) is None else None


def _place(scene: Scene, i: int) -> Place:
    hit = scene.place_at(i)
    if hit is None:
        inner = next((h for c in scene.tree.children[i] if (h := scene.place_at(c)) is not None), None)
        country = scene.know.state_of(inner.id) if inner else None
        return Place(mention=mention_of(scene, i), country=country, precision="site")
    precision = scene.know.precision_of(hit.id)
    return Place(
        mention=mention_of(scene, i), place=hit.id, country=scene.know.state_of(hit.id), precision=precision
    )


def period_of(scene: Scene, triggers: Sequence[int], others: Sequence[int] = ()) -> Period | None:
    """The time expression nearest to the trigger in its clause."""
    if not scene.periods:
        return None
    within = set(_reach(scene, triggers, others))
    hits = [hit for hit in scene.periods if within & set(range(hit.first, hit.last + 1))]
    if not hits:
        return None
    return min(hits, key=lambda hit: (_distance(scene, hit.first, triggers), hit.first)).period


def quantities_of(
    scene: Scene,
    triggers: Sequence[int],
    participants: Sequence[int],
    others: Sequence[int] = (),
    *,
    known: bool = False,
) -> tuple[Quantity, ...]:
    """The numbers of the event: first figures before vague words, its participants' before others, deeds before durations.

    `known`: an event named in passing has the numbers of its own phrase only; those of the clause are told by whoever speaks there.
    """
    if not scene.quantities:
        return ()
    within = set(
        scene.tree.subtree(triggers[0], skip=CLAUSE_RELATIONS) if known else _reach(scene, triggers, others)
    )
    within |= set(participants)
    hits = [hit for hit in scene.quantities if {hit.head, hit.unit} & within and hit.head not in scene.dated]
    hits = [hit for hit in hits if scene.tree.tokens[hit.head].upos != "DET"]  # an article is no number

    def rank(hit: QuantityHit) -> tuple[bool, bool, bool, int]:
        own = bool({hit.head, hit.unit} & set(participants))
        return (hit.quantity.value is None, hit.quantity.kind == "time", not own, hit.head)

    return tuple(hit.quantity for hit in sorted(hits, key=rank))


def _distance(scene: Scene, i: int, triggers: Sequence[int]) -> int:
    return min(abs(i - t) for t in triggers)


def _reach(scene: Scene, triggers: Sequence[int], others: Sequence[int] = ()) -> list[int]:
    """The tokens of the event's clause: below its triggers, and below the clause's head for a noun trigger.

    What lies below another event's trigger is that event's.
    """
    tree, skip = scene.tree, OTHER_CLAUSES
    found: set[int] = set()
    for trigger in triggers:
        found.update(tree.subtree(trigger, skip=skip))
        if not tree.is_verbal(trigger):
            found.update(tree.subtree(tree.clause(trigger), skip=skip))
    above = {k for trigger in triggers for k in (trigger, *tree.ancestors(trigger))}
    theirs = {k for other in others if other not in above for k in tree.subtree(other)}
    return sorted(found - theirs)
