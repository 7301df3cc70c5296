"""Who is named in a document, and how.

`Cast` takes a document's sentences and names; says of a participant which words name him, what hangs on them, which body or state they name.
"""

from dataclasses import dataclass
from itertools import dropwhile, takewhile

from lagebild.gazetteer import Gazetteer, NameHit
from lagebild.languages import load_pack
from lagebild.model import Mention, Participant, Sentence, Span, Token
from lagebild.ontology import load_ontology
from lagebild.stories.media import is_medium
from lagebild.stories.naming import in_nominative
from lagebild.stories.roles import is_what_is_said
from lagebild.stories.rules import Rules
from lagebild.stories.spelling import GENITIVE

STATE = 3  # letters of a state's id
APART, WORLDWIDE = (
    "apart",
    "worldwide",
)  # which sectors are no bodies of their state, and which slots no state's
ARMED_GROUP = "armed_group"  # the kind of organisations that `the rebels` means
PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP")  # what a phrase for somebody consists of
PERSON = "person"  # the kind of speakers that are no body
PART_OF_A_WORD = "compound_part"  # the kind of a name that is the first part of a compound


def _is_apart(id: str) -> bool:
    """Whether an organisation is no body of a state, and no medium."""
    slot, _, rest = id.partition(".")
    known = load_ontology()
    return slot in known.slots_of[WORLDWIDE] or rest.partition(".")[0] in known.sectors_of[APART]


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
        return any("Number=Plur" in t.feats for t in self._heads_of(who))

    def are_circles(self, who: Participant) -> bool:
        """Whether a description is of several, and not of what somebody has said: "ukrainische Regierungskreise", no "Angaben"."""
        nouns = (t for t in self._heads_of(who) if t.upos == "NOUN")
        return any("Number=Plur" in t.feats and not is_what_is_said(t, self.lang) for t in nouns)

    def _heads_of(self, who: Participant) -> list[Token]:
        """The head of a description; none where its sentence is not kept."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        return [t for t in sentence.tokens if t.i == mention.head] if sentence else []

    def is_listed(self, who: Participant) -> bool:
        """Whether somebody else is named with a description: "A and B"."""
        sentence = self.sentences.get((who.means or who.mention).sentence)
        words = {t.i for t in self.tokens_of(who)}
        listed = (t for t in sentence.tokens if t.head in words and t.deprel == "conj") if sentence else ()
        return any(t.upos in ("PROPN", "NOUN") for t in listed)

    def is_new(self, who: Participant) -> bool:
        """Whether a description has the indefinite article."""
        return self._has_article(who, "Definite=Ind")

    def is_known(self, who: Participant) -> bool:
        """Whether a description has the definite article."""
        return self._has_article(who, "Definite=Def")

    def _has_article(self, who: Participant, feature: str) -> bool:
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        articles = [t for t in sentence.tokens if t.head == mention.head] if sentence else []
        return any(feature in t.feats for t in articles)

    def is_owned(self, who: Participant) -> bool:
        """Whether a description has a possessive: `its army`, `its spokesman Willy Ngoma`."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        words = {mention.head, *(t.i for t in self.tokens_of(who))}
        return sentence is not None and any(
            t.head in words and "Poss=Yes" in t.feats for t in sentence.tokens
        )

    def is_of_something(self, who: Participant) -> bool:
        """Whether a description says whose it is: `its owner`, `the mine's owner`."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        owners = (t for t in sentence.tokens if t.head == mention.head) if sentence else ()
        return self.is_owned(who) or any(t.deprel == "nmod:poss" and t.upos != "PRON" for t in owners)

    def joined_with(self, who: Participant) -> Participant | None:
        """Who says it with somebody: "residents and | the army | said"; by the order of the words, since parsers hang such lists anywhere."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        behind = [t for t in sentence.tokens if t.start >= mention.span.end] if sentence else []
        if not behind or behind[0].upos != "CCONJ":
            return None
        phrase = [t for t in takewhile(lambda t: t.upos in PHRASE, behind[1:]) if t.upos != "DET"]
        closed = (k for k, t in enumerate(phrase) if t.upos == "ADP")
        nouns = [t for t in phrase[: next(closed, None)] if t.upos in ("NOUN", "PROPN")]
        if not nouns:
            return None
        head, last = nouns[-1], phrase[-1] if phrase[-1].upos != "ADP" else nouns[-1]
        text = " ".join(t.form for t in phrase if t.i <= last.i)
        span = Span(start=phrase[0].start, end=last.start + len(last.form), text=text)
        known = {hit.id for hit in self.hits.get(mention.sentence, ()) if hit.first <= head.i <= hit.last}
        known &= self.gazetteer.organisations.keys() | self.gazetteer.holders.keys()
        actor = known.pop() if len(known) == 1 else None
        return Participant(mention=Mention(span=span, sentence=mention.sentence, head=head.i), actor=actor)

    def title_before(self, who: Participant) -> list[Token]:
        """The noun right before a name that belongs to it: "| mayor | Alejandro Eder"."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        before = [t for t in sentence.tokens if t.start < mention.span.start] if sentence else []
        heads = {t.i for t in self.tokens_of(who)} | {t.head for t in self.tokens_of(who)}
        return [t for t in before[-1:] if t.upos == "NOUN" and t.head in heads]

    def body_of_person(self, who: Participant) -> str | None:
        """The only organisation of no state that a name hangs together with: "Irungu Houghton of Amnesty International"."""
        mention, tokens = who.means or who.mention, self.tokens_of(who)
        heads = {t.i for t in tokens if t.upos == "PROPN"}
        owners = {
            t.i for t in self.with_owner(who, tokens) if t.head in heads and t.deprel.startswith("nmod")
        }
        hits = self.hits.get(mention.sentence, ())
        found = {h.id for h in hits if owners & set(range(h.first, h.last + 1)) and self._is_apart(h.id)}
        return found.pop() if len(found) == 1 else None

    def _is_apart(self, id: str) -> bool:
        return id in self.gazetteer.organisations and _is_apart(id)

    def names_behind(self, who: Participant) -> list[Token]:
        """The name right behind a description of several: "the groups | I Watch | and Mourakiboun said"."""
        mention = who.means or who.mention
        sentence = self.sentences.get(mention.sentence)
        if sentence is None:
            return []
        behind = [t for t in sentence.tokens if t.start >= mention.span.end]
        return list(takewhile(lambda t: t.upos == "PROPN", behind)) if self.are_many(who) else []

    def name_given(self, who: Participant) -> list[Token]:
        """The name that follows a word for being called so: "a group | called | the Free Sons", "eine Gruppe | namens | «Noname»"."""
        mention, grammar = who.means or who.mention, load_pack(self.lang).grammar
        sentence = self.sentences.get(mention.sentence)
        behind = sentence.tokens[mention.head + 1 :] if sentence else ()
        if not behind or behind[0].form.lower() not in grammar.get("naming_words", ()):
            return []
        named = dropwhile(lambda t: t.upos in ("DET", "PUNCT", "PRON"), behind[1:])
        return list(takewhile(lambda t: t.form[:1].isupper() and t.upos != "VERB", named))

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

    def medium_named_in(self, who: Participant) -> str | None:
        """The only agency or medium that a description of a medium names, whoever it belongs to."""
        if who.actor is None or is_medium(who.actor):
            return None
        inside = {t.i for t in self.tokens_of(who)}
        hits = self.hits.get((who.means or who.mention).sentence, ())
        found = {hit.id for hit in hits if hit.last in inside and is_medium(hit.id)}
        return found.pop() if len(found) == 1 else None

    def capital_beside(self, who: Participant) -> str | None:
        """The state whose capital hangs on a description: "the ministry in Cairo"."""
        tokens = self.tokens_of(who)
        owners = {t.i for t in self.with_owner(who, tokens)} - {t.i for t in tokens if t.upos != "PROPN"}
        hits = self.hits.get((who.means or who.mention).sentence, ())
        states = {hit.id[:STATE] for hit in hits if hit.kind == "capital" and hit.first in owners}
        return states.pop() if len(states) == 1 else None

    def state_behind(self, who: Participant) -> str | None:
        """The state of the place that a body is in, which the tree hangs on the verb: "teilte die Küstenwache | in Manila | mit"; a person may be there on a visit."""
        mention, pack = who.means or who.mention, load_pack(self.lang)
        sentence = self.sentences.get(mention.sentence)
        at = next((t.i for t in sentence.tokens if t.start >= mention.span.end), -1) if sentence else -1
        if sentence is None or at < 1:
            return None
        head, here = sentence.tokens[mention.head], sentence.tokens[at]
        homes = pack.grammar.get("home_prepositions", ())
        if here.form.lower() not in homes or pack.sources.get(head.lemma.lower()) == PERSON:
            return None
        hit = next((hit for hit in self.hits.get(mention.sentence, ()) if hit.first == at + 1), None)
        state = hit.id[:STATE] if hit and ("/" in hit.id or hit.id in self.gazetteer.countries) else None
        return state if state in self.gazetteer.countries and here.head == at + 1 else None

    def only_body_beside(self, who: Participant) -> str | None:
        """The only alliance or organisation that the sentence of a description names: "the charity", "das Bündnis"."""
        hits = self.hits.get((who.means or who.mention).sentence, ())
        known = ((hit.id, self.gazetteer.organisations.get(hit.id)) for hit in hits)
        found = {id for id, body in known if body and _is_apart(id)}
        return found.pop() if len(found) == 1 else None

    def only_group_named(self, who: Participant) -> str | None:
        """The only armed group that the document has named when it speaks of `the rebels`."""
        here = (who.means or who.mention).sentence
        found = {
            hit.id for at, hits in self.hits.items() if at <= here for hit in hits if self.is_armed(hit.id)
        }
        return found.pop() if len(found) == 1 else None

    def is_armed(self, id: str) -> bool:
        """Whether an id is an armed group's."""
        body = self.gazetteer.organisations.get(id)
        return body is not None and body.kind == ARMED_GROUP

    def office_holder_named(self, who: Participant) -> str | None:
        """The only holder of an office whom the sentence of `his office` names before it, or else the sentence before."""
        mention = who.means or who.mention
        hits = [hit for hit in self.hits.get(mention.sentence, ()) if hit.last < mention.head]
        for named in (hits, self.hits.get(mention.sentence - 1, ())):
            found = {hit.id for hit in named if hit.id in self.gazetteer.holders}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def holder_in(self, who: Participant) -> str | None:
        """The only holder of an office whom a description names beside its head: "the office of President Tinubu"."""
        inside = {t.i for t in self.with_owner(who, self.tokens_of(who))} - {(who.means or who.mention).head}
        hits = self.hits.get((who.means or who.mention).sentence, ())
        found = {hit.id for hit in hits if hit.last in inside and hit.id in self.gazetteer.holders}
        return found.pop() if len(found) == 1 else None

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
