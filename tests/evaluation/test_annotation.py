"""A reading in the shape of an annotation."""

from lagebild.evaluation import annotated_from, shape_of
from lagebild.model import (
    Attribution,
    Claim,
    Document,
    Dyad,
    Event,
    Mention,
    Participant,
    Period,
    Place,
    Quantity,
    Reading,
    Span,
    Stance,
    Statement,
)

TEXT = "Der NIS sagte, Nordkorea entsende 12.000 Soldaten nach Kursk; Moskau bestreitet das."


def span(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def somebody(words, actor=None):
    return Participant(mention=Mention(span=span(words), sentence=0, head=0), actor=actor)


EVENT = Event(
    type="AID",
    mode="military",
    contexts=("military",),
    actors=(somebody("Nordkorea", "PRK"),),
    dyad=Dyad(actors=("PRK",), recipients=("UNO.sc",), inferred=("recipients",)),
    place=Place(mention=Mention(span=span("Kursk"), sentence=0, head=0)),
    period=Period(span=span("nach")),
    quantities=(Quantity(span=span("12.000"), low=12000, high=12000, unit="Soldaten"),),
)


def claim(content, **changes):
    link = Attribution(source=somebody("NIS"), kind="organisation", cue=span("sagte"), mode="indirect")
    fields = {
        "claim_id": "c", "sentence": 0, "trigger": span("entsende"), "content": content, "chain": (link,), "time": "past",
        "commitment": "certain", "evidence_mode": "reported", "certainty": "reported",
        "stances": (Stance(source=somebody("Moskau"), stance="denies", span=span("bestreitet")),),
    }  # fmt: skip
    return Claim(**(fields | changes))


def shape(*claims):
    document = Document(document_id="p", version_id="v", text=TEXT, lang="de")
    return shape_of(Reading(document=document, sentences=(), claims=claims))


def test_an_event_has_the_guidelines_fields_and_our_ids():
    (event,) = shape(claim(EVENT))["events"]
    assert event == {
        "trigger": "entsende", "trigger_start": 25, "type": "AID", "actors": ["Nordkorea"], "recipients": [],
        "polarity": "affirmed", "certainty": "reported", "attribution": ["NIS"], "quantity": {"value": 12000, "unit": "Soldaten"},
        "place": "Kursk", "date": "nach", "denied_by": ["Moskau"],
        "mode": "military", "contexts": ["military"], "actor_ids": ["PRK"], "recipient_ids": ["IGO.sc"], "inferred_ids": ["recipients"],
    }  # fmt: skip


def test_a_statement_has_no_type_and_its_subjects_as_actors():
    content = Statement(kind="assessment", content=span("entsende"), about=(somebody("Nordkorea"),))
    (event,) = shape(claim(content, chain=(), stances=()))["events"]
    assert (event["type"], event["actors"], event["attribution"], event["denied_by"]) == (
        None,
        ["Nordkorea"],
        [],
        [],
    )


def test_a_vague_number_is_null():
    vague = Quantity(span=span("Soldaten"), low=None, high=None, unit="Soldaten", exactness="vague")
    (event,) = shape(claim(Event(type="AID", quantities=(vague,))))["events"]
    assert event["quantity"] is None


def test_the_fuller_wording_of_a_participant_is_its_name():
    pronoun = Participant(mention=somebody("das").mention, means=somebody("Nordkorea").mention)
    (event,) = shape(claim(Event(type="AID", actors=(pronoun,))))["events"]
    assert event["actors"] == ["Nordkorea"]


def test_a_shape_can_be_scored():
    assert annotated_from(shape(claim(EVENT))["events"][0]).quantity.value == 12000
