"""What changed: between two wordings of an article, between two releases' readings.

Takes any ledger; gives what a publisher's changes did to the claims of a document, and what would change if another release
were adopted.
"""

from collections.abc import Iterator
from itertools import pairwise

from lagebild.errors import LedgerError
from lagebild.ledger.changes import changes_of_release, changes_of_version
from lagebild.ledger.protocol import Ledger
from lagebild.ledger.records import Changes, Comparison, Edit, KnownRelease, Version

# Texts of which the differences are kept whole; of all others they are only counted.
SHOWN = 100


def edits_of(ledger: Ledger, document_id: str) -> Iterator[Edit]:
    """What each change of an article did to its claims, in the readings that count."""
    for before, after in pairwise(ledger.versions(document_id)):
        old, new = ledger.reading(before.version_id), ledger.reading(after.version_id)
        changes = changes_of_version(old.claims if old else (), new.claims if new else ())
        yield Edit(
            document_id=document_id,
            before=before.version_id,
            after=after.version_id,
            world=after.world,
            changes=changes,
        )


def release_named(ledger: Ledger, name: str) -> KnownRelease:
    """The release with this id, or the only one whose id begins so.

    Raises:
        LedgerError: when there is none, or more than one.
    """
    found = [one for one in ledger.releases() if one.release_id.startswith(name)]
    if len(found) != 1:
        there = ", ".join(one.release_id for one in ledger.releases()) or "none"
        what = "more than one release" if found else "no release"
        raise LedgerError(f"{what} {name!r} here; there are {there}")
    return found[0]


def comparison_of(ledger: Ledger, release_id: str) -> Comparison:
    """What would change if a release were adopted, in the texts that both it and the adopted one have read."""
    release = release_named(ledger, release_id)
    adopted = next((r for r in ledger.releases() if r.lang == release.lang and r.adopted_at), None)
    total, versions, unread, fresh = [0, 0, 0, 0], 0, 0, 0
    changed: list[tuple[str, Changes]] = []
    for version in ledger.versions():
        if not _was_read_by(version, adopted.release_id if adopted else None):
            fresh += _was_read_by(version, release.release_id)
            continue
        changes = _changes(ledger, version, adopted, release)
        if changes is None:
            unread += 1
            continue
        versions += 1
        sizes = (len(changes.gained), len(changes.lost), len(changes.altered), changes.same)
        total = [sum(each) for each in zip(total, sizes, strict=True)]
        if any(sizes[:3]) and len(changed) < SHOWN:
            changed.append((version.version_id, changes))
    return Comparison(
        release_id=release.release_id,
        instead_of=adopted.release_id if adopted else None,
        versions=versions,
        unread=unread,
        fresh=fresh,
        changed=tuple(changed),
        total=(total[0], total[1], total[2], total[3]),
    )


def _was_read_by(version: Version, release_id: str | None) -> bool:
    return any(key.release_id == release_id and release_id for key in version.readings)


def _changes(
    ledger: Ledger, version: Version, adopted: KnownRelease | None, release: KnownRelease
) -> Changes | None:
    new = ledger.reading(version.version_id, release.release_id)
    old = ledger.reading(version.version_id, adopted.release_id) if adopted else None
    return changes_of_release(old.claims if old else (), new.claims) if new else None
