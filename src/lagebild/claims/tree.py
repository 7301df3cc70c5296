"""The tree of one sentence, asked the questions that claims ask.

Takes a Sentence (Universal Dependencies) and the language's grammar switches; gives dependents under the
enhanced names of `languages/_template/README.md` (`enhanced.py`), with control and coordination filled in and relative
pronouns replaced by their nouns. One place for all languages.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from lagebild.claims.answers import found_once, once
from lagebild.claims.enhanced import Enhanced
from lagebild.model import Sentence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
SUBJECTS = ("nsubj", "nsubj:pass")
SAYERS = (*SUBJECTS, "expl")  # "it" stands where who says so would
# What a clause has that lacks no object; what may open a relative clause.
CONTENTS = ("obj", "ccomp", "csubj")
OPENING = frozenset({"PRON", "DET", "ADV", "SCONJ"})


class Link(NamedTuple):
    """A dependent under all names that it answers to (`obl`, `obl:gegen`, `obl:gegen:acc`, `any:gegen`)."""

    names: frozenset[str]
    token: int


class Tree(Enhanced):
    """A sentence's tree as the tables speak of it: all dependents of a token, said or implied, by name."""

    def __init__(self, sentence: Sentence, grammar: Mapping[str, Any]) -> None:
        super().__init__(sentence, grammar)
        self._links: dict[int, tuple[Link, ...]] = {}

    @found_once
    def last_contrast(self) -> int:
        """Where the last word stands that sets another against one before it (*sondern*); -1 where there is none."""
        words = self.grammar.get("contrast_words", ())
        return max((k for k in range(len(self)) if self.word(k) in words), default=-1)

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
        verbal = self.is_verbal(i)
        passive = verbal and self.is_passive(i)
        particles = self.grammar.get("particles", ())
        for c in self.children[i]:
            names = self.names_of(i, c, passive)
            if verbal and particles:
                names |= self.particle_names(i, c, particles)
            if "obj" in names and self.is_first_of_two_objects(i, c):
                names = names - {"obj"} | {"iobj"}
            yield Link(names, c)
        if not verbal:
            return
        if not self._has_subject(i):
            yield from self._implied_subject(i, passive)
        yield from self._shared_objects(i)
        lacking = self._lacking_object(i, passive)
        if lacking is not None:
            yield Link(frozenset({"obj"}), lacking)
        yield from self._directions(i)
        if particles:
            yield from self._stray_particles(i, particles)

    def _stray_particles(self, i: int, particles: Collection[str]) -> Iterator[Link]:
        if i + 1 < len(self) and self.word(i + 1) in particles and self._grades_object(i, i + 1):
            yield Link(frozenset({"compound:prt"}), i + 1)
        for c in self.children[i]:
            if self.relation(c) in ("obl", "obj"):
                cases = [
                    k for k in self.children[c] if self.relation(k) == "case" and self.word(k) in particles
                ]
                yield from (Link(frozenset({"compound:prt"}), k) for k in cases if k == i + 1)

    def _grades_object(self, i: int, k: int) -> bool:
        """`handed | over 145 prisoners`: a particle read as *more than* the number of the object."""
        line = self.ancestors(k) if self.relation(k) == "advmod" else ()
        return bool(line) and self.tokens[line[0]].upos == "NUM" and i in line and line[0] == k + 1

    def _directions(self, i: int) -> Iterator[Link]:
        """`schickte Soldaten nach Mali`: a direction hung on the object is the verb's as well."""
        wanted = self.grammar.get("direction_prepositions", ())
        if not wanted:
            return
        objects = [
            c for c in self.children[i] if self.relation(c) == "obj" or self.tokens[c].deprel == "nsubj:pass"
        ]
        for c in objects:
            for k in self.children[c]:
                if self.relation(k) == "nmod" and self.preposition(k) in wanted:
                    yield Link(self.oblique_names(k, False), k)

    # ------------------------------------------------ what a clause leaves unsaid

    def _lacking_object(self, i: int, passive: bool) -> int | None:
        """`the village | the soldiers burned`: a clause without a relative pronoun and without an object has its noun for one."""
        without = self.grammar.get("zero_relatives", ())
        head = self.tokens[i].head
        if not without or passive or self.tokens[i].deprel != "acl:relcl" or not 0 <= head < i:
            return None
        if self.tokens[head].upos not in ("NOUN", "PROPN", "PRON") or self.lemma(head) in without:
            return None
        if not self.has_child(i, "nsubj") or self.has_child(i, *CONTENTS) or self._has_verb_content(i):
            return None
        inside = range(head + 1, i)
        return None if any(self._opens_clause(k) for k in inside if self.tokens[k].upos in OPENING) else head

    def _has_verb_content(self, i: int) -> bool:
        """`an attack | X called false` has its object before it; `an attack | X tried to prevent` is the infinitive's."""
        return any(self.relation(k) == "xcomp" and self.is_verbal(k) for k in self.children[i])

    def _opens_clause(self, k: int) -> bool:
        """A relative pronoun or adverb, or a conjunction."""
        told = self.feature(k, "PronType") in ("Rel", "Int")
        return told or self._looks_relative(k) or self.relation(k) == "mark"

    def _implied_subject(self, i: int, passive: bool) -> Iterator[Link]:
        subject = self.implied_subject(i)
        if subject is not None:
            given = (
                passive
                and self.lemma(i) in self.grammar.get("handing_verbs", ())
                and self.has_child(i, "obj")
            )
            suffers = "iobj" if given else "obj"
            yield Link(frozenset({suffers} if passive else {"nsubj"}), subject)

    def implied_subject(self, i: int) -> int | None:
        """Who the unsaid subject of a predicate is: by coordination, control, relative or participial clause."""
        relation, head = self.relation(i), self.tokens[i].head
        if head < 0:
            return None
        if relation == "conj" and self.is_verbal(head):
            return self.surface_subject(head)
        if relation == "parataxis" and head < i and self._goes_on(i, head):
            return self.surface_subject(head)
        if self.is_participle_adjective(i):
            return head
        if relation == "acl":
            return self._subject_of_noun_clause(i, head)
        if relation == "xcomp":
            return self._controller(head)
        if relation == "ccomp" and self._is_asserted_of_noun(i, head):
            return self.tokens[head].head
        if relation == "advcl" and self.lemma(head) in self.grammar.get("object_speakers", ()):
            return self.child(head, "obj", "nsubj:pass")
        if relation == "advcl" and self._is_content_infinitive(i):
            return self._controller(head)
        if (
            relation == "advcl"
            and (asked := self.asked_to(head)) is not None
            and self.is_marked_infinitive(i)
        ):
            return asked
        if relation in ("advcl", "acl") and self._is_about_object(i, head):
            return self.child(head, "obj", "nsubj:pass")
        if (
            relation == "ccomp"
            and self.is_verbal(head)
            and (self._is_subjectless_infinitive(i) or self.is_bare_infinitive(i))
        ):
            return self._controller(head)
        unowned = self.lemma(head) in self.grammar.get("unowned_contents", ())
        if unowned and self.has_mark(i, self.grammar.get("against_marks", ())):
            return None  # "cautioned against | shelling the town"
        if relation in ("advcl", "ccomp") and self.feature(i, "VerbForm") != "Fin" and self.finite(i) is None:
            return self.surface_subject(head) if self.is_verbal(head) else None
        return None

    def _is_asserted_of_noun(self, i: int, head: int) -> bool:
        """`two firms | that it said supplied engines`: what is told within a relative clause, without a subject, its noun does."""
        return (
            self.tokens[head].deprel == "acl:relcl"
            and bool(self.grammar.get("zero_relatives"))
            and self.has_child(head, "nsubj")
            and not self.has_child(i, "mark")
            and not self.is_bare_infinitive(i)
        )

    def _goes_on(self, i: int, head: int) -> bool:
        """`first blamed the army, | then apologised`: a finite verb without a subject behind another and a comma, in one tense."""
        words = self.grammar.get("going_on", ())
        told = self.opening_word(i, words) >= 0
        return told and self.is_verbal(head) and self.feature(i, "Tense") == self.feature(head, "Tense") != ""

    def _is_about_object(self, i: int, head: int) -> bool:
        """`accused Moscow of abducting children`, `thanked Oman for helping`: the gerund is the object's deed."""
        if (
            self.feature(i, "VerbForm") == "Fin"
            or not self.is_verbal(head)
            or not self.has_child(head, "obj", "nsubj:pass")
        ):
            return False
        return self._is_marked_as_theirs(i, head)

    def _is_marked_as_theirs(self, i: int, verb: int) -> bool:
        """`accused of`, `thanked for`; `charged with` only behind verbs that charge: "threatened Iran with bombing" is the threat's own."""
        words = self.grammar.get("object_marks", ())
        if self.lemma(verb) in self.grammar.get("charging_verbs", ()):
            words = (*words, *self.grammar.get("charging_marks", ()))
        return self.has_mark(i, words)

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
            grounds = self.grammar.get("ground_nouns", ())
            done = any(
                self.relation(k) == "xcomp" and self.is_marked_infinitive(k) for k in self.children[head]
            )  # "unterließ | es, | sie anzugreifen", but "hält es für ausgeschlossen"
            nominal = [
                c
                for c in objects
                if self.feature(c, "Reflex") != "Yes"
                and not (done and self.word(c) in self.grammar.get("said_objects", ()))
                and not self.is_reflexive(c)
                and self.lemma(c) not in grounds
            ]
            if nominal:
                return nominal[0]
        asked = self.asked_to(head)
        if asked is None and self.lemma(head) in self.grammar.get("unowned_contents", ()):
            return None  # "warnte davor, das Parlament | aufzulösen": others might
        return asked if asked is not None else self.surface_subject(head)

    def asked_to(self, head: int) -> int | None:
        """`called for | the minister | to resign`: the phrase right before the mark of an infinitive names who is to do it."""
        words = self.grammar.get("asking_prepositions", ())
        if not words or self.lemma(head) not in self.grammar.get("asking_verbs", ()):
            return None
        marks = [
            k for c in self.children[head] if c > head for k in self.children[c] if self.relation(k) == "mark"
        ]
        return next(
            (
                c
                for c in self.children[head]
                if c > head and self.preposition(c) in words and self.last_word(c) + 1 in marks
            ),
            None,
        )

    def is_reflexive(self, c: int) -> bool:
        """`sich`, `himself`."""
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
        over = self.surface_subject(governor) if governor >= 0 and self.is_verbal(governor) else None
        ordered = over == noun and self.feature(i, "VerbForm") == "Inf"
        return None if ordered else over  # "the order to shoot came from above"

    def _is_charged(self, i: int, noun: int) -> bool:
        """`accused Iran | of holding secret talks`: a gerund hung on whom the verb charges or thanks is that one's deed."""
        while self.relation(noun) == "nmod" and self.tokens[noun].head >= 0:
            noun = self.tokens[noun].head  # "hundreds of farmers"
        verb = self.tokens[noun].head
        marked = verb >= 0 and self._is_marked_as_theirs(i, verb)
        charges = verb >= 0 and self.lemma(verb) in self.grammar.get("charging_verbs", ())
        return marked and charges and self.tokens[noun].deprel in ("obj", "nsubj:pass")

    def _shared_objects(self, i: int) -> Iterator[Link]:
        """An object said once for two coordinated verbs ("verurteilte und verbot die Partei"): the later one has it.

        Not where the first has its phrase: "sprach von Krieg und versetzte die Truppen in Alarm".
        """
        if self.has_child(i, "obj", "nsubj:pass", "ccomp", "xcomp"):
            return
        if self.relation(i) == "conj" and self.is_verbal(self.tokens[i].head):
            objects = (
                o for o in self.children[self.tokens[i].head] if self.tokens[o].deprel == "obj" and o > i
            )
            yield from (Link(frozenset({"obj"}), o) for o in objects)
            yield from self._object_before(i, self.tokens[i].head)
        for c in self.children[i]:
            beside = self.relation(c) == "conj" and self.is_verbal(c) and not self._has_subject(c)
            full = any(self.relation(k) in ("obl", "xcomp", "case") for k in range(i + 1, c))
            if beside and not full and self.feature(c, "VerbForm") == self.feature(i, "VerbForm"):
                objects = (o for o in self.children[c] if self.tokens[o].deprel == "obj")
                yield from (Link(frozenset({"obj"}), o) for o in objects)

    def _object_before(self, i: int, first: int) -> Iterator[Link]:
        """`haben | das Dorf | umstellt und dann mit Mörsern beschossen`: participles of one auxiliary have one object, where the second may have any."""
        alone = self.grammar.get("objectless_verbs", ())
        perfect = self.feature(i, "VerbForm") == self.feature(first, "VerbForm") == "Part" and first < i
        counts = any(
            self.tokens[k].upos == "NUM" for k in range(first, i)
        )  # "versenkt und 76 Menschen getötet"
        if (
            not alone
            or not perfect
            or counts
            or self.lemma(i) in alone
            or self.has_child(i, "aux", "aux:pass", "obl:arg", "iobj")
        ):
            return
        yield from (
            Link(frozenset({"obj"}), o)
            for o in self.children[first]
            if self.tokens[o].deprel == "obj" and o < first and not self.is_reflexive(o)
        )


def is_contrasted(tree: Tree, i: int) -> bool:
    """Whether behind a word stands the one that sets another against it (*sondern*)."""
    return i < tree.last_contrast
