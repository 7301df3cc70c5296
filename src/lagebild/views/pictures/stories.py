"""Stories -> what the pictures of them are drawn from.

Takes stories and labels; gives ways to origins, figures, moments, rungs, cells and ties as plain data in the words of the interface.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lagebild.gazetteer import load_gazetteer
from lagebild.stories import Story, Telling, Voice, load_rules
from lagebild.stories.relations import UNTRUE, day_of, score_of
from lagebild.views.labels import Labels
from lagebild.views.pictures.drawing import Sign
from lagebild.views.pictures.figures import Amount
from lagebild.views.pictures.ladder import Step
from lagebild.views.pictures.matrix import Cell
from lagebild.views.pictures.network import Tie
from lagebild.views.pictures.origins import Way
from lagebild.views.pictures.timeline import Moment
from lagebild.views.plain import one_line
from lagebild.views.reasons import because, why_it_counts
from lagebild.views.sourcenames import called, names_in, voice_called
from lagebild.views.storywords import (
    HEARSAY,
    amount,
    given,
    origin_name,
    sources_of_rung,
    units_in,
    who_whom,
)


def ways_of(story: Story, labels: Labels) -> list[Way]:
    """How each report came by the story; a denial is no way to it."""
    part = story.part("overall")
    origins = {claim: origin for origin in part.origins for claim in origin.claims}
    named = names_in(story, labels)
    reasons = {left.claim: because((left.why,), labels, named) for left in part.left_out}
    found: dict[tuple[str, str, tuple[str, ...]], Way] = {}
    for telling in story.tellings:
        if telling.polarity == "denied":
            continue
        origin = origins.get(telling.claim_id)
        why = why_it_counts(origin, labels, named) if origin else reasons.get(telling.claim_id, "")
        says = origin_name(origin, labels) if origin else _source_of(telling, labels)
        way = Way(
            printed=_printed(telling, labels),
            says=says,
            through=_through(telling, says, labels),
            inferred=any(voice.inferred for voice in telling.chain),
            counts=origin is not None,
            why=one_line(why),
        )
        known = found.get((way.printed, way.says, way.through))
        if known is None or (way.counts and not known.counts):
            found[way.printed, way.says, way.through] = way
    return list(found.values())


def _printed(telling: Telling, labels: Labels) -> str:
    publisher = one_line(telling.publisher or telling.document_id)
    return f"{publisher}, {labels.day(telling.day)}" if telling.day else publisher


def _through(telling: Telling, says: str, labels: Labels) -> tuple[str, ...]:
    """Who carried it from the source to the printer: the agencies credited, then the outer links of the chain."""
    links = [_name(voice, labels) for voice in telling.chain[:-1]]
    names = [*map(one_line, telling.credits), *links]
    return tuple(name for name in dict.fromkeys(names) if not says.startswith(name))


def _name(voice: Voice, labels: Labels) -> str:
    return voice_called(voice, labels)


def _source_of(telling: Telling, labels: Labels) -> str:
    """Who says so: the innermost source, else the agency credited, else who printed it."""
    if telling.chain:
        return _name(telling.chain[-1], labels)
    return one_line(telling.credits[0] if telling.credits else telling.publisher or telling.document_id)


# ------------------------------------------------------------------ figures, phases, moments


def amounts_of(story: Story, labels: Labels) -> list[Amount]:
    """The figures of a story, the largest last, those of one thing counted together."""
    units = {figure.kind: figure.unit for figure in reversed(story.figures)} | units_in(story, labels)
    found = [
        Amount(
            source=called(figure.actor, figure.source, labels),
            low=figure.value_low,
            high=figure.value_high,
            shown=amount(figure, labels),
            unit=one_line(labels.table["unit"].get(units[figure.kind].lower(), units[figure.kind])),
            certainty=figure.certainty,
            exactness=figure.exactness,
            day=figure.day or "",
            until=figure.until or "",
        )
        for figure in given(story, labels)
    ]
    kinds = [one.unit for one in found]
    return sorted(found, key=lambda a: (-kinds.count(a.unit), a.unit, a.high, a.low, a.source, a.day))


def steps_of(story: Story, labels: Labels) -> list[Step]:
    """The rungs of the story's ladder, lowest first, reached or not; none when it has no ladder."""
    ladder = next((each for each in load_rules().ladders if each.name == story.ladder), None)
    reached = {rung.phase: rung for rung in story.phases}
    return [
        Step(labels.word("phase", name), rung.day or "", sources_of_rung(rung, story, labels))
        if (rung := reached.get(name))
        else Step(labels.word("phase", name))
        for name, _ in (ladder.rungs if ladder else ())
    ]


def moments_of(story: Story, labels: Labels) -> list[Moment]:
    """Who claimed, denied, confirmed it, and when."""
    found = [moment for telling in story.tellings for moment in _moments(telling, labels)]
    return list(dict.fromkeys(found))


def _moments(telling: Telling, labels: Labels) -> Iterator[Moment]:
    day = telling.day or ""
    printed = one_line(telling.publisher or telling.document_id)
    for sign, who, word in _said(telling, labels):
        yield Moment(day, sign, who, ", ".join(filter(None, (word, printed if printed != who else ""))))


def _said(telling: Telling, labels: Labels) -> Iterator[tuple[Sign, str, str]]:
    """How whoever stands to what a claim tells, and of who claims it how surely, in words."""
    for sign, who in _stances(telling, labels):
        yield sign, who, labels.word("certainty", telling.certainty) if sign in ("claims", "hearsay") else ""


def _stances(telling: Telling, labels: Labels) -> Iterator[tuple[Sign, str]]:
    """What a claim says of who stands how to it. What is negated, somebody says not to be so: a denial by whoever says it."""
    if telling.polarity == "affirmed":
        yield (
            ("hearsay" if telling.certainty in (*HEARSAY, "conditional") else "claims"),
            _source_of(telling, labels),
        )
    elif telling.polarity == "negated" or not telling.deniers:
        yield "denies", _source_of(telling, labels)
    yield from (("denies", _name(voice, labels)) for voice in telling.deniers)
    yield from (("confirms", _name(voice, labels)) for voice in telling.confirmers)


# ------------------------------------------------------------------ many stories


def cells_of(stories: Iterable[Story], labels: Labels) -> list[Cell]:
    """Which source stands how to which story."""
    found: list[Cell] = []
    for story in stories:
        status = labels.word("story_status", story.status)
        name = f"{labels.day(day_of(story)) or '?'}: {who_whom(story, labels)} [{status}]"
        for telling in story.tellings:
            for sign, who, word in _said(telling, labels):
                stands = labels.word("picture_sign", sign)
                how = ", ".join(filter(None, (stands, word, _printed(telling, labels))))
                found.append(Cell(name, who, sign, how))
    return list(dict.fromkeys(found))


def ties_of(stories: Iterable[Story], labels: Labels) -> list[Tie]:
    """Who has to do with whom: each story counts once for a pair; what was denied or taken back does not."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for story in stories:
        score = score_of(story)
        for pair in _pairs(story) if story.status not in UNTRUE else ():
            sums[pair][0 if score > 0 else 1] += score
            sums[pair][2] += 1
    name = load_gazetteer().label
    return [
        Tie(name(one, labels.lang), name(other, labels.lang), round(up, 2), round(down, 2), int(n))
        for (one, other), (up, down, n) in sorted(sums.items())
    ]


def _pairs(story: Story) -> Sequence[tuple[str, str]]:
    """The actors of whom an affirming claim says that one does something to or with the other."""
    found = set()
    for telling in story.tellings:
        if telling.polarity == "affirmed":
            for doer in telling.actors:
                for other in telling.recipients or telling.actors:
                    if doer != other:
                        found.add((min(doer, other), max(doer, other)))
    return sorted(found)
