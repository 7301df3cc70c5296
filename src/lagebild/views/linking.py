"""What the command `link` does: documents are read, their claims joined to stories.

Takes file names; writes one story a line to standard output and gives the exit status: 0 when all was read, 1 when something was
set aside.
"""

from collections.abc import Sequence
from pathlib import Path

from lagebild.documents import Particulars
from lagebild.languages import installed_languages
from lagebild.model import Reading
from lagebild.stories import Story, stories_of, tellings_of
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.jsonlines import put
from lagebild.views.options import one_of
from lagebild.views.storylines import line_of


def link_files(
    names: Sequence[str], lang: str | None, published: str | None, as_of: str | None, data: tuple[Path, ...]
) -> int:
    """Write the stories of the files, one a line."""
    found, aside = stories_in(names, lang, published, as_of, data)
    put(*map(line_of, found))
    return 1 if aside else 0


def stories_in(
    names: Sequence[str], lang: str | None, published: str | None, as_of: str | None, data: tuple[Path, ...]
) -> tuple[tuple[Story, ...], int]:
    """The stories of the files, and how many documents were set aside."""
    kept, aside = readings_in(names, lang, published, data)
    return stories_of([t for reading in kept for t in tellings_of(reading)], as_of=as_of), aside


def readings_in(
    names: Sequence[str], lang: str | None, published: str | None, data: tuple[Path, ...]
) -> tuple[list[Reading], int]:
    """The readings of the files, and how many documents were set aside."""
    one_of(lang, installed_languages(), "--lang")
    with Beside(moving=somebody_watches(results_on_stdout=True)) as beside:
        known = Particulars(lang=lang, published=published)
        kept = list(readings.readings_of(names, readings.lagebild_with(data), known, beside))
    return kept, beside.aside
