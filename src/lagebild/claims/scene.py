"""One sentence with all that has been found in it, ready to be asked.

A `Scene` (made by `scene_making.py`) has the tree, the names, numbers and
dates by token, and the computed word classes (`@actor`, `@state` ...) that conditions in the language files ask for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lagebild.claims.agents import HYPHENS, agents_in
from lagebild.claims.answers import forget, found_once, once
from lagebild.claims.dates import PeriodHit
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.namesakes import NOTHING_MET, Met
from lagebild.claims.pronouns import NO_WORDS, Nouns, nouns_meant
from lagebild.claims.quantities import QuantityHit
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.gazetteer import Agent, NameHit
from lagebild.languages import Condition, Cue
from lagebild.model import Sentence

CAPITAL = "capital"  # a capital named for its government
PLACE_KINDS = frozenset({"name", "short", "long", "abbreviation"})
COMPUTED = {
    "actor": "_may_act",
    "state": "_is_state",
    "organisation": "_is_organisation",
    "person": "_is_person",
    "number": "_is_counted",
    "located": "_is_named_place",
}
COMPUTED_NAMES = frozenset(COMPUTED)
BESIDE_NAMES = frozenset({"compound", "flat", "appos", "nmod"})
SIDES = ("nsubj", "obj")
NOUNS = frozenset({"NOUN", "PROPN"})
Spot = tuple[int, tuple[str, ...]]
"""A token and the path that a condition goes from there."""


@dataclass(frozen=True, eq=False)
class Scene:
    """A sentence's tree, names (longest match by token), numbers and dates; `answers` is for `once_a_scene`.

    `dated` are the tokens of the expressions of time and of the hours of the day; `titled` are the surnames of whom an earlier sentence called minister, general ...;
    `nouns_before` are the nouns of the sentence before, for its pronouns; `met` is what the document has named so far, with the names here.
    """

    tree: Tree
    text: str
    know: Knowledge
    names: tuple[NameHit, ...]
    quantities: tuple[QuantityHit, ...]
    periods: tuple[PeriodHit, ...]
    dated: frozenset[int]
    titled: frozenset[str] = frozenset()
    nouns_before: Nouns = ()
    met: Met = NOTHING_MET

    @found_once
    def answers(self) -> defaultdict[object, dict[tuple[Any, ...], Any]]:
        """What has been asked of this sentence so far."""
        return defaultdict(dict)

    def forget(self) -> None:
        """Let go of what was asked of this sentence: its claims are made."""
        self.answers.clear()
        forget(self)
        forget(self.tree)

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.tree.sentence

    def name_at(self, i: int) -> NameHit | None:
        """The actor's name that covers a token, if one does (places and first parts of compounds apart)."""
        return self.actors.get(i)

    @found_once
    def actors(self) -> dict[int, NameHit]:
        """The names of actors, by the tokens that they cover; of two the first."""
        hits = [hit for hit in self.names if hit.kind != "compound_part" and "/" not in hit.id]
        return {i: hit for hit in reversed(hits) for i in range(hit.first, hit.last + 1)}

    def place_at(self, i: int) -> NameHit | None:
        """The place whose name covers a token, a state being one, too."""
        return self.places.get(i)

    @found_once
    def places(self) -> dict[int, NameHit]:
        """The names of places, by the tokens that they cover; of several the first, and a state only where no other is."""
        hits = [hit for hit in self.names if hit.kind in PLACE_KINDS]
        places = [hit for hit in hits if "/" in hit.id]
        states = [hit for hit in hits if self.know.is_state(hit.id)]
        return {i: hit for hit in reversed([*places, *states]) for i in range(hit.first, hit.last + 1)}

    def first_part_at(self, i: int) -> NameHit | None:
        """The name that is the first part of a compound ("Ukraine" in "Ukraine-Krieg")."""
        return self.first_parts.get(i)

    @found_once
    def first_parts(self) -> dict[int, NameHit]:
        """The names that are first parts of compounds, by the tokens that they cover; of two the first."""
        hits = [hit for hit in self.names if hit.kind == "compound_part"]
        return {i: hit for hit in reversed(hits) for i in range(hit.first, hit.last + 1)}

    def agent_at(self, i: int) -> Agent | None:
        """The political noun at a token, German compounds by their last part ("Armeesprecher" is a "Sprecher")."""
        return self.agents.get(i)

    @found_once
    def agents(self) -> dict[int, Agent]:
        """The political nouns, by token; those of several words by the word that the others hang on."""
        return agents_in(self.tree, self.know)

    def cues_at(self, i: int) -> tuple[Cue, ...]:
        """The cue entries of a token's lemma whose conditions hold."""
        return self.cues.get(i, ())

    @found_once
    def cues(self) -> dict[int, tuple[Cue, ...]]:
        """The cue entries that fire in the sentence, by token."""
        know, lemma, found = self.know, self.tree.lemma, dict[int, tuple[Cue, ...]]()
        compounds = NOUNS if know.closed_compounds else NO_WORDS
        for token in self.tree.tokens:
            word = lemma(token.i)
            entries = know.cues_of(word, True) if token.upos in compounds else know.pack.cues.get(word)
            if entries and (cues := tuple(self._fitting(token.i, entries))):
                found[token.i] = cues
        return found

    def _fitting(self, i: int, cues: Iterable[Cue]) -> Iterator[Cue]:
        upos = self.tree.tokens[i].upos
        for cue in cues:
            fits = not cue.upos or cue.upos == upos or (cue.upos == "VERB" and self.tree.is_verbal(i))
            if fits and all(self.holds(i, condition) for condition in cue.when):
                yield cue

    # ------------------------------------------------ classes

    def in_class(self, i: int, name: str) -> bool:
        """Whether the word at a token is in a class of the language, or in one that is computed here."""
        if name in COMPUTED:
            return bool(getattr(self, COMPUTED[name])(i))
        return name in self.know.classes_of(self.tree.lemma(i))

    @once
    def is_actor(self, i: int) -> bool:
        """Whether a nominal names or describes somebody political."""
        j = self.tree.antecedent(i)
        if self.know.is_pronoun(self.tree.tokens[j].form):
            return True
        return (
            self.name_at(j) is not None
            or self.agent_at(j) is not None
            or self._is_titled(j)
            or self._named_after(j)
        )

    @once
    def _may_act(self, i: int) -> bool:
        """Somebody political, or a subject whose name no table has: whom papers name without an office, their readers mostly know."""
        j = self.tree.antecedent(i)
        unknown = self.tree.tokens[j].upos == "PROPN" and self.place_at(j) is None
        return self.is_actor(i) or (unknown and self.tree.relation(i) == "nsubj")

    def _is_titled(self, i: int) -> bool:
        return self.tree.tokens[i].upos == "PROPN" and self._surname_at(i) in self.titled

    def _surname_at(self, i: int) -> str:
        """The last word of a name."""
        parts = [c for c in self.tree.children[i] if self.tree.tokens[c].deprel.startswith("flat")]
        return self.tree.tokens[max([i, *parts])].lemma

    def titles(self) -> frozenset[str]:
        """The surnames of those whom this sentence gives a political office or rank ("General Abdi Warsame")."""
        political = self.know.ontology.political_sectors
        offices = [
            i for i, agent in self.agents.items() if agent.kind == "person" and agent.sector in political
        ]
        return frozenset(
            self._surname_at(c)
            for i in offices
            for c in (*self.tree.children[i], self.tree.tokens[i].head)
            if c >= 0 and self.tree.tokens[c].upos == "PROPN" and self._names(i, c)
        )

    def _names(self, office: int, name: int) -> bool:
        """Whether one of the two stands beside the other as its name or its title."""
        upper = self.tree.tokens[office].head == name
        return self.tree.relation(office if upper else name) in ("appos", "flat")

    def _named_after(self, i: int) -> bool:
        parts = [c for c in self.tree.children[i] if self.tree.relation(c) in ("appos", "flat")]
        return any(self.name_at(c) is not None or self.agent_at(c) is not None for c in parts)

    def _is_counted(self, i: int) -> bool:
        return any(i in (hit.head, hit.unit) for hit in self.quantities)

    @once
    def _is_state(self, i: int) -> bool:
        hit = self.name_at(self.tree.antecedent(i))
        return hit is not None and self.know.gazetteer_kind(hit.id) == "state"

    @once
    def _is_organisation(self, i: int) -> bool:
        hit, agent = self.name_at(i), self.agent_at(i)
        return (hit is not None and self.know.gazetteer_kind(hit.id) == "organisation") or (
            agent is not None and agent.kind == "organisation"
        )

    def _is_named_place(self, i: int) -> bool:
        return self.place_at(i) is not None

    def _is_head_count(self, i: int) -> bool:
        """`shot dead | 34 of them`: a number that is an object by itself, and no score or date."""
        tokens = self.tree.tokens
        score = i + 1 < len(tokens) and tokens[i + 1].form in HYPHENS
        return self.tree.relation(i) == "obj" and i not in self.dated and not score

    def _has_given_name(self, i: int) -> bool:
        """`Juan Guaidó`: a given name with another behind it."""
        tree = self.tree
        parts = [i, *(c for c in tree.children[i] if tree.tokens[c].deprel.startswith("flat"))]
        given = tree.tokens[min(parts)].form in self.know.gazetteer.given_names
        return given and len(parts) > 1 and tree.tokens[i].upos == "PROPN" and self.place_at(i) is None

    @once
    def _is_person(self, i: int) -> bool:
        hit, agent = self.name_at(i), self.agent_at(i)
        if (hit is not None and hit.kind == "person") or self._is_titled(i) or self._has_given_name(i):
            return True
        if agent is not None:
            return agent.kind != "organisation"
        if self.tree.tokens[i].upos == "NUM":
            return self._is_head_count(i)
        return self.know.in_class(self.tree.lemma(i), "people") or self.know.is_pronoun(
            self.tree.tokens[i].form
        )

    # ------------------------------------------------ conditions

    def meets(self, i: int, when: tuple[Condition, ...], unless: tuple[Condition, ...]) -> bool:
        """Whether all of `when` hold at a trigger and none of `unless` does, but for words of other fields that politicians outweigh."""
        for condition in when:
            if not self.holds(i, condition):
                return False
        return all(self._is_outweighed(i, c) for c in unless if self.holds(i, c)) if unless else True

    def _is_outweighed(self, i: int, block: Condition) -> bool:
        return bool(block.classes) and block.classes <= self.know.weak_fields and self._has_politician(i)

    @once
    def _has_politician(self, i: int) -> bool:
        """Whether somebody political does it, or it is done to them: "the minister demanded ... the *takeover*"."""
        sectors = self.know.ontology.political_sectors
        people = (k for name in SIDES for k in self.tree.dependents(i, name))
        return any((agent := self.agent_at(k)) is not None and agent.sector in sectors for k in people)

    def holds(self, i: int, condition: Condition) -> bool:
        """Whether one condition holds at a token."""
        path = condition.path
        if path[0] == "sentence":
            i = 0
        elif path[0] not in self.tree.names_below(i):  # most paths lead nowhere
            return condition.negated and bool(condition.words or condition.classes)
        words, classes, spot = condition.words, condition.classes, (i, path)
        if not words and not classes:
            return bool(self._reached(spot))
        hit = bool(words) and not words.isdisjoint(self._words_at(spot))
        if not hit and classes:
            hit = not classes.isdisjoint(self._classes_at(spot)) or self._is_computed(condition, spot)
            hit = hit or (not classes.isdisjoint(self.nameable) and self._fits_by_name(classes, spot))
        return hit != condition.negated

    def _is_computed(self, condition: Condition, spot: Spot) -> bool:
        """Whether what stands at a spot is in one of the classes that are computed here and that a condition asks for."""
        return not COMPUTED_NAMES.isdisjoint(condition.classes) and any(
            self._class_at((spot, name)) for name in condition.classes & COMPUTED_NAMES
        )

    @found_once
    def nameable(self) -> frozenset[str]:
        """The classes that a bare name may fit."""
        grammar = self.tree.grammar
        return frozenset((*grammar.get("place_classes", ()), *grammar.get("office_classes", ())))

    def _fits_by_name(self, classes: frozenset[str], spot: Spot) -> bool:
        """`drove out of Goma`, `Morales gibt auf`: a place's name is a place, and who acts by a bare name somebody in office."""
        grammar = self.tree.grammar
        if not classes.isdisjoint(grammar.get("place_classes", ())) and any(
            self.place_at(i) is not None for i in self._heads(spot)
        ):
            return True
        offices = not classes.isdisjoint(grammar.get("office_classes", ()))
        return offices and any(self._is_bare_name(i) for i in self._heads(spot))

    def _is_bare_name(self, i: int) -> bool:
        """A subject with a name that no table has, or that of somebody in office."""
        named = self.name_at(i)
        acts = self.tree.tokens[i].upos == "PROPN" and self.tree.relation(i) == "nsubj"
        return acts and self.place_at(i) is None and (named is None or named.kind == "person")

    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return bool(self.tree.tokens[-1].form == self.tree.grammar.get("question_mark"))

    def reached(self, i: int, path: tuple[str, ...]) -> tuple[int, ...]:
        """The tokens at the end of a condition's path."""
        return self._reached((i, path))

    @once
    def _reached(self, spot: Spot) -> tuple[int, ...]:
        i, path = spot
        if path[0] == "sentence":  # the Arab League is none that plays football
            named = inside_names(self.names)
            return tuple(i for i in range(len(self.tree)) if i not in named)
        here: Iterable[int] = (i,)
        for name in path:
            here = [j for k in here for c in self.tree.dependents(k, name) for j in self.tree.conjuncts(c)]
        return tuple(here)

    @once
    def _words_at(self, spot: Spot) -> frozenset[str]:
        """All words that what a path leads to answers to."""
        heads = self._heads(spot)
        return self._words(heads[0]) if len(heads) == 1 else frozenset().union(*map(self._words, heads))

    @once
    def _class_at(self, asked: tuple[Spot, str]) -> bool:
        """Whether anything that a path leads to is in a class that is computed here."""
        spot, name = asked
        return any(self.in_class(i, name) for i in self._heads(spot))

    @once
    def _classes_at(self, spot: Spot) -> frozenset[str]:
        """The language's classes that anything that a path leads to is in."""
        lemmas = [lemma for i in self._heads(spot) for lemma in (self.tree.lemma(i), *self._stands_for(i))]
        return frozenset().union(*map(self.know.classes_of, lemmas)) - COMPUTED_NAMES

    @once
    def _heads(self, spot: Spot) -> tuple[int, ...]:
        """What a path leads to, and what is measured there."""
        reached = self._reached(spot)
        if spot[1][0] == "sentence":
            return reached
        if len(reached) == 1:
            return self._measured(reached[0])
        return tuple(dict.fromkeys(k for i in reached for k in self._measured(i)))

    @once
    def _measured(self, i: int) -> tuple[int, ...]:
        """A word; with a measure ("hundreds of", "eine Reihe von", "Dutzende Panzer") what it measures; with a name the office beside it."""
        if self.tree.tokens[i].upos == "PROPN":
            return (i, *self._offices_beside(i))
        lemma = self.tree.lemma(i)
        measure = self.know.is_quantifier(lemma) or self.know.in_class(lemma, "measure")
        if not measure and self.tree.tokens[i].upos != "NUM":
            return (i,)
        return (i, *self.tree.dependents(i, "nmod:gen"), *self.tree.dependents(i, "appos"))

    def _offices_beside(self, i: int) -> Iterator[int]:
        """`summoned ambassador | Brah Mohamane`: the office stands for whoever has it."""
        for c in self.tree.children[i]:
            named = self.tree.relation(c) in BESIDE_NAMES and not self.tree.preposition(c)
            if named and self.agent_at(c) is not None:
                yield c

    @once
    def _words(self, i: int) -> frozenset[str]:
        """All words of conditions that a token answers to: its form, its lemma, of a closed compound its last parts; a pronoun to its noun's, too."""
        lemma = self.tree.lemma(i)
        own = self.know.endings(lemma) | {self.tree.word(i), lemma}
        nouns = self._stands_for(i)
        return own.union(*({noun, *self.know.endings(noun)} for noun in nouns)) if nouns else own

    @once
    def _stands_for(self, i: int) -> frozenset[str]:
        """The nouns that a pronoun may stand for."""
        if self.tree.tokens[i].upos != "PRON":
            return NO_WORDS
        entry = self.know.pack.references.get(self.tree.word(i))
        if (
            entry is None
            or entry.kind != "pronoun"
            or self.tree.word(i) in self.tree.grammar.get("reflexives", ())
        ):
            return NO_WORDS
        return nouns_meant(self.tree, i, entry, self.nouns_before)


def covered(hits: Iterable[PeriodHit | NameHit]) -> frozenset[int]:
    """The tokens of some expressions."""
    return frozenset(i for hit in hits for i in range(hit.first, hit.last + 1))


def inside_names(names: Iterable[NameHit]) -> frozenset[int]:
    """The tokens of the names of several words: the number of "France 24" counts nothing."""
    return covered(hit for hit in names if hit.last > hit.first)


def is_nominal(scene: Scene, i: int) -> bool:
    """Whether a token can stand for a participant."""
    return scene.tree.tokens[i].upos in NOMINAL or scene.agent_at(i) is not None
