"""Participants as the page names them.

Takes Participants; gives their fullest names, the words of the text where these differ, and the id of whom they mean.
"""

from collections.abc import Iterable

from lagebild.model import Participant
from lagebild.views import wording
from lagebild.views.labels import Labels
from lagebild.views.markup import Markup, element, join, text
from lagebild.views.plain import one_line


def people(participants: Iterable[Participant], labels: Labels) -> Markup:
    """Several in a row."""
    return join([person(participant, labels) for participant in participants], ", ")


def person(participant: Participant, labels: Labels) -> Markup:
    """One: name, words of the text, id."""
    words = one_line(str(participant.mention))
    meant = participant.means is not None and one_line(str(participant.means)) != words
    parts = [text(wording.who_of(participant, labels))]
    parts += [element("span", labels.quote(words), class_="as")] if meant else []
    parts += [element("code", participant.actor)] if participant.actor else []
    return element("span", join(parts, " "), class_="who")
