"""Days, months and years.

Takes units of the calendar and the day that they are counted from; gives first and last days, either of which
may be open. Knows no language and no expression.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date | None, date | None]
UNKNOWN: Days = (None, None)
WEEK = 7
# A month or day without a year is the last one, but the next one when that is near and the last one far:
# "the election on 5 November", read in October.
SOON, FAR = 60, 200
FEASTS = {"12-24": 3, "12-31": 1, "01-01": 1}
ROUND = 50  # what might be a year and is a multiple of it may be a number as well


def month_of(year: int, month: int) -> Days:
    """All days of a month; months beyond December are of later years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_of(year: int) -> Days:
    """All days of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_of(day: date) -> Days:
    """Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(WEEK - 1)


def unit_at(unit: str, day: date, shift: int) -> Days:
    """The day, week, month, year or decade that lies `shift` of its kind from the one of a day."""
    if unit == "week":
        return week_of(day + timedelta(WEEK * shift))
    if unit == "month":
        return month_of(day.year, day.month + shift)
    if unit == "year":
        return year_of(day.year + shift)
    if unit == "decade":
        start = day.year // 10 * 10 + 10 * shift
        return date(start, 1, 1), date(start + 9, 12, 31)
    moved = day + timedelta(shift if unit == "day" else int(shift / 24))
    return moved, moved


def moved(unit: str, day: date, amount: int) -> date:
    """The day that lies so many units from a day; the last of the month where there is no such day."""
    if unit == "hour":
        return day + timedelta(-(-amount // 24) if amount > 0 else amount // 24)
    if unit in ("day", "week"):
        return day + timedelta(amount * (WEEK if unit == "week" else 1))
    months = amount * {"month": 1, "year": 12, "decade": 120}[unit]
    first, last = month_of(day.year, day.month + months)
    assert first and last
    return first.replace(day=min(day.day, last.day))


def part_of(days: Days, part: str | None) -> Days:
    """The beginning, middle or end of a stretch of days: thirds, of a year its first, middle and last quarter."""
    first, last = days
    if part is None or first is None or last is None:
        return days
    length = (last - first).days + 1
    if length > 300:
        month = {"start": 1, "middle": 5, "end": 10}[part]
        return date(first.year, month, 1), month_of(first.year, month + (3 if part == "middle" else 2))[1]
    if length <= WEEK:
        bounds = {"start": (0, 1), "middle": (2, 3), "end": (4, 6)}[part]
        return first + timedelta(bounds[0]), first + timedelta(bounds[1])
    return {
        "start": (first, first.replace(day=10)),
        "middle": (first.replace(day=11), first.replace(day=20)),
        "end": (first.replace(day=21), last),
    }[part]


# ------------------------------------------------------------------ the year that is meant


def nearest(make: Callable[[int], Days], published: date, looks_ahead: bool) -> Days:
    """Of a stretch of days that comes every year, the one that is meant."""
    past, coming = _last(make, published), _coming(make, published)
    ahead = (coming[0] - published).days if coming[0] else FAR
    behind = (published - past[1]).days if past[1] else 0
    return coming if looks_ahead or (ahead <= SOON and behind > FAR) else past


def _last(make: Callable[[int], Days], published: date) -> Days:
    years = (make(published.year - back) for back in range(9))
    return next((days for days in years if days[0] and days[0] <= published), UNKNOWN)


def _coming(make: Callable[[int], Days], published: date) -> Days:
    years = (make(published.year + ahead) for ahead in range(-1, 9))
    return next((days for days in years if days[1] and days[1] >= published), UNKNOWN)


def day_at(year: int, month: int, day: int) -> Days:
    """That day, or nothing where there is none (30 February)."""
    try:
        found = date(year, month, day)
    except ValueError:
        return UNKNOWN
    return found, found


def feast_of(name: str, year: int) -> Days:
    """The days of a feast."""
    if name in FEASTS:
        first = date.fromisoformat(f"{year}-{name}")
        return first, first + timedelta(FEASTS[name] - 1)
    sunday = easter(year) + timedelta(49 if name == "pentecost" else 0)
    return sunday, sunday + timedelta(1)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Butcher 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)
