"""Nouns for somebody political.

Takes the forms and lemmas of a sentence; gives the agents that its nouns describe, with PLOVER sector and kind.
Where the language makes compounds, the last part counts (`Grenzsoldat` is a `Soldat`), but for the words that the
language says count only whole.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.gazetteer.entries import Agent
from lagebild.gazetteer.gazetteer import Gazetteer

# Shorter last parts are chance: "Rat" in "Vorrat", "Amt" in "Samt".
SHORTEST_LAST_PART = 5


class AgentHit(NamedTuple):
    """Tokens `first` to `last` (inclusive) describe an agent."""

    first: int
    last: int
    agent: Agent


class AgentIndex:
    """The agents of one language, ready to be found."""

    def __init__(self, agents: Sequence[Agent], whole: frozenset[str], compounds: bool) -> None:
        self._agents = {agent.lemma.lower(): agent for agent in agents}
        self._longest = max((len(agent.lemma.split()) for agent in agents), default=0)
        self._whole = {lemma.lower() for lemma in whole}
        self._compounds = compounds
        self.of = lru_cache(maxsize=12_000)(self._of)

    def find(self, forms: Sequence[str], lemmas: Sequence[str]) -> list[AgentHit]:
        """Every agent of the sentence, in order; of two that overlap, the longer."""
        hits: list[AgentHit] = []
        at = 0
        while at < len(lemmas):
            hit = self._at(at, forms, lemmas)
            if hit:
                hits.append(hit)
            at = hit.last + 1 if hit else at + 1
        return hits

    def _at(self, at: int, forms: Sequence[str], lemmas: Sequence[str]) -> AgentHit | None:
        for length in range(min(self._longest, len(lemmas) - at), 1, -1):
            words = [*(form.lower() for form in forms[at : at + length - 1]), lemmas[at + length - 1].lower()]
            if agent := self._agents.get(" ".join(words)):
                return AgentHit(at, at + length - 1, agent)
        agent = self.of(lemmas[at])
        return AgentHit(at, at, agent) if agent else None

    def _of(self, lemma: str) -> Agent | None:
        """The agent that one lemma describes; by its last part where the language makes compounds."""
        lowered = lemma.lower()
        if agent := self._agents.get(lowered):
            return agent
        if not self._compounds or not lemma[:1].isupper():
            return None
        parts = (lowered[cut:] for cut in range(1, len(lowered) - SHORTEST_LAST_PART + 1))
        known = (self._agents[part] for part in parts if part in self._agents and part not in self._whole)
        return next(known, None)


@lru_cache(maxsize=16)
def agents_of(lang: str, gazetteer: Gazetteer) -> AgentIndex:
    """The index of a language's agents; made once for each gazetteer."""
    manner = gazetteer.manners[lang]
    return AgentIndex(gazetteer.agents[lang], manner.whole, bool(manner.compound_heads))
