"""Whose somebody is who has no id of his own.

Takes a scene and the mention of a participant who is unresolved; gives the state or organisation that its words name
("Russische Drohnen", "the port of Odesa", "Hamas-Raketen"), or None: none, or more than one.
It says whose they are, and never that they are it: `claims --actor RUS` finds them, and no claim is told as Russia's own.
"""

from lagebild.claims.scene import Scene
from lagebild.model import Mention

NOT_THEIRS = ("apart_from", "concerned_with")  # Moscow's neighbour, a Russia expert: not Russia's
NAMING = ("NOUN", "PROPN")  # of compounds: US-Drohnen


def whose(scene: Scene, mention: Mention) -> str | None:
    """The only state or organisation that is named in somebody's own words."""
    if any(scene.in_class(mention.head, name) for name in NOT_THEIRS):
        return None
    own = (i for i in _tokens_of(scene, mention) if not _is_in_a_clause(scene, i, mention.head))
    found = {owner for i in own if (owner := _owner_at(scene, i))}
    return found.pop() if len(found) == 1 else None


def _tokens_of(scene: Scene, mention: Mention) -> range:
    """The tokens of a mention that stands in this sentence."""
    tokens, span, first = scene.tree.tokens, mention.span, mention.head
    last = first
    while first > 0 and tokens[first - 1].start >= span.start:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].end <= span.end:
        last += 1
    return range(first, last + 1)


def _is_in_a_clause(scene: Scene, i: int, head: int) -> bool:
    """`the | Russia-backed | fighters`, `die | von Russland unterstützten | Kämpfer`: who has to do with them, not whose they are."""
    over = scene.tree.tokens[i].head
    return i != head and (
        scene.tree.relation(i) == "obl" or (over != head and scene.tree.tokens[over].upos == "VERB")
    )


def _owner_at(scene: Scene, i: int) -> str | None:
    """A state, an organisation, the state of a place; no holder of an office: whose friend is Putin's, Russia need not know."""
    hit = scene.actors.get(i) or scene.places.get(i)
    if hit is None and scene.tree.tokens[i].upos in NAMING:
        hit = scene.first_parts.get(i)
    if hit is None or scene.know.is_medium(hit.id) or scene.know.gazetteer_kind(hit.id) == "person":
        return None
    return (scene.know.state_of(hit.id) or None) if "/" in hit.id else hit.id
