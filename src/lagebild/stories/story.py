"""Groups of claims -> Stories.

Takes the claims that tell one happening; gives the Story: its type, origins part by part, status, phases and figures. A pure
function of the claims: what was published by a day gives the stories of that day.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from lagebild.stories.independence import parts_of
from lagebild.stories.link import Constraints, Group, groups_in
from lagebild.stories.match import Match
from lagebild.stories.phases import figures_of, ladder_of, phases_of
from lagebild.stories.records import Joint, Story, Telling
from lagebild.stories.rules import Rules, load_rules
from lagebild.stories.status import standing_deniers, status_of

REASONS = 4  # of a joint, the strongest


def stories_of(
    tellings: Iterable[Telling],
    *,
    as_of: str | None = None,
    constraints: Constraints = Constraints(),  # noqa: B008
) -> tuple[Story, ...]:
    """The stories of a set of claims; `as_of` leaves out what was published on that day or later."""
    rules = load_rules()
    seen = (t for t in tellings if as_of is None or (t.day is not None and t.day < as_of))
    return tuple(story_of(group, rules) for group in groups_in(seen, constraints))


def story_of(group: Group, rules: Rules) -> Story:
    """The story that a group of claims tells."""
    told = group.tellings
    type_name = type_of(told)
    ladder = ladder_of(told, type_name, rules)
    parts = parts_of(told, rules, ladder, type_name)
    return Story(
        story_id=told[0].claim_id,
        type=type_name,
        tellings=told,
        parts=parts,
        status=status_of(told, parts[0], type_name, rules),
        ladder=ladder.name if ladder else None,
        phases=phases_of(told, ladder),
        figures=figures_of(told),
        joints=_joints(group),
        deniers=tuple(v.name for v in standing_deniers(told, type_name, rules)),
        aliases=tuple(t.claim_id for t in told[1:]),
    )


def type_of(tellings: Sequence[Telling]) -> str:
    """The type that most tellings have; what has been done before what was planned, ties by the alphabet."""
    done = [t.type for t in tellings if t.type and t.time in ("past", "ongoing") and t.polarity == "affirmed"]
    counted = Counter(done or [t.type for t in tellings if t.type])
    return min(counted, key=lambda name: (-counted[name], name), default="")


def _joints(group: Group) -> tuple[Joint, ...]:
    """Of each claim but the first, the match that ties it to an earlier one best."""
    order = {t.claim_id: i for i, t in enumerate(group.tellings)}
    best: dict[str, tuple[str, Match]] = {}
    for (one, other), found in group.matches:
        later, earlier = (one, other) if order[one] > order[other] else (other, one)
        if later not in best or best[later][1].score < found.score:
            best[later] = earlier, found
    return tuple(_joint(later, *best[later]) for later in sorted(best, key=order.__getitem__))


def _joint(later: str, earlier: str, found: Match) -> Joint:
    """Why a claim is of one story with an earlier one."""
    said = [r for r in found.reasons if r[1]] or found.reasons
    ranked = sorted(said, key=lambda r: -abs(r[1]))[:REASONS]
    reasons = tuple(f"{name} {score:+.1f}" for name, score in ranked)
    return Joint(one=earlier, other=later, score=found.score, reasons=reasons)
