"""The tree of one sentence, asked the questions that claims ask.

Takes a Sentence (Universal Dependencies) and the language's grammar switches; gives dependents under the
enhanced names of `languages/_template/README.md`: passives turned, control and coordination filled in, relative
pronouns replaced by their nouns, prepositions written out. One place for all languages.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from lagebild.claims.answers import once
from lagebild.model import Sentence, Token

CLAUSE_RELATIONS = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


class Link(NamedTuple):
    """A dependent under all names that it answers to (`obl`, `obl:gegen`, `obl:gegen:acc`, `any:gegen`)."""

    names: frozenset[str]
    token: int


class Tree:
    """A sentence's tree. Positions are those of `sentence.tokens`; -1 is above the root.

    Of a token, `word` is the lower-cased form; `lemma` the lower-cased lemma (of a participle used as adjective, that of its
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
        self._features = [_features_of(token.feats) for token in self.tokens]
        self.word = [token.form.lower() for token in self.tokens].__getitem__
        self.lemma = [*map(_lemma_of, self.tokens, self._features)].__getitem__
        self.relation = [token.deprel.partition(":")[0] for token in self.tokens].__getitem__
        self.is_verbal = [*map(_is_verbal, self.tokens, self._features)].__getitem__
        self._links: dict[int, tuple[Link, ...]] = {}

    # ------------------------------------------------ single tokens

    def __len__(self) -> int:
        return len(self.tokens)

    def feature(self, i: int, name: str) -> str:
        """A morphological feature's value, or the empty string."""
        return self._features[i].get(name, "")

    def is_participle_adjective(self, i: int) -> bool:
        """Whether a participle modifies its noun ("der entführte Journalist", "the abducted reporter")."""
        return self.tokens[i].deprel == "amod" and self.is_verbal(i)

    def has_child(self, i: int, *deprels: str) -> bool:
        """Whether a token has a child with one of these full relations."""
        return not self._relations_below[i].isdisjoint(deprels)

    def child(self, i: int, *deprels: str) -> int | None:
        """The first child with one of these full relations."""
        return next((c for c in self.children[i] if self.tokens[c].deprel in deprels), None)

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

    def subtree(self, i: int, skip: frozenset[str] = frozenset()) -> tuple[int, ...]:
        """All tokens below and the token itself, in text order; children with a relation in `skip` are left out."""
        return self._subtree((i, skip)) if self.children[i] else (i,)

    @once
    def _subtree(self, asked: tuple[int, frozenset[str]]) -> tuple[int, ...]:
        (i, skip), found = asked, []
        stack = [i]
        while stack:
            here = stack.pop()
            found.append(here)
            for c in self.children[here]:
                if not skip or (self.relation(c) not in skip and self.tokens[c].deprel not in skip):
                    stack.append(c)
        return tuple(sorted(found))

    @once
    def conjuncts(self, i: int) -> tuple[int, ...]:
        """A nominal and those coordinated with it."""
        more = [c for c in self.children[i] if self.relation(c) == "conj"]
        return (i, *(found for c in more for found in self.conjuncts(c)))

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
        group = sorted([*self.auxiliaries(i), i])
        return next((t for t in group if self.feature(t, "VerbForm") == "Fin"), None)

    @once
    def is_passive(self, i: int) -> bool:
        """Whether a predicate is passive: by its auxiliary, its subject, or as a bare past participle."""
        if self.has_child(i, "aux:pass", "nsubj:pass"):
            return True
        if any(self.tokens[a].deprel == "aux:pass" for a in self.auxiliaries(i)):
            return True
        return self._is_bare_past_participle(i) or self._is_state_passive(i)

    def _is_state_passive(self, i: int) -> bool:
        """A past participle with *to be* alone, or with none as tickers have it ("80 Geiseln befreit"): passive, unless its perfect has *to be*, too."""
        own = self.grammar.get("perfect_with_be", ())
        if not own or self.feature(i, "VerbForm") != "Part" or self.lemma(i) in own:
            return False
        if self.has_child(i, "obj", "ccomp", "xcomp") or self.is_participle_adjective(i):
            return False
        verbs = {self.tokens[a].lemma for a in self.auxiliaries(i)}
        return not verbs & set(self.grammar.get("active_auxiliaries", ())) and (
            self.has_child(i, "nsubj") or self._has_agent(i)
        )

    def _has_agent(self, i: int) -> bool:
        words = self.grammar.get("passive_agents", ())
        return any(self.relation(c) == "obl" and self.preposition(c) in words for c in self.children[i])

    def _is_bare_past_participle(self, i: int) -> bool:
        if not (self.is_participle_adjective(i) or self.tokens[i].deprel in ("acl", "advcl")):
            return False
        if self.has_child(i, "aux", "nsubj", "obj"):
            return False
        if self.tokens[i].upos == "ADJ":
            return not self.tokens[i].lemma.endswith(
                tuple(self.grammar.get("present_participle_endings", ("ing",)))
            )
        return self.feature(i, "VerbForm") == "Part" and self.feature(i, "Tense") != "Pres"

    # ------------------------------------------------ dependents by name

    def links(self, i: int) -> tuple[Link, ...]:
        """All dependents of a token under their enhanced names."""
        if i not in self._links:
            self._links[i] = ()  # a circle through control ends here
            self._links[i] = tuple(self._links_of(i))
        return self._links[i]

    @once
    def names_below(self, i: int) -> frozenset[str]:
        """All names that dependents of a token answer to."""
        return frozenset().union(*(link.names for link in self.links(i)))

    def dependents(self, i: int, name: str) -> list[int]:
        """The dependents that answer to a name, in text order, relative pronouns replaced by their nouns."""
        if not self.children[i] and not self.is_verbal(i):
            return []
        return [self.antecedent(link.token) for link in self.links(i) if name in link.names]

    @once
    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun stands for; any other token is its own."""
        if self.feature(i, "PronType") != "Rel" and not self._looks_relative(i):
            return i
        for above in self.ancestors(i):
            if self.tokens[above].deprel == "acl:relcl" and self.tokens[above].head >= 0:
                return self.tokens[above].head
        return i

    def _looks_relative(self, i: int) -> bool:
        token = self.tokens[i]
        return token.upos in ("PRON", "DET") and self.word(i) in self.grammar.get("relative_pronouns", ())

    def _links_of(self, i: int) -> Iterator[Link]:
        passive = self.is_verbal(i) and self.is_passive(i)
        for c in self.children[i]:
            names = self._names(i, c, passive) | self._particle_names(i, c)
            if "obj" in names and self._is_first_of_two_objects(i, c):
                names = names - {"obj"} | {"iobj"}
            if names:
                yield Link(frozenset(names), c)
        if not self.is_verbal(i):
            return
        if not self._has_subject(i):
            yield from self._implied_subject(i, passive)
        yield from self._shared_objects(i)
        yield from self._directions(i)
        yield from self._stray_particles(i)

    def _particle_names(self, i: int, c: int) -> set[str]:
        """A particle parsed as an adverb, or as the preposition of what is the object ("call off | its march")."""
        particles = self.grammar.get("particles", ())
        if not particles or not self.is_verbal(i):
            return set()
        if self.relation(c) == "advmod" and self.word(c) in particles:
            return {"compound:prt"}
        cases = [k for k in self.children[c] if self.relation(k) == "case"]
        stray = len(cases) == 1 and cases[0] == i + 1 and self.word(cases[0]) in particles
        return {"obj"} if stray and self.relation(c) in ("obl", "obj") else set()

    def _stray_particles(self, i: int) -> Iterator[Link]:
        particles = self.grammar.get("particles", ())
        for c in self.children[i] if particles else ():
            if self.relation(c) in ("obl", "obj"):
                cases = [
                    k for k in self.children[c] if self.relation(k) == "case" and self.word(k) in particles
                ]
                yield from (Link(frozenset({"compound:prt"}), k) for k in cases if k == i + 1)

    def _is_first_of_two_objects(self, i: int, c: int) -> bool:
        objects = [k for k in self.children[i] if self.tokens[k].deprel == "obj"]
        return bool(self.grammar.get("double_objects")) and len(objects) > 1 and c == objects[0] and c > i

    def _directions(self, i: int) -> Iterator[Link]:
        """`schickte Soldaten nach Mali`: a direction hung on the object is the verb's as well."""
        wanted = self.grammar.get("direction_prepositions", ())
        objects = [
            c for c in self.children[i] if self.relation(c) == "obj" or self.tokens[c].deprel == "nsubj:pass"
        ]
        for c in objects:
            for k in self.children[c]:
                if self.relation(k) == "nmod" and self.preposition(k) in wanted:
                    yield Link(frozenset(self._oblique_names(k, False)), k)

    def _names(self, i: int, c: int, passive: bool) -> set[str]:
        deprel, relation = self.tokens[c].deprel, self.relation(c)
        if relation in ("nsubj", "csubj"):
            turned = passive or deprel.endswith(":pass") or self._is_subjectless_infinitive(i)
            return {"obj"} if turned else {relation}
        if relation == "obl" or (relation == "nmod" and self.is_verbal(i)):
            return self._oblique_names(c, passive)
        if relation in ("nmod", "det") or deprel == "det:poss":
            return self._nominal_names(i, c)
        if relation == "appos" and self._is_genitive_name(c):
            return {"appos", "nmod", "nmod:gen"}
        if relation == "obj" and self.feature(c, "Case") == "Dat":
            return {"iobj", "obj"}
        if relation == "advcl" and any(
            self.word(k) in self.grammar.get("modal_marks", ()) for k in self.children[c]
        ):
            return {
                "advcl",
                "xcomp",
            }  # "agreed on Thursday | to spend": the parser tells purpose and content apart badly
        return {deprel, relation}

    @once
    def _is_subjectless_infinitive(self, i: int) -> bool:
        """An infinitive with *zu* has no subject: what is parsed as one is its object."""
        marks = self.grammar.get("infinitive_marks", ())
        return any(self.relation(c) == "mark" and self.word(c) in marks for c in self.children[i])

    def _oblique_names(self, c: int, passive: bool) -> set[str]:
        prep = self.preposition(c)
        if not prep:
            dative = self.tokens[c].deprel == "obl:arg"
            return {"obl", self.tokens[c].deprel, *(["iobj"] if dative else [])}
        case = self.case_of(c)
        names = {"obl", f"obl:{prep}", f"any:{prep}", *([f"obl:{prep}:{case}"] if case else [])}
        if passive and (
            prep in self.grammar.get("passive_agents", ()) or self.tokens[c].deprel == "obl:agent"
        ):
            names.add("nsubj")
        return names

    def _is_genitive_name(self, c: int) -> bool:
        """`die Beteiligung Nordkoreas`, parsed as an apposition: a name with the ending of the genitive."""
        ending, token = self.grammar.get("genitive_name_ending", ""), self.tokens[c]
        return bool(ending) and token.upos == "PROPN" and token.form == token.lemma + ending

    def _nominal_names(self, i: int, c: int) -> set[str]:
        deprel = self.tokens[c].deprel
        if deprel in ("nmod:poss", "det:poss") or self.feature(c, "Poss") == "Yes":
            return {"nmod", "nmod:poss", "nmod:gen"}
        if self.relation(c) == "det":
            return {"det"}
        prep = self.preposition(c)
        if not prep:
            return {"nmod", "nmod:gen"}
        names = {"nmod", f"nmod:{prep}", f"any:{prep}"}
        return names | ({"nmod:gen"} if prep in self.grammar.get("genitive_prepositions", ()) else set())

    @once
    def preposition(self, c: int) -> str:
        """The preposition of a nominal, contractions opened ("im" -> "in"); several are joined by `_`."""
        cases = [k for k in self.children[c] if self.relation(k) == "case" and self.tokens[k].upos != "PART"]
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
            if told and self.relation(k) in ("case", "det"):
                return str(told)
        return self.feature(c, "Case").lower()

    # ------------------------------------------------ what a clause leaves unsaid

    def _implied_subject(self, i: int, passive: bool) -> Iterator[Link]:
        subject = self.implied_subject(i)
        if subject is not None:
            yield Link(frozenset({"obj"} if passive else {"nsubj"}), subject)

    def implied_subject(self, i: int) -> int | None:
        """Who the unsaid subject of a predicate is: by coordination, control, relative or participial clause."""
        relation, head = self.relation(i), self.tokens[i].head
        if head < 0:
            return None
        if relation == "conj" and self.is_verbal(head):
            return self.surface_subject(head)
        if self.is_participle_adjective(i):
            return head
        if relation == "acl":
            return self._subject_of_noun_clause(i, head)
        if relation == "xcomp":
            return self._controller(head)
        if relation == "advcl" and self.lemma(head) in self.grammar.get("object_speakers", ()):
            return self.child(head, "obj", "nsubj:pass")
        if relation == "advcl" and self._is_content_infinitive(i):
            return self._controller(head)
        if relation in ("advcl", "acl") and self._is_about_object(i, head):
            return self.child(head, "obj", "nsubj:pass")
        if relation == "ccomp" and self._is_subjectless_infinitive(i) and self.is_verbal(head):
            return self._controller(head)
        if relation in ("advcl", "ccomp") and self.feature(i, "VerbForm") != "Fin" and self.finite(i) is None:
            return self.surface_subject(head) if self.is_verbal(head) else None
        return None

    def _is_about_object(self, i: int, head: int) -> bool:
        """`accused Moscow of abducting children`, `thanked Oman for helping`: the gerund is the object's deed."""
        if (
            self.feature(i, "VerbForm") == "Fin"
            or not self.is_verbal(head)
            or not self.has_child(head, "obj", "nsubj:pass")
        ):
            return False
        words = self.grammar.get("object_marks", ())
        return any(self.relation(k) == "mark" and self.word(k) in words for k in self.children[i])

    def _is_content_infinitive(self, i: int) -> bool:
        """A *zu* infinitive without *um* or *ohne*, which is what a verb demands or alleges, whatever its relation."""
        marks = self.grammar.get("infinitive_marks", ())
        group = [i, *(c for c in self.children[i] if self.relation(c) == "conj")]
        words = [self.word(k) for g in group for k in self.children[g] if self.relation(k) == "mark"]
        return any(word in marks for word in words) and not any(
            w in self.grammar.get("purpose_marks", ()) for w in words
        )

    def surface_subject(self, i: int) -> int | None:
        """The subject as it stands (of a passive: the subject that suffers), or the implied one."""
        said = self.child(i, "nsubj", "nsubj:pass")
        return said if said is not None else self.implied_subject(i)

    def _controller(self, head: int) -> int | None:
        if self.lemma(head) in self.grammar.get("object_speakers", ()):
            return self.child(head, "obj")
        if self.lemma(head) not in self.grammar.get("subject_control", ()):
            objects = [c for c in self.children[head] if self.relation(c) in ("obj", "iobj")]
            objects += [
                c
                for c in self.children[head]
                if self.tokens[c].deprel == "obl:arg" and not self.preposition(c)
            ]
            nominal = [c for c in objects if self.feature(c, "Reflex") != "Yes" and not self._is_reflexive(c)]
            if nominal:
                return nominal[0]
        return self.surface_subject(head)

    def _is_reflexive(self, c: int) -> bool:
        return self.word(c) in self.grammar.get("reflexives", ())

    def _subject_of_noun_clause(self, i: int, noun: int) -> int | None:
        if self._is_charged(i, noun):
            return noun
        infinitive = self.has_child(i, "mark") or self.feature(i, "VerbForm") == "Inf"
        if not infinitive:
            return noun
        owner = [link.token for link in self.links(noun) if "nmod:gen" in link.names]
        if owner:
            return owner[0]
        governor = self.tokens[noun].head
        return self.surface_subject(governor) if governor >= 0 and self.is_verbal(governor) else None

    def _is_charged(self, i: int, noun: int) -> bool:
        """`accused Iran | of holding secret talks`: a gerund hung on whom the verb charges or thanks is that one's deed."""
        while self.relation(noun) == "nmod" and self.tokens[noun].head >= 0:
            noun = self.tokens[noun].head  # "hundreds of farmers"
        words, verb = self.grammar.get("object_marks", ()), self.tokens[noun].head
        marked = any(self.relation(k) == "mark" and self.word(k) in words for k in self.children[i])
        charges = verb >= 0 and self.lemma(verb) in self.grammar.get("charging_verbs", ())
        return marked and charges and self.tokens[noun].deprel in ("obj", "nsubj:pass")

    def _shared_objects(self, i: int) -> Iterator[Link]:
        """An object said once for two coordinated verbs ("verurteilte und verbot die Partei"): the later one has it."""
        if self.has_child(i, "obj", "nsubj:pass", "ccomp", "xcomp"):
            return
        if self.relation(i) == "conj" and self.is_verbal(self.tokens[i].head):
            objects = (
                o for o in self.children[self.tokens[i].head] if self.tokens[o].deprel == "obj" and o > i
            )
            yield from (Link(frozenset({"obj"}), o) for o in objects)
        for c in self.children[i]:
            beside = self.relation(c) == "conj" and self.is_verbal(c) and not self._has_subject(c)
            if beside and self.feature(c, "VerbForm") == self.feature(i, "VerbForm"):
                objects = (o for o in self.children[c] if self.tokens[o].deprel == "obj")
                yield from (Link(frozenset({"obj"}), o) for o in objects)


@lru_cache(maxsize=5_000)
def _features_of(feats: str) -> dict[str, str]:
    """Case=Nom|Number=Sing as a dict, which nobody changes."""
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)


def _lemma_of(token: Token, features: dict[str, str]) -> str:
    verb = features.get("VerbLemma", "") if token.upos == "ADJ" else ""
    return (verb or token.lemma).lower()


def _is_verbal(token: Token, features: dict[str, str]) -> bool:
    return token.upos in ("VERB", "AUX") or (token.upos == "ADJ" and bool(features.get("VerbLemma")))
