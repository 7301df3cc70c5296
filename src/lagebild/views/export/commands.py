"""The commands that give what is known to other programs: export, codebook; and the map.

What each takes stands here; what it does, in the modules beside, which are imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.asked import (
    LEDGER,
    Actor,
    AsOf,
    Between,
    CertaintyWord,
    Concerned,
    First,
    InLang,
    Last,
    Publisher,
    ReadBy,
    Recipient,
    Source,
    Type,
    Where,
)
from lagebild.views.options import Data, Interface, ending_well, one_of

FORMATS = (
    "journal",
    "plover",
    "cameo",
    "geojson",
    "stix",
    "jsonld",
    "claims",
    "stories",
    "documents",
    "sources",
    "dyads",
)
VIEWPOINTS = ("law", "neutral", "held")  # as pictures/outlines.py has them

Maybe = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]",
        help="Documents as for `read`, or readings (`read --json`); without any, the ledger.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="PATH", dir_okay=False, help="Else standard output.")
]
Form = Annotated[
    str,
    typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}.", show_default=False),
]
WithAttribution = Annotated[
    bool,
    typer.Option(
        "--with-attribution",
        help="plover, cameo: all events, with columns for source, chain, certainty, inferred.",
    ),
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Lists as CSV; else one object a line, as JSON.")]
Canonical = Annotated[
    bool,
    typer.Option(
        "--canonical", help="journal: sorted and without our clocks: the same texts give the same bytes."
    ),
]


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands that lead out."""
    for name, command in (("export", export), ("map", draw_map), ("codebook", codebook)):
        app.command(name)(ending_well()(command))


def export(
    form: Form,
    files: Maybe = None,
    ledger: Where = LEDGER,
    out: Out = None,
    with_attribution: WithAttribution = False,
    csv: AsCsv = False,
    canonical: Canonical = False,
    actor: Actor = None,
    recipient: Recipient = None,
    between: Between = None,
    country: Concerned = None,
    type: Type = None,
    certainty: CertaintyWord = None,
    source: Source = None,
    publisher: Publisher = None,
    lang: InLang = None,
    first: First = None,
    last: Last = None,
    as_of: AsOf = None,
    read_by: ReadBy = None,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """Write what is known in a form that others read. No row leaves without who says so and how surely.

    journal is the whole ledger, for `lagebild import`. plover (JSON Lines) and cameo (tab-separated, as ICEWS) have only what a text asserts itself and
    nobody denies, unless --with-attribution. geojson: places at their precision. stix: a STIX 2.1 bundle. jsonld: schema.org Claims. claims,
    stories, documents, sources, dyads: lists.

    \b
    Examples:
      lagebild export plover reports.jsonl --with-attribution > events.jsonl
      lagebild export claims --actor PRK --from 2024-10-01 --csv --out claims.csv
      lagebild export journal --out lagebild.jsonl
    """
    one_of(form, FORMATS, "FORMAT")
    if form == "journal":
        if files:
            raise typer.BadParameter("the journal is of a ledger; right would be no FILE", param_hint="FILE")
        from lagebild.views import tending

        raise typer.Exit(tending.export(ledger, out, canonical=canonical))
    from lagebild.views import finding
    from lagebild.views.beside import Beside, somebody_watches
    from lagebild.views.export import formats
    from lagebild.views.labels import labels_for
    from lagebild.views.options import system_language

    asked = finding.Asked(
        actor,
        recipient,
        between,
        country,
        type,
        certainty,
        source,
        publisher,
        lang,
        first,
        last,
        as_of,
        read_by,
    )
    query, labels = finding.query_of(asked), labels_for(interface, system_language())
    with Beside(moving=somebody_watches(results_on_stdout=out is None)) as beside:
        wanted = formats.Asked(
            tuple(files or ()), ledger, query, tuple(data or ()), labels, beside, with_attribution, csv
        )
        raise typer.Exit(formats.export(form, wanted, out))


def draw_map(
    files: Maybe = None,
    ledger: Where = LEDGER,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="PATH", dir_okay=False, help="Write the map.")
    ] = None,
    viewpoint: Annotated[
        str,
        typer.Option(
            "--viewpoint",
            metavar="RULE",
            help="Whose borders: law (the United Nations'), neutral (disputed areas in no outline), held (the same, naming who holds them).",
        ),
    ] = VIEWPOINTS[0],
    actor: Actor = None,
    between: Between = None,
    country: Concerned = None,
    type: Type = None,
    certainty: CertaintyWord = None,
    first: First = None,
    last: Last = None,
    as_of: AsOf = None,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """The places that claims name, one a line: precision, how many claims, where, and the first of them with source and certainty.

    With --svg a map is written, too. No place is drawn finer than the text says; disputed areas are hatched.

    \b
    Examples:
      lagebild map reports.jsonl
      lagebild map --between RUS,UKR --svg map.svg
    """
    one_of(viewpoint, VIEWPOINTS, "--viewpoint")
    from lagebild.views import finding
    from lagebild.views.beside import Beside
    from lagebild.views.export import formats, placing
    from lagebild.views.labels import labels_for
    from lagebild.views.options import system_language

    query = finding.query_of(
        finding.Asked(actor, None, between, country, type, certainty, first=first, last=last, as_of=as_of)
    )
    labels = labels_for(interface, system_language())
    wanted = formats.Asked(tuple(files or ()), ledger, query, tuple(data or ()), labels, Beside())
    raise typer.Exit(placing.tell_places(wanted, svg, viewpoint))


def codebook(
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="PATH", dir_okay=False, help="Write one HTML page instead."),
    ] = None,
    interface: Interface = None,
) -> None:
    """What each event type, mode and word of certainty means, with examples and how many words each language has for it, as Markdown.

    \b
    Examples:
      lagebild codebook > codebook.md
      lagebild codebook --interface de --html codebook.html
    """
    from lagebild.views.export import codebook as book
    from lagebild.views.labels import labels_for
    from lagebild.views.options import system_language

    labels = labels_for(interface, system_language())
    if html:
        html.write_text(book.page_of(labels), encoding="utf-8")
    else:
        print("\n".join(book.markdown_of(labels)))
