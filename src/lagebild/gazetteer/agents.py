"""Nouns for somebody political.

Takes the forms and lemmas of a sentence; gives the agents that its nouns describe, with PLOVER sector and kind.
Where the language makes compounds, the last part counts (`Grenzsoldat` is a `Soldat`), but for the words that the
language says count only whole.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from lagebild.caches import QUICK
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
        self._phrases = defaultdict[str, list[tuple[str, ...]]](list)
        for words in sorted(tuple(lemma.split()) for lemma in self._agents if " " in lemma):
            self._phrases[words[0]].insert(0, words)  # of those that begin alike the longest first
        self._whole = {lemma.lower() for lemma in whole}
        self._compounds = compounds
        self.of = lru_cache(maxsize=QUICK)(self._of)

    def find(self, forms: Sequence[str], lemmas: Sequence[str]) -> list[AgentHit]:
        """Every agent of the sentence, in order; of two that overlap, the longer."""
        phrases = {hit.first: hit for hit in self.phrases(forms, lemmas)}
        hits: list[AgentHit] = []
        at = 0
        while at < len(lemmas):
            agent = None if at in phrases else self.of(lemmas[at])
            hit = phrases.get(at) or (AgentHit(at, at, agent) if agent else None)
            if hit:
                hits.append(hit)
            at = hit.last + 1 if hit else at + 1
        return hits

    def phrases(self, forms: Sequence[str], lemmas: Sequence[str]) -> list[AgentHit]:
        """The agents of several words ("rebel leader", "chief of staff"), each word as it stands or by its lemma; of two that overlap, the first, and the longer."""
        begins, both = self._phrases, (list(map(str.lower, forms)), list(map(str.lower, lemmas)))
        if all(map(begins.keys().isdisjoint, both)):  # most often
            return []
        words = list(zip(*both, strict=True))
        hits: list[AgentHit] = []
        for at, (form, lemma) in enumerate(words):
            if (form not in begins and lemma not in begins) or (hits and at <= hits[-1].last):
                continue
            for phrase in (*begins.get(form, ()), *begins.get(lemma, ())):
                here = words[at : at + len(phrase)]
                if len(here) == len(phrase) and all(
                    word in two for word, two in zip(phrase, here, strict=True)
                ):
                    hits.append(AgentHit(at, at + len(phrase) - 1, self._agents[" ".join(phrase)]))
                    break
        return hits

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
