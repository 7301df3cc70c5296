"""The names that a dependent answers to: enhanced relations.

Takes a token and one of its children; gives the child's names as the tables have them (`languages/_template/README.md`): of a passive the
subject is the object, prepositions and cases are written out, what the parser mixes up answers to both. `tree.py` adds what is not said.
"""

from collections.abc import Collection
from functools import lru_cache

from lagebild.claims.branches import Branches

# The relations whose dependents may have other names than their relation.
RENAMED = frozenset({"nsubj", "csubj", "obl", "nmod", "det", "appos", "obj", "iobj", "advcl", "ccomp"})
RECEIVER = "obl:arg"
NO_NAMES = frozenset[str]()
CACHED_NAMES = 5_000


class Enhanced(Branches):
    """A sentence's tree whose dependents have names."""

    def names_of(self, i: int, c: int, passive: bool) -> frozenset[str]:
        """The names that a child `c` of `i` answers to; `passive`: whether `i` is."""
        deprel, relation = self.tokens[c].deprel, self.relation(c)
        if relation not in RENAMED:
            return _these(deprel, relation)
        if deprel.endswith(":outer") and self.has_child(i, "nsubj", "nsubj:pass"):
            return _these(deprel)  # "X's version | is that Y did it"
        if relation == "nsubj" and self._is_second_subject(i, c):
            return _these("obj")
        if relation == "iobj" and not self.has_child(i, "obj", "ccomp"):
            return _these("iobj", "obj")  # "allowed | the opposition to march", "warned | Russia"
        if relation in ("nsubj", "csubj"):
            turned = passive or deprel.endswith(":pass") or self._is_subjectless_infinitive(i)
            return _these("obj" if turned else relation)
        if deprel == RECEIVER and self._is_thing_given(i, c):
            return _these("obl", "obj")  # "warf Herstellern | Dumping | vor"
        if relation == "obl" or (relation == "nmod" and self.is_verbal(i)):
            return self.oblique_names(c, passive)
        if relation in ("nmod", "det") or deprel == "det:poss":
            return self._nominal_names(c)
        if relation == "appos" and self._is_genitive_name(c):
            return _these("appos", "nmod", "nmod:gen")
        if relation == "obj" and self.feature(c, "Case") == "Dat" and not self.has_child(i, RECEIVER, "iobj"):
            return _these("iobj", "obj")
        if relation == "ccomp" and self.is_bare_infinitive(c):
            return _these(deprel, "xcomp")  # "told the French | to get a grip"
        if relation == "advcl" and any(
            self.word(k) in self.grammar.get("modal_marks", ()) for k in self.children[c]
        ):
            # "agreed on Thursday | to spend": the parser tells purpose and content apart badly
            return _these("advcl", "xcomp")
        return _these(deprel, relation)

    def _is_second_subject(self, i: int, c: int) -> bool:
        """`The army forced out | 1,000 refugees`: behind a verb that has its subject before it stands its object."""
        fixed = self.grammar.get("subject_first")
        return (
            bool(fixed) and c > i and any(self.tokens[k].deprel == "nsubj" for k in self.children[i] if k < i)
        )

    def _is_thing_given(self, i: int, c: int) -> bool:
        """`untersagte Beamten | Auslandsreisen`: of two bare nouns behind one another that were taken for those to whom, the second is what."""
        if self.preposition(c) or self.has_child(i, "obj", "ccomp") or self.tokens[c].upos == "PRON":
            return False
        datives = self.grammar.get("dative_articles", ())
        marked = any(self.word(k) in datives for k in self.children[c])
        bare = (k for k in self.children[i] if self.tokens[k].deprel == RECEIVER and not self.preposition(k))
        return not marked and any(k < c for k in bare)

    def is_bare_infinitive(self, c: int) -> bool:
        """An infinitive with its mark and without a subject of its own."""
        if self.has_child(c, "nsubj", "nsubj:pass", "expl") or self.finite(c) is not None:
            return False
        words = self.grammar.get("modal_marks", ())
        return self.has_mark(c, words)

    def oblique_names(self, c: int, passive: bool) -> frozenset[str]:
        """The names of a phrase below a verb: with its preposition, and with its case."""
        prep, deprel = self.preposition(c), self.tokens[c].deprel
        if not prep:
            return _these("obl", deprel, "iobj" if deprel == RECEIVER else "obl")
        agents = self.grammar.get("passive_agents", ()) if passive else ()
        timed = self.lemma(c) in self.grammar.get("deadline_nouns", ())  # "by nightfall"
        agent = passive and not timed and (prep in agents or (deprel == "obl:agent" and not agents))
        return _of_phrase(prep, self.case_of(c), agent)

    def _is_genitive_name(self, c: int) -> bool:
        """`die Beteiligung Nordkoreas`, parsed as an apposition: a name with the ending of the genitive."""
        ending, token = self.grammar.get("genitive_name_ending", ""), self.tokens[c]
        return bool(ending) and token.upos == "PROPN" and token.form == token.lemma + ending

    def _nominal_names(self, c: int) -> frozenset[str]:
        deprel = self.tokens[c].deprel
        if deprel in ("nmod:poss", "det:poss") or self.feature(c, "Poss") == "Yes":
            return _these("nmod", "nmod:poss", "nmod:gen")
        if self.relation(c) == "det":
            return _these("det")
        prep = self.preposition(c)
        if not prep:
            return _these("nmod", "nmod:gen")
        genitive = prep in self.grammar.get("genitive_prepositions", ())
        return _these("nmod", f"nmod:{prep}", f"any:{prep}", "nmod:gen" if genitive else "nmod")

    def particle_names(self, i: int, c: int, particles: Collection[str]) -> frozenset[str]:
        """A particle parsed as an adverb, or as the preposition of what is the object ("call off | its march")."""
        if self.relation(c) == "advmod" and self.word(c) in particles:
            return _these("compound:prt")
        cases = [k for k in self.children[c] if self.relation(k) == "case"]
        stray = len(cases) == 1 and cases[0] == i + 1 and self.word(cases[0]) in particles
        return _these("obj") if stray and self.relation(c) in ("obl", "obj") else NO_NAMES

    def is_first_of_two_objects(self, i: int, c: int) -> bool:
        """`gave | the rebels | weapons`, `| Rebels | were given weapons`: of two objects the first, or the subject of the passive, is to whom."""
        if not self.grammar.get("double_objects"):
            return False
        if c < i:
            passive = self.tokens[c].deprel == "nsubj:pass" and self.lemma(i) in self.grammar["handing_verbs"]
            return passive and self.has_child(i, "obj")
        units = self.grammar.get("time_units", ())  # "jailed | them | for as long as 45 years"
        objects = [
            k for k in self.children[i] if self.tokens[k].deprel == "obj" and self.lemma(k) not in units
        ]
        return len(objects) > 1 and c == objects[0]


@lru_cache(CACHED_NAMES)
def _these(*names: str) -> frozenset[str]:
    """The same set for the same names: a text has few of them."""
    return frozenset(names)


@lru_cache(CACHED_NAMES)
def _of_phrase(prep: str, case: str, agent: bool) -> frozenset[str]:
    """What a phrase with a preposition answers to; an agent of the passive is the subject."""
    names = {"obl", f"obl:{prep}", f"any:{prep}"}
    return frozenset(names | ({f"obl:{prep}:{case}"} if case else set()) | ({"nsubj"} if agent else set()))
