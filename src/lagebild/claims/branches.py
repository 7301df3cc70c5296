"""The tree of one sentence as it is parsed: what stands at a token, above it, below it, and in its verb group.

Takes a Sentence (Universal Dependencies) and the language's grammar switches; gives a token's features, its ancestors,
subtree, conjuncts and clause, its auxiliaries and voice, its preposition and case. `enhanced.py` names the dependents, `tree.py` adds those that are not said.
"""

from collections.abc import Callable, Collection, Container, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

from lagebild.claims.answers import once
from lagebild.model import Sentence

CLAUSE_RELATIONS = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
VERBAL = frozenset({"VERB", "AUX"})
# Asked of all tokens of every tree.
_FORM, _LEMMA, _UPOS, _FEATS, _DEPREL = map(attrgetter, ("form", "lemma", "upos", "feats", "deprel"))


class Branches:
    """A sentence's tree as it is parsed. Positions are those of `sentence.tokens`; -1 is above the root.

    `words` are the lower-cased forms of all tokens. Of a token, `word` is that form; `lemma` the lower-cased lemma (of a participle used as adjective, that of its
    verb); `relation` the relation without its subtype; `is_verbal` whether it is a verb, or such a participle. These are asked
    most, so they are looked up in lists.
    """

    word: Callable[[int], str]
    lemma: Callable[[int], str]
    relation: Callable[[int], str]
    is_verbal: Callable[[int], bool]

    def __init__(self, sentence: Sentence, grammar: Mapping[str, Any]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.grammar = grammar
        self.children: list[list[int]] = [[] for _ in self.tokens]
        self._relations_below: list[set[str]] = [set() for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                self.children[token.head].append(token.i)
                self._relations_below[token.head].add(token.deprel)
        self._features = features = [*map(_features_of, map(_FEATS, self.tokens))]
        # The verb that a participle used as adjective was made from.
        verbs = {
            t.i: verb for t in self.tokens if t.upos == "ADJ" and (verb := features[t.i].get("VerbLemma"))
        }
        words = [*map(str.lower, map(_FORM, self.tokens))]
        self.word, self.words = words.__getitem__, frozenset(words)
        lemmas = [*map(str.lower, map(_LEMMA, self.tokens))]
        verbal = [*map(VERBAL.__contains__, map(_UPOS, self.tokens))]
        for i, verb in verbs.items():
            lemmas[i], verbal[i] = verb.lower(), True
        self.lemma, self.is_verbal = lemmas.__getitem__, verbal.__getitem__
        self.relation = [*map(_universal, map(_DEPREL, self.tokens))].__getitem__

    # ------------------------------------------------ single tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def feature(self, i: int, name: str) -> str:
        """A morphological feature's value, or the empty string."""
        return self._features[i].get(name, "")

    def is_finite(self, i: int) -> bool:
        """Whether a token is itself a finite verb."""
        return self.feature(i, "VerbForm") == "Fin"

    def is_participle_adjective(self, i: int) -> bool:
        """Whether a participle modifies its noun ("der entführte Journalist", "the abducted reporter")."""
        return self.tokens[i].deprel == "amod" and self.is_verbal(i)

    def has_child(self, i: int, *deprels: str) -> bool:
        """Whether a token has a child with one of these full relations."""
        return not self._relations_below[i].isdisjoint(deprels)

    def is_behind(self, i: int, marks: Container[str]) -> bool:
        """Whether one of these marks stands right before a token."""
        return i > 0 and self.tokens[i - 1].form in marks

    def child(self, i: int, *deprels: str) -> int | None:
        """The first child with one of these full relations."""
        if self._relations_below[i].isdisjoint(deprels):  # most often
            return None
        for c in self.children[i]:
            if self.tokens[c].deprel in deprels:
                return c
        return None

    def has_mark(self, i: int, words: Collection[str]) -> bool:
        """Whether one of these words marks a clause as subordinate."""
        return any(self.relation(c) == "mark" and self.word(c) in words for c in self.children[i])

    def opening_word(self, i: int, words: Collection[str]) -> int:
        """The first child before a token that is one of these words, or -1."""
        for c in self.children[i]:
            if c >= i:
                break
            if self.word(c) in words:
                return c
        return -1

    def edge(self, i: int) -> tuple[int, str]:
        """What a token hangs on, and as what."""
        return self.tokens[i].head, self.tokens[i].deprel

    # ------------------------------------------------ up and down

    @once
    def ancestors(self, i: int) -> tuple[int, ...]:
        """The tokens above, nearest first. A broken tree ends rather than turns in a circle."""
        found: dict[int, None] = {i: None}
        above = self.tokens[i].head
        while above >= 0 and above not in found:
            found[above] = None
            above = self.tokens[above].head
        return tuple(found)[1:]

    def verb_above(self, i: int) -> int:
        """The nearest verb above, or -1."""
        return next((k for k in self.ancestors(i) if self.is_verbal(k)), -1)

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """All tokens below and the token itself, in text order; children with a relation in `skip` are left out."""
        return self._subtree((i, skip)) if self.children[i] else (i,)

    @once
    def _subtree(self, asked: tuple[int, frozenset[str]]) -> tuple[int, ...]:
        i, skip = asked
        found = [i]
        for here in found:  # which grows meanwhile
            below = self.children[here]
            if skip:
                below = [
                    c for c in below if self.relation(c) not in skip and self.tokens[c].deprel not in skip
                ]
            found += below
        return tuple(sorted(found))

    @once
    def words_below(self, i: int) -> tuple[int, ...]:
        """The tokens below and the token itself, in text order, without punctuation."""
        return tuple(k for k in self.subtree(i) if self.tokens[k].upos != "PUNCT")

    @once
    def first_word(self, i: int) -> int:
        """The first token below or itself that is no punctuation; the first of all where every one is."""
        return (self.words_below(i) or self.subtree(i))[0]

    @once
    def last_word(self, i: int) -> int:
        """The last token below or itself that is no punctuation; the last of all where every one is."""
        return (self.words_below(i) or self.subtree(i))[-1]

    @once
    def conjuncts(self, i: int) -> tuple[int, ...]:
        """A nominal and those coordinated with it."""
        words = self.grammar.get("predicative_words", ())
        more = [c for c in self.children[i] if self.relation(c) == "conj" and not self._is_called(c, words)]
        return (i, *(found for c in more for found in self.conjuncts(c)))

    def _is_called(self, c: int, words: Collection[str]) -> bool:
        """`den Angriff auf Kiew | als Verbrechen`: what something is called stands on no list with it."""
        return any(self.relation(k) == "case" and self.word(k) in words for k in self.children[c])

    @once
    def clause(self, i: int) -> int:
        """The head of the clause that a token stands in."""
        for here in (i, *self.ancestors(i)):
            if self.is_clause_head(here):
                return here
        return i

    @once
    def is_clause_head(self, i: int) -> bool:
        """Whether a token heads a clause: by its relation, or as a verb coordinated with such a head."""
        relation = self.relation(i)
        if relation == "conj":
            head = self.tokens[i].head
            return (self.is_verbal(i) or self._has_subject(i)) and self.is_clause_head(head)
        if relation == "acl" and not self.is_verbal(i):
            return self._has_subject(i) or self.has_child(i, "cop")
        return relation in CLAUSE_RELATIONS

    @once
    def _has_subject(self, i: int) -> bool:
        return not self._is_subjectless_infinitive(i) and self.has_child(
            i, "nsubj", "nsubj:pass", "csubj", "csubj:pass"
        )

    def is_apart(self, a: int, b: int) -> bool:
        """Whether a semicolon stands between two tokens: what is said in the one clause does not hold for the other."""
        breaks = self.grammar.get("clause_breaks", ())
        return any(self.tokens[k].form in breaks for k in range(min(a, b), max(a, b)))

    def is_cleft(self, a: int, b: int) -> bool:
        """Whether a clause says what the predicate noun over it did: "it was not X that attacked"."""
        return (
            self.tokens[b].deprel == "acl:relcl"
            and self.has_child(a, "cop")
            and any(
                self.word(c) in self.grammar.get("cleft_subjects", ())
                for c in self.children[a]
                if self.relation(c) in ("nsubj", "expl")
            )
        )

    def is_announced(self, a: int, b: int) -> bool:
        """Whether a colon stands between a word and what follows it."""
        return a < b and any(self.tokens[k].form in self.grammar.get("colons", ()) for k in range(a, b))

    # ------------------------------------------------ what marks a nominal or an infinitive

    @once
    def _is_subjectless_infinitive(self, i: int) -> bool:
        """An infinitive with *zu* has no subject, unless somebody *has* to do it: what is parsed as one is its object."""
        own = self.grammar.get("having_to", ())
        if not self.is_marked_infinitive(i):
            return False
        modal = (a for a in self.children[i] if self.relation(a) == "aux" and self.lemma(a) in own)
        return not any(self.feature(a, "VerbForm") == "Fin" for a in modal)

    def is_marked_infinitive(self, i: int) -> bool:
        """An infinitive with *zu*, before it or within ("auszutauschen")."""
        marks, inside = self.grammar.get("infinitive_marks", ()), self.grammar.get("infixed_mark", "")
        if inside and inside in self.word(i)[1:] and self.word(i).replace(inside, "", 1) == self.lemma(i):
            return True
        return self.has_mark(i, marks)

    @once
    def preposition(self, c: int) -> str:
        """The preposition of a nominal, contractions opened ("im" -> "in"); several are joined by `_`."""
        if not self.children[c]:
            return ""
        cases = [k for k in self.children[c] if self.relation(k) == "case" and self.tokens[k].upos != "PART"]
        if not cases and self.relation(c) == "obl" and not self.has_child(c, "det"):  # "als Geiseln genommen"
            words = self.grammar.get("predicative_words", ())
            cases = [k for k in self.children[c] if self.relation(k) == "cc" and self.word(k) in words]
        cases = [k for k in cases if self.word(k) not in ("'s", "’s", "'", "’")]
        opened = self.grammar.get("contractions", {})
        parts = [opened.get(self.word(k), self.word(k)) for k in cases]
        parts += [self.word(f) for k in cases for f in self.children[k] if self.relation(f) == "fixed"]
        return "_".join(parts)

    @once
    def case_of(self, c: int) -> str:
        """`acc`, `dat`, `gen` or the empty string, from the contraction, the article or the feature."""
        for k in self.children[c]:
            told = self.grammar.get("case_forms", {}).get(self.word(k))
            if self.word(k) in self.grammar.get("dative_plural_articles", ()) and self._are_several(c):
                told = "dat"  # "auf den Philippinen"
            if told and self.relation(k) in ("case", "det"):
                return str(told)
        return self.feature(c, "Case").lower()

    def _are_several(self, c: int) -> bool:
        return self.feature(c, "Number") == "Plur"

    # ------------------------------------------------ verb groups

    @once
    def auxiliaries(self, i: int) -> list[int]:
        """Auxiliaries and copulas of a predicate; a conjunct shares those of the first verb unless it has its own."""
        own = self._own_auxiliaries(i)
        if own or self.feature(i, "VerbForm") == "Fin" or not self.is_verbal(i):
            return own
        if self.relation(i) == "conj" and not self._has_subject(i) and self.is_verbal(self.tokens[i].head):
            return self.auxiliaries(self.tokens[i].head)
        later = (
            c
            for c in self.children[i]
            if self.relation(c) == "conj" and self.is_verbal(c) and not self._has_subject(c)
        )
        return next((found for c in later if (found := self._own_auxiliaries(c))), [])

    @once
    def _own_auxiliaries(self, i: int) -> list[int]:
        return [c for c in self.children[i] if self.relation(c) in ("aux", "cop")]

    @once
    def finite(self, i: int) -> int | None:
        """The finite verb of a predicate's group: the predicate itself or one of its auxiliaries."""
        group = self.auxiliaries(i)
        for t in sorted([*group, i]) if group else (i,):
            if self.feature(t, "VerbForm") == "Fin":
                return t
        return None

    def is_done_attribute(self, i: int) -> bool:
        """`den | ausgewiesenen | Botschafter`: a past participle before a noun that is known: what it tells is done, whatever is told of the noun."""
        noun = self.tokens[i].head
        if (
            self.relation(i) != "amod"
            or noun <= i
            or not self.has_child(noun, "det", "det:poss", "nmod:poss")
        ):
            return False
        given = any(
            self.feature(k, "Definite") == "Def" or self.feature(k, "Poss") == "Yes"
            for k in self.children[noun]
        )
        return given and self.is_verbal(i) and self._is_bare_past_participle(i)

    @once
    def is_passive(self, i: int) -> bool:
        """Whether a predicate is passive: by its auxiliary, its subject, or as a bare past participle."""
        if self.has_child(i, "aux:pass", "nsubj:pass"):
            return True
        if any(self.tokens[a].deprel == "aux:pass" for a in self.auxiliaries(i)):
            return True
        if self.relation(i) == "amod" and any(self.tokens[k].deprel == "obl:agent" for k in self.children[i]):
            return True  # "die | von Ruanda unterstützte | M23"
        return self._is_bare_past_participle(i) or self._is_state_passive(i) or self._is_supposed(i)

    def _is_supposed(self, i: int) -> bool:
        """`two men | alleged to have planted it`: right behind a noun, and with what that is supposed to have done, somebody else supposes it."""
        if self.lemma(i) not in self.grammar.get("supposing_participles", ()) or i < 1:
            return False
        bare = self.tokens[i].deprel in ("acl", "xcomp", "acl:relcl") and not self.has_child(
            i, "nsubj", "aux", "obj", "ccomp"
        )
        behind = self.tokens[i - 1].upos in ("NOUN", "PROPN") and self.feature(i, "Tense") == "Past"
        done = self.child(i, "xcomp", "advcl")
        return bare and behind and done is not None and self.has_child(done, "mark")

    def _is_state_passive(self, i: int) -> bool:
        """A past participle with *to be* alone, or with none as tickers have it ("80 Geiseln befreit"): passive, unless its perfect has *to be*, too."""
        own = self.grammar.get("perfect_with_be", ())
        if not own or self.feature(i, "VerbForm") != "Part" or self.lemma(i) in own:
            return False
        if self.has_child(i, "obj", "ccomp", "xcomp") or self.is_participle_adjective(i):
            return False
        if self._is_finite_homograph(i):
            return False
        if self.lemma(i) in self.grammar.get("active_alone", ()) and not self.auxiliaries(i):
            return False
        verbs = {self.tokens[a].lemma for a in self.auxiliaries(i)}
        return not verbs & set(self.grammar.get("active_auxiliaries", ())) and (
            self.has_child(i, "nsubj") or self._has_agent(i)
        )

    def _is_finite_homograph(self, i: int) -> bool:
        """`die Behörde, die gegen ihn | ermittelt |`: a clause with a relative pronoun or a mark has a finite verb, and that is what looks like its participle."""
        endings = tuple(self.grammar.get("finite_homograph_endings", ()))
        clause = self.tokens[i].deprel == "acl:relcl" or self.has_child(i, "mark")
        alone = clause and self.has_child(i, "nsubj") and not self.auxiliaries(i)
        return alone and bool(endings) and self.word(i).endswith(endings)

    def _has_agent(self, i: int) -> bool:
        words = self.grammar.get("passive_agents", ())
        return any(self.relation(c) == "obl" and self.preposition(c) in words for c in self.children[i])

    def _is_bare_past_participle(self, i: int) -> bool:
        if not (self.is_participle_adjective(i) or self.tokens[i].deprel in ("acl", "advcl")):
            return False
        given = self.lemma(i) in self.grammar.get(
            "handing_verbs", ()
        )  # "| Given | 72 hours to leave, the envoy ..."
        if self.has_child(i, "aux", "nsubj") or (self.has_child(i, "obj") and not given):
            return False
        if self.tokens[i].upos == "ADJ":
            return not self.tokens[i].lemma.endswith(
                tuple(self.grammar.get("present_participle_endings", ("ing",)))
            )
        return self.feature(i, "VerbForm") == "Part" and self.feature(i, "Tense") != "Pres"


@lru_cache(maxsize=5_000)
def _features_of(feats: str) -> dict[str, str]:
    """Case=Nom|Number=Sing as a dict, which nobody changes."""
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


@lru_cache(maxsize=1_000)
def _universal(deprel: str) -> str:
    """A relation without its subtype."""
    return deprel.partition(":")[0]
