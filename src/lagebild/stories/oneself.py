"""Whether who is cited is who does it, though the text does not name him again.

Takes the source of a claim, its only doer and the cast of its document: "The Kremlin called it a provocation, a spokesman said", "The army
dismissed two officers, it said", "... haben einen Tanker gestoppt, teilte die Garde mit".
"""

from lagebild.model import Claim, Participant, Token
from lagebild.stories.cast import Cast
from lagebild.stories.records import Voice
from lagebild.stories.roles import SPEAKS, is_closed, role_senses

AGREEING = ("Gender=", "Number=")
NAMED = "name:"  # what begins the keys of those whom the gazetteer does not know
IT = "Gender=Neut"
SHORTEST = 5  # letters of the last part of a compound


def doer_of(claim: Claim) -> Participant | None:
    """The only one who does it."""
    actors = claim.event.actors if claim.event else ()
    return actors[0] if len(actors) == 1 else None


def is_oneself(who: Participant, doer: Participant, claim: Claim, cast: Cast) -> bool:
    """Whether a source without a name is the doer, or speaks for him; who speaks of an attack may be any spokesman."""
    sentence = cast.sentences.get(who.mention.sentence)  # of a long text without tokens
    said_by = sentence.tokens[who.mention.head] if sentence and sentence.tokens else None
    if said_by is not None and said_by.upos == "PRON":  # of whatever it was taken to mean: that has no voice
        return _agrees(said_by, _head_of(doer, cast))
    tokens = cast.tokens_of(who)
    nouns = [t for t in tokens if t.upos in ("NOUN", "PROPN")]
    if is_of_own_word(claim, cast) and role_senses(tokens, cast.lang) == SPEAKS and not cast.are_many(who):
        return not cast.is_owned(who) and _has_a_voice(doer, cast)
    if len(nouns) != 1:
        return False
    return cast.is_known(who) and _is_short_for(nouns[0], _head_of(doer, cast), cast.lang)


def _has_a_voice(doer: Participant, cast: Cast) -> bool:
    """Whether a doer is somebody: "The plane had intruded, spokesman Tian Junli said" is no plane's word."""
    senses = role_senses(cast.tokens_of(doer), cast.lang)
    return doer.actor is not None or bool(senses & (cast.rules.institutions | cast.rules.called))


def is_of_own_word(claim: Claim, cast: Cast) -> bool:
    """Whether whoever speaks of a deed is likely its doer: of an attack it may be anybody."""
    event, rules = claim.event, cast.rules
    return event is not None and (event.type in rules.speech or event.type not in rules.hostile)


def is_only_a_name(voice: Voice) -> bool:
    """Whether of a source only the name is known: "spokesman Willy Ngoma"."""
    return voice.key is None or (voice.key.startswith(NAMED) and voice.state is None)


def _head_of(who: Participant, cast: Cast) -> Token | None:
    mention = who.means or who.mention
    return next((t for t in cast.tokens_of(who) if t.i == mention.head), None)


def _agrees(pronoun: Token, noun: Token | None) -> bool:
    """Whether a pronoun can stand for a noun: `it` for any body."""
    if IT in pronoun.feats:
        return noun is not None
    asked = {feat for feat in pronoun.feats.split("|") if feat.startswith(AGREEING)}
    return len(asked) == len(AGREEING) and noun is not None and asked <= set(noun.feats.split("|"))


def _is_short_for(noun: Token, name: Token | None, lang: str) -> bool:
    """`die Garde`, of the `Revolutionsgarde`."""
    if name is None or not is_closed(lang):
        return False
    short, long = noun.lemma.lower(), name.lemma.lower()
    return len(short) < len(long) and len(short) >= SHORTEST and long.removesuffix("n").endswith(short)
