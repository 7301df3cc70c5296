"""Gold files and prediction files -> passages and events.

Takes JSON Lines (or one JSON object); gives records. Gold is checked, and all its mistakes are told at once,
as `file:line: what; what would be right`. Predictions may come from any system, so they are read as kindly as
can be.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from lagebild.documents.fields import problems_in
from lagebild.errors import DataError
from lagebild.evaluation.annotation import Amount, Annotated, GoldEvent, Passage
from lagebild.model import Certainty, Polarity
from lagebild.ontology import load_ontology

Public = Literal["exclude", "include", "only"]
_AT = re.compile(r" - at `\$\.?(.*)`")
_EXPECTED = re.compile(r"Expected `(.*?)`, got `(.*?)`")


def read_gold(path: Path) -> tuple[Passage, ...]:
    """The passages of a gold file.

    Raises:
        DataError: with every mistake in it.
    """
    problems: list[str] = []
    passages: list[Passage] = []
    places: dict[str, list[str]] = {}
    for where, record in _records(path, problems):
        passage = _passage(where, record, problems)
        passages += [passage] if passage else []
        places.setdefault(str(record.get("id")), []).append(where)
    problems += [
        f"{again}: id {key!r} again, first at {first}; ids are unique"
        for key, (first, *others) in places.items()
        for again in others[:1]
    ]
    if problems:
        raise DataError(f"gold {path.name}", problems)
    return tuple(passages)


def chosen(
    passages: Sequence[Passage], *, lang: str | None = None, public: Public = "exclude"
) -> tuple[Passage, ...]:
    """The passages of one language, with or without those whose gold was shown."""
    return tuple(
        passage
        for passage in passages
        if lang in (None, passage.lang) and (public == "include" or passage.public == (public == "only"))
    )


def read_predictions(path: Path) -> dict[str, tuple[Annotated, ...]]:
    """Predicted events by passage; several lines of one passage add up.

    Raises:
        DataError: with every line that is no JSON object or whose events are none.
    """
    problems: list[str] = []
    events: dict[str, tuple[Annotated, ...]] = {}
    for where, record in _records(path, problems):
        key, found = str(record.get("id")), record.get("events") or []
        if isinstance(found, list) and all(isinstance(event, dict) for event in found):
            events[key] = events.get(key, ()) + tuple(map(annotated_from, found))
        else:
            problems.append(f"{where}: 'events' is no list of objects; right would be one object an event")
    if problems:
        raise DataError(f"predictions {path.name}", problems)
    return events


def annotated_from(event: dict[str, Any]) -> Annotated:
    """A predicted event, whatever its writer's habits: a string for a list, "TYPE-mode" for a type."""
    start = event.get("trigger_start")
    return Annotated(
        trigger=str(event.get("trigger") or ""),
        trigger_start=start if isinstance(start, int) and not isinstance(start, bool) else None,
        type=_type_from(event.get("type")),
        actors=_names_from(event.get("actors")),
        recipients=_names_from(event.get("recipients")),
        polarity=str(event.get("polarity") or "affirmed"),
        certainty=str(event.get("certainty") or ""),
        attribution=_names_from(event.get("attribution")),
        quantity=_amount_from(event.get("quantity")),
        place=_text_from(event.get("place")),
        date=_text_from(event.get("date")),
        denied_by=_names_from(event.get("denied_by")),
    )


# ------------------------------------------------------------------ lines


def _records(path: Path, problems: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Objects with the place where each stands."""
    for number, line in _lines(path):
        where = f"{path.name}:{number}"
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(f"{where}: not JSON ({error}); right would be one object a line")
            continue
        if isinstance(record, dict):
            yield where, record
        else:
            problems.append(f"{where}: no object; right would be one object a line")


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    data = path.read_bytes()
    lines = [data] if path.suffix == ".json" else data.split(b"\n")
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


# ------------------------------------------------------------------ gold


def _passage(where: str, record: dict[str, Any], problems: list[str]) -> Passage | None:
    found = list(_shape_problems(record))
    if not found:
        passage = msgspec.convert(record, Passage)
        found = list(_meaning_problems(passage))
    problems += [f"{where}: {problem}" for problem in found]
    return None if found else passage


def _shape_problems(record: dict[str, Any]) -> Iterator[str]:
    """Wrong or missing fields, of the passage and of each of its events."""
    events = record.get("events")
    try:
        msgspec.convert({**record, "events": []}, Passage)
    except msgspec.ValidationError as error:
        yield _plainly(error)
    if not isinstance(events, list):
        yield "'events' is no list; right would be a list of objects"
        return
    for position, event in enumerate(events):
        try:
            msgspec.convert(event, GoldEvent)
        except msgspec.ValidationError as error:
            yield f"event {position}: {_plainly(error)}"


def _plainly(error: msgspec.ValidationError) -> str:
    said = str(error)
    field = _AT.search(said)
    named = f"'{field[1]}': " if field and field[1] else ""
    return named + _EXPECTED.sub(r"\2; right would be \1", _AT.sub("", said))


def _meaning_problems(passage: Passage) -> Iterator[str]:
    """A text or day that is none, triggers that are not where they should be, words that are none of the scale's."""
    known = {"text": passage.text, "lang": passage.lang, "published": passage.published}
    yield from problems_in(known)
    for event in passage.events:
        for problem in (*_trigger_problems(passage.text, event), *_word_problems(event)):
            yield f"event {event.trigger!r}: {problem}"


def _trigger_problems(text: str, event: GoldEvent) -> Iterator[str]:
    if not event.trigger:
        yield "no trigger; right would be words of the text"
    others = [(other.trigger, other.trigger_start) for other in event.accept.triggers]
    for trigger, start in ((event.trigger, event.trigger_start), *others):
        there = text[start : start + len(trigger)] if start >= 0 else ""
        if there != trigger:
            right = text.find(trigger)
            hint = f"right would be {right}" if right >= 0 else "it is nowhere in the text"
            yield f"at {start} stands {there!r}, not {trigger!r}; {hint}"


def _word_problems(event: GoldEvent) -> Iterator[str]:
    checks: tuple[tuple[str, tuple[str | None, ...], Sequence[str | None]], ...] = (
        ("type", (event.type, *event.accept.types), (None, *load_ontology().types)),
        ("certainty", (event.certainty, *event.accept.certainty), get_args(Certainty)),
        ("polarity", (event.polarity, *event.accept.polarity), get_args(Polarity)),
    )
    for field, given, allowed in checks:
        for value in given:
            if value not in allowed:
                yield f"{field} {value!r}; right would be one of {', '.join(map(str, allowed))}"


# ------------------------------------------------------------------ predictions


def _type_from(given: object) -> str | None:
    name = re.split(r"[-:_/ ]", str(given).strip().upper())[0] if given else None
    return name if name in load_ontology().types else None


def _names_from(given: Any) -> tuple[str, ...]:
    if given is None or given == "":
        return ()
    if not isinstance(given, list):
        return (_name_from(given),)
    return tuple(name if isinstance(name, str) else _name_from(name) for name in given if name)


def _name_from(given: Any) -> str:
    named = (given.get("text") or given.get("name")) if isinstance(given, dict) else None
    return str(named or given)


def _amount_from(given: Any) -> Amount | None:
    if given is None or isinstance(given, bool):
        return None
    if not isinstance(given, dict):
        return Amount(value=given if isinstance(given, int | float) else str(given))
    value, unit = given.get("value"), given.get("unit")
    return Amount(
        value=None
        if value is None or isinstance(value, bool)
        else value
        if isinstance(value, int | float)
        else str(value),
        unit=_text_from(unit),
    )


def _text_from(given: object) -> str | None:
    return str(given) if given else None
