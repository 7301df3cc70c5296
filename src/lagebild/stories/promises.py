"""Who says of himself that he will do it.

Takes a Claim whose author is said to tell it, and its Page; gives the doer who says so: "Russia said it would withdraw its troops" is Russia's word,
though a promise is an act of its own.
"""

from lagebild.model import Claim, Participant
from lagebild.stories.page import Page
from lagebild.stories.voices import is_cue
from lagebild.stories.words import trigger_of

CONTENT = "ccomp"


def promiser_of(claim: Claim, page: Page) -> Participant | None:
    """The doer, where what he does is the content of what somebody says and nobody is cited for it."""
    event = claim.event
    if event is None or claim.chain or claim.polarity != "affirmed" or not event.actors:
        return None
    sentence, lang = page.sentence(claim.sentence), page.cast.lang
    above = (
        sentence.tokens[t.head] for t in trigger_of(claim, sentence) if t.deprel == CONTENT and t.head >= 0
    )
    says = any(is_cue(token, "verb", lang) for token in above)
    return event.actors[0] if says else None
