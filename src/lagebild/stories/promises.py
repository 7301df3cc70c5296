"""Who says of himself that he will do it.

Takes a Claim whose author is said to tell it, and its Page; gives the doer who says so: "Russia said it would withdraw its troops" is Russia's word,
though a promise is an act of its own.
"""

from lagebild.model import Claim, Participant, Sentence
from lagebild.stories.page import Page
from lagebild.stories.voices import is_cue
from lagebild.stories.words import trigger_of

CONTENT, SUBJECT, JOINED = "ccomp", "nsubj", "conj"


def promiser_of(claim: Claim, page: Page) -> Participant | None:
    """The doer, where what he does is the content of what he says himself and nobody is cited for it. That "Russian missiles hit the station" is the
    railway's word, whoever the reading missed.
    """
    event = claim.event
    if event is None or claim.chain or claim.polarity != "affirmed" or not event.actors:
        return None
    sentence, lang = page.sentence(claim.sentence), page.cast.lang
    above = {t.head for t in trigger_of(claim, sentence) if t.deprel == CONTENT and t.head >= 0}
    saying = {i for i in above if is_cue(sentence.tokens[i], "verb", lang)}
    speaks = {i for verb in saying for i in _subjects(verb, sentence)}
    return next((who for who in event.actors if _heads(who, claim.sentence) & speaks), None)


def _subjects(verb: int, sentence: Sentence) -> set[int]:
    """The subjects of a verb, or of the verb that it goes on from: "confirmed the deal and said"."""
    found = {t.i for t in sentence.tokens if t.head == verb and t.deprel.startswith(SUBJECT)}
    token = sentence.tokens[verb]
    return found if found or token.deprel != JOINED or token.head < 0 else _subjects(token.head, sentence)


def _heads(who: Participant, sentence: int) -> set[int]:
    """The tokens of this sentence that name somebody, or take him up."""
    mentions = (who.mention, who.means) if who.means else (who.mention,)
    return {mention.head for mention in mentions if mention.sentence == sentence}
