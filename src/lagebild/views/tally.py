"""The report card of a text.

Takes a Reading; gives a `Tally`: how many of its claims the text attributes, holds at a distance, asserts itself or
supposes itself, and which sources it names. Every claim has exactly one standing.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lagebild.model import Attribution, Claim, Reading, SourceKind

Standing = Literal["sourced", "distanced", "asserted", "speculated"]
SourceGroup = Literal["named", "unnamed", "collective", "own"]
STANDINGS: tuple[Standing, ...] = ("sourced", "distanced", "asserted", "speculated")
GROUPS: tuple[SourceGroup, ...] = ("named", "unnamed", "collective", "own")
SPECULATION = ("possible", "conditional", "planned")


@dataclass(frozen=True)
class CitedSource:
    """One source, however often it is cited: its name, what it is, and how many claims rest on it."""

    name: str
    actor: str | None
    kind: SourceKind
    claims: int

    @property
    def group(self) -> SourceGroup:
        """Whether it is named, unnamed, collective or the medium itself."""
        return _GROUP_OF.get(self.kind, "named")


_GROUP_OF: dict[SourceKind, SourceGroup] = {"anonymous": "unnamed", "collective": "collective", "self": "own"}


@dataclass(frozen=True)
class Tally:
    """What a text rests on, counted. `carried`: attributed claims whose source another sentence names."""

    claims: int
    events: int
    standings: dict[Standing, int]
    carried: int
    disputed: int
    sources: tuple[CitedSource, ...]
    credits: tuple[str, ...]

    @property
    def statements(self) -> int:
        """Claims without an event type."""
        return self.claims - self.events

    def sources_of(self, group: SourceGroup) -> tuple[CitedSource, ...]:
        """The sources of one group."""
        return tuple(source for source in self.sources if source.group == group)


def tally_of(reading: Reading) -> Tally:
    """The report card of one reading."""
    standings = Counter(map(standing_of, reading.claims))
    return Tally(
        claims=len(reading.claims),
        events=sum(claim.event is not None for claim in reading.claims),
        standings={standing: standings[standing] for standing in STANDINGS},
        carried=sum(
            bool(claim.chain) and all(link.inferred for link in claim.chain) for claim in reading.claims
        ),
        disputed=sum(is_disputed(claim) for claim in reading.claims),
        sources=_sources(reading.claims),
        credits=reading.document.credits,
    )


def standing_of(claim: Claim) -> Standing:
    """Where a claim comes from. What a medium says of its own knowledge is no source but its own assertion."""
    if claim.evidence_mode == "distanced":
        return "distanced"
    if any(link.kind != "self" for link in claim.chain):
        return "sourced"
    return "speculated" if claim.certainty in SPECULATION else "asserted"


def is_disputed(claim: Claim) -> bool:
    """Whether a source denies it."""
    return claim.certainty == "denied" or any(stance.stance == "denies" for stance in claim.stances)


def _sources(claims: Iterable[Claim]) -> tuple[CitedSource, ...]:
    """The sources, most cited first, each under its fullest name."""
    cited: dict[str, list[Attribution]] = {}
    for claim in claims:
        for key, link in {_same(link): link for link in claim.chain}.items():
            cited.setdefault(key, []).append(link)
    found = [_cited_source(links) for links in cited.values()]
    return tuple(sorted(found, key=lambda source: (-source.claims, source.name)))


def _same(link: Attribution) -> str:
    return link.source.actor or link.source.name.casefold()


def _cited_source(links: list[Attribution]) -> CitedSource:
    name = max((link.source.name for link in links), key=len)
    return CitedSource(name, links[0].source.actor, links[0].kind, len(links))
