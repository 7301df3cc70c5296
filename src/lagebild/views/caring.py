"""The commands that tend a ledger: adopt, remark, remarks, inbox, quarantine, backup, restore, import, verify, forget, sql.

What each command takes stands here; what it does, in `tending` and `remarking`, which are imported when it runs.
"""

from pathlib import Path
from typing import Annotated

import typer

from lagebild.views.asked import LEDGER, Author, Json, Where, Yes
from lagebild.views.options import ending_well


def add_commands(app: typer.Typer) -> None:
    """Give the command line its commands that tend a ledger."""
    commands = (adopt, join, part, remark, remarks, inbox, quarantine, backup, restore, verify, forget, sql)
    for command in commands:
        app.command()(ending_well()(command))
    app.command("import")(ending_well()(take_in))


def adopt(
    release: Annotated[
        str | None,
        typer.Argument(
            metavar="RELEASE", help="Its id, or how it begins; without one all are told.", show_default=False
        ),
    ] = None,
    ledger: Where = LEDGER,
    author: Author = None,
    yes: Yes = False,
    shown: Annotated[
        int, typer.Option("--show", metavar="N", min=0, help="Tell the differences of the first N texts.")
    ] = 20,
) -> None:
    """Let the readings of a release count, once the differences have been seen.

    Readings by an earlier release stay, and can be gone back to in the same way.

    \b
    Examples:
      lagebild adopt
      lagebild adopt 9c1f --show 100
      lagebild adopt 9c1f --yes

    Exit status 1 when it was not adopted.
    """
    from lagebild.views import tending

    if release is None:
        raise typer.Exit(tending.tell_releases(ledger))
    raise typer.Exit(tending.adopt(ledger, release, author, yes=yes, shown=shown))


def remark(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="note, correction, grade, merge, split, pin, search, watch or withdrawal.",
            show_default=False,
        ),
    ],
    keys: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="The claims.", show_default=False)
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="WORDS", help="What there is to say.")] = "",
    value: Annotated[
        str,
        typer.Option(
            "--value", metavar="VALUE", help="A grade; field=value of a correction; what a search asks."
        ),
    ] = "",
    about: Annotated[
        str,
        typer.Option(
            "--about", metavar="WHO", help="The source that is graded; the remark that is withdrawn."
        ),
    ] = "",
    ledger: Where = LEDGER,
    author: Author = None,
) -> None:
    """Write something beside claims. Nothing is changed: whoever sees the claim sees the remark.

    A remark follows its words when the text is read anew or edited; where it cannot, it waits in the inbox. `merge` and `split` have commands
    of their own, `join` and `part`. A watched claim is a condition: `add` and `watch` tell when a later claim meets it.

    \b
    Examples:
      lagebild remark note 3f9a --text "also in the evening news"
      lagebild remark correction 3f9a --value certainty=denied
      lagebild remark grade --about KOR.SPY.nis --value B
      lagebild remark merge 3f9a 77c0
      lagebild remark watch --value "between=RUS,PRK Truppen" --text troops
      lagebild remark watch 5d1f --text "should Seoul send arms"
      lagebild remark withdrawal --about 1b2c3d4e
    """
    from lagebild.views.remarking import Said
    from lagebild.views.remarking import remark as keep

    raise typer.Exit(keep(ledger, Said(kind, tuple(keys or ()), text, value, about, author)))


Keys = Annotated[
    list[str], typer.Argument(metavar="ID ID", help="Claims, or stories by their ids.", show_default=False)
]


def join(keys: Keys, ledger: Where = LEDGER, author: Author = None) -> None:
    """Put claims into one story that the rules have put into several; a story is joined by its id, that of its first claim.

    The same as `remark merge`: `remark withdrawal --about` the id that is told takes it back.

    \b
    Examples:
      lagebild join 3f9a 77c0
    """
    _decide("merge", keys, ledger, author)


def part(keys: Keys, ledger: Where = LEDGER, author: Author = None) -> None:
    """Part claims that the rules have put into one story: no two of them are of one.

    The same as `remark split`: `remark withdrawal --about` the id that is told takes it back.

    \b
    Examples:
      lagebild part 3f9a 77c0
    """
    _decide("split", keys, ledger, author)


def _decide(kind: str, keys: list[str], ledger: Path, author: str | None) -> None:
    from lagebild.views.remarking import Said
    from lagebild.views.remarking import remark as keep

    raise typer.Exit(keep(ledger, Said(kind, tuple(keys), author=author)))


def remarks(ledger: Where = LEDGER) -> None:
    """All remarks that were not withdrawn, and where they stand.

    \b
    Examples:
      lagebild remarks
    """
    from lagebild.views.remarking import tell_remarks

    raise typer.Exit(tell_remarks(ledger, lost=False))


def inbox(ledger: Where = LEDGER) -> None:
    """The remarks that have lost their place: the words that they stood beside are gone.

    \b
    Examples:
      lagebild inbox
    """
    from lagebild.views.remarking import tell_remarks

    raise typer.Exit(tell_remarks(ledger, lost=True))


def quarantine(ledger: Where = LEDGER) -> None:
    """What could not be read, how often it was tried, and why. `lagebild add --retry` tries again.

    \b
    Examples:
      lagebild quarantine
    """
    from lagebild.views.tending import tell_quarantine

    raise typer.Exit(tell_quarantine(ledger))


def backup(
    target: Annotated[
        Path, typer.Argument(metavar="PATH", dir_okay=False, help="Where it goes.", show_default=False)
    ],
    ledger: Where = LEDGER,
) -> None:
    """Write a backup, while others may go on reading and writing. The ledger remembers where it is, for `forget`.

    \b
    Examples:
      lagebild backup /backups/lagebild-friday.sqlite
    """
    from lagebild.views import tending

    raise typer.Exit(tending.backup(ledger, target))


def restore(
    source: Annotated[
        Path,
        typer.Argument(metavar="PATH", exists=True, dir_okay=False, help="A backup.", show_default=False),
    ],
    ledger: Where = LEDGER,
    yes: Yes = False,
) -> None:
    """Put a backup in the ledger's place, and check it. What stood there is kept beside it; what was forgotten stays so.

    \b
    Examples:
      lagebild restore /backups/lagebild-friday.sqlite --yes
    """
    from lagebild.views.tending import bring_back

    raise typer.Exit(bring_back(ledger, source, yes=yes))


def take_in(
    sources: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Journals; - is standard input.", show_default=False)
    ],
    ledger: Where = LEDGER,
) -> None:
    """Read journals into the ledger. What is there already is passed over.

    \b
    Examples:
      lagebild import lagebild.jsonl --ledger copy.sqlite
    """
    from lagebild.views import tending

    raise typer.Exit(tending.take_in(ledger, sources))


def verify(
    ledger: Where = LEDGER,
    mend: Annotated[
        bool,
        typer.Option("--mend", help="First make again what is made of readings: claims that count, search."),
    ] = False,
) -> None:
    """Check the file, the claims that count against the readings, and that every span cuts its quote; tell the counts.

    \b
    Examples:
      lagebild verify

    Exit status 1 when something is wrong.
    """
    from lagebild.views.tending import tell_verification

    raise typer.Exit(tell_verification(ledger, mend=mend))


def forget(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id.", show_default=False)],
    ledger: Where = LEDGER,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, which is kept.")] = "",
    author: Author = None,
    yes: Yes = False,
) -> None:
    """Remove a document for good: text, claims, quotes, remarks, search, here and in all backups.

    A hash is left, so that the same text is not read again. What was exported is named, and has to be made anew.

    \b
    Examples:
      lagebild forget de-wire --why "court order of 3 May"

    Exit status 1 when a copy could not be reached.
    """
    from lagebild.views import tending

    raise typer.Exit(tending.forget(ledger, document, author, why, yes=yes))


def sql(
    statement: Annotated[
        str, typer.Argument(metavar="SELECT", help="In quotation marks.", show_default=False)
    ],
    ledger: Where = LEDGER,
    as_json: Json = False,
) -> None:
    """Ask in SQL. The ledger is open for reading only; `claims` and `documents` are the views to ask.

    \b
    Examples:
      lagebild sql "SELECT type, certainty, source, count(*) FROM claims GROUP BY 1, 2, 3"
    """
    from lagebild.views import tending

    raise typer.Exit(tending.sql(ledger, statement, as_json=as_json))
