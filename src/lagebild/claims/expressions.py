"""What an expression of time comes to.

Takes the values of an expression's words and the day of publication; gives the first and the last day, either
of which may be open. Never finer than the words: "five weeks ago" is a week, "in March" is a month. Each
function is one meaning that a rule of `dates.toml` can name.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import msgspec

from lagebild.claims.calendar import (
    UNKNOWN,
    WEEK,
    Days,
    day_at,
    feast_of,
    month_of,
    moved,
    nearest,
    part_of,
    unit_at,
    week_of,
    year_of,
)

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Found(msgspec.Struct, frozen=True):
    """The values of the words of one expression by class, and whether its clause looks ahead."""

    values: Mapping[str, list[int | str]]
    looks_ahead: bool = False
    part: str | None = None
    words: Mapping[str, list[str]] = msgspec.field(default_factory=dict)

    def number(self, name: str, at: int = 0) -> int | None:
        """The `at`-th value of a class, when it is a number."""
        value = self.values.get(name, [])[at : at + 1]
        return value[0] if value and isinstance(value[0], int) else None

    def word(self, name: str) -> str | None:
        """The first value of a class as a word."""
        values = self.values.get(name)
        return str(values[0]) if values else None

    @property
    def amount(self) -> int:
        """How many units: a number in words or digits."""
        return self.number("number") or self.number("count") or 1

    @property
    def which_part(self) -> str | None:
        """start, middle or end."""
        return self.part or self.word("part") or self.word("partly")


def _yearly(found: Found, published: date | None, make: Callable[[int], Days], year: int | None) -> Days:
    """With a year that; else shifted ("last October"), else the nearest."""
    if year is not None:
        return make(year)
    if published is None:
        return UNKNOWN
    shift = found.number("shift")
    if shift is None or shift == 0:
        return nearest(make, published, found.looks_ahead)
    if shift > 0:
        return next(
            d for d in map(make, range(published.year, published.year + 3)) if d[0] and d[0] > published
        )
    return next(
        d for d in map(make, range(published.year, published.year - 3, -1)) if d[1] and d[1] < published
    )


def _day(found: Found, published: date | None) -> Days:
    month, day = found.number("month") or 0, found.number("day") or 0
    return _yearly(found, published, lambda year: day_at(year, month, day), found.number("year"))


def _days(found: Found, published: date | None) -> Days:
    first_day, last_day = (found.number("day", at) or 0 for at in (0, 1))
    months = found.values.get("month", [])
    year = found.number("year", len(found.values.get("year", [])) - 1) if found.values.get("year") else None
    last = _yearly(found, published, lambda y: day_at(y, int(months[-1]), last_day), year)[1]
    if last is None:
        return UNKNOWN
    first = day_at(last.year, int(months[0]), first_day)[0]
    return (day_at(last.year - 1, int(months[0]), first_day)[0] if first and first > last else first), last


def _numeric(found: Found, published: date | None) -> Days:
    year, month, day = (found.number("numeric", at) or 0 for at in range(3))
    return _yearly(found, published, lambda y: day_at(y, month, day), year or None)


def _iso(found: Found, published: date | None) -> Days:
    return day_at(found.number("year") or 0, found.number("count") or 0, found.number("count", 1) or 0)


def _month(found: Found, published: date | None) -> Days:
    month = found.number("month") or found.number("midmonth") or 1
    part = found.which_part
    return _yearly(found, published, lambda y: part_of(month_of(y, month), part), found.number("year"))


def _months(found: Found, published: date | None) -> Days:
    one, other = (found.number("month", at) or 1 for at in (0, 1))
    years = found.values.get("year", [])
    _, last = _yearly(found, published, lambda y: month_of(y, other), int(years[-1]) if years else None)
    if last is None:
        return UNKNOWN
    first_year = int(years[0]) if len(years) > 1 else last.year - (one > other)
    return month_of(first_year, one)[0], last


def _year(found: Found, published: date | None) -> Days:
    return part_of(year_of(found.number("year") or 1), found.word("part"))


def _years(found: Found, published: date | None) -> Days:
    return year_of(found.number("year") or 1)[0], year_of(found.number("year", 1) or 1)[1]


def _season(found: Found, published: date | None) -> Days:
    start = SEASONS[found.word("season") or "spring"]
    return _yearly(
        found, published, lambda y: (month_of(y, start)[0], month_of(y, start + 2)[1]), found.number("year")
    )


def _decade(found: Found, published: date | None) -> Days:
    start = found.number("decade") or found.number("era") or 1
    return date(start, 1, 1), date(start + 9, 12, 31)


def _weekday(found: Found, published: date | None) -> Days:
    if published is None:
        return UNKNOWN
    weekday, shift = (found.number("weekday") or 1) - 1, found.number("shift")
    if found.word("unit") == "week":
        monday = week_of(published + timedelta(WEEK * (shift or 0)))[0]
        assert monday
        return (monday + timedelta(weekday),) * 2
    return (_weekday_near(weekday, published, shift, found.looks_ahead),) * 2


def _weekday_near(weekday: int, published: date, shift: int | None, looks_ahead: bool) -> date:
    if shift == 1 or (shift is None and looks_ahead):
        ahead = (weekday - published.weekday()) % WEEK
        return published + timedelta(ahead or (WEEK if shift == 1 else 0))
    back = (published.weekday() - weekday) % WEEK
    return published - timedelta(back or (WEEK if shift == -1 else 0))


def _weekdays(found: Found, published: date | None) -> Days:
    if published is None:
        return UNKNOWN
    first, last = ((found.number("weekday", at) or 1) - 1 for at in (0, 1))
    end = _weekday_near(last, published, None, found.looks_ahead)
    return end - timedelta((last - first) % WEEK), end


def _night_to(found: Found, published: date | None) -> Days:
    day = _weekday(found, published)[0]
    return (day - timedelta(1), day) if day else UNKNOWN


def _relative(found: Found, published: date | None) -> Days:
    return (published + timedelta(found.number("relative") or 0),) * 2 if published else UNKNOWN


def _weekend(found: Found, published: date | None) -> Days:
    if published is None:
        return UNKNOWN
    saturday = published + timedelta((5 - published.weekday()) % WEEK)
    shift = found.number("shift")
    if shift == 1:
        saturday += timedelta(WEEK if published.weekday() < 5 else 0)
    elif (published.weekday() < 5 and not found.looks_ahead and shift != 0) or published.weekday() == 6:
        saturday -= timedelta(WEEK)
    return saturday, saturday + timedelta(1)


def _daytime(found: Found, published: date | None) -> Days:
    """An evening without a day is that of the report or the one before."""
    return (published - timedelta(1), published) if published else UNKNOWN


def _shifted_daytime(found: Found, published: date | None) -> Days:
    return (published + timedelta(found.number("shift") or 0),) * 2 if published else UNKNOWN


def _unit(found: Found, published: date | None) -> Days:
    if published is None:
        return UNKNOWN
    unit, shift = found.word("unit") or "day", found.number("shift") or 0
    if _is_plural(found) and shift:
        return (None, published) if shift < 0 else (published, None)
    days = unit_at(unit, published, shift)
    if found.which_part in ("earlier", "later"):
        return (days[0], published) if found.which_part == "earlier" else (published, days[1])
    return part_of(days, found.which_part)


def _is_plural(found: Found) -> bool:
    return any(word in found.words.get("plural", ()) for word in found.words.get("unit", ()))


def _span(found: Found, published: date | None) -> Days:
    """The last or next so many units."""
    if published is None:
        return UNKNOWN
    back = (found.number("shift") or 0) < 0
    if "few" in found.values:
        return (None, published) if back else (published, None)
    return _back(found, published) if back else _forward(found, published)


def _back(found: Found, published: date | None) -> Days:
    return (moved(found.word("unit") or "day", published, -found.amount), published) if published else UNKNOWN


def _forward(found: Found, published: date | None) -> Days:
    return (published, moved(found.word("unit") or "day", published, found.amount)) if published else UNKNOWN


def _past(found: Found, published: date | None) -> Days:
    return None, published


def _part_of_unit(found: Found, published: date | None) -> Days:
    unit = (
        found.word("unit") or found.word("unit_start") or found.word("unit_middle") or found.word("unit_end")
    )
    if published is None or unit is None:
        return UNKNOWN
    days = unit_at(unit, published, found.number("shift") or 0)
    return part_of(days, found.which_part) if unit in ("week", "month", "year") else days


def _ago(found: Found, published: date | None) -> Days:
    return unit_at(found.word("unit") or "day", published, -found.amount) if published else UNKNOWN


def _ahead(found: Found, published: date | None) -> Days:
    return unit_at(found.word("unit") or "day", published, found.amount) if published else UNKNOWN


def _holiday(found: Found, published: date | None) -> Days:
    name = found.word("holiday") or ""
    return _yearly(found, published, lambda year: feast_of(name, year), found.number("year"))


def _vague(found: Found, published: date | None) -> Days:
    return UNKNOWN


MEANINGS: dict[str, Callable[[Found, date | None], Days]] = {
    "day": _day, "days": _days, "numeric": _numeric, "iso": _iso, "month": _month, "months": _months, "year": _year, "years": _years,
    "season": _season, "decade": _decade, "weekday": _weekday, "weekdays": _weekdays, "night_to": _night_to,
    "relative": _relative, "weekend": _weekend, "daytime": _daytime, "shifted_daytime": _shifted_daytime,
    "unit": _unit, "span": _span, "back": _back, "forward": _forward, "past": _past, "part_of_unit": _part_of_unit,
    "ago": _ago, "ahead": _ahead, "holiday": _holiday, "vague": _vague,
}  # fmt: skip


def limited(days: Days, found: Found, bound: str | None, published: date | None) -> Days:
    """A period under "since", "until", "before", "after", "from"."""
    first, last = days
    if bound is None or "daytime" in found.values:
        return days
    if bound == "before" and found.which_part != "end":
        last = first - timedelta(1) if first else None
    if bound in ("until", "before"):
        return (published if last and published and last >= published else None), last
    if bound == "since":
        return first, (published if first and published and first <= published else None)
    if bound == "after":
        return (last + timedelta(1) if last else None), None
    return first, None
