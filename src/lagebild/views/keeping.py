"""The commands that keep and ask: add, claims, search, show …

What each command takes stands here; what it does, in `adding`, `finding` and `tending`, which are imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.options import Data, Lang, Published, day, ending_well

LEDGER = Path("lagebild.sqlite")

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
    str | None, typer.Option("--actor", metavar="ID", help="Who does it, as PRK; PRK finds PRK.MIL, too.")
]
Recipient = Annotated[str | None, typer.Option("--recipient", metavar="ID", help="To whom.")]
Between = Annotated[
    str | None,
    typer.Option("--between", metavar="ID,ID", help="Two actors, whichever way round, as RUS,UKR."),
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


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on ledgers."""
    for command in (add, claims, search, show):
        app.command()(ending_well()(command))


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH", help="Files, folders, patterns; - is standard input.", show_default=False
        ),
    ],
    ledger: Where = LEDGER,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="So many processes read.")
    ] = 1,
    lang: Lang = None,
    published: Published = None,
    data: Data = None,
) -> None:
    """Read documents and keep them: a line for each that is new, was edited, or was read anew.

    Each document is kept whole or not at all. A run that was ended is taken up by the same command: what is kept is not read
    again. What cannot be read is told, and waits in the quarantine.

    \b
    Examples:
      lagebild add report.txt --published 2024-10-18
      lagebild add news/ 'more/*.jsonl' --workers 2

    Exit status 1 when something could not be read.
    """
    from lagebild.views.adding import Reading, add_files

    how = Reading(ledger, workers, lang, day(published), tuple(data or ()))
    raise typer.Exit(add_files(paths, how))


def claims(
    ledger: Where = LEDGER,
    actor: Actor = None,
    recipient: Recipient = None,
    between: Between = None,
    type: Type = None,
    certainty: CertaintyWord = None,
    source: Source = None,
    publisher: Publisher = None,
    lang: InLang = None,
    first: First = None,
    last: Last = None,
    as_of: AsOf = None,
    read_by: ReadBy = None,
    limit: Limit = 50,
    facets: WithFacets = False,
    as_json: Json = False,
) -> None:
    """The claims that meet all that is asked, newest first: id, day, publisher, and the claim in one line.

    \b
    Examples:
      lagebild claims --actor PRK --recipient RUS
      lagebild claims --between RUS,UKR --from 2024-10-01 --type AID
      lagebild claims --as-of 2024-10-20 --facets
    """
    from lagebild.views.finding import Asked, tell_claims

    asked = Asked(
        actor, recipient, between, type, certainty, source, publisher, lang, first, last, as_of, read_by
    )
    raise typer.Exit(tell_claims(ledger, (), asked, limit, facets=facets, as_json=as_json))


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="Words that must all be there.", show_default=False)
    ],
    ledger: Where = LEDGER,
    actor: Actor = None,
    recipient: Recipient = None,
    between: Between = None,
    type: Type = None,
    certainty: CertaintyWord = None,
    source: Source = None,
    publisher: Publisher = None,
    lang: InLang = None,
    first: First = None,
    last: Last = None,
    as_of: AsOf = None,
    read_by: ReadBy = None,
    limit: Limit = 50,
    facets: WithFacets = False,
    texts: Annotated[
        bool, typer.Option("--texts", help="Documents that have the words anywhere, instead of claims.")
    ] = False,
    as_json: Json = False,
) -> None:
    """The claims in whose sentence all the words stand, in any form, also inside longer words.

    "Truppen" finds "Truppe" and "Truppenentsendung", "attack" finds "attacked"; "Trupp*" finds all that begins so.

    \b
    Examples:
      lagebild search Truppen Russland
      lagebild search troops --certainty denied --facets
      lagebild search Geheimdienst --texts
    """
    from lagebild.views.finding import Asked, tell_claims, tell_texts

    if texts:
        raise typer.Exit(tell_texts(ledger, words, limit, as_json=as_json))
    asked = Asked(
        actor, recipient, between, type, certainty, source, publisher, lang, first, last, as_of, read_by
    )
    raise typer.Exit(tell_claims(ledger, words, asked, limit, facets=facets, as_json=as_json))


def show(
    key: Annotated[
        str, typer.Argument(metavar="ID", help="Of a claim, a document or a version; its beginning will do.")
    ],
    ledger: Where = LEDGER,
) -> None:
    """All that is known of a claim or a document: quote, chain, cues; wordings, what an edit changed, readings, remarks.

    \b
    Examples:
      lagebild show 3f9a
    """
    from lagebild.views.finding import show_one

    raise typer.Exit(show_one(ledger, key))
