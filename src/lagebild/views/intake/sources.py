"""What `sources` tells: the feeds that are followed, and how they fare.

Takes a ledger; gives a line for each feed, with when it answered last, when it is asked again, how many of its pages were read, and
what is wrong with it.
"""

from pathlib import Path

import msgspec
import typer

from lagebild.ledger import Feed, kept_ledger, open_ledger
from lagebild.views.plain import one_line


def tell_sources(path: Path, *, as_json: bool) -> int:
    """One line for each feed; exit status 1 when one fails."""
    with open_ledger(path, readonly=True) as ledger:
        feeds = ledger.following.feeds()
    for feed in feeds:
        print(_json(feed) if as_json else line_of(feed))
    if not feeds:
        typer.echo(
            "No feed is followed; `lagebild add URL` follows one, `lagebild add FEEDS.opml` many.", err=True
        )
    return 1 if any(feed.health == "failing" for feed in feeds) else 0


def leave(path: Path, url: str) -> int:
    """Stop following a feed.

    Raises:
        BadParameter: when it is not followed.
    """
    with kept_ledger(path) as ledger:
        if not ledger.following.leave(url):
            raise typer.BadParameter(
                f"{url!r} is not followed; `lagebild sources` tells those that are", param_hint="--leave"
            )
    return 0


def line_of(feed: Feed) -> str:
    """`well  URL  Title  12 read, 1 set aside  answered 2026-11-26 08:00, next 08:30`."""
    counts = [f"{feed.kept} read"]
    counts += [
        f"{number} {what}"
        for number, what in ((feed.aside, "set aside"), (feed.waiting, "to fetch"))
        if number
    ]
    parts = [feed.health, feed.url, feed.title or "", ", ".join(counts), _when(feed)]
    parts += [f"{feed.failures} in a row: {feed.why}" if feed.failures else "", feed.ended or ""]
    return "  ".join(one_line(part) for part in parts if part)


def _when(feed: Feed) -> str:
    said = [f"answered {_minute(feed.well_at)}"] if feed.well_at else []
    said += [] if feed.ended else [f"next {_minute(feed.next_at)}"]
    return ", ".join(said)


def _minute(moment: str) -> str:
    return f"{moment[:10]} {moment[11:16]}Z"


def _json(feed: Feed) -> str:
    record = msgspec.to_builtins(feed)
    del record["feed"]
    return msgspec.json.encode({"health": feed.health, **record}).decode()
