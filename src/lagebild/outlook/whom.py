"""To whom: given that A does a deed of some type, who is it done to?

Takes a history, an actor, a type and a day; gives the likeliest recipients, each with the probability that it is among those to whom A does it on a day
when A does it at all, the past deeds that this rests on, and how such proposals fared in the last weeks beside a plain guess.
Where the history is large and what learns is installed, the ranker of the benchmark orders them; else the evidence that proposes them does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from lagebild.outlook.deeds import Deed
from lagebild.outlook.learners import available
from lagebild.outlook.ranking.affiliation import affiliation_of
from lagebild.outlook.ranking.asking import Rows, passed, rows_of
from lagebild.outlook.ranking.layout import Queries, laid_out, queries_of
from lagebild.outlook.ranking.memory import Memory
from lagebild.outlook.ranking.probability import Floats, Steps, isotonic, softmax
from lagebild.outlook.ranking.quadruples import STEP, Facts, both_directions
from lagebild.outlook.ranking.ranker import Ranker, fit

LEAST_OF_ALL, LEAST_OF_ACTOR = 300, 10  # deeds; those of the actor within a year
LEAST_TO_LEARN = 4_000
PROVED, CHOSEN, LEARNT = 28, 28, 60  # days: how proposals fared, what is calibrated on, what is learnt from
SHOWN, LEAST_SHOWN, EVIDENCE = 5, 0.005, 3


class Whom(msgspec.Struct, frozen=True, kw_only=True):
    """A question: to whom will `actor` do a deed of `type`, should it do one on the day `on`?"""

    actor: str
    type: str
    on: date


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One recipient. `usual` is its share among all to whom anybody did it; `times` how often the actor did it to this one."""

    recipient: str
    probability: float
    usual: float
    times: int
    evidence: tuple[Deed, ...]


class Fared(msgspec.Struct, frozen=True, kw_only=True):
    """Of the questions of the last weeks, how often the first, or one of the first three, was right; `plain_*`: of who it was done to most of late."""

    questions: int
    first: float
    three: float
    plain_first: float
    plain_three: float


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """The answer: proposals, the likeliest first, how such answers fared, and whether what learns ordered them."""

    asked: Whom
    proposals: tuple[Proposal, ...]
    fared: Fared
    learnt: bool
    deeds: int


class TooThin(msgspec.Struct, frozen=True, kw_only=True):
    """No answer: there is too little to go by, and how little."""

    asked: Whom
    deeds: int
    of_actor: int
    needed: int = LEAST_OF_ALL
    needed_of_actor: int = LEAST_OF_ACTOR


@dataclass(frozen=True)
class _Numbered:
    """Deeds as facts: who, what, to whom, on which day since the first."""

    facts: Facts
    actors: tuple[str, ...]
    types: tuple[str, ...]
    first: int

    @staticmethod
    def of(deeds: Sequence[Deed]) -> "_Numbered":
        actors = tuple(sorted({name for deed in deeds for name in (deed.actor, deed.recipient)}))
        types = tuple(sorted({deed.type for deed in deeds}))
        who, what = ({name: i for i, name in enumerate(names)} for names in (actors, types))
        first = deeds[0].ordinal
        rows = [(who[d.actor], what[d.type], who[d.recipient], d.ordinal - first) for d in deeds]
        facts = np.unique(np.asarray(rows, np.int64), axis=0)
        return _Numbered(facts[np.argsort(facts[:, STEP], kind="stable")], actors, types, first)


@dataclass(frozen=True)
class _Order:
    """How candidates are ordered, and how their scores become probabilities."""

    ranker: Ranker | None
    steps: Steps | None = None

    def shares(self, rows: Rows) -> Floats:
        """Each query's candidates as shares: of the ranker's softmax, or of the evidence that proposed them."""
        if self.ranker:
            return softmax(self.ranker.scores(rows))
        score = np.maximum(rows.values[:, :, _column(rows, "evidence")].astype(np.float64), 0) + 1e-9
        return np.asarray(score / score.sum(1, keepdims=True))

    def probabilities(self, rows: Rows) -> Floats:
        """Each candidate's probability, as far as earlier ones of that share turned out right."""
        shares = self.shares(rows)
        return self.steps(shares) if self.steps else shares


def whom(deeds: Sequence[Deed], asked: Whom) -> Proposed | TooThin:
    """Who a deed would be done to; or why that cannot be said."""
    before = sorted(
        (d for d in deeds if d.day < asked.on.isoformat()),
        key=lambda d: (d.day, d.actor, d.recipient, d.type),
    )
    year = date.fromordinal(asked.on.toordinal() - 365).isoformat()
    own = sum(deed.actor == asked.actor and deed.day >= year for deed in before)
    known = any(deed.type == asked.type for deed in before)
    span = before[-1].ordinal - before[0].ordinal if before else 0
    if len(before) < LEAST_OF_ALL or own < LEAST_OF_ACTOR or not known or span < PROVED + CHOSEN + LEARNT:
        return TooThin(asked=asked, deeds=len(before), of_actor=own)
    with threadpool_limits(limits=1):
        return _proposed(before, asked)


def _proposed(deeds: Sequence[Deed], asked: Whom) -> Proposed:
    """1 remember, 2 learn the order, 3 calibrate, 4 see how it fared, 5 answer."""
    numbered = _Numbered.of(deeds)
    end = asked.on.toordinal() - numbered.first
    last = int(numbered.facts[-1, STEP]) + 1
    bounds = [max(0, last - days) for days in (LEARNT + CHOSEN + PROVED, CHOSEN + PROVED, PROVED, 0)]
    memory = _memory(numbered, bounds[0])
    learnt, chosen, proved = (_queries(numbered, lower, upper) for lower, upper in pairwise(bounds))
    learn = available() and len(deeds) >= LEAST_TO_LEARN
    training = list(passed(memory, learnt, 0, bounds[1], thin=1 if learn else None))
    judges = list(passed(memory, chosen, bounds[1], bounds[2]))
    order = _order(training if learn else (), judges)
    fared = _fared(memory, order, passed(memory, proved, bounds[2], last))
    proposals = _proposals(memory, order, numbered, deeds, asked, max(end, last))
    return Proposed(
        asked=asked, proposals=proposals, fared=fared, learnt=bool(order.ranker), deeds=len(deeds)
    )


def _memory(numbered: _Numbered, begin: int) -> Memory:
    layout = laid_out(numbered.facts, len(numbered.actors), len(numbered.types))
    early = numbered.facts[numbered.facts[:, STEP] < begin]
    return Memory(layout, affiliation_of(numbered.actors, early))


def _queries(numbered: _Numbered, begin: int, end: int) -> Queries:
    """The questions that the deeds of some days answer, as they are asked here: who was it done to."""
    steps = numbered.facts[:, STEP]
    queries = queries_of(
        both_directions(numbered.facts[(steps >= begin) & (steps < end)], len(numbered.types))
    )
    return queries.take(np.flatnonzero(queries.relation < len(numbered.types)))


def _order(training: Sequence[Rows], judges: Sequence[Rows]) -> _Order:
    """The order, and the probabilities that the judges' days teach."""
    order = _Order(fit(training, judges, seed=0) if training and judges else None)
    if not judges:
        return order
    shares = np.concatenate([order.shares(rows).ravel() for rows in judges])
    outcome = np.concatenate([rows.is_answer.ravel() for rows in judges]).astype(np.float64)
    return _Order(order.ranker, isotonic(shares, outcome))


def _fared(memory: Memory, order: _Order, days: Iterable[Rows]) -> Fared:
    ours: list[NDArray[np.bool_]] = []
    plain: list[NDArray[np.bool_]] = []
    for rows in days:
        ours.append(_first_three(order.shares(rows), rows))
        plain.append(
            _first_three(rows.values[:, :, _column(rows, "triple faded 30")].astype(np.float64), rows)
        )
    if not ours:
        return Fared(questions=0, first=0.0, three=0.0, plain_first=0.0, plain_three=0.0)
    right, guessed = np.concatenate(ours), np.concatenate(plain)
    return Fared(
        questions=len(right),
        first=_share(right[:, :1]), three=_share(right),
        plain_first=_share(guessed[:, :1]), plain_three=_share(guessed),
    )  # fmt: skip


def _first_three(score: Floats, rows: Rows) -> NDArray[np.bool_]:
    """Whether the first, second, third candidate of each query was right."""
    first = np.argsort(-score, axis=1, kind="stable")[:, :3]
    return np.asarray(np.take_along_axis(rows.is_answer, first, 1))


def _share(right: NDArray[np.bool_]) -> float:
    return round(float(right.any(1).mean()), 4)


def _column(rows: Rows, name: str) -> int:
    return next(i for i, (_, each) in enumerate(rows.columns) if each == name)


def _proposals(
    memory: Memory, order: _Order, numbered: _Numbered, deeds: Sequence[Deed], asked: Whom, step: int
) -> tuple[Proposal, ...]:
    nothing = np.zeros(0, np.int64)
    actor, kind = numbered.actors.index(asked.actor), numbered.types.index(asked.type)
    query = Queries(np.asarray([actor]), np.asarray([kind]), np.asarray([step]), np.asarray([0, 0]), nothing)
    (rows,) = rows_of(memory, query)
    probability = order.probabilities(rows)[0]
    shares = order.shares(rows)[0]
    found: list[Proposal] = []
    for place in np.argsort(-shares, kind="stable"):
        name = numbered.actors[int(rows.objects[0, place])]
        if name != asked.actor and len(found) < SHOWN and probability[place] >= LEAST_SHOWN:
            found.append(_proposal(name, float(probability[place]), deeds, asked))
    return tuple(found)


def _proposal(name: str, probability: float, deeds: Sequence[Deed], asked: Whom) -> Proposal:
    same = [deed for deed in deeds if deed.type == asked.type]
    own = [deed for deed in same if deed.actor == asked.actor and deed.recipient == name]
    between = [deed for deed in deeds if {deed.actor, deed.recipient} == {asked.actor, name}]
    return Proposal(
        recipient=name,
        probability=round(probability, 4),
        usual=round(sum(deed.recipient == name for deed in same) / len(same), 4),
        times=len(own),
        evidence=tuple(reversed((own or between)[-EVIDENCE:])),
    )
