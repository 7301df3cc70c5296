"""The commands under `lagebild outlook`: what they take and what their help says.

Every command imports what it needs itself, so that `lagebild --help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.options import ending_well

outlook = typer.Typer(
    name="outlook",
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="What may come next: forecasts with base rate, reasons and track record.",
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

    Needs the extra: pip install 'lagebild[outlook]'.
    """
    from lagebild.views.outlooks import bench_folder

    raise typer.Exit(bench_folder(folder, as_json=as_json, seeds=seeds, ablations=ablations))
