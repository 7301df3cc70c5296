"""The stories of a page: what several of its documents tell, above the documents.

Takes readings and the labels of a language; gives a section with a card for each story: what, how it stands, who says so in words that an analyst
may use, and links to the documents that tell it. Nothing where no two documents tell one happening.
"""

from collections.abc import Sequence

from lagebild.model import Reading
from lagebild.stories import Story, stories_of, tellings_of
from lagebild.stories.relations import day_of
from lagebild.views import wording
from lagebild.views.brief import counted
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join
from lagebild.views.storywords import headline, summary


def retold(stories: Sequence[Story]) -> list[Story]:
    """The stories of events that more than one document tells, in the order given."""
    return [s for s in stories if s.type and len({t.document_id for t in s.tellings}) > 1]


def stories_section(readings: Sequence[Reading], labels: Labels) -> Markup:
    """The section, or nothing."""
    stories = stories_of(t for reading in readings for t in tellings_of(reading))
    told = retold(stories)
    if not told:
        return Markup()
    places = {r.document.document_id: (f"d{n}", r) for n, r in enumerate(readings, 1)}
    return element(
        "section",
        element("h2", labels.word("brief", "stories"), id="stories-h"),
        element("p", counted(stories, labels), class_="quiet"),
        element("ol", *(_card(story, places, labels) for story in told), class_="cards stories"),
        class_="document",
        id="stories",
        aria_labelledby="stories-h",
    )


def _card(story: Story, places: dict[str, tuple[str, Reading]], labels: Labels) -> Markup:
    name = f"s-{story.story_id}"
    status = labels.word("story_status", story.status)
    head = element(
        "header",
        element("h4", headline(story, labels), id=name),
        element("p", f"{labels.day(day_of(story))} · {status}", class_="quiet"),
    )
    documents = dict.fromkeys(t.document_id for t in story.tellings)
    links = [_link(*places[document], labels) for document in documents if document in places]
    said = element("p", summary(story, labels))
    return element(
        "li", element("article", head, said, element("p", join(links, " · "), class_="quiet"), class_="card", aria_labelledby=name)
    )  # fmt: skip


def _link(place: str, reading: Reading, labels: Labels) -> Markup:
    """A document by its publisher, with its title for who points at it."""
    document = reading.document
    title = wording.title_of(document, labels)
    return element("a", document.publisher or title, href=f"#{place}", title=title)
