"""What sort of speaker a description is: nobody in particular, somebody who watches a field, the paper's own reporter; and the names in it.

Takes a Participant and the cast of his document; says which of them he is, and which words of the description are names.
"""

from collections.abc import Iterator, Sequence

from lagebild.languages import load_pack
from lagebild.model import Participant, Token
from lagebild.stories.cast import Cast
from lagebild.stories.media import is_medium
from lagebild.stories.roles import SHORTEST_PART, is_closed, role_senses
from lagebild.stories.rules import senses_of
from lagebild.stories.things import kinds_of, quoted_names, things_in

SERVICE, PARTY = "service", "party"
JOURNALIST, MEDIA = (
    "journalist",
    "JRN",
)  # a sense, and the sector of those who are only said to be media of a state
ONLOOKER = "onlooker"  # the class of words for who watches a field, and speaks for nobody in it
OWN, OWN_OUTLET = "ours", "own_outlet"  # classes of words: "our", and for the paper that speaks of itself
OPENING = "opening_modifier"  # the class of common words that begin descriptions of speakers
OUTLETS = ("outlet",)  # the kind of things that `the site` is
UNNAMED_BODY = (
    "unnamed_body"  # the class of words for bodies of a state of which, in the plural, nobody says which
)
UNNAMED_OFFICE = "unnamed_office"  # the class of words for who holds an office that many hold, and with the indefinite article no name
UNNAMED_SPEAKER = "unnamed_speaker"  # the class of words for who, without a name, speaks for nobody


def is_nobody(who: Participant, cast: Cast) -> bool:
    """`two American officials`, `a source in the ministry`: somebody who is not named, whichever state is."""
    mention = who.means or who.mention
    sentence = cast.sentences.get(mention.sentence)
    if (
        sentence is None
        or not 0 <= mention.head < len(sentence.tokens)
        or who.actor in cast.gazetteer.holders
    ):
        return False
    lemma, classes = sentence.tokens[mention.head].lemma.lower(), load_pack(cast.lang).classes
    words = set(classes.get(UNNAMED_SPEAKER, ()))
    if cast.are_many(who) and (who.actor or "").partition(".")[2] in ("", "GOV", "JRN"):
        words |= classes.get(UNNAMED_BODY, frozenset())  # "Iranian authorities": whichever
    kinds = (lemma, *(_tails(lemma) if is_closed(cast.lang) else ()))
    hits = cast.hits.get(mention.sentence, ())
    known = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    named = any(t.upos == "PROPN" and t.i not in known for t in cast.tokens_of(who) if t.i != mention.head)
    new = cast.is_new(who) and lemma in classes.get(UNNAMED_OFFICE, ())  # "a government minister"
    return ((new or any(kind in words for kind in kinds)) and not named) or _are_their_sources(who, cast)


def _are_their_sources(who: Participant, cast: Cast) -> bool:
    """`police and hospital sources`: a bare noun that shares the word for unnamed people behind the next."""
    other, tokens = cast.joined_with(who), cast.tokens_of(who)
    bare = len(tokens) == 1 and tokens[0].upos == "NOUN"
    nouns = [t for t in cast.tokens_of(other) if t.upos in ("NOUN", "ADJ")] if other and bare else []
    shared = load_pack(cast.lang).classes.get(UNNAMED_SPEAKER, frozenset())
    return len(nouns) > 1 and nouns[-1].lemma.lower() in shared


def _tails(lemma: str) -> Iterator[str]:
    """The last parts that a compound may have: Regierungsbeamter."""
    return (lemma[k:].lstrip("-") for k in range(2, len(lemma) - SHORTEST_PART + 1))


def is_told_to(who: Participant, cast: Cast) -> bool:
    """`sagte ein Lehrer der Deutschen Presse-Agentur`: whoever has no name told it to the agency; its own reporter is the agency."""
    mention = who.means or who.mention
    tokens = cast.with_owner(who, cast.tokens_of(who))
    roles = role_senses([t for t in tokens if t.i == mention.head], cast.lang)
    if not cast.is_new(who) or JOURNALIST in roles:
        return False
    speaks_for = roles & (cast.rules.institutions | cast.rules.anaphoric)
    if not speaks_for and SERVICE in role_senses(tokens, cast.lang):
        return not names_in(who, cast)
    hits = [h for h in cast.hits.get(mention.sentence, ()) if is_medium(h.id)]
    covered = {i for h in hits for i in range(h.first, h.last + 1)} - {mention.head}
    return bool(covered & {t.i for t in tokens}) and all(t.i in covered for t in names_in(who, cast))


def is_of_the_paper(who: Participant, cast: Cast) -> bool:
    """`our correspondent`, `ein Reporter dieser Zeitung`: the text cites its own."""
    tokens, classes = cast.with_owner(who, cast.tokens_of(who)), load_pack(cast.lang).classes
    sentence = cast.sentences.get((who.means or who.mention).sentence)
    outlets = {t.i: t.lemma.lower() in classes.get(OWN_OUTLET, ()) for t in tokens if t.upos == "NOUN"}
    reporters = {
        i for i in outlets if sentence and JOURNALIST in role_senses([sentence.tokens[i]], cast.lang)
    }
    below = [t for t in sentence.tokens if t.head in outlets] if sentence else []
    ours = {t.head for t in below if t.lemma.lower() in classes.get(OWN, ())}
    these = {t.head for t in below if "PronType=Dem" in t.feats and outlets[t.head]}
    return bool(these | {i for i in ours if outlets[i] or i in reporters})


def is_onlooker(tokens: Sequence[Token], cast: Cast) -> bool:
    """`military analyst Rob Lee`, `der Militärblogger X`: of a field, and speaking for nobody in it; a *Staatsanwalt* is no *Anwalt*."""
    words, senses = load_pack(cast.lang).classes.get(ONLOOKER, frozenset()), senses_of(cast.lang)
    lemmas = [t.lemma.lower() for t in tokens if t.upos == "NOUN"]
    tails = (
        (kind for lemma in lemmas if lemma not in senses for kind in _tails(lemma))
        if is_closed(cast.lang)
        else ()
    )
    return any(kind in words for kind in (*lemmas, *tails))


def names_in(who: Participant, cast: Cast) -> list[Token]:
    """The names in a description that are no names of places: `News Diggers`, `AFDL rebels`."""
    return names_among(who, cast.tokens_of(who), cast)


def names_among(who: Participant, tokens: Sequence[Token], cast: Cast) -> list[Token]:
    """The same of some words of it: of a spokesman those of whom he speaks for."""
    mention = who.means or who.mention
    hits = cast.hits.get(mention.sentence, ())
    covered = {
        i
        for hit in hits
        if "/" in hit.id or hit.id in cast.gazetteer.countries
        for i in range(hit.first, hit.last + 1)
    }
    sentence = cast.sentences.get(mention.sentence)
    quoted = quoted_names(sentence.tokens) if sentence else ()
    names = [t for t in tokens if (t.upos == "PROPN" or t.i in quoted) and t.i not in covered]
    names = [t for t in names if not is_common(t, cast.lang)]
    found = [t for t in names if not role_senses([t], cast.lang)]
    if not names and len(tokens) == 1 and _is_initials(tokens[0]) and not _is_headed(tokens[0], who, cast):
        return list(tokens)
    return found or [t for t in names if PARTY in role_senses([t], cast.lang)]  # "the Lusa Party"


def is_common(token: Token, lang: str) -> bool:
    """`| State | media said`: a common word with a capital, since it begins the sentence."""
    return not token.i and token.form.lower() in load_pack(lang).classes.get(OPENING, ())


def _is_initials(token: Token) -> bool:
    """`TAP reported`: no tap."""
    return len(token.form) > 2 and token.form.isupper() and token.upos == "NOUN"


def _is_headed(token: Token, who: Participant, cast: Cast) -> bool:
    """Whether a word hangs on it before it: "the CEO"."""
    sentence = cast.sentences.get((who.means or who.mention).sentence)
    before = sentence.tokens[: token.i] if sentence else ()
    return any(t.head == token.i and t.upos != "PUNCT" for t in before)


def names_in_compounds(who: Participant, cast: Cast) -> list[str]:
    """`Al-Awda-Krankenhaus`, `Wjasna-Vorsitzende`: the first parts of nouns that nothing else is known of."""
    if not is_closed(cast.lang):
        return []
    senses, hits = senses_of(cast.lang), cast.hits.get((who.means or who.mention).sentence, ())
    known = {i for hit in hits for i in range(hit.first, hit.last + 1)}
    nouns = [t.form.rpartition("-") for t in cast.tokens_of(who) if t.upos == "NOUN" and t.i not in known]
    return [
        first
        for first, _, last in nouns
        if first[:1].isupper() and last[:1].isupper() and first.lower() not in senses
    ]


def outlet_meant(who: Participant, cast: Cast) -> str | None:
    """`two founders of the news site Batono were detained, the site said`: the only paper, broadcaster or site that has been named by then."""
    mention = who.means or who.mention
    head = [t for t in cast.tokens_of(who) if t.i == mention.head]
    if not cast.is_known(who) or not any(any(kinds_of(t, cast.lang, OUTLETS)) for t in head):
        return None
    found: set[str] = set()
    for at, sentence in cast.sentences.items():
        if at <= mention.sentence:
            before = [t for t in sentence.tokens if at < mention.sentence or t.start < mention.span.start]
            found |= things_in(before, cast.hits.get(at, ()), cast.lang, OUTLETS)
            found |= {h.id for h in cast.hits.get(at, ()) if h.last < len(before) and is_medium(h.id)}
    outlets = [one for one in found if not one.startswith("spot:") and not one.startswith("facility:")]
    return outlets[0] if len(outlets) == 1 else None
