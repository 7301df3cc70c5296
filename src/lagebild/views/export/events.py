"""Events as event coders write them: PLOVER records as JSON Lines, CAMEO rows as ICEWS lays them out.

Takes claims; gives rows. Neither form can say how sure somebody is: unless columns for it are asked for, only what a text asserts itself is let
out. Ids of the gazetteer are those of PLOVER; sides that coding conventions would fill in are left empty, since nobody named them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger import Found
from lagebild.model import Event, Participant, Quantity
from lagebild.ontology import load_ontology
from lagebild.views.export.cells import BETWEEN, Row
from lagebild.views.export.lists import names_in
from lagebild.views.export.vouching import Vouched, day_of, is_plain, vouched
from lagebild.views.plain import one_line

CAMEO = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
    "Target Sectors", "Target Country", "Story ID", "Publisher", "Location", "Country",
)  # fmt: skip
ATTRIBUTION = (
    "Cited Source",
    "Source Chain",
    "Source Kind",
    "Certainty",
    "Polarity",
    "Commitment",
    "Inferred",
    "Denied By",
    "Remarks",
)


def plover_rows(
    claims: Iterable[Found], *, attributed: bool, withheld: Counter[str] | None = None
) -> Iterator[Row]:
    """A record an event, with the names that PLOVER's gold records have, and who says so. `withheld` counts what is not let out."""
    ontology = load_ontology()
    for found, event in _events(claims, attributed, withheld):
        by, kind = vouched(found), ontology.types[event.type]
        day, day_from = day_of(found)
        score = kind.modes[event.mode].score if event.mode in kind.modes else kind.score
        yield {
            "id": found.claim.claim_id, "date": day, "date_from": day_from, "event": event.type, "mode": event.mode,
            "contexts": event.contexts, "quad": kind.quad, "score": score,
            "actors": _coded(event.actors), "recipients": _coded(event.recipients),
            "reciprocal": len(event.actors) > 1 and not event.recipients,
            "place": one_line(str(event.place)) if event.place else None, "country": event.place.country if event.place else None,
            "quantities": [_counted(quantity) for quantity in event.quantities], "text": one_line(found.sentence),
            "source": by.source, "source_id": by.source_id, "source_kind": by.source_kind, "chain": by.chain, "inferred": by.inferred,
            "certainty": by.certainty, "commitment": by.commitment, "polarity": by.polarity, "denied_by": by.denied_by, "remarks": by.remarks,
            "publisher": by.publisher, "published": by.published, "document": by.document, "url": by.url,
        }  # fmt: skip


def _events(
    claims: Iterable[Found], attributed: bool, withheld: Counter[str] | None
) -> Iterator[tuple[Found, Event]]:
    for found in claims:
        event = found.claim.event
        if event is not None and (attributed or is_plain(found)):
            yield found, event
        elif event is not None and withheld is not None:
            withheld[event.type] += 1


def _coded(people: Iterable[Participant]) -> list[dict[str, object]]:
    return [{"code": who.actor or "", "name": one_line(who.name), "presumed": who.presumed} for who in people]


def _counted(quantity: Quantity) -> dict[str, object]:
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": one_line(quantity.unit),
        "exactness": quantity.exactness,
    }


# ------------------------------------------------------------------ CAMEO


def cameo_rows(
    claims: Iterable[Found], lang: str, *, attributed: bool, withheld: Counter[str] | None = None
) -> Iterator[Row]:
    """A row for each pair of sides; `lang` is that of the names of states. A side that is not known is empty."""
    ontology = load_ontology()
    for found, event in _events(claims, attributed, withheld):
        kind = ontology.types[event.type]
        score = kind.modes[event.mode].score if event.mode in kind.modes else kind.score
        shared = {
            "Event Date": day_of(found)[0], "Event Text": one_line(found.sentence), "CAMEO Code": event.cameo or ontology.cameo_of(event.type, event.mode),
            "Intensity": score, "Story ID": found.document.document_id, "Publisher": vouched(found).publisher or found.document.document_id,
            "Location": one_line(str(event.place)) if event.place else "", "Country": _country(event.place.country, lang) if event.place else "",
        }  # fmt: skip
        more = _attribution(vouched(found)) if attributed else {}
        for nth, (actor, recipient) in enumerate(_pairs(event)):
            sides = {**_side("Source", actor, lang), **_side("Target", recipient, lang)}
            yield {"Event ID": f"{found.claim.claim_id}-{nth}", **shared, **sides, **more}


def _pairs(event: Event) -> Sequence[tuple[Participant | None, Participant | None]]:
    """Who to whom; what several do together goes both ways, as CAMEO has no act of two."""
    if len(event.actors) > 1 and not event.recipients:
        return [(one, other) for one, other in product(event.actors, repeat=2) if one is not other]
    return list(product(event.actors or (None,), event.recipients or (None,)))


def _side(head: str, who: Participant | None, lang: str) -> dict[str, object]:
    if who is None:
        return {}
    slot, *rest = (who.actor or "").split(".")
    return {
        f"{head} Name": names_in([who])[0],
        f"{head} Sectors": BETWEEN.join(part for part in rest if part.isupper()),
        f"{head} Country": _country(slot, lang),
    }


def _country(code: str | None, lang: str) -> str:
    gazetteer = load_gazetteer()
    return gazetteer.label(code, lang) if code and code in gazetteer.countries else ""


def _attribution(by: Vouched) -> dict[str, object]:
    values = (
        by.source,
        by.chain,
        by.source_kind,
        by.certainty,
        by.polarity,
        by.commitment,
        by.inferred,
        by.denied_by,
        by.remarks,
    )
    return dict(zip(ATTRIBUTION, values, strict=True))
