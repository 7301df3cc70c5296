"""What one passage adds to the score.

Takes a passage and its predicted events; gives counts under names ("typed.tp", "cert.right", "type:X.fn").
Counts of passages add up, so that a score over any choice of passages is a sum: the bootstrap needs no second
reading.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lagebild.evaluation.annotation import Annotated, GoldEvent, Passage
from lagebild.evaluation.assignment import best_pairs
from lagebild.evaluation.matching import Match, Matcher
from lagebild.evaluation.wordings import any_same, number_of, same_name, share_a_word

Tally = Counter[str]
Three = tuple[int, int, int]
NUMBER_TOLERANCE = 0.01
SIDES = ("actors", "recipients")


def tally_of(passage: Passage, predicted: Sequence[Annotated]) -> Tally:
    """All counts of one passage."""
    matcher = Matcher(passage, predicted)
    tally: Tally = Counter({"passages": 1, "predicted_events": len(predicted)})
    _count_typed(tally, matcher, matcher.match(typed=True))
    untyped = matcher.match(typed=False)
    _count_untyped(tally, matcher, untyped)
    for gold, said in pairs_of(matcher, untyped):
        _count_pair(tally, gold, said)
    for gold in missed_of(matcher, untyped):
        _count_missed(tally, gold)
    for said in false_of(matcher, untyped):
        _count_false(tally, said)
    return tally


def pairs_of(matcher: Matcher, match: Match) -> Iterator[tuple[GoldEvent, Annotated]]:
    """Events that had to be found and were, each with its prediction."""
    for i, j in match.pairs.items():
        if not matcher.gold[i].optional:
            yield matcher.gold[i], matcher.predicted[j]


def missed_of(matcher: Matcher, match: Match) -> Iterator[GoldEvent]:
    """Events that had to be found and were not."""
    return (gold for i, gold in enumerate(matcher.gold) if i not in match.pairs and not gold.optional)


def false_of(matcher: Matcher, match: Match) -> Iterator[Annotated]:
    """Predictions that are no annotated event."""
    return (matcher.predicted[j] for j in match.unmatched(len(matcher.predicted)))


def add(tally: Tally, name: str, counts: Three) -> None:
    """Add true positives, false positives and false negatives; zeros too, so that the name is there."""
    for part, count in zip(("tp", "fp", "fn"), counts, strict=True):
        tally[f"{name}.{part}"] += count


def rate(tally: Tally, name: str, right: bool) -> None:
    """Add one answer, right or wrong."""
    tally[f"{name}.right"] += right
    tally[f"{name}.of"] += 1


# ------------------------------------------------------------------ detection


def _count_typed(tally: Tally, matcher: Matcher, match: Match) -> None:
    for i, gold in enumerate(matcher.gold):
        if gold.optional or gold.type is None:
            continue
        add(tally, f"type:{gold.type}", (0, 0, 0))
        said = match.pairs.get(i)
        if said is None:
            _add_typed(tally, gold.type, (0, 0, 1))
        elif matcher.predicted[said].type is not None:  # accepted as a statement: neither right nor wrong
            _add_typed(tally, gold.type, (1, 0, 0))
    for j in match.unmatched(len(matcher.predicted)):
        kind = matcher.predicted[j].type
        if kind is not None:
            _add_typed(tally, kind, (0, 1, 0))


def _add_typed(tally: Tally, kind: str, counts: Three) -> None:
    add(tally, "typed", counts)
    add(tally, f"type:{kind}", counts)


def _count_untyped(tally: Tally, matcher: Matcher, match: Match) -> None:
    for i, gold in enumerate(matcher.gold):
        if not gold.optional:
            found = i in match.pairs
            add(tally, "agnostic", (int(found), 0, int(not found)))
            rate(tally, "statement_recall" if gold.type is None else "typed_any_recall", found)
    add(tally, "agnostic", (0, len(match.unmatched(len(matcher.predicted))), 0))


# ------------------------------------------------------------------ fields of a pair


def _count_pair(tally: Tally, gold: GoldEvent, said: Annotated) -> None:
    """All fields of an event that was found."""
    for side in SIDES:
        counts = side_counts(gold, said, side)
        add(tally, side, counts)
        add(tally, f"{side}_e2e", counts)
    _count_certainty(tally, gold, said)
    rate(tally, "polarity_acc", said.polarity.lower() in (gold.polarity, *gold.accept.polarity))
    if gold.type is not None:
        rate(tally, "type_acc", said.type in gold.types)
    _count_attribution(tally, gold, said)
    _count_quantity(tally, gold, said)
    _count_surroundings(tally, gold, said)


def side_counts(gold: GoldEvent, said: Annotated, side: str) -> Three:
    """Actors or recipients; optional ones and second namings of the same are not held against anybody."""
    wanted, given = getattr(gold, side), getattr(said, side)
    variants = getattr(gold.accept, f"{side}_variants")
    wordings = [(name, *variants.get(name, ())) for name in wanted]
    pairs = best_pairs([[int(any_same(names, (other,))) for other in given] for names in wordings])
    used = {j for _, j in pairs}
    allowed = (*getattr(gold.accept, f"{side}_optional"), *(name for names in wordings for name in names))
    false = sum(j not in used and not any_same(allowed, (name,)) for j, name in enumerate(given))
    return len(pairs), false, len(wanted) - len(pairs)


def certainty_is_right(gold: GoldEvent, said: Annotated) -> bool:
    """Whether the certainty counts as right."""
    return said.certainty.lower() in (gold.certainty, *gold.accept.certainty)


def _count_certainty(tally: Tally, gold: GoldEvent, said: Annotated) -> None:
    right = certainty_is_right(gold, said)
    for name in ("certainty_acc", f"cert:{gold.certainty}", f"found:{gold.certainty}"):
        rate(tally, name, right)
    if not gold.accept.certainty:
        rate(tally, "certainty_acc_strict", right)
    add(tally, f"class:{gold.certainty}", (int(right), 0, int(not right)))
    if not right:
        add(tally, f"class:{said.certainty.lower() or '-'}", (0, 1, 0))
        tally[f"confusion:{gold.certainty}->{said.certainty.lower() or '-'}"] += 1


def source_counts(gold: GoldEvent, said: Annotated) -> Three:
    """The innermost source."""
    wanted, given, others = gold.attribution, said.attribution, gold.accept.attribution_innermost
    if not wanted:
        return (0, int(bool(given) and not any_same(others, given[-1:])), 0)
    if not given:
        return (0, 0, int(not gold.accept.attribution_empty))
    right = any_same((wanted[-1], *others), given[-1:])
    return (1, 0, 0) if right else (0, 1, 1)


def _count_attribution(tally: Tally, gold: GoldEvent, said: Annotated) -> None:
    counts = source_counts(gold, said)
    add(tally, "attribution", counts)
    add(tally, "attribution_e2e", counts)
    if len(gold.attribution) > 1:
        rate(tally, "chain_acc", counts == (1, 0, 0) and _same_chain(gold.attribution, said.attribution))


def _same_chain(wanted: Sequence[str], given: Sequence[str]) -> bool:
    return len(wanted) == len(given) and all(same_name(a, b) for a, b in zip(wanted, given, strict=True))


def quantity_counts(gold: GoldEvent, said: Annotated) -> Three:
    """The number, within one percent."""
    wanted = number_of(gold.quantity.value) if gold.quantity else None
    given = number_of(said.quantity.value) if said.quantity else None
    if wanted is None:
        return (0, int(given is not None), 0)
    right = given is not None and abs(wanted - given) <= NUMBER_TOLERANCE * max(1.0, abs(wanted))
    return _three(right, given is not None)


def _three(right: bool, given: bool) -> Three:
    """A field that the gold has: right, or missed, and false when something else is given."""
    return int(right), int(given and not right), int(not right)


def _count_quantity(tally: Tally, gold: GoldEvent, said: Annotated) -> None:
    counts = quantity_counts(gold, said)
    add(tally, "quantity", counts)
    if counts[0] and gold.quantity and gold.quantity.unit:
        counts = _three(share_a_word(gold.quantity.unit, said.quantity.unit if said.quantity else None), True)
    add(tally, "quantity_unit", counts)


def _count_surroundings(tally: Tally, gold: GoldEvent, said: Annotated) -> None:
    for name in ("place", "date"):
        wanted, given = getattr(gold, name), getattr(said, name)
        if wanted:  # the gold records the clause's own only: a place or date more is not punished
            right = bool(given) and any(
                share_a_word(one, given) for one in (wanted, *getattr(gold.accept, name))
            )
            add(tally, name, _three(right, bool(given)))
    if gold.denied_by or said.denied_by:
        right = bool(gold.denied_by) and any_same((*gold.denied_by, *gold.accept.denied_by), said.denied_by)
        given = bool(said.denied_by)
        add(
            tally,
            "denied_by",
            (int(right), int(given and not right), int(bool(gold.denied_by) and not right)),
        )


# ------------------------------------------------------------------ what has no partner


def _count_missed(tally: Tally, gold: GoldEvent) -> None:
    rate(tally, f"found:{gold.certainty}", right=False)
    for side in SIDES:
        add(tally, f"{side}_e2e", (0, 0, len(getattr(gold, side))))
    if gold.attribution and not gold.accept.attribution_empty:
        add(tally, "attribution_e2e", (0, 0, 1))


def _count_false(tally: Tally, said: Annotated) -> None:
    for side in SIDES:
        add(tally, f"{side}_e2e", (0, len(getattr(said, side)), 0))
    if said.attribution:
        add(tally, "attribution_e2e", (0, 1, 0))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum over passages, zeros kept."""
    whole: Tally = Counter()
    for tally in tallies:
        whole.update(tally)
    return whole
