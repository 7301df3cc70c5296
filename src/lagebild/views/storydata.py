"""What the commands on stories work on.

Takes file names, or a ledger when there are none; gives readings, tellings and stories. Of a ledger the tellings are kept as a
derived table, so that a document is parsed for them once.
"""

import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import msgspec
import typer

from lagebild.documents import Particulars
from lagebild.ledger import Ledger, SqliteLedger, StoryBook, StoryQuery
from lagebild.model import Reading
from lagebild.stories import Constraints, Story, Telling, load_rules, stories_of, tellings_of
from lagebild.stories.changes import Change, changes_between, was_there
from lagebild.version import VERSION
from lagebild.views import readings
from lagebild.views.beside import Beside, somebody_watches
from lagebild.views.decided import constraints_of, watched_in
from lagebild.views.readings import Reader, lagebild_with
from lagebild.views.standin import opened

TABLE = "tellings"
JOINED = "documents joined to stories"
FAST = 1  # level of deflating: what is kept is a third of itself then, and a fourth at the slowest


class Kept(msgspec.Struct, frozen=True):
    """What a ledger keeps of one document for its stories."""

    reading: Reading
    tellings: tuple[Telling, ...]


_KEPT = msgspec.json.Decoder(Kept)


@dataclass(frozen=True)
class Material:
    """Readings, their tellings, and how many documents were set aside. Of a ledger, its kept stories stand for those that `tellings` would give."""

    load: Callable[[], tuple[tuple[Reading, ...], tuple[Telling, ...]]]
    aside: int = 0
    constraints: Constraints = field(default_factory=Constraints)
    kept: Callable[[str | None], tuple[Story, ...]] | None = None
    watched: frozenset[str] = frozenset()
    arrivals: Callable[[], Mapping[str, str]] = dict

    @cached_property
    def came(self) -> Mapping[str, str]:
        """Of the documents of a ledger the day from which the world had them: for those without a date, on which they came."""
        return self.arrivals()

    @cached_property
    def _loaded(self) -> tuple[tuple[Reading, ...], tuple[Telling, ...]]:
        return self.load()

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The readings, without trees."""
        return self._loaded[0]

    @property
    def tellings(self) -> tuple[Telling, ...]:
        """The claims as linking sees them."""
        return self._loaded[1]

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories as they stand, in the order of their first claims."""
        return self.kept(None) if self.kept else stories_of(self.tellings, constraints=self.constraints)

    def story(self, key: str, day: str | None = None) -> Story | None:
        """The story with this id, or with a claim that has it; as it stood before a day."""
        if self.kept and day is None:
            return next(iter(self.kept(key)), None)
        return next((story for story in self.stories_by(day) if story.is_called(key)), None)

    def stories_by(self, day: str | None) -> tuple[Story, ...]:
        """The stories as they stood before a day; as they stand, without one."""
        if day is None:
            return self.stories
        seen = (t for t in self.tellings if (t.day or self.came.get(t.document_id, day)) < day)
        return stories_of(seen, constraints=self.constraints)

    def changes_since(self, day: str, as_of: str | None = None) -> tuple[Change, ...]:
        """What has changed since a day. A text of which nobody knows when it came was there before: it is no news."""
        seen = (t for t in self.tellings if was_there(t, day, self.came))
        return changes_between(stories_of(seen, constraints=self.constraints), self.stories_by(as_of))


def material_in(names: Sequence[str], ledger: Path, data: tuple[Path, ...] = ()) -> Material:
    """What the files hold; without files, what the ledger holds."""
    if not names:
        return _of_ledger(ledger, data)
    with Beside(moving=somebody_watches(results_on_stdout=True)) as beside:
        found = tuple(readings.readings_of(names, lagebild_with(data), Particulars(), beside))
    told = tuple(t for reading in found for t in tellings_of(reading))
    return Material(lambda: (found, told), beside.aside)


def _of_ledger(path: Path, data: tuple[Path, ...]) -> Material:
    """The file is read when something is asked for, and only then."""
    if not path.is_file():
        raise typer.BadParameter(
            f"no files are named and there is no ledger {str(path)!r}; right would be one of them",
            param_hint="FILE",
        )

    def load() -> tuple[tuple[Reading, ...], tuple[Telling, ...]]:
        with opened(path) as ledger:
            return _readings_and_tellings(ledger, data)

    def kept(key: str | None) -> tuple[Story, ...]:
        with opened(path) as ledger:
            return stories_in(ledger, data, key)

    def arrivals() -> dict[str, str]:
        with opened(path) as ledger:
            return {one.document_id: one.world for one in ledger.versions() if one.until is None}

    with opened(path) as ledger:
        remarks = ledger.remarks()
    constraints, watched = constraints_of(remarks), watched_in(remarks)
    return Material(load, constraints=constraints, kept=kept, watched=watched, arrivals=arrivals)


def linked(ledger: Ledger, data: tuple[Path, ...] = ()) -> StoryBook:
    """The stories of a ledger, brought up to date: what has been read since is linked, and nothing else."""
    constraints = constraints_of(ledger.remarks())
    if not ledger.stories.is_up_to_date(constraints):
        with Beside(moving=somebody_watches(results_on_stdout=True), what=JOINED) as beside:
            _link(ledger, data, constraints, beside)
    return ledger.stories


def _link(ledger: Ledger, data: tuple[Path, ...], constraints: Constraints, beside: Beside) -> None:
    """Join what has been read since; somebody who watches sees how far it has come."""
    made: dict[str, bytes] = {}

    def tell(version_id: str) -> tuple[Telling, ...]:
        body = _row_of(version_id, ledger, data, made)
        beside.one_more()
        return _kept_in(body).tellings if body else ()

    if ledger.stories.is_of_the_form_before():
        beside.say(
            "The stories are brought into the form of this version: two minutes a million claims, once."
        )
    ledger.stories.link(tell, constraints)
    ledger.derive(TABLE, made.items(), more=True)


def stories_in(ledger: Ledger, data: tuple[Path, ...] = (), key: str | None = None) -> tuple[Story, ...]:
    """The stories of a ledger, in the order of their first claims; with a key the one that has this id, or a claim with it."""
    book = linked(ledger, data)
    if key is not None:
        story = book.story(key)
        return (story,) if story else ()
    found = book.listed(StoryQuery(statements=True)).stories
    return tuple(sorted(found, key=lambda story: story.tellings[0].order))


def tellings_in(version_id: str, ledger: Ledger, data: tuple[Path, ...]) -> tuple[Telling, ...]:
    """The claims of a version as linking sees them; what is not in the derived table yet is put there."""
    made: dict[str, bytes] = {}
    body = _row_of(version_id, ledger, data, made)
    _keep(ledger, made)
    return _kept_in(body).tellings if body else ()


def _readings_and_tellings(
    ledger: Ledger, data: tuple[Path, ...]
) -> tuple[tuple[Reading, ...], tuple[Telling, ...]]:
    """Of every wording that stands; those that are not in the derived table are made and put there."""
    made: dict[str, bytes] = {}
    standing = [version.version_id for version in ledger.versions() if version.until is None]
    rows = [_row_of(version_id, ledger, data, made) for version_id in standing]
    _keep(ledger, made)
    kept = [_kept_in(body) for body in rows if body]
    return tuple(k.reading for k in kept), tuple(t for k in kept for t in k.tellings)


def _row_of(version_id: str, ledger: Ledger, data: tuple[Path, ...], made: dict[str, bytes]) -> bytes | None:
    """What the derived table keeps of a version; what it does not, is read again for its trees."""
    key = _key_of(version_id)
    body = made.get(key) or ledger.derived_row(TABLE, key)
    if body is None:
        reading = ledger.reading(version_id)
        if reading is None:
            return None
        body = made[key] = told_in(_reader(data).read(reading.document))[1]
    return body


def _keep(ledger: Ledger, made: dict[str, bytes]) -> None:
    """Put rows into the derived table, where the ledger may be written."""
    if made and not (isinstance(ledger, SqliteLedger) and ledger.db.readonly):
        ledger.derive(TABLE, made.items(), more=True)


def _key_of(version_id: str) -> str:
    """Under what the derived table keeps a version: other rules see other things in a claim."""
    return f"{version_id} {VERSION} {load_rules().version}"


@cache
def _reader(data: tuple[Path, ...]) -> Reader:
    return lagebild_with(data)


def told_in(read: Reading) -> tuple[str, bytes]:
    """The row of the derived table for a reading that has its trees yet."""
    bare = msgspec.structs.replace(
        read, sentences=tuple(msgspec.structs.replace(s, tokens=()) for s in read.sentences)
    )
    body = msgspec.json.encode(Kept(bare, tellings_of(read)))
    return _key_of(read.document.version_id), zlib.compress(body, FAST)


def _kept_in(body: bytes) -> Kept:
    """A row of the derived table; earlier ones are plain JSON."""
    return _KEPT.decode(body if body.startswith(b"{") else zlib.decompress(body))
