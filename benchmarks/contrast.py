"""Contrast: what says the same is read the same, and what differs in one thing differs in that thing alone.

Takes pairs of texts (`benchmarks.pairs`) and our readings of them; gives the share of pairs that pass, by kind of change.
`python -m benchmarks.contrast de` prints the pairs that fail. What is compared of a claim with an event is its type, its sides, its
certainty, its polarity and its innermost source; a pair whose first text is not read as the event it tells fails.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.pairs import Pair, read_pairs
from lagebild import Lagebild
from lagebild.evaluation.wordings import same_name
from lagebild.model import Claim, Event, Participant

CONTRAST = Path(__file__).parent.parent / "gold" / "contrast"
# The figures over all kinds; the others are called for their kind.
KEPT, CHANGED = "kept", "changed"
HEADINGS = {KEPT: "same meaning: read the same", CHANGED: "other meaning: read otherwise"}


class Party(NamedTuple):
    """Whom a claim names: the id, where the gazetteer has one, and the words."""

    actor: str | None
    name: str

    def __str__(self) -> str:
        return self.actor or self.name


class Seen(NamedTuple):
    """What is compared of a claim."""

    type: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    certainty: str
    polarity: str
    source: tuple[Party, ...]

    def __str__(self) -> str:
        sides = " -> ".join(" + ".join(map(str, side)) or "?" for side in (self.actors, self.recipients))
        return f"{self.type} {sides} | {self.certainty} | {self.polarity} | {''.join(map(str, self.source)) or 'author'}"


def seen(reader: Lagebild, text: str, lang: str) -> tuple[Seen, ...]:
    """The claims with an event that are read in a text."""
    return tuple(_seen(claim, claim.event) for claim in reader.read(text, lang=lang).claims if claim.event)


def _seen(claim: Claim, event: Event) -> Seen:
    return Seen(
        event.type,
        tuple(map(_party, event.actors)),
        tuple(map(_party, event.recipients)),
        claim.certainty,
        claim.polarity,
        tuple(_party(link.source) for link in claim.chain[-1:]),
    )


def _party(participant: Participant) -> Party:
    return Party(participant.actor, participant.name)


# ------------------------------------------------------------------ the same, or changed as it should


def passes(pair: Pair, first: Sequence[Seen], second: Sequence[Seen]) -> bool:
    """Whether the second text is read as the first, but for what the pair changes."""
    wanted = [changed(claim, pair) if claim.type == pair.type else claim for claim in first]
    told = any(claim.type == pair.type for claim in first)
    differs = all(not _same(*both) for both in zip(first, wanted, strict=True) if both[0].type == pair.type)
    return told and (pair.keeps or differs) and _match(wanted, second, pair.adds)


def changed(claim: Seen, pair: Pair) -> Seen:
    """A claim of the first text as the second should make it."""
    change = dict(pair.change)
    source = change.pop("source", None)
    other = claim._replace(**change)
    if source:
        other = other._replace(source=(Party(None, source),))
    return other._replace(actors=claim.recipients, recipients=claim.actors) if pair.swap else other


def _match(wanted: Sequence[Seen], got: Sequence[Seen], adds: Sequence[str]) -> bool:
    """Whether each claim has its like; what the change adds may be left."""
    left = list(got)
    for claim in wanted:
        like = next((other for other in left if _same(claim, other)), None)
        if like is None:
            return False
        left.remove(like)
    return all(other.type in adds for other in left)


def _same(one: Seen, other: Seen) -> bool:
    return (one.type, one.certainty, one.polarity) == (other.type, other.certainty, other.polarity) and all(
        _same_parties(mine, theirs)
        for mine, theirs in (
            (one.actors, other.actors),
            (one.recipients, other.recipients),
            (one.source, other.source),
        )
    )


def _same_parties(mine: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return len(mine) == len(theirs) and all(any(_is(one, other) for other in theirs) for one in mine)


def _is(one: Party, other: Party) -> bool:
    """By their ids, or, where the texts name somebody whom the gazetteer does not have, by their names."""
    return one.actor == other.actor if one.actor and other.actor else same_name(one.name, other.name)


# ------------------------------------------------------------------ figures


class Outcome(NamedTuple):
    """A pair, how its texts are read, and whether it passes."""

    pair: Pair
    first: tuple[Seen, ...]
    second: tuple[Seen, ...]
    passed: bool


def outcomes(reader: Lagebild, pairs: Sequence[Pair], lang: str) -> Iterator[Outcome]:
    """Each pair with its readings."""
    read = cache(lambda text: seen(reader, text, lang))
    for pair in pairs:
        first, second = read(pair.first), read(pair.second)
        yield Outcome(pair, first, second, passes(pair, first, second))


def rates(found: Sequence[Outcome]) -> dict[str, float]:
    """The share of pairs that pass: of those that keep the claim, of those that change it, and by kind (`kept_passive`)."""
    passed: dict[str, list[bool]] = defaultdict(list)
    for outcome in found:
        whole = KEPT if outcome.pair.keeps else CHANGED
        for figure in (whole, f"{whole}_{outcome.pair.kind}"):
            passed[figure].append(outcome.passed)
    return {figure: sum(each) / len(each) for figure, each in sorted(passed.items())}


def heading_of(figure: str) -> str:
    """How a figure is called in print."""
    whole, _, kind = figure.partition("_")
    return f"  {whole}: {kind}" if kind else HEADINGS[figure]


def main() -> None:
    """Print the pairs that fail, then the shares."""
    options = argparse.ArgumentParser(description="Score contrast pairs.")
    options.add_argument("lang", choices=sorted(path.stem for path in CONTRAST.glob("*.toml")))
    options.add_argument("kinds", nargs="*", help="kinds of change; default: all")
    wanted = options.parse_args()
    pairs = read_pairs(CONTRAST / f"{wanted.lang}.toml")
    chosen = [pair for pair in pairs if pair.kind in (wanted.kinds or [pair.kind])]
    found = list(outcomes(Lagebild(), chosen, wanted.lang))
    for outcome in found:
        if not outcome.passed:
            print("\n".join(_failure(outcome)))
    for figure, share in rates(found).items():
        print(f"{heading_of(figure):<34} {100 * share:5.1f} %")
    print(f"{len(found)} pairs")


def _failure(outcome: Outcome) -> Iterator[str]:
    pair = outcome.pair
    yield f"{pair.kind} ({pair.act}, {pair.type}): {dict(pair.change) or ('sides' if pair.swap else 'as before')}"
    for text, claims in ((pair.first, outcome.first), (pair.second, outcome.second)):
        yield f"  {text}"
        yield from (f"      {claim}" for claim in claims)


if __name__ == "__main__":
    main()
