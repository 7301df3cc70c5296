"""What goes to standard error: how far a run has come, and what it set aside.

A bar is drawn only when somebody can see it: on a terminal, when the results do not go to the same one, and when the run
takes longer than a moment.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from lagebild.views.plain import one_line

MOST_TOLD = 10  # lines of one file, one by one: nobody reads ten thousand, and the first show what is wrong; then as many reasons, each with its first line
PATIENCE = 1.0  # seconds without a sign that a person bears without asking whether it still runs


@dataclass
class Beside:
    """Counts what was read and tells what was set aside. `moving`: whether a bar may be drawn; `what`: what it counts; `told_to`: who hears it instead."""

    moving: bool = False
    what: str = "documents read"
    told_to: Callable[[str], None] | None = None
    read: int = 0
    aside: int = 0
    _file: str = ""  # whose lines are set aside, how many of them were told, and why the others were
    _told: int = 0
    _untold: Counter[str] = field(default_factory=Counter)
    _first: dict[str, str] = field(default_factory=dict)  # of the untold reasons, where each stood first
    _began: float = field(default_factory=time.monotonic)
    _bar: Any = None

    def __enter__(self) -> "Beside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sum_up()
        if self._bar:
            self._bar.stop()

    def set_aside(self, what: object, why: object, file: str = "") -> None:
        """Tell of one document that could not be read; of the lines of one `file` the first, then how many there are of each reason."""
        self.aside += 1
        if file != self._file:
            self._sum_up()
            self._file = file
        if file and self._told >= MOST_TOLD:
            reason = one_line(str(why))
            self._untold[reason] += 1
            self._first.setdefault(reason, one_line(str(what)))
            return
        self._told += 1
        self.say(f"{one_line(str(what))}: {one_line(str(why))}")

    def _sum_up(self) -> None:
        """Of the lines that were not told one by one."""
        if self._untold:
            self.say(f"… and {self._untold.total():,} more lines of {one_line(self._file)} set aside:")
        for why, n in self._untold.most_common(MOST_TOLD):
            place = self._first[why]
            self.say(f"  {place}: {why}" if n == 1 else f"  {n:,} times, first at {place}: {why}")
        if others := self._untold.most_common()[MOST_TOLD:]:
            self.say(f"  {sum(n for _, n in others):,} times: another of {len(others):,} reasons")
        self._told, self._untold, self._first = 0, Counter(), {}

    def say(self, line: str) -> None:
        """One line on standard error, above the bar where there is one."""
        if self.told_to:
            self.told_to(line)
        elif self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def one_more(self) -> None:
        """One document has been read."""
        self.read += 1
        if self._bar is None and self.moving and time.monotonic() - self._began > PATIENCE:
            self._bar = _bar(self.what)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=self.read)


def somebody_watches(*, results_on_stdout: bool) -> bool:
    """Whether a bar on standard error is seen and disturbs nothing."""
    return sys.stderr.isatty() and not (results_on_stdout and sys.stdout.isatty())


def _bar(what: str) -> Any:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(f"{{task.completed:,.0f}} {what}"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=None)
    bar.start()
    return bar
