"""What the commands on stories print.

Takes material and what was asked; writes to standard output, a line each or one JSON object a line, and gives the exit status.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import typer

from lagebild.model import Reading
from lagebild.stories import Part, Story, stories_of, tellings_of
from lagebild.stories.accounts import Account, accounts_of
from lagebild.stories.changes import Change
from lagebild.stories.expectations import board
from lagebild.stories.relations import day_of, dyad_series
from lagebild.stories.trackers import TRACKERS
from lagebild.views import storylines
from lagebild.views.brief import Wanted, brief_of, counted
from lagebild.views.briefpages import page_of, text_of, word_of
from lagebild.views.labels import Labels, labels_for
from lagebild.views.markup import Markup
from lagebild.views.naming import id_named
from lagebild.views.narrowing import Narrowing
from lagebild.views.options import system_language
from lagebild.views.pictures import drawn
from lagebild.views.pictures.drawing import shown
from lagebild.views.pictures.places import spots_of
from lagebild.views.pictures.series import series_lines, series_picture
from lagebild.views.pictures.worldmap import map_picture
from lagebild.views.plain import one_line
from lagebild.views.reasons import evidence, not_counted, why_it_counts
from lagebild.views.rowlines import account_line, expectation_line, track_line, track_lines
from lagebild.views.sourcenames import names_in, source_called
from lagebild.views.storydata import Material
from lagebild.views.storysection import retold
from lagebild.views.storywords import (
    changed,
    figure,
    given,
    line_of,
    lines_of,
    names,
    origin_name,
    part_value,
    summary,
    who_whom,
    wrapped,
)


@dataclass(frozen=True)
class Asked:
    """What narrows stories: a country, a type, a day since which they were told, a day before which we look, and all else."""

    country: str | None = None
    type: str | None = None
    since: str | None = None
    as_of: str | None = None
    as_json: bool = False
    interface: str | None = None
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def labels(self) -> Labels:
        """The words of the interface."""
        return labels_for(self.interface, system_language())


def _wanted(material: Material, asked: Asked) -> Wanted:
    """The stories of a country, told since a day: of a text without one, since it came."""
    return Wanted(asked.since, asked.country, came=material.came if asked.since else {})


def tell_stories(material: Material, asked: Asked, svg: Path | None = None, picture: str = "matrix") -> int:
    """One line a story, in the order of their days."""
    wanted = _wanted(material, asked)
    found = [
        s
        for s in material.stories_by(asked.as_of)
        if wanted.fits(s) and asked.type in (None, s.type) and asked.narrowing.fits(s)
    ]
    if svg:
        _write(svg, drawn.OF_STORIES[picture](found, asked.labels).file)
    since = _changes_since(material, asked)
    if asked.as_json:
        _put(storylines.line_of(story, since.get(story.story_id)) for story in found)
    else:
        _say(_listed(story, since.get(story.story_id, ()), asked.labels) for story in found)
        print(counted(found, asked.labels), file=sys.stderr)
    return _status(material)


def _listed(story: Story, changes: Sequence[Change], labels: Labels) -> str:
    """One line a story in a pipe; in a terminal lines that it shows whole."""
    since = f"{labels.word('brief', 'changed')}: {changed(changes, labels, story)}" if changes else ""
    if sys.stdout.isatty():
        return lines_of(story, labels, since)
    return " | ".join(filter(None, (line_of(story, labels), since)))


def _changes_since(material: Material, asked: Asked) -> dict[str, list[Change]]:
    """By story what has changed in it since the day that was asked for."""
    found: dict[str, list[Change]] = {}
    if asked.since:
        for change in material.changes_since(asked.since, asked.as_of):
            found.setdefault(change.story, []).append(change)
    return found


def tell_story(
    material: Material, story_id: str, asked: Asked, chain: bool, svg: Path | None, picture: str = "chain"
) -> int:
    """One story: origins part by part, phases, figures, why its claims were joined."""
    story = material.story(story_id, asked.as_of)
    if story is None:
        raise typer.BadParameter(
            f"no story {story_id!r}; right would be an id that `lagebild stories` shows, or that of one of its claims",
            param_hint="ID",
        )
    if svg:
        _write(svg, drawn.OF_STORY[picture](story, asked.labels).file)
    if asked.as_json:
        _put([storylines.line_of(story)])
    else:
        _say(_chain_lines(story, asked.labels) if chain else _story_lines(story, asked.labels))
    return 0


def tell_dyad(material: Material, pair: tuple[str, str], asked: Asked, plot: bool, svg: Path | None) -> int:
    """The months of a dyad."""
    one, other = pair
    points = dyad_series(material.stories_by(asked.as_of), one, other)
    if not points:
        one_name, other_name = (one_line(names([id], asked.labels)) for id in pair)
        _say_why(asked.labels.word("told", "between").format(one=one_name, other=other_name))
    title = f"{names([one], asked.labels)} – {names([other], asked.labels)}"
    if svg:
        _write(svg, series_picture(points, title, asked.labels).file)
    if asked.as_json:
        _put(msgspec.json.encode(point) + b"\n" for point in points)
    elif plot:
        _say(series_lines(points))
    else:
        _say(f"{p.month}\t{p.cooperation:+g}\t{p.conflict:+g}\t{' '.join(p.stories)}" for p in points)
    return _status(material)


def tell_track(material: Material, what: str, asked: Asked) -> int:
    """The rows of a tracker."""
    wanted = _wanted(material, asked)
    stories = [s for s in material.stories_by(asked.as_of) if wanted.fits(s)]
    rows = TRACKERS[what](stories)
    if asked.as_json:
        _put(msgspec.json.encode(row) + b"\n" for row in rows)
    else:
        by_id = {story.story_id: story for story in stories}
        _say_nothing(rows, asked.labels.word("told", "tracked"))
        told = track_lines if sys.stdout.isatty() else track_line
        _say(told(row, by_id[row.story], asked.labels) for row in rows)
    return _status(material)


def tell_source(material: Material, source: str | None, asked: Asked) -> int:
    """How the claims of a source, or of all, fared: with counts."""
    rows = _accounts(material.stories_by(asked.as_of), source, asked.labels)
    if not rows and source is not None:
        _say_why(asked.labels.word("told", "source").format(source=asked.labels.quote(one_line(source))))
    if asked.as_json:
        _put(msgspec.json.encode(row) + b"\n" for row in rows)
    else:
        _say(account_line(row, asked.labels) for row in rows)
    return 0 if rows or source is None else 1


def _accounts(stories: Sequence[Story], source: str | None, labels: Labels) -> Sequence[Account]:
    """Those of all sources; of one, by its key or by what it is called."""
    if source is None:
        return accounts_of(stories)
    called = ((row, source_called(row.source, row.name, labels)) for row in accounts_of(stories))
    asked = source.casefold()
    by_name = [row for row, name in called if asked in (row.name.casefold(), name.casefold())]
    return accounts_of(stories, id_named(source)) or by_name


def tell_watch(material: Material, asked: Asked, met: bool) -> int:
    """Who expects what; which conditions claims have met."""
    rows = [
        row for row in board(material.readings, material.tellings, material.watched) if row.met_by or not met
    ]
    if asked.as_json:
        _put(msgspec.json.encode(row) + b"\n" for row in rows)
    else:
        _say_nothing(
            rows,
            asked.labels.word("told", "met" if met else "expected"),
        )
        _say(expectation_line(row, asked.labels) for row in rows)
    return _status(material)


def tell_diff(material: Material, since: str, asked: Asked) -> int:
    """What has changed in stories since a day."""
    found = material.changes_since(since, asked.as_of)
    if asked.as_json:
        _put(msgspec.json.encode(change) + b"\n" for change in found)
    else:
        by_id = {story.story_id: story for story in material.stories_by(asked.as_of)}
        _say_nothing(found, asked.labels.word("told", "changed").format(day=asked.labels.day(since)))
        _say(_changed_lines(found, by_id, asked.labels))
    return _status(material)


def _changed_lines(found: Sequence[Change], by_id: Mapping[str, Story], labels: Labels) -> Iterator[str]:
    """A line for each change; in a terminal each story once, as lines that it shows whole."""
    if not sys.stdout.isatty():
        for one in found:
            yield f"{changed([one], labels, by_id[one.story])}\t{line_of(by_id[one.story], labels)}"
        return
    for id in dict.fromkeys(one.story for one in found):
        story, changes = by_id[id], [one for one in found if one.story == id]
        yield lines_of(story, labels, f"{labels.word('brief', 'changed')}: {changed(changes, labels, story)}")


def tell_brief(
    material: Material, wanted: Wanted, lang: str | None, html: Path | None, docx: Path | None
) -> int:
    """The brief, as text or as a file."""
    labels = labels_for(lang, system_language())
    changes = material.changes_since(wanted.since) if wanted.since else ()
    wanted = replace(wanted, came=material.came) if wanted.since else wanted
    unread = sum(reading.status != "read" for reading in material.readings)
    brief = brief_of(material.stories, changes, wanted, labels, unread)
    if html:
        _write(html, page_of(brief, labels, _drawings(material, wanted, labels)))
    if docx:
        _write(docx, word_of(brief, labels))
    if not html and not docx:
        print(text_of(brief, labels), end="")
    return _status(material)


def _drawings(material: Material, wanted: Wanted, labels: Labels) -> list[Markup]:
    """The pictures of a brief: its stories by source, its actors, its places."""
    chosen = [s for s in material.stories if wanted.fits(s)]
    retold = [s for s in chosen if len({t.document_id for t in s.tellings}) > 1] or chosen
    inside = {t.claim_id for s in chosen for t in s.tellings}
    claims = ((c, r.document) for r in material.readings for c in r.claims if c.claim_id in inside)
    spots, title = spots_of(claims, labels), labels.word("picture", "map_title")
    draws = (
        lambda width: drawn.matrix(retold, labels, width),
        lambda width: drawn.network(chosen, labels, width),
        lambda width: map_picture(spots, title, labels, width),
    )
    return [shown(draw, labels) for draw in draws] if chosen else []


def tell_retold(kept: Sequence[Reading], labels: Labels) -> None:
    """Of some readings the stories that several documents tell, in the words that an analyst may use; what counting documents would say."""
    found = stories_of(t for reading in kept for t in tellings_of(reading))
    told = retold(found)
    print(labels.word("brief", "stories"), end="\n\n")
    for one in told:
        documents = labels.count("documents", len({t.document_id for t in one.tellings}))
        print(f"{labels.day(day_of(one))}  [{labels.word('story_status', one.status)}]  {documents}")
        print(wrapped(who_whom(one, labels)))
        print(wrapped(summary(one, labels)))
    print("\n" + wrapped(counted(found, labels), ""))


# ------------------------------------------------------------------ lines


def _story_lines(story: Story, labels: Labels) -> Iterator[str]:
    yield line_of(story, labels)
    yield f"  {summary(story, labels)}"
    named = names_in(story, labels)
    for part in story.parts:
        yield from _part_lines(part, labels, named)
    for rung in story.phases:
        yield f"  {labels.word('phase', rung.phase)}, {labels.day(rung.day)}: {', '.join(map(one_line, rung.sources))}"
    for one in given(story, labels):
        yield f"  {figure(one, labels)}"
    for t in story.tellings:
        yield f"  {t.claim_id}  {t.publisher or t.document_id}, {t.day or '?'} [{labels.word('certainty', t.certainty)}]: {one_line(t.sentence)}"
    for joint in story.joints:
        yield f"  {joint.one} + {joint.other}: {joint.score:g} ({evidence(joint, labels)})"


def _part_lines(part: Part, labels: Labels, named: Mapping[str, str]) -> Iterator[str]:
    value = f" ({part_value(part, labels)})" if part.value else ""
    yield f"  {labels.word('part', part.name)}{value}: {part.count}"
    for origin in part.origins:
        yield f"    + {origin_name(origin, labels)}: {why_it_counts(origin, labels, named)}"
    if part.name == "overall":
        for left in part.left_out:
            yield f"    - {not_counted(left, labels, named)}"


def _chain_lines(story: Story, labels: Labels) -> Iterator[str]:
    """Each origin with the reports that go back to it; then the reports that go back to nobody."""
    yield line_of(story, labels)
    by_claim = {t.claim_id: t for t in story.tellings}
    part = story.part("overall")
    for origin in part.origins:
        yield f"{origin_name(origin, labels)}"
        for claim in origin.claims:
            told = by_claim[claim]
            way = " ← ".join(one_line(v.name) for v in reversed(told.chain))
            printed = f"{told.publisher or told.document_id}, {told.day or '?'}"
            yield f"  └ {f'{way} ← ' if way else ''}{printed}: {one_line(told.sentence)[:100]}"
    named = names_in(story, labels)
    yield from (f"  ✗ {not_counted(left, labels, named)}" for left in part.left_out)


# ------------------------------------------------------------------ output


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _say_nothing(rows: Sequence[object], why: str) -> None:
    """Where there is no row: an empty answer looks like one that failed."""
    if not rows:
        _say_why(why)


def _say_why(why: str) -> None:
    print(why, file=sys.stderr)


def _put(lines: Iterable[bytes] | Sequence[bytes]) -> None:
    for line in lines:
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def _write(path: Path, content: str | bytes) -> None:
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.write_bytes(data)
    except OSError as error:
        raise typer.BadParameter(f"{str(path)!r} cannot be written ({error.strerror})") from None
    print(f"{path}: {len(data):,} bytes", file=sys.stderr)


def _status(material: Material) -> int:
    return 1 if material.aside else 0
