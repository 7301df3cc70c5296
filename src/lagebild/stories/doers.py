"""Who does it, to whom, and which origins say that it was they.

Takes a story's claims; gives ids of actors, the commonest first. Only claims that affirm the deed say who did it: whoever denies having done it
is not thereby its doer. Where none affirms it, it is told as denied, and those count whom the denials name.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from lagebild.stories.records import Origin, Story, Telling


def affirming(tellings: Sequence[Telling]) -> Sequence[Telling]:
    """The claims by which the deed has been, is or will be done; all of them where each denies it."""
    return [t for t in tellings if t.polarity == "affirmed"] or tellings


def doers_and_others(tellings: Sequence[Telling]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who does it, and to whom; whoever some claims have as the one and more as the other stands where most have them."""
    told = affirming(tellings)
    acting = Counter(id for t in told for id in t.actors)
    undergoing = Counter(id for t in told for id in t.recipients)
    doers, others = often(acting.elements()), often(undergoing.elements())
    both = set(doers) & set(others)
    by = tuple(each for each in doers if each not in both or acting[each] > undergoing[each])
    return by, tuple(each for each in others if each not in by)


def opponents(tellings: Sequence[Telling]) -> tuple[str, ...]:
    """Against whom it is done."""
    return often(id for t in affirming(tellings) for id in t.against)


def who_name(story: Story, doer: str) -> tuple[Origin, ...]:
    """The counted origins that say that this one did it."""
    naming = {t.claim_id for t in affirming(story.tellings) if doer in t.actors}
    return tuple(origin for origin in story.part("overall").origins if naming.intersection(origin.claims))


def names_otherwise(story: Story, origin: Origin) -> tuple[str, ...]:
    """Who did it by the account of this origin, where that is nobody of those who are told to have done it: each side may say that it was the other."""
    counted = set(origin.claims)
    named = often(id for t in affirming(story.tellings) if t.claim_id in counted for id in t.actors)
    doers, _ = doers_and_others(story.tellings)
    return named if doers and not set(named) & set(doers) else ()


def often(ids: Iterable[str]) -> tuple[str, ...]:
    """Those that at least a third as many claims name as name the commonest: one misread claim makes no doer."""
    counted = Counter(ids)
    most = max(counted.values(), default=0)
    return tuple(sorted((o for o, n in counted.items() if 3 * n >= most), key=lambda o: (-counted[o], o)))


__all__ = ["affirming", "doers_and_others", "names_otherwise", "often", "opponents", "who_name"]
