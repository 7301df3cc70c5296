"""What `diff-coding` does.

Takes the folders of two runs; tells how many claims came, went and are told otherwise, by type and by what differs, and the first of
them claim by claim.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lagebild.engines.differences import Difference, Sums, differences_of, sums_of, unchanged
from lagebild.engines.records import read_manifest
from lagebild.views.lines import lines_of_changes
from lagebild.views.plain import one_line


def tell_differences(before: Path, after: Path, shown: int) -> int:
    """Tell what the second run says otherwise; 1 when there is anything."""
    for folder in (before, after):
        read_manifest(folder)  # tells a folder that has no run, or one that has not ended
    kept: list[Difference] = []
    sums = sums_of(_keeping(differences_of(before, after), kept, shown), unchanged(before, after))
    print(f"{sums.versions:,} texts, {sums.same:,} claims the same")
    for line in _table(sums):
        print(line)
    for difference in kept:
        print(f"{one_line(difference.document_id)}  {difference.version_id}")
        for line in lines_of_changes(difference.changes):
            print(f"  {line}")
    return 1 if sums.counts else 0


def _keeping(differences: Iterator[Difference], kept: list[Difference], shown: int) -> Iterator[Difference]:
    for difference in differences:
        if len(kept) < shown:
            kept.append(difference)
        yield difference


def _table(sums: Sums) -> Iterator[str]:
    """`came     AID                 12`; what changed is told by what differs, too."""
    totals: Counter[str] = Counter()
    for (_, what, _), count in sums.counts.items():
        totals[what] += count
    yield from (f"{what:<8} {count:>9,}" for what, count in sorted(totals.items()))
    for (kind, what, why), count in sums.counts.items():
        yield f"  {what:<8} {kind:<16} {why:<20} {count:>9,}"
