"""The command `serve`: what it takes, and what its help says.

What it does stands in `serving`, which is imported when it runs.
"""

from typing import Annotated

import typer

from lagebild.views.asked import LEDGER, Author, Where
from lagebild.views.options import Data, Interface, ending_well


def add_commands(app: typer.Typer) -> None:
    """Give the command line its page."""
    app.command()(ending_well()(serve))


def serve(
    ledger: Where = LEDGER,
    demo: Annotated[
        bool, typer.Option("--demo", help="The demo's reports, without any ledger; nothing is kept.")
    ] = False,
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=1, max=65535, help="Where; when it is taken, the next free one."
        ),
    ] = 8421,
    browser: Annotated[bool, typer.Option("--browser", help="Open it in your browser at once.")] = False,
    author: Author = None,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """Open the ledger as pages in your browser, on this machine alone: situation, stories, documents, search.

    Needs the extra: pip install 'lagebild\\[web]'. Nobody else can ask; nothing leaves this machine.

    \b
    Examples:
      lagebild serve --demo --browser
      lagebild serve --ledger lagebild.sqlite --port 8421
    """
    from lagebild.views.web.serving import Serving
    from lagebild.views.web.serving import serve as run

    raise typer.Exit(run(Serving(ledger, port, demo, author, interface, tuple(data or ()), browser)))
