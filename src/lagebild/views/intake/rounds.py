"""What `watch` does: asks the feeds that are followed when their time has come, fetches the pages that they name, reads and keeps them.

Takes a ledger and a net; goes on until it is interrupted, or once round. What a feed answered is kept before its first page is asked
for, and each page is kept before it is struck off: whoever is killed in between does nothing twice and forgets nothing. A feed
that breaks is put off, and the others go on.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from lagebild.documents import Particulars
from lagebild.documents.net.fetching import Answer, wait_asked
from lagebild.documents.net.manners import Net
from lagebild.documents.net.visiting import document_at, feed_at
from lagebild.errors import DocumentError, Forbidden, Unreachable
from lagebild.ledger import Entry, Feed, Following, Named
from lagebild.ledger.moments import moment_of, now
from lagebild.model import Document
from lagebild.views.adding import Run, keep_all, set_aside
from lagebild.views.plain import one_line

EVERY = 1_800.0  # seconds between two questions to a feed
LATEST = 86_400.0  # a feed that fails is asked at least once a day
AGAIN = 21_600.0  # seconds after which a page that was new or edited is looked at again, if its feed still names it
SOON, TRIES = (
    900.0,
    4,
)  # a page that cannot be had: after this many seconds, then four times as many, so often
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
GONE = 410
NOT_MODIFIED = 304
_NAPS = 60.0  # seconds; after a laptop has slept, what was due meanwhile is not late by more


@dataclass(frozen=True)
class Round:
    """How feeds are watched: `every` so many seconds; `once`: until nothing is due."""

    every: float = EVERY
    once: bool = False
    sleep: Callable[[float], None] = time.sleep


def watch(run: Run, net: Net, how: Round) -> None:
    """Ask what is due, page by page and feed by feed, whoever's host is free first."""
    following = run.ledger.following
    while True:
        at = now()
        work: list[Feed | Entry] = [*following.due(at), *following.waiting(at)]
        if work:
            _do(min(work, key=lambda one: _turn(one, net)), run, net, how)
        elif how.once:
            return
        else:
            how.sleep(_until_next(following))


def _turn(work: Feed | Entry, net: Net) -> float:
    """Seconds until somebody may be asked; what is no address at all is dealt with at once."""
    try:
        return net.free_in(work.url)
    except Forbidden:
        return 0.0


def _do(work: Feed | Entry, run: Run, net: Net, how: Round) -> None:
    """Ask one feed or page; where that breaks in a way that nobody foresaw, it is put off or set aside, and the round goes on."""
    try:
        if isinstance(work, Feed):
            ask_feed(work, run, net, how.every)
        else:
            fetch_page(work, run, net)
    except UNFORESEEN as error:
        why = f"cannot be read ({type(error).__name__}: {error}); right would be to report this as a fault of Lagebild"
        if isinstance(work, Feed):
            _fail(work, why, _back_off(work, how.every), run)
        else:
            set_aside(work.url, why, run=run)
            run.ledger.following.settled(work, "aside")


def _until_next(following: Following) -> float:
    due = following.next_due()
    left = (_moment(due) - datetime.now(UTC)).total_seconds() if due else _NAPS
    return min(max(left, 0.1), _NAPS)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def later(seconds: float) -> str:
    """The moment so many seconds from now, as the ledger writes it."""
    return moment_of((datetime.now(UTC) + timedelta(seconds=seconds)).isoformat())


# ------------------------------------------------------------------ feeds


def ask_feed(feed: Feed, run: Run, net: Net, every: float) -> None:
    """Ask one feed, and keep what came of it."""
    try:
        answer = net.ask(feed.url, _unless_same(feed))
        if answer.status == GONE:
            _end(feed, f"gone ({GONE}) since {now()[:10]}", run)
        elif answer.status == NOT_MODIFIED:
            _unchanged(feed, answer, run.ledger.following, every)
        else:
            _take(feed, answer, run, every)
    except Forbidden as error:
        _fail(feed, str(error), LATEST, run)
    except Unreachable as error:
        _fail(feed, str(error), max(_back_off(feed, every), error.after or 0.0), run)
    except DocumentError as error:
        _fail(feed, str(error), _back_off(feed, every), run)


def _unless_same(one: Feed | Entry) -> dict[str, str]:
    """What makes a question conditional: only if it has changed."""
    headers = {"If-None-Match": one.etag, "If-Modified-Since": one.modified}
    return {name: value for name, value in headers.items() if value}


def _take(feed: Feed, answer: Answer, run: Run, every: float) -> None:
    content = feed_at(answer)
    following = run.ledger.following
    if answer.moved:
        run.beside.say(f"{one_line(feed.url)}: moved for good to {one_line(answer.moved)}")
        feed = following.moved(feed, answer.moved)
        if feed.url != answer.moved:  # that one is followed, and has its own turn
            return
    named = [Named(url=item.url, title=item.title, told=item.told) for item in content.items]
    fresh = following.answered(
        feed,
        named,
        at=now(),
        next_at=later(max(every, content.every or 0.0, wait_asked(answer.headers) or 0.0)),
        title=content.title,
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
        again_before=now(),
    )
    _well_again(feed, run)
    if fresh:
        run.beside.say(f"{one_line(feed.url)}: {fresh} pages to fetch")


def _unchanged(feed: Feed, answer: Answer, following: Following, every: float) -> None:
    following.answered(
        feed,
        (),
        at=now(),
        next_at=later(every),
        etag=answer.headers.get("etag") or feed.etag,
        modified=answer.headers.get("last-modified") or feed.modified,
    )


def _well_again(feed: Feed, run: Run) -> None:
    if feed.failures:
        run.beside.say(f"{one_line(feed.url)}: answers again")


def _back_off(feed: Feed, every: float) -> float:
    return min(every * 2.0 ** min(feed.failures, 20), max(LATEST, every))


def _fail(feed: Feed, why: str, wait: float, run: Run) -> None:
    run.ledger.following.failed(feed, why, next_at=later(wait), at=now())
    run.beside.set_aside(feed.url, f"{why} (asked again in {_span(wait)})")


def _end(feed: Feed, why: str, run: Run) -> None:
    run.ledger.following.ended(feed, why, at=now())
    run.beside.set_aside(feed.url, f"{why}; it is not asked any more")


def _span(seconds: float) -> str:
    return f"{seconds / 3600:.1f} h" if seconds >= 3600 else f"{seconds / 60:.0f} min"


# ------------------------------------------------------------------ pages


def fetch_page(entry: Entry, run: Run, net: Net) -> None:
    """Fetch one page that a feed has named; read and keep it, or set it aside."""
    known = Particulars(title=entry.title, lang=run.how.lang)
    try:
        answer = net.ask(entry.url, _unless_same(entry))
        if answer.status == NOT_MODIFIED:
            _settle(entry, answer, "kept", run, again=False)
            return
        document, _ = document_at(answer, known)
    except Unreachable as error:
        _put_off(entry, error, run)
    except DocumentError as error:
        set_aside(entry.url, str(error), run=run)
        run.ledger.following.settled(entry, "aside")
    else:
        changed = _keep(document, run)
        run.ledger.release_from_quarantine(entry.url)
        _settle(entry, answer, "kept", run, again=changed)


def _keep(document: Document, run: Run) -> bool:
    """Read a document and keep it; whether it was new or edited."""
    before = run.came["new"] + run.came["edited"]
    keep_all([document], run)
    return run.came["new"] + run.came["edited"] > before


def _settle(entry: Entry, answer: Answer, state: Literal["kept", "aside"], run: Run, *, again: bool) -> None:
    """Strike a page off; one that has just changed is looked at again later, as articles are edited in their first hours."""
    run.ledger.following.settled(
        entry,
        state,
        again_at=later(AGAIN) if again else "",
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
    )


def _put_off(entry: Entry, error: Unreachable, run: Run) -> None:
    if entry.tries + 1 >= TRIES:
        set_aside(entry.url, str(error), run=run)
        run.ledger.following.settled(entry, "aside")
        return
    wait = max(SOON * 4.0**entry.tries, error.after or 0.0)
    run.ledger.following.put_off(entry, next_at=later(wait))
    run.beside.say(f"{one_line(entry.url)}: {one_line(str(error))} (asked again in {_span(wait)})")
