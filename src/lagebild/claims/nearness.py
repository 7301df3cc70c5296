"""How nearly a frame holds where no frame does.

Takes a token and its frames of one type, of which none fires; gives the frame that lacks least, and what is seen of the lack: which
condition fails, whether its place is empty or taken by another word, and how like that word is to those asked for. Words of like
use share a path in the tree of Brown clusters that the parser ships with: `prisoner` and `resident` part late, `prisoner` and `lunch` early.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from lagebild.caches import QUICK, RECENT
from lagebild.claims.answers import once_a_scene
from lagebild.claims.knowledge import Knowledge
from lagebild.claims.scene import Scene
from lagebild.languages import Condition, Frame

SAME = 99  # turns: the same cluster
LEVELS = (
    (SAME, "same", 0.3),
    (9, "near", 0.6),
    (7, "far", 0.8),
)  # turns in common, what it is called, what it costs
CHEAPEST = LEVELS[0][2]
OTHER, EMPTY = ("other", 1.0), ("empty", 1.2)  # a word quite unlike; no word at all
BLOCKED = 1.2
FARTHEST = 1.2  # what lacks more is no candidate
MOST_HELD = 2  # conditions; more say no more


class Lack(NamedTuple):
    """A condition that fails: the relation it asks for, how far off what stands there is, and where that stands."""

    relation: str
    level: str
    token: int | None


class Near(NamedTuple):
    """The frame that lacks least, its lacks and what blocks it, what it costs in sum, and how many frames lack but one thing."""

    frame: Frame
    lacks: tuple[Lack, ...]
    blocks: tuple[Condition, ...]
    cost: float
    others: int


def nearest(scene: Scene, i: int, frames: Sequence[Frame]) -> Near | None:
    """The frame of those that do not fire that lacks least, or None where all lack too much.

    A relation that is not there costs as much as may be lacking at all: frames that lack one are looked at only where no other is nearer.
    """
    present = scene.tree.names_below(i)
    rows = enumerate(frames)
    whole = {k: near for k, frame in rows if frame.needs <= present and (near := _near(scene, i, frame))}
    others = sum(near.cost <= 1 for near in whole.values())
    best = min(whole.values(), key=_cost, default=None)
    if best is None or best.cost >= EMPTY[1]:
        before = (f for f in frames[: next(iter(whole), None)] if len(f.needs - present) == 1)
        best = next((near for frame in before if (near := _near(scene, i, frame))), best)
    return best._replace(others=others) if best else None


_cost = attrgetter("cost")


def _near(scene: Scene, i: int, frame: Frame) -> Near | None:
    """What a frame lacks, or None as soon as it is too much."""
    lacks, cost = list[Lack](), 0.0
    for condition in frame.when:
        if not scene.holds(i, condition):
            if cost + CHEAPEST > FARTHEST:
                return None
            lack, price = _lack(scene, i, condition)
            lacks.append(lack)
            cost += price
            if cost > FARTHEST:
                return None
    blocks = list[Condition]()
    for condition in frame.unless:
        if scene.holds(i, condition):
            blocks.append(condition)
            cost += BLOCKED
            if cost > FARTHEST:
                return None
    return Near(frame, tuple(lacks), tuple(blocks), cost, 0)


def traits_of_lack(scene: Scene, i: int, near: Near) -> Iterator[str]:
    """What is seen of the lack, and of what holds beside it."""
    held = [condition for condition in near.frame.when if scene.holds(i, condition)]
    words = min(held_by_words(scene, i, near), MOST_HELD)
    classes = min(sum(bool(condition.classes) for condition in held), MOST_HELD)
    yield f"others {several(near.others)}"
    yield f"held words {words}"
    yield f"held classes {classes}"
    yield f"held none {not held}"
    lacking = "+".join(sorted(lack.relation for lack in near.lacks)) or "nothing"
    yield f"lack {lacking} held {words} {classes}"
    for lack in near.lacks:
        yield f"lack {lack.relation} {lack.level}"
        yield f"lack {lack.relation} {lack.level} {near.frame.type}"


def held_by_words(scene: Scene, i: int, near: Near) -> int:
    """How many conditions of the entry hold that ask for words."""
    return sum(bool(condition.words) and scene.holds(i, condition) for condition in near.frame.when)


@once_a_scene
def part_of_speech(scene: Scene, i: int) -> str:
    """Noun, verb or adjective, as a candidate has it."""
    token = scene.tree.tokens[i]
    return "noun" if token.upos in ("NOUN", "PROPN") else "verb" if scene.tree.is_verbal(i) else "adjective"


def kind_at(scene: Scene, i: int, name: str) -> str:
    """What stands at the first dependent of that name."""
    return next((kind_of(scene, k) for k in scene.tree.dependents(i, name)), "none")


def kind_of(scene: Scene, i: int) -> str:
    """What somebody or something is, without its word: a state, a political office, a person, a pronoun, a thing ..."""
    i = scene.tree.antecedent(i)
    hit, agent, know = scene.name_at(i), scene.agent_at(i), scene.know
    if hit is not None:
        return f"named {know.gazetteer_kind(hit.id)}"
    if scene.place_at(i) is not None:
        return "place"
    if agent is not None:
        return "political" if agent.sector in know.ontology.political_sectors else f"agent {agent.kind}"
    token = scene.tree.tokens[i]
    if know.is_pronoun(token.form):
        return "pronoun"
    if scene.in_class(i, "person") or scene.in_class(i, "people"):
        return "person"
    return token.upos


def _lack(scene: Scene, i: int, condition: Condition) -> tuple[Lack, float]:
    relation = _relation(condition)
    there = () if condition.path[0] == "sentence" else scene.reached(i, condition.path)
    if not there:
        return Lack(relation, EMPTY[0], None), EMPTY[1]
    asked = _asked(scene.know, condition.words, condition.classes)
    turns, k = max((likeness(scene.know.cluster(scene.tree.lemma(k)), asked), k) for k in there)
    level, price = next(((name, price) for least, name, price in LEVELS if turns >= least), OTHER)
    return Lack(relation, level, k), price


def _relation(condition: Condition) -> str:
    return condition.path[0].partition(":")[0]


@lru_cache(QUICK)
def likeness(cluster: int, asked: frozenset[int]) -> int:
    """How many turns a cluster's path has in common with the likest of some others; `SAME` where it is one of them."""
    if not cluster or not asked:
        return 0
    return SAME if cluster in asked else max(_turns(cluster ^ other) for other in asked)


def _turns(difference: int) -> int:
    """The lowest bits are the first turns."""
    return (difference & -difference).bit_length() - 1


@lru_cache(2 * RECENT)
def _asked(know: Knowledge, asked: frozenset[str], classes: frozenset[str]) -> frozenset[int]:
    """The clusters of all words that a condition asks for, by themselves or by class."""
    words = asked.union(*(know.pack.classes.get(name, frozenset()) for name in classes))
    return frozenset(map(know.cluster, words)) - {0}


def several(count: int) -> str:
    """A count in words."""
    return "0" if count == 0 else "1" if count == 1 else "2-3" if count < 4 else "more"
