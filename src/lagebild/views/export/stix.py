"""Claims as a STIX 2.1 bundle (extra `stix`).

Takes claims; gives a bundle, an object a line, each checked by the library. A document is a `report`; a claim is an `incident` whose name says who says
so and how surely, so that it is nobody's fact even for a reader that does not know our extension, which has source, chain and axes; a denial is an `opinion`
on it. `confidence` is left out: what a text expresses is no probability. Persons are named, as the texts name them, and get no object of their own unless they hold an office.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.util import find_spec
from typing import Any
from uuid import UUID, uuid5

from lagebild.errors import LagebildError
from lagebild.gazetteer import load_gazetteer
from lagebild.ledger import Found
from lagebild.model import Claim, Document, Event
from lagebild.views.export.geojson import RADIUS
from lagebild.views.export.lists import names_in, sides_of
from lagebild.views.export.vouching import AUTHOR, Vouched, day_of, vouched
from lagebild.views.labels import Labels
from lagebild.views.pictures.places import Point, claim_said, point_of
from lagebild.views.plain import one_line

SPACE = UUID("5d6f2f0e-8c1b-5b52-9a39-0f5a1b1f7c11")  # of our ids: the same claim has the same id everywhere
UNDATED = "1970-01-01"  # STIX wants a moment; a document without a day gets the first that there is
EXTENSION = f"extension-definition--{uuid5(SPACE, 'extension')}"
OURSELVES = f"identity--{uuid5(SPACE, 'lagebild')}"
CLASSES = {"person": "individual", "collective": "group", "anonymous": "unknown", "document": "unknown"}
Made = dict[str, Any]


class MissingStix(LagebildError):
    """The extra is not installed."""


def stix_lines(claims: Iterable[Found], labels: Labels) -> Iterator[bytes]:
    """The bundle, an object a line.

    Raises:
        MissingStix: the extra is not there.
    """
    if find_spec("stix2") is None:
        raise MissingStix("STIX needs the extra 'stix'; right would be: pip install 'lagebild[stix]'")
    import stix2

    digest = sha256()
    yield b'{"type":"bundle","objects":[\n'
    for number, made in enumerate(_once(_objects(claims, labels))):
        digest.update(made["id"].encode())
        checked = stix2.parse(made, allow_custom=False)
        yield (b",\n" if number else b"") + checked.serialize(sort_keys=True).encode()
    yield f'\n],"id":"bundle--{uuid5(SPACE, digest.hexdigest())}"}}\n'.encode()


def _once(objects: Iterable[Made]) -> Iterator[Made]:
    seen: set[str] = set()
    for made in objects:
        if made["id"] not in seen:
            seen.add(made["id"])
            yield made


def _objects(claims: Iterable[Found], labels: Labels) -> Iterator[Made]:
    """What the extension is, then claim by claim all that is new; the reports last, when it is known what is in them."""
    yield from _preface()
    reports: dict[str, tuple[Document, list[str]]] = {}
    for found in claims:
        made = list(_of_claim(found, labels))
        yield from made
        _, inside = reports.setdefault(found.document.document_id, (found.document, []))
        inside += [each["id"] for each in made]
    yield from (_report(document, inside) for document, inside in reports.values())


def _made(kind: str, key: str, day: str, **more: Any) -> Made:
    moment = f"{day or UNDATED}T00:00:00.000Z"
    shared = {
        "type": kind,
        "spec_version": "2.1",
        "id": f"{kind}--{uuid5(SPACE, f'{kind} {key}')}",
        "created": moment,
        "modified": moment,
    }
    return {**shared, **{name: value for name, value in more.items() if value not in ("", None, [], {})}}


def _preface() -> Iterator[Made]:
    yield {**_made("identity", "", UNDATED, name="Lagebild", identity_class="system"), "id": OURSELVES}
    definition = _made(
        "extension-definition", "", UNDATED, created_by_ref=OURSELVES, name="lagebild claim", version="1.0.0",
        description="Who says so (source, chain: outermost first; inferred when carried over from another sentence), how surely the text expresses it "
        "(certainty and its axes), polarity, who claims, denies, confirms it, and the words that it rests on.",
        schema="docs/how-to/export.md", extension_types=["property-extension"],
    )  # fmt: skip
    yield {**definition, "id": EXTENSION}


# ------------------------------------------------------------------ one claim


def _of_claim(found: Found, labels: Labels) -> Iterator[Made]:
    by = vouched(found)
    source, sides = _source(by, labels), list(_sides(found, labels))
    yield source
    yield from sides
    incident = _incident(found, by, source["id"], [side["id"] for side in sides], labels)
    yield incident
    place = found.claim.content.place
    if place and (point := point_of(place)):
        location = _location(point, labels)
        yield location
        yield _made(
            "relationship", f"{incident['id']} {location['id']}", by.published, created_by_ref=OURSELVES, relationship_type="related-to",
            source_ref=incident["id"], target_ref=location["id"], description=one_line(str(place)),
        )  # fmt: skip
    yield from _opinions(found.claim, by, incident["id"])


def _source(by: Vouched, labels: Labels) -> Made:
    """Who says so; the same words in another document may mean somebody else, unless the gazetteer knows whom."""
    if by.source_id and (known := _known(by.source_id, labels)):
        return known
    kind = CLASSES.get(by.source_kind, "organization")
    key = by.source if by.source_kind == AUTHOR else f"{by.source} in {by.document}"
    return _made(
        "identity", f"source {key}", UNDATED, created_by_ref=OURSELVES, name=by.source, identity_class=kind
    )


def _sides(found: Found, labels: Labels) -> Iterator[Made]:
    """The actors whom the gazetteer knows: states, organisations, who holds an office."""
    for who in (person for side in sides_of(found) for person in side):
        if who.actor and (known := _known(who.actor, labels)):
            yield known


def _known(id: str, labels: Labels) -> Made | None:
    gazetteer = load_gazetteer()
    actor = gazetteer.actor(id)
    if actor is None:
        return None
    kind = "individual" if actor.kind == "person" else "organization"
    name = gazetteer.label(id, labels.lang)
    return _made(
        "identity",
        f"actor {id}",
        UNDATED,
        created_by_ref=OURSELVES,
        name=name,
        identity_class=kind,
        labels=[id],
    )


def _incident(found: Found, by: Vouched, source: str, sides: list[str], labels: Labels) -> Made:
    claim, content = found.claim, found.claim.content
    kind = content.type if isinstance(content, Event) else content.kind
    return _made(
        "incident", claim.claim_id, by.published, created_by_ref=OURSELVES, name=claim_said(claim, found.document, labels),
        description=one_line(found.sentence), labels=[f"certainty:{by.certainty}", f"polarity:{by.polarity}", f"plover:{kind}"],
        external_references=[_reference(found.document)], extensions={EXTENSION: _extension(found, by, source, sides)},
    )  # fmt: skip


def _extension(found: Found, by: Vouched, source: str, sides: list[str]) -> Made:
    actors, recipients = sides_of(found)
    event = found.claim.event
    day, day_from = day_of(found)
    values = {
        "source": by.source, "source_ref": source, "source_kind": by.source_kind, "chain": list(by.chain), "inferred": by.inferred,
        "distanced": by.distanced, "certainty": by.certainty, "time": by.time, "commitment": by.commitment, "evidence_mode": by.evidence_mode,
        "polarity": by.polarity, "claimed_by": list(by.claimed_by), "denied_by": list(by.denied_by), "confirmed_by": list(by.confirmed_by), "remarks": list(by.remarks),
        "date": day, "date_from": day_from, "mode": event.mode if event else None, "contexts": list(event.contexts) if event else [],
        "actors": list(names_in(actors)), "recipients": list(names_in(recipients)), "party_refs": list(dict.fromkeys(sides)),
        "quantities": [one_line(str(quantity)) for quantity in found.claim.content.quantities],
        "document": by.document, "start": found.claim.trigger.start, "end": found.claim.trigger.end,
    }  # fmt: skip
    return {
        "extension_type": "property-extension",
        **{name: value for name, value in values.items() if value not in (None, [], "")},
    }


def _opinions(claim: Claim, by: Vouched, incident: str) -> Iterator[Made]:
    """Who denies is strongly against it, who confirms agrees; with the words that say so."""
    for names, opinion in ((by.denied_by, "strongly-disagree"), (by.confirmed_by, "agree")):
        for name in names:
            words = next(
                (one_line(side.span.text) for side in claim.stances if one_line(side.source.name) == name), ""
            )
            yield _made(
                "opinion", f"{claim.claim_id} {opinion} {name}", by.published, created_by_ref=OURSELVES, opinion=opinion,
                authors=[name], explanation=words, object_refs=[incident],
            )  # fmt: skip


def _location(point: Point, labels: Labels) -> Made:
    gazetteer = load_gazetteer()
    code = point.id.partition("/")[0]
    state = gazetteer.countries.get(code)
    known = gazetteer.place(point.id)
    label = gazetteer.label(point.id, labels.lang)
    name = known.name if known and label == point.id else label
    exact: Made = {}
    if point.precision != "country":
        exact = {"latitude": point.lat, "longitude": point.lon, "precision": RADIUS[point.precision] * 1000.0}
    more = {"country": state.iso2} if state else {} if exact else {"region": "world"}
    return _made(
        "location",
        f"{point.id} {point.precision}",
        UNDATED,
        created_by_ref=OURSELVES,
        name=name,
        **exact,
        **more,
    )


def _report(document: Document, inside: list[str]) -> Made:
    day = document.published or UNDATED
    title = one_line(document.title or "") or document.document_id
    return _made(
        "report", document.document_id, day, created_by_ref=OURSELVES, name=title, published=f"{day}T00:00:00.000Z",
        object_refs=list(dict.fromkeys(inside)), external_references=[_reference(document)], lang=document.lang,
    )  # fmt: skip


def _reference(document: Document) -> Made:
    """Who printed it, and where."""
    reference = {
        "source_name": one_line(document.publisher or "") or document.document_id,
        "external_id": document.document_id,
    }
    url = one_line(document.url or "")
    return reference | ({"url": url} if url.startswith(("http://", "https://")) else {})
