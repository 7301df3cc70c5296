"""Stories against gold: who was joined with whom, how many origins, which status and phase.

Takes gold stories (mentions by trigger, origins, status, phase, look-alikes) and stories as `lagebild link` writes them; gives rates. A
claim is a mention when it overlaps the mention's trigger, or one that is accepted for it; where the texts are given, also when it is of the
story's type and lies within three words of the trigger inside the clause ("held | talks"), as claims are matched. What was not read
counts as a story of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from lagebild.evaluation.matching import NEAR
from lagebild.evaluation.spans import Words

BESIDE = 2  # the rank of what lies near a trigger
Story = Mapping[str, Any]
Item = tuple[int, object]
"""A mention: its gold story, and the story that it was put into."""


class Told(NamedTuple):
    """A claim of a predicted story: where it is, in which story, of which type."""

    document: str
    start: int
    end: int
    story: int
    type: str | None


@dataclass(frozen=True)
class Linked:
    """The rates of a set of stories; each a share from 0 to 1."""

    matched: float
    precision: float
    recall: float
    f1: float
    f1_unread_apart: float
    false_pairs: float
    false_lookalikes: float
    origins_exact: float
    origins_too_high: float
    status: float
    phase: float


def score_stories(
    gold: Sequence[Story], predicted: Sequence[Story], texts: Mapping[str, str] | None = None
) -> Linked:
    """How predicted stories agree with gold; `texts` by document."""
    found = matched(gold, predicted, texts)
    every = [(g, m) for g, story in enumerate(gold) for m in range(len(story["mentions"]))]
    items: list[Item] = [(g, found[g, m]) for g, m in every if (g, m) in found]
    apart: list[Item] = [(g, found.get((g, m), ("unread", g, m))) for g, m in every]
    precision, recall, f1 = bcubed(items)
    false, false_alike = _false_pairs(items, _lookalikes(gold))
    rates = _rates(gold, predicted, found)
    return Linked(
        matched=_share(len(items), len(every)),
        precision=precision,
        recall=recall,
        f1=f1,
        f1_unread_apart=bcubed(apart)[2],
        false_pairs=false,
        false_lookalikes=false_alike,
        **rates,
    )


def matched(
    gold: Sequence[Story], predicted: Sequence[Story], texts: Mapping[str, str] | None = None
) -> dict[tuple[int, int], int]:
    """The predicted story of each gold mention that a claim overlaps; one to one, the trigger itself before what is accepted for it, and that
    before what lies beside it.
    """
    claims: dict[str, list[Told]] = defaultdict(list)
    for p, story in enumerate(predicted):
        for claim in story["claims"]:
            row = Told(claim["document"], claim["start"], claim["end"], p, claim.get("type"))
            claims[claim["document"]].append(row)
    words = {document: Words(text) for document, text in (texts or {}).items()}
    wanted = sorted(_overlaps(gold, claims, words))
    found: dict[tuple[int, int], int] = {}
    used: set[Told] = set()
    for _, _, g, m, claim in wanted:
        if (g, m) not in found and claim not in used:
            found[g, m] = claim.story
            used.add(claim)
    return found


def _overlaps(
    gold: Sequence[Story], claims: Mapping[str, Sequence[Told]], words: Mapping[str, Words]
) -> Iterator[tuple[int, int, int, int, Told]]:
    for g, story in enumerate(gold):
        for m, mention in enumerate(story["mentions"]):
            for rank, trigger in enumerate([mention, *mention.get("accept", [])]):
                first, last = trigger["trigger_start"], trigger["trigger_start"] + len(trigger["trigger"])
                for claim in claims[mention["document"]]:
                    if claim.start < last and first < claim.end:
                        yield min(rank, 1), abs(claim.start - first), g, m, claim
                    elif not rank and claim.type == story["type"] and _is_near(trigger, claim, words):
                        yield BESIDE, abs(claim.start - first), g, m, claim


def _is_near(trigger: Mapping[str, Any], claim: Told, words: Mapping[str, Words]) -> bool:
    """Whether a claim lies within a few words of a trigger, with no clause ending between them."""
    known = words.get(claim.document)
    if known is None:
        return False
    one = known.stretch(trigger["trigger_start"], len(trigger["trigger"]))
    other = known.stretch(claim.start, claim.end - claim.start)
    distance = known.distance(one, other) if one and other else None
    return distance is not None and distance <= NEAR


def bcubed(items: Sequence[Item]) -> tuple[float, float, float]:
    """Precision, recall and F1, mention by mention (Bagga and Baldwin 1998)."""
    if not items:
        return 0.0, 0.0, 0.0
    of_gold, of_story, both = Counter(g for g, _ in items), Counter(p for _, p in items), Counter(items)
    precision = sum(both[i] / of_story[i[1]] for i in items) / len(items)
    recall = sum(both[i] / of_gold[i[0]] for i in items) / len(items)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _lookalikes(gold: Sequence[Story]) -> frozenset[frozenset[int]]:
    number = {story["story"]: g for g, story in enumerate(gold)}
    return frozenset(
        frozenset((g, number[other]))
        for g, story in enumerate(gold)
        for other in story.get("lookalikes", ())
        if other in number
    )


def _false_pairs(items: Sequence[Item], alike: frozenset[frozenset[int]]) -> tuple[float, float]:
    """Of the pairs that were put into one story the share that is not of one; of mentions of look-alikes the share put into one."""
    pairs = [(a, b) for a, b in combinations(items, 2) if a[1] == b[1]]
    false = sum(a[0] != b[0] for a, b in pairs)
    crossing = [(a, b) for a, b in combinations(items, 2) if frozenset((a[0], b[0])) in alike]
    return _share(false, len(pairs)), _share(sum(a[1] == b[1] for a, b in crossing), len(crossing))


def _rates(
    gold: Sequence[Story], predicted: Sequence[Story], found: Mapping[tuple[int, int], int]
) -> dict[str, float]:
    """Origins, status and phase of the predicted story that has most of a gold story's mentions; of a story not found they are wrong."""
    best: dict[int, int] = {}
    shared = Counter((g, p) for (g, _), p in found.items())
    for (g, p), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if g not in best and p not in best.values():
            best[g] = p
    pairs = [(gold[g], predicted[p]) for g, p in best.items()]
    origins = [(a["origins"]["overall"], b["origins"]["overall"]) for a, b in pairs]
    return {
        "origins_exact": _share(sum(a == b for a, b in origins), len(gold)),
        "origins_too_high": _share(sum(b > a for a, b in origins), len(gold)),
        "status": _share(sum(a["status"] == b["status"] for a, b in pairs), len(gold)),
        "phase": _share(sum(a["phase"] == b["phase"] for a, b in pairs), len(gold)),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
