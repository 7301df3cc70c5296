"""Who has a part in what a claim tells, as stories see it: who did it, whom it is about, who denies, claims, complains or takes it back.

Takes a Claim and its Page; gives ids and voices. A pronoun that nobody could take back is whoever says so, where it agrees with him.
"""

from collections.abc import Iterator, Sequence

from lagebild.languages import load_pack
from lagebild.model import Claim, Participant, Sentence, Span, Statement
from lagebild.stories.page import Page
from lagebild.stories.passing import ancestry, taking_back
from lagebild.stories.people import ids_of, rolled_up
from lagebild.stories.records import Voice
from lagebild.stories.spelling import spelt_alike
from lagebild.stories.voices import speaker_of

FINITE = "VerbForm=Fin"
PART = "part_in_a_deed"  # the class of words for having had a part
CLAIMING = "responsibility"  # the kind of a statement by which somebody claims a deed


def persons_in(claim: Claim, acts: frozenset[str], page: Page) -> tuple[Participant, ...]:
    """Who tells one such deed from another: of an arrest who is arrested, whoever has it done; of any other both."""
    event = claim.event
    if event is None:
        return about(claim)
    return event.recipients if acts & page.cast.rules.undergone else event.actors + event.recipients


def about(claim: Claim) -> tuple[Participant, ...]:
    """Whom a statement is about, and whom it affects."""
    content = claim.content
    return (*content.about, *content.affected) if isinstance(content, Statement) else ()


def doers_of(claim: Claim, page: Page) -> tuple[str, ...]:
    """Who acts; of `it` and `its army`, whoever says so himself: "North Korea confirmed that it had sent troops"."""
    actors = claim.event.actors if claim.event else ()
    if not claim.chain or claim.chain[-1].inferred:
        return ids_of(actors, page.cast)
    said_by = claim.chain[-1].source
    it = claim.chain[-1].kind == "organisation"
    own = [said_by if _is_own(who, page) or (it and _means(who, said_by, page)) else who for who in actors]
    return ids_of(own, page.cast)


def hit_by(claim: Claim, recipients: Sequence[Participant], page: Page) -> tuple[Participant, ...]:
    """To whom it is done; `one of its ships` is whoever says so himself: "China's coast guard said that it had rammed one of its ships"."""
    if not claim.chain or claim.chain[-1].inferred:
        return tuple(recipients)
    said_by = claim.chain[-1].source
    return tuple(said_by if said_by.actor and _is_own(who, page) else who for who in recipients)


def denier_of(claim: Claim, chain: tuple[Voice, ...], page: Page) -> tuple[Voice, ...]:
    """Who denies it; where nobody could take back the pronoun that does, whoever is said to have done it: "It denied that it had attacked the ships"."""
    if chain or claim.event is None or len(claim.event.actors) != 1:
        return next(((voice,) for voice in reversed(chain) if voice.key), chain[-1:])
    who = claim.event.actors[0]
    it = [t for t in page.sentence(claim.sentence).tokens if t.i == who.mention.head and t.upos == "PRON"]
    doers = doers_of(claim, page) if it and who.means and _nobody_denies(claim, page) else ()
    return tuple(Voice(key=id, name=page.cast.called(who), state=id, actor=id) for id in doers[:1])


def denies_a_part(span: Span, page: Page) -> bool:
    """`denied any role in the bombing`: whoever does so leaves the deed itself undisputed."""
    sentence = next((s for s in page.reading.sentences if s.start <= span.start < s.end), None)
    part = load_pack(page.cast.lang).classes.get(PART, frozenset())
    behind = [t for t in sentence.tokens if t.start >= span.start] if sentence else []
    return any(
        t.lemma.lower() in part and FINITE not in t.feats for t in behind
    )  # "denied it and blamed the RSF"


def _nobody_denies(claim: Claim, page: Page) -> bool:
    """Whether the sentence rejects it on nobody's part."""
    beside = (c.event for c in page.beside(claim) if c is not claim and c.event)
    rejected = [event for event in beside if event.type in page.cast.rules.rejecting]
    return bool(rejected) and not any(event.actors for event in rejected)


def _is_own(who: Participant, page: Page) -> bool:
    """`its army`, of which nobody knows whose it is."""
    return not (who.actor or who.means) and page.cast.is_owned(who)


def _means(who: Participant, said_by: Participant, page: Page) -> bool:
    """Whether a pronoun that nobody could take back agrees with who speaks: "die Regierung ... sie", "it"."""
    tokens = page.cast.tokens_of(who)
    if who.actor or who.means or len(tokens) != 1 or tokens[0].upos != "PRON":
        return False
    if "Gender=Neut" in tokens[0].feats:
        return True
    head = [t for t in page.cast.tokens_of(said_by) if t.i == said_by.mention.head]
    asked = {feat for feat in tokens[0].feats.split("|") if feat.startswith(("Gender=", "Number="))}
    return len(asked) == 2 and bool(head) and asked <= set(head[0].feats.split("|"))


def about_whom(claim: Claim, chain: Sequence[Voice], acts: frozenset[str], page: Page) -> tuple[str, ...]:
    """Whom a statement is about, without who tells of what has come to it: "Ukraine said it had received six jets"."""
    found = ids_of(about(claim), page.cast)
    tells = {voice.state for voice in chain[-1:]} if acts & page.cast.rules.met_with else set()
    return tuple(id for id in found if id not in tells)


def is_claiming(claim: Claim) -> bool:
    """Whether somebody claims a deed in it."""
    content = claim.content
    return isinstance(content, Statement) and content.kind == CLAIMING and claim.polarity == "affirmed"


def claimers_of(claim: Claim, page: Page) -> Iterator[Voice]:
    """Who claims in the same sentence to have done what it only names: "JNIM claimed responsibility for the attack"; of the claiming itself, who does."""
    if is_claiming(claim):
        yield from (voice for who in about(claim) if (voice := speaker_of(who, page.cast, ())).key)
    if claim.event is None or claim.event.type in page.cast.rules.speech or claim.chain:
        return
    for other in page.beside(claim):
        content = other.content
        if isinstance(content, Statement) and content.kind == CLAIMING and other.polarity == "affirmed":
            voices = (speaker_of(who, page.cast, ()) for who in about(other))
            yield from (voice for voice in voices if voice.key)


def complainers_of(claim: Claim, page: Page) -> Iterator[Voice]:
    """Who accuses or rejects in the same sentence: of a deed, its target confirms it so."""
    for other in page.beside(claim):
        event = other.event
        if event and other is not claim and event.type in page.cast.rules.complaining:
            yield from (speaker_of(who, page.cast, ()) for who in event.actors)


def takers_of(sentence: Sentence, page: Page) -> tuple[str, ...]:
    """Who takes a report back in this sentence: ids and names of the subject; nobody when nothing is taken back."""
    lang = page.cast.lang
    verbs = {i for i in taking_back(sentence, lang) if sentence.tokens[i].upos == "VERB"}
    if not verbs:
        return ()
    heads = {t.i for t in sentence.tokens if t.head in verbs and t.deprel.startswith("nsubj")}
    subject = {t.i for t in sentence.tokens if heads & set(ancestry(t, sentence))}
    named = [spelt_alike(t.lemma) for t in sentence.tokens if t.i in subject and t.upos in ("PROPN", "NOUN")]
    ids = {hit.id for hit in page.cast.hits[sentence.i] if hit.last in subject}
    bodies = {rolled_up(id, page.cast.gazetteer) for id in ids}
    return tuple(sorted({*named, *ids, *bodies}))
