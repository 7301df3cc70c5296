"""Reading -> Tellings: of each claim the features that stories are joined by.

Takes a Reading; gives its claims as linking sees them. Whatever can be said without a language is: ids, days, numbers,
places, senses; lemmas serve between claims of one language.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from lagebild.claims.footing import FIGURE
from lagebild.languages import load_pack
from lagebild.model import Claim, Participant, Period, Quantity, Reading, Sentence, Statement, Token
from lagebild.stories.acting import (
    about,
    about_whom,
    claimers_of,
    complainers_of,
    denier_of,
    denies_a_part,
    doers_of,
    hit_by,
    is_claiming,
    persons_in,
    takers_of,
)
from lagebild.stories.answering import with_answers
from lagebild.stories.deeds import acts_of, is_averted
from lagebild.stories.naming import in_nominative
from lagebild.stories.oneself import doer_of, is_oneself, is_only_a_name
from lagebild.stories.page import Page, page_of
from lagebild.stories.passing import (
    comes_first,
    follows_another,
    is_anew,
    is_aside,
    is_earlier,
    is_news,
    is_passed_on,
    is_passing,
    taking_back,
)
from lagebild.stories.people import (
    CONTENT,
    ids_of,
    is_one_person,
    offices_in,
    opponents_in,
    people_in,
    rolled_up,
    victims_in,
    words_for,
)
from lagebild.stories.promises import promiser_of
from lagebild.stories.records import Amount, Telling, Voice
from lagebild.stories.roles import role_senses
from lagebild.stories.rules import load_rules, senses_of
from lagebild.stories.somebody import TIME
from lagebild.stories.spelling import name_of, spelt_alike
from lagebild.stories.surroundings import (
    as_predicated,
    in_its_setting,
    predicates_in,
    sentences_with_events,
    tolls_in,
    with_deeds_beside,
    with_toll,
)
from lagebild.stories.things import quoted_names, things_in, towns_among
from lagebild.stories.voices import cited_near, is_cue, of_one_state, speaker_of, voice_of
from lagebild.stories.where import place_of
from lagebild.stories.words import is_a_day, meant_by, trigger_of

SHORTEST_NAME = 4  # letters; shorter ones are abbreviations that many have
_QUOTED = re.compile(r"[„“”\"«»]([^„“”\"«»]{20,400})[„“”\"«»]")


def tellings_of(reading: Reading) -> tuple[Telling, ...]:
    """The claims of a reading as linking sees them, in the order of the text."""
    if reading.status != "read":
        return ()
    page = page_of(reading)
    cited: list[tuple[int, Voice]] = []
    said: list[tuple[Claim, tuple[Voice, ...], bool]] = []
    for claim in reading.claims:
        acting = ids_of(claim.event.actors, page.cast) if claim.event else ()
        owner = acting[0] if len(acting) == 1 else None
        before = cited_near(claim.sentence, cited)
        chain = of_one_state(
            [voice_of(link, page.cast, before, owner) for link in claim.chain], page.cast.day
        )
        chain = _with_oneself(chain, claim, page, before)
        promiser = promiser_of(claim, page)
        if promiser is not None:
            chain = (speaker_of(promiser, page.cast, before, owner),)
        cited += [(claim.sentence, voice) for voice in chain if voice.key and not voice.inferred]
        said.append((claim, chain, promiser is not None))
    told = ((_telling(claim, chain, page, cited), promised) for claim, chain, promised in said)
    found = [replace(telling, time="future") if promised else telling for telling, promised in told]
    starts, events = sentences_with_events(found)
    found = [in_its_setting(telling, starts, events) for telling in found]
    found = with_answers(found, reading)
    tolls = tolls_in(found)
    after = {claim.claim_id for claim in reading.claims if comes_first(claim, page)}
    # "After the attack, the minister spoke of two dead" counts them, and tells no attack.
    first_in = {claim.sentence for claim in reading.claims if claim.claim_id in after}
    counting = {c.claim_id for c in reading.claims if FIGURE in c.evidence and c.sentence in first_in}
    found = [replace(t, passing=True) if t.claim_id in counting else t for t in found]
    found = [t if t.claim_id in after else with_toll(t, tolls.get(t.sentence_start, ())) for t in found]
    found = with_deeds_beside(found)
    predicates, sentences = predicates_in(found), {s.start: s for s in reading.sentences}
    return tuple(
        as_predicated(t, predicates.get(t.sentence_start, ()), sentences[t.sentence_start]) for t in found
    )


def _with_oneself(
    chain: tuple[Voice, ...], claim: Claim, page: Page, before: Sequence[Voice]
) -> tuple[Voice, ...]:
    """The chain, whoever ends it without a name as the doer, where he is that."""
    doer = doer_of(claim)
    if not chain or not is_only_a_name(chain[-1]) or doer is None:
        return chain
    if not is_oneself(claim.chain[-1].source, doer, claim, page.cast):
        return chain
    made, last = speaker_of(doer, page.cast, before), before[-1] if before else None
    if last is not None and last.state and made.state and last.state != made.state:
        return chain  # "China's army said ... Philippine ships had come near, a spokesman said"
    named = made.name if chain[-1].key is None else chain[-1].name
    return (*chain[:-1], replace(made, name=named, inferred=chain[-1].inferred))


def _telling(
    claim: Claim, chain: tuple[Voice, ...], page: Page, cited: Sequence[tuple[int, Voice]]
) -> Telling:
    found = _as_printed(claim, page)
    found = _with_sides(found, claim, chain, page)
    found = _with_words(found, claim, page)
    found = _with_circumstances(found, claim, page)
    found = _with_voices(found, claim, chain, page, cited)
    return _with_standing(found, claim, page)


def _as_printed(claim: Claim, page: Page) -> Telling:
    """Where it stands, what kind it is, how sure it is, which deeds its trigger means."""
    document, sentence, event = page.reading.document, page.sentence(claim.sentence), claim.event
    return Telling(
        claim_id=claim.claim_id,
        document_id=document.document_id,
        day=document.published,
        lang=document.lang,
        start=claim.trigger.start,
        end=claim.trigger.end,
        quote=claim.trigger.text,
        sentence=document.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        publisher=document.publisher,
        credits=document.credits,
        type=event.type if event else "",
        kind=claim.content.kind if isinstance(claim.content, Statement) else "",
        mode=event.mode if event else None,
        acts=acts_of(claim, sentence, page),
        time=claim.time,
        commitment="possible" if is_passed_on(claim) else claim.commitment,
        polarity=claim.polarity,
        certainty=claim.certainty,
        sketch=page.sketch,
    )


def _with_sides(found: Telling, claim: Claim, chain: tuple[Voice, ...], page: Page) -> Telling:
    """Who does it, to whom, against whom, and what they are called."""
    event, cast = claim.event, page.cast
    recipients = event.recipients if event else ()
    opponents = opponents_in(recipients, cast) if event and event.type in cast.rules.sending else ()
    persons = persons_in(claim, found.acts, page)
    return replace(
        found,
        actors=doers_of(claim, page) if event else about_whom(claim, chain, found.acts, page),
        recipients=ids_of(hit_by(claim, [who for who in recipients if who not in opponents], page), cast),
        against=ids_of((*event.against, *opponents) if event else (), cast),
        names=words_for(event.actors + recipients if event else about(claim), cast),
        objects=words_for(recipients, cast),
        people=people_in(persons, cast),
        victims=victims_in(recipients, cast),
        offices=offices_in(persons, cast),
        lone=is_one_person(recipients, cast),
        takers=takers_of(page.sentence(claim.sentence), page),
    )


def _with_words(found: Telling, claim: Claim, page: Page) -> Telling:
    """What else its sentence names: ids, names, things, words and what they mean."""
    words = _words_of(claim, page.sentence(claim.sentence), page)
    hits = page.cast.hits[claim.sentence]
    return replace(
        found,
        ids=tuple(sorted({rolled_up(hit.id, page.cast.gazetteer) for hit in hits})),
        propers=_propers_of(words, claim, page),
        things=_things_of(claim, found.acts, page),
        lemmas=frozenset(t.lemma.lower() for t in words),
        senses=meant_by(words, found.lang) | found.acts,
        speech=tuple(" ".join(quote.lower().split()) for quote in _QUOTED.findall(found.sentence)),
    )


def _with_circumstances(found: Telling, claim: Claim, page: Page) -> Telling:
    """Where, when, how many; of what is taken back no day is known."""
    sentence = page.sentence(claim.sentence)
    place, country = place_of(claim, page)
    withdrawn = bool(taking_back(sentence, found.lang))
    period = None if withdrawn else _period_of(claim, page)
    return replace(
        found,
        place=place,
        country=country,
        first=period.first if period else None,
        last=period.last if period else None,
        amounts=tuple(_amounts(_figures(claim, page), sentence, found.lang)),
        withdrawn=withdrawn,
    )


def _with_voices(
    found: Telling,
    claim: Claim,
    chain: tuple[Voice, ...],
    page: Page,
    cited: Sequence[tuple[int, Voice]],
) -> Telling:
    """Who says so, who denies it, who bears it out, who complains."""
    denied, said_by = claim.polarity == "denied", (None, *(voice.key for voice in chain))

    def side_of(who: Participant) -> Voice:
        """`the Navy`, where it answers: whoever was cited before that, but for whom it answers."""
        near = cited_near(who.mention.sentence, cited)
        return speaker_of(who, page.cast, [voice for voice in near if voice.key not in said_by])

    sides = [(s.stance, replace(side_of(s.source), apart=denies_a_part(s.span, page))) for s in claim.stances]
    confirming = (voice for stance, voice in sides if stance == "confirms" and voice.key not in said_by)
    denying = (voice for stance, voice in sides if stance == "denies")
    return replace(
        found,
        chain=() if denied else chain,
        deniers=(*denying, *(denier_of(claim, chain, page) if denied else ())),
        confirmers=(*confirming, *claimers_of(claim, page)),
        complainers=tuple(complainers_of(claim, page)),
    )


def _with_standing(found: Telling, claim: Claim, page: Page) -> Telling:
    """Whether it is told, or only named as known, counted, answered."""
    sentence = page.sentence(claim.sentence)
    answers = claim.polarity == "denied" or FIGURE in claim.evidence or is_claiming(claim)
    return replace(
        found,
        averted=is_averted(claim, found.lang),
        passing=is_passing(claim, sentence, page),
        earlier=is_earlier(claim, sentence, page),
        anew=is_anew(claim, sentence, page) or follows_another(claim, found.acts, sentence, page),
        answers=answers or _confirms(claim, page) or found.withdrawn,
        told=any(t.upos == "VERB" for t in trigger_of(claim, sentence)),
        news=is_news(claim, sentence),
        aside=is_aside(claim, sentence, page),
        cited=claim.sentence in page.citing or _is_ruled_out(claim, sentence, page),
    )


def _propers_of(words: Iterable[Token], claim: Claim, page: Page) -> frozenset[str]:
    """Names in the sentence that the gazetteer does not know: a village, a ship, a bill."""
    tokens = page.sentence(claim.sentence).tokens
    known = {tokens[i].start for h in page.cast.hits[claim.sentence] for i in range(h.first, h.last + 1)}
    titles = senses_of(page.cast.lang)
    quoted = quoted_names(tokens)
    names = [
        t.form if t.i in quoted else name_of(t)
        for t in words
        if (t.upos == "PROPN" or t.i in quoted) and t.start not in known and t.lemma.lower() not in titles
    ]
    return frozenset(spelt_alike(name) for name in names if len(name) >= SHORTEST_NAME)


def _things_of(claim: Claim, acts: frozenset[str], page: Page) -> frozenset[str]:
    """The named things of the sentence, without those who say so; who is arrested is no town."""
    spans = [link.source.mention.span for link in claim.chain if not link.inferred]
    tokens, hits = page.sentence(claim.sentence).tokens, page.cast.hits[claim.sentence]
    said = {t.i for t in tokens if any(s.start <= t.start < s.end for s in spans)}
    found = things_in(tokens, hits, page.cast.lang, page.cast.rules.named, said)
    done_to = claim.event.recipients if claim.event and not acts & page.cast.rules.undergone else ()
    hit = [who.mention.head for who in done_to if who.mention.sentence == claim.sentence]
    return found | towns_among(hit, tokens, hits)


def _period_of(claim: Claim, page: Page) -> Period | None:
    """When it was; no day of what is past is yet to come: "called on Sunday for a rally on Monday"."""
    period, printed = claim.content.period, page.reading.document.published
    if period is not None and _is_of_another_deed(period, claim, page):
        return None
    ahead = period and period.first and printed and period.first > printed[:10]
    return None if ahead and claim.time == "past" else period


def _is_of_another_deed(period: Period, claim: Claim, page: Page) -> bool:
    """`in answer to the decision of April 4, Russia expelled`: the day hangs on a noun that has no part in the clause."""
    sentence = page.sentence(claim.sentence)
    trigger = {t.i for t in trigger_of(claim, sentence)}
    inside = {t.i for t in sentence.tokens if period.span.start <= t.start < period.span.end}
    heads = [t for t in sentence.tokens if t.i in inside and t.head not in inside and t.head >= 0]
    if any(t.head in _citing_over(trigger, sentence, page) for t in heads):
        return True  # "confirmed the seizure on Saturday" was said on Saturday
    above = {sentence.tokens[t.head].i for t in heads if t.deprel.startswith("nmod")} - trigger
    nouns = [t for t in sentence.tokens if t.i in above and t.upos == "NOUN"]
    lang = page.cast.lang
    return any(
        t.deprel.startswith(("nmod", "obl")) and meant_by([t], lang) & page.cast.rules.deeds for t in nouns
    )


def _citing_over(trigger: set[int], sentence: Sentence, page: Page) -> set[int]:
    """The verbs of saying whose object is the noun of the deed."""
    nouns = [
        t
        for t in sentence.tokens
        if t.i in trigger and t.upos == "NOUN" and t.head >= 0 and t.deprel == "obj"
    ]
    return {t.head for t in nouns if is_cue(sentence.tokens[t.head], "verb", page.cast.lang)}


# ------------------------------------------------------------------ how many


def _figures(claim: Claim, page: Page) -> Iterator[Quantity]:
    """What is counted; spans of time only where they are what is given: years of prison."""
    mode = claim.event.mode if claim.event else None
    for quantity in claim.content.quantities:
        if quantity.kind != TIME or mode in page.cast.rules.timed:
            yield quantity


def _amounts(quantities: Iterable[Quantity], sentence: Sentence, lang: str) -> Iterator[Amount]:
    for quantity in quantities:
        low, high = quantity.low, quantity.high
        if (low is None and high is None) or quantity.exactness == "vague":
            continue  # "thousands" is nobody's figure
        least = low if low is not None else high
        most = high if high is not None else low
        assert least is not None and most is not None  # one of them is there
        unit = [t for t in sentence.tokens if t.form in quantity.unit.split()]
        senses = role_senses(unit[-1:], lang)
        kind = (
            min(senses - load_rules().deeds or senses)
            if senses
            else unit[-1].lemma.lower()
            if unit
            else quantity.unit.lower()
        )
        kind = TIME if quantity.kind == TIME else kind  # in any language
        head = unit[-1].i if unit else -1
        worded = in_nominative(quantity.unit, unit, head, load_pack(lang).grammar)
        yield Amount(low=least, high=most, unit=worded, kind=kind, exactness=quantity.exactness)


# ------------------------------------------------------------------ words


def _words_of(claim: Claim, sentence: Sentence, page: Page) -> list[Token]:
    """The content words of the sentence without those that only say who says so, or on which day."""
    told = [(link.source.mention.span, link.cue) for link in claim.chain if not link.inferred]
    spans = [span for pair in told for span in pair]
    return [
        t
        for t in sentence.tokens
        if t.upos in CONTENT
        and not any(span.start <= t.start < span.end for span in spans)
        and not is_a_day(t, page.cast.lang)
    ]


def _confirms(claim: Claim, page: Page) -> bool:
    """Whether the word that cites confirms: "the ministry confirmed that ..."."""
    spans = [link.cue for link in claim.chain if not link.inferred]
    tokens = [
        t for t in page.sentence(claim.sentence).tokens if any(s.start <= t.start < s.end for s in spans)
    ]
    cues = load_pack(page.cast.lang).cues
    return any(
        cue.stance == "confirms" for t in tokens for cue in cues.get(t.lemma, ()) if cue.upos == t.upos
    )


def _is_ruled_out(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """`Poland ruled out sending soldiers`: what hangs on a word that rejects it is not the author's to vouch for."""
    heads = {t.head for t in trigger_of(claim, sentence)}
    rejecting = page.cast.rules.rejecting
    beside = (c for c in page.beside(claim) if c.event and c.event.type in rejecting and c is not claim)
    return any(t.i in heads for c in beside for t in trigger_of(c, sentence))
