"""The commands on corpora: code, verify-run, load.

What each command takes stands here; what it does, in the modules beside, which are imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.asked import LEDGER, Where
from lagebild.views.options import Data, Lang, Published, day, ending_well

Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that `lagebild code` made.", show_default=False)
]


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on corpora."""
    app.command()(ending_well()(code))
    app.command("verify-run")(ending_well()(verify_run))
    app.command()(ending_well()(load))


def code(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="IN",
            help="Files, folders, patterns: JSON Lines (also .gz, .zst), Parquet with a column text, and all that `lagebild add` takes.",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            metavar="DIR",
            file_okay=False,
            help="A new folder for what comes of it.",
            show_default=False,
        ),
    ],
    engine: Annotated[
        str, typer.Option("--engine", metavar="NAME", help="local: processes here; ray: a Ray cluster.")
    ] = "local",
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers",
            metavar="N",
            min=1,
            help="So many processes read; else one, on a cluster one for each processor.",
            show_default=False,
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in DIR.")] = False,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT",
            help="Of a Ray cluster; else RAY_ADDRESS, or the one on this machine.",
        ),
    ] = None,
    lang: Lang = None,
    published: Published = None,
    data: Data = None,
) -> None:
    """Read a corpus of any size into Parquet tables: a row for each claim, a row for each document.

    DIR/claims/*.parquet has who did what to whom, who says so, and how surely; DIR/readings/*.parquet the documents, with all that
    a ledger needs (`lagebild load`). DIR/manifest.json has hashes, versions and counts. The same corpus gives the same bytes,
    whatever the engine and the workers.

    What cannot be read goes to DIR/quarantine.jsonl with its reason, and the rest is read. A run that was ended goes on with --resume; a
    process that was ended is replaced.

    \b
    Examples:
      lagebild code news/ --out coded --workers 2
      lagebild code 'archive/*.jsonl.gz' --out coded --engine ray
      lagebild code news/ --out coded --workers 2 --resume

    \b
    Exit status 1 when something could not be read.
    """  # fmt: skip
    from lagebild.views.corpus.coding import Wish, code_corpus

    wish = Wish(tuple(paths), out, engine, workers, resume, address, lang, day(published), tuple(data or ()))
    raise typer.Exit(code_corpus(wish))


def verify_run(
    folder: Folder,
    inputs: Annotated[
        bool, typer.Option("--inputs", help="Also whether the files that were read are still the same.")
    ] = False,
) -> None:
    """Check that a run is whole: every file there with its hash, rows and counts as the manifest has them.

    \b
    Examples:
      lagebild verify-run coded

    Exit status 1 when something is wrong.
    """
    from lagebild.views.corpus.keeping import tell_verification

    raise typer.Exit(tell_verification(folder, inputs=inputs))


def load(folder: Folder, ledger: Where = LEDGER) -> None:
    """Keep the readings of a run in a ledger, as if each document had been added; what is there already changes nothing.

    \b
    Examples:
      lagebild load coded --ledger archive.sqlite
    """
    from lagebild.views.corpus.keeping import load_run

    raise typer.Exit(load_run(folder, ledger))
