"""What is told twice is one claim.

Takes the drafts of a document; drops later mentions that only name again what has been told: a definite noun of the
type of an earlier event that brings no participant of its own (ANNOTATION §2: one object an event).
"""

from collections import deque
from collections.abc import Iterable, Iterator

from lagebild.claims.drafts import Draft
from lagebild.claims.footing import FIGURE
from lagebild.model import Event, Participant

REACH = 100  # sentences back that a mention without more to say can mean; the longest report of the gold has a fifth of it


def without_repeats(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, which come in text order, without mere mentions of what was told before."""
    told: dict[str, deque[Draft]] = {}
    for draft in drafts:
        if draft.event is None:
            yield draft
            continue
        before = told.setdefault(draft.event.type, deque())
        while before and before[0].scene.sentence.i < draft.scene.sentence.i - REACH:
            before.popleft()
        if not any(_mentions(draft, other) for other in before):
            yield draft
        before.append(draft)


def _mentions(draft: Draft, other: Draft) -> bool:
    """Whether a draft is a bare noun for the event of an earlier draft of its type."""
    here, there = draft.event, other.event
    if here is None or there is None or not draft.definite:
        return False
    if FIGURE in other.evidence and other.scene is draft.scene:
        return False  # "raised the toll of the Mastung bombing to 128": the deed says where
    return other.position < draft.position and not _adds(here, there)


def _adds(here: Event, there: Event) -> bool:
    """Whether a mention has a participant, number or day that the other telling lacks."""
    return (
        any(not _among(p, there.actors + there.recipients) for p in here.actors + here.recipients)
        or bool([q for q in here.quantities if q.kind != "time"] and not there.quantities)
        or bool(here.period and there.period and str(here.period) != str(there.period))
    )


def _among(who: Participant, others: tuple[Participant, ...]) -> bool:
    return any(
        (who.actor is not None and who.actor == o.actor)
        or who.name.lower() in o.name.lower()
        or o.name.lower() in who.name.lower()
        for o in others
    )
