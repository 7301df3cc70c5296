"""The commands on corpora: code, verify-run, load, sample, agree, diff-coding.

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
In = Annotated[
    list[str],
    typer.Argument(
        metavar="IN",
        help="Files, folders, patterns: JSON Lines (also .gz, .zst), Parquet with a column text, and all that `lagebild add` takes.",
        show_default=False,
    ),
]
NewFolder = Annotated[
    Path,
    typer.Option(
        "--out", metavar="DIR", file_okay=False, help="A new folder for what comes of it.", show_default=False
    ),
]
Engine = Annotated[
    str, typer.Option("--engine", metavar="NAME", help="local: processes here; ray: a Ray cluster.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        help="So many processes read; else one, on a cluster one for each processor.",
        show_default=False,
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the run in DIR.")]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="HOST:PORT",
        help="Of a Ray cluster; else RAY_ADDRESS, or the one on this machine.",
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on corpora."""
    app.command()(ending_well()(code))
    app.command("verify-run")(ending_well()(verify_run))
    for command in (load, sample, agree):
        app.command()(ending_well()(command))
    app.command("diff-coding")(ending_well()(diff_coding))


def code(
    paths: In,
    out: NewFolder,
    engine: Engine = "local",
    workers: Workers = None,
    resume: Resume = False,
    address: Address = None,
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


def sample(
    folder: Folder,
    count: Annotated[int, typer.Option("--n", metavar="N", min=0, help="So many claims.")] = 200,
    sentences: Annotated[
        int,
        typer.Option(
            "--sentences", metavar="N", min=0, help="So many sentences, with claims or without: for recall."
        ),
    ] = 100,
    stratify: Annotated[
        str,
        typer.Option(
            "--stratify",
            metavar="BY,…",
            help="Spread the claims evenly by type, lang, certainty, publisher, year, source_kind.",
        ),
    ] = "type,lang,certainty",
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another number draws others.")] = 1,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="SHEET",
            dir_okay=False,
            help="The sheet (CSV); else standard output.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Draw claims and sentences for people to judge, as a sheet (CSV) with empty columns for two coders, a and b.

    Of a claim: right (yes, no, unclear), type (what it should be, or none), certainty (what the text expresses), source (yes, no, unclear).
    Of a sentence: right, missed (how many of its events are right, and how many are missing). `lagebild agree` reads the sheet.

    \b
    Examples:
      lagebild sample coded --n 300 --out sheet.csv
      lagebild sample coded --n 100 --sentences 0 --stratify type,year > sheet.csv
    """  # fmt: skip
    from lagebild.views.corpus.sheets import write_sample

    by = tuple(name.strip() for name in stratify.split(",") if name.strip())
    raise typer.Exit(write_sample(folder, out, claims=count, sentences=sentences, by=by, seed=seed))


def agree(
    sheet: Annotated[
        Path,
        typer.Argument(
            metavar="SHEET",
            exists=True,
            dir_okay=False,
            help="A sheet that was filled in.",
            show_default=False,
        ),
    ],
    ci: Annotated[
        int, typer.Option("--ci", metavar="N", min=1, help="95 % intervals from N samples of the rows.")
    ] = 1_000,
) -> None:
    """Precision, recall and agreement of a sheet by `lagebild sample`, each with its interval of 95 % and its number of cases.

    Precision counts each claim for as many as it stands for. Recall is that of the sentences drawn. Alpha is Krippendorff's for names.

    \b
    Examples:
      lagebild agree sheet.csv
    """  # fmt: skip
    from lagebild.views.corpus.sheets import tell_agreement

    raise typer.Exit(tell_agreement(sheet, ci))


def diff_coding(
    before: Annotated[Path, typer.Argument(metavar="A", help="A run.", show_default=False)],
    after: Annotated[
        Path, typer.Argument(metavar="B", help="Another, as of a later release.", show_default=False)
    ],
    show: Annotated[
        int, typer.Option("--show", metavar="N", min=0, help="The first N texts, claim by claim.")
    ] = 10,
) -> None:
    """What a second run over a corpus says otherwise: claims that came, went or changed, by type and by what differs.

    \b
    Examples:
      lagebild diff-coding coded-0.1 coded-0.2 --show 50

    Exit status 1 when they differ.
    """
    from lagebild.views.corpus.differences import tell_differences

    raise typer.Exit(tell_differences(before, after, show))
