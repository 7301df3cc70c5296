"""Is what a trigger tells an event in politics?

Takes the claims of a document with what was seen of each, and what the document is about; gives those that count. Where the rules say
which words can report an event, this weighs whether one does: who acts and on whom, by kind; how the trigger stands in its clause;
certainty and sources; what else the text tells. No trait holds a word, so both languages' texts train it (`training/footing.py`): logistic
regression, the weights in `footing.toml`, one a line, for texts of one or two sentences, for longer ones, for those of two or three paragraphs and for reports. What is counted of a text weighs step
by step: the first name says more than the fourth. How long a text is counts for nothing: of a report as much is counted as would stand in a passage of the gold.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat
from operator import mul
from pathlib import Path

import msgspec
from msgspec.structs import replace

from lagebild.claims.confirming import is_confirmed
from lagebild.claims.cues import cues_at
from lagebild.claims.drafts import Draft
from lagebild.claims.scene import Scene
from lagebild.claims.topic import (
    CAPS,
    COUNTED,
    GENERAL,
    GENERALISING,
    SHORT,
    Field,
    has_known_actor,
    on_topic,
)
from lagebild.claims.wording import Wording, wording_of
from lagebild.model import Claim, Event, Participant, Statement
from lagebild.ontology import VICTIMS
from lagebild.tables import shipped_toml

WEIGHTS = Path(__file__).with_name("footing.toml")
SHORT_SIZE, LONG_SIZE, MIDDLE_SIZE, REPORT_SIZE = (
    "short",
    "long",
    "middle",
    "report",
)  # texts of one or two sentences, longer ones, two or three paragraphs, as long as reports are
LEAST = {
    SHORT_SIZE: 0.3,
    LONG_SIZE: 0.35,
    MIDDLE_SIZE: 0.2,
    REPORT_SIZE: 0.25,
}  # cross-validated by passage (docs/decisions/0015): half of what is read falsely where nothing happened goes
LEAST_PLAIN = 0.2  # of short ones without several words of another field; likewise, of passages cut off: seven of 1,132 true ones go with 75 false ones
LEAST_ALONE = 0.5  # of events of one or two sentences without a word of politics; likewise: eleven true ones are kept with five false ones, of 315
SURE = 0.8  # from here on the evidence keeps silent
NAMED = 3  # traits in the evidence
CLAIMING = "responsibility"  # the kind of a statement by which somebody claims a deed
STRAY = 1  # word of another field in one or two sentences says nothing
STRAYS = 2  # nor do two where somebody confirms an attack
OTHERS = 5  # more other events say no more
SHARES = (0.25, 0.5, 0.75)
SPOKEN = (-2.5, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5)  # scores of a text's words
FIGURE = "rule:figure"  # in the evidence of a figure that somebody gives of a deed
CONFIRMED = "confirmed"  # an attack that somebody confirms, or on a house that somebody tells of; not weighed
BUILDING = "building"  # a class of words
UNWEIGHED = frozenset({"bias", "length"})  # of what is counted of a text
BIAS = "bias"
WEAPON = "weapon"  # a class of words, and a kind of what takes part
NOMINALS = frozenset({"NOUN", "PROPN"})
PUBLIC = frozenset(
    {"agent organisation", "thing", "name", "place", WEAPON}
)  # kinds of those who take part, other than people
PRIVATE = frozenset({"actor people", "actor agent person"})
CIRCUMSTANCES = ("date", "place", "quantity")
NOBODY_TOLD = frozenset({"actor none"})
ATTACKED = "recipient place"  # a town or region: of 25 events of one or two sentences 23 are true
POLITICAL = frozenset(f"{side} {kind}" for side in ("actor", "recipient") for kind in ("known", "political"))
Traits = Mapping[str, float]
"""What is seen, each with how much of it."""


class Told(msgspec.Struct, frozen=True):
    """A claim and what was seen of it; of a statement nothing."""

    claim: Claim
    seen: tuple[str, ...]


def well_founded(told: Sequence[Told], field: Field) -> list[Claim]:
    """The claims that count: events that stand on firm ground, statements of a political text or beside an event."""
    claims = [one.claim for one in told]
    on = on_topic(claims, field)
    if field.know.decides:
        claims = list(_with_figures(told, list(_weighed(told, field, on))))
    else:
        claims = [claim for claim, counts in zip(claims, on, strict=True) if counts]
    if any(claim.event is not None for claim in claims):
        return claims
    return [claim for claim in claims if has_known_actor(claim)]


def _weighed(told: Sequence[Told], field: Field, on: Sequence[bool]) -> Iterator[Claim | None]:
    """Each claim with what spoke for it where that was little; None for an event that lacks ground."""
    size, plain = size_of(field), _is_plain(told, field)
    foreign = field.counts([one.claim for one in told])[COUNTED.index("other_words")]
    traits = traits_of(told, field, on, wording_of(field.know.pack.code))
    claimed = {one.claim.sentence for one in told if _claims(one.claim)}
    for one, seen, counts in zip(told, traits, on, strict=True):
        if one.claim.event is None:
            yield one.claim if counts else None
            continue
        probability = likely(seen, size)
        struck = plain and (ATTACKED in one.seen or _tells_of_victims(one, field))
        struck = struck or (size == SHORT_SIZE and CONFIRMED in one.seen and foreign <= STRAYS)
        struck = struck or one.claim.sentence in claimed or _is_denied(one.claim)
        counts = counts or struck
        if not counts and size == SHORT_SIZE and not _is_dispatch(one, told, field):
            # So short a text must say by itself what it is about, or its event speak for itself.
            stands = probability >= LEAST_ALONE and PRIVATE.isdisjoint(one.seen)
            yield _with_reasons(one.claim, seen, size, probability) if stands else None
        else:
            least = LEAST_PLAIN if plain else LEAST[size]
            stands = probability >= least or struck
            yield _with_reasons(one.claim, seen, size, probability) if stands else None


def _tells_of_victims(one: Told, field: Field) -> bool:
    """`Bei einem Angriff kamen in Gaza fünf Menschen ums Leben`: a deed whose victims are counted, somewhere, by no weapon of private persons; who did it is not told."""
    event, ontology = one.claim.event, field.know.ontology
    if event is None or not set(one.seen) >= NOBODY_TOLD or not event.quantities or event.place is None:
        return False
    counted = ontology.types[event.type].counted == VICTIMS
    return counted and (event.mode is None or ontology.is_warlike(event.type, event.mode))


def _claims(claim: Claim) -> bool:
    """`claimed responsibility for the attack`: whether somebody owns up to the deed that its sentence tells."""
    return isinstance(claim.content, Statement) and claim.content.kind == CLAIMING


def _is_denied(claim: Claim) -> bool:
    """Whether somebody denies to have had a part in it."""
    return any(stance.stance == "denies" for stance in claim.stances)


def _is_dispatch(one: Told, told: Sequence[Told], field: Field) -> bool:
    """What an agency tells in a sentence or two, no word of which is of another field, and not only of private persons: "Two tankers have
    been attacked in the gulf."
    """
    foreign = dict(zip(COUNTED, field.counts([t.claim for t in told]), strict=True))["other_words"]
    public = any(trait.partition(" ")[2] in PUBLIC for trait in one.seen)
    return field.credited and not foreign and public and PRIVATE.isdisjoint(one.seen)


def _with_figures(told: Sequence[Told], weighed: Sequence[Claim | None]) -> Iterator[Claim]:
    """What counts, and the figures given of deeds that do: they name neither who did it nor to whom, and stand as firm as the deed."""
    deeds = {
        claim.event.type
        for one, claim in zip(told, weighed, strict=True)
        if claim is not None and claim.event is not None and FIGURE not in one.seen
    }
    for one, claim in zip(told, weighed, strict=True):
        event = one.claim.event
        if claim is not None:
            yield claim
        elif event is not None and FIGURE in one.seen and event.type in deeds:
            yield one.claim


def size_of(field: Field) -> str:
    """By which weights a text's events are weighed."""
    if field.sentences <= SHORT:
        return SHORT_SIZE
    if field.is_report:
        return REPORT_SIZE
    return MIDDLE_SIZE if field.is_middling else LONG_SIZE


def _is_plain(told: Sequence[Told], field: Field) -> bool:
    """Of one or two sentences, and without several words of another field that outnumber those of politics: less is asked of its events."""
    counted = dict(zip(COUNTED, field.counts([one.claim for one in told]), strict=True))
    politics = counted["political"] + counted["own_words"]
    return size_of(field) == SHORT_SIZE and counted["other_words"] <= max(STRAY, politics)


def _with_reasons(claim: Claim, traits: Traits, size: str, probability: float) -> Claim:
    if probability >= SURE:
        return claim
    weights = weights_of_traits()[size]
    worth = sorted((-weights.get(trait, 0.0) * amount, trait) for trait, amount in traits.items())
    strongest = "; ".join(trait for _, trait in worth[:NAMED])
    return replace(claim, evidence=(*claim.evidence, f"footing:{probability:.2f} {strongest}"))


def likely(traits: Traits, size: str) -> float:
    """How likely an event is one in politics, 0 to 1."""
    weights = weights_of_traits()[size]
    score = weights[BIAS] + sum(map(mul, map(weights.get, traits, repeat(0.0)), traits.values()))
    return 1 / (1 + math.exp(-score))


@cache
def weights_of_traits() -> dict[str, dict[str, float]]:
    """What each trait weighs in texts of each size."""
    return shipped_toml(WEIGHTS)


# ------------------------------------------------ what is seen of one event


def seen_of(draft: Draft) -> tuple[str, ...]:
    """All that is seen of a draft of an event in its sentence; of a statement nothing."""
    event = draft.event
    if event is None:
        return ()
    figure = (FIGURE,) if FIGURE in draft.evidence else ()
    attack = draft.scene.know.ontology.types[event.type].counted == VICTIMS
    known = attack and (is_confirmed(draft.scene, draft.token) or _is_spoken_of(draft))
    sure = (CONFIRMED,) if known else ()
    return (*_sides(draft.scene, event), *_stands(draft), *_told(draft, event), *figure, *sure)


def _is_spoken_of(draft: Draft) -> bool:
    """`sprach von einem | Angriff | auf die Klinik`: what somebody tells has hit a house; an attack on pensioners may be a cut."""
    scene, tree = draft.scene, draft.scene.tree
    head, preposition = tree.tokens[draft.token].head, tree.preposition(draft.token)
    if head < 0 or not preposition or not draft.chain:
        return False
    told = any(f"obl:{preposition}" in cue.content for cue in cues_at(scene, head, "verb"))
    return told and any(scene.in_class(c, BUILDING) for c in tree.children[draft.token])


def _sides(scene: Scene, event: Event) -> Iterator[str]:
    """Who does it and to whom, by kind."""
    for side, people in (("actor", event.actors), ("recipient", event.recipients)):
        yield from (f"{side} {kind}" for kind in sorted({kind_of(scene, who) for who in people}) or ["none"])


def kind_of(scene: Scene, who: Participant) -> str:
    """What a participant is: known by name, political by its noun, another agent, a place, a name, a weapon, people, a thing."""
    if who.actor:
        return "known"
    head = _head_in(scene, who)
    if head is None:
        return "told elsewhere"
    agent = scene.agent_at(head)
    if agent is not None:
        return "political" if agent.sector in scene.know.ontology.political_sectors else f"agent {agent.kind}"
    if scene.place_at(head) is not None:
        return "place"
    if scene.tree.tokens[head].upos == "PROPN":
        return "name"
    if scene.in_class(head, WEAPON):
        return WEAPON
    return "people" if scene.in_class(head, "people") or scene.in_class(head, "person") else "thing"


def _head_in(scene: Scene, who: Participant) -> int | None:
    """The head of a participant's fullest mention, when that stands in this sentence."""
    span = (who.means or who.mention).span
    inside = {token.i for token in scene.tree.tokens if span.start <= token.start < span.end}
    return next((i for i in sorted(inside) if scene.tree.tokens[i].head not in inside), None)


def _stands(draft: Draft) -> Iterator[str]:
    """How the trigger stands in its clause."""
    tree, i = draft.scene.tree, draft.token
    if tree.tokens[i].upos in NOMINALS:
        yield f"noun {tree.relation(i)}"
        yield f"noun definite {draft.definite}"
        yield f"noun number {tree.feature(i, 'Number')}"
        return
    finite = tree.finite(i)
    yield f"verb {tree.relation(i)}"
    yield f"verb {tree.feature(i if finite is None else finite, 'Tense') or 'untensed'}"
    yield f"verb aux {bool(tree.auxiliaries(i))}"
    if finite is not None and tree.feature(finite, "Tense") == "Pres":
        yield "verb now"


def _told(draft: Draft, event: Event) -> Iterator[str]:
    """Type, certainty, sources, circumstances."""
    yield f"type {event.type}"
    yield f"type {event.type} mode {event.mode}"
    yield f"time {draft.axes.time}"
    yield f"commitment {draft.axes.commitment}"
    yield f"commitment {draft.axes.commitment} time {draft.axes.time}"
    yield f"evidence {draft.axes.evidence} cited {bool(draft.chain)}"
    yield from _when(draft.scene)
    found = (event.period, event.place, event.quantities)
    yield from (name for name, there in zip(CIRCUMSTANCES, found, strict=True) if there)


def _when(scene: Scene) -> Iterator[str]:
    """Whether the sentence tells of a time, of the past, of somebody by name; how things generally are is told without all of them."""
    past = any(
        scene.tree.feature(token.i, "Tense") == "Past"
        for token in scene.tree.tokens
        if token.upos in ("VERB", "AUX")
    )
    if any(scene.in_class(token.i, GENERAL) for token in scene.tree.tokens if token.upos in GENERALISING):
        yield "sentence general"
    if scene.periods:
        yield "sentence dated"
    if past:
        yield "sentence past"
    if scene.actors:
        yield "sentence names"
    if not (scene.periods or past or scene.actors):
        yield "sentence timeless"


# ------------------------------------------------ what is seen around it


def traits_of(
    told: Sequence[Told], field: Field, on: Sequence[bool], wording: Wording | None
) -> Iterator[Traits]:
    """All that is seen of each claim; `on`: whether it counts by what the whole text is about; `wording`: by which its words are weighed."""
    text = dict(_text_traits(field, [one.claim for one in told]))
    if wording is not None:
        text |= _steps("words", wording.speaks(field.words, field.share), SPOKEN)
    known = [not POLITICAL.isdisjoint(one.seen) for one in told]
    events = sum(one.claim.event is not None for one in told)
    for one, political, counts in zip(told, known, on, strict=True):
        others = events - (one.claim.event is not None)
        beside = sum(known) - political
        yield {
            **dict.fromkeys(one.seen, 1.0),
            **text,
            "on topic": float(counts),
            **_steps("other events", others, range(1, OTHERS + 1)),
            **_steps("other events political", beside, range(1, OTHERS + 1)),
            "no other event political": float(not beside),
            **_steps("share of others political", beside / max(1, others), SHARES),
        }


def _text_traits(field: Field, claims: Sequence[Claim]) -> Iterator[tuple[str, float]]:
    """What the whole text is about."""
    for (name, cap), count in zip(CAPS.items(), field.counts(claims), strict=True):
        if name not in UNWEIGHED:
            yield from _steps(f"text {name}", count, range(1, cap + 1)).items()
            yield f"text no {name}", float(not count)
    yield from _steps("text past", field.past / max(1, field.finite), SHARES).items()
    yield "text without past", float(not field.past)
    yield "text dated", float(field.dated > 0)
    yield "text timeless", float(not field.past and not field.dated)
    yield from _steps("text general", field.general * field.share, (1, 2, 3)).items()


def _steps(name: str, amount: float, steps: Iterable[int | float]) -> Traits:
    """A trait for each step that an amount reaches, named as the step is written: `2+`, `0.5+`."""
    return {f"{name} {step}+": 1.0 for step in steps if amount >= step}
