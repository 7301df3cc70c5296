"""Readings in memory: which of them count, and what wordings they are of.

Takes readings with their clocks, in the order in which they came, and the decisions on releases; gives what a ledger without a file is
asked for.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.ledger.clocks import Seen, effective
from lagebild.ledger.found import Part, version_in
from lagebild.ledger.records import ReadingKey, Version

Decision = tuple[str, str, str]  # language, release, moment


@dataclass(frozen=True)
class Kept:
    """One reading and its clocks."""

    seen: Seen
    part: Part


def seen_by(
    kept: Sequence[Kept], decisions: list[Decision], as_of: str | None, read_by: str | None
) -> Iterator[tuple[Seen, Part]]:
    """The readings that count, or counted at a day of the world and a moment of ours."""
    parts = {each.seen.reading: each.part for each in kept}
    seen = sorted((each.seen for each in kept), key=lambda one: one.document)
    for one in effective(seen, decisions, as_of, read_by):
        yield one, parts[one.reading]


def counting_in(kept: Sequence[Kept], decisions: list[Decision]) -> set[int]:
    """The readings that count, of wordings that stand and of those that were replaced."""
    by_version: dict[int, list[Seen]] = defaultdict(list)
    for each in kept:
        by_version[each.seen.version].append(each.seen)
    return {one.reading for seen in by_version.values() for one in effective(seen, decisions, None, None)}


def versions_in(
    kept: Sequence[Kept], decisions: list[Decision], document_id: str | None
) -> Iterator[Version]:
    """The wordings of one document, or of all, in the order in which the world had them."""
    counting = counting_in(kept, decisions)
    own = [k for k in kept if document_id in (None, k.part.document.document_id)]
    firsts = {k.seen.version: k for k in reversed(own)}
    ordered = sorted(firsts.values(), key=lambda k: (k.seen.document, k.seen.world, k.seen.version))
    for one, following in zip(ordered, [*ordered[1:], None], strict=False):
        replaced = following is not None and following.seen.document == one.seen.document
        yield version_in(
            one.part.document,
            world=one.seen.world,
            until=following.seen.world if following and replaced else None,
            fetched_at=one.seen.fetched_at,
            readings=tuple(_key_of(k, counting) for k in own if k.seen.version == one.seen.version),
        )


def _key_of(kept: Kept, counting: set[int]) -> ReadingKey:
    part = kept.part
    return ReadingKey(
        release_id=part.release_id, read_at=part.read_at, status=part.status, claims=len(part.claims),
        counts=kept.seen.reading in counting,
    )  # fmt: skip
