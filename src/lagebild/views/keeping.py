"""The commands that keep and ask: add, reread, claims, search, show.

What each command takes stands here; what it does, in `adding` and `finding`, which are imported when it runs.
"""

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
    Json,
    Last,
    Limit,
    Publisher,
    ReadBy,
    Recipient,
    Source,
    Type,
    Where,
    WithFacets,
)
from lagebild.views.options import Data, Lang, Published, PublishedBy, day, ending_well


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands on ledgers."""
    for command in (add, reread, claims, search, show):
        app.command()(ending_well()(command))


def add(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files, folders, patterns: texts, web pages, JSON Lines (also .gz, .zst), .csv, .zip, .pdf, .docx, .eml, .mbox, .warc; addresses of pages, PDFs, feeds; lists of feeds (.opml); - is standard input.",
            show_default=False,
        ),
    ] = None,
    ledger: Where = LEDGER,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="So many processes read.")
    ] = 1,
    lang: Lang = None,
    published: Published = None,
    publisher: PublishedBy = None,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Also try again what is in the quarantine; then no PATH is needed."),
    ] = False,
    data: Data = None,
) -> None:
    """Read documents and keep them: a line for each that is new, was edited, or was read anew.

    Each document is kept whole or not at all. A run that was ended is taken up by the same command: what is kept is not read
    again. What cannot be read is told, and waits in the quarantine. A feed is followed from then on: `lagebild watch` fetches its pages.

    \b
    Examples:
      lagebild add report.txt --published 2024-10-18 --publisher Reuters
      lagebild add news/ 'more/*.jsonl.gz' --workers 2
      lagebild add https://example.org/article
      lagebild add https://example.org/feed.xml feeds.opml
      lagebild add --retry

    \b
    Exit status 1 when something could not be read.
    """
    from lagebild.views.adding import Reading, add_files

    how = Reading(ledger, workers, lang, day(published), tuple(data or ()), publisher)
    if not paths and not retry:
        raise typer.BadParameter(
            "there is none; right would be a file or folder, or --retry", param_hint="PATH"
        )
    raise typer.Exit(add_files(paths or [], how, retry=retry))


def reread(
    ledger: Where = LEDGER,
    workers: Annotated[
        int, typer.Option("--workers", metavar="N", min=1, help="So many processes read.")
    ] = 1,
    data: Data = None,
) -> None:
    """Read the texts in the ledger anew, as far as the Lagebild that is installed has not read them.

    The readings that count stay those of the adopted release; `lagebild adopt` shows the differences.

    \b
    Examples:
      lagebild reread --workers 2
      lagebild reread --data my-tables
    """
    from lagebild.views.adding import Reading, reread_all

    raise typer.Exit(reread_all(Reading(ledger, workers, None, None, tuple(data or ()))))


def claims(
    ledger: Where = LEDGER,
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
    saved: Annotated[
        str | None,
        typer.Option("--saved", metavar="REMARK", help="A saved search or watch, by its id or text."),
    ] = None,
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
    raise typer.Exit(tell_claims(ledger, (), asked, limit, facets=facets, as_json=as_json, saved=saved))


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORD", help="Words that must all be there.", show_default=False)
    ],
    ledger: Where = LEDGER,
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
