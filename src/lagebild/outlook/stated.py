"""What texts expect, and what became of it.

Takes stories and a history; gives for each expectation that a text states (somebody says that A will do a deed of some type to B) whether it came
within its horizon, beside how often it comes anyway. One source counts once a story, however many papers carry it. What names no type, no two states or
no day cannot be scored, and says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from lagebild.ontology import load_ontology
from lagebild.outlook.deeds import Deed
from lagebild.outlook.forecasts import nobody_looked
from lagebild.outlook.imports.stories import pairs_of
from lagebild.stories import Story, Telling

HORIZON = 28  # days, where a text sets no time
EXPECTING = "expectation"  # the kind of statement that expects without naming a deed
OPEN = ("planned", "possible", "alleged", "reported", "asserted")  # certainties of what may still come
LEAST_WINDOWS = 3  # of the past, below which it has no base rate

Fate = Literal["happened", "did_not", "pending", "void", "cannot"]


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """One expectation of one source. `due` is the last day on which it may come true, `own` whether the actor itself announces it.

    `base_rate` is the share of earlier windows of that length in which it happened between the two. `why` is a key of the labels, where it cannot
    be scored.
    """

    claim: str
    story: str
    document: str
    publisher: str | None
    who: str | None
    day: str
    due: str
    actor: str
    recipient: str
    type: str
    certainty: str
    sentence: str
    own: bool = False
    fate: Fate = "cannot"
    why: str = ""
    base_rate: float | None = None
    deed: Deed | None = None


def stated_in(stories: Iterable[Story], deeds: Sequence[Deed], on: date) -> tuple[Stated, ...]:
    """All expectations, in order of day; resolved as far as the history goes and not beyond the day `on`."""
    history = _History(deeds, on)
    found = [each for story in stories for each in _of_story(story, history)]
    return tuple(sorted(found, key=lambda each: (each.day, each.document, each.claim)))


def _of_story(story: Story, history: "_History") -> Iterator[Stated]:
    """The first telling of each source that expects something."""
    seen: set[str | None] = set()
    for telling in story.tellings:
        voice = telling.chain[-1].key or telling.chain[-1].name if telling.chain else telling.publisher
        if _expects(telling) and voice not in seen:
            seen.add(voice)
            yield _stated(story, telling, history)


def _expects(telling: Telling) -> bool:
    if telling.polarity != "affirmed":
        return False
    if not telling.type:
        return telling.kind == EXPECTING
    return telling.time == "future" and telling.certainty in OPEN


def _stated(story: Story, telling: Telling, history: "_History") -> Stated:
    pairs, day = sorted(set(pairs_of(telling))), telling.day or ""
    bare = Stated(
        claim=telling.claim_id,
        story=story.story_id,
        document=telling.document_id,
        publisher=telling.publisher,
        who=telling.chain[-1].name if telling.chain else None,
        day=day,
        due=_due(telling),
        actor=pairs[0][0] if pairs else ", ".join(telling.actors),
        recipient=pairs[0][1] if pairs else ", ".join(telling.recipients),
        type=telling.type,
        certainty=telling.certainty,
        sentence=telling.sentence,
        own=bool(telling.chain and pairs and telling.chain[-1].state == pairs[0][0]),
    )
    why = "no_type" if not telling.type else "no_day" if not day else "no_pair" if not pairs else ""
    return msgspec.structs.replace(bare, why=why) if why else history.resolved(bare)


def _due(telling: Telling) -> str:
    """The last day of the time that the text sets; else the usual horizon."""
    if telling.day and telling.last and telling.last[:10] >= telling.day[:10]:
        return telling.last[:10]
    if not telling.day:
        return ""
    return date.fromordinal(date.fromisoformat(telling.day[:10]).toordinal() + HORIZON - 1).isoformat()


def kinds_of(type_: str) -> tuple[str, ...]:
    """The types of the deed that is meant: a plan to help is an agreement as long as it lies ahead, and aid when it is done."""
    kinds = load_ontology().types
    return tuple(name for name, kind in kinds.items() if type_ in (name, kind.planned))


class _History:
    """A history that can be asked about a pair and type."""

    def __init__(self, deeds: Sequence[Deed], on: date) -> None:
        self._by_question: dict[tuple[str, str, str], list[Deed]] = {}
        for deed in deeds:
            self._by_question.setdefault((deed.actor, deed.recipient, deed.type), []).append(deed)
        self._first = min((deed.ordinal for deed in deeds), default=0)
        self._until = min(on.isoformat(), max((deed.day for deed in deeds), default=""))
        self._days = sorted({deed.day for deed in deeds})

    def resolved(self, stated: Stated) -> Stated:
        """With what became of it, and how often it had happened before in as many days."""
        own = [
            deed
            for type_ in kinds_of(stated.type)
            for deed in self._by_question.get((stated.actor, stated.recipient, type_), [])
        ]
        own.sort(key=lambda deed: deed.day)
        last = min(stated.due, self._until)
        held = [deed for deed in own if stated.day[:10] < deed.day <= last]
        fate: Fate = "happened" if held else "pending" if stated.due > self._until else self._missed(stated)
        return msgspec.structs.replace(
            stated, fate=fate, deed=held[0] if held else None, base_rate=self._base_rate(stated, own)
        )

    def _missed(self, stated: Stated) -> Fate:
        """It did not come; unless nobody looked."""
        return "void" if nobody_looked(self._days, stated.day, stated.due) else "did_not"

    def _base_rate(self, stated: Stated, own: Sequence[Deed]) -> float | None:
        made, due = (date.fromisoformat(day[:10]).toordinal() for day in (stated.day, stated.due))
        width = max(1, due - made)
        windows = (made - self._first) // width
        if windows < LEAST_WINDOWS:
            return None
        held = {(made - 1 - deed.ordinal) // width for deed in own if deed.ordinal < made}
        return round(len([each for each in held if each < windows]) / windows, 4)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """How the expectations of one source fared. `usual` is the sum of base rates of those judged: how many would have come anyway."""

    who: str
    stated: int
    happened: int
    did_not: int
    pending: int
    void: int
    cannot: int
    usual: float | None


def kept_by_source(stated: Iterable[Stated]) -> tuple[Kept, ...]:
    """One line a source, those with most expectations first; without a source, the publisher speaks."""
    by: dict[str, list[Stated]] = {}
    for each in stated:
        by.setdefault(each.who or each.publisher or "", []).append(each)
    rows = [_kept(who, mine) for who, mine in by.items()]
    return tuple(sorted(rows, key=lambda row: (-row.stated, row.who)))


def _kept(who: str, mine: Sequence[Stated]) -> Kept:
    fates = [each.fate for each in mine]
    rates = [each.base_rate for each in mine if each.fate in ("happened", "did_not")]
    known = [rate for rate in rates if rate is not None]
    return Kept(
        who=who,
        stated=len(mine),
        happened=fates.count("happened"),
        did_not=fates.count("did_not"),
        pending=fates.count("pending"),
        void=fates.count("void"),
        cannot=fates.count("cannot"),
        usual=round(sum(known), 2) if rates and len(known) == len(rates) else None,
    )
