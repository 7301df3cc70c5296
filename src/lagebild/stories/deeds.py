"""Which deeds the trigger of a claim means, the same in every language.

Takes a Claim, its sentence and its Page; gives senses: of the trigger, of what it is done to, of its mode or type.
"""

from functools import lru_cache

from lagebild.languages import load_pack
from lagebild.model import Claim, Event, Sentence, Token
from lagebild.stories.page import Page
from lagebild.stories.rules import Rules, senses_of
from lagebild.stories.things import kinds_of
from lagebild.stories.words import meant_by, trigger_of

THINGS = ("vessel",)  # kinds of what nobody arrests
_OBJECTS = ("obj", "nsubj:pass")
_DEED = "/deed"  # what a word means only where it reports an event
_WITH = ("compound:prt", "advmod")
_PARTICLES = ("ADP", "ADV", "PART")


def _occasions(heads: set[int], sentence: Sentence, lang: str) -> list[Token]:
    """`used 111 aircraft | in its drill`, `took part | in the march`: what the words that report it were done at."""
    at = load_pack(lang).grammar.get("occasion_prepositions", ())
    held = {t.head for t in sentence.tokens if t.deprel == "case" and t.form.lower() in at}
    return [t for t in sentence.tokens if t.head in heads and t.i in held and t.deprel.startswith("obl")]


def acts_of(claim: Claim, sentence: Sentence, page: Page) -> frozenset[str]:
    """The deeds that an event of this type can be and its words mean: its trigger, what that is done to, who does it, at what; else what its mode says."""
    lang, rules, event = page.cast.lang, page.cast.rules, claim.event
    trigger = trigger_of(claim, sentence)
    speaks = event is not None and event.type in rules.speech
    heads = {t.i for t in trigger} if not speaks else set()
    own = rules.deeds - (rules.foreign.get(event.type, frozenset()) if event else frozenset())
    meant = _worded(trigger, heads, sentence, page, own, typed=event is not None)
    if not meant or meant <= rules.standing:  # "a truce | took effect"
        subjects = [t for t in sentence.tokens if t.head in heads and t.deprel in ("nsubj", "obj")]
        meant |= meant_by(subjects, lang) & own
    consents = event is not None and event.type in rules.consenting and meant <= rules.voting
    if meant and (
        consents or meant <= rules.promising
    ):  # "agreed | to resign", "threatened | with sanctions"
        by = {t.i for t in trigger}
        promised = [t for t in sentence.tokens if t.head in by and _is_promised(t, sentence)]
        phrased = _phrased({t.i for t in promised}, sentence, lang)
        meant |= (_meant(promised, lang, typed=True) | phrased) & own
    meant = meant or meant_by(_occasions(heads, sentence, lang), lang) & rules.brief & own
    by_mode = _by_mode(event, rules) if event else None
    return meant or frozenset({by_mode} if by_mode else ())


def _worded(
    trigger: list[Token], heads: set[int], sentence: Sentence, page: Page, own: frozenset[str], *, typed: bool
) -> frozenset[str]:
    """The deeds of a trigger; of one that means none, or only begins one, those of its object: `launched | an attack`."""
    lang = page.cast.lang
    objects = [t for t in sentence.tokens if t.head in heads and t.deprel in _OBJECTS]
    held = {t.i for t in objects}
    of = [t for t in sentence.tokens if t.head in held and t.deprel.startswith("nmod")]
    itself = _phrased(heads, sentence, lang) & own or _meant(trigger, lang, typed=typed) & own
    if any(True for t in objects for _ in kinds_of(t, lang, THINGS)):
        itself = itself - page.cast.rules.undergone or itself  # a tanker is seized, and not arrested
    done = _meant(objects, lang, typed=typed) & own or _meant(of, lang, typed=typed) & own
    return (done if itself <= page.cast.rules.launching else frozenset()) or itself


def _meant(words: list[Token], lang: str, *, typed: bool) -> frozenset[str]:
    """What words mean, with what they mean only where they report an event."""
    if not typed:
        return meant_by(words, lang)
    table = senses_of(lang)
    alone = (table.get(f"{t.lemma.lower()}{_DEED}", frozenset()) for t in words)
    return meant_by(words, lang).union(*alone)


def _is_promised(token: Token, sentence: Sentence) -> bool:
    """`agreed | to resign`, `threatened | with sanctions`: an infinitive, or what the verb is done with."""
    infinitive = any(t.head == token.i and t.deprel == "mark" and t.upos == "PART" for t in sentence.tokens)
    return token.deprel in ("xcomp", "obl", "obl:arg", *_OBJECTS) or (token.deprel == "advcl" and infinitive)


def _phrased(heads: set[int], sentence: Sentence, lang: str) -> frozenset[str]:
    """`broke | off`, `took | to the streets`: what a verb means with a word that goes with it."""
    table, tokens = senses_of(lang), sentence.tokens
    found: set[str] = set()
    for t in tokens:
        at = (
            t.head if t.deprel in _WITH else tokens[t.head].head if t.deprel == "case" and t.head >= 0 else -1
        )
        if at in heads and t.upos in _PARTICLES:
            found |= table.get(f"{tokens[at].lemma.lower()} {t.form.lower()}", frozenset())
    return frozenset(found)


def _by_mode(event: Event, rules: Rules) -> str | None:
    """What the mode of an event means, else its type; of an act of words only that it is said."""
    found = (rules.deeds_by_mode.get(name) for name in (event.mode or "", event.type))
    said = rules.said if event.type in rules.speech else rules.deeds
    return next((deed for deed in found if deed in said), None)


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
