"""What `outlook whom` and `outlook stated` do: to whom a deed would be done, and what became of what texts expect.

Takes what the command line asks; writes lines, or JSON, to standard output.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import msgspec

from lagebild.outlook.deeds import Deed, read_history
from lagebild.outlook.imports import deeds_in
from lagebild.outlook.stated import Kept, Stated, kept_by_source, stated_in
from lagebild.outlook.whom import Proposed, TooThin, Whom, whom
from lagebild.views.labels import Labels
from lagebild.views.options import one_of
from lagebild.views.outlook_lines import evidence_line, percent_of, say
from lagebild.views.outlooks import Wishes, quads
from lagebild.views.plain import one_line
from lagebild.views.storydata import Material


def show_whom(deeds: Sequence[Deed], actor: str, type_: str, on: date | None, wishes: Wishes) -> int:
    """Print the likeliest recipients. Exit status 3 when too little is known."""
    one_of(type_, tuple(quads()), "--type")
    day = on or (date.fromisoformat(deeds[-1].day) + timedelta(days=1) if deeds else date.today())
    answer = whom(deeds, Whom(actor=actor, type=type_, on=day))
    if wishes.as_json:
        print(msgspec.json.encode(answer).decode("utf-8"))
    elif isinstance(answer, TooThin):
        print(_thin_line(answer, wishes.labels))
    else:
        print("\n".join(_whom_lines(answer, wishes.labels)))
    return 3 if isinstance(answer, TooThin) else 0


def _thin_line(thin: TooThin, labels: Labels) -> str:
    return say(
        labels,
        "whom_refused",
        actor=thin.asked.actor,
        of_actor=thin.of_actor,
        deeds=thin.deeds,
        needed_of_actor=thin.needed_of_actor,
        needed=thin.needed,
    )


def _whom_lines(answer: Proposed, labels: Labels) -> Iterator[str]:
    asked, fared = answer.asked, answer.fared
    kind, day = labels.word("types", asked.type), labels.day(asked.on.isoformat())
    yield say(labels, "whom_head", actor=asked.actor, on=day, type=kind)
    for each in answer.proposals:
        percent, usual = percent_of(each.probability), percent_of(each.usual)
        yield "  " + say(
            labels, "whom_line", recipient=each.recipient, percent=percent, usual=usual, times=each.times
        )
        yield from (f"    {evidence_line(deed, labels)}" for deed in each.evidence)
    shares = {
        name: percent_of(getattr(fared, name)) for name in ("first", "three", "plain_first", "plain_three")
    }
    yield say(labels, "whom_fared", questions=labels.number(fared.questions), **shares)
    yield say(labels, "whom_learnt" if answer.learnt else "whom_plain", deeds=labels.number(answer.deeds))
    yield labels.word("outlook", "whom_note")


# ------------------------------------------------------------------ what texts expect


def show_stated(material: Material, history: Path | None, on: date | None, wishes: Wishes) -> int:
    """Print what texts expect, what became of it, and how each source fared."""
    stories = material.stories
    told = deeds_in((story.story_id, story) for story in stories).deeds
    deeds = read_history(history, quads()) if history else told
    found = stated_in(stories, deeds, on or date.max)
    if wishes.as_json:
        for each in found:
            print(msgspec.json.encode(each).decode("utf-8"))
    else:
        print("\n".join(_stated_lines(found, wishes.labels)))
    return 1 if material.aside else 0


def _stated_lines(found: Sequence[Stated], labels: Labels) -> Iterator[str]:
    if not found:
        yield labels.word("outlook", "nothing_stated")
        return
    for each in found:
        yield from _one(each, labels)
    yield ""
    yield labels.word("outlook", "kept_head")
    for row in kept_by_source(found):
        yield "  " + _kept_line(row, labels)


def _one(each: Stated, labels: Labels) -> Iterator[str]:
    who = each.who or labels.word("outlook", "nobody")
    who = say(labels, "stated_own", who=who) if each.own else who
    if each.fate == "cannot":
        why = labels.word("outlook", each.why)
        yield say(labels, "stated_cannot", day=labels.day(each.day), who=who, why=why)
    else:
        yield say(
            labels,
            "stated_head",
            day=labels.day(each.day),
            who=who,
            type=labels.word("types", each.type),
            actor=each.actor,
            recipient=each.recipient,
            due=labels.day(each.due),
        )
    certainty = labels.word("certainty", each.certainty)
    quoted = labels.quote(one_line(each.sentence))
    yield "  " + say(
        labels, "stated_quote", quote=quoted, publisher=each.publisher or "?", certainty=certainty
    )
    if each.fate != "cannot":
        yield f"  {_fate(each, labels)}; {_base(each, labels)}"


def _fate(each: Stated, labels: Labels) -> str:
    deed = each.deed
    told = (
        {
            "day": labels.day(deed.day),
            "source": deed.source,
            "certainty": labels.word("certainty", deed.certainty),
        }
        if deed
        else {}
    )
    return say(labels, f"fate_{each.fate}", **told)


def _base(each: Stated, labels: Labels) -> str:
    if each.base_rate is None:
        return labels.word("outlook", "stated_no_base")
    return say(labels, "stated_base", percent=percent_of(each.base_rate))


def _kept_line(row: Kept, labels: Labels) -> str:
    usual = "?" if row.usual is None else labels.number(row.usual)
    return say(
        labels,
        "kept_line",
        who=row.who or labels.word("outlook", "nobody"),
        stated=row.stated,
        happened=row.happened,
        did_not=row.did_not,
        pending=row.pending,
        lost=row.void + row.cannot,
        usual=usual,
    )
