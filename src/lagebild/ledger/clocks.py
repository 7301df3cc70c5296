"""Which readings count: at a day of the world, at a moment of ours.

Takes every reading with its clocks, and the adoptions; gives, for each document, the reading of the wording that stood then, by
the release that was adopted then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from lagebild.model import Noun

# Who adopts the first release of a language: nobody has to be asked when there is nothing to choose.
FIRST_READER = "lagebild"


class Seen(Noun, frozen=True):
    """One reading with its clocks. `document`, `version` and `reading` are numbers that grow with time."""

    document: int
    version: int
    world: str
    fetched_at: str
    reading: int
    read_at: str
    release_id: str | None
    lang: str | None
    until: str | None = None


def effective(
    seen: Iterable[Seen], adoptions: Sequence[tuple[str, str, str]], as_of: str | None, read_by: str | None
) -> Iterator[Seen]:
    """The readings that count, each with the day on which its wording was replaced. `seen` comes document by document."""
    adopted = adopted_at(adoptions, read_by)
    for _, readings in groupby(seen, key=lambda each: each.document):
        had = [each for each in readings if read_by is None or each.read_at < read_by]
        had.sort(key=lambda each: (each.world, each.version, each.reading))
        for each in _with_until(had):
            if each.reading == _counting(had, each.version, adopted) and stands(
                each.world, each.until, as_of
            ):
                yield each


def adopted_at(adoptions: Sequence[tuple[str, str, str]], read_by: str | None) -> dict[str, str]:
    """The adopted release of each language."""
    return {lang: release for lang, release, at in adoptions if read_by is None or at < read_by}


def stands(world: str, until: str | None, as_of: str | None) -> bool:
    """Whether a wording was there before a day and not yet replaced; without a day: whether it stands."""
    if as_of is None:
        return until is None
    return world < as_of and (until is None or until >= as_of)


def _with_until(had: Sequence[Seen]) -> Iterator[Seen]:
    worlds = {each.version: each.world for each in had}
    following = dict(zip(worlds, [*list(worlds.values())[1:], None], strict=False))
    for each in had:
        yield msgspec.structs.replace(each, until=following[each.version])


def _counting(had: Sequence[Seen], version: int, adopted: Mapping[str, str]) -> int | None:
    """The version's latest reading by an adopted release; if there is none, that nothing could read it."""
    readings = [each for each in had if each.version == version]
    by_release = [
        each.reading for each in readings if each.lang and adopted.get(each.lang) == each.release_id
    ]
    unread = [each.reading for each in readings if each.release_id is None]
    return max(by_release or unread, default=None)
