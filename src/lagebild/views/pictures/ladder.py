"""How far it has come: the rungs of a story's ladder, those reached and those not, each with who says so.

Takes rungs, lowest first; gives a picture in which the highest stands on top. A rung that nobody vouches for is broken and hollow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element
from lagebild.views.pictures.drawing import SMALL, WIDE, Picture, Table, heading, line, nothing, sheet, words

ROW, TOP, LEFT, RIGHT = 40.0, 34.0, 10.0, 58.0


@dataclass(frozen=True)
class Step:
    """A rung: its name, the day since when, who says so; nobody, when it was not reached."""

    name: str
    day: str = ""
    sources: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether somebody vouches for it."""
        return bool(self.sources)


def ladder_picture(steps: Sequence[Step], title: str, labels: Labels, width: float = WIDE) -> Picture:
    """The picture of the ladder."""
    bottom = TOP + len(steps) * ROW
    rails = [line(f"M{x:g} {TOP:g} V{bottom:g}", "rail") for x in (LEFT, RIGHT)]
    rungs = [
        part for i, step in enumerate(steps) for part in _rung(step, bottom - (i + 0.5) * ROW, width, labels)
    ]
    reached = [step.name for step in steps if step.reached]
    said = labels.table["picture"]["ladder_said"].format(
        n=len(reached), of=len(steps), last=reached[-1] if reached else labels.word("picture", "none")
    )
    parts = [heading(title, width), *nothing(steps, 36, labels), *rails, *rungs]
    return Picture(
        sheet("ladder", title, said, parts, width, bottom + 6, width), _table(steps, title, labels)
    )


def _table(steps: Sequence[Step], title: str, labels: Labels) -> Table:
    head = tuple(labels.word("picture", key) for key in ("phase", "day", "who"))
    nobody = labels.word("picture", "not_reached")
    rows = tuple((s.name, labels.day(s.day), ", ".join(s.sources) or nobody) for s in steps)
    return Table(title, head, rows)


def _rung(step: Step, y: float, width: float, labels: Labels) -> list[Markup]:
    state = "" if step.reached else " open"
    who = ", ".join(step.sources) or labels.word("picture", "not_reached")
    since = f", {labels.day(step.day)}" if step.day and step.reached else ""
    left = RIGHT + 16
    return [
        line(f"M{LEFT:g} {y:g} H{RIGHT:g}", f"rung{state}"),
        element("circle", cx=(LEFT + RIGHT) / 2, cy=y, r=6.0, class_=f"step{state}"),
        words(f"{step.name}{since}", left, y - 2, "bold" if step.reached else "soft", room=width - left),
        words(who, left, y + 13, "soft small", room=width - left, size=SMALL),
    ]
