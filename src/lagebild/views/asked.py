"""The options of the commands on ledgers."""

from pathlib import Path
from typing import Annotated

import typer

LEDGER = Path("lagebild.sqlite")
STATUSES = (
    "corroborated",
    "corroborated within one side",
    "single-origin",
    "disputed",
    "denied",
    "retracted",
)  # how a story stands, as stories/records.py has it, in the order in which they are offered

Where = Annotated[
    Path,
    typer.Option(
        "--ledger",
        metavar="PATH",
        envvar="LAGEBILD_LEDGER",
        dir_okay=False,
        help="The ledger; LAGEBILD_LEDGER names another for good.",
    ),
]
Author = Annotated[
    str | None,
    typer.Option(
        "--author", metavar="NAME", envvar="LAGEBILD_AUTHOR", help="Who says so; else your login name."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One object a line, as JSON.")]
Actor = Annotated[
    str | None,
    typer.Option(
        "--actor",
        metavar="WHO",
        help="Who does it, as PRK or 'North Korea'; PRK finds PRK.MIL and 'North Korean drones', too.",
    ),
]
Recipient = Annotated[str | None, typer.Option("--recipient", metavar="WHO", help="To whom.")]
Between = Annotated[
    str | None,
    typer.Option("--between", metavar="WHO,WHO", help="Two actors, whichever way round, as RUS,UKR."),
]
Concerned = Annotated[
    str | None,
    typer.Option("--country", metavar="WHO", help="Who does it or to whom it is done, as UKR or Ukraine."),
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Event type, or kind of statement.")]
CertaintyWord = Annotated[
    str | None, typer.Option("--certainty", metavar="WORD", help="As asserted, alleged …")
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="WHO", help="The innermost source, as KOR.SPY.nis.")
]
Publisher = Annotated[str | None, typer.Option("--publisher", metavar="NAME", help="Who printed it.")]
InLang = Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Language of the text.")]
First = Annotated[
    str | None,
    typer.Option("--from", metavar="DAY", help="Happened, or was published, on this day or later."),
]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="… on this day or before.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DAY", help="Only what had been published before this day.")
]
ReadBy = Annotated[
    str | None,
    typer.Option("--read-by", metavar="MOMENT", help="Only what had been read before this day or moment."),
]
Limit = Annotated[
    int, typer.Option("--limit", metavar="N", min=0, help="At most so many, newest first; 0: all.")
]
WithFacets = Annotated[
    bool, typer.Option("--facets", help="How many have which type, certainty, source …, instead.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
