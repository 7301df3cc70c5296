"""What goes to standard error: how far a run has come, and what it set aside.

A bar is drawn only when somebody can see it: on a terminal, when the results do not go to the same one, and when the run
takes longer than a moment.
"""

import sys
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from lagebild.views.plain import one_line

PATIENCE = 1.0  # seconds without a sign that a person bears without asking whether it still runs


@dataclass
class Beside:
    """Counts what was read and tells what was set aside. `moving`: whether a bar may be drawn; `what`: what it counts."""

    moving: bool = False
    what: str = "documents read"
    read: int = 0
    aside: int = 0
    _began: float = field(default_factory=time.monotonic)
    _bar: Any = None

    def __enter__(self) -> "Beside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def set_aside(self, what: object, why: object) -> None:
        """Tell of one document that could not be read."""
        self.aside += 1
        self.say(f"{one_line(str(what))}: {one_line(str(why))}")

    def say(self, line: str) -> None:
        """One line on standard error, above the bar where there is one."""
        if self._bar:
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
