"""When: whether two claims can be of one day.

Takes two Tellings; gives what their days say for or against one happening: same day, another day, not the first of its kind, told anew.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from lagebild.stories.meeting import ladder_of_both
from lagebild.stories.phases import is_on
from lagebild.stories.records import Telling
from lagebild.stories.rules import LASTING, Rules

Evidence = Iterator[tuple[str, float]]
RECALLED = 0.25  # what is recalled may lie any time back, and is more often recent
WEEK = 7  # days, from which on a span of time is none of the days in it
RECENT = 2  # days before publication in which an event without a date is taken to lie


def days(one: Telling, other: Telling, rules: Rules) -> Evidence:
    """What the days of two claims say.

    1. how far apart they were printed
    2. whether one tells of another time than the other: what is to come, what begins anew, what is foretold
    3. what is only recalled may lie on any day
    4. the days that the texts give, or on which they were printed
    """
    apart, lasting, window = gap_of(one.day, other.day), lasts(one, other, rules), _window(one, other, rules)
    recalled = (
        _may_be_any_day(one, other) or _may_be_any_day(other, one) or _is_of_one_person(one, other, rules)
    )
    if not _says_when(one, other):
        yield from _printed_apart(apart / window, recalled)
        if apart > 2 * rules.windows["point"] and not (one.passing or other.passing):
            yield "long_after", 1
    if (
        _is_more_to_come(one, other)
        or _is_more_to_come(other, one)
        or _begins_anew(one, other, rules)
        or _ends_and_begins(one, other, rules)
    ):
        yield "another", 1
        return
    if one.time == "future" or other.time == "future":
        return
    yield from _again(one, other, apart, lasting, rules)
    if _is_another_days(one, other, rules, lasting=lasting, window=window):
        yield "other_day", 1
    elif recalled:
        if apart <= RECENT and not (one.passing or other.passing):
            yield "near_day", 1
    elif apart > window and _is_done_again(one, other, rules):
        yield "other_day", 1
    else:
        yield from _on_their_days(one, other, apart, lasting, window)


def _is_another_days(one: Telling, other: Telling, rules: Rules, *, lasting: bool, window: int) -> bool:
    """Whether one was in print before the other took place."""
    if (not lasting or _are_done(one, other, rules)) and (_foretold(one, other) or _foretold(other, one)):
        return True
    return not lasting and (_is_news_since(one, other, window) or _is_news_since(other, one, window))


def _is_news_since(known: Telling, news: Telling, window: int) -> bool:
    """Whether what one names as known is told in the other as news that is long after: "sanctioned them over the beating of protesters" in September."""
    if (
        not known.passing
        or known.first
        or news.first
        or news.passing
        or news.earlier
        or news.polarity != "affirmed"
    ):
        return False
    a, b = ordinal(known.day), ordinal(news.day)
    fresh = (news.told or news.news) and news.time != "future"
    return fresh and a is not None and b is not None and b - a > window + RECENT


def _is_of_one_person(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether it is done to the same person, whom nobody abducts twice within some days."""
    within = gap_of(one.day, other.day) <= 2 * rules.windows["point"]
    return (
        within and bool(one.acts & other.acts & rules.undergone) and not one.people.isdisjoint(other.people)
    )


def _printed_apart(windows: float, recalled: bool) -> Evidence:
    if windows > 1 / 2:
        yield "far_apart", min(2, windows) * (RECALLED if recalled else 1)


def _is_done_again(one: Telling, other: Telling, rules: Rules) -> bool:
    """Another truce, months later."""
    if _span(one) is None or _span(other) is None:
        return False
    once = one.told and other.told and one.acts & other.acts & rules.once
    return bool(once) and not _says_when(one, other)


def _on_their_days(one: Telling, other: Telling, apart: int, lasting: bool, window: int) -> Evidence:
    """What it says whether the days that two texts give are the same, near, or others."""
    a, b = _span(one), _span(other)
    if a is None or b is None:
        return
    told = bool(one.first) + bool(other.first)
    gap = 1 if told == 2 and _are_two_nights(a, b) else max(a[0] - b[1], b[0] - a[1], 0)
    if gap == 0:
        same = told == 2 and max(a[1] - a[0], b[1] - b[0]) < WEEK and not _is_the_eve(a, b)
        yield ("same_day" if same else "near_day"), 1
        if not lasting and not same:
            answered = _answers(one, other) or _says_when(one, other)
            yield from _printed(0 if apart and answered else apart)
        elif lasting and not same and apart == 0:
            yield "printed_together", 1
    elif lasting and told == 1:
        yield "later_step", 1
    elif told == 2 or (told == 1 and gap > RECENT) or (not lasting and gap > window):
        yield "other_day", (0.3 if lasting else 1) * (0.5 if told == 1 else 1)
    elif not lasting:
        yield from _printed(apart)


def _may_be_any_day(telling: Telling, other: Telling) -> bool:
    """What is only recalled, or denied, without a day; what is denied was told before."""
    if telling.first:
        return False
    later = (telling.day or "") >= (other.day or "")
    return telling.passing or (later and (telling.earlier or telling.polarity != "affirmed"))


def _again(one: Telling, other: Telling, apart: int, lasting: bool, rules: Rules) -> Evidence:
    """The second of its kind is not the first, and what is news once more some time after is another."""
    if one.passing or other.passing:
        return
    point = rules.windows["point"]
    if _is_another(one, other) and (apart >= point or (apart > 0 and _are_alike(one, other))):
        yield "another", 1
    elif lasting and apart > 2 * point and not (one.first or other.first) and one.acts & other.acts:
        yield "told_anew", 1


def _are_alike(one: Telling, other: Telling) -> bool:
    """Whether both are of one type, or, where one is a statement, of one deed."""
    return one.type == other.type or (not (one.type and other.type) and not one.acts.isdisjoint(other.acts))


def _is_more_to_come(more: Telling, known: Telling) -> bool:
    """Whether one tells that more of the kind is to come, and the other what has been: "wants to send further troops"."""
    if not more.anew or known.anew or known.time not in ("past", "ongoing"):
        return False
    if gap_of(more.day, known.day) > RECENT and more.order < known.order:
        return False  # which have come since
    return more.time in ("future", "conditional") or more.commitment == "possible"


def _begins_anew(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether the later of the two is on a lower step of a ladder: what is decided days after it was in force is something else."""
    if gap_of(one.day, other.day) <= RECENT or (ladder := ladder_of_both(one, other, rules)) is None:
        return False
    earlier, later = _in_order(one, other)
    if not (earlier.told and later.told) or earlier.passing or later.passing or later.first:
        return False
    before, after = (
        [i for i, (_, ways) in enumerate(ladder.rungs) if is_on(t, ways)] for t in (earlier, later)
    )
    return bool(before and after) and earlier.time in ("past", "ongoing") and max(after) < min(before)


def _ends_and_begins(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether, within some days, one tells that it has ended and the other that it is to come: "pulled out 200 men", "will send 200 men"."""
    if (one.time == "future") == (other.time == "future") or gap_of(one.day, other.day) > RECENT:
        return False
    if (ladder := ladder_of_both(one, other, rules)) is None:
        return False
    done = one if other.time == "future" else other
    ahead = other if done is one else one
    ways = ladder.rungs[-1][1]
    return is_on(done, ways) and not ahead.acts & done.acts and not ahead.passing and not done.passing


def _is_another(one: Telling, other: Telling) -> bool:
    """Whether the later of the two alone is told as one more of its kind."""
    if one.anew == other.anew:
        return False
    return one.anew == (one.order > other.order)


def _are_two_nights(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether one goes over into a day, and the other begins on it: the night to Friday, the night to Saturday."""
    return a[1] - a[0] == b[1] - b[0] == 1 and a[0] != b[0]


def _is_the_eve(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether one is the night after the day of the other, in which it may only just have been."""
    day, night = sorted((a, b), key=lambda span: span[1] - span[0])
    return day[0] == day[1] == night[0] == night[1] - 1


def _says_when(one: Telling, other: Telling) -> bool:
    """Whether the later of the two says itself that it was when the earlier was printed: "two weeks ago"."""
    if not (one.first or other.first):
        return False
    earlier, later = _in_order(one, other)
    a, b = _span(earlier), _span(later)
    return bool(later.first) and a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def _answers(one: Telling, other: Telling) -> bool:
    """Whether the later of the two denies, confirms or takes back what the earlier tells."""
    if one.answers == other.answers:
        return False
    earlier, later = _in_order(one, other)
    return later.answers and not earlier.answers


def _in_order(one: Telling, other: Telling) -> tuple[Telling, Telling]:
    """The earlier of two first; most are told apart by their days alone."""
    a, b = one.day or "", other.day or ""
    return (one, other) if (a < b if a != b else one.order <= other.order) else (other, one)


def _printed(apart: int) -> Evidence:
    """News of a day is printed on that day; what is printed later without a day of its own is often the next of its kind."""
    if apart == 0:
        yield "printed_together", 1
    else:
        yield "printed_later", min(4, apart)


def _foretold(one: Telling, other: Telling) -> bool:
    """What was in print before the other took place was something else."""
    if not other.first:
        return False
    published, first = ordinal(one.day), ordinal(other.first)
    return published is not None and first is not None and published < first


def _are_done(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether the same deed is told of both as done: drones that had crossed the border are not the one that crosses it later; a pullout goes on."""
    done = all(t.time == "past" and t.told and t.type and t.commitment == "certain" for t in (one, other))
    same = one.acts & other.acts
    return done and one.type == other.type and bool(same) and not same & rules.leaving


def lasts(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether one of the two goes on, and is not done on a day."""
    return _goes_on(one.type, other.type, rules) and not is_brief(one, other, rules)


@lru_cache(maxsize=4096)
def _goes_on(one: str, other: str, rules: Rules) -> bool:
    return rules.lasts(one) or rules.lasts(other)


def is_brief(one: Telling, other: Telling, rules: Rules) -> bool:
    """Whether both triggers mean deeds of a day, whatever their types."""
    return bool(one.acts & rules.brief and other.acts & rules.brief)


def _window(one: Telling, other: Telling, rules: Rules) -> int:
    """The days within which two claims may be news of one happening."""
    window = _wider(one.type, other.type, rules)
    return min(window, LASTING) if is_brief(one, other, rules) else window


@lru_cache(maxsize=4096)
def _wider(one: str, other: str, rules: Rules) -> int:
    return max(rules.window(one), rules.window(other))


def _span(telling: Telling) -> tuple[int, int] | None:
    """First and last day of the event, as ordinals: as told, else the last days before publication."""
    return _between(telling.day, telling.first, telling.last)


@lru_cache(maxsize=1 << 16)
def _between(day: str | None, first_day: str | None, last_day: str | None) -> tuple[int, int] | None:
    """The same of the day of publication and the days told."""
    published, first, last = ordinal(day), ordinal(first_day), ordinal(last_day)
    if first is not None:
        return first, max(first, last if last is not None else published or first)
    return (published - RECENT, published) if published is not None else None


def gap_of(one: str | None, other: str | None) -> int:
    """The days between two ISO days; 0 when one is not known."""
    a, b = ordinal(one), ordinal(other)
    return abs(a - b) if a is not None and b is not None else 0


@lru_cache(maxsize=1 << 16)
def ordinal(day: str | None) -> int | None:
    """An ISO day as a number; None when it is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
