"""Which deeds the trigger of a claim means, the same in every language.

Takes a Claim, its sentence and its Page; gives senses: of the trigger, of what it is done to, of its mode or type.
"""

from functools import lru_cache

from lagebild.languages import load_pack
from lagebild.model import Claim, Sentence, Token
from lagebild.stories.page import Page
from lagebild.stories.words import meant_by, trigger_of

_OBJECTS = ("obj", "nsubj:pass")


def _occasions(heads: set[int], sentence: Sentence, lang: str) -> list[Token]:
    """`used 111 aircraft | in its drill`, `took part | in the march`: what the words that report it were done at."""
    at = load_pack(lang).grammar.get("occasion_prepositions", ())
    held = {t.head for t in sentence.tokens if t.deprel == "case" and t.form.lower() in at}
    return [t for t in sentence.tokens if t.head in heads and t.i in held and t.deprel.startswith("obl")]


def acts_of(claim: Claim, sentence: Sentence, page: Page) -> frozenset[str]:
    """The deeds that the trigger means; of one that means none, those of its object: `launched an attack`; else what its mode says."""
    lang, rules, event = page.cast.lang, page.cast.rules, claim.event
    trigger = trigger_of(claim, sentence)
    speaks = event is not None and event.type in rules.speech
    heads = {t.i for t in trigger} if not speaks else set()
    objects = [t for t in sentence.tokens if t.head in heads and t.deprel in _OBJECTS]
    held = {t.i for t in objects}
    of = [t for t in sentence.tokens if t.head in held and t.deprel.startswith("nmod")]
    foreign = rules.foreign.get(event.type, frozenset()) if event else frozenset()
    own = rules.deeds - foreign
    meant = next(filter(None, (meant_by(words, lang) & own for words in (trigger, objects, of))), frozenset())
    if meant and meant <= rules.promising:
        promised = [t for t in sentence.tokens if t.head in heads and t.deprel in ("xcomp", "obl", *_OBJECTS)]
        meant |= meant_by(promised, lang) & own
    if not meant:
        meant = meant_by(_occasions(heads, sentence, lang), lang) & rules.brief - foreign
    by_mode = rules.deeds_by_mode.get(event.mode or event.type) if event else None
    return meant or (frozenset({by_mode}) if by_mode and not speaks else meant)


def is_averted(claim: Claim, lang: str) -> bool:
    """`foiled an attack`, `the failed coup`: a deed that did not come about is told by whoever says so, and denied by nobody."""
    if claim.polarity != "negated":
        return False
    cues = [cue for cue in claim.cues if cue.means == "commitment=negated"]
    return bool(cues) and all(
        cue.entry in _averting(lang) or cue.entry.endswith("/adjective") for cue in cues
    )


@lru_cache
def _averting(lang: str) -> frozenset[str]:
    """The entries of the words whose subject or object is a deed that they keep from happening."""
    negators = (n for found in load_pack(lang).negators.values() for n in found)
    return frozenset(n.key for n in negators if not {"obj", "nsubj"}.isdisjoint(n.scope))
