"""Is this word an event here: by words, as English has it.

Takes the candidates of a sentence; gives those that a model of words and of what is seen around them takes: logistic regression over hashed traits
(Weinberger et al. 2009), weights in `languages/<code>/decider.bin`, trained by `training/worded.py`. A language without that file is decided by what
holds no word (`claims/decider.py`), which reads more of what nobody has seen, and in English types it less surely (docs/decisions/0010).
"""

import math
import zlib
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from lagebild.claims.nearness import Near, kind_at, kind_of, part_of_speech, several
from lagebild.claims.scene import Scene
from lagebild.claims.triggers import Hit, entries_in, types_at
from lagebild.claims.weights import FLOAT, weights_in

SLOTS = 1 << 15
CACHED_TRAITS = 8_000  # 98 % of those asked for; to weigh one anew takes less than a microsecond
NAMED = 3  # traits in the evidence
STEP = 0.4
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
SHOWN = 3  # names in a sentence; more tell nothing
SHARES = (0.9, 0.6, 0.3, 0.1, 0.0)
OWNED = ("nmod:gen", "nmod:of", "nmod:by")


class Worded:
    """The weights of one language, and from which probability a candidate is taken."""

    def __init__(self, weights: Iterable[float], take: float) -> None:
        self.weights = array(FLOAT, weights)
        self.take = take
        self.weight = lru_cache(CACHED_TRAITS)(self._weight)

    def strongest(self, traits: Iterable[str]) -> tuple[str, ...]:
        """The traits that speak most for an event."""
        return tuple(sorted(set(traits), key=lambda trait: (-self.weight(trait), trait))[:NAMED])

    def score(self, traits: Iterable[str]) -> float:
        """What traits weigh together; scores of parts of a candidate's traits add up to its score."""
        return sum(map(self.weight, traits))

    def _weight(self, trait: str) -> float:
        return self.weights[slot_of(trait)]


def slot_of(trait: str) -> int:
    """Where a trait's weight stands."""
    return zlib.crc32(trait.encode()) % SLOTS


@cache
def worded_of(lang: str) -> Worded | None:
    """The model of a language, or None where there is none."""
    stored = weights_in(lang, "decider.bin")
    return Worded(stored[1:], stored[0]) if stored else None


def taken_by_words(scene: Scene, candidates: Iterable[tuple[int, Near]], worded: Worded) -> Iterator[Hit]:
    """The candidates that are taken, of a word the likeliest."""
    taken: dict[int, Hit] = {}
    around: float | None = None
    for i, near in candidates:
        around = worded.score(around_it(scene)) if around is None else around
        score = around + worded.score(traits_of_word(scene, i, near))
        likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
        before = taken.get(i)
        if likely >= worded.take and (before is None or likely > (before.likely or 0)):
            because = worded.strongest(traits_of(scene, i, near))
            taken[i] = Hit(scene, i, near.frame, likely, because)
    yield from taken.values()


# ------------------------------------------------ what is seen


def traits_of(scene: Scene, i: int, near: Near) -> list[str]:
    """All that is seen of a candidate."""
    return [*traits_of_word(scene, i, near), *around_it(scene)]


def traits_of_word(scene: Scene, i: int, near: Near) -> list[str]:
    """What is seen of a candidate without what all candidates of the sentence share."""
    own, lack = _word(scene, i, near), _lack(scene, near)
    return ["", *own, *lack, *_beside(scene, i, near.frame.type), *_over(scene, i)]


def _lack(scene: Scene, near: Near) -> Iterator[str]:
    """What is seen of the lack."""
    yield f"cost {min(int(near.cost / STEP), 6)}"
    yield f"lacks {len(near.lacks)} blocked {len(near.blocks)}"
    yield f"others {several(near.others)}"
    yield f"held {min(len(near.frame.when) - len(near.lacks), 3)} of {min(len(near.frame.when), 3)}"
    for lack in near.lacks:
        yield f"lack {lack.level}"
        yield f"lack {lack.relation} {lack.level}"
        if lack.token is not None:
            kind = kind_of(scene, lack.token)
            yield f"lack {lack.relation} {kind}"
            yield f"lack {lack.level} {kind}"
    for block in near.blocks:
        yield f"block {block.path[0].partition(':')[0]} {' '.join(sorted(block.classes))}"


def _word(scene: Scene, i: int, near: Near) -> Iterator[str]:
    """The word, and how many of its entries are of the type."""
    tree, kind = scene.tree, near.frame.type
    entries, every = types_at(scene, i), len(entries_in(scene)[i])
    share = next(least for least in SHARES if entries[kind] / every >= least)
    before = sum(count > entries[kind] for count in entries.values())
    cost = min(int(near.cost / 0.4), 6)
    yield kind
    yield f"word {tree.lemma(i)} {kind}"
    yield f"share {share}"
    yield f"share {share} entries {min(entries[kind].bit_length(), 4)}"
    yield f"share {share} cost {cost}"
    yield f"before {min(before, 3)}"
    yield f"all {min(every.bit_length(), 6)}"
    yield f"{part_of_speech(scene, i)} cost {cost}"
    if tree.is_verbal(i):
        yield f"passive {tree.is_passive(i)}"
    yield from (f"with {tree.lemma(a)}" for a in tree.auxiliaries(i))
    yield f"form {tree.feature(i, 'VerbForm')} {tree.feature(i, 'Tense')} {tree.feature(i, 'Number')}"


def _beside(scene: Scene, i: int, kind: str) -> Iterator[str]:
    """Subject, object, owner and what else hangs on the word."""
    tree, part = scene.tree, part_of_speech(scene, i)
    subject = kind_at(scene, i, "nsubj")
    thing = kind_at(scene, i, "obj")
    owner = next((found for name in OWNED if (found := kind_at(scene, i, name)) != "none"), "none")
    yield f"{part} subject {subject}"
    yield f"{part} object {thing}"
    yield f"{kind} subject {subject}"
    yield f"{kind} object {thing}"
    yield f"subject {subject} object {thing}"
    yield f"{part} of {owner}"
    for c in tree.children[i]:
        relation = tree.relation(c)
        if relation in ("compound", "amod", "obl"):
            yield f"{part} {relation} {kind_of(scene, c)}"
        elif relation in ("det", "nummod", "case", "xcomp", "ccomp", "advcl", "acl"):
            yield f"{part} {tree.tokens[c].deprel}"


def _over(scene: Scene, i: int) -> Iterator[str]:
    tree = scene.tree
    head, relation = tree.tokens[i].head, tree.relation(i)
    yield f"{part_of_speech(scene, i)} {relation}"
    if head >= 0:
        yield f"{relation} under {tree.tokens[head].upos}"


def around_it(scene: Scene) -> tuple[str, ...]:
    """The other words of the sentence: names, politicians, words of other fields."""
    tree, know = scene.tree, scene.know
    lemmas = {tree.lemma(t.i) for t in tree.tokens if t.upos in CONTENT}
    classes = frozenset().union(*map(know.classes_of, lemmas))
    names = len({hit.id for hit in scene.actors.values()})
    political = sum(agent.sector in know.ontology.political_sectors for agent in scene.agents.values())
    others = len(scene.agents) - political
    return (
        f"names {min(names, SHOWN)}",
        f"politicians {min(political, SHOWN)}",
        f"other people {min(others, SHOWN)}",
        f"political {names + political > 0}",
        *(f"field {name}" for name in know.pack.grammar.get("other_fields", ()) if name in classes),
    )
