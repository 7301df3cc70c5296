"""The commands on stories: link, stories, story, dyad, track, source, expectations, diff, brief.

What each takes stands here; what it does, in `storyviews`, which is imported when it runs. All work on the ledger when no files are named.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lagebild.views.asked import (
    LEDGER,
    STATUSES,
    Actor,
    AsOf,
    Between,
    InLang,
    Json,
    Publisher,
    Recipient,
    Source,
    Where,
)
from lagebild.views.options import Data, Interface, Lang, Published, day, ending_well, one_of

if TYPE_CHECKING:
    from lagebild.views.storydata import Material

OF_STORY, OF_STORIES = (
    ("chain", "figures", "timeline", "phases"),
    ("matrix", "network"),
)  # as pictures/drawn.py has them
TRACKED = ("deployments", "sanctions", "casualties", "demands")

Maybe = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE]", help="Documents as for `read`; without any, the ledger.", show_default=False
    ),
]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="WHO", help="Only what concerns this state, as UKR or Ukraine."),
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="Only what was told on this day or later.")
]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="PATH", dir_okay=False, help="Write the picture.")]
Picture = Annotated[str | None, typer.Option("--picture", metavar="NAME", help="Which one --svg writes.")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Only this event type.")]


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on stories."""
    for command in (link, stories, story, dyad, track, source, expectations, diff, brief):
        app.command()(ending_well()(command))


def _material(files: list[str] | None, ledger: Path, data: list[Path] | None) -> "Material":
    from lagebild.views.storydata import material_in

    return material_in(files or (), ledger, tuple(data or ()))


def link(
    files: Maybe = None,
    ledger: Where = LEDGER,
    lang: Lang = None,
    published: Published = None,
    as_of: AsOf = None,
    data: Data = None,
) -> None:
    """Join the claims of many documents to stories: one happening, its origins, status, phase, figures.

    Documents as for `read`; publisher and published decide on origins. One story a line, as JSON; without FILE those of the ledger.

    \b
    Examples:
      lagebild link reports.jsonl > stories.jsonl
      lagebild link reports.jsonl | jq 'select(.origins.overall > 1)'
    """
    if not files:
        from lagebild.views.storyviews import Asked, tell_stories

        asked = Asked(as_of=day(as_of, "--as-of"), as_json=True)
        raise typer.Exit(tell_stories(_material(files, ledger, data), asked))
    from lagebild.views.linking import link_files

    raise typer.Exit(link_files(files, lang, day(published), day(as_of, "--as-of"), tuple(data or ())))


def stories(
    files: Maybe = None,
    ledger: Where = LEDGER,
    actor: Actor = None,
    recipient: Recipient = None,
    between: Between = None,
    country: Country = None,
    type: Type = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="WORD", help="How they stand, as disputed.")
    ] = None,
    source: Source = None,
    publisher: Publisher = None,
    since: Since = None,
    svg: Svg = None,
    picture: Picture = None,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """The stories, one a line: what, who says so, how many independent origins, how it stands, how far it has come.

    With --svg a picture of them is written, too: matrix (which source stands by which story) or network (who has to do with whom).

    \b
    Examples:
      lagebild stories reports.jsonl --country PRK
      lagebild stories --actor RUS --recipient UKR --status disputed
      lagebild stories --since 2024-10-18 --json | jq .status
      lagebild stories reports.jsonl --svg who.svg --picture network
    """
    from lagebild.views.naming import id_asked, ids_asked
    from lagebild.views.narrowing import narrowing_of
    from lagebild.views.storyviews import Asked, tell_stories

    one_of(status, STATUSES, "--status")
    narrowed = narrowing_of(
        id_asked(actor, "--actor"),
        id_asked(recipient, "--recipient"),
        ids_asked(between, "--between"),
        source,
        publisher,
        status,
    )
    shown = one_of(picture or OF_STORIES[0], OF_STORIES, "--picture") or OF_STORIES[0]
    asked = Asked(
        id_asked(country, "--country"),
        _event_type(type),
        day(since, "--since"),
        day(as_of, "--as-of"),
        as_json,
        interface,
        narrowed,
    )
    raise typer.Exit(tell_stories(_material(files, ledger, data), asked, svg, shown))


def _event_type(name: str | None) -> str | None:
    from lagebild.ontology import load_ontology

    return one_of(name, tuple(load_ontology().types), "--type")


def story(
    id: Annotated[str, typer.Argument(metavar="ID", help="A story's id, or that of one of its claims.")],
    files: Maybe = None,
    ledger: Where = LEDGER,
    chain: Annotated[bool, typer.Option("--chain", help="The reports by whom they go back to.")] = False,
    svg: Svg = None,
    picture: Picture = None,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """One story: its origins part by part and why others do not count, phases, figures by source, its claims, why they were joined.

    With --svg a picture of it is written, too: chain (who printed it, through whom, who says so), figures, timeline or phases.

    \b
    Examples:
      lagebild story 5d1f3a9c2b7e4860 reports.jsonl
      lagebild story 5d1f3a9c2b7e4860 --chain --svg chain.svg
      lagebild story 5d1f3a9c2b7e4860 --svg when.svg --picture timeline
    """
    from lagebild.views.storyviews import Asked, tell_story

    shown = one_of(picture or OF_STORY[0], OF_STORY, "--picture") or OF_STORY[0]
    asked = Asked(as_of=day(as_of, "--as-of"), as_json=as_json, interface=interface)
    raise typer.Exit(tell_story(_material(files, ledger, data), id, asked, chain, svg, shown))


def dyad(
    one: Annotated[str, typer.Argument(metavar="A", help="An actor, as PRK or 'North Korea'.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another, as RUS.")],
    files: Maybe = None,
    ledger: Where = LEDGER,
    plot: Annotated[bool, typer.Option("--plot", help="Bars instead of a table.")] = False,
    svg: Svg = None,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """How two actors stand to each other, month by month: cooperation and conflict apart, each happening once.

    \b
    Examples:
      lagebild dyad PRK RUS reports.jsonl --plot
      lagebild dyad RUS UKR --svg dyad.svg
    """
    from lagebild.views.naming import id_asked
    from lagebild.views.storyviews import Asked, tell_dyad

    asked = Asked(as_of=day(as_of, "--as-of"), as_json=as_json, interface=interface)
    pair = (id_asked(one, "A") or one, id_asked(other, "B") or other)
    raise typer.Exit(tell_dyad(_material(files, ledger, data), pair, asked, plot, svg))


def track(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="deployments, sanctions, casualties or demands.")
    ],
    files: Maybe = None,
    ledger: Where = LEDGER,
    country: Country = None,
    since: Since = None,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """Deployments and aid, sanctions, casualties, demands with their replies: a row a story, with figures by source.

    \b
    Examples:
      lagebild track deployments reports.jsonl
      lagebild track casualties --country UKR --json
    """
    one_of(what, TRACKED, "WHAT")
    from lagebild.views.naming import id_asked
    from lagebild.views.storyviews import Asked, tell_track

    asked = Asked(
        id_asked(country, "--country"), None, day(since, "--since"), day(as_of, "--as-of"), as_json, interface
    )
    raise typer.Exit(tell_track(_material(files, ledger, data), what, asked))


def source(
    id: Annotated[
        str | None,
        typer.Argument(
            metavar="ID", help="A source's key, as KOR.SPY.nis or RUS, or its name; - is all of them."
        ),
    ] = None,
    files: Maybe = None,
    ledger: Where = LEDGER,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """How the claims of a source fared: counts of stories by how they stand now, never a score.

    \b
    Examples:
      lagebild source - reports.jsonl
      lagebild source KOR.SPY.nis
    """
    from lagebild.views.storyviews import Asked, tell_source

    asked = Asked(as_of=day(as_of, "--as-of"), as_json=as_json, interface=interface)
    raise typer.Exit(tell_source(_material(files, ledger, data), None if id == "-" else id, asked))


def expectations(
    files: Maybe = None,
    ledger: Where = LEDGER,
    met: Annotated[bool, typer.Option("--met", help="Only conditions that a claim has met.")] = False,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """Who expects what, until when; which conditions a later claim has met.

    \b
    Examples:
      lagebild expectations reports.jsonl
      lagebild expectations --met --json
    """
    raise typer.Exit(tell_conditions(files, ledger, met=met, as_json=as_json, interface=interface, data=data))


def tell_conditions(
    files: Maybe, ledger: Where, *, met: bool, as_json: bool, data: Data, interface: Interface = None
) -> int:
    """The board of expectations and conditions."""
    from lagebild.views.storyviews import Asked, tell_watch

    return tell_watch(_material(files, ledger, data), Asked(as_json=as_json, interface=interface), met)


def diff(
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="As it stood before this day.")],
    files: Maybe = None,
    ledger: Where = LEDGER,
    as_of: AsOf = None,
    as_json: Json = False,
    interface: Interface = None,
    data: Data = None,
) -> None:
    """What has changed in stories since a day: new ones, how they stand, phases, origins, figures.

    \b
    Examples:
      lagebild diff --since 2024-10-24 reports.jsonl
    """
    from lagebild.views.storyviews import Asked, tell_diff

    asked = Asked(as_of=day(as_of, "--as-of"), as_json=as_json, interface=interface)
    raise typer.Exit(tell_diff(_material(files, ledger, data), day(since, "--since") or since, asked))


def brief(
    files: Maybe = None,
    ledger: Where = LEDGER,
    since: Since = None,
    country: Country = None,
    dyad: Annotated[
        str | None, typer.Option("--dyad", metavar="WHO,WHO", help="Two actors, as PRK,RUS.")
    ] = None,
    lang: InLang = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="PATH", dir_okay=False, help="Write one HTML page.")
    ] = None,
    docx: Annotated[
        Path | None, typer.Option("--docx", metavar="PATH", dir_okay=False, help="Write a Word document.")
    ] = None,
    data: Data = None,
) -> None:
    """The brief: known, claimed, disputed, changed, not known; every line with who says so and footnotes to the sentences.

    --lang is the language of the brief (de, en), whatever the documents' languages.

    \b
    Examples:
      lagebild brief reports.jsonl --lang en
      lagebild brief --since 2024-10-24 --dyad PRK,RUS --lang de --html brief.html
    """
    from lagebild.views.brief import Wanted
    from lagebild.views.labels import interface_languages
    from lagebild.views.naming import id_asked, ids_asked
    from lagebild.views.storyviews import tell_brief

    one_of(lang, interface_languages(), "--lang")
    wanted = Wanted(day(since, "--since"), id_asked(country, "--country"), ids_asked(dyad, "--dyad"))
    raise typer.Exit(tell_brief(_material(files, ledger, data), wanted, lang, html, docx))
