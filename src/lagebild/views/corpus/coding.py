"""What `code` does.

Takes what the command line asks for; has a corpus read into a folder, tells how far it has come and how long it will take, and at the
end what came of it.
"""

import sys
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import typer

from lagebild.documents.folders import files_in
from lagebild.engines.coding import How
from lagebild.engines.records import Manifest
from lagebild.engines.running import REJECTED, Engine, Order, Progress, coded
from lagebild.languages import installed_languages
from lagebild.views.options import one_of
from lagebild.views.readings import STDIN, lagebild_with

ENGINES = ("local", "ray")
UNREAD = {
    "not read yet": "in languages that have no pack yet",
    "undecided": "whose language could not be decided",
}
QUIET = 30.0  # seconds between two lines where nobody watches a bar


@dataclass(frozen=True)
class Wish:
    """What is to be read, by what, and where it goes."""

    names: tuple[str, ...]
    out: Path
    engine: str = "local"
    workers: int | None = None
    resume: bool = False
    address: str | None = None
    lang: str | None = None
    published: str | None = None
    data: tuple[Path, ...] = ()


def code_corpus(wish: Wish) -> int:
    """Read a corpus; tell what came of it on standard error."""
    one_of(wish.engine, ENGINES, "--engine")
    one_of(wish.lang, installed_languages(), "--lang")
    if STDIN in wish.names:
        raise typer.BadParameter(
            "standard input cannot be read twice; right would be a file", param_hint="IN"
        )
    lagebild_with(wish.data)  # tells mistakes in the data before anything is read
    teller = Teller(moving=sys.stderr.isatty())
    try:
        for step in coded(_order(wish)):
            if isinstance(step, Manifest):
                return _tell(step, wish.out, teller)
            teller.tell(step)
    except KeyboardInterrupt:
        teller.stop()
        print(f"{wish.out}: what is done stays; the same command with --resume goes on.", file=sys.stderr)
        raise
    except OSError as error:  # a full disk does not say which file it was
        raise OSError(error.errno, error.strerror, error.filename or str(wish.out)) from error
    finally:
        teller.stop()
    return 1


def _order(wish: Wish) -> Order:
    out = wish.out.resolve()
    # The run itself may lie in a folder that is read.
    files = tuple(
        (str(path), path) for path in files_in(wish.names) if not path.resolve().is_relative_to(out)
    )
    how = How(
        folder=str(wish.out.absolute()),
        lang=wish.lang,
        published=wish.published,
        data=tuple(str(folder.absolute()) for folder in wish.data),
    )
    workers = wish.workers or (1 if wish.engine == ENGINES[0] else None)
    return Order(files, how, _engine(wish), wish.engine, workers, wish.resume)


def _engine(wish: Wish) -> Engine:
    if wish.engine == "local":
        from lagebild.engines.pool import coded_here

        return partial(coded_here, workers=wish.workers or 1)
    from lagebild.engines.cluster import coded_on_ray, ray_version

    ray_version()  # tells that it is not installed before anything is made
    return partial(coded_on_ray, workers=wish.workers, address=wish.address)


def _tell(manifest: Manifest, out: Path, teller: "Teller") -> int:
    counts = manifest.counts
    unread = counts.documents - counts.statuses.get("read", 0)
    teller.stop()
    print(
        f"{out}: {counts.documents:,} documents, {counts.sentences:,} sentences, {counts.claims:,} claims; "
        f"{manifest.seconds:,.0f} s of the processor, {manifest.clock:,.0f} s of the clock; digest {manifest.digest[:16]}",
        file=sys.stderr,
    )
    if unread:
        others = ", ".join(
            f"{n:,} {UNREAD.get(status, status)}" for status, n in counts.statuses.items() if status != "read"
        )
        print(f"Kept, not read: {others}.", file=sys.stderr)
    if counts.rejected:
        print(f"{out / REJECTED}: {counts.rejected:,} that could not be read, with reasons.", file=sys.stderr)
    return 1 if unread or counts.rejected else 0


# ------------------------------------------------------------------ how far


@dataclass
class Teller:
    """Tells how far a run has come: a bar on a terminal, else a line now and then."""

    moving: bool
    _bar: Any = None
    _last: float = field(default_factory=time.monotonic)

    def tell(self, progress: Progress) -> None:
        """How far it is."""
        if self.moving:
            self._bar = self._bar or _bar()
            self._bar.update(
                self._bar.task_ids[0],
                completed=progress.weight,
                total=max(1, progress.total),
                description=line_of(progress),
            )
        elif time.monotonic() - self._last > QUIET:
            self._last = time.monotonic()
            print(line_of(progress), file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()


def line_of(progress: Progress) -> str:
    """`12 %  34,000 sentences  5,100 claims  310 sentences/s  2 h 5 min left`."""
    parts = [
        f"{100 * progress.weight / max(1, progress.total):.0f} %",
        f"{progress.sentences:,} sentences",
        f"{progress.claims:,} claims",
    ]
    new = progress.weight - progress.before
    if new > 0 and progress.seconds > 0:
        parts.append(f"{progress.rate:,.0f} sentences/s")
        left = (progress.total - progress.weight) * progress.seconds / new
        parts.append(f"{duration(left)} left")
    if progress.rejected:
        parts.append(f"{progress.rejected:,} not readable")
    return "  ".join(parts)


def duration(seconds: float) -> str:
    """Hours, minutes or seconds, as somebody would say it."""
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" if seconds >= 90 else f"{seconds:.0f} s"


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    bar = Bar(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True)
    bar.add_task("", total=None)
    bar.start()
    return bar
