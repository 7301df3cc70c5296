"""What is told twice is one claim.

Takes the drafts of a document; drops later mentions that only name again what has been told: a definite noun of the
type of an earlier event that brings no participant of its own (ANNOTATION §2: one object an event).
"""

from lagebild.claims.drafts import Draft
from lagebild.model import Event, Participant


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """The drafts without mere mentions of what was told before or is told more fully after."""
    return [d for d in drafts if not any(_mentions(d, other) for other in drafts if other is not d)]


def _mentions(draft: Draft, other: Draft) -> bool:
    """Whether a draft is a bare noun for the event of another draft."""
    here, there = draft.event, other.event
    if here is None or there is None or not draft.definite:
        return False
    return here.type == there.type and not _adds(here, there) and other.position < draft.position


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
