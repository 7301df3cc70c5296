"""Stories -> deeds.

Takes stories (of a ledger, or JSON Lines as `lagebild link` writes them); gives a deed for each story that says who did what to whom, between
states, on the first day of it. What is only planned, possible, alleged or denied has not happened: it is set aside, and says so.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.model import Polarity, Time
from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.lines import deeds_of_lines
from lagebild.outlook.imports.tabular import FIRM, Aside, Imported
from lagebild.stories import Origin, Part, Story, Telling, Voice

DONE = ("past", "ongoing")
OVERALL = "overall"


class Told(msgspec.Struct, frozen=True):
    """What we take of a claim in such a line."""

    claim: str
    document: str
    certainty: str
    polarity: Polarity
    time: Time
    published: str | None = None
    publisher: str | None = None
    day: str | None = None
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True):
    """An independent origin."""

    name: str


class Vouched(msgspec.Struct, frozen=True):
    """Who vouches for a part."""

    origins: tuple[Named, ...] = ()


class Origins(msgspec.Struct, frozen=True):
    """Who vouches for each part of a story."""

    derivation: dict[str, Vouched]


class Line(msgspec.Struct, frozen=True):
    """What we take of a line that `lagebild link` writes."""

    story: str
    type: str | None
    claims: tuple[Told, ...]
    origins: Origins


def deeds_of_stories(path: Path) -> Imported:
    """The deeds of a file of stories; lines that are none are set aside, too."""
    decoder = msgspec.json.Decoder(Line)
    return deeds_of_lines(
        path, lambda line: _deeds(_happening(decoder.decode(line))), "story", "lagebild link"
    )


def _happening(line: Line) -> Story:
    """The story of a line, as far as deeds are made of it."""
    tellings = tuple(
        Telling(
            claim_id=told.claim, document_id=told.document, day=told.published, lang="", start=0, end=0, quote="", sentence="",
            publisher=told.publisher, type=line.type or "", mode=told.mode, actors=told.actors, recipients=told.recipients,
            first=told.day, time=told.time, polarity=told.polarity, certainty=told.certainty,
            deniers=tuple(Voice(key=None, name=name) for name in told.denied_by),
        )
        for told in line.claims
    )  # fmt: skip
    named = line.origins.derivation.get(OVERALL, Vouched()).origins
    origins = tuple(
        Origin(key=each.name, name=each.name, side="unknown", camp="", claims=(), why=()) for each in named
    )
    parts = (Part(name=OVERALL, origins=origins),)
    return Story(story_id=line.story, type=line.type or "", tellings=tellings, parts=parts)


def deeds_in(stories: Iterable[tuple[str, Story]]) -> Imported:
    """The deeds of stories, each with where it stands; stories that are no deed are set aside with the reason."""
    deeds: list[Deed] = []
    aside: list[Aside] = []
    for where, story in stories:
        found, why = _deeds(story)
        deeds += found
        if not found:
            aside.append(Aside(where, why))
    return Imported(tuple(sorted(deeds, key=lambda deed: (deed.day, deed.id))), tuple(aside))


def _deeds(story: Story) -> tuple[tuple[Deed, ...], str]:
    """The deeds of a story; why there are none."""
    if not story.type:
        return (), "a statement is no deed"
    firm = [each for each in story.tellings if _happened(each)]
    if not firm:
        return (), "nobody says firmly that it happened"
    days = sorted(day for each in firm if (day := each.first or each.day))
    if not days:
        return (), "no day"
    pairs = sorted({pair for each in firm for pair in pairs_of(each)})
    certainty = min((each.certainty for each in firm), key=FIRM.index)
    deeds = tuple(
        Deed(
            day=days[0][:10],
            actor=actor,
            recipient=recipient,
            type=story.type,
            mode=next((each.mode for each in firm if each.mode), "") or "",
            source=_source(story, firm),
            certainty=certainty,
            id=story.story_id,
        )
        for actor, recipient in pairs
    )
    return deeds, "not between two states"


def _happened(telling: Telling) -> bool:
    return (
        telling.certainty in FIRM
        and telling.polarity == "affirmed"
        and telling.time in DONE
        and not telling.deniers
    )


def pairs_of(telling: Telling) -> Iterator[tuple[str, str]]:
    """States that act, and on whom, as a telling has them."""
    for actor in telling.actors:
        for recipient in telling.recipients:
            pair = actor.split(".")[0], recipient.split(".")[0]
            if pair[0] != pair[1] and all(state in load_gazetteer().countries for state in pair):
                yield pair


def _source(story: Story, firm: list[Telling]) -> str:
    """Who vouches for it: the independent origins, else the publishers."""
    names = [origin.name for origin in story.part(OVERALL).origins]
    names = names or sorted({each.publisher for each in firm if each.publisher})
    return "; ".join(names) or story.story_id
