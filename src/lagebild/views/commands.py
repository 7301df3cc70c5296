"""What the commands `read`, `explain`, `annotate` and `demo` do.

Takes what the command line asks for; writes results to standard output and gives the exit status: 0 when all was
read, 1 when something was set aside.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import msgspec
import typer

from lagebild.documents import Particulars
from lagebild.languages import installed_languages
from lagebild.model import Reading
from lagebild.pipeline import is_long
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.flow import Flowing, write_json, write_lines
from lagebild.views.jsonlines import line_of, put
from lagebild.views.labels import Labels, labels_for
from lagebild.views.lines import plain_lines
from lagebild.views.options import one_of, system_language


@dataclass(frozen=True)
class Wishes:
    """What `read` was asked for."""

    as_json: bool = False
    plain: bool = False
    html: Path | None = None
    lang: str | None = None
    published: str | None = None
    data: tuple[Path, ...] = ()
    interface: str | None = None
    publisher: str | None = None


def read_files(names: Sequence[str], wishes: Wishes) -> int:
    """Read the files and show what was asked for."""
    _check(names, wishes)
    on_stdout = wishes.as_json or wishes.plain or not wishes.html
    known = Particulars(lang=wishes.lang, published=wishes.published, publisher=wishes.publisher)
    with Beside(moving=somebody_watches(results_on_stdout=on_stdout)) as beside:
        found = readings.readings_of(names, _reader(wishes, on_stdout), known, beside)
        kept = [reading for reading in _shown(found, wishes, on_stdout) if wishes.html]
        if wishes.html:
            _write_page(kept, wishes.html, _labels(kept[:1], wishes), beside)
    return _status(beside)


def _reader(wishes: Wishes, on_stdout: bool) -> readings.Reader:
    """What reads; where only lines are wanted, it writes those of long documents itself."""
    reader = readings.lagebild_with(wishes.data)
    if wishes.html or not on_stdout or not _in_lines(wishes):
        return reader
    return Flowing(reader, write_json if wishes.as_json else write_lines, sys.stdout.buffer)


def _in_lines(wishes: Wishes) -> bool:
    return wishes.as_json or wishes.plain or not sys.stdout.isatty()


def _check(names: Sequence[str], wishes: Wishes) -> None:
    """Wrong usage is told before anything is read."""
    one_of(wishes.lang, installed_languages(), "--lang")
    if wishes.as_json and wishes.plain:
        raise typer.BadParameter("--json and --plain write different things to the same place; choose one")
    if wishes.html and not wishes.html.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(wishes.html.parent)!r}", param_hint="--html")
    if wishes.html and any(_same_file(name, wishes.html) for name in names):
        raise typer.BadParameter(
            f"{str(wishes.html)!r} is read: the page would overwrite it", param_hint="--html"
        )


def _same_file(name: str, html: Path) -> bool:
    return html.exists() and Path(name).exists() and html.samefile(name)


def _labels(some: Sequence[Reading], wishes: Wishes) -> Labels:
    """The language of the interface: as asked for, that of the text if said, of the system, of the first text."""
    first = some[0].document.lang if some else None
    return labels_for(wishes.interface, wishes.lang, system_language(), first)


def _status(beside: Beside) -> int:
    return 1 if beside.aside else 0


# ------------------------------------------------------------------ one reading after another


def _shown(found: Iterable[Reading], wishes: Wishes, on_stdout: bool) -> Iterator[Reading]:
    """The readings, each shown on standard output as it comes."""
    labels: Labels | None = None
    for reading in found:
        labels = labels or _labels([reading], wishes)
        if on_stdout:
            _put(reading, wishes, labels)
        yield reading


def _put(reading: Reading, wishes: Wishes, labels: Labels) -> None:
    if is_long(reading.document) and _in_lines(wishes) and not wishes.html:
        return  # written while it was read
    if wishes.as_json:
        put(line_of(reading))
    elif _in_lines(wishes):
        print(*plain_lines(reading), sep="\n", end="\n" if reading.claims else "", flush=True)
    else:
        _show_all([reading], labels)


def _show_all(kept: Iterable[Reading], labels: Labels) -> None:
    """The picture of each on the terminal, whose library is imported here: a pipe starts without it."""
    from lagebild.views.terminal import console_for, show

    console = console_for(sys.stdout)
    for reading in kept:
        show(reading, console, labels)


def _write_page(
    kept: Sequence[Reading], path: Path, labels: Labels, beside: Beside, *, with_stories: bool = False
) -> None:
    from lagebild.views.markup import Markup
    from lagebild.views.report import page
    from lagebild.views.storysection import stories_section

    if not kept:
        beside.say(f"{path}: not written, nothing was read")
        return
    try:
        stories = stories_section(kept, labels) if with_stories else Markup()
        path.write_text(page(kept, labels, stories), encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise typer.BadParameter(
            f"{str(path)!r} cannot be written ({error.strerror})", param_hint="--html"
        ) from None
    claims = sum(len(reading.claims) for reading in kept)
    beside.say(f"{path}: {_counted(len(kept), 'document')}, {_counted(claims, 'claim')}")


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


# ------------------------------------------------------------------ the other commands


def explain_sentence(sentence: str, lang: str | None, data: tuple[Path, ...], interface: str | None) -> int:
    """Print every station of a sentence."""
    from lagebild.views.terminal import console_for, show_explanation

    one_of(lang, installed_languages(), "--lang")
    words = sentence.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
    if not words:
        raise typer.BadParameter("it is empty; right would be a sentence", param_hint="SENTENCE")
    explanation = readings.lagebild_with(data).explain(words, lang)
    read = explanation.reading.status == "read"
    labels = labels_for(interface, lang, system_language(), explanation.reading.document.lang)
    show_explanation(explanation.stations, console_for(sys.stdout), labels)
    if not read:
        print("Not read: say its language with --lang.", file=sys.stderr)
    return 0 if read else 1


def annotate_files(
    names: Sequence[str], lang: str | None, published: str | None, data: tuple[Path, ...]
) -> int:
    """Write each reading in the shape of an annotation."""
    from lagebild.evaluation import shape_of

    one_of(lang, installed_languages(), "--lang")
    with Beside(moving=somebody_watches(results_on_stdout=True)) as beside:
        known = Particulars(lang=lang, published=published)
        for reading in readings.readings_of(names, readings.lagebild_with(data), known, beside):
            put(msgspec.json.encode(shape_of(reading)) + b"\n")
    return _status(beside)


def show_demo(path: Path, interface: str | None) -> int:
    """Read the reports that come with Lagebild; show the picture, the stories, and write the page. One is in a language not read yet."""
    from lagebild.views.storyviews import tell_retold

    wishes = Wishes(html=path, interface=interface)
    with as_file(files("lagebild") / "demo" / "reports.jsonl") as reports, Beside() as beside:
        _check([str(reports)], wishes)
        kept = list(readings.readings_of([str(reports)], readings.lagebild_with(()), Particulars(), beside))
        labels = labels_for(interface, system_language())
        _show_all(kept, labels)
        tell_retold(kept, labels)
        _write_page(kept, path, labels, beside, with_stories=True)
    return 1 if beside.aside > sum(reading.status != "read" for reading in kept) else 0
