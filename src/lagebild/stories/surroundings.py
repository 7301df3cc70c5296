"""What a claim has from the sentences and claims around it.

Takes a Telling and the others of its document; gives it with what its own sentence leaves unsaid: where it was, who vouches for what it names.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from lagebild.model import Sentence
from lagebild.stories.records import Telling
from lagebild.stories.rules import load_rules


def sentences_with_events(found: Sequence[Telling]) -> tuple[list[int], dict[int, list[Telling]]]:
    """Where the sentences begin that tell of events, in their order, and the claims of each that do."""
    events: dict[int, list[Telling]] = {}
    for telling in found:
        if telling.type:
            events.setdefault(telling.sentence_start, []).append(telling)
    return sorted(events), events


def in_its_setting(
    telling: Telling, starts: Sequence[int], events: Mapping[int, Sequence[Telling]]
) -> Telling:
    """A claim whose sentence says neither where nor of whom: it goes on where the sentence before it was ("No facility in the city was hit")."""
    saying = {voice.state for voice in (*telling.chain, *telling.deniers)}
    named = {i for i in telling.ids if i.partition("/")[0] not in {*telling.actors, *saying}}
    speaks = telling.type in load_rules().speech
    own = named or telling.place or telling.recipients or (telling.actors and not speaks)
    if own or not telling.told or telling.passing or telling.withdrawn:
        return telling
    at = bisect_left(starts, telling.sentence_start)
    setting = events[starts[at - 1]] if at else ()
    place = next((t for t in setting if t.place), None) if not speaks else None
    ids = {i for t in setting for i in t.ids}
    return replace(
        telling,
        ids=tuple(sorted({*telling.ids, *ids})),
        place=place.place if place else None,
        country=place.country if place else telling.country,
    )


def with_deeds_beside(found: Sequence[Telling]) -> list[Telling]:
    """The claims, each with the deeds that its sentence tells beside it: "raided the office and detained two workers"."""
    told: dict[int, list[Telling]] = {}
    for telling in found:
        if telling.type and telling.told:
            told.setdefault(telling.sentence_start, []).append(telling)
    return [_with_deeds_beside(t, told.get(t.sentence_start, ())) for t in found]


def _with_deeds_beside(telling: Telling, told: Sequence[Telling]) -> Telling:
    others = [t.acts for t in told if t.claim_id != telling.claim_id]
    return replace(telling, beside=frozenset().union(*others) - telling.acts) if others else telling


def tolls_in(found: Sequence[Telling]) -> dict[int, list[Telling]]:
    """By sentence the claims with a figure and somebody who gives it."""
    tolls: dict[int, list[Telling]] = {}
    for telling in found:
        if telling.chain and telling.amounts and telling.polarity == "affirmed":
            tolls.setdefault(telling.sentence_start, []).append(telling)
    return tolls


def with_toll(telling: Telling, tolls: Sequence[Telling]) -> Telling:
    """Who gives the toll of what a sentence names or tells vouches for it: "590 people were hurt in the protests, the ministry said", "jets
    bombed the market, six people died according to the ministry".
    """
    rules = load_rules()
    violent = telling.type in rules.violent
    open_ = not telling.chain and telling.polarity == "affirmed" and (violent or not telling.told)
    of = (o for o in tolls if o.acts & (rules.harm | telling.acts) or set(o.amounts) & set(telling.amounts))
    chain = next((o.chain for o in of), ())
    return replace(telling, chain=chain, passing=False) if open_ and chain else telling


def predicates_in(found: Sequence[Telling]) -> dict[int, list[Telling]]:
    """By sentence the statements for which somebody is cited."""
    predicates: dict[int, list[Telling]] = {}
    for telling in found:
        if telling.chain and not telling.type:
            predicates.setdefault(telling.sentence_start, []).append(telling)
    return predicates


def as_predicated(telling: Telling, predicates: Sequence[Telling], sentence: Sentence) -> Telling:
    """Who says of a deed that it takes place vouches for it: "The sanctions are in force, the commission said"."""
    if telling.chain or telling.told or telling.passing or not telling.type or not telling.cited:
        return telling
    heads = {t.head for t in sentence.tokens if telling.start <= t.start < telling.end}
    above = {sentence.tokens[head].start for head in heads if head >= 0}
    said = (t.chain for t in predicates if t.start in above)
    return replace(telling, chain=next(said, ()))
