"""The commands under `lagebild outlook`: what they take and what their help says.

Every command imports what it needs itself, so that `lagebild --help` answers at once.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.asked import LEDGER, Where
from lagebild.views.groups import Outlooks
from lagebild.views.options import ending_well, spoken

outlook = typer.Typer(
    name="outlook",
    cls=Outlooks,
    rich_markup_mode="rich",
)

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="A folder with train.txt, valid.txt, test.txt (s r o time) and the id maps; plain or .gz.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="All figures as one JSON object.")]

Interface = Annotated[
    str | None,
    typer.Option(
        "--interface",
        metavar="CODE",
        callback=spoken,
        help="Language of the words (de, en); else that of your system.",
    ),
]
Days = Annotated[int, typer.Option("--days", metavar="N", min=1, max=90, help="How many days it is about.")]
On = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help="As of this day (2024-10-18).", show_default=False)
]
Svg = Annotated[
    Path | None,
    typer.Option(
        "--svg", metavar="PATH", dir_okay=False, help="Draw the reliability diagram.", show_default=False
    ),
]
HistoryFile = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="Deeds, as `outlook import` writes them; without, the ledger's stories.",
        show_default=False,
    ),
]
Journal = Annotated[
    Path,
    typer.Option(
        "--journal", metavar="FILE", exists=True, dir_okay=False, help="Frozen forecasts (JSON Lines)."
    ),
]


def _day(text: str | None, option: str = "--on") -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no day; right would be one as 2024-10-18", param_hint=option
        ) from None


@outlook.callback(invoke_without_command=True)
@ending_well()
def forecast(
    context: typer.Context,
    history: HistoryFile = None,
    ledger: Where = LEDGER,
    actor: Annotated[str, typer.Option("--actor", metavar="ID", help="Who does it.")] = "",
    recipient: Annotated[str, typer.Option("--recipient", metavar="ID", help="To whom.")] = "",
    days: Days = 7,
    on: On = None,
    freeze: Annotated[
        Path | None,
        typer.Option("--freeze", metavar="FILE", dir_okay=False, help="Add the forecasts to this journal."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show types with less than 5 %, too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One forecast a line, as JSON.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="PATH", dir_okay=False, help="Write a page with the track record, too."
        ),
    ] = None,
    interface: Interface = None,
) -> None:
    """What may come next between two actors: forecasts with base rate, reasons and track record.

    Without an actor two questions about a made-up history: one answered, one refused.

    \b
    Examples:
      lagebild outlook
      lagebild outlook import gdelt 20240701.export.CSV > history.jsonl
      lagebild outlook --actor RUS --recipient UKR
      lagebild outlook --history history.jsonl --actor RUS --recipient UKR
      lagebild outlook --history history.jsonl --actor RUS --recipient UKR --freeze forecasts.jsonl

    \b
    Exit status: 0 answered, 3 refused because the history is too thin,
    2 wrong usage.
    """
    if context.invoked_subcommand:
        return
    from lagebild.views.outlooks import History, Wishes, show_demo_outlook, show_outlook

    wishes = Wishes(as_json, everything, html, interface)
    if not (history or actor or recipient):
        raise typer.Exit(show_demo_outlook(days, wishes))
    if not (actor and recipient):
        raise typer.BadParameter(
            "a history is asked about somebody: --actor and --recipient", param_hint="--history"
        )
    asked = History(history, ledger)
    raise typer.Exit(show_outlook(asked, (actor, recipient), _day(on), days, freeze, wishes))


@outlook.command()
@ending_well()
def whom(
    actor: Annotated[str, typer.Option("--actor", metavar="ID", help="Who does it.")],
    type: Annotated[str, typer.Option("--type", metavar="TYPE", help="What it does, as THREATEN.")],
    history: HistoryFile = None,
    ledger: Where = LEDGER,
    on: On = None,
    as_json: AsJson = False,
    interface: Interface = None,
) -> None:
    """To whom, should somebody do a deed of a type: the likeliest, with past deeds, and how such proposals fared.

    \b
    Example:
      lagebild outlook whom --actor RUS --type THREATEN --history history.jsonl

    Exit status: 0 answered, 3 refused because too little is known.
    """
    from lagebild.views.outlook_answers import show_whom
    from lagebild.views.outlooks import History, Wishes, deeds_from

    deeds = deeds_from(History(history, ledger), _day(on))
    raise typer.Exit(show_whom(deeds, actor, type, _day(on), Wishes(as_json, interface=interface)))


@outlook.command()
@ending_well()
def stated(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]", help="Documents as for `read`; without any, the ledger.", show_default=False
        ),
    ] = None,
    ledger: Where = LEDGER,
    history: Annotated[
        Path | None,
        typer.Option(
            "--history",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="Deeds that say what came; without, the stories of the documents themselves.",
            show_default=False,
        ),
    ] = None,
    on: On = None,
    as_json: AsJson = False,
    interface: Interface = None,
) -> None:
    """What texts expect, who expects it, what became of it, and how often it comes anyway. Each source once a story.

    \b
    Examples:
      lagebild outlook stated reports.jsonl
      lagebild outlook stated --history history.jsonl --on 2024-12-01
    """
    from lagebild.views.outlook_answers import show_stated
    from lagebild.views.outlooks import Wishes
    from lagebild.views.storydata import material_in

    wishes = Wishes(as_json, interface=interface)
    raise typer.Exit(show_stated(material_in(files or (), ledger), history, _day(on), wishes))


@outlook.command()
@ending_well()
def explain(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a frozen forecast.", show_default=False)],
    journal: Journal = Path("forecasts.jsonl"),
    as_json: AsJson = False,
    interface: Interface = None,
) -> None:
    """Show a frozen forecast with the deeds and regularities that it rests on.

    \b
    Example:
      lagebild outlook explain 3f2a90c1d4e5 --journal forecasts.jsonl
    """
    from lagebild.views.outlooks import Wishes, explain_forecast

    raise typer.Exit(explain_forecast(id, journal, Wishes(as_json, interface=interface)))


@outlook.command()
@ending_well()
def score(
    history: HistoryFile = None,
    ledger: Where = LEDGER,
    journal: Journal = Path("forecasts.jsonl"),
    on: On = None,
    svg: Svg = None,
    as_json: AsJson = False,
    interface: Interface = None,
) -> None:
    """Resolve frozen forecasts by what happened, and score them beside the baselines.

    Brier score, log score, calibration, onsets apart; what is pending and what
    cannot be judged is counted.

    \b
    Example:
      lagebild outlook score --journal forecasts.jsonl --history history.jsonl --svg reliability.svg
    """
    from lagebild.views.outlooks import History, Wishes, score_journal

    wishes = Wishes(as_json, interface=interface)
    raise typer.Exit(score_journal(journal, History(history, ledger), _day(on), svg, wishes))


@outlook.command()
@ending_well()
def backtest(
    history: Annotated[
        Path,
        typer.Argument(
            metavar="HISTORY", exists=True, dir_okay=False, help="Deeds (JSON Lines).", show_default=False
        ),
    ],
    days: Days = 7,
    least: Annotated[
        int,
        typer.Option("--least", metavar="N", min=1, help="Pairs with at least N deeds in the first half."),
    ] = 4,
    svg: Svg = None,
    as_json: AsJson = False,
    interface: Interface = None,
) -> None:
    """What the models would have said of the last months, each time from what was over by then.

    \b
    Example:
      lagebild outlook backtest history.jsonl --days 28
    """
    from lagebild.views.outlooks import Wishes, backtest_history

    raise typer.Exit(backtest_history(history, days, least, svg, Wishes(as_json, interface=interface)))


@outlook.command("import")
@ending_well()
def import_(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="stories (as `lagebild link` writes them), plover (as `lagebild export plover` does), gdelt, icews, polecat, acled, ucdp or benchmark.",
            show_default=False,
        ),
    ],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", exists=True, help="Files of that form (.gz and .zip, too).", show_default=False
        ),
    ],
    relations: Annotated[
        Path | None,
        typer.Option(
            "--relations",
            metavar="CSV",
            exists=True,
            dir_okay=False,
            help="Of a benchmark: relation_text and cameo.",
        ),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DAY", help="Of a benchmark: the day of step 0.")
    ] = None,
) -> None:
    """Map event data to deeds: PLOVER types, states, days. Rows that cannot be mapped are told with their reason.

    \b
    Examples:
      lagebild link reports.jsonl > stories.jsonl
      lagebild outlook import stories stories.jsonl > history.jsonl
      lagebild outlook import gdelt 20240701.export.CSV.zip > history.jsonl
      lagebild outlook import benchmark icews14 --relations relations.csv --start 2014-01-01

    Exit status 1 when rows were set aside (the others are written).
    """
    from lagebild.views.outlooks import import_files

    raise typer.Exit(import_files(form, files, relations, _day(start, "--start")))


@outlook.command()
@ending_well()
def bench(
    folder: Folder,
    as_json: AsJson = False,
    seeds: Annotated[
        int, typer.Option("--seeds", metavar="N", min=1, help="Learn N times; the test figures are the mean.")
    ] = 1,
    ablations: Annotated[
        bool, typer.Option("--ablations", help="Leave each group of columns out in turn (minutes).")
    ] = False,
) -> None:
    """Train and score a benchmark of temporal knowledge graph forecasting.

    Single-step, time-aware filtered, both directions, expected rank on ties;
    the recurrency baseline is scored beside it.

    \b
    Examples:
      lagebild outlook bench icews14
      lagebild outlook bench icews14 --seeds 3 --json

    Needs the extra: pip install 'lagebild\\[outlook]'.
    """
    from lagebild.views.outlooks import bench_folder

    raise typer.Exit(bench_folder(folder, as_json=as_json, seeds=seeds, ablations=ablations))
