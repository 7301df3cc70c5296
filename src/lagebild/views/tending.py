"""What the commands do that tend a ledger: adopt, backup, restore, export, import, verify, forget, sql; `remarking` does the rest.

Takes what the command line asks for; writes results to standard output, all else to standard error, and gives the exit status.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer

from lagebild.ledger import (
    Comparison,
    canonical_of,
    comparison_of,
    journal_of,
    kept_ledger,
    may_write,
    open_ledger,
    release_named,
    replay,
    restore,
    verify,
)
from lagebild.views.lines import lines_of_changes
from lagebild.views.plain import fit, one_line
from lagebild.views.remarking import author_of

# ------------------------------------------------------------------ releases


def tell_releases(path: Path) -> int:
    """Every release that has read something; the adopted ones are marked."""
    with open_ledger(path, readonly=True) as ledger:
        for one in ledger.releases():
            since = f"adopted {one.adopted_at[:10]}" if one.adopted_at else "not adopted"
            made = " ".join((one.release.lagebild, one.release.pack, one.release.parser))
            print(f"{one.release_id}  {one.lang}  {one.readings} readings  {since}  {made}")
    return 0


def adopt(path: Path, name: str, author: str | None, *, yes: bool, shown: int) -> int:
    """Show what adopting a release would change; adopt it when asked to."""
    with kept_ledger(path) as ledger:
        release = release_named(ledger, name)
        if release.adopted_at:
            print(f"{release.release_id} is adopted already.", file=sys.stderr)
            return 0
        _tell_comparison(comparison_of(ledger, release.release_id), shown)
        if not yes and not _confirmed("Adopt it?"):
            print("Not adopted; --yes adopts it.", file=sys.stderr)
            return 1
        ledger.adopt(release.release_id, author_of(author))
        print(f"Adopted {release.release_id}.", file=sys.stderr)
    return 0


def _tell_comparison(comparison: Comparison, shown: int) -> None:
    print(f"{comparison.release_id} instead of {comparison.instead_of or 'none'}: {comparison}")
    if comparison.unread:
        print(
            f"{comparison.unread} texts it has not read: their claims would no longer count (lagebild reread)"
        )
    if comparison.fresh:
        print(f"{comparison.fresh} texts only it has read: their claims would begin to count")
    for version_id, changes in comparison.changed[:shown]:
        print(version_id)
        for line in lines_of_changes(changes):
            print(f"  {line}")


# ------------------------------------------------------------------ copies


def backup(path: Path, target: Path) -> int:
    """Write a backup."""
    with kept_ledger(path) as ledger:
        ledger.backup(target)
    print(f"{target}: {target.stat().st_size:,} bytes", file=sys.stderr)
    return 0


def bring_back(path: Path, source: Path, *, yes: bool) -> int:
    """Put a backup in the ledger's place."""
    if path.exists() and not yes:
        print(f"{path} is there: --yes moves it aside and puts the backup in its place.", file=sys.stderr)
        return 1
    restore(path, source)
    return tell_verification(path, mend=False)


def export(path: Path, target: Path | None, *, canonical: bool) -> int:
    """Write the journal, to a file or to standard output."""
    with kept_ledger(path) if target else open_ledger(path, readonly=True) as ledger:
        lines = canonical_of(ledger) if canonical else journal_of(ledger)
        if target is None:
            sys.stdout.buffer.writelines(lines)
            return 0
        from lagebild.engines.whole import write_whole

        write_whole(target, lines)
        ledger.note_copy(target, "export")
    return 0


def take_in(path: Path, sources: Sequence[str]) -> int:
    """Read journals into the ledger."""
    with open_ledger(path) as ledger:
        for source in sources:
            if source == "-":
                new = replay(ledger, sys.stdin.buffer, "standard input")
            else:
                with Path(source).open("rb") as file:
                    new = replay(ledger, file, source)
            print(f"{source}: {new} new readings", file=sys.stderr)
    return 0


# ------------------------------------------------------------------ checks, forgetting, SQL


def tell_verification(path: Path, *, mend: bool) -> int:
    """Check everything; exit status 1 when something is wrong."""
    looks = not mend and path.is_file() and not may_write(path)
    with open_ledger(path, readonly=True) if looks else kept_ledger(path) as ledger:
        if mend:
            ledger.rebuild()
        if not looks:
            ledger.empty_log()
        found = verify(ledger)
    for problem in found.problems:
        print(fit(problem))
    counts = msgspec.structs.asdict(found.counts)
    print(", ".join(f"{count} {name}" for name, count in counts.items()), file=sys.stderr)
    return 1 if found.problems else 0


def forget(path: Path, document_id: str, author: str | None, why: str, *, yes: bool) -> int:
    """Remove a document, here and in all backups; exit status 1 when a copy was missed."""
    with kept_ledger(path) as ledger:
        versions = list(ledger.versions(document_id))
        for one in versions:
            said = (document_id, one.world, one_line(one.publisher or "?"), one_line(one.title or ""))
            print("  ".join(said), file=sys.stderr)
        if versions and not yes and not _confirmed("Forget it for good?"):
            print("Not forgotten; --yes forgets it.", file=sys.stderr)
            return 1
        forgotten = ledger.forget(document_id, author_of(author), why)
        missed = ledger.forget_in_copies()
        whole = ledger.empty_log()
    print(f"Forgotten; left is {forgotten.hash}.", file=sys.stderr)
    for copy in missed:
        what = f"{copy.path}: {copy.kind} of {copy.at[:10]}"
        print(f"{what} not reached; delete it, or make it anew", file=sys.stderr)
    if not whole:
        print(
            "Another program still reads the old pages: right would be to end it, and `lagebild verify`, which empties the log.",
            file=sys.stderr,
        )
    return 1 if missed or not whole else 0


def _confirmed(question: str) -> bool:
    """Whether somebody is there, and says yes."""
    return sys.stdin.isatty() and typer.confirm(question, err=True)


def sql(path: Path, statement: str, *, as_json: bool) -> int:
    """What a SELECT gives: a line of tab-separated values for each row, names first."""
    with open_ledger(path, readonly=True) as ledger:
        names, rows = ledger.select(statement)
        if not as_json:
            print("\t".join(names))
        for row in rows:
            values = [value.hex() if isinstance(value, bytes) else value for value in row]
            if as_json:
                print(json.dumps(dict(zip(names, values, strict=True)), ensure_ascii=False))
            else:
                print("\t".join("" if value is None else one_line(str(value)) for value in values))
    return 0


def tell_quarantine(path: Path) -> int:
    """What could not be read, and why."""
    with open_ledger(path, readonly=True) as ledger:
        for one in ledger.quarantined():
            tries = f"{one.tries} {'try' if one.tries == 1 else 'tries'}"
            print(fit("  ".join((one_line(one.place), tries, one.last_at[:10], one_line(one.why)))))
    return 0
