"""Who is cited: one key for all who speak for one body.

Takes the links of a claim's chain; gives `Voice`s. Ministry, minister and spokesman of one government body have one key; a
person or organisation that the gazetteer does not know is keyed by the name, spelt the same whatever the language; whoever is
unnamed has none.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec

from lagebild.gazetteer import Gazetteer, NameHit, load_gazetteer
from lagebild.languages import load_pack
from lagebild.model import Attribution, Participant, Sentence, Token
from lagebild.stories.media import is_medium, state_of_medium
from lagebild.stories.naming import in_nominative
from lagebild.stories.records import Voice
from lagebild.stories.rules import Rules, senses_of

GENITIVE = 2  # letters
SHORTEST_PART = 5  # letters of the last part of a compound
SAID = frozenset({"report"})
SERVICE = "service"
PART_OF_A_WORD = "compound_part"  # the kind of a name that is the first part of a compound
UNNAMED = ("anonymous", "collective", "self")
_ALIKE = (
    ("tsch", "ch"), ("sch", "sh"), ("dsch", "j"), ("kh", "ch"), ("ck", "k"), ("w", "v"), ("y", "i"), ("j", "i"),
    ("ph", "f"), ("th", "t"), ("z", "s"), ("c", "k"),
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """What is asked of a document's names: its language, day and sentences, the gazetteer, the rules."""

    lang: str
    day: str | None
    sentences: dict[int, Sentence]
    hits: dict[int, list[NameHit]]
    gazetteer: Gazetteer
    rules: Rules

    def tokens_of(self, who: Participant) -> list[Token]:
        """The tokens of the fullest wording of a participant."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        span = mention.span
        return [t for t in sentence.tokens if span.start <= t.start < span.end] if sentence else []

    def with_owner(self, who: Participant, tokens: list[Token]) -> list[Token]:
        """The words of a description, and the nouns that hang on it."""
        sentence = self.sentences.get((who.means or who.mention).sentence)
        inside = {t.i for t in tokens}
        owners = (
            [t for t in sentence.tokens if t.head in inside and t.deprel.startswith("nmod")]
            if sentence
            else []
        )
        return [*tokens, *(t for t in owners if t.i not in inside)]

    def called(self, who: Participant) -> str:
        """What a participant is called, in the nominative where that is sure."""
        mention = who.means or who.mention
        known = self.gazetteer.label(who.actor, self.lang) if who.actor else ""
        if known and who.name.startswith(known) and len(who.name) - len(known) <= GENITIVE:
            return known  # "Taiwans"
        head = mention.head if mention.sentence in self.sentences else -1
        return in_nominative(who.name, self.tokens_of(who), head, load_pack(self.lang).grammar)

    def are_many(self, who: Participant) -> bool:
        """Whether a description is of several, and no body has a name of its own in it."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        heads = [t for t in sentence.tokens if t.i == mention.head] if sentence else []
        return any("Number=Plur" in t.feats for t in heads)

    def is_new(self, who: Participant) -> bool:
        """Whether a description has the indefinite article."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        articles = [t for t in sentence.tokens if t.head == mention.head] if sentence else []
        return any("Definite=Ind" in t.feats for t in articles)

    def is_owned(self, who: Participant) -> bool:
        """Whether a description has a possessive: `its army`."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        return sentence is not None and any(
            t.head == mention.head and "Poss=Yes" in t.feats for t in sentence.tokens
        )

    def body_named_in(self, who: Participant) -> str | None:
        """The only organisation that is a part of a title: `UN-Gesandter Grundberg`."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        inside = {
            hit.id
            for hit in self.hits.get(mention.sentence, ())
            if hit.kind == PART_OF_A_WORD and sentence
            if mention.span.start <= sentence.tokens[hit.first].start < mention.span.end
        }
        found = inside & self.gazetteer.organisations.keys()
        return found.pop() if len(inside) == len(found) == 1 else None

    def state_named_in(self, who: Participant) -> str | None:
        """The only state that a description names, by itself or by a place in it: `governor of Odesa`."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        span = mention.span
        if sentence is None:
            return None
        inside = {t.i for t in sentence.tokens if span.start <= t.start < span.end}
        # "the defence ministry in Beijing": what hangs on the description belongs to it.
        inside |= {t.i for t in sentence.tokens if t.head in inside and t.deprel.startswith("nmod")}
        named = {hit.id[:3] for hit in self.hits.get(mention.sentence, ()) if hit.first in inside}
        named &= set(self.gazetteer.countries)
        return named.pop() if len(named) == 1 else None


def voice_of(link: Attribution, cast: Cast, before: Sequence[Voice], owner: str | None = None) -> Voice:
    """The voice of a link of a chain; `before` are those that the document has already cited, `owner` the state whose
    ministry `its ministry` is.
    """
    who = link.source
    known = who.actor is not None or _is_institution(who, cast) or bool(_names_in(who, cast))
    unnamed = link.kind in UNNAMED and not known
    found = Voice(key=None, name=cast.called(who)) if unnamed else speaker_of(who, cast, before, owner)
    return msgspec.structs.replace(found, inferred=link.inferred)


def speaker_of(who: Participant, cast: Cast, before: Sequence[Voice], owner: str | None = None) -> Voice:
    """The voice of a participant: of the body that the gazetteer knows, of a name, of an institution, of nobody."""
    tokens = cast.tokens_of(who)
    if who.actor:
        state = state_of(who.actor, cast.gazetteer)
        return Voice(
            key=_body_worded(who.actor, tokens, cast), name=cast.called(who), state=state, actor=who.actor
        )
    named = _names_in(who, cast) or _named(tokens, cast)
    places = [t for t in tokens if t.upos == "PROPN" and not role_senses([t], cast.lang)]
    roles = role_senses(tokens, cast.lang) & cast.rules.institutions
    bodies = roles & cast.rules.bodies_of_many
    if bodies and (named or places):
        state = cast.state_named_in(who)
        return Voice(key=f"{state or 'role'}:{min(bodies)}", name=cast.called(who), state=state, roles=roles)
    body = cast.body_named_in(who) if named else None
    if body is not None:
        state = state_of(body, cast.gazetteer)
        return Voice(key=body_of(body, cast), name=cast.called(who), state=state, actor=body)
    if named or places:
        key = f"name:{spelt_alike(name_of((named or places)[-1]))}"
        if not named and roles:  # "the governor of Odesa" is not the mayor of Odesa
            key += f":{min(roles)}"
        return Voice(key=key, name=cast.called(who), state=cast.state_named_in(who), roles=roles)
    return _institution(who, tokens, cast, before, owner)


def _names_in(who: Participant, cast: Cast) -> list[Token]:
    """The names in a description that are no names of places: `News Diggers`, `AFDL rebels`."""
    return _names_among(who, cast.tokens_of(who), cast)


def _names_among(who: Participant, tokens: Sequence[Token], cast: Cast) -> list[Token]:
    """The same of some words of it: of a spokesman those of whom he speaks for."""
    mention = who.means or who.mention
    hits = cast.hits.get(mention.sentence, ())
    covered = {
        i
        for hit in hits
        if "/" in hit.id or hit.id in cast.gazetteer.countries
        for i in range(hit.first, hit.last + 1)
    }
    return [t for t in tokens if t.upos == "PROPN" and t.i not in covered and not role_senses([t], cast.lang)]


def of_one_state(chain: Sequence[Voice], day: str | None) -> tuple[Voice, ...]:
    """A state's agency that cites "the Central Military Commission" means that of its own state, whatever other state has one."""
    found = list(chain[:1])
    for outer, voice in pairwise(chain):
        owner = state_of_medium(outer.key, day) if outer.key else None
        known = load_gazetteer().organisations.get(voice.actor or "")
        if owner and known and voice.state not in (None, owner) and not is_medium(known.id):
            voice = Voice(
                key=f"name:{spelt_alike(voice.name)}", name=voice.name, state=owner, inferred=voice.inferred
            )
        found.append(voice)
    return tuple(found)


def _named(tokens: Sequence[Token], cast: Cast) -> list[Token]:
    """`Deutsche Bahn`: a noun with a capital adjective is a name, where adjectives have none and it begins no sentence."""
    if not is_closed(cast.lang) or len(tokens) < 2:
        return []
    capital = any(t.upos == "ADJ" and t.form[:1].isupper() and t.i > 0 for t in tokens)
    return [t for t in tokens if t.upos == "NOUN"] if capital else []


def _is_institution(who: Participant, cast: Cast) -> bool:
    """One body, not several of its people: `the court`, not `officials`."""
    tokens = cast.tokens_of(who)
    nouns = [t for t in tokens if t.upos in ("NOUN", "PROPN") and t.deprel != "nmod"]
    many = any("Number=Plur" in t.feats for t in nouns if not _is_what_is_said(t, cast.lang))
    return not many and bool(role_senses(tokens, cast.lang) & cast.rules.institutions)


def _is_what_is_said(token: Token, lang: str) -> bool:
    """`Polizeiangaben`: many words of one body."""
    return is_closed(lang) and _last_part(token.lemma.lower(), senses_of(lang)) == SAID


def _body_worded(actor: str, tokens: Sequence[Token], cast: Cast) -> str:
    """`Ukraine's defence ministry` is `UKR.GOV` in the gazetteer; the words say which body of it."""
    slot, _, rest = actor.partition(".")
    senses = role_senses(tokens, cast.lang)
    if rest in ("", "GOV", "MIL") and senses >= cast.rules.spying:
        return f"{slot}.{cast.rules.sectors[SERVICE]}"  # "Ukraine's military intelligence agency"
    if rest in ("", "GOV"):
        bodies = frozenset(cast.rules.bodies.values())
        named = senses & bodies or {cast.rules.bodies[s] for s in senses & set(cast.rules.bodies)}
        if named:
            return f"{slot}:{min(named)}"
    return body_of(actor, cast)


def _institution(
    who: Participant, tokens: list[Token], cast: Cast, before: Sequence[Voice], owner: str | None
) -> Voice:
    """`the ministry`: whom the document has cited before, where there is such a one, else a body of that kind."""
    own, tokens = tokens, cast.with_owner(who, tokens)  # "a spokeswoman for the court"
    senses = role_senses(tokens, cast.lang)
    if senses & cast.rules.anaphoric and (owner_named := _names_among(who, tokens, cast)):
        return Voice(key=f"name:{spelt_alike(name_of(owner_named[-1]))}", name=cast.called(who))
    new = cast.is_new(who)  # "a spokeswoman": nobody who has been named
    speaks_for = senses & cast.rules.institutions - cast.rules.anaphoric
    of_body = role_senses([t for t in tokens if t not in own], cast.lang) & cast.rules.institutions
    if senses & cast.rules.anaphoric and new and not (speaks_for or of_body):
        return Voice(key=None, name=cast.called(who))
    if senses & cast.rules.anaphoric and not speaks_for:
        if owner and cast.is_owned(who) and not senses & cast.rules.institutions:
            return Voice(key=owner, name=cast.called(who), state=owner)  # "its spokesman"
        known = next((v for v in reversed(before) if v.key and not v.key.startswith("pub:")), None)
        if known is not None:
            return Voice(key=known.key, name=known.name, state=known.state, actor=known.actor)
        if not senses & cast.rules.institutions:
            return Voice(key=None, name=cast.called(who))
    named = senses & cast.rules.institutions
    if named <= cast.rules.anaphoric and cast.are_many(who):
        return Voice(key=None, name=cast.called(who))  # "the authorities"
    if not new and (known := _of_one_kind(named, before, cast)):
        return Voice(key=known.key, name=known.name, state=known.state, actor=known.actor)
    owned = any("Poss=Yes" in t.feats for t in tokens) and not named & cast.rules.local
    state = owner if owned else cast.state_named_in(who)
    bodies = frozenset(cast.rules.bodies.values())
    key = f"{state or 'role'}:{max(named, key=lambda n: (n in bodies, len(n), n))}" if named else None
    return Voice(key=key, name=cast.called(who), state=state)


def _of_one_kind(named: frozenset[str], before: Sequence[Voice], cast: Cast) -> Voice | None:
    """`the military`: the army that the document has just cited, whatever it is called."""
    sectors = {cast.rules.sectors[sense] for sense in named if sense in cast.rules.sectors}
    held = (v for v in reversed(before) if v.key and set(v.key.split(".")[1:2]) & sectors)
    return next(held, None)


def cites(sentence: Sentence, lang: str) -> bool:
    """Whether a phrase of the sentence cites: `laut X`, `nach Angaben von X`, `according to X`, `wie X berichtet`."""
    before: dict[int, list[Token]] = {}
    for t in sentence.tokens:
        if t.i < t.head:
            before.setdefault(t.head, []).append(t)
    return any(_cites(sentence.tokens[i], words, sentence, lang) for i, words in before.items())


def _cites(token: Token, before: Sequence[Token], sentence: Sentence, lang: str) -> bool:
    """Whether a word with these before it, which hang on it, cites somebody."""
    cues, as_words = load_pack(lang).cues, load_pack(lang).grammar.get("as_words", ())
    if is_cue(token, "verb", lang):
        return any(k.form.lower() in as_words for k in before)
    forms = [k.form.lower() for k in before if k.deprel == "case"]
    forms += [" ".join((k.form.lower(), sentence.tokens[k.i + 1].form)) for k in before if k.deprel == "case"]
    ways = {cue.content for form in forms for cue in cues.get(form, ()) if cue.upos == "ADP"}
    return () in ways or (("noun",) in ways and is_cue(token, "noun", lang))


def is_cue(token: Token, construction: str, lang: str) -> bool:
    """Whether a word cites in this construction."""
    cues = load_pack(lang).cues.get(token.lemma, ())
    return any(cue.construction == construction and cue.upos == token.upos for cue in cues)


def role_senses(tokens: Sequence[Token], lang: str) -> frozenset[str]:
    """The senses of a description: of its words, and of two words side by side (`interior ministry`)."""
    senses = senses_of(lang)
    words = [t.lemma.lower() for t in tokens]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    closed = is_closed(lang)
    found = [senses.get(w) or (_parts(w, senses, lang) if closed else frozenset()) for w in (*pairs, *words)]
    return frozenset().union(*found) if found else frozenset()


def is_closed(lang: str) -> bool:
    """Whether a language writes compounds as one word."""
    return load_pack(lang).grammar.get("compounds") == "closed"


def _parts(word: str, senses: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """The senses of a compound: of its last part; of what somebody has said, of whoever said it (`Polizeiangabe`)."""
    last = _last_part(word, senses)
    return _first_part(word, senses, lang) or last if last == SAID else last


def _first_part(word: str, senses: dict[str, frozenset[str]], lang: str) -> frozenset[str]:
    """The senses of the longest first part that has any, of one and not of many: `Regierungsangabe`, not `Behördenangabe`."""
    joints = ("", *load_pack(lang).grammar.get("compound_joints", ()))
    for k in range(len(word) - SHORTEST_PART, 2, -1):
        first, rest = word[:k].rstrip("-"), word[k:]
        if first in senses and any(rest.removeprefix(joint) in senses for joint in joints):
            return senses[first]
    return frozenset()


def _last_part(word: str, senses: dict[str, frozenset[str]]) -> frozenset[str]:
    """The senses of the longest last part of a compound that has any: `Kammergericht`."""
    _, hyphen, last = word.rpartition("-")
    if hyphen and last in senses:
        return senses[last]
    tails = (word[k:].lstrip("-") for k in range(3, len(word) - SHORTEST_PART + 1))
    return next((senses[tail] for tail in tails if tail in senses), frozenset())


def body_of(actor: str, cast: Cast) -> str:
    """The body that an actor speaks for: `RUS:foreign_ministry` for the ministry, its minister and its spokesman."""
    slot, _, rest = actor.partition(".")
    seat = cast.rules.seats.get(actor)
    if seat:
        return f"{slot}:{seat}"
    day = date.fromisoformat(cast.day) if cast.day else None
    holder = cast.gazetteer.holder_of(actor, day) if actor in cast.gazetteer.holders else None
    if holder is not None and holder.office in cast.rules.heads:
        return f"{holder.state}.{holder.sector}"
    if holder is not None:
        body = cast.rules.bodies.get(holder.office)
        return f"{slot}:{body}" if body else f"{holder.state}:{holder.office}"
    name = rest.rpartition(".")[2]
    return f"{slot}:{name}" if name in cast.rules.bodies.values() else actor


def state_of(actor: str, gazetteer: Gazetteer) -> str | None:
    """The state that an actor belongs to; an alliance or armed group is its own."""
    known = gazetteer.actor(actor)
    if known is None:
        return None
    if known.sector in ("REB", "PRM", "UAF"):
        return actor
    return known.state or actor


def name_of(token: Token) -> str:
    """A name without its genitive; whatever else a lemma changes in it was guessed ("Sounion", no "Sounio")."""
    genitive = token.form.startswith(token.lemma) and len(token.form) - len(token.lemma) <= GENITIVE
    return token.lemma if token.lemma and genitive else token.form


def spelt_alike(name: str) -> str:
    """A name without what languages spell differently: Syniehubov, Synjehubow."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z]", "", plain)
    for one, other in _ALIKE:
        plain = plain.replace(one, other)
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]+", "a", plain)) or name.lower()
