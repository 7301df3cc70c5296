"""What the ranker looks at: a row of numbers for each query and candidate.

Takes the queries of one step, their candidates and what is remembered; gives columns in named groups, so that a group can
be left out to see what it is worth. Nothing of the step itself is looked at, above all not who else is asked about on it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lagebild.outlook.ranking.candidates import Proposals, View, place_shares
from lagebild.outlook.ranking.counts import Counts, Floats, Ints
from lagebild.outlook.ranking.rules import state_of

Columns = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Asked:
    """Queries of one step with their candidates, flat: one place a query and candidate."""

    view: View
    subject: Ints  # (queries, 1)
    relation: Ints
    proposals: Proposals

    @property
    def object(self) -> Ints:
        """The candidates."""
        return self.proposals.objects

    @cached_property
    def inverse(self) -> Ints:
        """The relations seen from the other side."""
        return self.view.memory.layout.inverse(self.relation)

    def ids(self, family: str, relation: Ints | None = None) -> Ints:
        """The keys of a family for each query and candidate."""
        which = self.relation if relation is None else relation
        return self.view.memory.ids(family, self.subject, which, self.object)

    def counts(self, family: str) -> Counts:
        """The counts of a family."""
        return self.view.memory.counts[family]


def columns_of(asked: Asked) -> dict[str, Columns]:
    """All columns, by group."""
    return {group: make(asked) for group, make in GROUPS.items()}


def _seen(asked: Asked, family: str, ids: Ints, name: str) -> Columns:
    """Count, gap and every faded count of keys."""
    counts, step = asked.counts(family), asked.view.step
    columns = {f"{name} count": counts.count[ids], f"{name} gap": counts.gap(ids, step)}
    for which, half_life in enumerate(counts.half_lives):
        columns[f"{name} faded {half_life:g}"] = counts.faded(ids, step, which)
    return columns


def _triple(asked: Asked) -> Columns:
    columns = _seen(asked, "sro", asked.ids("sro"), "triple")
    usual = asked.view.memory.faded("ro", asked.object, asked.inverse, asked.subject, asked.view.step, 1)
    columns["triple share"] = columns["triple faded 30"] / (usual + 0.5)
    return columns


def _pair(asked: Asked) -> Columns:
    columns = _seen(asked, "so", asked.ids("so"), "pair")
    first = asked.view.seen.first_of_pair
    ids = asked.ids("so")
    columns["pair relations"] = np.where(ids >= 0, first[ids + 1] - first[ids], 0).astype(np.float32)
    own = asked.counts("sro").faded(asked.ids("sro"), asked.view.step, 1)
    columns["pair given to relation"] = own / (columns["pair faded 8"] + 0.3)
    return columns


def _inverse(asked: Asked) -> Columns:
    return _seen(asked, "sro", asked.ids("sro", asked.inverse), "inverse")


def _object(asked: Asked) -> Columns:
    columns = _seen(asked, "ro", asked.ids("ro"), "relation object") | _seen(
        asked, "o", asked.ids("o"), "object"
    )
    of_all = asked.counts("r").faded(asked.ids("r"), asked.view.step)
    columns["relation object share"] = columns["relation object faded 30"] / (of_all + 1e-9)
    return columns


def _rules(asked: Asked) -> Columns:
    rules = asked.proposals.evidence.rules_for(asked.object)
    columns = {f"rule {name}": rules[:, :, i] for i, name in enumerate(("first", "second", "total", "joint"))}
    columns["rule own"] = _strength(asked, asked.relation)
    columns["rule inverse"] = _strength(asked, asked.inverse)
    best = columns["rule joint"].max(axis=1, keepdims=True)
    columns["rule of the best"] = columns["rule joint"] / (best + 1e-6)
    columns["evidence"] = asked.proposals.score
    return columns


def _strength(asked: Asked, given: Ints) -> Floats:
    """The rule from one relation of the same pair."""
    ids, counts = asked.ids("sro", given), asked.counts("sro")
    state = state_of(counts.gap(ids, asked.view.step), counts.count[ids])
    strength = asked.view.memory.rules.strength(asked.relation, given, state)
    return np.where(counts.count[ids] > 0, strength, 0).astype(np.float32)


def _paths(asked: Asked) -> Columns:
    evidence = asked.proposals.evidence
    own = evidence.own[:, None]
    return {"path month": evidence.month[own, asked.object], "path days": evidence.days[own, asked.object]}


def _factors(asked: Asked) -> Columns:
    factors, size = asked.view.factors, asked.view.memory.layout.entities
    column = factors.columns.find(asked.relation * size + asked.object)
    own = factors.subject[asked.subject[:, 0]]
    alike = np.einsum("qk,qnk->qn", own, factors.column[column])
    near = np.einsum("qk,qnk->qn", own, factors.nearby[asked.object])
    return {"alike": np.where(column >= 0, alike, 0).astype(np.float32), "near": near} | _company(asked)


def _company(asked: Asked) -> Columns:
    """How near a subject is to those who lately met the object, and the object to those whom the subject lately met."""
    nearby, subject, object_ = asked.view.factors.nearby, asked.subject[:, 0], asked.object
    columns: Columns = {}
    for name, company in asked.view.company.items():
        columns[f"subject near company {name}"] = np.einsum("qk,qnk->qn", nearby[subject], company[object_])
        columns[f"object near company {name}"] = np.einsum("qk,qnk->qn", company[subject], nearby[object_])
    return columns


def _places(asked: Asked) -> Columns:
    memory, step, affiliation = asked.view.memory, asked.view.step, asked.view.memory.affiliation
    place, home = affiliation.place[asked.object], affiliation.place[asked.subject]
    of_home = memory.faded("cr", asked.subject, asked.relation, asked.relation, step)
    usual = asked.counts("crc").faded(asked.ids("crc"), step) / (of_home + 1)
    faded = asked.counts("ro").faded(asked.ids("ro"), step, 1)
    in_place = faded / (asked.counts("rc").faded(asked.ids("rc"), step) + 1)
    shares = place_shares(asked.view, asked.subject[:, 0], asked.relation[:, 0])
    share = np.take_along_axis(shares, place, 1)
    return {
        "same place": (place == home).astype(np.float32),
        "place usual": usual,
        "object in place": in_place,
        "place usual object": usual * in_place,
        "place share": share,
        "place share object": share * in_place,
        "place share of home": asked.counts("cro").faded(asked.ids("cro"), step) / (of_home + 0.5),
    } | {
        name: value
        for family, title in (("cro", "home object"), ("sc", "place"), ("co", "home with object"))
        for name, value in _seen(asked, family, asked.ids(family), title).items()
    }


def _roles(asked: Asked) -> Columns:
    step = asked.view.step
    both = asked.counts("prp").faded(asked.ids("prp"), step)
    of_role = asked.view.memory.faded("pr", asked.subject, asked.relation, asked.relation, step)
    return {"role share": (both / (of_role + 1)).astype(np.float32)}


def _query(asked: Asked) -> Columns:
    memory, step, ones = asked.view.memory, asked.view.step, np.ones(asked.object.shape, np.float32)
    of_subject = memory.ids("ro", asked.object[:, :1], asked.inverse, asked.subject)
    whole = memory.ids("o", asked.subject, asked.relation, asked.subject)
    first = asked.view.seen.first_of_subject
    return {
        "subject relation count": memory.counts["ro"].count[of_subject] * ones,
        "subject faded": memory.counts["o"].faded(whole, step, 1) * ones,
        "relation faded": memory.faded("r", asked.subject, asked.relation, asked.subject, step) * ones,
        "subject triples": (first[asked.subject + 1] - first[asked.subject]) * ones,
    }


GROUPS = {
    "triple": _triple,
    "pair": _pair,
    "inverse": _inverse,
    "object": _object,
    "rules": _rules,
    "paths": _paths,
    "factors": _factors,
    "places": _places,
    "roles": _roles,
    "query": _query,
}
