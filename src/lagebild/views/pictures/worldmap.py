"""Where: a map of the places that claims name, at their precision and never finer.

Takes spots and a viewpoint; gives a picture. A site is a full dot, a city a ring, a region a broken and a country a dotted circle of their
size, since nothing finer is said; the country itself is tinted. Areas that states disagree about are hatched and named from every viewpoint; which outline
they are drawn in, docs/decisions/0012-borders.md says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.gazetteer import load_gazetteer
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import (
    SIZE,
    SMALL,
    WIDE,
    Picture,
    Table,
    heading,
    key_of,
    sheet,
    words,
)
from lagebild.views.pictures.frame import Frame, frame_around
from lagebild.views.pictures.letters import cut, text_width
from lagebild.views.pictures.outlines import Disputed, Ring, Viewpoint, centre_of, load_outlines, size_of

TOP = 30.0
LONGEST = 200.0  # pixels of a name
LEAST = {"site": 4.5, "city": 7.0, "region": 13.0, "country": 20.0}  # pixels, where the scale would draw less
SPAN = {
    "site": 0.03,
    "city": 0.12,
    "region": 0.9,
    "country": 2.5,
}  # degrees: how large a thing of that precision is, about


@dataclass(frozen=True)
class Spot:
    """A place that claims name: where, how precisely; `state` is its code where it is one; `said` is a line a claim, with source and certainty."""

    name: str
    lon: float
    lat: float
    precision: str
    said: tuple[str, ...]
    state: str = ""

    @property
    def span(self) -> float:
        """How large it is at least, in degrees."""
        return SPAN.get(self.precision, SPAN["region"])


def map_picture(
    spots: Sequence[Spot], title: str, labels: Labels, width: float = WIDE, *, viewpoint: Viewpoint = "law"
) -> Picture:
    """The map of all spots; largest circles below, so that none hides another."""
    ordered = sorted(spots, key=lambda s: (-s.span, s.name, s.lon, s.lat))
    frame = frame_around([(s.lon, s.lat, s.span) for s in ordered], width)
    hatch = key_of("map", title, width, viewpoint, ordered)
    taken: list[Box] = []
    meant = {s.state for s in ordered if s.state}
    circles = [_circle(s, frame, labels) for s in ordered]
    spot_names = list(_spot_names(ordered, frame, taken))
    area_names = list(_area_names(frame, viewpoint, labels, taken))
    layers = [
        element("rect", width=frame.width, height=frame.height, class_="sea"),
        *_land(frame, meant), *_areas(frame, viewpoint, hatch, labels), *_state_names(frame, labels, taken, meant), *area_names, *circles,
        *spot_names, element("rect", width=frame.width, height=frame.height, class_="frame"),
    ]  # fmt: skip
    view = f"0 0 {frame.width:g} {frame.height:g}"
    inner = element("svg", *layers, x=0, y=TOP, width=frame.width, height=frame.height, viewBox=view)
    keys, deep = _legend(ordered, frame, width, hatch, viewpoint, labels)
    said = labels.table["picture"]["map_said"].format(
        n=len(ordered), places=", ".join(s.name for s in ordered[:12])
    )
    parts = [_hatching(hatch), heading(title, width), inner, *keys]
    height = TOP + frame.height + 12 + deep
    return Picture(sheet("map", title, said, parts, width, height, width), _table(ordered, title, labels))


def _table(ordered: Sequence[Spot], title: str, labels: Labels) -> Table:
    head = tuple(
        labels.word("picture", key) for key in ("place", "precision", "latitude", "longitude", "claims")
    )
    rows = tuple(
        (s.name, labels.word("precision", s.precision), f"{s.lat:.2f}", f"{s.lon:.2f}", "\n".join(s.said))
        for s in sorted(ordered, key=lambda s: s.name)
    )
    return Table(title, head, rows)


# ------------------------------------------------------------------ land, and what is disputed


def _land(frame: Frame, meant: set[str]) -> Iterator[Markup]:
    """The states; those that claims name as the place come last, so that their edge is whole."""
    for code, rings in sorted(load_outlines().states.items(), key=lambda each: (each[0] in meant, each[0])):
        if path := frame.path(rings):
            yield element("path", d=path, class_="land meant" if code in meant else "land")


def _areas(frame: Frame, viewpoint: Viewpoint, hatch: str, labels: Labels) -> Iterator[Markup]:
    """The hatched areas. Outside the viewpoint of law no outline claims them: theirs is covered first."""
    for area in load_outlines().disputed:
        if path := frame.path(area.rings):
            if viewpoint != "law" or not area.law:
                yield element("path", d=path, class_="veil")
            told = element("title", _told(area, labels))
            yield element("path", told, d=path, class_="area", fill=f"url(#{hatch})")


def _told(area: Disputed, labels: Labels) -> str:
    table, gazetteer = labels.table["picture"], load_gazetteer()
    claimed = ", ".join(gazetteer.label(code, labels.lang) for code in area.claimed)
    parts = [labels.word("disputed", area.id), table["claimed_by"].format(who=claimed)]
    parts += [table["held_by"].format(who=gazetteer.label(area.held, labels.lang))] if area.held else []
    parts += [table["line_of"].format(year=area.as_of)] if area.as_of else []
    return "; ".join(parts)


def _dated(frame: Frame, labels: Labels) -> list[str]:
    """The areas on the sheet whose line has moved since it was drawn."""
    there = (area for area in load_outlines().disputed if area.as_of and frame.path(area.rings))
    table = labels.table["picture"]
    return [
        f"{labels.word('disputed', area.id)}: {table['line_of'].format(year=area.as_of)}" for area in there
    ]


def _hatching(name: str) -> Markup:
    stroke = element("path", d="M0 0 V5", class_="hatch", stroke_opacity=0.55)
    pattern = element(
        "pattern",
        stroke,
        id=name,
        width=5,
        height=5,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return element("defs", pattern)


# ------------------------------------------------------------------ names

Box = tuple[float, float, float, float]


def _free(box: Box, taken: list[Box], frame: Frame) -> bool:
    """Whether nothing stands there yet and it is on the sheet; then it is taken."""
    left, top, right, bottom = box
    if left < 2 or top < 2 or right > frame.width - 2 or bottom > frame.height - 2:
        return False
    if any(left < r and right > le and top < b and bottom > t for le, t, r, b in taken):
        return False
    taken.append(box)
    return True


def _spot_names(ordered: Sequence[Spot], frame: Frame, taken: list[Box]) -> Iterator[Markup]:
    """The names of spots beside them, finest first, as far as there is room: to the right, left, below, above."""
    for spot in reversed(ordered):
        x, y = frame.at(spot.lon, spot.lat)
        r = min(_radius(spot, frame), 60.0) * (0.72 if spot.precision in ("region", "country") else 1)
        short = cut(spot.name, min(frame.width * 0.4, LONGEST))
        wide = text_width(short, SIZE) * 1.06  # bold
        places = (
            (x + r + 3, y + 4),
            (x - r - 3 - wide, y + 4),
            (x - wide / 2, y + r + 13),
            (x - wide / 2, y - r - 4),
        )
        for left, base in places:
            if _free((left, base - 11, left + wide, base + 3), taken, frame):
                yield words(short, left, base, "spot-name", full=spot.name if short != spot.name else None)
                break


def _area_names(frame: Frame, viewpoint: Viewpoint, labels: Labels, taken: list[Box]) -> Iterator[Markup]:
    gazetteer = load_gazetteer()
    for area in load_outlines().disputed:
        place = _middle(area.rings, frame, 60)
        name = labels.word("disputed", area.id)
        if viewpoint == "held" and area.held:
            name += (
                f" ({labels.table['picture']['held_by'].format(who=gazetteer.label(area.held, labels.lang))})"
            )
        if place:
            yield from _name(name, place, "area-name", frame, taken)


def _state_names(frame: Frame, labels: Labels, taken: list[Box], meant: set[str]) -> Iterator[Markup]:
    """The names of states that are large enough on the sheet, the largest first; what is a spot, or disputed as a whole, has its name already."""
    gazetteer = load_gazetteer()
    named = {
        area.law for area in load_outlines().disputed if area.rings is load_outlines().states.get(area.law)
    }
    sized = []
    for code, rings in load_outlines().states.items():
        parts = [seen for ring in rings if (seen := frame.seen(ring))]
        if parts and code in gazetteer.countries and code not in meant | named:
            sized.append((max(map(size_of, parts)) * frame.scale**2, code, rings))
    for size, code, rings in sorted(sized, reverse=True):
        place = _middle(rings, frame, 300)
        name = gazetteer.label(code, labels.lang)
        if place and size > text_width(name, SMALL) ** 2 * 0.35:
            yield from _name(name, place, "state-name", frame, taken)


def _name(
    name: str, place: tuple[float, float], kind: str, frame: Frame, taken: list[Box]
) -> Iterator[Markup]:
    wide = text_width(name, SMALL)
    left = min(max(place[0] - wide / 2, 3), frame.width - wide - 3)
    for base in (place[1] + 4, place[1] + 18, place[1] - 10):
        if _free((left, base - 9, left + wide, base + 2), taken, frame):
            yield words(name, left, base, kind)
            return


def _middle(rings: Sequence[Ring], frame: Frame, least: float) -> tuple[float, float] | None:
    """The middle of what is seen of the largest ring; None when less than so many square pixels are seen."""
    seen = [part for ring in rings if len(part := frame.seen(ring)) > 2]
    if not seen:
        return None
    largest = max(seen, key=size_of)
    if size_of(largest) * frame.scale**2 < least:
        return None
    return frame.at(*centre_of(largest))


# ------------------------------------------------------------------ spots


def _radius(spot: Spot, frame: Frame) -> float:
    least = LEAST.get(spot.precision, LEAST["region"])
    return least if spot.state else max(spot.span * frame.scale, least)


def _circle(spot: Spot, frame: Frame, labels: Labels) -> Markup:
    x, y = frame.at(spot.lon, spot.lat)
    precision = spot.precision if spot.precision in LEAST else "region"
    head = (
        f"{spot.name} ({labels.word('precision', spot.precision)})"
        if labels.word("precision", spot.precision)
        else spot.name
    )
    told = element("title", "\n".join((head, *spot.said)))
    ring = element("circle", cx=x, cy=y, r=round(_radius(spot, frame), 1), class_=f"spot {precision}")
    kernel = [element("circle", cx=x, cy=y, r=2.5, class_="kernel")] if precision == "city" else []
    return element("g", told, ring, *kernel)


def _circles(ordered: Sequence[Spot], y: float, labels: Labels) -> Iterator[Markup]:
    """A circle for each precision that there is, with its name."""
    x = 12.0
    for precision in ("site", "city", "region", "country"):
        other = precision == "region" and any(s.precision not in LEAST for s in ordered)
        if other or any(s.precision == precision for s in ordered):
            radius = 4.0 if precision == "site" else 6.5
            yield element("circle", cx=x, cy=y - 4, r=radius, class_=f"spot {precision}")
            name = labels.word("precision", precision)
            yield words(name, x + 12, y, "soft small")
            x += 34 + text_width(name, SMALL)


def _legend(
    ordered: Sequence[Spot], frame: Frame, width: float, hatch: str, viewpoint: Viewpoint, labels: Labels
) -> tuple[list[Markup], float]:
    """The circles that there are, the hatching, the viewpoint, and of what year a line is that has moved; and its height."""
    y = top = TOP + frame.height + 18
    parts = list(_circles(ordered, y, labels))
    y += 20 if parts else 0
    hatched = element("rect", x=4, y=y - 11, width=16, height=11, class_="area", fill=f"url(#{hatch})")
    parts += [
        hatched,
        words(labels.word("picture", "hatched"), 26, y, "soft small", room=width - 28, size=SMALL),
    ]
    rule = labels.table["picture"]["borders"].format(rule=labels.word("viewpoint", viewpoint))
    for said in (rule, *_dated(frame, labels)):
        y += 17
        parts.append(words(said, 4, y, "soft small", room=width - 6, size=SMALL))
    return parts, y - top + 20
