"""The pages on stories: the list, and one with its claims side by side.

Takes requests; gives pages. Figures, phases, chain, sentences and why claims were joined stand on one page, each with who says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.ontology import load_ontology
from lagebild.stories import Joint, Story, gist_of
from lagebild.views.asked import STATUSES
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup
from lagebild.views.pictures import drawn
from lagebild.views.pictures.drawing import ON_PAGE, shown
from lagebild.views.pictures.drawing import Picture as Drawing
from lagebild.views.reasons import because, evidence, not_counted, why_it_counts
from lagebild.views.sourcenames import called, names_in, speaker_of
from lagebild.views.storywords import attributed, origin_name, part_value, summary_parts
from lagebild.views.web.columns import COLUMNS, drawable, fitted, side_by_side
from lagebild.views.web.lines import citation, line_of, lines_of, marked
from lagebild.views.web.lists import BY_NAME, checked
from lagebild.views.web.notes import notes_on
from lagebild.views.web.paging import SIZE, keyed, page_of
from lagebild.views.web.picture import Picture, Wanted
from lagebild.views.web.rendering import page, svg
from lagebild.views.web.seat import CONFIRM, Seat

OF_ONE = 25  # claims of one source on one page
JOINTS, VOUCHING, NEAR = (
    30,
    20,
    30,
)  # reasons of joining, origins and others of each part, stories that may belong with it: the first
FILTERS = ("type", "actor", "status", "first", "last", "since", "statements")


def wanted_in(seat: Seat) -> Wanted:
    """What a list of stories is narrowed to; as its data may be."""
    return Wanted(**checked(BY_NAME["stories"], seat.asked_all(FILTERS)))


def list_page(request: Request) -> Response:
    """All stories, the weightiest first."""
    seat = Seat(request)
    picture = seat.desk.picture()
    wanted = wanted_in(seat)
    found = picture.listed(wanted, seat.seek, SIZE)
    listed = keyed(found.gists, seat, found.before, found.after, found.total)
    return page(
        request, "stories.html", shown=listed, wanted=wanted, types=sorted(load_ontology().types),
        statuses=STATUSES, lines=lines_of(listed.rows, seat.labels),
    )  # fmt: skip


def story_page(request: Request) -> Response:
    """One story. Of thousands of claims some: those of one source are a link away."""
    seat = Seat(request)
    picture = seat.desk.picture()
    story = story_named(picture, request.path_params["id"])
    labels, gist = seat.labels, picture.gist(story.story_id) or gist_of(story)
    columns = side_by_side(story, labels)
    asked = [column for column in columns if column.name == seat.asked("source")]
    paged = page_of(asked[0].tellings, seat, OF_ONE) if asked else page_of(columns, seat, COLUMNS)
    shown = [replace(asked[0], tellings=tuple(paged.rows))] if asked else fitted(paged.rows)
    ids = {t.claim_id for t in story.tellings}
    few = drawable(story)
    return page(
        request, "story.html", story=story, gist=gist, latest=max((t.day for t in story.tellings if t.day), default=None), title=attributed(gist.story, gist.certainties, labels), summary=summary_parts(few, labels), line=line_of(gist, labels), columns=columns,
        shown=shown, asked=asked[0] if asked else None, paged=paged, notes=notes_on(seat.desk.remarks(), ids), near=_near(story, picture, labels),
        parts_=_parts(story, labels), marked=marked, citation=citation, tied=partial(evidence, labels=labels), joints=_weakest(story), drawn=len(few.tellings), changed=_changed(seat, story),
        speaker=speaker_of, voice=partial(called, labels=labels), by_id={t.claim_id: t for t in story.tellings}, pictures=picture.kept(("pictures", story.story_id, labels.lang), lambda: _pictures(few, labels)),
    )  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """What a merging or parting that was just done did to a story: how many vouched for it, and who came with which reason, who went."""

    before: int
    after: int
    came: tuple[tuple[str, str], ...]
    gone: int


def _changed(seat: Seat, story: Story) -> Changed | None:
    """None where nothing was just done, or nobody remembers how it was."""
    before = seat.desk.vouched_before(seat.asked(CONFIRM))
    if before is None:
        return None
    origins, named = story.part("overall").origins, names_in(story, seat.labels)
    came = tuple(
        (origin_name(o, seat.labels), because(o.why, seat.labels, named))
        for o in origins
        if o.key not in before
    )
    return Changed(len(before), len(origins), came, len(before - {o.key for o in origins}))


def _weakest(story: Story) -> list[Joint]:
    """What joined its claims: all of a few, of many the weakest, where something may not belong."""
    return (
        sorted(story.joints, key=lambda joint: joint.score)[:JOINTS]
        if len(story.joints) > JOINTS
        else list(story.joints)
    )


def _pictures(story: Story, labels: Labels) -> dict[str, Markup]:
    """The pictures of a story, for wide and for narrow screens: who goes back to whom; when; how many; how far."""
    found = {"chain": drawn.chain, "timeline": drawn.timeline}
    found |= {"figures": drawn.figures} if story.figures else {}
    found |= {"phases": drawn.phases} if story.phases else {}
    return {
        name: shown(partial(_drawn, draw, story, labels), labels, ON_PAGE) for name, draw in found.items()
    }


def _drawn(
    draw: Callable[[Story, Labels, float], Drawing], story: Story, labels: Labels, width: float
) -> Drawing:
    return draw(story, labels, width)


def picture_svg(request: Request) -> Response:
    """One picture of a story, by itself."""
    seat = Seat(request)
    story = drawable(story_named(seat.desk.picture(), request.path_params["id"]))
    draw = drawn.OF_STORY.get(request.path_params["name"])
    if draw is None:
        raise HTTPException(404)
    return svg(draw(story, seat.labels).file)


def story_named(picture: Picture, key: str) -> Story:
    """The story of an id, or a page that says there is none."""
    story = picture.story(key)
    if story is None:
        raise HTTPException(404)
    return story


def _parts(
    story: Story, labels: Labels
) -> Iterable[tuple[str, str, int, list[tuple[str, str]], tuple[str, ...], int]]:
    """Who vouches for each part: name, value, count, origins with the reason, what did not count, and how many more there are of both."""
    named = names_in(story, labels)
    for part in story.parts:
        origins = [(origin_name(o, labels), why_it_counts(o, labels, named)) for o in part.origins[:VOUCHING]]
        left = part.left_out if part.name == "overall" else ()
        more = len(part.origins) - len(origins) + max(0, len(left) - VOUCHING)
        told = tuple(not_counted(one, labels, named) for one in left[:VOUCHING])
        yield labels.word("part", part.name), part_value(part, labels), part.count, origins, told, more


def _near(story: Story, picture: Picture, labels: Labels) -> list[tuple[str, str]]:
    """Stories of events of the same documents, the weightiest first: what might belong together."""
    documents = list(islice(dict.fromkeys(t.document_id for t in story.tellings), NEAR))
    others = picture.told_beside(documents, story.story_id, NEAR)
    return [(gist.story_id, attributed(gist.story, gist.certainties, labels)) for gist in others]
