"""What somebody claims and somebody else says is not so.

Takes a draft and who speaks over it; gives it as it is where a verdict on `the rebels' claim that ...` denies it: it is not the rebels who deny. They claim it, and
whoever gives the verdict stands on the other side (ANNOTATION §6).
"""

from msgspec.structs import replace

from lagebild.claims.attribution import Speech
from lagebild.claims.drafts import Draft
from lagebild.claims.phrases import span_of
from lagebild.claims.verdicts import is_retracted, verdict_on
from lagebild.model import Stance

DENIED = "commitment=denied"


def disputed(draft: Draft, speech: Speech) -> Draft:
    """`The rebels' claim that they hold the town is false, said the army`: theirs, and the army denies it."""
    verdict = _verdict(draft, speech)
    if not verdict or not draft.chain:
        return draft
    claimed = replace(draft.chain[-1], distance="distancing")
    axes = replace(draft.axes, commitment="certain", evidence="distanced")
    marks = tuple(mark for mark in draft.marks if mark.means != DENIED)
    told = replace(draft, chain=(claimed,), axes=axes, marks=marks)
    if len(draft.chain) == 1:
        return told
    span = span_of(draft.scene, verdict[0], verdict[0])
    return told.with_stance(Stance(source=draft.chain[-2].source, stance="denies", span=span))


def _verdict(draft: Draft, speech: Speech) -> list[int]:
    """The tokens that deny what the innermost source claims, where nothing else denies it."""
    inner = speech.innermost
    if inner is None or inner.source is None or inner.cue.stance == "denies":
        return []
    tokens = draft.scene.tree.tokens
    noun = tokens[inner.cue_token]
    if noun.deprel == "acl":
        noun = tokens[noun.head]  # "allegations | made | by the UN"
    if noun.upos != "NOUN" or (noun.head >= 0 and is_retracted(draft.scene, noun.head)):
        return []  # "has taken back its claim that ...": nobody claims it any more
    verdict = {mark.token for mark in verdict_on(draft.scene, noun.i) if mark.means == DENIED}
    denied = {mark.token for mark in draft.marks if mark.means == DENIED}
    return sorted(denied) if denied <= verdict else []
