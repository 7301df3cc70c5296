"""Who printed it, through whom, who says so: the ways of a story's reports back to their origins.

Takes the ways; gives a picture. Reports stand on the left, who carried them in the middle, who says so on the right. A link carried
over from another sentence is dotted; a report that does not count as an origin's of its own is led by a broken line, with the reason.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    MOST,
    SIZE,
    SMALL,
    WIDE,
    Picture,
    Table,
    box,
    heading,
    line,
    more,
    nothing,
    sheet,
    words,
)
from lagebild.views.pictures.letters import text_width

ROW, TOP, HIGH, GAP = 28.0, 56.0, 21.0, 52.0
SHARES = (42, 22, 36)  # of the width, for who printed, who carried, who says so


@dataclass(frozen=True)
class Way:
    """How one report came by it: who printed, who carried it (outermost first), who says so; `why` it counts or does not."""

    printed: str
    says: str
    through: tuple[str, ...] = ()
    inferred: bool = False
    counts: bool = True
    why: str = ""


def origins_picture(ways: Sequence[Way], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of all ways; beyond the first forty only in the table."""
    drawn, height = (_columns if width >= WIDE else _lists)(ways[:MOST], width, labels)
    parts = [
        heading(title, width),
        *nothing(ways, 62, labels),
        *drawn,
        *more(len(ways) - MOST, 1, height - 6, labels),
    ]
    said = labels.table["picture"]["origins_said"].format(
        reports=labels.count("documents", len({w.printed for w in ways})),
        origins=labels.count("origins", len({w.says for w in ways if w.counts})),
    )
    return Picture(sheet("origins", title, said, parts, width, height, width), _table(ways, title, labels))


def _table(ways: Sequence[Way], title: str, labels: Labels) -> Table:
    head = tuple(
        labels.word("picture", key) for key in ("printed", "through", "says", "link", "counts", "why")
    )
    rows = tuple(
        (
            way.printed,
            " ← ".join(way.through),
            way.says,
            labels.word("picture", "carried" if way.inferred else "said_there"),
            labels.text("yes") if way.counts else labels.text("no"),
            way.why,
        )
        for way in ways
    )
    return Table(title, head, rows)


# ------------------------------------------------------------------ wide: three columns


@dataclass(frozen=True)
class _Column:
    """One column: what it holds in its order, where it begins and how wide it is."""

    kind: str
    names: tuple[str, ...]
    left: float
    wide: float
    high: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.wide

    def at(self, name: str) -> float:
        """How low a name stands; each column fills the height."""
        return TOP + (self.names.index(name) + 0.5) * self.high / len(self.names)


def _columns(ways: Sequence[Way], width: float, labels: Labels) -> tuple[list[Markup], float]:
    columns = _set(ways, width)
    parts = [words(labels.word("picture", c.kind), c.left, 44, "soft small") for c in columns]
    parts += _links(ways, columns)
    for column in columns:
        for name in column.names:
            counts = column.kind == "says" and _counts(name, ways)
            parts.append(
                _node(name, column.left, column.at(name), column.wide, "node origin" if counts else "node")
            )
    bottom = TOP + columns[0].high + 14
    keys, deep = _key(ways, bottom, labels)
    return [*parts, *keys], bottom + deep


def _set(ways: Sequence[Way], width: float) -> list[_Column]:
    """The columns that there are; nobody carried it: then two."""
    kinds = ("printed", "through", "says")
    names = [
        tuple(dict.fromkeys(filter(None, column))) for column in zip(*map(_stops, ways), strict=True)
    ] or [(), (), ()]
    there = [
        (kind, own, share)
        for kind, own, share in zip(kinds, names, SHARES, strict=True)
        if own or kind != "through"
    ]
    free = width - 2 - (len(there) - 1) * GAP
    high = max(1, *(len(own) for _, own, _ in there)) * ROW
    columns: list[_Column] = []
    left = 1.0
    for kind, own, share in there:
        wide = round(free * share / sum(s for _, _, s in there), 1)
        columns.append(_Column(kind, own, round(left, 1), wide, high))
        left += wide + GAP
    return columns


def _stops(way: Way) -> tuple[str, str, str]:
    return way.printed, " ← ".join(way.through), way.says


def _counts(name: str, ways: Iterable[Way]) -> bool:
    return any(way.counts and way.says == name for way in ways)


def _links(ways: Sequence[Way], columns: Sequence[_Column]) -> list[Markup]:
    """A line from stop to stop, each drawn once, the firmest of those that would lie on one another."""
    firmness = ("way", "way carried", "way apart")
    found: dict[tuple[float, float, float, float], tuple[str, str]] = {}
    for way in ways:
        kind = "way carried" if way.inferred else "way" if way.counts else "way apart"
        stops = [(c, stop) for c, stop in zip(columns, _there(way, columns), strict=True) if stop]
        for (one, start), (other, end) in itertools.pairwise(stops):
            ends = (one.right, one.at(start), other.left, other.at(end))
            if ends not in found or firmness.index(kind) < firmness.index(found[ends][0]):
                found[ends] = (kind, way.why)
    return [_curve(*ends, kind, why) for ends, (kind, why) in found.items()]


def _there(way: Way, columns: Sequence[_Column]) -> tuple[str, ...]:
    printed, through, says = _stops(way)
    return (printed, through, says) if len(columns) == 3 else (printed, says)


def _curve(x: float, y: float, to_x: float, to_y: float, kind: str, why: str) -> Markup:
    path = f"M{x:g} {y:g} C{x + GAP * 0.6:g} {y:g} {to_x - GAP * 0.6:g} {to_y:g} {to_x - 1:g} {to_y:g}"
    return element("g", element("title", why) if why else None, line(path, kind))


def _node(name: str, x: float, y: float, wide: float, kind: str) -> Markup:
    return element("g", box(x, y - HIGH / 2, wide, HIGH, kind), words(name, x + 7, y + 4.5, room=wide - 12))


def _key(ways: Sequence[Way], y: float, labels: Labels) -> tuple[list[Markup], float]:
    """What the lines mean, as far as there are such."""
    kinds = [
        ("way", True),
        ("way carried", any(w.inferred for w in ways)),
        ("way apart", any(not w.counts and not w.inferred for w in ways)),
    ]
    names = {"way": "said_there", "way carried": "carried", "way apart": "not_counted"}
    parts: list[Markup] = []
    for kind, there in kinds:
        if there:
            parts += [
                line(f"M1 {y - 4:g} h26", kind),
                words(labels.word("picture", names[kind]), 34, y, "soft small"),
            ]
            y += 17
    return parts, 17.0 * sum(there for _, there in kinds) + 8


# ------------------------------------------------------------------ narrow: reports under who says so


def _lists(ways: Sequence[Way], width: float, labels: Labels) -> tuple[list[Markup], float]:
    parts: list[Markup] = []
    y = 46.0
    for says in dict.fromkeys(way.says for way in ways):
        own = [way for way in ways if way.says == says]
        wide = min(width - 2, text_width(says, SIZE) + 16)
        parts.append(_node(says, 1, y, wide, "node origin" if _counts(says, own) else "node"))
        top = y + HIGH / 2
        for way in own:
            y += 26 if not way.through else 32
            parts += _branch(way, top, y, width)
            y += 12 if way.through else 0
        y += 34
    keys, deep = _key(ways, y, labels)
    return [*parts, *keys], y + deep


def _branch(way: Way, top: float, y: float, width: float) -> list[Markup]:
    kind = "way carried" if way.inferred else "way" if way.counts else "way apart"
    parts = [
        element("g", element("title", way.why) if way.why else None, line(f"M12 {top:g} V{y:g} H26", kind)),
        words(way.printed, 31, y + 4.5, room=width - 36),
    ]
    if way.through:
        parts.append(
            words(f"← {' ← '.join(way.through)}", 31, y + 19, "soft small", room=width - 36, size=SMALL)
        )
    return parts
