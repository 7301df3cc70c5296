"""Where a claim's event took place, as stories compare it.

Takes a Claim and its Page; gives the place and its country: as the claim has it, never finer than the text, and never where somebody sits or
speaks.
"""

from collections.abc import Sequence

from lagebild.gazetteer import NameHit
from lagebild.languages import load_pack
from lagebild.model import Attribution, Claim, Span, Token
from lagebild.stories.page import Page
from lagebild.stories.passing import ancestry
from lagebild.stories.people import ids_of
from lagebild.stories.roles import role_senses


def place_of(claim: Claim, page: Page) -> tuple[str | None, str | None]:
    """Place and country: as the claim has it, else the only place that its sentence names."""
    place, acting = claim.content.place, _acting_capitals(claim, page)
    if place is not None and (place.place or place.country):
        span = place.mention.span
        if not any(span.start <= start < span.end for start in acting):
            country = place.country or _country_in(place.place)
            finer = _only_place(claim, page, acting) if place.place in (None, country) else None
            return (finer if finer and _country_in(finer) == country else place.place), country
    if claim.event and claim.event.type in page.cast.rules.speech:
        return None, None
    only = _only_place(claim, page, acting)
    return only, _country_in(only)


def _only_place(claim: Claim, page: Page, acting: frozenset[int]) -> str | None:
    """The place that the sentence names, where it names but one: "the port of Tripoli in Lebanon"."""
    tokens, speaking = page.sentence(claim.sentence).tokens, _who_speaks_of_it(claim, page)
    hits = [h for h in page.cast.hits[claim.sentence] if "/" in h.id and h.kind != "capital"]
    named = {
        h.id
        for h in hits
        if tokens[h.first].start not in acting
        and speaking.isdisjoint(ancestry(tokens[h.last], page.sentence(claim.sentence)))
        and not (_is_a_seat(h, claim, page) or _speaks(h, claim, page) or _is_whence(tokens, h, page))
    }
    return named.pop() if len(named) == 1 else None


def _who_speaks_of_it(claim: Claim, page: Page) -> set[int]:
    """`The mission | chief | in Dakar condemned the attack`: those whose act of words the sentence tells."""
    speech = page.cast.rules.speech
    events = (c.event for c in page.beside(claim) if c is not claim and c.event and c.event.type in speech)
    doers = (who.mention for event in events for who in event.actors)
    return {mention.head for mention in doers if mention.sentence == claim.sentence}


def _is_whence(tokens: Sequence[Token], hit: NameHit, page: Page) -> bool:
    """`called the attack an act of terror from Gaza`: where something comes from, behind a noun, is not where it was."""
    origin, name = load_pack(page.cast.lang).grammar.get("origin_prepositions", ()), tokens[hit.last]
    above = tokens[name.head] if name.head >= 0 else name
    held = any(t.head == name.i and t.deprel == "case" and t.form.lower() in origin for t in tokens)
    return held and above.upos == "NOUN"


def _speaks(hit: NameHit, claim: Claim, page: Page) -> bool:
    """Whether a capital is where somebody speaks, or acts itself beside the deed: `hieß es in Berlin`, `which Manila called coercion`."""
    state = hit.id.partition("/")[0]
    country = page.cast.gazetteer.countries.get(state)
    if country is None or country.capital != hit.id:
        return False
    tokens = page.sentence(claim.sentence).tokens
    name = tokens[hit.last]
    above = tokens[name.head] if name.head >= 0 else name
    if name.deprel.startswith("nsubj"):
        return not claim.trigger.start <= above.start < claim.trigger.end
    if not any(t.deprel == "case" and t.head == name.i for t in tokens):
        return False
    links = [link for link in claim.chain if not link.inferred]
    if above.upos == "VERB":
        return any(_holds(link.cue, above) for link in links)
    before = tokens[hit.first - 2] if hit.first > 1 else name  # nothing but the preposition between them
    beside = above is before or any(_holds(link.cue, above) for link in links)
    return beside and any(_is_seated(before, link, state) for link in links)


def _is_seated(noun: Token, link: Attribution, state: str) -> bool:
    """`des Verteidigungsministeriums in Caracas`: whoever says so is of the state whose capital stands behind it, or of nobody known."""
    of_state = link.source.actor is None or link.source.actor.startswith(state)
    is_source = noun.upos == "NOUN" and _holds(link.source.mention.span, noun) and not _holds(link.cue, noun)
    return of_state and is_source


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.start < span.end


def _acting_capitals(claim: Claim, page: Page) -> frozenset[int]:
    """Where capitals begin that stand for the state that acts or speaks: `Pyongyang wants to send troops`, not `in Pyongyang`."""
    speaking = tuple(link.source for link in claim.chain)
    acting = ids_of((*claim.event.actors, *speaking) if claim.event else speaking, page.cast)
    tokens = page.sentence(claim.sentence).tokens
    held = {t.head for t in tokens if t.deprel == "case"} if acting else set()
    hits = page.cast.hits[claim.sentence] if acting else ()
    return frozenset(
        tokens[hit.first].start
        for hit in hits
        if hit.kind == "capital" and hit.id in acting and hit.last not in held
    )


def _is_a_seat(hit: NameHit, claim: Claim, page: Page) -> bool:
    """`the governor of Odesa`, `the ministry in Cairo`: where somebody sits, not where it happened."""
    sentence = page.sentence(claim.sentence)
    above = sentence.tokens[hit.last].head
    return above >= 0 and bool(
        role_senses([sentence.tokens[above]], page.cast.lang) & page.cast.rules.institutions
    )


def _country_in(place: str | None) -> str | None:
    slot = place.partition("/")[0] if place else None
    return None if slot == "INT" else slot
