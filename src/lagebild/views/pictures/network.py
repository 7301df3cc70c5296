"""Who has to do with whom: actors one below the other, cooperation as arcs to the right, conflict as arcs to the left.

Takes ties; gives a picture. The side tells cooperation from conflict, the stroke's width how much of it, the order of actors keeps arcs
short. A tie is a sum of stories, each counted once, whose origins its page names.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    MOST,
    SIZE,
    WIDE,
    Picture,
    Table,
    heading,
    more,
    nothing,
    sheet,
    words,
)
from lagebild.views.pictures.letters import cut, text_width

ROW, TOP = 30.0, 68.0
ACTORS = 24  # more are no picture any more


@dataclass(frozen=True)
class Tie:
    """What two actors did to or with each other: sums on PLOVER's scale, conflict below nought, and how many stories made them."""

    one: str
    other: str
    cooperation: float
    conflict: float
    stories: int

    @property
    def weight(self) -> float:
        """How much there is between the two."""
        return self.cooperation - self.conflict


def network_picture(ties: Sequence[Tie], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of the strongest ties; the table has all."""
    ranked = sorted(ties, key=lambda t: (-t.weight, t.one, t.other))
    actors, drawn = _strongest(ranked)
    spots = {name: TOP + (i + 0.5) * ROW for i, name in enumerate(_in_order(actors, drawn))}
    bottom = TOP + max(len(spots), 1) * ROW
    wide = min(width * 0.36, max([text_width(name, SIZE) for name in actors] + [40.0]) + 20)
    most = max((max(t.cooperation, -t.conflict) for t in drawn), default=1.0) or 1.0
    edges = (width / 2 - wide / 2, width / 2 + wide / 2)
    arcs = [arc for tie in drawn for arc in _arcs(tie, spots, edges, width, most, labels)]
    names = [_actor(name, y, width / 2, wide) for name, y in spots.items()]
    parts = [
        heading(title, width),
        *nothing(ties, 84, labels),
        *_heads(width, labels),
        *arcs,
        *names,
        *more(len(ties) - len(drawn), 1, bottom + 14, labels),
    ]
    said = labels.table["picture"]["network_said"].format(
        actors=len({a for t in ties for a in (t.one, t.other)}), ties=len(ties)
    )
    height = bottom + (22 if len(ties) > len(drawn) else 6)
    return Picture(sheet("network", title, said, parts, width, height, width), _table(ranked, title, labels))


def _table(ranked: Sequence[Tie], title: str, labels: Labels) -> Table:
    head = tuple(
        labels.word("picture", key) for key in ("one", "other", "cooperation", "conflict", "stories")
    )
    rows = tuple(
        (t.one, t.other, labels.number(t.cooperation), labels.number(t.conflict), labels.number(t.stories))
        for t in ranked
    )
    return Table(title, head, rows)


def _strongest(ranked: Sequence[Tie]) -> tuple[list[str], list[Tie]]:
    """The strongest ties, as long as there is room for their actors."""
    actors: dict[str, None] = {}
    drawn: list[Tie] = []
    for tie in ranked:
        if len({*actors, tie.one, tie.other}) <= ACTORS and len(drawn) < 2 * MOST:
            actors |= {tie.one: None, tie.other: None}
            drawn.append(tie)
    return list(actors), drawn


def _in_order(actors: Sequence[str], ties: Sequence[Tie]) -> list[str]:
    """The actors so that those with much between them stand near each other: each next one by its ties to the nearer end."""
    between: dict[str, dict[str, float]] = defaultdict(dict)
    for tie in ties:
        between[tie.one][tie.other] = between[tie.other][tie.one] = tie.weight
    left = sorted(actors, key=lambda a: (-sum(between[a].values()), a))
    order = left[:1]
    left = left[1:]
    while left:
        best = max(left, key=lambda a: (sum(between[a].get(b, 0.0) for b in order), a))
        above = sum(between[best].get(b, 0.0) / (i + 1) for i, b in enumerate(order))
        below = sum(between[best].get(b, 0.0) / (i + 1) for i, b in enumerate(reversed(order)))
        order = [best, *order] if above > below else [*order, best]
        left.remove(best)
    return order


def _heads(width: float, labels: Labels) -> list[Markup]:
    conflict, cooperation = (labels.word("picture", key) for key in ("conflict", "cooperation"))
    return [
        element("path", d="M2 45 h26", class_="tie conflict", stroke_width=3.0),
        words(conflict, 34, 49, "small"),
        element("path", d=f"M{width - 28:g} 45 h26", class_="tie", stroke_width=3.0),
        words(cooperation, width - 34, 49, "small end"),
    ]


def _actor(name: str, y: float, middle: float, wide: float) -> Markup:
    frame = element(
        "rect",
        x=round(middle - wide / 2, 1),
        y=y - 10.5,
        width=round(wide, 1),
        height=21.0,
        rx=10.0,
        class_="actor",
    )
    short = cut(name, wide - 14)
    title = element("title", name) if short != name else None
    return element("g", frame, element("text", title, short, x=middle, y=y + 4.5, class_="middle"))


def _arcs(
    tie: Tie, spots: dict[str, float], edges: tuple[float, float], width: float, most: float, labels: Labels
) -> list[Markup]:
    one, other = sorted((spots[tie.one], spots[tie.other]))
    said = labels.table["picture"]["tie"].format(
        one=tie.one,
        other=tie.other,
        cooperation=labels.number(tie.cooperation),
        conflict=labels.number(tie.conflict),
        n=tie.stories,
    )
    found = []
    for value, kind, x, way in (
        (tie.cooperation, "tie", edges[1], 1),
        (-tie.conflict, "tie conflict", edges[0], -1),
    ):
        if value > 0:
            out = min((other - one) * 0.62 + 10, edges[0] - 4) * way
            path = f"M{x:g} {one:g} C{x + out * 1.3:g} {one:g} {x + out * 1.3:g} {other:g} {x:g} {other:g}"
            thick = 1.2 + 5 * value / most
            found.append(
                element("path", element("title", said), d=path, class_=kind, stroke_width=round(thick, 1))
            )
    return found
