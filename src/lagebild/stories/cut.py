"""A component of claims -> stories.

Takes claims that hang together and the matches between them; gives groups. The strongest match joins first; two groups whose
claims contradict each other are not joined, whatever single pair would join them. Ties go by the canonical order, so that
any order of arrival gives the same groups.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import product

from lagebild.stories.match import NEVER, Match
from lagebild.stories.records import Telling

Pair = tuple[str, str]
# Of each group the first so many claims speak for it when two groups are compared.
SPEAKERS = 6
# The share of contradicting pairs, among those that contradict or agree, at which two groups stay two.
CONTRARY = 0.25
SUPPORT = 0.33  # of the pairs across two groups the share that has to agree
TWO = "named_beside"  # what one sentence tells beside each other is never one
LONE = 0.5  # the same for a lone claim that only names what is known
# How much better than the second-best story the best has to be for a claim that only names what is known.
MARGIN = 0.25
# How far above the threshold such a claim has to lie to be placed at all (nobody counts it: better left out than put to the wrong attack), and to join
# as any other.
PLACED = 0.5
SURE = 1.0
ALMOST_ALL_WORDS = 2.4
MANY_SENSES = 1.2
QUITE_SOME = 0.9
MOST_SENSES = 1.2
SOME_SENSES = 0.4
ONE_SENSE = 0.6
SOME_WORDS = 0.6
MANY_WORDS = 1.5
BOTH = 2.0  # of those who do it with each other
NEXT_DAY = -0.8  # what being printed a day later costs
A_NAME = 0.5  # of somebody who has no part in it
# What tells two claims of one happening weeks apart.
LASTING = frozenset(
    {"same_actors", "same_name", "same_number", "same_day", "same_speech", "same_sentence", "contrary_actors"}
)
IDENTITY = frozenset(
    {
        "same_recipients", "same_place", "near_place", "same_objects", "same_number", "same_ids", "same_day", "same_name", "same_person", "once",
        "same_speech", "same_sentence", "contrary_actors", "answered", "same_land",
    }
)  # fmt: skip
TELLING = frozenset(
    {
        "same_recipients",
        "same_place",
        "near_place",
        "same_objects",
        "same_number",
        "same_ids",
        "same_day",
        "same_words",
        "same_document",
    }
)


def groups_of(
    tellings: Mapping[str, Telling],
    matches: Mapping[Pair, Match],
    compared: Callable[[Telling, Telling], Match],
    *,
    threshold: float,
    together: Iterable[Pair] = (),
    apart: frozenset[Pair] = frozenset(),
) -> list[list[Telling]]:
    """The stories of a component, each in canonical order.

    1. pairs at or above the threshold join their groups, strongest first, unless the groups contradict
    2. claims that only name what is known go to the story that they fit best
    3. what an analyst has joined is joined, with all that the rules have joined to either
    """
    of = {key: [telling] for key, telling in tellings.items()}
    thin = {key for key, telling in tellings.items() if is_thin(telling)}
    place = {key: i for i, key in enumerate(sorted(tellings, key=lambda key: tellings[key].order))}
    ranked = sorted(matches.items(), key=lambda item: (-item[1].score, place[item[0][0]], place[item[0][1]]))
    refused: dict[
        tuple[int, int], object
    ] = {}  # groups that are not joined, held so that no other gets their number
    for (one, other), found in ranked:
        both = id(of[one]), id(of[other])
        if found.score < threshold or both[0] == both[1] or both in refused:
            continue
        if (found.parted and (one in thin or other in thin)) or not identifies(found):
            continue
        if (one in thin or other in thin) and found.score < threshold + SURE:
            continue
        if not _contradict(of[one], of[other], compared, apart, threshold):
            _merge(of, one, other)
        else:
            refused[both] = refused[both[::-1]] = of[one], of[other]
    _place_thin(of, thin, ranked, threshold, compared, apart)
    for one, other in sorted(together):
        if one in of and other in of:
            _join(of, one, other, apart)
    groups = {id(group): group for group in of.values()}
    return sorted((sorted(g, key=lambda t: t.order) for g in groups.values()), key=lambda g: g[0].order)


def is_thin(telling: Telling) -> bool:
    """A claim that only names what is known, or says of it neither who nor where nor how many."""
    return telling.passing or not (
        telling.actors or telling.recipients or telling.place or telling.amounts or telling.names
    )


def _merge(of: dict[str, list[Telling]], one: str, other: str) -> None:
    if of[one] is of[other]:
        return
    merged = of[one] + of[other]
    for telling in merged:
        of[telling.claim_id] = merged


def _join(of: dict[str, list[Telling]], one: str, other: str, apart: frozenset[Pair]) -> None:
    """What an analyst has joined: both groups, or, where he has parted others of them, the second claim alone."""
    if not _are_parted(of[one], of[other], apart):
        _merge(of, one, other)
        return
    alone = [telling for telling in of[other] if telling.claim_id == other]
    if of[one] is of[other] or _are_parted(of[one], alone, apart):
        return
    rest = [telling for telling in of[other] if telling.claim_id != other]
    of.update({telling.claim_id: rest for telling in rest})
    of[other] = alone
    _merge(of, one, other)


def _are_parted(one: Sequence[Telling], other: Sequence[Telling], apart: frozenset[Pair]) -> bool:
    """Whether an analyst has parted a claim of one group from one of the other."""
    pairs = ((a.claim_id, b.claim_id) for a in one for b in other) if apart else ()
    return any((a, b) in apart or (b, a) in apart for a, b in pairs)


def _contradict(
    one: Sequence[Telling],
    other: Sequence[Telling],
    compared: Callable[[Telling, Telling], Match],
    apart: frozenset[Pair],
    threshold: float,
) -> bool:
    """Whether too many pairs across two groups contradict, or an analyst has parted one."""
    if _are_parted(one, other, apart):
        return True
    first, second = _speakers_of(one), _speakers_of(other)
    thin = {t.claim_id for t in (*first, *second) if is_thin(t)}
    pairs = [(a, b, compared(a, b)) for a, b in product(first, second)]
    if any(m.has(TWO) and a.told and b.told for a, b, m in pairs):
        return True
    agree = [m.score >= threshold for _, _, m in pairs]
    telling = [
        yes for (a, b, _), yes in zip(pairs, agree, strict=True) if thin.isdisjoint((a.claim_id, b.claim_id))
    ]
    if len(telling) > 2 and sum(telling) < SUPPORT * len(telling):
        return True
    disputed = any(m.has("contrary_actors") for (_, _, m), yes in zip(pairs, agree, strict=True) if yes)
    against = sum(_parts(a, b, m, disputed) for a, b, m in pairs)
    lone = any(len(group) == 1 and group[0].claim_id in thin for group in (one, other))
    return against > (LONE if lone else CONTRARY) * (against + sum(agree))


def _speakers_of(group: Sequence[Telling]) -> Sequence[Telling]:
    """The first claims of a group, in any order where they are all of them."""
    return group if len(group) <= SPEAKERS else nsmallest(SPEAKERS, group, key=lambda t: t.order)


def _parts(one: Telling, other: Telling, found: Match, disputed: bool) -> bool:
    """Whether a pair contradicts. Where two sides name each other as the doer, the doer parts nothing."""
    if found.score < NEVER / 2:
        return bool(one.type and other.type) and not found.has("other_step")
    return found.parted and not (disputed and found.parting == {"other_actors"})


def _place_thin(
    of: dict[str, list[Telling]],
    thin: set[str],
    ranked: Sequence[tuple[Pair, Match]],
    threshold: float,
    compared: Callable[[Telling, Telling], Match],
    apart: frozenset[Pair],
) -> None:
    """Each lone thin claim joins the group with its best match, when no other group comes near."""
    best: dict[str, list[tuple[float, str]]] = {}
    for (one, other), found in ranked:
        for key, there in ((one, other), (other, one)):
            if key in thin and len(of[key]) == 1 and there not in thin and says_which(found):
                best.setdefault(key, []).append((found.score, there))
    for key in sorted(best, key=lambda k: tellings_order(of[k])):
        score, there = best[key][0]
        rival = next((s for s, t in best[key] if of[t] is not of[there]), None)
        near = rival is not None and score - rival < MARGIN
        if (
            score >= threshold + PLACED
            and not near
            and not _contradict(of[key], of[there], compared, apart, threshold)
        ):
            _merge(of, key, there)


def identifies(found: Match) -> bool:
    """Whether the two agree in more than kind, doer and words: "sent soldiers" alone is no happening."""
    weights = dict(found.reasons)
    if "act_of_words" in weights:
        return _says_what(weights)
    if "long_after" in weights and not _lasts(weights):
        return False
    near = bool({"near_day", "same_day"} & set(weights)) or not {"far_apart", "long_after"} & set(weights)
    doer = "same_actors" in weights and near
    return (
        any(name in IDENTITY for name in weights)
        or _are_both_sides(weights)
        or weights.get("same_words", 0.0) >= ALMOST_ALL_WORDS
        or (
            _is_news_of_a_day(weights)
            and "same_type" in weights
            and "same_deed" in weights
            and "other_names" not in weights
            and weights.get("same_senses", 0.0) >= MOST_SENSES
        )
        or (
            doer
            and weights.get("same_senses", 0.0) >= (QUITE_SOME if _is_news_of_a_day(weights) else MANY_SENSES)
        )
    )


def _is_news_of_a_day(weights: Mapping[str, float]) -> bool:
    """Whether both were printed on one day and tell one deed, or one mode of it."""
    return "printed_together" in weights and bool({"same_deed", "same_mode"} & set(weights))


def _are_both_sides(weights: Mapping[str, float]) -> bool:
    """Whether several do it with each other, the same in both, on the day of the news: A met B."""
    return weights.get("same_actors", 0.0) >= BOTH and _is_news_of_a_day(weights)


def _lasts(weights: Mapping[str, float]) -> bool:
    """Whether two claims weeks apart agree in what stays the same so long: who it was, where their triggers mean a deed; a name, a number."""
    names = LASTING - {"same_actors"} if "no_deed" in weights else LASTING
    return bool(names & set(weights)) or weights.get("same_words", 0.0) >= MANY_WORDS


def _says_what(weights: Mapping[str, float]) -> bool:
    """Of two acts of words: whether what was said agrees, or, where both were printed on one day, to whom or of whom it was said."""
    senses, words = weights.get("same_senses", 0.0), weights.get("same_words", 0.0)
    if {"same_speech", "same_number", "same_name", "same_sentence"} & set(
        weights
    ) or words >= ALMOST_ALL_WORDS:
        return True
    if (senses >= SOME_SENSES or words >= SOME_WORDS) and any(name in IDENTITY for name in weights):
        return True
    if senses >= ONE_SENSE and "same_speaker" in weights and _is_news_of_two_days(weights):
        return True
    return "printed_together" in weights and (
        "same_recipients" in weights or weights.get("same_ids", 0.0) >= A_NAME
    )


def _is_news_of_two_days(weights: Mapping[str, float]) -> bool:
    """Whether both were printed on one day, or, of what is done in one mode (blamed, condemned), on one and the next."""
    next_day = "near_day" in weights and weights.get("printed_later", 0.0) >= NEXT_DAY
    return "printed_together" in weights or (next_day and "same_mode" in weights)


def says_which(found: Match) -> bool:
    """Whether anything but type, actor and time agrees: else it could be any happening of the kind."""
    weights = dict(found.reasons)
    if "long_after" in weights and not _lasts(weights):
        return False
    named = sum(score for name, score in weights.items() if name in TELLING) >= 1
    named = named or "same_document" in weights
    return not found.parted and (named or weights.get("same_senses", 0.0) >= MANY_SENSES)


def tellings_order(group: Sequence[Telling]) -> tuple[str, str, int, str]:
    """The canonical order of a group: that of its first claim."""
    return min(telling.order for telling in group)
