"""The commands that follow feeds: watch, sources.

What each takes stands here; what it does, in `rounds` and `sources`, which are imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.asked import LEDGER, Json, Where
from lagebild.views.options import Data, Lang, ending_well


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on feeds."""
    for command in (watch, sources):
        app.command()(ending_well()(command))


def watch(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE…]",
            help="Documents as for `read`: then their conditions are told, as by `lagebild expectations`, and no feed is asked.",
            show_default=False,
        ),
    ] = None,
    ledger: Where = LEDGER,
    once: Annotated[bool, typer.Option("--once", help="Ask what is due now, and end.")] = False,
    every: Annotated[
        float,
        typer.Option(
            "--every", metavar="MINUTES", min=1, help="Ask a feed so often; seldomer where it wants it."
        ),
    ] = 30.0,
    met: Annotated[
        bool,
        typer.Option("--met", help="Conditions that a claim has met, as by `lagebild expectations --met`."),
    ] = False,
    lang: Lang = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Follow the feeds that were added: fetch what is new, read it, keep it, and flag what meets a watch.

    A line for each article that is new or was edited, as `lagebild add` tells it, and one for each claim that meets a saved watch
    (`lagebild remark watch`). Goes on until Ctrl-C; what is killed is taken up again without loss or doubles.

    Polite: heeds robots.txt and reservations of text and data mining, asks one host at most every two seconds and a feed only for
    what has changed, waits when it is asked to. A feed that breaks is put off, and the others go on.

    With FILE, --met or --json, and where no feed is followed, it is the board of conditions instead (`lagebild expectations`): who
    expects what, and which a later claim has met.

    \b
    Examples:
      lagebild add https://example.org/feed.xml
      lagebild watch
      lagebild watch --once
      lagebild watch reports.jsonl --met

    \b
    Exit status with --once: 1 when a feed failed or a page was set aside.
    """
    if files or met or as_json:
        raise typer.Exit(_board(files, ledger, met, as_json, data))
    from lagebild.documents.net.manners import Net
    from lagebild.views.adding import Reading
    from lagebild.views.intake.rounds import Round
    from lagebild.views.intake.starting import anything_followed, watch_feeds

    if not anything_followed(ledger):
        typer.echo(
            "No feed is followed; `lagebild add URL` follows one. The conditions in this ledger:", err=True
        )
        raise typer.Exit(_board(None, ledger, met, as_json, data))
    how = Reading(ledger, 1, lang, None, tuple(data or ()))
    raise typer.Exit(watch_feeds(how, Net(), Round(every=60 * every, once=once)))


def _board(files: list[str] | None, ledger: Path, met: bool, as_json: bool, data: list[Path] | None) -> int:
    from lagebild.views.storytelling import tell_conditions

    return tell_conditions(files, ledger, met=met, as_json=as_json, data=data)


def sources(
    ledger: Where = LEDGER,
    leave: Annotated[
        str | None,
        typer.Option("--leave", metavar="URL", help="Follow this feed no more; what was read of it stays."),
    ] = None,
    as_json: Json = False,
) -> None:
    """The feeds that are followed, and how they fare: well, failing (since when, why), ended.

    \b
    Examples:
      lagebild sources
      lagebild sources --json
      lagebild sources --leave https://example.org/feed.xml

    Exit status 1 when a feed fails.
    """
    from lagebild.views.intake import sources as telling

    if leave:
        raise typer.Exit(telling.leave(ledger, leave))
    raise typer.Exit(telling.tell_sources(ledger, as_json=as_json))
