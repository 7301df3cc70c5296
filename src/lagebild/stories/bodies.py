"""Which body somebody speaks for, and whose it is.

Takes the id of an actor and the cast of its document; gives the key that ministry, minister and spokesman share, and the state.
"""

from datetime import date

from lagebild.gazetteer import Holder
from lagebild.ontology import load_ontology
from lagebild.stories.cast import Cast


def body_of(actor: str, cast: Cast) -> str:
    """The body that an actor speaks for: `RUS:foreign_ministry` for the ministry, its minister and its spokesman; who heads or speaks for an
    organisation is the organisation.
    """
    slot, _, rest = actor.partition(".")
    if actor in cast.rules.whole:
        return f"{slot}.GOV"
    holder = _office_of(actor, cast)
    if seat := seat_of(actor, cast):
        return f"{slot}:{seat}"
    if holder is not None and holder.office in cast.rules.heads:
        return f"{holder.state}.{holder.sector}"
    if holder is not None and "." in holder.state and holder.state in cast.gazetteer.organisations:
        return body_of(holder.state, cast)  # of the UN and the EU the offices are bodies of their own
    if holder is not None:
        return f"{holder.state}:{cast.rules.bodies.get(holder.office, holder.office)}"
    name = rest.rpartition(".")[2]
    return f"{slot}:{name}" if name in cast.rules.bodies.values() else actor


def seat_of(actor: str, cast: Cast) -> str | None:
    """The body that an organisation is by another name, or that a person speaks for on the day of the document: who was spokesman then, and is no more, is not."""
    seat = cast.rules.seats.get(actor)
    if seat is None or actor not in cast.gazetteer.holders:
        return seat
    holder = _office_of(actor, cast)
    return seat if holder is not None and holder.office in cast.rules.speaking else None


def _office_of(actor: str, cast: Cast) -> Holder | None:
    """The office that a person held on the day of the document."""
    day = date.fromisoformat(cast.day) if cast.day else None
    return cast.gazetteer.holder_of(actor, day) if actor in cast.gazetteer.holders else None


def state_of(actor: str, cast: Cast) -> str | None:
    """The state that an actor belongs to, of a person that of his office on the day; an alliance or armed group is its own."""
    holder = _office_of(actor, cast)
    known = cast.gazetteer.actor(holder.state if holder else actor)
    if known is None:
        return None
    if known.sector in load_ontology().sectors_of["own_side"]:
        return known.id
    return known.state or known.id
