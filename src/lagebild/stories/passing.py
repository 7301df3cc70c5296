"""Whether a claim tells a happening, one more of its kind, or only names one that is known; whether who is cited only passes it on.

Takes a Claim and its Page: "der Angriff vom Montag", "after his arrest", "freed a tourist who was abducted in January" only name it; a verb, or a noun with
the indefinite article, is news.
"""

from collections.abc import Iterator
from itertools import islice

from lagebild.languages import load_pack
from lagebild.model import Claim, Sentence, Token
from lagebild.stories.page import Page
from lagebild.stories.roles import role_senses
from lagebild.stories.words import meant_by, trigger_of

RETRACTING, REPORT = "retract", "report"  # senses
DISTANCED = "evidence=distanced"  # what a cue says
BESIDE = ("/adverb", "/adjective")  # the constructions of words beside a deed
CLAUSES = ("advcl", "ccomp")  # as which a clause with "after" hangs on who said something then
CONTENT_OF = ("advcl", "obl")  # how what a participle says of a noun hangs on it
REPEATING = 4  # steps up the tree from "another" to the deed: another group of ten people were arrested


def comes_first(claim: Claim, page: Page) -> bool:
    """`After the attack, the president spoke of 18 dead`: a definite noun that says since when, or why, something else is told."""
    tokens, lang = page.sentence(claim.sentence).tokens, page.cast.lang
    noun = next((t for t in tokens if t.start == claim.trigger.start), None)
    if noun is None or not noun.deprel.startswith(("obl", "nmod")):
        return False
    below = [t for t in tokens if t.head == noun.i]
    after = load_pack(lang).grammar.get("aftermath_prepositions", ())
    held = any(t.deprel == "case" and t.form.lower() in after for t in below)
    return held and any("Definite=Def" in t.feats or "Poss=Yes" in t.feats for t in below)


def is_passed_on(claim: Claim) -> bool:
    """`Moscow had nothing to do with the drone | allegedly | shot down, he said`: of what he only calls alleged, who is cited says nothing; who suspects or accuses does."""
    words = (cue.entry for cue in claim.cues if cue.means == DISTANCED)
    return claim.certainty == "alleged" and bool(claim.chain) and any(w.endswith(BESIDE) for w in words)


def _is_taken_up(noun: Token, sentence: Sentence, page: Page) -> bool:
    """`The attack came a day after`: a noun with nothing but its article, where a sentence before it tells an event."""
    bare = all(t.upos == "DET" and "Definite=Def" in t.feats for t in sentence.tokens if t.head == noun.i)
    return bare and any(c.event and c.sentence < sentence.i for c in page.reading.claims)


def _counts_something(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """Whether its figures are its own: "arrested 35 people over the attack" counts nobody whom the attack harmed."""
    if not claim.content.quantities:
        return False
    violent = claim.event is not None and claim.event.type in page.cast.rules.violent
    return not violent or bool(meant_by(sentence.tokens, page.cast.lang) & page.cast.rules.harm)


def _is_told_of(noun: Token, sentence: Sentence, page: Page) -> bool:
    """`The drill has begun`, `Die Sanktionen sind in Kraft`: the verb says of the deed that it takes place."""
    lang, above = page.cast.lang, noun.head
    if not noun.deprel.startswith("nsubj") or above < 0 or _is_taken_up(noun, sentence, page):
        return False
    predicate = sentence.tokens[above]
    carries = predicate.lemma.lower() in load_pack(lang).classes.get("carrier", ())
    said = [predicate, *(t for t in sentence.tokens if t.head == above and t.deprel.startswith("obl"))]
    return carries or bool(meant_by(said, lang) & page.cast.rules.standing)


def is_passing(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """`der Angriff vom Montag`: a definite noun that only names what is known, without a source of its own."""
    trigger = next((t for t in sentence.tokens if t.start == claim.trigger.start), None)
    if trigger is None or claim.event is None:
        return False
    below = [t for t in sentence.tokens if t.head == trigger.i]
    taken_back = bool(taking_back(sentence, page.cast.lang))
    accused = claim.certainty == "alleged" and bool(claim.chain)  # "accused the army of killing 223"
    cited = any(t.upos == "SCONJ" for t in below) and any(not link.inferred for link in claim.chain)
    if (trigger.deprel == "amod" and not _has_a_subject(trigger, claim)) or (
        trigger.deprel == "acl"
        and not (taken_back or accused or cited or _is_right_behind_its_doer(trigger, claim))
    ):
        return True  # "the reporter arrested in May": whoever speaks, speaks of something else
    above = sentence.tokens[trigger.head] if trigger.head >= 0 else trigger
    if (
        above.deprel == "acl"
        and trigger.deprel in CONTENT_OF
        and "VerbForm=Inf" not in trigger.feats
        and not taken_back
    ):
        return True  # "the man charged with shooting the minister"
    if comes_first(claim, page):
        return True
    if trigger.deprel == "acl:relcl" and claim.event.type in page.cast.rules.speech and claim.event.actors:
        return False  # "accused it of laying mines, which Phnom Penh rejected"
    if trigger.deprel == "acl:relcl" and cited:
        return False  # "conceded for the first time that"
    if trigger.deprel == "acl:relcl" and trigger.head >= 0 and _is_told_otherwise(trigger.head, claim, page):
        return True  # "freed a tourist who was abducted in January"
    if trigger.deprel == "acl:relcl" and trigger.head >= 0 and _is_known(trigger.head, sentence):
        return not claim.content.quantities  # "the three Italians who were abducted in May"
    if _counts_something(claim, sentence, page) or any("Definite=Ind" in t.feats for t in below):
        return False  # "a drone attack", "the attack killed 12": it tells something
    if claim.content.quantities and "Number=Plur" in trigger.feats and all(t.upos != "DET" for t in below):
        return False  # "Bei Kämpfen sind 20 Soldaten gefallen"
    if any(t.deprel == "cop" for t in below) or _is_told_of(trigger, sentence, page):
        return False  # "sind wieder auf freiem Fuß", "It was an attack": the clause says so
    return not claim.chain and trigger.upos in ("NOUN", "PROPN", "ADJ") and trigger.deprel != "root"


def _has_a_subject(trigger: Token, claim: Claim) -> bool:
    """`The RSF rejected reports`, `A court on Friday jailed a reporter`, of which the parser made participles: whoever does it stands right before, or what they would modify."""
    return trigger.upos == "VERB" and (_is_right_behind_its_doer(trigger, claim) or trigger.head < trigger.i)


def _is_right_behind_its_doer(trigger: Token, claim: Claim) -> bool:
    """`Amnesty International | called on the government to ...`, of which the parser made what is said of a name."""
    doers = [who.mention.span for who in claim.event.actors] if claim.event else []
    return trigger.upos == "VERB" and any(trigger.start - span.end == 1 for span in doers)


def _is_told_otherwise(head: int, claim: Claim, page: Page) -> bool:
    """Whether a noun has a part in another event of the sentence, which is what is told."""
    others = (c.event for c in page.beside(claim) if c is not claim and c.event)
    return any(head == who.mention.head for event in others for who in (*event.actors, *event.recipients))


def taking_back(sentence: Sentence, lang: str) -> frozenset[int]:
    """The words by which a report is taken back, "withdrew its report that jets had hit"; troops that are withdrawn, as somebody reports, take nothing back."""
    reports = {t.head for t in sentence.tokens if _is_object(t) and REPORT in role_senses([t], lang)}
    words = (t for t in sentence.tokens if t.i in reports)
    return frozenset(t.i for t in words if RETRACTING in role_senses([t], lang))


def _is_object(token: Token) -> bool:
    return token.deprel.startswith(("obj", "nsubj:pass", "nmod"))


def is_news(claim: Claim, sentence: Sentence) -> bool:
    """Whether a noun with the indefinite article reports it: `bei einem Anschlag`."""
    heads = {t.i for t in trigger_of(claim, sentence) if t.upos != "VERB"}
    return any(t.head in heads and "Definite=Ind" in t.feats for t in sentence.tokens)


def _is_known(head: int, sentence: Sentence) -> bool:
    """Whether a noun has the definite article."""
    return any("Definite=Def" in t.feats for t in sentence.tokens if t.head == head)


def is_anew(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """`a second attack`, `another ten people`: a word near the trigger says that something of the kind was before."""
    lang, again = page.cast.lang, page.cast.rules.again
    heads = {t.i for t in trigger_of(claim, sentence)}
    words = [t for t in sentence.tokens if meant_by([t], lang) & again]
    return any(heads & set(islice(ancestry(t, sentence), REPEATING)) for t in words)


def is_aside(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """`the ministry said, hours after the truce had begun`: nobody is cited for when it was said."""
    if claim.chain:
        return False
    marks = load_pack(page.cast.lang).grammar.get("occasion_marks", ())
    clauses = {t.i for t in trigger_of(claim, sentence) if t.deprel.startswith(CLAUSES)}
    subjects = {t.i for t in sentence.tokens if t.head in clauses and t.deprel.startswith("nsubj")}
    if any(_is_known(subject, sentence) for subject in subjects):
        return False  # "a day after the truce began"
    return any(t.head in clauses and t.deprel == "mark" and t.form.lower() in marks for t in sentence.tokens)


def is_earlier(claim: Claim, sentence: Sentence, page: Page) -> bool:
    """`two weeks earlier they had taken Goma`, `three weeks after they took Goma`: told as known, on a day that only what it is told beside has."""
    period, grammar = claim.content.period, load_pack(page.cast.lang).grammar
    if period is None or period.first is not None:
        return False
    inside = [t.form.lower() for t in sentence.tokens if period.span.start <= t.start < period.span.end]
    if not set(inside).isdisjoint(grammar.get("earlier_words", ())):
        return True
    after = grammar.get("aftermath_marks", ())
    clauses = {t.i for t in trigger_of(claim, sentence) if t.deprel.startswith("advcl")}
    return any(t.head in clauses and t.deprel == "mark" and t.form.lower() in after for t in sentence.tokens)


def follows_another(claim: Claim, acts: frozenset[str], sentence: Sentence, page: Page) -> bool:
    """`A day after the attack on the checkpoint, a car bomb exploded`: it comes after a deed of its kind that is known."""
    rules, lang, trigger = page.cast.rules, page.cast.lang, trigger_of(claim, sentence)
    deeds = acts - rules.harm - rules.general
    if claim.event is None or not deeds or not any(t.upos == "VERB" for t in trigger):
        return False
    after = load_pack(lang).grammar.get("aftermath_prepositions", ())
    held = {t.head for t in sentence.tokens if t.deprel == "case" and t.form.lower() in after}
    known = {t.head for t in sentence.tokens if "Definite=Def" in t.feats} & held
    nouns = [
        t
        for t in sentence.tokens
        if t.i in known and t.upos == "NOUN" and t.deprel.startswith(("obl", "nmod"))
    ]
    before = meant_by(nouns, lang) & rules.deeds if nouns else frozenset()
    violent = claim.event.type in rules.violent and any(
        deeds & group and before & group for group in rules.kin
    )
    return violent or bool(deeds & before)


def ancestry(token: Token, sentence: Sentence) -> Iterator[int]:
    """A token and all above it."""
    at, steps = token.i, 0
    while at >= 0 and steps < len(sentence.tokens):
        yield at
        at, steps = sentence.tokens[at].head, steps + 1
