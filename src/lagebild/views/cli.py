"""The command line. Results go to standard output, everything else to standard error.

Every command imports what it needs itself, so that `lagebild --help` answers at once.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command_name

from lagebild.loading import collecting_seldom
from lagebild.version import VERSION, is_compiled
from lagebild.views import caring, keeping, storytelling
from lagebild.views.corpus import commands as corpus
from lagebild.views.export import commands as leading_out
from lagebild.views.groups import Commands
from lagebild.views.intake import commands as intake
from lagebild.views.options import Data, Files, Interface, Lang, Published, PublishedBy, ending_well
from lagebild.views.options import day as _day
from lagebild.views.outlook_cli import outlook
from lagebild.views.web import command

app = typer.Typer(
    name="lagebild",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

MEASURED = "Measure and check"

app.add_typer(outlook, rich_help_panel="Stories")


def main() -> None:
    """The command `lagebild`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever calls us has closed it
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(
                errors="replace"
            )  # a terminal without a letter shows a sign for it, and the run goes on
    _leave_out_others(sys.argv[1:2])
    # One thread computes here; that numpy makes others ready took a twentieth of the time that a command takes to start.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with collecting_seldom():
        app()


def _leave_out_others(named: list[str]) -> None:
    """Where a command is named, only that is made: all fifty take a tenth of the time that a command may take to start."""
    asked = [
        each
        for each in app.registered_commands
        if each.callback and [each.name or get_command_name(each.callback.__name__)] == named
    ]
    if asked:
        app.registered_commands, app.registered_groups = asked, []


def _version(asked: bool) -> None:
    if asked:
        print(f"lagebild {VERSION}{', claims compiled' if is_compiled() else ''}")
        raise typer.Exit


@app.callback()
def lagebild(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and end.")
    ] = False,
) -> None:
    """Read news of a crisis as claims: who did what to whom, who says so, and how surely.

    German and English. Nothing leaves this machine; only `add URL` and `watch` ask the net.

    \b
    Start here:
      lagebild demo                           its reports, and demo.html
      lagebild serve --demo --browser         the same as pages to click through
      lagebild read article.txt               the claims of a text
      lagebild read *.txt --html report.html  the same as a page
      lagebild explain "Kyiv says it shot down 34 drones."
    """


@app.command()
@ending_well()
def read(
    files: Files,
    as_json: Annotated[
        bool, typer.Option("--json", help="One reading a line, as JSON (see `lagebild schema`).")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", metavar="PATH", dir_okay=False, help="Write one HTML page, which needs nothing else."
        ),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="One line a claim; so it is also when the output is no terminal.")
    ] = False,
    lang: Lang = None,
    published: Published = None,
    publisher: PublishedBy = None,
    data: Data = None,
    interface: Interface = None,
) -> None:
    """Read texts: the claims of each, in the order of the text.

    On a terminal a claim is a block with its sentence; in a pipe it is a line.
    With --html the page is written instead, and nothing to standard output.

    \b
    Examples:
      lagebild read article.txt --published 2024-10-18
      curl -s https://example.org/article | lagebild read -
      lagebild read reports.jsonl --html report.html --interface de
      lagebild read *.txt | grep 'denied$'
      lagebild read reports.jsonl --json | jq '.claims[].certainty'

    \b
    JSON Lines: one object a line with text and, where known, id, lang,
    published, modified, publisher, title, url. Tables: columns of these names.

    \b
    Exit status: 0 all read, 1 something was set aside (its reason on
    standard error, the rest read), 2 wrong usage.
    """
    from lagebild.views.commands import Wishes, read_files

    wishes = Wishes(as_json, plain, html, lang, _day(published), tuple(data or ()), interface, publisher)
    raise typer.Exit(read_files(files, wishes))


@app.command()
@ending_well()
def explain(
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="A sentence, in quotation marks.", show_default=False)
    ],
    lang: Lang = None,
    data: Data = None,
    interface: Interface = None,
) -> None:
    """Show how a sentence is read, station by station.

    Which entries fired, and why others of the same words did not.

    \b
    Examples:
      lagebild explain "Moskau bestreitet die Entsendung."
      lagebild explain "Kyiv says it shot down 34 drones." --lang en
    """
    from lagebild.views.commands import explain_sentence

    raise typer.Exit(explain_sentence(sentence, lang, tuple(data or ()), interface))


@app.command(rich_help_panel=MEASURED)
@ending_well()
def annotate(files: Files, lang: Lang = None, published: Published = None, data: Data = None) -> None:
    """Write what is read in the shape of annotations: a line for each document, with its id and events.

    \b
    Examples:
      lagebild annotate passages.jsonl > read.jsonl
      lagebild annotate gold/dev/de.jsonl | lagebild eval gold/dev/de.jsonl --pred -
    """
    from lagebild.views.commands import annotate_files

    raise typer.Exit(annotate_files(files, lang, _day(published), tuple(data or ())))


@app.command("eval", rich_help_panel=MEASURED)
@ending_well()
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", exists=True, dir_okay=False, help="Annotated passages.", show_default=False
        ),
    ],
    pred: Annotated[
        str | None,
        typer.Option(
            "--pred", metavar="FILE", help="Events that another program found (- is standard input)."
        ),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Show the first N mistakes.")
    ] = 0,
    ci: Annotated[
        int, typer.Option("--ci", metavar="N", min=0, help="95 % intervals from N samples of the passages.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as one JSON object.")] = False,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="CODE", help="Only passages in this language.")
    ] = None,
    public: Annotated[
        str, typer.Option("--public", help="Passages whose gold was shown: exclude, include or only.")
    ] = "exclude",
    data: Data = None,
) -> None:
    """Score readings against annotated passages: precision, recall, F1.

    Without --pred the passages are read first.

    \b
    Examples:
      lagebild eval gold/dev/de.jsonl
      lagebild eval gold/dev/de.jsonl --errors 20 --ci 1000
      lagebild eval gold/dev/de.jsonl --pred read.jsonl --json
    """
    from lagebild.views.scoring import Choice, evaluate_gold

    choice = Choice(lang, public, errors, ci, as_json, tuple(data or ()))
    raise typer.Exit(evaluate_gold(gold, pred, choice))


@app.command(rich_help_panel=MEASURED)
@ending_well()
def check(data: Data = None) -> None:
    """Load every table and tell all mistakes at once, as file:line: what; what would be right.

    \b
    Examples:
      lagebild check
      lagebild check --data my-tables

    Exit status 1 when there is a mistake.
    """
    from lagebild.views.checking import check_data

    raise typer.Exit(check_data(tuple(data or ())))


@app.command()
@ending_well()
def demo(
    out: Annotated[
        Path, typer.Option("--html", metavar="PATH", dir_okay=False, help="Where the page goes.")
    ] = Path("demo.html"),
    interface: Interface = None,
) -> None:
    """Read the reports that come with Lagebild, show the picture and write it as a page.

    \b
    Examples:
      lagebild demo
      lagebild demo --interface de --html picture.html
    """
    from lagebild.views.commands import show_demo

    raise typer.Exit(show_demo(out, interface))


@app.command(rich_help_panel=MEASURED)
@ending_well()
def schema() -> None:
    """Print the JSON Schema of a line of `lagebild read --json`.

    \b
    Examples:
      lagebild schema > reading.schema.json
    """
    import json

    from lagebild.views import jsonlines

    print(json.dumps(jsonlines.schema(), indent=2, ensure_ascii=False))


def _grouped(panel: str, add: Callable[[typer.Typer], None]) -> None:
    """Commands under a heading of their own in the help."""
    before = len(app.registered_commands)
    add(app)
    for each in app.registered_commands[before:]:
        each.rich_help_panel = panel


_grouped("See it", command.add_commands)
_grouped("Keep and ask", keeping.add_commands)
_grouped("Follow", intake.add_commands)
_grouped("Stories", storytelling.add_commands)
_grouped("Give it to others", leading_out.add_commands)
_grouped("A corpus", corpus.add_commands)
_grouped("Look after a ledger", caring.add_commands)
app.registered_commands.sort(key=lambda each: each.rich_help_panel == MEASURED)  # told last
