"""What the pages work on: a ledger, and the stories in it.

Takes the path of a ledger, or a ledger in memory; gives it for looking and for writing, each request its own connection, and the Picture
of its stories, brought up to date when claims or remarks have changed.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, RLock, Thread
from time import monotonic

import msgspec

from lagebild.ledger import Ledger, MemoryLedger, Placed, open_ledger
from lagebild.model import Document, Reading
from lagebild.stories.expectations import Expectation
from lagebild.version import VERSION
from lagebild.views.readings import Reader, lagebild_with
from lagebild.views.storydata import TABLE, linked, told_in
from lagebild.views.web.apart import Apart, Row
from lagebild.views.web.notes import standing
from lagebild.views.web.picture import Picture

FRESH = 20.0  # seconds that a picture is shown while only texts come
# Seconds since it began that a page waits for the stories to be brought up to date: with what others keep, when a ledger with stories is opened, with
# what was kept here, for the first stories of all.
BRIEFLY, AT_OPENING, PATIENCE, PATIENCE_AT_FIRST = 0.1, 1.0, 2.0, 20.0
BEHIND = 0.3  # seconds that it waits at most for what is found behind what is shown
BOARD = "expectations"  # the derived table that keeps who expects what, so that it is there when the ledger is opened
# Characters of texts that are read while the page waits, and seconds that it waits for longer ones, which another process reads.
AT_ONCE, A_MOMENT = 40_000, 1.5
DRAFTS = 20  # readings of pasted texts that wait to be kept; the oldest goes first
_BOARDS = msgspec.json.Decoder(tuple[int, tuple[Expectation, ...]])  # of which state of the ledger, and what


@dataclass(frozen=True)
class Dropped:
    """What of the last text or file was not read: its name, what could not be read and why, the titles of the texts beyond those that may wait."""

    name: str = ""
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass
class Desk:
    """One ledger on screen. `author` signs what is written here; `demo` when it lasts only as long as the program, `copied` when it
    stands in for one that is only to be read."""

    where: Path | MemoryLedger
    author: str
    data: tuple[Path, ...] = ()
    demo: bool = False
    copied: bool = False
    dropped: Dropped = Dropped()
    _lock: RLock = field(default_factory=RLock)
    _stamp: tuple[int, int] | None = None
    _made_at: float = -FRESH
    _linking: Thread | None = None
    _shown: Event = field(default_factory=Event)
    _board_of: int = -1
    _since: float = 0.0
    _kept: int = 0  # readings put into the ledger here
    _kept_shown: int = 0  # of these, those whose stories are shown
    _placed: tuple[tuple[int, int] | None, tuple[Placed, ...]] = (None, ())
    _reader: Reader | None = None
    _drafts: dict[str, Reading] = field(default_factory=dict)
    _rows: dict[str, Row] = field(default_factory=dict)
    _vouched: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A picture of what stories there are."""
        self._picture = Picture(self.looking)
        self.apart = Apart(self.data, self._hold_with)

    @contextmanager
    def looking(self) -> Iterator[Ledger]:
        """The ledger, to look at."""
        if isinstance(self.where, MemoryLedger):
            with self._lock:
                yield self.where
        else:
            with open_ledger(self.where, readonly=True) as ledger:
                yield ledger

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger, to write into."""
        with self._lock:
            if isinstance(self.where, MemoryLedger):
                yield self.where
            else:
                with open_ledger(self.where) as ledger:
                    yield ledger

    def picture(self) -> Picture:
        """The stories as they stand, brought up to date first.

        Where new claims make that long, what there was is shown meanwhile; what was written here is waited for.
        """
        with self.looking() as ledger:
            stamp = ledger.stamp()
        if self._is_fresh(stamp):
            return self._picture
        patience = self._patience(stamp)
        for _ in range(2):  # what runs already may have begun before the latest was written
            if stamp != self._stamp and not self._is_linking():
                self._since = monotonic()
                self._shown.clear()
                self._linking = Thread(target=self._link, args=(stamp,), daemon=True)
                self._linking.start()
            if self._linking:
                left = patience and max(0.0, self._since + patience - monotonic())
                self._shown.wait(left)
                self._linking.join(left and min(left, BEHIND))
        return self._picture

    @property
    def behind(self) -> bool:
        """Whether bringing the stories up to date has taken so long that a page should say so."""
        late = monotonic() - self._since > PATIENCE
        return late and self._is_linking() and not self._shown.is_set()

    @property
    def progress(self) -> tuple[int, int]:
        """How many documents are in the stories, and how many there are."""
        with self.looking() as ledger:
            return ledger.stories.progress()

    def _is_linking(self) -> bool:
        return self._linking is not None and self._linking.is_alive()

    def _patience(self, stamp: tuple[int, int]) -> float | None:
        """How long a page waits: for what was written here until it is there, for the first stories long, for what others keep hardly."""
        if self.demo or (self._stamp is not None and stamp[1] != self._stamp[1]):
            return None
        if self._stamp is None:
            with self.looking() as ledger:
                return AT_OPENING if ledger.stories.gists(count=1).gists else PATIENCE_AT_FIRST
        return PATIENCE if self._kept > self._kept_shown else BRIEFLY

    def _is_fresh(self, stamp: tuple[int, int]) -> bool:
        """Whether only texts came since, and not long ago: a feed must not have every page counted anew."""
        written = self._stamp is None or stamp[1] != self._stamp[1] or self._kept > self._kept_shown
        return not (written or self.demo) and monotonic() - self._made_at < FRESH

    def _link(self, stamp: tuple[int, int]) -> None:
        """Bring the stories up to date, and begin a new picture of them.

        1. who expected what when that was last found: it is shown until it is found anew
        2. stories, and what most pages show of them
        3. behind what is shown, who expects what: of many texts that takes seconds
        """
        only_remarks = self._stamp is not None and stamp[0] == self._stamp[0]
        try:
            if self._stamp is None:
                self._last_board()
            with self.writing() as ledger:
                kept = self._kept  # what is kept from now on waits for the lock, and for the next time
                linked(ledger, self.data)
            picture, before = Picture(self.looking), self._picture
            picture.take_over(before.expectations, before.documents if only_remarks else None)
            picture.warm()
            self._picture, self._stamp, self._made_at, self._kept_shown = picture, stamp, monotonic(), kept
        finally:
            self._shown.set()
        if stamp[0] != self._board_of:
            self._find_board(picture, stamp)

    def _last_board(self) -> None:
        """Show who expected what when the ledger was last open."""
        with self.looking() as ledger:
            body = ledger.derived_row(BOARD, VERSION)
        try:
            self._board_of, board = _BOARDS.decode(body) if body else (-1, ())
        except msgspec.MsgspecError:  # of a release that kept it otherwise
            self._board_of, board = -1, ()
        self._picture.take_over(board)

    def _find_board(self, picture: Picture, stamp: tuple[int, int]) -> None:
        """Find who expects what, and keep it for whoever opens the ledger next."""
        board, self._board_of = picture.find_expectations(), stamp[0]
        with self.writing() as ledger:
            ledger.derive(BOARD, [(VERSION, msgspec.json.encode((stamp[0], board)))])

    def remarks(self) -> tuple[Placed, ...]:
        """What analysts wrote and did not take back, the latest first; placed once for each state of the ledger."""
        with self.looking() as ledger:
            stamp = ledger.stamp()
            if stamp != self._placed[0]:
                self._placed = (stamp, standing(ledger.remarks()))
        return self._placed[1]

    # ------------------------------------------------ reading

    def read(self, document: Document) -> Reading:
        """Read a text; parser and tables are loaded with the first one."""
        with self._lock:
            self._reader = self._reader or lagebild_with(self.data)
            return self._reader.read(document)

    def take_up(self, documents: Sequence[Document]) -> None:
        """Read texts: short ones at once, of long ones only what is done in a moment; the rest goes on by itself."""
        if sum(len(document.text) for document in documents) <= AT_ONCE:
            for document in documents:
                self.hold(self.read(document))
            return
        self.apart.put(document for document in documents if document.version_id not in self._drafts)
        self.apart.wait(A_MOMENT)

    def keep(self, reading: Reading) -> None:
        """Put a reading into the ledger; it is seen at once. Its row for stories, made while it was read, saves reading it again."""
        row = self._rows.get(reading.document.version_id) or (
            told_in(reading) if reading.status == "read" else None
        )
        with self.writing() as ledger:
            done = ledger.record(reading)
            if row and done.counts and done.what not in ("known", "forgotten"):
                ledger.derive(TABLE, [row], more=True)
            self._kept += 1

    def note_vouching(self, remark_id: str, origins: Iterable[str]) -> None:
        """Remember who vouched for a story before a remark, so that the page can tell what the remark changed."""
        with self._lock:
            self._vouched[remark_id] = frozenset(origins)
            while len(self._vouched) > DRAFTS:
                del self._vouched[next(iter(self._vouched))]

    def vouched_before(self, remark_id: str) -> frozenset[str] | None:
        """Who did, where it is remembered."""
        return self._vouched.get(remark_id)

    def hold(self, reading: Reading) -> str:
        """Keep a reading until somebody decides whether it goes into the ledger; gives its key."""
        with self._lock:
            key = reading.document.version_id
            self._drafts[key] = reading
            while len(self._drafts) > DRAFTS:
                first = next(iter(self._drafts))
                del self._drafts[first]
                self._rows.pop(first, None)
            return key

    def _hold_with(self, reading: Reading, row: Row | None) -> None:
        """The same of a reading that comes with its row for stories."""
        if row:
            self._rows[reading.document.version_id] = row
        self.hold(reading)

    def held(self, key: str) -> Reading | None:
        """A reading that waits."""
        return self._drafts.get(key)

    def drafts(self) -> list[Reading]:
        """All readings that wait, the latest first."""
        return list(self._drafts.values())[::-1]
