"""Pictures of stories: who goes back to whom, and how a dyad moved.

Takes a story or the points of a dyad; gives SVG that stands by itself. Reports stand on the left, origins on the right; a
line goes from a report to whom it rests on, dashed where that does not count, with the reason.
"""

from collections.abc import Iterator, Sequence

from lagebild.stories import Story
from lagebild.stories.relations import Point
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.chain import text_width
from lagebild.views.plain import one_line
from lagebild.views.storywords import headline, origin_name

ROW, LEFT, GAP, SIZE = 26.0, 12.0, 140.0, 13.0
LETTERS = 42
BAR, HALF = 26.0, 90.0
STYLE = (
    "text{font:13px sans-serif;fill:#1b1b1b}.small{font-size:11px;fill:#555}.link{fill:none;stroke:#456;stroke-width:1.3}"
    ".no{stroke-dasharray:4 3;stroke:#a66}.box{fill:#f2f4f7;stroke:#9aa5b1}.origin{fill:#e6f0e6;stroke:#6a946a}"
    ".up{fill:#5b8c5a}.down{fill:#b5523b}.axis{stroke:#888}"
)  # fmt: skip


def chain_picture(story: Story, labels: Labels) -> Markup:
    """The reports of a story and the origins that they go back to."""
    part = story.part("overall")
    documents = list(dict.fromkeys(t.document_id for t in story.tellings))
    names = {t.document_id: f"{t.publisher or t.document_id}, {t.day or '?'}" for t in story.tellings}
    rows = {d: 40 + i * ROW for i, d in enumerate(documents)}
    wide = max(text_width(_short(names[d]), SIZE) for d in documents) + 20
    right = LEFT + wide + GAP
    spots = {o.key: 40 + i * ROW * 1.4 for i, o in enumerate(part.origins)}
    of = {t.claim_id: t.document_id for t in story.tellings}
    counted = {(of[c], o.key) for o in part.origins for c in o.claims if c in of}
    parts = [_text(headline(story, labels), LEFT, 20)]
    parts += [_link(LEFT + wide, rows[d], right, spots[key]) for d, key in sorted(counted)]
    parts += [_box(_short(names[d]), LEFT, rows[d], wide, "box") for d in documents]
    for origin in part.origins:
        label = _short(origin_name(origin, labels))
        parts.append(_box(label, right, spots[origin.key], text_width(label, SIZE) + 20, "origin"))
    alone = [d for d in documents if d not in {d for d, _ in counted}]
    parts += [element("path", d=f"M{LEFT + wide:g} {rows[d]:g} h30", class_="link no") for d in alone]
    height = max([*rows.values(), *spots.values(), 40]) + 30
    return _svg(parts, max(right + 320, text_width(headline(story, labels), SIZE) + 30), height)


def dyad_picture(points: Sequence[Point], title: str) -> Markup:
    """Cooperation above the line, conflict below it, month by month."""
    most = max([1.0, *(max(p.cooperation, -p.conflict) for p in points)])
    middle = 40 + HALF
    parts = [_text(title, LEFT, 20)]
    for i, point in enumerate(points):
        x = LEFT + 10 + i * (BAR + 22)
        up, down = HALF * point.cooperation / most, HALF * -point.conflict / most
        parts += [
            element("rect", x=x, y=f"{middle - up:g}", width=BAR, height=f"{up:g}", class_="up"),
            element("rect", x=x, y=middle, width=BAR, height=f"{down:g}", class_="down"),
            element("text", point.month, x=x - 6, y=middle + HALF + 16, class_="small"),
        ]
    width = LEFT * 2 + 20 + len(points) * (BAR + 22)
    parts.append(element("path", d=f"M{LEFT:g} {middle:g} H{width - LEFT:g}", class_="axis"))
    return _svg(parts, max(width, text_width(title, SIZE) + 30), middle + HALF + 28)


def dyad_lines(points: Sequence[Point]) -> Iterator[str]:
    """The same in letters: a line a month."""
    most = max([1.0, *(max(p.cooperation, -p.conflict) for p in points)])
    for point in points:
        up, down = (round(20 * value / most) for value in (point.cooperation, -point.conflict))
        bars = f"{'-' * down:>20}|{'+' * up:<20}"
        yield f"{point.month}  {bars}  {point.cooperation:+6.1f} {point.conflict:+6.1f}  {len(point.stories)}"


def _svg(parts: Sequence[Markup], width: float, height: float) -> Markup:
    style = element("style", Markup(STYLE))
    return element(
        "svg", style, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}", height=f"{height:g}",
    )  # fmt: skip


def _box(words: str, x: float, y: float, width: float, kind: str) -> Markup:
    box = element("rect", x=x, y=f"{y - 13:g}", width=f"{width:g}", height=20, rx=4, class_=kind)
    return element("g", box, _text(words, x + 8, y + 2))


def _link(x: float, y: float, to_x: float, to_y: float) -> Markup:
    middle = (x + to_x) / 2
    return element(
        "path", d=f"M{x:g} {y:g} C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}", class_="link"
    )


def _text(words: str, x: float, y: float) -> Markup:
    return element("text", words, x=f"{x:g}", y=f"{y:g}")


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= LETTERS else line[: LETTERS - 1] + "…"
