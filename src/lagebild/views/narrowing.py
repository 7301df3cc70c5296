"""Which stories somebody asks for: by who does it, to whom, who says so, who printed it, how it stands.

Takes ids as `naming` gives them; tells of a story whether it fits. Stories know states, armed groups, alliances and media: a ministry or an army
is its state there, and `rolled` tells which id is asked for instead.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.gazetteer import load_gazetteer
from lagebild.ledger.packing import is_at_or_below
from lagebild.stories import Story, Telling
from lagebild.stories.doers import affirming
from lagebild.stories.people import rolled_up
from lagebild.stories.relations import is_between
from lagebild.views.naming import id_named


@dataclass(frozen=True)
class Narrowing:
    """What a story must meet; None does not narrow. All of it, by the claims that affirm the deed (of a deed that all deny, by those)."""

    actor: str | None = None
    recipient: str | None = None
    between: tuple[str, str] | None = None
    source: str | None = None
    publisher: str | None = None
    status: str | None = None

    def fits(self, story: Story) -> bool:
        """Whether a story meets it. Who does it and to whom are asked of one claim: two texts may name two doers."""
        return (
            (self.status is None or story.status == self.status)
            and (self.between is None or is_between(story, *self.between))
            and any(self._is_met_by(telling) for telling in affirming(story.tellings))
            and (self.source is None or any(_cites(t, self.source) for t in story.tellings))
            and (self.publisher is None or any(t.publisher == self.publisher for t in story.tellings))
        )

    def _is_met_by(self, telling: Telling) -> bool:
        return _is_among(self.actor, telling.actors) and _is_among(self.recipient, telling.recipients)


def narrowing_of(
    actor: str | None,
    recipient: str | None,
    between: tuple[str, str] | None,
    source: str | None,
    publisher: str | None,
    status: str | None,
) -> Narrowing:
    """What is asked, by the ids that stories have; a source by its id, its key, or by what it is called."""
    pair = between and (rolled(between[0]), rolled(between[1]))
    named = source and id_named(source)
    return Narrowing(actor and rolled(actor), recipient and rolled(recipient), pair, named, publisher, status)


def rolled(id: str) -> str:
    """Whom stories have for an id: the state of a ministry or an army, which is said."""
    found = rolled_up(id, load_gazetteer())
    if found != id:
        print(f"Stories know {found} for {id}; `lagebild claims` tells them apart.", file=sys.stderr)
    return found


def _is_among(asked: str | None, ids: Iterable[str]) -> bool:
    return asked is None or any(is_at_or_below(id, asked) for id in ids)


def _cites(telling: Telling, source: str) -> bool:
    """Whether somebody is the innermost source of a claim: by id, by its key, or by what the text calls it."""
    if not telling.chain:
        return False
    voice = telling.chain[-1]
    named = (voice.key, voice.name, voice.name.casefold())
    return any(is_at_or_below(id, source) for id in (voice.actor, voice.key)) or source in named
