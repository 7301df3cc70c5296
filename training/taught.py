"""Which words tell an annotated event: what the decider is taught by.

Takes an event of the gold and a token of a scene; says whether the token is one of its triggers, and which types count as its own.
"""

from lagebild.claims.scene import Scene
from lagebild.evaluation.annotation import GoldEvent


def types_alike(scene: Scene, kind: str) -> frozenset[str | None]:
    """A type, and what it is called while it lies ahead."""
    planned = scene.know.ontology.types[kind].planned
    return frozenset((kind, planned)) if planned else frozenset((kind,))


def tells(event: GoldEvent, scene: Scene, i: int) -> bool:
    """Whether a token is a trigger of an annotated event, its own or one accepted."""
    token = scene.tree.tokens[i]
    spans = ((t.trigger_start, t.trigger_start + len(t.trigger)) for t in (event, *event.accept.triggers))
    return any(start < token.end and token.start < end for start, end in spans)
