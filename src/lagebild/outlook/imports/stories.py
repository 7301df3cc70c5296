"""Stories -> deeds.

Takes stories (of a ledger, or JSON Lines as `lagebild link` writes them); gives a deed for each story that says who did what to whom, between
states, on the first day of it. What is only planned, possible, alleged or denied has not happened: it is set aside, and says so.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from lagebild.gazetteer import load_gazetteer
from lagebild.outlook.deeds import Deed
from lagebild.outlook.imports.tabular import Aside, Imported
from lagebild.stories import Story, Telling

FIRM = ("asserted", "reported")  # the firmest first
DONE = ("past", "ongoing")


def deeds_of_stories(path: Path) -> Imported:
    """The deeds of a file of stories; lines that are none are set aside, too."""
    decoder = msgspec.json.Decoder(Story)
    stories: list[tuple[str, Story]] = []
    aside: list[Aside] = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            stories.append((f"{path.name}:{number}", decoder.decode(line)))
        except msgspec.MsgspecError as error:
            aside.append(Aside(f"{path.name}:{number}", f"no story: {error}"))
    found = deeds_in(stories)
    in_order = sorted((*aside, *found.aside), key=lambda each: int(each.where.rpartition(":")[2]))
    return Imported(found.deeds, tuple(in_order))


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
    names = [origin.name for origin in story.part("overall").origins]
    names = names or sorted({each.publisher for each in firm if each.publisher})
    return "; ".join(names) or story.story_id
