"""The shape of an annotation: what gold and predictions are written in, and what a reading looks like in it.

Takes a Reading; gives the passage's events as the guideline writes them, one object an event or statement,
with surface strings for participants and sources. `mode`, `contexts` and the gazetteer ids are ours and are
not scored by the words.
"""

from typing import Any

from lagebild.model import Attribution, Claim, Event, Noun, Participant, Quantity, Reading, Statement
from lagebild.ontology import load_ontology


class Amount(Noun, frozen=True):
    """How many of what, as annotated."""

    value: float | str | None
    unit: str | None = None


class Annotated(Noun, frozen=True):
    """An event or, with `type` None, a statement. `attribution` is outermost ... innermost."""

    trigger: str
    trigger_start: int | None = None
    type: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    polarity: str = "affirmed"
    certainty: str = ""
    attribution: tuple[str, ...] = ()
    quantity: Amount | None = None
    place: str | None = None
    date: str | None = None
    denied_by: tuple[str, ...] = ()


class Alternative(Noun, frozen=True):
    """Another trigger that counts as right."""

    trigger: str
    trigger_start: int


class Accepted(Noun, frozen=True, forbid_unknown_fields=True):
    """What counts as right besides the annotation itself."""

    triggers: tuple[Alternative, ...] = ()
    types: tuple[str | None, ...] = ()
    certainty: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    actors_optional: tuple[str, ...] = ()
    actors_variants: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    recipients_optional: tuple[str, ...] = ()
    recipients_variants: dict[str, tuple[str, ...]] = {}  # noqa: RUF012
    attribution_innermost: tuple[str, ...] = ()
    attribution_empty: bool = False
    place: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


class GoldEvent(Annotated, frozen=True, forbid_unknown_fields=True):
    """An annotated event of the gold; `optional` ones may be found or not."""

    trigger_start: int
    optional: bool = False
    accept: Accepted = Accepted()

    @property
    def types(self) -> frozenset[str | None]:
        """The types that count as right."""
        return frozenset((self.type, *self.accept.types))


class Passage(Noun, frozen=True):
    """One to six sentences of news with their events. `public` marks passages whose gold was shown."""

    id: str
    lang: str
    text: str
    events: tuple[GoldEvent, ...]
    source: str = ""
    published: str | None = None
    public: bool = False


def shape_of(reading: Reading) -> dict[str, Any]:
    """The reading of one passage in the shape of an annotation."""
    document = reading.document
    return {
        "id": document.document_id,
        "lang": document.lang,
        "events": [_event_shape(claim) for claim in reading.claims],
    }


def _event_shape(claim: Claim) -> dict[str, Any]:
    content = claim.content
    event = claim.event
    shape = {
        "trigger": claim.trigger.text,
        "trigger_start": claim.trigger.start,
        "type": event.type if event else None,
        "actors": _names(event.actors if event else _about(claim)),
        "recipients": _names(event.recipients if event else _affected(claim)),
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "attribution": [_source_name(link) for link in claim.chain],
        "quantity": _amount(content.quantities),
        "place": content.place.mention.span.text if content.place else None,
        "date": content.period.span.text if content.period else None,
        "denied_by": [stance.source.name for stance in claim.stances if stance.stance == "denies"],
    }
    return shape | _extras(event)


def _extras(event: Event | None) -> dict[str, Any]:
    return {
        "mode": event.mode if event else None,
        "contexts": list(event.contexts) if event else [],
        "actor_ids": _ids(event.dyad.actors) if event and event.dyad else [],
        "recipient_ids": _ids(event.dyad.recipients) if event and event.dyad else [],
        "inferred_ids": list(event.dyad.inferred) if event and event.dyad else [],
    }


def _affected(claim: Claim) -> tuple[Participant, ...]:
    return claim.content.affected if isinstance(claim.content, Statement) else ()


def _about(claim: Claim) -> tuple[Participant, ...]:
    return () if isinstance(claim.content, Event) else claim.content.about


def _names(participants: tuple[Participant, ...]) -> list[str]:
    return list(dict.fromkeys(participant.name for participant in participants))


def _source_name(link: Attribution) -> str:
    return link.source.name


def _amount(quantities: tuple[Quantity, ...]) -> dict[str, Any] | None:
    if not quantities or quantities[0].value is None or quantities[0].exactness == "vague":
        return None
    value = float(quantities[0].value)
    return {"value": int(value) if value.is_integer() else value, "unit": quantities[0].unit}


def _ids(ids: tuple[str, ...]) -> list[str]:
    """Ids with the slots that the gold records have: the UN and the EU are IGOs there."""
    wider = load_ontology().wider
    return list(dict.fromkeys(wider.get(id[:3], id[:3]) + id[3:] for id in ids))
