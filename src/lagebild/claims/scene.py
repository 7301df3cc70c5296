"""One sentence with all that has been found in it, ready to be asked.

Takes a parsed sentence and the knowledge of its language; gives a `Scene`: the tree, the names, numbers and
dates by token, and the computed word classes (`@actor`, `@state` ...) that conditions in the language files ask for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from lagebild.claims.attachment import reattached
from lagebild.claims.dates import PeriodHit, periods_in
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.quantities import QuantityHit, quantities_in
from lagebild.claims.tree import NOMINAL, Tree
from lagebild.gazetteer import Agent, NameHit
from lagebild.languages import Condition
from lagebild.model import Sentence

STATE_KINDS = frozenset(
    {"name", "long", "short", "adjective", "demonym", "capital", "abbreviation", "compound_part"}
)


@dataclass(frozen=True)
class Scene:
    """A sentence's tree, names (longest match by token), numbers and dates."""

    tree: Tree
    text: str
    know: Knowledge
    names: tuple[NameHit, ...]
    quantities: tuple[QuantityHit, ...]
    periods: tuple[PeriodHit, ...]

    @property
    def sentence(self) -> Sentence:
        """The sentence itself."""
        return self.tree.sentence

    def name_at(self, i: int) -> NameHit | None:
        """The actor's name that covers a token, if one does (places and first parts of compounds apart)."""
        return next(
            (
                hit
                for hit in self._names_by_token.get(i, ())
                if hit.kind != "compound_part" and "/" not in hit.id
            ),
            None,
        )

    def place_at(self, i: int) -> NameHit | None:
        """The place whose name covers a token, a state being one, too."""
        hits = [
            hit
            for hit in self._names_by_token.get(i, ())
            if hit.kind in ("name", "short", "long", "abbreviation")
        ]
        places = [hit for hit in hits if "/" in hit.id]
        states = [hit for hit in hits if self.know.is_state(hit.id)]
        return next(iter(places or states), None)

    def first_part_at(self, i: int) -> NameHit | None:
        """The name that is the first part of a compound ("Ukraine" in "Ukraine-Krieg")."""
        return next((hit for hit in self._names_by_token.get(i, ()) if hit.kind == "compound_part"), None)

    @cached_property
    def _names_by_token(self) -> dict[int, list[NameHit]]:
        by_token: dict[int, list[NameHit]] = {}
        for hit in self.names:
            for i in range(hit.first, hit.last + 1):
                by_token.setdefault(i, []).append(hit)
        return by_token

    def agent_at(self, i: int) -> Agent | None:
        """The political noun at a token, compounds by their last part ("Armeesprecher" is a "Sprecher")."""
        if self.tree.tokens[i].upos not in ("NOUN", "PROPN", "ADJ"):
            return None
        return self.know.agent(self.tree.lemma(i))

    # ------------------------------------------------ classes

    def in_class(self, i: int, name: str) -> bool:
        """Whether the word at a token is in a class of the language, or in one that is computed here."""
        computed = self._computed.get(name)
        if computed is not None:
            return computed(i)
        return self.know.in_class(self.tree.lemma(i), name)

    @cached_property
    def _computed(self) -> dict[str, Callable[[int], bool]]:
        return {
            "actor": self.is_actor,
            "state": self._is_state,
            "organisation": self._is_organisation,
            "person": self._is_person,
            "number": lambda i: any(i in (hit.head, hit.unit) for hit in self.quantities),
        }

    def is_actor(self, i: int) -> bool:
        """Whether a nominal names or describes somebody political."""
        j = self.tree.antecedent(i)
        if self.know.is_pronoun(self.tree.tokens[j].form):
            return True
        return self.name_at(j) is not None or self.agent_at(j) is not None or self._named_after(j)

    def _named_after(self, i: int) -> bool:
        parts = [c for c in self.tree.children[i] if self.tree.relation(c) in ("appos", "flat")]
        return any(self.name_at(c) is not None or self.agent_at(c) is not None for c in parts)

    def _is_state(self, i: int) -> bool:
        hit = self.name_at(self.tree.antecedent(i))
        return hit is not None and self.know.gazetteer_kind(hit.id) == "state"

    def _is_organisation(self, i: int) -> bool:
        hit, agent = self.name_at(i), self.agent_at(i)
        return (hit is not None and self.know.gazetteer_kind(hit.id) == "organisation") or (
            agent is not None and agent.kind == "organisation"
        )

    def _is_person(self, i: int) -> bool:
        hit, agent = self.name_at(i), self.agent_at(i)
        if hit is not None and hit.kind == "person":
            return True
        if agent is not None:
            return agent.kind != "organisation"
        return self.know.in_class(self.tree.lemma(i), "people") or self.know.is_pronoun(
            self.tree.tokens[i].form
        )

    # ------------------------------------------------ conditions

    def meets(self, i: int, when: tuple[Condition, ...], unless: tuple[Condition, ...]) -> bool:
        """Whether all of `when` hold at a trigger and none of `unless` does."""
        return all(self.holds(i, c) for c in when) and not any(self.holds(i, c) for c in unless)

    def holds(self, i: int, condition: Condition) -> bool:
        """Whether one condition holds at a token."""
        found = self.reached(i, condition.path)
        if not condition.words and not condition.classes:
            return bool(found)
        hit = any(self._is_one_of(j, condition) for j in found)
        return hit != condition.negated

    def reached(self, i: int, path: tuple[str, ...]) -> list[int]:
        """The tokens at the end of a condition's path."""
        if path[0] == "sentence":
            return list(range(len(self.tree)))
        here = [i]
        for name in path:
            here = [j for k in here for c in self.tree.dependents(k, name) for j in self.tree.conjuncts(c)]
        return here

    def _is_one_of(self, i: int, condition: Condition) -> bool:
        """Whether a word is among the condition's; a measure ("hundreds of", "eine Reihe von") is what it measures."""
        if self._is_word_of(i, condition):
            return True
        measured = self.know.is_quantifier(self.tree.lemma(i)) or self.know.in_class(
            self.tree.lemma(i), "measure"
        )
        inner = self.tree.dependents(i, "nmod:gen") if measured or self.tree.tokens[i].upos == "NUM" else ()
        return any(self._is_word_of(k, condition) for k in inner)

    def _is_word_of(self, i: int, condition: Condition) -> bool:
        lemma = self.tree.lemma(i)
        if lemma in condition.words or self.tree.tokens[i].form.lower() in condition.words:
            return True
        if self.know.closed_compounds and any(len(w) > 3 and lemma.endswith(w) for w in condition.words):
            return True
        return any(self.in_class(i, name) for name in condition.classes)


def scene_of(sentence: Sentence, text: str, know: Knowledge, published: str | None) -> Scene:
    """Parse tree, names, numbers and dates of one sentence."""
    sentence = reattached(sentence, know)
    tree = Tree(sentence, know.pack.grammar)
    forms = [token.form for token in sentence.tokens]
    lemmas = [token.lemma for token in sentence.tokens]
    return Scene(
        tree=tree,
        text=text,
        know=know,
        names=tuple(know.names.find(forms, lemmas)),
        quantities=quantities_in(sentence, text, know.numbers),
        periods=periods_in(sentence, text, know.dates, published),
    )


def is_nominal(scene: Scene, i: int) -> bool:
    """Whether a token can stand for a participant."""
    return scene.tree.tokens[i].upos in NOMINAL or scene.agent_at(i) is not None
