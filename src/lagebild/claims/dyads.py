"""Whom an act is coded between.

Takes an event's participants and its sentence; gives the ids of both sides as event coders fill them in: the participants that the
text names; where a side has none that is known, whom the act's content, its place or the only state of the sentence stands for,
marked as inferred. Source: the PLOVER manual 2.0, "compound actors", and the coding practice of its gold records.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from lagebild.claims.answers import once_a_scene
from lagebild.claims.cues import speaks
from lagebild.claims.scene import Scene
from lagebild.claims.source_phrases import inside_source_phrases
from lagebild.gazetteer import NameHit
from lagebild.model import Dyad, Participant, Place

_start = attrgetter("start")


def dyad_of(
    scene: Scene,
    triggers: Sequence[int],
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    place: Place | None,
) -> Dyad | None:
    """Both sides of an act, or None when nobody is known on either. Several actors without a recipient act on each other."""
    first, second = _known(actors), _known(recipients)
    inferred: tuple[str, ...] = ()
    if not first:
        first, inferred = _instead(scene, actors, second, place), ("actors",)
    if not second and len(first) < 2:
        second, inferred = _concerned(scene, triggers, actors, first, place), (*inferred, "recipients")
    return Dyad(actors=first, recipients=second, inferred=inferred) if first or second else None


def _is_named(scene: Scene, who: Participant) -> bool:
    """Whether an unknown participant has a name of its own and no office: whose it is, the sentence does not tell."""
    heads = [i for i in _tokens_of(scene, [who]) if scene.tree.tokens[i].upos == "PROPN"]
    return bool(heads) and not any(scene.agent_at(i) for i in _tokens_of(scene, [who]))


def _known(people: Sequence[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who.actor for who in people if who.actor))


def _instead(
    scene: Scene, actors: Sequence[Participant], others: tuple[str, ...], place: Place | None
) -> tuple[str, ...]:
    """For actors that are not known: the state or organisation in their own words; for none at all, and for rebels, protesters
    ..., the place's; else the only other one here."""
    own = _tokens_of(scene, actors)
    inside = _states(scene, own) or _actors(scene, own) or _homes(scene, own)
    if inside:
        return tuple(inside[:1])
    if any(_is_named(scene, who) for who in actors):
        return ()
    where = place.country if place is not None and place.country else ""
    if where and (not actors or _is_of_the_land(scene, actors)):
        return (where,)
    aims = scene.tree.grammar.get("aim_prepositions", ())
    here = _states(scene, (i for i in sorted(_names_in(scene)) if scene.tree.preposition(i) not in aims))
    sole = [state for state in here if state not in _slots(others)]
    if len(set(here)) == 1 and _is_of_the_land(scene, actors):
        return tuple(here)
    return tuple(sole) if len(sole) == 1 else ()


def _homes(scene: Scene, own: set[int]) -> list[str]:
    """`a group based in Trinidad`, `residents of the Gaza Strip`: the states in the phrases below somebody's own words."""
    below = (c for i in own for c in scene.tree.children[i] if c not in own and c > i)
    phrases = [c for c in below if scene.tree.relation(c) in ("nmod", "acl") and not _is_clause(scene, c)]
    return _states(scene, sorted({k for c in phrases for k in scene.tree.subtree(c)}))


def _is_clause(scene: Scene, i: int) -> bool:
    return scene.tree.tokens[i].deprel == "acl:relcl" or scene.tree.has_child(i, "mark", "obj")


def _is_of_the_land(scene: Scene, actors: Sequence[Participant]) -> bool:
    """Whether rebels, protesters, workers ... act: in a sentence with one state they are its own."""
    sectors = scene.know.ontology.domestic_sectors
    agents = (scene.agent_at(i) for i in _tokens_of(scene, actors))
    return any(agent is not None and agent.sector in sectors for agent in agents)


def _concerned(
    scene: Scene,
    triggers: Sequence[int],
    actors: Sequence[Participant],
    first: tuple[str, ...],
    place: Place | None,
) -> tuple[str, ...]:
    """For an act without a known recipient: whom its content names; else where it takes place; else the actor's own state."""
    own = _tokens_of(scene, actors)
    for trigger in triggers:
        below = [i for i in _outwards(scene, trigger) if i not in own]
        named = [actor for actor in _actors(scene, below) if actor[:3] not in _slots(first)]
        if named:
            return tuple(named[:1])
    if place is not None and place.country and place.country not in _slots(first):
        return (place.country,)
    return tuple(state for state in _slots(first) if scene.know.is_state(state))[:1]


def _slots(ids: Iterable[str]) -> list[str]:
    return [id[:3] for id in ids]


def _tokens_of(scene: Scene, people: Sequence[Participant]) -> set[int]:
    """The tokens of mentions that stand in this sentence."""
    tokens, found = scene.tree.tokens, set[int]()
    for span in {who.mention.span for who in people}:
        first = bisect_left(tokens, span.start, key=_start)
        while first < len(tokens) and tokens[first].end <= span.end:
            found.add(first)
            first += 1
    return found


def _outwards(scene: Scene, trigger: int) -> Iterator[int]:
    """The tokens below an act, nearest first; source phrases and speakers say who told it, not whom it concerns."""
    others = (i for i in _speakers(scene) if scene.tree.tokens[i].head != trigger)
    tellers = (scene.tree.subtree(i) for i in others)
    told = inside_source_phrases(scene).union(*(teller for teller in tellers if trigger not in teller))
    row = [trigger]
    while row:
        yield from (i for i in row if i not in told)
        row = sorted(c for i in row for c in scene.tree.children[i])


@once_a_scene
def _speakers(scene: Scene) -> tuple[int, ...]:
    """The subjects of words that cite, as far as their entries' conditions hold: `if the United States goes ahead` cites nobody."""
    heads = scene.tree.tokens
    told = (i for i in range(len(scene.tree)) if speaks(scene, i))
    return tuple(i for i in told if any(cue.construction == "verb" for cue in scene.cues_at(heads[i].head)))


@once_a_scene
def _names_in(scene: Scene) -> dict[int, NameHit]:
    """The names of a sentence by token: an actor's, else a place's, else that in a compound."""
    return scene.first_parts | scene.places | scene.actors


def _actors(scene: Scene, tokens: Iterable[int]) -> list[str]:
    """States, organisations and office holders that tokens name; a place stands for its state, a paper for nobody."""
    names = _names_in(scene)
    found = (
        (scene.know.state_of(hit.id) or "") if "/" in hit.id else hit.id
        for i in tokens
        if (hit := names.get(i)) is not None
    )
    return list(dict.fromkeys(id for id in found if id and not scene.know.is_medium(id)))


def _states(scene: Scene, tokens: Iterable[int]) -> list[str]:
    """The states and organisations' slots among them."""
    told = inside_source_phrases(scene)
    slots = _slots(_actors(scene, (i for i in tokens if i not in told)))
    return list(dict.fromkeys(slot for slot in slots if scene.know.is_state(slot)))
