"""The pictures of stories by name: the same from page, brief and terminal.

Takes a story, or several, and labels; gives `Picture`s.
"""

from collections.abc import Callable, Sequence

from lagebild.stories import Story
from lagebild.views.labels import Labels
from lagebild.views.pictures.drawing import WIDE, Picture
from lagebild.views.pictures.figures import figures_picture
from lagebild.views.pictures.ladder import ladder_picture
from lagebild.views.pictures.matrix import matrix_picture
from lagebild.views.pictures.network import network_picture
from lagebild.views.pictures.origins import origins_picture
from lagebild.views.pictures.stories import amounts_of, cells_of, moments_of, steps_of, ties_of, ways_of
from lagebild.views.pictures.timeline import timeline_picture


def chain(story: Story, labels: Labels, width: float = WIDE) -> Picture:
    """Who printed it, through whom, who says so."""
    return origins_picture(ways_of(story, labels), labels.word("picture", "chain_title"), labels, width)


def figures(story: Story, labels: Labels, width: float = WIDE) -> Picture:
    """How many, by whom."""
    return figures_picture(amounts_of(story, labels), labels.word("picture", "figures_title"), labels, width)


def timeline(story: Story, labels: Labels, width: float = WIDE) -> Picture:
    """Who claimed, denied, confirmed it, and when."""
    return timeline_picture(
        moments_of(story, labels), labels.word("picture", "timeline_title"), labels, width
    )


def phases(story: Story, labels: Labels, width: float = WIDE) -> Picture:
    """How far it has come."""
    return ladder_picture(steps_of(story, labels), labels.word("picture", "ladder_title"), labels, width)


def matrix(stories: Sequence[Story], labels: Labels, width: float = WIDE) -> Picture:
    """Which source stands how to which story."""
    return matrix_picture(cells_of(stories, labels), labels.word("picture", "matrix_title"), labels, width)


def network(stories: Sequence[Story], labels: Labels, width: float = WIDE) -> Picture:
    """Who has to do with whom."""
    return network_picture(ties_of(stories, labels), labels.word("picture", "network_title"), labels, width)


OF_STORY: dict[str, Callable[[Story, Labels], Picture]] = {
    "chain": chain,
    "figures": figures,
    "timeline": timeline,
    "phases": phases,
}
OF_STORIES: dict[str, Callable[[Sequence[Story], Labels], Picture]] = {"matrix": matrix, "network": network}
